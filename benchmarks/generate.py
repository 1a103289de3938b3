"""Generate a policies folder of any size in the project's own format, to measure with.

    .venv/bin/python -m benchmarks.generate --entries 10000 --seed 7 --out DIR

The same seed and number of entries give the same bytes. Nothing in it is true: titles begin with 'Generated', and
sources are at example.org. The synonyms are the project's own, so that search does the same work as there.

world     payers, scopes and codes
plans     what each entry will say
words     a word list, sentences, lines
phrases   the sentences themselves
text      sections
front     front matter
entries   entry files
pages     payer and code files
"""

from __future__ import annotations

import argparse
import shutil
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from benchmarks.entries import write
from benchmarks.pages import write_code, write_payer
from benchmarks.plans import plan_all
from benchmarks.words import Facts, seeded
from benchmarks.world import FIRST, PAYERS, Code, codes, payers

ROOT: Final = Path(__file__).resolve().parent.parent
SYNONYMS: Final = "synonyms.yml"
STEP: Final = 1_000
EVERY_PAYER: Final = len(PAYERS.strip().split("\n"))
MOST_CODES: Final = 300


@dataclass(frozen=True)
class Wanted:
    """How much to make, and from which seed."""

    entries: int
    seed: int
    payers: int
    codes: int


def sized(entries: int, seed: int) -> Wanted:
    """Give the payers and codes that so many entries usually come with: all of them from 1,200 entries on."""
    return Wanted(entries, seed, min(EVERY_PAYER, 5 + entries // 25), min(MOST_CODES, len(FIRST) + entries // 4))


def files(wanted: Wanted) -> Iterator[tuple[str, str]]:
    """Give the path and the text of every file: codes, payers, then entries."""
    speakers = payers(wanted.payers)
    listed = codes(seeded(wanted.seed, "codes"), wanted.codes)
    for code in listed:
        path = f"codes/{code.code.lower()}.md"
        yield path, write_code(code, _facts(listed, code=code.code), seeded(wanted.seed, path))
    for payer in speakers:
        path = f"{payer.id}/payer.md"
        yield path, write_payer(payer, _facts(listed, payer=payer.title), seeded(wanted.seed, path))
    for plan in plan_all(seeded(wanted.seed, "plans"), speakers, listed, wanted.entries):
        yield plan.path, write(plan, seeded(wanted.seed, plan.path))


def _facts(listed: tuple[Code, ...], code: str = FIRST[0], payer: str = "the payer") -> Facts:
    """Give what a page says that is about one code or one payer."""
    return Facts("a made-up service", code, payer, "generated plan", tuple(found.code for found in listed))


def make(wanted: Wanted, out: Path) -> int:
    """Write into a new or empty folder and give the number of files. Raises FileExistsError for another one."""
    begin(out)
    shutil.copyfile(ROOT / "policies" / SYNONYMS, out / SYNONYMS)
    number = 0
    for number, (path, text) in enumerate(files(wanted), 1):
        (out / path).parent.mkdir(parents=True, exist_ok=True)
        (out / path).write_text(text, encoding="utf-8", newline="\n")
        if number % STEP == 0:
            sys.stderr.write(f"{number} files ...\n")
    return number + 1


def begin(out: Path) -> None:
    """Make the folder, unless it is there and empty. Raises FileExistsError where it holds anything."""
    out.mkdir(parents=True, exist_ok=True)
    if any(out.iterdir()):
        raise FileExistsError(f"{out} holds something; name an empty or new folder with --out")


def read_arguments(arguments: Sequence[str]) -> tuple[Wanted, Path]:
    """Read the words of the call; argparse ends the run with 2 where they are wrong."""
    parser = argparse.ArgumentParser(prog="benchmarks.generate", description="Make policy content to measure with.")
    parser.add_argument("--entries", type=int, required=True, help="how many entries")
    parser.add_argument("--seed", type=int, default=7, help="the same seed gives the same content")
    parser.add_argument("--out", type=Path, required=True, help="the folder to write, new or empty")
    parser.add_argument("--payers", type=int, help=f"how many payers, at most {EVERY_PAYER}; else by the entries")
    parser.add_argument("--codes", type=int, help=f"how many codes, at least {len(FIRST)}; else by the entries")
    given = parser.parse_args(arguments)
    if given.entries < 1:
        parser.error("--entries is at least 1")
    usual = sized(given.entries, given.seed)
    speakers = min(EVERY_PAYER, max(1, given.payers or usual.payers))
    return Wanted(given.entries, given.seed, speakers, max(len(FIRST), given.codes or usual.codes)), given.out


def main(arguments: Sequence[str]) -> int:
    """Make the folder, say where it is, and give the exit code: 2 where the folder cannot be written."""
    wanted, out = read_arguments(arguments)
    try:
        number = make(wanted, out)
    except OSError as fault:
        sys.stderr.write(f"{fault}\n")
        return 2
    made = f"{wanted.entries} entries, {wanted.codes} codes and {wanted.payers} payers"
    sys.stdout.write(f"Made {made} from seed {wanted.seed}: {number} files in {out}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
