"""What the life of a code says of a date of service: whether the code was there on that day. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from kb.domain.code_facts import LifeEvent
from kb.domain.days import day
from kb.domain.model import CodePage

BEGINS, ENDS = "effective", "sunset"
"""The events of a life cycle with which a code begins and ends."""

CATEGORY_III: Final = "CPT Category III"


@dataclass(frozen=True)
class Life:
    """From and until when there is a code: `begins` and `ends` are a day, a month or a year; empty: unrecorded.

    `before` and `after` are what a reader must know of a day before the one, or on or after the other.
    """

    begins: str = ""
    before: str = ""
    ends: str = ""
    after: str = ""

    def caution(self, date: dt.date) -> str:
        """Say what a reader must know of a date of service; empty where the code is there, as far as is recorded."""
        asked = date.isoformat()
        if asked < self.begins:
            return self.before
        return self.after if self.ends and asked >= self.ends else ""


def life_of(page: CodePage) -> Life:
    """Read the life of a code off the rows of its page; of several of one name the first begins, the last ends it."""
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
    told = f"Whether {page.code} still exists on this day is not known: its sunset {_when(event)} is inferred"
    return f"{told}; check {where}."
