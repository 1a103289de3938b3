"""How far off a day is, by the reader's own clock: on the review worklist and in the life of a code."""

from __future__ import annotations

import datetime as dt

import pytest

pytestmark = pytest.mark.browser


def test_days_are_counted_from_the_reader_s_own(page_on, real_site):
    page = page_on(dt.date(2026, 12, 20))
    page.goto((real_site / "review.html").as_uri())
    told = [(e.get_attribute("data-countdown"), e.inner_text()) for e in page.locator("[data-countdown]").all()]
    assert ("2026-12-22", "(in 2 days)") in told


@pytest.mark.parametrize(
    ("day", "told"),
    [
        ("2026-12-20", "today"),
        ("2026-12-21", "in 1 day"),
        ("2026-12-19", "1 day ago"),
        ("2026-11-18", "32 days ago"),
        ("2027-01", "in 12 days at the earliest"),
        ("2026-12", "this month"),
        ("2026", "this year"),
        ("2026-11", "49 days ago"),
    ],
)
def test_a_day_a_month_and_a_year_are_told_from_a_given_day(page, real_site, day, told):
    page.goto((real_site / "review.html").as_uri())
    assert told == page.evaluate("day => kb.countdown.away(day, '2026-12-20')", day)


@pytest.mark.parametrize(
    ("day", "told"),
    [("2026-12-21", "in 1 day"), ("2026-12-20", "today"), ("2026-12-19", "overdue by 1 day")],
)
def test_what_was_due_on_a_day_gone_by_is_overdue(page, real_site, day, told):
    page.goto((real_site / "review.html").as_uri())
    assert told == page.evaluate("day => kb.countdown.away(day, '2026-12-20', true)", day)


def test_the_page_of_a_code_says_how_far_off_its_sunset_is_and_that_it_is_inferred(page_on, real_site):
    for day, told in ((dt.date(2026, 11, 22), "in 40 days at the earliest"), (dt.date(2027, 1, 9), "this month")):
        page = page_on(day)
        page.goto((real_site / "codes/0709t.html").as_uri())
        sunset = page.locator(".code-facts li", has_text="Sunset")
        assert f"Sunset: Jan 2027, inferred ({told})" == " ".join(sunset.inner_text().split())


def test_without_scripts_the_day_alone_stands(plain_page, real_site):
    plain_page.goto((real_site / "codes/0709t.html").as_uri())
    assert (
        "Sunset: Jan 2027, inferred" == plain_page.locator(".code-facts li", has_text="Sunset").inner_text().strip()
    )
