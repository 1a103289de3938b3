"""The versions of an entry as a picture: a bar for the days each is in force, a mark for the day it was recorded.

Positions are percents of the width, so that the picture fits any width and its words keep their size.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from kb.history.in_force import InForce
from kb.history.in_force_periods import InForcePeriod, period_of
from kb.history.versions import Lineage, Version

MOST_BARS: Final = 8
"""How many versions the picture shows, the newest ones; the table below it has all."""

ROW, HEAD, FOOT, BAR = 42, 26, 26, 12
"""Heights in pixels: of a version, of the line of today above, of the years below, of a bar."""

MOST_YEARS: Final = 5
ALL: Final = 100.0


@dataclass(frozen=True)
class Bar:
    """A version: its label at `y`, its bar (`x` is None if it is never in force), and the day it was recorded.

    `look` is now, later or past.
    """

    label: str
    y: int
    x: float | None
    width: float
    mark: float | None
    look: str


@dataclass(frozen=True)
class Timeline:
    """The picture: bars, newest version first, the positions of today and of years. `more` versions are left out."""

    height: int
    bars: tuple[Bar, ...]
    today: float
    day: dt.date
    years: tuple[tuple[int, float], ...]
    more: int


def timeline(lineage: Lineage, periods: tuple[InForcePeriod, ...], force: InForce, today: dt.date) -> Timeline:
    """Draw a lineage as of today."""
    shown = [version for version in reversed(lineage.versions) if not version.withdrawn]
    scale = DayScale(list(_days(lineage, today)))
    bars = tuple(
        _bar(version, period_of(periods, version), force, scale, HEAD + number * ROW)
        for number, version in enumerate(shown[:MOST_BARS])
    )
    height = HEAD + len(bars) * ROW + FOOT
    return Timeline(height, bars, scale.at(today), today, tuple(scale.years()), len(shown[MOST_BARS:]))


def _days(lineage: Lineage, today: dt.date) -> Iterator[dt.date]:
    yield today
    for version in lineage.versions:
        for day in (version.recorded, version.span.effective, version.span.ends):
            if day and day < dt.date.max:
                yield day


class DayScale:
    """The positions of days, from 0 to 100, with room before the first and after the last."""

    def __init__(self, days: list[dt.date]) -> None:
        first, last = min(days).toordinal(), max(days).toordinal()
        room = max(30, (last - first) // 10)
        self.first, self.length = first - room, last - first + 2 * room

    def at(self, day: dt.date) -> float:
        """Give the position of a day, in percent."""
        return round(max(0.0, min(ALL, (day.toordinal() - self.first) * ALL / self.length)), 2)

    def years(self) -> Iterator[tuple[int, float]]:
        """Yield the years that begin in the picture, with their positions; of more than five, only some."""
        start, end = max(self.first, 1), min(self.first + self.length, dt.date.max.toordinal())
        first, last = dt.date.fromordinal(start).year + 1, dt.date.fromordinal(end).year
        step = max(1, -(-(last - first + 1) // MOST_YEARS))
        yield from ((year, self.at(dt.date(year, 1, 1))) for year in range(first, last + 1, step))


def _bar(version: Version, period: InForcePeriod | None, force: InForce, scale: DayScale, y: int) -> Bar:
    start = (scale.at(period.first) if period.first else 0.0) if period else None
    end = scale.at(period.last) if period and period.last else ALL
    return Bar(
        label=_label(version, period, force),
        y=y,
        x=start,
        width=round(max(0.4, end - start), 2) if start is not None else 0.0,
        mark=scale.at(version.recorded) if version.recorded else None,
        look=_look(version, force),
    )


def _look(version: Version, force: InForce) -> str:
    return "now" if version == force.version else "later" if version in force.upcoming else "past"


def _label(version: Version, period: InForcePeriod | None, force: InForce) -> str:
    name = version.commit.sha[:7] if version.commit else "file on disk"
    words = {"now": "in force", "later": "begins later", "past": "earlier" if period else "speaks for no day"}
    return f"{name}: {words[_look(version, force)]}"
