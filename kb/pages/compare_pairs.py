"""Pairs of scopes to compare: their coverage of a code is known, and differs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from kb.domain.scopes import scope_title
from kb.domain.vocabulary import CONFLICT, UNKNOWN
from kb.pages.grid import Cell, Grid, GridGroup, GridRow

MOST_PAIRS: Final = 6


@dataclass(frozen=True)
class Side:
    """Plan A of a pair: its id, its name with that of its payer, and its coverage."""

    scope: str
    name: str
    coverage: Cell


@dataclass(frozen=True)
class Pair:
    """Two scopes with different coverage of a code; `known` counts the questions that both answer."""

    code: str
    one: Side
    other: Side
    known: int


def pairs(grids: Mapping[str, Grid]) -> tuple[Pair, ...]:
    """Choose pairs for the code with the most known answers.

    Of the scopes of one payer, and of each two payers, it is the pair with the most known answers. Pairs of one payer
    come first, then those with the most known answers, then in the order of lists.
    """
    grid = max(grids.values(), key=lambda grid: (grid.known, grid.code))
    best: dict[tuple[str, str], Pair] = {}
    for payers, pair in _differing(grid):
        if payers not in best or pair.known > best[payers].known:
            best[payers] = pair
    in_order = sorted(best.items(), key=lambda item: (item[0][0] != item[0][1], -item[1].known))
    return tuple(pair for _, pair in in_order[:MOST_PAIRS])


def _differing(grid: Grid) -> Iterator[tuple[tuple[str, str], Pair]]:
    known = [(group, row) for group in grid.groups for row in group.rows if _is_known(row.cells[0])]
    for (group, row), (other_group, other) in combinations(known, 2):
        if row.cells[0].value != other.cells[0].value:
            sides = _side(group, row), _side(other_group, other)
            yield (group.payer, other_group.payer), Pair(grid.code, *sides, _both_known(row, other))


def _is_known(coverage: Cell) -> bool:
    return coverage.value not in {UNKNOWN, CONFLICT}


def _side(group: GridGroup, row: GridRow) -> Side:
    return Side(row.scope, scope_title(group.title, row.name), row.cells[0])


def _both_known(row: GridRow, other: GridRow) -> int:
    return sum(one.known and two.known for one, two in zip(row.cells, other.cells, strict=True))
