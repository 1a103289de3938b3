"""How the answers of plans are cut into files: each has some plans of one payer, some codes, and some questions.

A query names a code or two, often all plans of a payer, and one question. A file of one plan with all codes would
make it load each plan's answers on every code; a file of one code would make thousands of files. Where few are
enough, all is in one. static/answer_pieces.js finds the file of an answer by the same rule, from the names alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from kb.domain.model import Library
from kb.domain.scopes import ids_of
from kb.domain.vocabulary import QUESTIONS
from kb.search.card import CLASS_CODES

ALL_CODES: Final = "all-codes"
"""Used in place of a code where a query names none."""

GENERAL: Final = {ALL_CODES: "", **CLASS_CODES}
"""What names no single code, all codes or a class of codes, and a code that only rules on it reach."""

APART: Final = (("coverage",), ("prior_authorization", "documentation"))
"""Questions that have files of their own, apart from those of all others."""

MOST_PLANS: Final = 6
"""So many plans of a payer are in a file at most."""

WHOLE: Final = 80
"""So many pairs of a plan and a code are in one file with all questions at most; else these are apart."""

TODAY: Final = (210, 240, 240)
"""So many pairs are in a file of the questions of a group at most, of the answers of today."""

ON_DAYS: Final = (200, 600, 900)
"""The same of answers on other days, of which there are few; coverage is asked for most."""


class Piece(NamedTuple):
    """A file: its name, `cigna/0-1-4`, its plans, its codes or what stands for them, the numbers of its questions."""

    name: str
    scopes: Sequence[str]
    codes: Sequence[str]
    questions: Sequence[int]


def pieces(library: Library, most: Sequence[int]) -> Iterator[Piece]:
    """Yield the files of the answers of all plans, each with at most so many pairs of a plan and a code, by group."""
    every = (*GENERAL, *library.codes)
    for payer in library.payers.values():
        for run, scopes in enumerate(_runs(ids_of(payer), MOST_PLANS)):
            is_whole = len(scopes) * len(every) <= WHOLE
            # A query without a code asks for what is for all codes, so that stands alone.
            yield Piece(f"{payer.name}/{run}-0", scopes, every if is_whole else tuple(GENERAL), range(len(QUESTIONS)))
            if not is_whole:
                yield from _apart(f"{payer.name}/{run}", scopes, tuple(library.codes), most)


def _apart(name: str, scopes: Sequence[str], codes: Sequence[str], most: Sequence[int]) -> Iterator[Piece]:
    for group, questions in enumerate(_groups()):
        for at, some in enumerate(_runs(codes, most[group] // len(scopes))):
            yield Piece(f"{name}-{group}-{at}", scopes, some, questions)


def _groups() -> list[list[int]]:
    """Return the numbers of the questions of each group, last of those in none that is named."""
    of = [next((at for at, keys in enumerate(APART) if one.key in keys), len(APART)) for one in QUESTIONS]
    return [[number for number, group in enumerate(of) if group == wanted] for wanted in range(len(APART) + 1)]


def _runs(every: Sequence[str], size: int) -> list[Sequence[str]]:
    return [every[start : start + size] for start in range(0, len(every), size)]
