"""The edition of a file: the first day on which it holds, from its name or its notes; and the day that it prints."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable
from typing import Final

MONTHS: Final = {
    name[:3]: number
    for number, name in enumerate(
        ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
         "december"), 1,
    )
}  # fmt: skip
MONTH: Final = "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
VERSION_YEAR: Final = 1994
"""Version 25.0 of the NCCI edits is the first quarter of 2019."""

LETTERS: Final = {"a": 1, "b": 4, "c": 7, "d": 10}
"""The letter of a relative value release and the month in which it begins: RVU25D is of October."""


def _quarter(year: int, month: int) -> dt.date:
    return dt.date(year, month, 1)


def _version(found: re.Match[str]) -> dt.date | None:
    quarter = int(found[2])
    return _quarter(VERSION_YEAR + int(found[1]), 1 + 3 * quarter) if quarter < 4 else None  # noqa: PLR2004


def _named(found: re.Match[str]) -> dt.date:
    return _quarter(int(found["year"]), MONTHS[found["month"][:3]])


def _day(found: re.Match[str]) -> dt.date | None:
    try:
        return dt.date(int(found["year"]), int(found["m"]), int(found["d"]))
    except ValueError:
        return None


Reading = tuple[re.Pattern[str], Callable[[re.Match[str]], dt.date | None]]

NAMES: Final[tuple[Reading, ...]] = (
    (re.compile(r"cci(?:pra|oph)?[a-z]*[-_ ]?v([0-9]{2})([0-3])r?[0-9]?"), _version),
    (re.compile(r"eff(?:ective)?[-_ ]?(?P<m>[01][0-9])[-_](?P<d>[0-3][0-9])[-_](?P<year>20[0-9]{2})"), _day),
    (re.compile(r"(?P<year>20[0-9]{2})-(?P<m>[01][0-9])-(?P<d>[0-3][0-9])"), _day),
    (re.compile(r"v?(20[0-9]{2})q([1-4])"), lambda m: _quarter(int(m[1]), 3 * int(m[2]) - 2)),
    (re.compile(r"rvu([0-9]{2})([a-d])"), lambda m: _quarter(2000 + int(m[1]), LETTERS[m[2]])),
    (re.compile(rf"(?P<year>20[0-9]{{2}})[-_ ]?(?P<month>{MONTH})"), _named),
    (re.compile(rf"(?P<month>{MONTH})[-_ ]?(?P<year>20[0-9]{{2}})"), _named),
    (re.compile(r"gpci(20[0-9]{2})"), lambda m: _quarter(int(m[1]), 1)),
    (re.compile(r"icd10cm[a-z_-]*(20[0-9]{2})"), lambda m: dt.date(int(m[1]) - 1, 10, 1)),
)
"""How the names of CMS's files tell their edition, in small letters."""

NOTES: Final[tuple[Reading, ...]] = (
    (
        re.compile(rf"(?P<year>20[0-9]{{2}}) national physician fee schedule.*?(?P<month>{MONTH}) release"),
        _named,
    ),
    (re.compile(r"effective:? (?P<m>[01]?[0-9])/(?P<d>[0-3]?[0-9])/(?P<year>20[0-9]{2})"), _day),
    (re.compile(rf"(?P<month>{MONTH}) (?:[0-9]{{1,2}}, ?)?(?P<year>20[0-9]{{2}})"), _named),
    (re.compile(r"cy (20[0-9]{2})"), lambda m: _quarter(int(m[1]), 1)),
)
"""How the notes above a table, or its heads, tell the edition."""

RELEASED: Final = re.compile(r"released:? ([01]?[0-9])/([0-3]?[0-9])/(20[0-9]{2})")


def edition_of(name: str, notes: Iterable[str], heads: Iterable[str]) -> dt.date | None:
    """Tell the edition of a file, by its own name before its notes and its heads; None where nothing tells it."""
    told = " ".join(note.lower() for note in notes if "copyright" not in note.lower())
    for readings, written in ((NAMES, name.lower()), (NOTES, told), (NOTES, " , ".join(heads))):
        for pattern, make in readings:
            if (found := pattern.search(written)) and (edition := make(found)):
                return edition
    return None


def printed_on(notes: Iterable[str]) -> str:
    """Give the day on which a file says that it was released; empty where it says none."""
    found = RELEASED.search(" ".join(notes).lower())
    return f"{found[3]}-{int(found[1]):02d}-{int(found[2]):02d}" if found else ""
