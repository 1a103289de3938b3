"""Dates as people read them."""

from __future__ import annotations

import datetime as dt
import re
from typing import Final

from kb.domain.problem import UsageError, shown

MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)

WRITTEN: Final = re.compile(
    r"(?<![\w-])((?:19|20)[0-9]{2}-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12][0-9]|3[01]))?)(?![\w-])"
)
"""A day or a month in numbers, in the middle of a sentence."""

STALE_AFTER: Final = dt.timedelta(days=30)
"""From what age on a library warns of it in its answers."""


def day(date: dt.date | str) -> str:
    """Write a date, or an ISO text of a day, a month or a year, as `Apr 15, 2026`, `Apr 2026` or `2026`."""
    parts = str(date).split("-")
    year, month, number = [*parts, "", ""][:3]
    shown = [MONTHS[int(month) - 1][:3] if month else "", f"{int(number)}," if number else "", year]
    return " ".join(word for word in shown if word)


def eve(date: dt.date) -> dt.date:
    """Return the day before."""
    return date - dt.timedelta(days=1)


def next_day(date: dt.date) -> dt.date:
    """Return the day after."""
    return date + dt.timedelta(days=1)


def first_day(written: str) -> dt.date:
    """Return the first day of a year, a month or a day in ISO's way of writing: 2027, 2027-01 or 2027-01-31."""
    return dt.date.fromisoformat(f"{written}-01-01"[: len("2027-01-01")])


def pieces(text: str) -> list[str]:
    """Cut a sentence before and behind each day or month in numbers, so that a page can write it as people do."""
    return [piece for piece in WRITTEN.split(text) if piece]


def dated(text: str) -> str:
    """Write the days and months in numbers of a text as people do: `2026-11-28` as `Nov 28, 2026`."""
    return WRITTEN.sub(lambda found: day(found[0]), text)


def read_day(option: str, written: str) -> dt.date | None:
    """Read the day that an option was given; None if it was not. Raises UsageError if one is no date."""
    try:
        return dt.datetime.strptime(written, "%Y-%m-%d").date() if written else None  # noqa: DTZ007  (a day alone)
    except ValueError as fault:
        raise UsageError(f"{option} '{shown(written)}' is no date; write year-month-day: 2026-03-01") from fault
