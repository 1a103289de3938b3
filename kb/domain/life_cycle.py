"""Whether a code existed on a date of service, by the dates of its life cycle. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from kb.domain.code_facts import LifeEvent
from kb.domain.days import day
from kb.domain.model import CodePage

BEGINS, ENDS = "effective", "sunset"
"""The names of the life-cycle events on which a code begins and ends."""

CATEGORY_III: Final = "CPT Category III"


@dataclass(frozen=True)
class Life:
    """From when to when a code exists. `begins` and `ends` are an ISO day, month or year; empty if not recorded.

    `before` is the warning for a date of service before `begins`, `after` the one for a date on or after `ends`.
    """

    begins: str = ""
    before: str = ""
    ends: str = ""
    after: str = ""

    def caution(self, date: dt.date) -> str:
        """Return the warning for a date of service; empty if the code exists on it, as far as is recorded."""
        day_of_service = date.isoformat()
        if day_of_service < self.begins:
            return self.before
        return self.after if self.ends and day_of_service >= self.ends else ""


def life_of(page: CodePage) -> Life:
    """Read the life of a code from its page: the first `effective` row begins it, the last `sunset` row ends it."""
    first = min(_named(page.life_cycle, BEGINS), key=lambda event: event.on, default=None)
    last = max(_named(page.life_cycle, ENDS), key=lambda event: event.on, default=None)
    return Life(
        begins=first.on if first else "",
        before=_before(page.code, first) if first else "",
        ends=last.on if last else "",
        after=_after(page, last) if last else "",
    )


def _named(rows: Iterable[LifeEvent], name: str) -> list[LifeEvent]:
    return [event for event in rows if event.event == name]


def _when(event: LifeEvent) -> str:
    return f"{'on' if len(event.on) == len('2022-01-01') else 'in'} {day(event.on)}"


def _before(code: str, event: LifeEvent) -> str:
    inferred = ", which is inferred" if event.basis == "inferred" else ""
    return f"{code} began {_when(event)}{inferred}: before that there was no such code."


def _after(page: CodePage, event: LifeEvent) -> str:
    if event.basis != "inferred":
        return f"{page.code} has its sunset {_when(event)}: from then on there is no such code."
    where = "the AMA's Category III list" if page.family == CATEGORY_III else "the code list of that day"
    unknown = f"Whether {page.code} still exists on this day is not known: its sunset {_when(event)} is inferred"
    return f"{unknown}; check {where}."
