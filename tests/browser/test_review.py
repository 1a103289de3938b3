"""The review worklist in a browser: filters, order, days counted from the reader's own, the full list without it."""

from __future__ import annotations

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
    board.get_by_label("Question").select_option("Coding and billing")
    rows = visible(board)
    assert 0 < rows.count() < every
    assert f"{rows.count()} of {every} rows" == board.get_by_role("status").last.inner_text()
    for row in rows.all():
        assert "unknown" == row.get_attribute("data-kind")
        assert "Coding and billing" in row.get_attribute("data-questions").split("|")


def test_rows_are_put_in_the_order_asked_for_and_back(board):
    def scopes():
        return [row.locator("td").nth(1).inner_text() for row in visible(board).all()]

    first = scopes()
    board.get_by_label("Order").select_option("Plan")
    assert sorted(first, key=str.casefold) == sorted(scopes(), key=str.casefold)
    assert scopes() != first
    board.get_by_label("Order").select_option("Most pressing")
    assert first == scopes()


def test_tasks_are_shown_by_payer_and_owner_and_counted(page, real_site):
    page.goto((real_site / "acts.html").as_uri())
    every = page.locator(".act").count()
    page.get_by_label("Payer").select_option("Medicare")
    left = page.locator(".act:visible")
    assert 0 < left.count() < every
    assert f"{left.count()} tasks shown" == page.get_by_role("status").inner_text()
    assert ["Medicare"] == page.locator("[data-acts] h2:visible").all_inner_texts()
    page.get_by_label("Payer").select_option("All payers")
    page.get_by_label("Owner").select_option("Not assigned")
    assert left.count() == page.locator(".act[data-owner='-']").count()


def test_tasks_stand_there_without_javascript(plain_page, real_site):
    plain_page.goto((real_site / "acts.html").as_uri())
    assert plain_page.locator(".act:visible").count() == plain_page.locator(".act").count() > 0
    assert not plain_page.locator("[data-acts-filter]").is_visible()
