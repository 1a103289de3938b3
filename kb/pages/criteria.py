"""The criteria that plans print as data: as a table on the page of a code, and in brief beside its answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from kb.answers.applicable import reach_kind_of
from kb.answers.criteria import PrintedCriterion
from kb.domain.criteria import CRITERION_KINDS
from kb.domain.model import Library
from kb.domain.reach import RANKS
from kb.domain.scopes import scope_title_of
from kb.domain.vocabulary import label, names
from kb.pages.grid import Grid, PlanCriteria

MOST_ROWS: Final = 30
"""How many criteria a code's page shows; all others stand on the pages of their entries."""

MOST_ITEMS: Final = 12
"""How many items of a criterion are named; of more it gives the number."""

MOST_IN_BRIEF: Final = 4
"""The same beside an answer."""


@dataclass(frozen=True)
class CriterionRow:
    """A criterion with the name of its plan."""

    plan: str
    printed: PrintedCriterion


@dataclass(frozen=True)
class CriteriaTable:
    """The criteria that apply to a code; `more` are not shown, and a row names at most `most_items` of its items."""

    rows: tuple[CriterionRow, ...]
    more: int
    most_items: int = MOST_ITEMS


def criteria_table(library: Library, code: str) -> CriteriaTable | None:
    """Gather what plans print for a code, kind by kind, rules on the code first; None where none prints criteria."""
    found = [
        CriterionRow(scope_title_of(library, entry), printed)
        for entry in library.with_criteria
        if (rank := reach_kind_of(library, entry, code))
        for criterion in entry.criteria
        for printed in (PrintedCriterion(entry, rank, criterion),)
    ]
    found.sort(key=_order)
    return CriteriaTable(tuple(found[:MOST_ROWS]), len(found[MOST_ROWS:])) if found else None


def criteria_of_plans(library: Library, code: str) -> dict[str, PlanCriteria]:
    """Tell in brief, by plan, the criteria of its own rules on a code; background is left out."""
    found: dict[str, list[PrintedCriterion]] = {}
    for entry in library.with_criteria:
        rank = reach_kind_of(library, entry, code)
        printed = [PrintedCriterion(entry, rank, criterion) for criterion in entry.criteria if rank]
        for one in printed:
            if one.decides:
                found.setdefault(entry.scope_id, []).append(one)
    return {scope: _in_brief(printed) for scope, printed in found.items()}


def _in_brief(printed: list[PrintedCriterion]) -> PlanCriteria:
    closest = min(printed, key=lambda one: (RANKS.index(one.rank), one.entry.id))
    kinds = tuple(dict.fromkeys(one.criterion.kind for one in printed))
    return PlanCriteria(kinds, tuple(_line(one) for one in printed), f"{closest.entry.id}.html#criteria")


def _line(one: PrintedCriterion) -> str:
    """Say a criterion with its first items: `diagnoses, supports: C43.0-C43.9`."""
    items = one.criterion.items
    more = f" and {len(items) - MOST_IN_BRIEF} more" if len(items) > MOST_IN_BRIEF else ""
    return f"{one.criterion.kind}, {label(one.criterion.says)}: {'; '.join(items[:MOST_IN_BRIEF])}{more}"


def with_criteria(library: Library, grids: Mapping[str, Grid]) -> dict[str, Grid]:
    """Put beside each plan of some grids, by code, what criteria its own rules print."""
    return {code: replace(grid, criteria=criteria_of_plans(library, code)) for code, grid in grids.items()}


def _order(row: CriterionRow) -> tuple[int, bool, int, str]:
    kind = names(CRITERION_KINDS).index(row.printed.criterion.kind)
    return kind, not row.printed.decides, RANKS.index(row.printed.rank), row.plan
