"""The parts of a text that an excerpt shows beside the best one: a code asked for, a date that bounds, the subject.

The browser does the same in `static/pieces.js`. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Any, Final

MOST: Final = 2
"""Parts that are shown beside the best one."""

AROUND: Final = 14
"""Words that a part shows before and behind the word that it is shown for."""

ENDS: Final = (".", "!", "?", ";")
SENTENCE_ENDS: Final = ENDS[:3]

DATED: Final = r"[(“]?[0-9]{4}-[0-9]{2}(?:-[0-9]{2})?[.,;:)”]*"
AROUND_YEARS: Final = "(“.,;:)”"
BOUNDS: Final = ("of", "from", "since", "effective", "until", "before", "after", "through", "on", "starting")
"""Words before a date by which it bounds what is said."""

BOUND: Final = "@bound"
"""The mark of a date that bounds."""

Part = tuple[int, int]
"""First word, and the one behind the last."""


@dataclass(frozen=True)
class Decisive:
    """The terms that an excerpt must show, the gravest kind first; those in `again` in each sentence with them."""

    terms: tuple[frozenset[str], ...] = ()
    again: frozenset[str] = frozenset()


def bounding(shown: Sequence[str], years: AbstractSet[str]) -> list[set[str]]:
    """Return for each word of a text the mark of a date that bounds or of a year asked of, or nothing."""
    before = ("", *shown)
    return [
        {BOUND}
        if word.strip(AROUND_YEARS) in years or (before[at] in BOUNDS and re.fullmatch(DATED, word))
        else set()
        for at, word in enumerate(shown)
    ]


def parts_to_show(
    shown: Sequence[str], marks: Sequence[AbstractSet[str]], best: Part, decisive: Decisive
) -> list[Part]:
    """Return the parts of a text that are shown, in order: the best one, and those that hold what decides."""
    parts = [best]
    for terms in decisive.terms:
        for at, mark in enumerate(marks):
            found = mark & terms
            if len(parts) <= MOST and found and _is_missing(at, found, shown, marks, parts, decisive.again):
                parts.append(_around(at, shown))
    return _joined(sorted(parts))


def _is_missing(  # noqa: PLR0913, PLR0917  (each is a part of the text)
    at: int,
    found: AbstractSet[str],
    shown: Sequence[str],
    marks: Sequence[AbstractSet[str]],
    parts: Sequence[Part],
    again: AbstractSet[str],
) -> bool:
    """Return whether a word is to be shown: no part has its term yet, or its sentence is another."""
    if any(first <= at < last for first, last in parts):
        return False
    told = {term for first, last in parts for mark in marks[first:last] for term in mark}
    begin, end = _sentence(at, shown)
    is_new = all(last <= begin or end <= first for first, last in parts)
    return bool(found - told) or (is_new and bool(found & again))


def _sentence(at: int, shown: Sequence[str]) -> Part:
    """Return the sentence that a word stands in."""
    begin = next((place for place in range(at, 0, -1) if shown[place - 1].endswith(SENTENCE_ENDS)), 0)
    end = next((place + 1 for place in range(at, len(shown)) if shown[place].endswith(SENTENCE_ENDS)), len(shown))
    return begin, end


def _around(at: int, shown: Sequence[str]) -> Part:
    begin, end = _sentence(at, shown)
    return max(begin, at - AROUND), min(end, at + AROUND + 1)


def _joined(parts: Iterable[Part]) -> list[Part]:
    """Join the parts that touch or overlap."""
    found: list[Part] = []
    for first, last in parts:
        if found and first <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], last))
        else:
            found.append((first, last))
    return found


def tables() -> dict[str, Any]:
    """Return the tables of this module as plain data, for the browser."""
    return {"most": MOST, "around": AROUND, "dated": DATED, "bounds": BOUNDS, "aroundYears": AROUND_YEARS}
