"""The parts of a text that an excerpt shows beside the best one: a code asked for, a date that bounds, the subject.

The browser does the same in `static/pieces.js`. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Any, Final

MOST, ROOM = 2, 110
"""Parts that are shown beside the best one, and the words that all of them may have."""

LEADING_MOST, LEADING_ROOM = 4, 130
"""The same for the first hit."""

BARE: Final = 6
"""Words of a sentence that says nothing without the one before it."""

AROUND: Final = 14
"""Words that a part shows before and behind the word that it is shown for, where its sentence is longer than LONG."""

LONG: Final = 60

ENDS: Final = (".", "!", "?", ";")
SENTENCE_ENDS: Final = ENDS[:3]

DATED: Final = r"[(“]?[0-9]{4}-[0-9]{2}(?:-[0-9]{2})?[.,;:)”]*"
AROUND_YEARS: Final = "(“.,;:)”"
BOUNDS: Final = ("of", "from", "since", "effective", "until", "before", "after", "through", "on", "starting")
"""Words before a date by which it bounds what is said."""

BOUND: Final = "@bound"
"""The mark of a date that bounds."""

TURNS: Final = ("unless", "except", "exception", "exceptions", "but", "only", "however")
TURN: Final = "@turn"
"""Words by which a sentence turns, and the mark of one."""

LIMITS: Final = (
    *("not", "no", "never", "cannot", "neither", "nor", "unless", "except", "exception", "exceptions", "but", "only"),
    *("however", "without", "although", "illustration"),
)
"""Words by which a sentence limits the one beside it."""

LIMITING, LIMITS_ROOM, LEADING_LIMITS_ROOM = 2, 60, 100
"""Sentences beside a part that are shown for what they limit, and the words that all of them may have; in the first
hit, too."""

SOUGHT: Final = "@sought"
"""The mark of an amount or a time where one is asked for."""

AMOUNTS: Final = r"[(“]?(?:\$[0-9][0-9,.]*|[0-9][0-9.]*%)[.,;:)”]*"
COUNTS, COUNTED = r"[(“]?[0-9]+", r"(?:days?|months?|years?)[.,;:)”]*"
"""A number, and behind it or behind one more word what it counts."""

NEAR: Final = 40
"""Words from the best part within which a turn is shown."""

OPENING: Final = "@opening"
"""The mark of the first word of a text, whose first sentence mostly says what the rest is about."""

Part = tuple[int, int]
"""First word, and the one behind the last."""


@dataclass(frozen=True)
class Decisive:
    """The terms that an excerpt must show, the gravest kind first; those in `again` in each sentence with them.

    `most` is the number of parts beside the best one, `room` that of the words of all.
    """

    terms: tuple[frozenset[str], ...] = ()
    again: frozenset[str] = frozenset()
    most: int = MOST
    room: int = ROOM


def bounding(shown: Sequence[str], years: AbstractSet[str]) -> list[set[str]]:
    """Return for each word of a text the mark of a date that bounds or of a year asked of, or nothing."""
    before = ("", *shown)
    return [
        {BOUND}
        if word.strip(AROUND_YEARS) in years or (before[at] in BOUNDS and re.fullmatch(DATED, word))
        else set()
        for at, word in enumerate(shown)
    ]


def sought(shown: Sequence[str], kind: str) -> list[set[str]]:
    """Return for each word the mark of what is asked for: `kind` is `amount`, `time`, or empty for neither."""
    after = (*shown, "", "")

    def is_sought(at: int) -> bool:
        if kind == "amount":
            return bool(re.fullmatch(AMOUNTS, shown[at]))
        counts = kind == "time" and re.fullmatch(COUNTS, shown[at])
        return bool(counts) and any(re.fullmatch(COUNTED, word) for word in after[at + 1 : at + 3])

    return [{SOUGHT} if is_sought(at) else set() for at in range(len(shown))]


def with_limits(shown: Sequence[str], parts: Sequence[Part], telling: Sequence[bool], room: int) -> list[Part]:
    """Add to parts the sentences beside them that limit what they say, or that hold a word which is `telling`.

    The words of all that is added are `room` at most.
    """
    found, left = list(parts), room
    for _ in range(LIMITING):
        for at, part in enumerate(found):
            for begin, end in _beside(part, shown):
                limits = any(word.lower().strip(",;.") in LIMITS for word in shown[begin:end])
                if end - begin <= left and (limits or any(telling[begin:end])):
                    found[at] = (min(found[at][0], begin), max(found[at][1], end))
                    left -= end - begin
        found = _joined(sorted(found))
    return found


def _beside(part: Part, shown: Sequence[str]) -> Iterator[Part]:
    """Yield the sentence behind a part, or what is left of it, and the one before it."""
    first, last = part
    if last < len(shown):
        yield last, _sentence(last, shown)[1]
    if first > 0:
        yield _sentence(first - 1, shown)[0], first


def turning(shown: Sequence[str], best: Part, *, opens: bool) -> list[set[str]]:
    """Return for each word of a text the marks of a turn near the best part, and of its opening if that is wanted."""
    near = range(best[0] - NEAR, best[1] + NEAR)
    return [
        {
            *([TURN] if at in near and word.lower().strip(",;") in TURNS else ()),
            *([OPENING] if opens and not at else ()),
        }
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
            if len(parts) <= decisive.most and found and _is_missing(at, found, shown, marks, parts, decisive.again):
                part = _around(at, shown)
                taken = sum(last - first for first, last in parts)
                parts += [part] if taken + part[1] - part[0] <= decisive.room else []
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
    if begin > 0 and end - begin <= BARE:
        begin, _ = _sentence(begin - 1, shown)
    return (begin, end) if end - begin <= LONG else (max(begin, at - AROUND), min(end, at + AROUND + 1))


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
    return {
        "most": [MOST, LEADING_MOST],
        "room": [ROOM, LEADING_ROOM],
        "around": AROUND,
        "long": LONG,
        "bare": BARE,
        "dated": DATED,
        "bounds": BOUNDS,
        "aroundYears": AROUND_YEARS,
        "turns": TURNS,
        "near": NEAR,
        "limits": LIMITS,
        "limiting": LIMITING,
        "limitsRoom": [LIMITS_ROOM, LEADING_LIMITS_ROOM],
        "amounts": AMOUNTS,
        "counts": [COUNTS, COUNTED],
    }
