"""Which sections go first of all: a section of a code page asked for, price rows by name, an absent payer's mention.

The browser does the same in `static/ranking.js`. Pure.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from kb.search.documents import ROWS
from kb.search.field_sets import BENCHMARKS, Matcher, having
from kb.search.query import Group
from kb.search.reading_result import Reading
from kb.search.sections_asked import PAIRS

SUMMARY: Final = "section=summary"
FEWEST: Final = 2
"""Words of the query that a price row must hold to go first."""


def first_of_all(
    read: Reading, topic: set[int], said: Sequence[dict[int, int]], matcher: Matcher
) -> tuple[set[int], set[int]]:
    """Return what goes first: the section of a code page asked for, and its rows before it.

    A price row goes first where it holds two of the words that only rank (`said`, the sections of each), such as a
    hospital's name, and of the payer that is named.
    """
    rows = having(matcher, ROWS)
    if read.table:
        table = having(matcher, f"section={read.table}")
        return table, table & rows if read.table == PAIRS else set()
    if read.question == BENCHMARKS:
        of_payers = set(
            matcher.matches(Group("concept", tuple(f"~{payer}" for payer in read.payers), ""), alone=False)
        )
        return _named_in(rows & topic & of_payers if read.named else rows & topic, said), set()
    if read.named and not (read.scopes or read.payers) and read.codes:
        return _naming(read, matcher) - rows or having(matcher, SUMMARY), set()
    return set(), set()


def _naming(read: Reading, matcher: Matcher) -> set[int]:
    """Return the sections that speak of a payer that is named and has no plan here."""
    others = (group for group in read.groups if str(group.terms[:1]).startswith("('~!"))
    return {number for group in others for number in matcher.matches(group, alone=True)}


def _named_in(rows: set[int], said: Sequence[dict[int, int]]) -> set[int]:
    """Return the rows that hold most of the words that only rank, if that is two or more."""
    held = {number: sum(number in word for word in said) for number in rows}
    most = max(held.values(), default=0)
    return {number for number, count in held.items() if count == most >= FEWEST}
