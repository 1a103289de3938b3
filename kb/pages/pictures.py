"""Pictures as values: how a code's scopes answer, how much of each payer is known, and observed amounts on a scale.

Positions on a scale are percents of its width, so that a picture fits any screen and its words keep their size.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from kb.content.code_tables import dollars
from kb.domain.code_facts import ObservedAmount
from kb.domain.model import CodePage
from kb.pages.grid import COVERAGES, Grid, GridGroup, GridRow

IN_A_LINE: Final = 12
"""Marks in a line of the coverage map: as many as a phone shows."""

MOST_MARKS: Final = 60
"""How many plans a map draws, a mark each; with more it names them by verdict alone."""

EDGE: Final = 3.0
"""Percent of the width left free on either side of a scale, for marks and figures at its ends."""

LEFT_OUT: Final = "placeholder"
READINGS: Final = ("charge item", "catch-all")


@dataclass(frozen=True)
class Mark:
    """A scope on the map: its coverage, and the column and line of its mark, from 0.

    `doubts` names what makes the answer less sure.
    """

    name: str
    value: str
    tone: str
    column: int
    line: int
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True)
class MapRow:
    """The scopes of a payer on the map, equal answers together, and how many scopes have each answer."""

    payer: str
    title: str
    marks: tuple[Mark, ...]
    counts: tuple[tuple[str, str, int], ...]

    @property
    def uncertain(self) -> int:
        """How many of the answers that are known are marked as less sure."""
        return sum(bool(mark.doubts) for mark in self.marks)

    @property
    def lines(self) -> int:
        """How many lines the marks take."""
        return self.marks[-1].line + 1 if self.marks else 0

    @property
    def columns(self) -> int:
        """How many columns the marks take."""
        return min(len(self.marks), IN_A_LINE)


@dataclass(frozen=True)
class CoverageMap:
    """The map of a code; without `rows` where plans are too many for marks. The grid names them by verdict.

    `alike` are further codes with the same coverage in every plan, for which the map stands, too.
    """

    code: CodePage
    rows: tuple[MapRow, ...]
    grid: Grid
    alike: tuple[CodePage, ...] = ()

    @property
    def codes(self) -> tuple[CodePage, ...]:
        """Every code that the map is of."""
        return self.code, *self.alike


@dataclass(frozen=True)
class Share:
    """How many answers of a payer are known, over all codes, and why the others are not."""

    payer: str
    title: str
    known: int
    total: int
    reasons: tuple[tuple[str, int], ...]

    @property
    def percent(self) -> float:
        """The share that is known, in percent with one decimal."""
        return round(100 * self.known / self.total, 1) if self.total else 0.0


@dataclass(frozen=True)
class Plotted:
    """An observed amount on the scale. `start` and `end` bound the negotiated range; any position may be missing."""

    hospital: str
    who: str
    reading: str
    file: str
    amounts: tuple[tuple[str, str], ...]
    start: float | None
    end: float | None
    gross: float | None
    cash: float | None

    @property
    def words(self) -> str:
        """The amounts in words."""
        return ", ".join(f"{name} {amount}" for name, amount in self.amounts)


@dataclass(frozen=True)
class AmountPlot:
    """Observed amounts on a scale of powers of ten. `ticks` are its figures; `left_out` are placeholders."""

    rows: tuple[Plotted, ...]
    ticks: tuple[tuple[str, float], ...]
    left_out: tuple[tuple[str, str], ...]


def coverage_map(code: CodePage, grid: Grid) -> CoverageMap:
    """Draw the coverage of a code by the scopes of each payer."""
    few = sum(len(group.rows) for group in grid.groups) <= MOST_MARKS
    return CoverageMap(code, tuple(_map_row(group) for group in grid.groups if few), grid)


def coverage_maps(pages: Sequence[CodePage], grids: Mapping[str, Grid]) -> tuple[CoverageMap, ...]:
    """Draw the coverage of codes in their order, once for all that have the same in every plan."""
    alike: dict[tuple[tuple[object, ...], ...], list[CodePage]] = {}
    for page in pages:
        rows = (row for group in grids[page.code].groups for row in group.rows)
        alike.setdefault(tuple((row.scope, row.cells[0].value, row.cells[0].marks) for row in rows), []).append(page)
    return tuple(
        replace(coverage_map(first, grids[first.code]), alike=tuple(others)) for first, *others in alike.values()
    )


def _map_row(group: GridGroup) -> MapRow:
    rows = sorted(group.rows, key=lambda row: COVERAGES.index(row.cells[0].value))
    marks = tuple(_mark(row, place) for place, row in enumerate(rows))
    return MapRow(group.payer, group.title, marks, group.coverage)


def _mark(row: GridRow, place: int) -> Mark:
    coverage = row.cells[0]
    doubts = coverage.marks if coverage.known else ()
    return Mark(row.name, coverage.value, coverage.tone, place % IN_A_LINE, place // IN_A_LINE, doubts)


def shares(grids: Mapping[str, Grid]) -> tuple[Share, ...]:
    """Count each payer's known answers over all codes."""
    groups: dict[str, list[GridGroup]] = {}
    for grid in grids.values():
        for group in grid.groups:
            groups.setdefault(group.payer, []).append(group)
    return tuple(_share(found) for found in groups.values())


