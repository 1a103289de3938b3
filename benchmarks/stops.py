"""What is left of a site when builds are stopped, run into each other, or run out of room, handles or rights.

    .venv/bin/python -m benchmarks.stops [--kills 200] [--pairs 50] [--policies tests/data/good]

Two editions of a library are built in turn into one folder. Each build is a process forked from this one:

kills      as many builds as told are sent SIGKILL, SIGTERM or SIGINT, at a random moment or near the end. After each
           the site must be the old edition or the new one, whole; every fifth time a build that is let run must be
           right and leave no other folder behind
pairs      two builds at once, one of each edition: the site is one of them, whole, with nothing left beside it
full disk  builds on small memory disks that fill up at different moments (needs the right to mount)
read-only  a build onto a disk that becomes read-only (needs the same)
handles    a build with at most 64 open files

Prints a table, and a line for each fault; exits 1 if there was one. Moments are random by --seed. A test stops builds
before each single call of the system: `tests/site/stop_at_every_step.py`.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from rich.console import Console

from kb.commands.main import main
from kb.site.file_list import MARK, foreign, read_list

SIGNALS = (signal.SIGKILL, signal.SIGTERM, signal.SIGINT)
SETTLE = 5
"""After how many kills a build is let run."""


@dataclass
class Tally:
    """What was seen: how often each outcome, and the faults in words."""

    seen: Counter[tuple[str, str]] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)

    def note(self, kind: str, outcome: str, *, fault: bool = False) -> None:
        """Count an outcome; tell it at once if it is a fault."""
        self.seen[kind, outcome] += 1
        if fault:
            self.faults.append(f"{kind}: {outcome}")
            Console().print(f"FAULT {kind}: {outcome}", markup=False, soft_wrap=True)


def start(policies: Path, out: Path, limit: Callable[[], None] = lambda: None) -> int:
    """Fork a process that builds; give its id. It says nothing."""
    child = os.fork()
    if child:
        return child
    code = 99
    try:
        signal.signal(signal.SIGINT, signal.default_int_handler)
        with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
            os.dup2(nowhere.fileno(), 1)
            os.dup2(nowhere.fileno(), 2)
        limit()
        code = main(["build", "--policies", str(policies), "--out", str(out)])
    except KeyboardInterrupt:
        code = 130
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 1
    finally:
        os._exit(code)


def wait(child: int) -> int:
    """Give the exit code of a process, or the negative number of the signal that ended it."""
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def run(policies: Path, out: Path, limit: Callable[[], None] = lambda: None) -> int:
    """Build and give the exit code."""
    return wait(start(policies, out, limit))


def edition_of(out: Path, editions: dict[str, str]) -> str:
    """Tell which edition stands in a folder, whole; empty if it is none of them."""
    if not out.is_dir() or list(foreign(out)):
        return ""
    gone = [address for address in read_list(out) if address != MARK and not (out / address).is_file()]
    return "" if gone else editions.get((out / MARK).read_text(encoding="utf-8"), "")


def beside(out: Path) -> list[str]:
    """Name what stands beside a site."""
    return sorted(path.name for path in out.parent.iterdir() if path != out)


def kills(
    tally: Tally, libraries: dict[str, Path], editions: dict[str, str], out: Path, told: tuple[random.Random, int]
) -> None:
    """Stop builds by signals, at random moments and as often as told, and look at the site after each."""
    moments, number = told
    names = sorted(libraries)
    begun = time.monotonic()
    run(libraries[names[0]], out)
    usual = time.monotonic() - begun
    for turn in range(number):
        sent = SIGNALS[turn % len(SIGNALS)]
        near_end = turn % 2 == 0
        child = start(libraries[names[turn % 2]], out)
        time.sleep(usual * (moments.uniform(0.85, 1.05) if near_end else moments.uniform(0, 1)))
        with contextlib.suppress(ProcessLookupError):
            os.kill(child, sent)
        code = wait(child)
        met = "met alive" if code else "had ended"
        stands = edition_of(out, editions)
        tally.note(f"kill {sent.name}", f"{met}, site {'whole' if stands else 'NOT WHOLE'}", fault=not stands)
        if code not in {0, -sent, 128 + sent}:
            tally.note(f"kill {sent.name}", f"exit code {code}", fault=True)
        if turn % SETTLE == SETTLE - 1:
            settle(tally, "build after kills", libraries, editions, out, names[(turn + 1) % 2])


def settle(  # noqa: PLR0913, PLR0917  (a step of several experiments)
    tally: Tally, kind: str, libraries: dict[str, Path], editions: dict[str, str], out: Path, name: str
) -> None:
    """Let a build run and see that it is right and leaves nothing beside the site."""
    code, stands, left = run(libraries[name], out), edition_of(out, editions), beside(out)
    right = (code, stands, left) == (0, name, [])
    tally.note(
        kind, "right, nothing left" if right else f"code {code}, edition {stands!r}, left {left}", fault=not right
    )


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


@contextlib.contextmanager
def disk(folder: Path, size: int) -> Iterator[Path | None]:
    """Mount a memory disk of some bytes; None where that is not allowed."""
    folder.mkdir()
    mounted = call("mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", folder)
    try:
        yield folder if mounted else None
    finally:
        if mounted:
            call("umount", folder)
        folder.rmdir()


def call(name: str, *words: str | Path) -> bool:
    """Run a program of the system and tell whether it did what it was asked."""
    program = shutil.which(name)
    if not program:
        return False
    return not subprocess.run([program, *map(str, words)], check=False).returncode  # noqa: S603


def full_disks(tally: Tally, libraries: dict[str, Path], editions: dict[str, str], work: Path) -> None:
    """Build a second edition where the disk has room for one and a part, then where there is room again."""
    one, other = sorted(libraries)
    measured = work / "measured" / "site"
    run(libraries[one], measured)
    size = sum(path.stat().st_blocks * 512 for path in measured.rglob("*") if path.is_file())
    for tenths in range(1, 11):
        with disk(work / "disk", size * (10 + tenths) // 10 + 400_000) as mounted:
            if not mounted:
                tally.note("full disk", "not tried: mounting is not allowed")
                return
            out = mounted / "site"
            first = run(libraries[one], out)
            code, stands, left = run(libraries[other], out), edition_of(out, editions), beside(out)
            right = first == 0 and not left and (code, stands) in {(2, one), (0, other)}
            which = {one: "old", other: "new"}.get(stands, "NONE")
            tally.note("full disk", f"code {code}, edition {which}, left {left}", fault=not right)


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


def two_editions(policies: Path, work: Path) -> tuple[dict[str, Path], dict[str, str]]:
    """Make two libraries that differ in one title; give their folders, and the name of each by its list of files."""
    libraries: dict[str, Path] = {}
    for name in ("one", "two"):
        libraries[name] = work / name / "policies"
        shutil.copytree(policies, libraries[name])
    changed = next(path for path in sorted(libraries["two"].rglob("*/*/*.md")) if path.name != "payer.md")
    changed.write_text(changed.read_text(encoding="utf-8").replace("title: ", "title: Second ", 1), encoding="utf-8")
    editions = {}
    for name, folder in libraries.items():
        run(folder, work / name / "site")
        editions[(work / name / "site" / MARK).read_text(encoding="utf-8")] = name
    if len(editions) != len(libraries):
        raise SystemExit(f"the two editions of {policies} do not differ, or one has problems")
    return libraries, editions


def measure(words: argparse.Namespace) -> Tally:
    """Run every experiment."""
    moments = random.Random(words.seed)  # noqa: S311  (moments, not secrets)
    tally = Tally()
    with tempfile.TemporaryDirectory(prefix="kb-stops-") as folder:
        work = Path(folder)
        libraries, editions = two_editions(words.policies, work)
        out = work / "place" / "site"
        kills(tally, libraries, editions, out, (moments, words.kills))
        pairs(tally, libraries, editions, out, words.pairs)
        handles(tally, libraries, editions, out)
        full_disks(tally, libraries, editions, work)
        read_only(tally, libraries, editions, work)
    return tally


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--policies", type=Path, default=Path("tests/data/good"))
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--pairs", type=int, default=50)
    parser.add_argument("--seed", type=int, default=7)
    found = measure(parser.parse_args())
    for (kind, outcome), times in sorted(found.seen.items()):
        Console().print(f"{times:5}  {kind}: {outcome}", markup=False, soft_wrap=True)
    Console().print(f"{len(found.faults)} faults")
    sys.exit(1 if found.faults else 0)
