"""The review board in a browser: filters, order, days counted from the reader's own, the full list without it."""

from __future__ import annotations

import datetime as dt

import pytest

pytestmark = pytest.mark.browser


@pytest.fixture
def board(page, real_site):
    page.goto((real_site / "review" / "bcbs.html").as_uri())
    return page


def visible(page):
    return page.locator("[data-board] tbody tr:visible")


def test_filters_show_the_rows_that_fit_and_say_how_many(board):
    every = board.locator("[data-board] tbody tr").count()
    board.get_by_label("Why", exact=True).select_option("unknown")
    board.get_by_label("Question").select_option("Billing")
    rows = visible(board)
    assert 0 < rows.count() < every
    assert f"{rows.count()} of {every} rows" == board.get_by_role("status").last.inner_text()
    for row in rows.all():
        assert "unknown" == row.get_attribute("data-kind")
        assert "Billing" in row.get_attribute("data-questions").split("|")


def test_rows_are_put_in_the_order_asked_for_and_back(board):
    def scopes():
        return [row.get_attribute("data-scope") for row in visible(board).all()]

    first = scopes()
    board.get_by_label("Order").select_option("Scope")
    assert sorted(first, key=str.casefold) == sorted(scopes(), key=str.casefold)
    assert scopes() != first
    board.get_by_label("Order").select_option("Most pressing")
    assert first == scopes()


def test_days_are_counted_from_the_reader_s_own(page, real_site):
    page.clock.set_fixed_time(dt.datetime(2026, 12, 20, 12, tzinfo=dt.UTC))
    page.goto((real_site / "review.html").as_uri())
    told = [(e.get_attribute("data-countdown"), e.inner_text()) for e in page.locator("[data-countdown]").all()]
    assert ("2026-12-22", "(in 2 days)") in told
    assert ["today", "in 1 day", "1 day ago", "32 days ago"] == [
        page.evaluate("([day, today]) => kb.review.away(day, today)", pair)
        for pair in (
            ["2026-12-20", "2026-12-20"],
            ["2026-12-21", "2026-12-20"],
            ["2026-12-19", "2026-12-20"],
            ["2026-11-18", "2026-12-20"],
        )
    ]


@pytest.mark.parametrize("name", ["glance.html", "review.html", "review/bcbs.html", "api.html"])
def test_no_page_scrolls_sideways_on_a_phone(page, real_site, name):
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto((real_site / name).as_uri())
    assert 390 == page.evaluate("document.documentElement.scrollWidth")
