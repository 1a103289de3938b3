"""The answers for a code over time as a picture: a line for each answer that changes, a bar for each value it has.

Positions are percents of the width, so that the picture fits any width and its words keep their size. Pure.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from kb.domain.vocabulary import QUESTIONS, Question
from kb.pages.answers_as_of import DatedCell, Timelines
from kb.pages.timeline import ALL, DayScale

MOST_LINES: Final = 8
"""How many answers the picture shows; the list of days on the code's first page has all."""


@dataclass(frozen=True)
class Stretch:
    """A value from `first` to `last`, both None where it is open: its bar from `x` on, and its tone."""

    value: str
    tone: str
    first: dt.date | None
    last: dt.date | None
    x: float
    width: float


@dataclass(frozen=True)
class Line:
    """An answer of a plan (scope id and title) that changes: its values in order of days."""

    scope: str
    plan: str
    question: Question
    stretches: tuple[Stretch, ...]


@dataclass(frozen=True)
class PlanTimeline:
    """The picture: its lines, the positions of today and of years, and how many lines are left out."""

    lines: tuple[Line, ...]
    day: dt.date
    today: float
    years: tuple[tuple[int, float], ...]
    more: int


def plan_timeline(timelines: Timelines, titles: Mapping[str, str], today: dt.date) -> PlanTimeline | None:
    """Draw the answers of a code that change, plan by plan; None if none does. `titles` names each plan.

    Left out is what is never known, and what national rules alone decide: the national plan has a line of its own.
    """
    moving = [
        (scope, question, cells)
        for scope, rows in timelines.items()
        for question, cells in zip(QUESTIONS, rows, strict=True)
        if len({cell.shown for cell in cells}) > 1
        and any(held.cell.known and not held.cell.national for held in cells)
    ]
    if not moving:
        return None
    scale = DayScale([today, *(cell.first for _, _, cells in moving for cell in cells if cell.first)])
    lines = tuple(
        Line(scope, titles[scope], question, tuple(_stretches(cells, scale)))
        for scope, question, cells in moving[:MOST_LINES]
    )
    return PlanTimeline(lines, today, scale.at(today), tuple(scale.years()), len(moving[MOST_LINES:]))


def _stretches(cells: tuple[DatedCell, ...], scale: DayScale) -> Iterator[Stretch]:
    """Give the values of an answer in order of days; what differs in its address alone is one value."""
    merged: list[DatedCell] = []
    for cell in cells:
        if not merged or merged[-1].shown != cell.shown:
            merged.append(cell)
    for cell, after in zip(merged, (*merged[1:], None), strict=True):
        start = scale.at(cell.first) if cell.first else 0.0
        end = scale.at(after.first) if after and after.first else ALL
        last = after.first - dt.timedelta(days=1) if after and after.first else None
        yield Stretch(cell.cell.value, cell.cell.tone, cell.first, last, start, round(max(0.4, end - start), 2))
