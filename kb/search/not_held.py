"""Codes of a query that have no page in the library: a note says so, and another code's answer is never shown.

The browser does the same in `static/not_held.js`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from kb.search.analysis import CODE
from kb.search.lexicon import Lexicon
from kb.search.query import Group
from kb.search.spelling import distance

SHOWN: Final = 8
"""How many codes near it are offered."""

CLOSE: Final = 2
"""How far apart the numbers of two codes of one kind may be for one to be offered beside the other."""

LEVEL_II: Final = "[a-v][0-9]{4}"
"""A HCPCS Level II code: the next number is mostly another product, so none is offered for it."""

LETTERS: Final = str.maketrans("oil", "011")
"""Letters that are typed for digits."""

MENTIONED: Final = ("has no page in this library", "what follows only mentions it")
OF_RANGE: Final = "Of the {count} codes of {first} to {last} this library has a page for {held}, and for no other."
NOWHERE: Final = ("has no page in this library, and no page mentions it", "no result is about it")
NO_CODE: Final = ("stands nowhere here", "a code is never guessed")
"""What a note says of a code, and what that means for the results that match all of the query."""


@dataclass(frozen=True)
class NotHeld:
    """A code as typed, what a reader must be told of it and so of the results, and codes with a page near it."""

    written: str
    told: str
    so: str
    near: tuple[str, ...]


def codes_not_held(groups: tuple[Group, ...], lexicon: Lexicon) -> tuple[NotHeld, ...]:
    """Find what a query names as a code, or nearly so, and what has no page."""
    found = (one for group in groups if not group.negative for one in _absent(group, lexicon))
    return tuple({one.written: one for one in found}.values())


def on_ranges(groups: tuple[Group, ...], lexicon: Lexicon) -> Iterator[str]:
    """Say which codes of each range typed have a page, unless all of them have; of none `codes_not_held` tells."""
    for group in ranges_in(groups):
        held = held_of(group, lexicon)
        if held and len(held) < len(group.terms):
            named = ", ".join(code.upper() for code in held[:SHOWN])
            more = f" and {len(held) - SHOWN} more" if len(held) > SHOWN else ""
            first, last = (str(group.terms[at]).upper() for at in (0, -1))
            yield OF_RANGE.format(count=len(group.terms), first=first, last=last, held=f"{named}{more}")


def ranges_in(groups: tuple[Group, ...]) -> Iterator[Group]:
    """Yield the groups that are ranges of codes."""
    yield from (g for g in groups if g.kind == "any" and not g.negative and re.fullmatch(CODE, str(g.terms[0])))


def held_of(group: Group, lexicon: Lexicon) -> list[str]:
    """Return the codes of a range that have a page."""
    return [code for code in group.terms if code in lexicon.codes]


def _absent(group: Group, lexicon: Lexicon) -> Iterator[NotHeld]:
    if group.kind == "any":
        if not set(group.terms) & set(lexicon.codes):
            yield _told(group.written, group.terms, lexicon)
        return
    for term in _named(group):
        if re.fullmatch(CODE, term) and term not in lexicon.codes:
            yield _told(term, (term,), lexicon)
        elif group.kind == "word" and not re.fullmatch(CODE, term) and not lexicon.holds(term):
            yield from _nearly(term, lexicon)


def _named(group: Group) -> tuple[str, ...]:
    """Return the terms of a group that may be codes."""
    if group.kind == "facet":
        return tuple(term.removeprefix("code=") for term in group.terms if term.startswith("code="))
    return group.terms if group.kind in {"word", "exact", "phrase"} else ()


def _told(written: str, terms: tuple[str, ...], lexicon: Lexicon) -> NotHeld:
    told, so = MENTIONED if any(lexicon.holds(term) for term in terms) else NOWHERE
    is_other = re.fullmatch(LEVEL_II, terms[0])
    return NotHeld(
        written.upper(), f"{written.upper()} {told}", so, () if is_other else nearest_codes(terms[0], lexicon)
    )


def _nearly(term: str, lexicon: Lexicon) -> Iterator[NotHeld]:
    """Find terms that are nearly codes: 709T, or O709T with the letter O."""
    offered = nearest_codes(term, lexicon) if re.search("[0-9]", term) else ()
    if offered:
        told, so = NO_CODE
        yield NotHeld(term.upper(), f"{term.upper()} {told}", so, offered)


def nearest_codes(code: str, lexicon: Lexicon) -> tuple[str, ...]:
    """Offer codes with a page: one error away, the next by number, or typed with letters for digits."""
    typed = code.translate(LETTERS)
    found = (
        known
        for known in lexicon.codes
        if distance(code, known, 1) <= 1 or _is_close(code, known) or known.translate(LETTERS) == typed
    )
    return tuple(known.upper() for known in found)[:SHOWN]


def _is_close(code: str, known: str) -> bool:
    alike = re.sub("[0-9]", "9", code) == re.sub("[0-9]", "9", known)
    return alike and abs(_number(code) - _number(known)) <= CLOSE


def _number(code: str) -> int:
    return int(re.sub("[^0-9]", "", code) or "0")
