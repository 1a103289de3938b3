"""Last days: 60 cases, whose days were counted with the calendar program `date`, and what is in doubt."""

from __future__ import annotations

import datetime as dt

import pytest

from kb.answers.deadline import NOTICE, Deadline, add_months, deadline_record, deadlines
from kb.domain.periods import Period, period_record

WEEKENDS = {"-": "", "next": "next business day", "stays": "does not move"}
CASES = """
# unit, length, from, weekend rule, presumed days, last day, act by
calendar  30 2026-01-01 -     0 2026-01-31 2026-01-30
calendar  30 2026-01-31 -     0 2026-03-02 -
calendar  90 2026-02-10 -     0 2026-05-11 -
calendar  95 2026-03-02 -     0 2026-06-05 -
calendar 120 2026-05-05 -     0 2026-09-02 -
calendar  60 2025-12-31 -     0 2026-03-01 2026-02-27
calendar 180 2026-11-28 -     0 2027-05-27 -
calendar   1 2024-02-28 -     0 2024-02-29 -
calendar   2 2024-02-28 -     0 2024-03-01 -
calendar   1 2023-02-28 -     0 2023-03-01 -
calendar 366 2023-02-28 -     0 2024-02-29 -
calendar 365 2024-02-29 -     0 2025-02-28 -
calendar 365 2026-07-06 -     0 2027-07-06 -
calendar 180 2026-08-09 -     0 2027-02-05 -
days      90 2026-03-16 -     0 2026-06-14 2026-06-12
days     120 2026-06-01 -     0 2026-09-29 -
days      60 2026-10-16 -     0 2026-12-15 -
business   1 2026-01-02 -     0 2026-01-05 -
business   5 2026-01-02 -     0 2026-01-09 -
business   1 2026-01-16 -     0 2026-01-19 2026-01-16
business  10 2026-01-16 -     0 2026-01-30 -
business   1 2026-06-18 -     0 2026-06-19 2026-06-18
business   2 2026-11-25 -     0 2026-11-27 -
business   5 2026-12-24 -     0 2026-12-31 -
business   1 2026-07-02 -     0 2026-07-03 2026-07-02
business   3 2026-07-04 -     0 2026-07-08 -
federal    5 2026-01-02 -     0 2026-01-09 -
federal    1 2026-01-16 -     0 2026-01-20 -
federal   10 2026-01-16 -     0 2026-02-02 -
federal    1 2026-06-18 -     0 2026-06-22 -
federal    2 2026-11-25 -     0 2026-11-30 -
federal    5 2026-12-24 -     0 2027-01-04 -
federal    1 2026-07-02 -     0 2026-07-06 -
federal    3 2027-12-23 -     0 2027-12-29 -
federal   30 2027-06-17 -     0 2027-08-02 -
months    12 2026-01-15 -     0 2027-01-15 -
months    12 2024-02-29 -     0 2025-02-28 -
months    48 2024-02-29 -     0 2028-02-29 -
months     1 2026-01-31 -     0 2026-02-28 2026-02-27
months     1 2024-01-31 -     0 2024-02-29 -
months     6 2026-08-31 -     0 2027-02-28 2027-02-26
months     1 2026-12-15 -     0 2027-01-15 -
months     3 2026-11-30 -     0 2027-02-28 2027-02-26
months    24 2025-10-31 -     0 2027-10-31 2027-10-29
years      1 2024-02-29 -     0 2025-02-28 -
years      4 2024-02-29 -     0 2028-02-29 -
years      1 2026-06-19 -     0 2027-06-19 2027-06-17
calendar 120 2026-01-30 -     5 2026-06-04 -
calendar 120 2026-01-02 -     5 2026-05-07 -
calendar  60 2024-02-24 -     5 2024-04-29 -
calendar 180 2025-12-28 -     5 2026-07-01 -
calendar 120 2026-01-30 next  0 2026-06-01 -
calendar 120 2026-01-30 stays 0 2026-05-30 -
calendar  88 2026-03-04 next  0 2026-06-01 -
calendar 129 2026-02-25 next  0 2026-07-06 -
calendar  30 2026-01-01 next  0 2026-02-02 -
months     1 2026-01-31 next  0 2026-03-02 -
years      1 2025-07-05 stays 0 2026-07-05 -
calendar  30 2026-04-23 next  0 2026-05-25 2026-05-22
federal    3 2026-11-24 next  0 2026-11-30 -
"""
"""`days` are days of which the source does not say which count, `federal` business days without federal holidays."""

ROWS = [line.split() for line in CASES.strip().splitlines() if not line.startswith("#")]


def period(kind="calendar", length=30, weekend="-", presumed=None, **more):
    """Make a period of a kind of the table."""
    counts = {"calendar": "calendar", "business": "business", "federal": "business"}.get(kind, "")
    return Period(
        length=length,
        unit=kind if kind in {"months", "years"} else "days",
        starts="receipt of the notice" if presumed else "decision",
        source="example",
        counts=counts,
        holidays="federal" if kind == "federal" else "",
        weekend=WEEKENDS[weekend],
        presumed_days=presumed,
        **more,
    )


