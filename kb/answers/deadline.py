"""The last day of a time limit, counted from a day, and what is in doubt about it. Pure.

The day from which a limit counts is not counted itself. Where a source does not say how to count, the earlier day is
taken, and `doubts` says so: to act by it is never too late.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from kb.domain.days import MONTHS, day, eve, next_day
from kb.domain.holidays import is_federal_holiday, is_weekend
from kb.domain.periods import NOT_STATED, Period, period_record

NOTICE: Final = "the date of the notice, receipt presumed {days} days after it"
EVERY_DAY: Final = (
    "The source does not say which days count; every day is counted, which ends earlier than business days."
)
NO_HOLIDAYS: Final = (
    "The source does not say which holidays are no business days; none is left out, which ends earlier."
)
SHORT_MONTH: Final = "{month} {year} has no day {number}; its last day is taken."
MAY_MOVE: Final = f"The last day is {{what}}; whether it moves is {NOT_STATED}. Act by {{day}}."
A_HOLIDAY: Final = "a federal holiday"
"""What is in doubt about a last day."""

HOLDS_FROM: Final = "this limit holds from {day} on"
NO_START: Final = "the source does not say from which day the time counts"


@dataclass(frozen=True)
class Deadline:
    """A time limit counted from a day. `counted_from` says what that day is taken for.

    `last` is the last day; None if it cannot be reckoned, which `why` explains. `act_by` is the working day on or
    before it, where the last day is no working day and the source does not say what happens then. `received` is the
    day on which the source presumes that the notice arrived.
    """

    period: Period
    counted_from: str
    last: dt.date | None = None
    act_by: dt.date | None = None
    received: dt.date | None = None
    why: str = ""
    doubts: tuple[str, ...] = ()


def deadlines(period: Period, start: dt.date) -> tuple[Deadline, ...]:
    """Count a time limit from a day.

    Gives two deadlines where the source presumes the day of receipt: one that takes `start` for the date of the
    notice, and one that takes it for the day of receipt.
    """
    if period.starts == NOT_STATED:
        return (Deadline(period, NOT_STATED, why=NO_START),)
    if period.since and start < period.since:
        return (Deadline(period, period.starts, why=HOLDS_FROM.format(day=day(period.since))),)
    if period.presumed_days is None:
        return (_reckoned(period, start, period.starts),)
    received = start + dt.timedelta(days=period.presumed_days)
    presumed = _reckoned(period, received, NOTICE.format(days=period.presumed_days), received)
    return presumed, _reckoned(period, start, period.starts)


def _reckoned(period: Period, start: dt.date, name: str, received: dt.date | None = None) -> Deadline:
    doubts = [*counting_doubts(period)]
    last = _end(period, start)
    if period.unit != "days" and last.day != start.day:
        doubts.append(SHORT_MONTH.format(month=MONTHS[last.month - 1], year=last.year, number=start.day))
    last, act_by, more = _moved(period, last)
    return Deadline(period, name, last, act_by, received, doubts=(*doubts, *more))


def counting_doubts(period: Period) -> Iterator[str]:
    """Yield what a source leaves open about how to count, whatever the day."""
    if period.unit == "days" and not period.counts:
        yield EVERY_DAY
    if period.counts == "business" and not period.holidays:
        yield NO_HOLIDAYS


def _end(period: Period, start: dt.date) -> dt.date:
    if period.unit != "days":
        return add_months(start, period.length * (12 if period.unit == "years" else 1))
    if period.counts == "business":
        return add_business_days(start, period.length, federal=period.holidays == "federal")
    return start + dt.timedelta(days=period.length)


def add_months(start: dt.date, months: int) -> dt.date:
    """Return the same day so many months later, or the last day of that month where it has no such day."""
    years, month = divmod(start.month - 1 + months, 12)
    first = dt.date(start.year + years, month + 1, 1)
    after = dt.date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return min(first + dt.timedelta(days=start.day - 1), eve(after))


def add_business_days(start: dt.date, days: int, *, federal: bool) -> dt.date:
    """Return the day that is so many business days later, Monday to Friday; `federal`: federal holidays are none."""
    found = start
    while days:
        found = next_day(found)
        days -= not (is_weekend(found) or (federal and is_federal_holiday(found)))
    return found


def _moved(period: Period, last: dt.date) -> tuple[dt.date, dt.date | None, list[str]]:
    """Give the last day by the source's rule on weekends; where that leaves doubt, the working day before it."""
    if period.weekend == "next business day":
        last = _working_day(last, next_day, federal=bool(period.holidays))
    if period.weekend == "does not move" or not (is_weekend(last) or is_federal_holiday(last)):
        return last, None, []
    act_by = _working_day(last, eve, federal=True)
    what = f"a {last:%A}" if is_weekend(last) else A_HOLIDAY
    return last, act_by, [MAY_MOVE.format(what=what, day=day(act_by))]


def _working_day(found: dt.date, step: Callable[[dt.date], dt.date], *, federal: bool) -> dt.date:
    while is_weekend(found) or (federal and is_federal_holiday(found)):
        found = step(found)
    return found


def deadline_record(found: Deadline) -> dict[str, Any]:
    """Write a deadline as plain values for JSON; what cannot be reckoned is null, with `why`."""
    return {
        "period": period_record(found.period),
        "limit": found.period.length_words,
        "for_whom": found.period.whom or None,
        "counted_from": found.counted_from,
        "received": found.received.isoformat() if found.received else None,
        "last_day": found.last.isoformat() if found.last else None,
        "act_by": found.act_by.isoformat() if found.act_by else None,
        "why": found.why or None,
        "doubts": list(found.doubts),
    }
