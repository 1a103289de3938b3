"""A date of service within a query: read apart from its words, since search knows the library of today only.

The browser does the same in `static/dates.js`, from the table of `tables()`.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import Any, Final

from kb.domain.days import MONTHS
from kb.search.query import QUOTES

YEAR: Final = "([12][0-9]{3})"
NUMBER: Final = "([0-9]{1,2})"
NAME: Final = "([a-zA-Z]{3,9})"
NTH: Final = "(?:st|nd|rd|th)?"
ORDERS: Final = (
    ("ymd", f"{YEAR}-{NUMBER}-{NUMBER}"),
    ("mdy", f"{NUMBER}/{NUMBER}/{YEAR}"),
    ("mdy", f"{NAME} {NUMBER}{NTH},? {YEAR}"),
    ("dmy", f"{NUMBER}{NTH} {NAME},? {YEAR}"),
)
"""Forms of a date, each with the order of its parts: 2026-03-01, 3/1/2026, March 1 2026, 1 March 2026."""

BEFORE: Final = "(?<![0-9a-zA-Z:./-])(?:(?:[dD][oO][sS]|[dD]ate of service)[: ] *)?"
AFTER: Final = "(?![0-9a-zA-Z/-]|[.][.0-9])"


def read_date(typed: str) -> tuple[str, str]:
    """Take the dates out of a query: give the rest, and the first date as 2026-03-01, empty where there is none."""
    found = [(start, end, date) for start, end, date in sorted(_dates(typed)) if not _is_quoted(typed, start)]
    rest = typed
    for start, end, _ in reversed(found):
        rest = f"{rest[:start]} {rest[end:]}"
    return (rest, found[0][2]) if found else (typed, "")


def _dates(typed: str) -> Iterator[tuple[int, int, str]]:
    for order, form in ORDERS:
        for match in re.finditer(f"{BEFORE}{form}{AFTER}", typed):
            date = _day(dict(zip(order, match.groups(), strict=True)))
            if date:
                yield match.start(), match.end(), date


def _day(parts: dict[str, str]) -> str:
    """Write the parts of a date as 2026-03-01; empty where there is no such day."""
    month = int(parts["m"]) if parts["m"].isdigit() else _month(parts["m"].lower())
    try:
        return dt.date(int(parts["y"]), month, int(parts["d"])).isoformat()
    except ValueError:
        return ""


def _month(name: str) -> int:
    """Number a month by its name or the first three letters or more of it; 0 where it is none."""
    return next((number for number, month in enumerate(MONTHS, 1) if month.lower().startswith(name)), 0)


def _is_quoted(typed: str, at: int) -> bool:
    return len(re.findall(f'["{QUOTES}]', typed[:at])) % 2 == 1


def tables() -> dict[str, Any]:
    """Give the forms of a date as plain data, for the browser."""
    return {"orders": [(order, f"{BEFORE}{form}{AFTER}") for order, form in ORDERS], "months": MONTHS}
