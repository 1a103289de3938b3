"""Times in a query: every usual form is read, one that cannot be is told, and what is no time stays a word."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.search.dates import MAY, RELATIVE, find_dates, python_pattern, relative_span, tables, without
from kb.search.typed import clean

TODAY = dt.date(2026, 11, 28)


def read(typed):
    """Give the first and last day of each time in a query."""
    return [(found.first, found.last) for found in find_dates(clean(typed), TODAY)]


@pytest.mark.parametrize(
    "written",
    [
        *(
            "2026-03-01",
            "2026-3-1",
            "2026/03/01",
            "20260301",
            "03012026",
            "3/1/2026",
            "03/01/2026",
            "3/1/26",
            "03-01-2026",
        ),
        *(
            "03-01-26",
            "3.1.2026",
            "March 1 2026",
            "march 1, 2026",
            "Mar 1st 2026",
            "1 March 2026",
            "1st of March 2026",
        ),
        *("1-Mar-2026", "01-MAR-26", "DOS 2026-03-01", "dos: 3/1/2026", "DOS 3/1/26", "date of service 1 March 2026"),
    ],
)
def test_a_day_is_read_in_every_usual_form_and_taken_out(written):
    for typed in (f"0709T {written} uhc", f"0709T uhc {written}", f"{written}, 0709T uhc"):
        text = clean(typed)
        found = find_dates(text, TODAY)
        assert [("2026-03-01", "2026-03-01")] == [(one.first, one.last) for one in found]
        assert ["0709t", "uhc"] == without(text, found).replace(",", "").split()


@pytest.mark.parametrize(
    ("written", "days"),
    [
        ("March 2024", ("2024-03-01", "2024-03-31")),
        ("Feb 2024", ("2024-02-01", "2024-02-29")),
        ("2024-02", ("2024-02-01", "2024-02-29")),
        ("03/2024", ("2024-03-01", "2024-03-31")),
        ("in 2021", ("2021-01-01", "2021-12-31")),
        ("Q3 2025", ("2025-07-01", "2025-09-30")),
        ("1st quarter of 2025", ("2025-01-01", "2025-03-31")),
        ("last year", ("2025-01-01", "2025-12-31")),
        ("last month", ("2026-10-01", "2026-10-31")),
        ("yesterday", ("2026-11-27", "2026-11-27")),
        ("before 7/1/2011", ("2011-06-30", "2011-06-30")),
        ("prior to 2024", ("2023-12-31", "2023-12-31")),
        ("after March 2024", ("2024-04-01", "2024-04-01")),
        ("60 days after 3/1/2026", ("2026-03-01", "2026-03-01")),
        ("3/1/26 to 3/5/26", ("2026-03-01", "2026-03-05")),
        ("March 2024 through May 2024", ("2024-03-01", "2024-05-31")),
    ],
)
def test_a_month_a_year_and_a_span_have_a_first_and_a_last_day(written, days):
    assert [days] == read(f"0709T {written} cigna")


@pytest.mark.parametrize(
    "written", ["2/30/2026", "13/45/2026", "2026-13-01", "2026-02-30", "99/99/9999", "DOS 02/29/2025", "DOS 1/15"]
)
def test_what_looks_like_a_day_and_cannot_be_one_is_told(written):
    assert [("", "")] == read(f"0709T {written} cigna")


@pytest.mark.parametrize(
    "typed",
    [
        *("0709T", "96401", "8.01.01", "310.1", "C43.9", "Z-14-011", "MPG043.15", "CPB 0377", "policy 400", "L34370"),
        *(
            '"March 1 2026"',
            "effective:2026-03-01",
            "effective:..2026-03-01",
            "12026-03-01",
            "may be covered",
            "fy2024x",
        ),
    ],
)
def test_what_is_no_time_or_part_of_something_else_stays(typed):
    text = clean(typed)
    assert text == without(text, find_dates(text, TODAY))


def test_a_bare_year_is_a_time_and_stays_a_word():
    text = clean("uhc guide 2019")
    found = find_dates(text, TODAY)
    assert ([("2019-01-01", "2019-12-31")], text) == ([(one.first, one.last) for one in found], without(text, found))


@given(st.dates(dt.date(2000, 1, 1), dt.date(2090, 12, 31)))
def test_any_day_written_in_either_order_is_that_day(day):
    for written in (day.isoformat(), f"{day.month}/{day.day}/{day.year}", day.strftime("%d %b %Y")):
        assert [(day.isoformat(), day.isoformat())] == read(f"cigna {written}")


@given(st.dates(dt.date(2000, 2, 1), dt.date(2090, 11, 30)))
def test_last_and_next_month_lie_on_either_side_of_this_one(day):
    last, this, following = (relative_span(f"{which} month", day) for which in ("last", "this", "next"))
    assert last[1] < this[0] <= day.isoformat() <= this[1] < following[0]


@given(st.text(max_size=60))
def test_no_text_is_an_error(typed):
    read(typed)


@pytest.mark.parametrize(
    ("written", "first"),
    [
        ("since july 2025", "2025-07-01"),
        ("since 2023", "2023-01-01"),
        ("since 1/1/2025", "2025-01-01"),
        ("from 2025 on", "2025-01-01"),
        ("2025 to present", "2025-01-01"),
        ("march 2026 onward", "2026-03-01"),
        ("not before 2026-04-01", "2026-04-01"),
        ("no earlier than 4/1/2026", "2026-04-01"),
        ("on or after 2026-04-15", "2026-04-15"),
    ],
)
def test_a_time_since_then_lasts_until_today(written, first):
    assert [(first, TODAY.isoformat())] == read(f"0709T uhc {written}")


@pytest.mark.parametrize("written", ["since 1/1/2030", "2030-01-01 onward"])
def test_a_time_to_come_stays_as_it_is(written):
    assert [("2030-01-01", "2030-01-01")] == read(f"0709T {written}")


@pytest.mark.parametrize("written", ["no later than 2026-04-14", "not after 4/14/2026", "on or before 2026-04-14"])
def test_a_bound_that_is_turned_around_or_holds_itself_is_its_own_day(written):
    assert [("2026-04-14", "2026-04-14")] == read(f"cigna 0709T {written}")


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2 years ago", "2024-11-28"),
        ("a year ago", "2025-11-28"),
        ("as of 18 months ago", "2025-05-28"),
        ("8 mos ago", "2026-03-28"),
        ("three weeks ago", "2026-11-07"),
        ("10 days ago", "2026-11-18"),
    ],
)
def test_the_time_since_a_day_gives_the_day(written, day):
    assert [(day, day)] == read(f"0709T cigna {written}")


@pytest.mark.parametrize(
    "written",
    ["apr 1", "15 march", "back in march", "in january", "beginning of year", "first quarter", "since june"],
)
def test_a_time_without_its_year_is_told(written):
    [found] = find_dates(clean(f"uhc 0709T {written}"), TODAY)
    assert not found.first
    assert found.lacks_year


@pytest.mark.parametrize(
    "typed", ["may i bill 0709T", "how many units may be billed", "may 2 units be billed", "mar 4.003"]
)
def test_a_month_that_is_another_word_is_no_time(typed):
    assert [] == read(typed)


def test_two_years_with_a_stroke_are_a_span():
    assert [("2025-01-01", "2026-12-31")] == read("0709T cigna 2025/2026")


@pytest.mark.parametrize(
    ("written", "first"),
    [
        ("last 90 days", "2026-08-30"),
        ("in the past 6 months", "2026-05-28"),
        ("within the last two years", "2024-11-28"),
        ("past year", "2025-11-28"),
        ("over the past month", "2026-10-28"),
    ],
)
def test_a_length_of_time_up_to_today_is_a_span(written, first):
    assert [(first, TODAY.isoformat())] == read(f"what changed aetna {written}")


@pytest.mark.parametrize("typed", ["cigna claim past 90 days", "60 days past the denial", "past timely limit"])
def test_past_a_limit_is_no_span(typed):
    assert [] == read(typed)


@given(st.data())
def test_what_has_a_form_of_a_time_may_hold_one(data):
    held = tables()
    forms = [*held["spans"], *held["forms"], *held["dated"], held["ago"], *held["within"], *RELATIVE]
    form = data.draw(st.sampled_from(forms))
    text = data.draw(st.from_regex(re.compile(python_pattern(form), re.ASCII)))
    assert re.search(MAY, text)
