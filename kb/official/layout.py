"""What a layout of CMS's is: which heads lead to which columns of a table, and which are left out.

A head that is neither is refused: what stands below it is not known, so it could be a descriptor.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from kb.facts.rationales import UNIT_WORDS, plain
from kb.facts.tables import Table

Clean = Callable[[str], str]
"""Turns a cell as CMS writes it into a value of the store; what it cannot read stays as it is, and is refused."""

NEVER: Final = re.compile(r"\*|n/?a|none|9999.*|12/31/9999.*|0{6,8}", re.IGNORECASE)

NO_AMOUNT: Final = re.compile(r"[.-]|n/?a|none", re.IGNORECASE)
"""What stands where a payment file has no amount: Addendum B prints a dot."""


@dataclass(frozen=True)
class Head:
    """A head by its words: the column that it fills, or "" where it is left out, and how its cells are cleaned."""

    column: str
    words: re.Pattern[str]
    clean: Clean
    needed: bool = True


@dataclass(frozen=True)
class Layout:
    """A layout: what it is in words, the table it fills, its heads, which of several tables it is, and its edition.

    `mark` is a pattern that the heads joined by commas must hold, where several layouts share the same heads.
    `keep` tells which rows are facts of an edition; the others are counted and dropped. `continues` tells which rows
    carry on the text of the row before, in the last column.
    """

    tells: str
    table: Table
    heads: tuple[Head, ...]
    mark: str = ""
    others: bool = False
    keep: Callable[[dict[str, str], dt.date], dict[str, str] | None] = lambda row, _: row
    continues: Callable[[dict[str, str]], bool] = lambda _: False


def head(column: str, words: str, clean: Clean | None = None, *, needed: bool = True) -> Head:
    """Make a head of the pattern of its plain words."""
    return Head(column, re.compile(words), clean or text, needed)


def out(*words: str) -> tuple[Head, ...]:
    """Make heads whose cells are left out."""
    return tuple(Head("", re.compile(each), text, needed=False) for each in words)


def text(written: str) -> str:
    """Take the blanks around and inside a cell as single ones."""
    return " ".join(written.split())


def code(written: str) -> str:
    """Read a code."""
    return text(written).upper()


def money(written: str) -> str:
    """Read an amount as printed, without dollar sign and commas between thousands; a mark for no amount is empty."""
    found = text(written).lstrip("$").strip()
    if NO_AMOUNT.fullmatch(found):
        return ""
    if re.fullmatch(r"-?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?", found):
        found = found.replace(",", "")
    return f"0{found}" if re.fullmatch(r"\.[0-9]+", found) else found


def marked(written: str) -> str:
    """Read an indicator that a spreadsheet may have filled with a dot or NA where there is none."""
    found = text(written).upper()
    return "" if found in {".", "-"} else found


def padded(width: int) -> Clean:
    """Read a number that a spreadsheet may have robbed of its leading zeros, where zeros are all that is lost."""
    return lambda written: text(written).zfill(width) if re.fullmatch(r"[0-9]+", text(written)) else text(written)


def global_days(written: str) -> str:
    """Read global days: 10 is 010, which a spreadsheet cut short."""
    return padded(3)(written).upper()


def leading_digit(written: str) -> str:
    """Read an indicator that words follow: `3 Date of Service Edit: Clinical` is 3."""
    found = re.fullmatch(r"([0-9])(?:[ :.-].*)?", text(written))
    return found[1] if found else text(written)


def unit_rationale(written: str) -> str:
    """Read the rationale of a unit limit in CMS's own spelling."""
    return UNIT_WORDS.get(plain(written), text(written))


def day(written: str) -> str:
    """Read a day as 2024-07-01 from CMS's forms: 20240701, 2024183 (day of the year), 07/01/2024; `*` is none."""
    found = text(written)
    if not found or NEVER.fullmatch(found):
        return ""
    for pattern, form in FORMS:
        if match := pattern.fullmatch(found):
            try:
                return dt.datetime.strptime(match[1], form).date().isoformat()  # noqa: DTZ007  (a day has no zone)
            except ValueError:
                return found
    return found


TIME: Final = r"(?:[ T][0-9:.]+(?: ?[AP]M)?)?"
FORMS: Final = (
    (re.compile(r"([0-9]{8})"), "%Y%m%d"),
    (re.compile(r"([0-9]{7})"), "%Y%j"),
    (re.compile(rf"([0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}){TIME}"), "%Y-%m-%d"),
    (re.compile(rf"([0-9]{{1,2}}/[0-9]{{1,2}}/[0-9]{{4}}){TIME}"), "%m/%d/%Y"),
)
