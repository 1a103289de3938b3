"""The federal holidays of the United States (5 U.S.C. 6103), as observed, and the working days between them."""

from __future__ import annotations

import datetime as dt
from functools import cache
from typing import Final

MONDAY, THURSDAY, SATURDAY, SUNDAY = 0, 3, 5, 6
ON_A_DATE: Final = ((1, 1), (7, 4), (11, 11), (12, 25))
"""New Year's Day, Independence Day, Veterans Day and Christmas Day: month and day."""

ON_A_WEEKDAY: Final = ((1, MONDAY, 3), (2, MONDAY, 3), (9, MONDAY, 1), (10, MONDAY, 2), (11, THURSDAY, 4))
"""Martin Luther King's Birthday, Washington's Birthday, Labor Day, Columbus Day and Thanksgiving: month, day of the
week, and which one of the month."""

JUNETEENTH_SINCE: Final = 2021


def is_weekend(day: dt.date) -> bool:
    """Return whether a day is a Saturday or a Sunday."""
    return day.weekday() in {SATURDAY, SUNDAY}


def is_federal_holiday(day: dt.date) -> bool:
    """Return whether a federal holiday is observed on a day; one on a weekend is observed beside the weekend."""
    return day in _observed(day.year) or day in _observed(day.year + 1)


@cache
def _observed(year: int) -> frozenset[dt.date]:
    fixed = [dt.date(year, month, day) for month, day in ON_A_DATE]
    fixed += [dt.date(year, 6, 19)] if year >= JUNETEENTH_SINCE else []
    moving = [_nth(year, *rule) for rule in ON_A_WEEKDAY]
    return frozenset([*map(_moved, fixed), *moving, _memorial_day(year)])


def _nth(year: int, month: int, weekday: int, number: int) -> dt.date:
    first = dt.date(year, month, 1)
    return first + dt.timedelta(days=(weekday - first.weekday()) % 7 + 7 * (number - 1))


def _memorial_day(year: int) -> dt.date:
    last = dt.date(year, 5, 31)
    return last - dt.timedelta(days=last.weekday())


def _moved(day: dt.date) -> dt.date:
    return day + dt.timedelta(days={SATURDAY: -1, SUNDAY: 1}.get(day.weekday(), 0))
