"""The answers on other days as classic scripts of data, loaded when a day is first asked for.

A code has what its grid shows of each plan that ever changes; some plans have what a card shows of some codes. In
both each text is once in `values`, of which the first is what is empty. A cell is a list of indexes into it, a number
a field; those empty at the end are left out. Where a text speaks of the code it has `{code}`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Final

from kb.pages.answer_pieces import GENERAL, Piece
from kb.pages.answers_as_of import DatedCell, Rows, Timelines
from kb.pages.grid import Grid
from kb.pages.packing import Value, in_order, numbers, script_of

Packed = list[list[list[str | int]]]
"""The cells of each question: the first day, empty where it is the beginning, and the number of the cell."""


class Cells:
    """Cells and the texts of their fields, each once."""

    def __init__(self) -> None:
        """Begin with the empty value."""
        self.values: Final[dict[Value, int]] = {"": 0}
        self.cells: Final[dict[tuple[int, ...], int]] = {}

    def place(self, *fields: Value) -> int:
        """Return the number of a cell with these fields."""
        return self.cells.setdefault(numbers(fields, self.values), len(self.cells))

    def held(self) -> dict[str, object]:
        """Return both as data."""
        cells, values = in_order(self.cells, self.values)
        return {"cells": cells, "values": values}


def code_dates(code: str, today: dt.date, timelines: Timelines, grid: Grid) -> tuple[str, str]:
    """Return the address and the text of the script of a code; `today` is the day that the site is made for.

    The fields of a cell are value, tone, by, address, words (1 for a text in our own words) and marks.
    """
    cells, names = Cells(), {row.scope: row.name for group in grid.groups for row in group.rows}

    def place(dated: DatedCell) -> int:
        cell = dated.cell
        return cells.place(cell.value, cell.tone, cell.by, dated.address, int(cell.in_words), cell.marks)

    scopes = [[scope, names[scope], _packed(rows, place)] for scope, rows in timelines.items()]
    data = {"today": today.isoformat(), "scopes": scopes, **cells.held()}
    return f"static/asof/{code.lower()}.js", script_of("asOf", code, data)


def plan_dates(piece: Piece, today: dt.date, moved: Mapping[str, Mapping[str, Rows]]) -> tuple[str, str]:
    """Return the address and the text of the script of some plans; `moved` has what changes by plan and code.

    Codes with the same cells share a set; a question whose answer never changes has no cell. The fields of a cell are
    value, tone, by, marks, why, address, and its Facts; what holds today has the first four: a card has the others.
    """
    cells, sets, plans = Cells(), dict[int, int](), dict[str, dict[str, int]]()

    def cells_of(row: Sequence[DatedCell]) -> list[list[str | int]]:
        first = max((dated.first for dated in row if dated.first and dated.first <= today), default=None)
        return [[_day(dated.first), cells.place(*_shown(dated, whole=dated.first != first))] for dated in row]

    packed: list[Packed] = []
    for scope in piece.scopes:
        plans[scope] = {}
        for name, rows in _moving(piece, moved[scope]):
            plans[scope][name] = sets.setdefault(id(rows), len(sets))
            if plans[scope][name] == len(packed):
                packed.append([cells_of(rows[at]) if len(rows[at]) > 1 else [] for at in piece.questions])
    data = {"today": today.isoformat(), "questions": list(piece.questions), "plans": plans, "sets": packed}
    return f"static/asof/{piece.name}.js", script_of("asOfPlans", piece.name, {**data, **cells.held()})


def _moving(piece: Piece, moved: Mapping[str, Rows]) -> Iterator[tuple[str, Rows]]:
    """Yield the codes of a file, and what stands for them, whose answers to its questions ever change."""
    for name in piece.codes:
        rows = moved.get(GENERAL.get(name, name), ())
        if any(len(row) > 1 for at, row in enumerate(rows) if at in piece.questions):
            yield name, rows


def _packed(rows: Iterable[Iterable[DatedCell]], place: Callable[[DatedCell], int]) -> Packed:
    return [[[_day(dated.first), place(dated)] for dated in row] for row in rows]


def _shown(dated: DatedCell, *, whole: bool) -> tuple[Value, ...]:
    """Return the fields of a cell of a card: all, or what tells whether another day's answer differs."""
    cell = dated.cell
    said = (cell.value, cell.tone, cell.by, cell.marks)
    return (*said, cell.why, dated.address, *dated.facts) if whole else said


def _day(first: dt.date | None) -> str:
    return first.isoformat() if first else ""
