"""Which sections hold what a query requires, and how the words that only rank score in each.

The browser does the same in `static/ranking_base.js`. Pure.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from collections.abc import Set as AbstractSet
from typing import Final

from kb.search.binding import binds, names_code
from kb.search.field_sets import Matcher, within
from kb.search.query import Group, slight
from kb.search.reading_result import Reading
from kb.search.scoring import rarity

FEWEST: Final = 2
"""Codes that a section should have where none has all that are asked for."""

SLIGHT: Final = 8
"""What the score of a common word or a small number is divided by."""


def base_of(
    field: set[int], binding: Sequence[Group], held: dict[Group, dict[int, int]]
) -> tuple[set[int], tuple[Group, ...], bool]:
    """Keep the sections that have all required terms; if none has, those with two of several codes, else drop codes.

    Returns the sections, the codes dropped, the last first, and whether the sections have some codes each.
    """
    loosened: list[Group] = []
    kept = list(binding)
    while True:
        found = set(field).intersection(*(held[group].keys() for group in kept)) if kept else set(field)
        codes = [group for group in kept if names_code(group) and group.kind != "facet"]
        if found or not codes:
            return found, tuple(loosened), False
        gone = next((group for group in reversed(codes) if not field & held[group].keys()), None)
        some = set() if gone or len(codes) <= FEWEST else _with_some(field, kept, codes, held)
        if some:
            return some, tuple(loosened), True
        gone = gone or codes[-1]
        kept.remove(gone)
        loosened.append(gone)


def _with_some(
    field: set[int], kept: Sequence[Group], codes: Sequence[Group], held: dict[Group, dict[int, int]]
) -> set[int]:
    """Return the sections that have two or more of several codes, and all else that is required."""
    others = [held[group].keys() for group in kept if group not in codes]
    found = set(field).intersection(*others)
    return {number for number in found if sum(number in held[code] for code in codes) >= FEWEST}


def settled_of(
    read: Reading, groups: Sequence[Group], on_question: AbstractSet[int], matcher: Matcher
) -> frozenset[Group]:
    """Return the words that name plan and question, where a section of both is on a code that is asked for, by name.

    Such a section goes first anyway: in a large library to look for these words costs more than all else.
    `on_question` are the sections of the plans asked of on the question.
    """
    binding = [group for group in groups if binds(group)]
    if not read.asked_by or read.asks or read.absent or not read.codes:
        return frozenset()
    found = set(on_question).intersection(*(matcher.matches(group, alone=True) for group in binding))
    if not found & within(matcher, "named", *(code.lower() for code in read.codes)):
        return frozenset()
    return frozenset(group for group in groups if not binds(group) and read.asked_by.issuperset(group.terms))


def scored_of(
    base: set[int],
    groups: Sequence[Group],
    held: dict[Group, dict[int, int]],
    loosened: Collection[Group],
    count: int,
) -> dict[int, int]:
    """Score each section: what the groups score in it, times the share of them that it holds, weighed by rarity."""
    if not groups:
        return dict.fromkeys(base, 0)
    little = slight(groups)
    poor = {group for group in groups if group.kind == "word" and group.written in little}
    rare = {group: 1 if group in poor else max(1, rarity(count, len(held[group]))) for group in groups}
    whole = sum(rare.values())
    bound = any(binds(group) and group not in loosened for group in groups)
    scores: dict[int, int] = {}
    for number in base:
        mine = [group for group in groups if number in held[group]]
        if mine or bound:
            score = sum(held[g][number] // (SLIGHT if g in poor else 1) for g in mine)
            scores[number] = score * sum(rare[g] for g in mine) // whole
    return scores
