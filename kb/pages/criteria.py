"""The criteria that plans print as data, as a table on the page of a code."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from kb.answers.applicable import reach_kind_of
from kb.answers.criteria import PrintedCriterion
from kb.domain.criteria import CRITERION_KINDS
from kb.domain.model import Library
from kb.domain.reach import RANKS
from kb.domain.scopes import scope_title_of
from kb.domain.vocabulary import names

MOST_ROWS: Final = 30
"""How many criteria a code's page shows; all others stand on the pages of their entries."""

MOST_ITEMS: Final = 12
"""How many items of a criterion are named; of more it gives the number."""


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


def _order(row: CriterionRow) -> tuple[int, bool, int, str]:
    kind = names(CRITERION_KINDS).index(row.printed.criterion.kind)
    return kind, not row.printed.decides, RANKS.index(row.printed.rank), row.plan
