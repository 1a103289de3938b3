"""The two sides of a comparison within one payer: uhc vs uhc ma, bcbs nc against bcbs nc medicare.

Read together, a payer's name and its plan are one plan; put side by side, each is read by itself. Pure; the browser
does the same in `static/plan_sides.js`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from kb.search.plan_tables import Mention, Named, PlanTables

COMPARES: Final = ("vs", "versus", "compare", "compared", "than", "between")
"""Connectors that compare, as typed, whatever stands next to them; the others join what is next to them alone."""

SECOND: Final = ("with", "to", "against")
"""What comes before the second side where a word that compares came before the first."""

PLACED: Final = {"state", "line"}
"""Kinds of mentions that may stand between a payer's name and the connector behind it."""


def sides_of(
    mentions: Sequence[Mention], tables: PlanTables, payer_of: Callable[[Mention, PlanTables], str]
) -> list[list[Mention]]:
    """Cut the mentions of a query at the connectors between two names of one payer.

    Returns one side, the whole, unless a payer is named on two sides, and where anything is left out.
    """
    whole = list(mentions)
    if any(one.kind == "left out" for one in whole):
        return [whole]
    sides: list[list[Mention]] = [[]]
    for at, one in enumerate(whole):
        if _is_cut(whole, at, tables, payer_of):
            sides.append([])
        sides[-1].append(one)
    named = [{payer_of(one, tables) for one in side} - {""} for side in sides]
    is_twice = any(one & other for one, other in pairwise(named))
    return sides if all(named) and is_twice else [whole]


def _is_cut(
    mentions: Sequence[Mention], at: int, tables: PlanTables, payer_of: Callable[[Mention, PlanTables], str]
) -> bool:
    one, before, after = mentions[at], mentions[:at], mentions[at + 1 :]
    is_between = any(payer_of(each, tables) for each in before) and any(payer_of(each, tables) for each in after)
    if not is_between:
        return False
    if one.kind == "connector":
        is_next = bool(payer_of(after[0], tables)) and (
            before[-1].kind in PLACED or bool(payer_of(before[-1], tables))
        )
        return one.written in COMPARES or is_next
    return one.written in SECOND and any(each.kind == "connector" and each.written in COMPARES for each in before)


def side_by_side(sides: Sequence[Named], tables: PlanTables) -> Named:
    """Put together what is read of each side, in order, each plan and each note once."""
    scopes = _once(scope for side in sides for scope in side.scopes)
    names = " and ".join(tables.plans[scope].name for scope in scopes)
    return replace(
        sides[0],
        scopes=scopes,
        missing=_once(told for side in sides for told in side.missing),
        payers=_once(payer for side in sides for payer in side.payers),
        label=names if len(scopes) <= len(sides) else ", ".join(_once(side.label for side in sides)),
        states=_once(state for side in sides for state in side.states),
        lines=_once(line for side in sides for line in side.lines),
        beside=tuple(plan for plan in _once(plan for side in sides for plan in side.beside) if plan not in scopes),
    )


def _once(found: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(found))
