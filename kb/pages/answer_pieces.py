"""How the answers of plans are cut into files: each has some plans of one payer, and some codes.

A query names a code or two, and often all plans of a payer. A file of one plan with all codes would make it load each
plan's answers on every code; a file of one code would make thousands of files. static/answer_pieces.js finds the file
of a plan and a code by the same rule, from the names alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from kb.domain.model import Library
from kb.domain.scopes import ids_of
from kb.search.card import CLASS_CODES

ALL_CODES: Final = "all-codes"
"""Used in place of a code where a query names none."""

GENERAL: Final = {ALL_CODES: "", **CLASS_CODES}
"""What names no single code, all codes or a class of codes, and a code that only rules on it reach."""

MOST_PLANS: Final = 6
"""So many plans of a payer are in a file at most."""

TODAY: Final = 80
"""So many answers on a code by a plan are in a file at most, those of today."""

ON_DAYS: Final = 160
"""The same of answers on other days, of which there are few."""


class Piece(NamedTuple):
    """A file: its name, `cigna/0-1`, its plans, and its codes, among which stands what is for all codes."""

    name: str
    scopes: Sequence[str]
    codes: Sequence[str]


def pieces(library: Library, most: int) -> Iterator[Piece]:
    """Yield the files of the answers of all plans, each of at most `most` pairs of a plan and a code."""
    for payer in library.payers.values():
        for run, scopes in enumerate(_runs(ids_of(payer), MOST_PLANS)):
            for at, codes in enumerate(_cut(tuple(library.codes), most // len(scopes))):
                yield Piece(f"{payer.name}/{run}-{at}", scopes, codes)


def _cut(codes: Sequence[str], size: int) -> Iterable[Sequence[str]]:
    """Return all in one where they fit; else what names no single code alone: a query without a code asks for it."""
    whole = (*GENERAL, *codes)
    return (whole,) if len(whole) <= size else (tuple(GENERAL), *_runs(codes, size))


def _runs(every: Sequence[str], size: int) -> Iterable[Sequence[str]]:
    return (every[start : start + size] for start in range(0, len(every), size))
