"""Whether the codes of a query exist on its day: no answer is given for a code before its first day.

The browser does the same in `static/code_life.js`. Pure.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from kb.domain.life_cycle import Life, life_of
from kb.domain.model import Library


def lives(library: Library) -> dict[str, Life]:
    """Return the life of every code that has a page."""
    return {code: life_of(page) for code, page in library.codes.items()}


def out_of_life(
    codes: Sequence[str], last: str, today: dt.date, known: Mapping[str, Life]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the codes that did not exist yet by the last day of service, and what a reader must be told of any.

    `last` is an ISO day; where it is empty the day is today.
    """
    day = dt.date.fromisoformat(last) if last else today
    held = [code for code in codes if code in known]
    unborn = tuple(code for code in held if day.isoformat() < known[code].begins)
    return unborn, tuple(told for code in held if (told := known[code].caution(day)))
