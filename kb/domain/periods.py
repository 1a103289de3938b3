"""A time limit as a number, beside the words of an answer: how long, from which day, counted how, and for whom."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any, Final

NOT_STATED: Final = "not stated"


@dataclass(frozen=True)
class Period:
    """A time limit that a source states for one question: `length` in `unit` from the day `starts`.

    `source` is the id of its source record. `counts`, `holidays` and `weekend` are empty if the source does not say
    which days count, which holidays are left out, and what happens if the last day is no working day.
    `presumed_days` is after how many days the source presumes that a notice was received; `since` the first day from
    which the limit holds; `who` whom it is for, and `level` the step of an appeal.
    """

    length: int
    unit: str
    starts: str
    source: str
    counts: str = ""
    holidays: str = ""
    weekend: str = ""
    presumed_days: int | None = None
    starts_words: str = ""
    level: str = ""
    who: str = ""
    since: dt.date | None = None
    note: str = ""

    @property
    def length_words(self) -> str:
        """How long it is: `120 calendar days`, `1 year`."""
        unit = self.unit.removesuffix("s") if self.length == 1 else self.unit
        return " ".join(word for word in (str(self.length), self.counts, unit) if word)

    @property
    def whom(self) -> str:
        """The step of an appeal, and whom it is for; empty for all."""
        return ", ".join(word for word in (self.level, self.who) if word)


def period_record(period: Period) -> dict[str, Any]:
    """Write a period as plain values for JSON; what the source does not say is `not stated`, or left out."""
    said = {name: getattr(period, name) or NOT_STATED for name in ("counts", "holidays", "weekend")}
    optional = {
        "presumed_days": period.presumed_days,
        "from_words": period.starts_words,
        "level": period.level,
        "who": period.who,
        "since": period.since.isoformat() if period.since else "",
        "note": period.note,
    }
    return {
        "length": period.length,
        "unit": period.unit,
        "from": period.starts,
        **said,
        **{name: value for name, value in optional.items() if value},
        "source": period.source,
    }
