"""The step table of a code: what each rule left out, and what is left to say: a figure, the amounts, or nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from kb.prices.figures import Figure, figure_of
from kb.prices.gathering import Gathered
from kb.prices.part import Read
from kb.prices.providers import Groups
from kb.prices.row import PERCENTAGE, Row
from kb.prices.rules import RULES, Asked, Context, Rule, context_of
from kb.prices.shares import Share

FIGURE, AMOUNTS, NONE = "figure", "amounts", "data not available"
FILED: Final = "as filed"


@dataclass(frozen=True)
class Step:
    """One step: its rule, the rows that it left out, how many stay; `on` is unset for a rule switched off."""

    rule: Rule
    taken: tuple[Row, ...]
    left: int
    on: bool = True


@dataclass(frozen=True)
class Listed:
    """What some files list for a code: the rows as filed, the steps, the rows left, and a figure, if there is one."""

    asked: Asked
    files: tuple[Read, ...]
    filed: tuple[Row, ...]
    steps: tuple[Step, ...]
    rows: tuple[Row, ...]
    figure: Figure | None
    context: Context
    groups: Groups
    passed_over: tuple[str, ...] = ()

    @property
    def state(self) -> str:
        """What can be said: a figure, the amounts alone, or nothing."""
        if self.figure:
            return FIGURE
        return AMOUNTS if self.rows else NONE

    @property
    def switched_off(self) -> tuple[str, ...]:
        """The names of the rules that were not used."""
        return tuple(step.rule.name for step in self.steps if not step.on)

    def share(self, row: Row) -> Share:
        """Give what shares the amount of a row."""
        return self.context.shared[row]


def listed(gathered: Gathered, asked: Asked, without: frozenset[str] = frozenset()) -> Listed:
    """Run the rules but those in `without` over the rows of a code."""
    gathered = gathered.of(asked.code)
    context = context_of(asked, gathered.rows, gathered.shares)
    rows: Sequence[Row] = gathered.rows
    steps: list[Step] = []
    for rule in RULES:
        on = rule.name not in without
        kept = rule.keep(rows, context) if on else rows
        stay = set(map(id, kept))
        steps.append(Step(rule, tuple(row for row in rows if id(row) not in stay), len(kept), on))
        rows = kept
    return Listed(
        asked,
        gathered.files,
        gathered.rows,
        tuple(steps),
        tuple(rows),
        _figure(rows),
        context,
        gathered.groups,
        gathered.passed_over,
    )


def is_mixed(rows: Sequence[Row]) -> bool:
    """Tell whether rows have dollars as well as percentages, as they may where the rule on kinds is switched off."""
    return len({row.kind.endswith(PERCENTAGE) for row in rows if row.amount is not None}) > 1


def _figure(rows: Sequence[Row]) -> Figure | None:
    return None if is_mixed(rows) else figure_of([row.amount for row in rows if row.amount is not None])
