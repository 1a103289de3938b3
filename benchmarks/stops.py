"""What is left of a site when builds are stopped, run into each other, or run out of room, handles or rights.

    .venv/bin/python -m benchmarks.stops [--kills 200] [--pairs 50] [--policies tests/data/good] [--only full-disk]

Three editions of a library are built in turn into one folder, of which one has another sentence than another, so that
a build of it makes only what that touches. Each build is a process forked from this one:

kills      as many builds as told are sent SIGKILL, SIGTERM or SIGINT, at a random moment or near the end. After each
           the site must be one of the editions, whole; every fifth time a build that is let run must be right, as one
           from nothing is, and leave no other folder behind
pairs      two builds at once, one of each edition: the site is one of them, whole, with nothing left beside it
handles    a build with at most 64 open files
full-disk  builds on memory disks that have room for a part of what the build needs, which is measured first; the old
           site stays, and a build is right once there is room (needs the right to mount)
read-only  a build onto a disk that becomes read-only (needs the same)

`--only` runs one of them. Prints a table, and a line for each fault; exits 1 if there was one, and if a disk that was
to fill up did not. Moments are random by --seed. A test stops builds before each single call of the system:
`tests/site/stop_at_every_step.py`.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import random
import resource
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from rich.console import Console

from benchmarks.full_disk import full_disks
from benchmarks.stopped import Tally, beside, call, disk, edition_of, run, settle, start, wait
from kb.site.file_list import MARK

SIGNALS = (signal.SIGKILL, signal.SIGTERM, signal.SIGINT)
SETTLE = 5
"""After how many kills a build is let run."""


def kills(
    tally: Tally, libraries: dict[str, Path], editions: dict[str, str], out: Path, told: tuple[random.Random, int]
) -> None:
    """Stop builds by signals, at random moments and as often as told, and look at the site after each."""
    moments, number = told
    names = sorted(libraries)
    run(libraries[names[-1]], out)
    usual = {name: _seconds(libraries[name], out) for name in names}
    for turn in range(number):
        sent, name = SIGNALS[turn % len(SIGNALS)], names[turn // 2 % len(names)]
        near_end = turn % 2 == 0
        child = start(libraries[name], out)
        time.sleep(usual[name] * (moments.uniform(0.85, 1.05) if near_end else moments.uniform(0, 1)))
        with contextlib.suppress(ProcessLookupError):
            os.kill(child, sent)
        code = wait(child)
        met = "met alive" if code else "had ended"
        stands = edition_of(out, editions)
        tally.note(f"kill {sent.name}", f"{met}, site {'whole' if stands else 'NOT WHOLE'}", fault=not stands)
        if code not in {0, -sent, 128 + sent}:
            tally.note(f"kill {sent.name}", f"exit code {code}", fault=True)
        if turn % SETTLE == SETTLE - 1:
            settle(tally, "build after kills", libraries, editions, out, names[(turn // 2 + 1) % len(names)])


def _seconds(policies: Path, out: Path) -> float:
    """Build, and give how long that took."""
    begun = time.monotonic()
    run(policies, out)
    return time.monotonic() - begun


def pairs(tally: Tally, libraries: dict[str, Path], editions: dict[str, str], out: Path, number: int) -> None:
    """Run two builds at once into one folder."""
    for _ in range(number):
        children = [start(policies, out) for policies in libraries.values()]
        codes = sorted(map(wait, children))
        stands, left = edition_of(out, editions), beside(out)
        right = bool(stands) and not left and codes[0] == 0
        tally.note(
            "pair of builds", f"codes {codes}, {'one whole site' if right else f'left {left}'}", fault=not right
        )


def read_only(tally: Tally, libraries: dict[str, Path], editions: dict[str, str], work: Path) -> None:
    """Build onto a disk that has become read-only."""
    one, other = sorted(libraries)
    with disk(work / "disk", 100_000_000) as mounted:
        if not mounted:
            tally.note("read-only", "not tried: mounting is not allowed")
            return
        out = mounted / "site"
        run(libraries[one], out)
        call("mount", "-o", "remount,ro", mounted)
        code, stands, left = run(libraries[other], out), edition_of(out, editions), beside(out)
        tally.note("read-only", f"code {code}, old site whole", fault=(code, stands, left) != (2, one, []))


def few_handles() -> None:
    """Allow this process 64 open files."""
    resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64))


def handles(tally: Tally, libraries: dict[str, Path], editions: dict[str, str], out: Path) -> None:
    """Build with few handles."""
    for name, policies in libraries.items():
        code, stands = run(policies, out, few_handles), edition_of(out, editions)
        tally.note("64 open files", f"code {code}, new site whole", fault=(code, stands) != (0, name))


def three_editions(policies: Path, work: Path) -> tuple[dict[str, Path], dict[str, str]]:
    """Make three libraries; give their folders, and the name of each by its list of files.

    The second differs from the first in one title, the third in one sentence.
    """
    libraries: dict[str, Path] = {}
    for name in ("one", "two", "three"):
        libraries[name] = work / name / "policies"
        shutil.copytree(policies, libraries[name])
    entry = next(path for path in sorted(policies.rglob("*/*/*.md")) if path.name != "payer.md").relative_to(policies)
    text = (policies / entry).read_text(encoding="utf-8")
    (libraries["two"] / entry).write_text(text.replace("title: ", "title: Second ", 1), encoding="utf-8")
    (libraries["three"] / entry).write_text(f"{text.rstrip()} Read the whole policy first.\n", encoding="utf-8")
    editions = {}
    for name, folder in libraries.items():
        run(folder, work / name / "site")
        editions[(work / name / "site" / MARK).read_text(encoding="utf-8")] = name
    if len(editions) != len(libraries):
        raise SystemExit(f"the editions of {policies} do not differ, or one has problems")
    return libraries, editions


EXPERIMENTS = ("kills", "pairs", "handles", "full-disk", "read-only")


def measure(words: argparse.Namespace) -> Tally:
    """Run every experiment, or only the one that is named."""
    moments = random.Random(words.seed)  # noqa: S311  (moments, not secrets)
    tally = Tally()
    with tempfile.TemporaryDirectory(prefix="kb-stops-") as folder:
        work = Path(folder)
        libraries, editions = three_editions(words.policies, work)
        out = work / "place" / "site"
        told = (tally, {name: libraries[name] for name in ("one", "two")}, editions)
        runs: dict[str, Callable[[], None]] = {
            "kills": lambda: kills(tally, libraries, editions, out, (moments, words.kills)),
            "pairs": lambda: pairs(*told, out, words.pairs),
            "handles": lambda: handles(*told, out),
            "full-disk": lambda: full_disks(*told, work),
            "read-only": lambda: read_only(*told, work),
        }
        for name in [words.only] if words.only else EXPERIMENTS:
            runs[name]()
    return tally


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--policies", type=Path, default=Path("tests/data/good"))
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--pairs", type=int, default=50)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--only", choices=EXPERIMENTS, help="run this experiment alone")
    found = measure(parser.parse_args())
    for (kind, outcome), times in sorted(found.seen.items()):
        Console().print(f"{times:5}  {kind}: {outcome}", markup=False, soft_wrap=True)
    Console().print(f"{len(found.faults)} faults")
    sys.exit(1 if found.faults else 0)