def test_the_table_has_60_cases():
    assert 60 == len(ROWS) == len({tuple(row) for row in ROWS})


@pytest.mark.parametrize("row", ROWS, ids=" ".join)
def test_the_last_day_and_the_day_to_act_by_are_those_of_the_table(row):
    kind, length, start, weekend, presumed, last, act_by = row
    found = deadlines(period(kind, int(length), weekend, int(presumed) or None), dt.date.fromisoformat(start))[0]
    assert (last, act_by) == (str(found.last), str(found.act_by or "-"))
    assert bool(found.act_by) == any("whether it moves is not stated" in doubt for doubt in found.doubts)


def test_where_receipt_is_presumed_the_day_is_taken_for_the_notice_and_for_the_receipt():
    by_notice, by_receipt = deadlines(period(length=120, presumed=5), dt.date(2026, 1, 30))
    assert (NOTICE.format(days=5), dt.date(2026, 2, 4), dt.date(2026, 6, 4)) == (
        by_notice.counted_from,
        by_notice.received,
        by_notice.last,
    )
    assert ("receipt of the notice", None, dt.date(2026, 5, 30)) == (
        by_receipt.counted_from,
        by_receipt.received,
        by_receipt.last,
    )


def test_no_last_day_is_reckoned_from_an_event_that_is_not_stated():
    given = Period(12, "months", "not stated", "example")
    (found,) = deadlines(given, dt.date(2026, 1, 30))
    assert found.last is None
    assert "does not say from which day" in found.why


def test_no_last_day_is_reckoned_before_the_limit_holds():
    given = period(since=dt.date(2023, 5, 1))
    (before,), (on,) = deadlines(given, dt.date(2023, 4, 30)), deadlines(given, dt.date(2023, 5, 1))
    assert before.last is None
    assert "from May 1, 2023 on" in before.why
    assert dt.date(2023, 5, 31) == on.last


@pytest.mark.parametrize(
    ("kind", "doubt"),
    [
        ("days", "does not say which days count"),
        ("business", "does not say which holidays"),
        ("calendar", ""),
        ("federal", ""),
    ],
)
def test_what_a_source_leaves_open_in_counting_is_a_doubt(kind, doubt):
    (found,) = deadlines(period(kind, 10), dt.date(2026, 3, 3))
    assert bool(doubt) == bool(found.doubts)
    assert all(doubt in told for told in found.doubts)


def test_a_month_without_the_day_is_a_doubt():
    (found,) = deadlines(period("years", 1), dt.date(2024, 2, 29))
    assert ("February 2025 has no day 29; its last day is taken.",) == found.doubts


@pytest.mark.parametrize("start", [dt.date(2026, 1, 28), dt.date(2026, 1, 31)])
def test_a_month_that_has_the_day_is_no_doubt(start):
    (found,) = deadlines(period("years", 1), start)
    assert not any("has no day" in doubt for doubt in found.doubts)


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        ("2026-10-31", 2, "2026-12-31"),
        ("2026-11-30", 1, "2026-12-30"),
        ("2026-12-31", 1, "2027-01-31"),
        ("2026-12-31", 2, "2027-02-28"),
        ("2026-01-31", 11, "2026-12-31"),
        ("2026-01-15", 24, "2028-01-15"),
        ("2026-05-31", 1, "2026-06-30"),
    ],
)
def test_months_are_counted_over_the_end_of_a_year_and_to_the_end_of_a_shorter_month(start, months, end):
    assert end == add_months(dt.date.fromisoformat(start), months).isoformat()


@pytest.mark.parametrize(
    ("start", "what"), [("2026-01-01", "a Saturday"), ("2026-01-02", "a Sunday"), ("2026-06-03", "a federal holiday")]
)
def test_a_last_day_that_is_no_working_day_is_named_for_what_it_is(start, what):
    (found,) = deadlines(period("calendar", 30), dt.date.fromisoformat(start))
    told = [doubt for doubt in found.doubts if doubt.startswith(f"The last day is {what}; ")]
    assert 1 == len(told)


def test_a_deadline_is_a_record_of_plain_values():
    given = Period(120, "days", "receipt of the notice", "example", level="first appeal", who="provider")
    day = dt.date(2026, 3, 2)
    found = Deadline(given, NOTICE, day, day + dt.timedelta(1), day + dt.timedelta(2), "", ("a doubt",))
    assert {
        "period": period_record(given),
        "limit": "120 days",
        "for_whom": "first appeal, provider",
        "counted_from": NOTICE,
        "received": "2026-03-04",
        "last_day": "2026-03-02",
        "act_by": "2026-03-03",
        "why": None,
        "doubts": ["a doubt"],
    } == deadline_record(found)


def test_a_deadline_that_cannot_be_reckoned_is_null_with_the_reason():
    record = deadline_record(Deadline(Period(1, "days", NOTICE, "example"), NOTICE, why="no day"))
    assert {"for_whom": None, "received": None, "last_day": None, "act_by": None, "why": "no day", "doubts": []} == {
        key: record[key] for key in ("for_whom", "received", "last_day", "act_by", "why", "doubts")
    }