def _share(groups: list[GridGroup]) -> Share:
    reasons: Counter[str] = Counter()
    for group in groups:
        for row in group.rows:
            reasons.update(dict(row.reasons))
    known, total = sum(group.known for group in groups), sum(group.total for group in groups)
    return Share(groups[0].payer, groups[0].title, known, total, tuple(reasons.most_common()))


def amount_plot(page: CodePage) -> AmountPlot | None:
    """Draw the observed amounts of a code; None if there are none to draw."""
    drawn = [row for row in page.observed_amounts if row.reading != LEFT_OUT and _amounts(row)]
    every = [amount for row in drawn for amount in _amounts(row)]
    if not every:
        return None
    scale = Scale.around(every)
    rows = sorted(drawn, key=lambda row: (READINGS.index(row.reading), min(_amounts(row)), row.hospital))
    left_out = tuple((row.hospital, _negotiated(row)) for row in page.observed_amounts if row.reading == LEFT_OUT)
    return AmountPlot(tuple(_plotted(row, scale) for row in rows), scale.ticks, left_out)


def _amounts(row: ObservedAmount) -> list[Decimal]:
    """Return the amounts that a scale of powers of ten can show."""
    return [amount for amount in (row.low, row.high, row.gross, row.cash) if amount]


@dataclass(frozen=True)
class Scale:
    """A scale from one power of ten to another."""

    low: int
    high: int

    @classmethod
    def around(cls, amounts: Iterable[Decimal]) -> Scale:
        """Make the narrowest scale that holds all amounts."""
        powers = [math.log10(amount) for amount in amounts]
        low = math.floor(min(powers))
        return cls(low, max(math.ceil(max(powers)), low + 1))

    def place(self, amount: Decimal | None) -> float | None:
        """Return the position of an amount, in percent of the width; None without one."""
        if not amount:
            return None
        return round(EDGE + (100 - 2 * EDGE) * (math.log10(amount) - self.low) / (self.high - self.low), 2)

    @property
    def ticks(self) -> tuple[tuple[str, float], ...]:
        """Return each power of ten as an amount, with its position."""
        amounts = [Decimal(10) ** power for power in range(self.low, self.high + 1)]
        return tuple((_short(amount), self.place(amount) or 0.0) for amount in amounts)


def _short(amount: Decimal) -> str:
    """Write a power of ten as a figure of the scale, short enough for a phone: $10k."""
    for size, letter in ((10**6, "m"), (10**3, "k")):
        if amount >= size:
            return f"{dollars(amount / size)}{letter}"
    return dollars(amount)


def _plotted(row: ObservedAmount, scale: Scale) -> Plotted:
    amounts = (
        ("negotiated", _negotiated(row)),
        ("gross charge", dollars(row.gross)),
        ("cash price", dollars(row.cash)),
    )
    return Plotted(
        hospital=row.hospital,
        who=row.plan or row.payer,
        reading=row.reading,
        file=row.as_of,
        amounts=tuple((name, amount) for name, amount in amounts if amount != dollars(None)),
        start=scale.place(row.low),
        end=scale.place(row.high),
        gross=scale.place(row.gross),
        cash=scale.place(row.cash),
    )


def _negotiated(row: ObservedAmount) -> str:
    ends = list(dict.fromkeys(amount for amount in (row.low, row.high) if amount is not None))
    return " to ".join(map(dollars, ends)) if ends else dollars(None)
