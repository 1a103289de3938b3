"""Dates as people read them."""

from __future__ import annotations

import datetime as dt
from typing import Final

MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)

STALE_AFTER: Final = dt.timedelta(days=30)
"""From what age on a library warns of it in its answers."""


def day(date: dt.date | str) -> str:
    """Write a date, or an ISO text of a day, a month or a year, as `15 April 2026`, `April 2026` or `2026`."""
    parts = str(date).split("-")
    year, month, number = [*parts, "", ""][:3]
    shown = [number.lstrip("0"), MONTHS[int(month) - 1] if month else "", year]
    return " ".join(word for word in shown if word)
