"""Why an answer of a grid stands: seen under the pointer and with the focus, put away with Escape."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.browser

SEEN = """e => getComputedStyle(e).visibility === "visible" && getComputedStyle(e).clipPath === "none"
  && e.getBoundingClientRect().width > 100"""


@pytest.fixture
def cells(page, real_site, of_kind):
    """Open a code page and give the first two cells of its grid."""
    page.goto(f"{real_site.as_uri()}/{of_kind('code')}")
    found = page.locator(".grid a.cell-link")
    return found.nth(0), found.nth(1)


def seen(cell):
    return cell.locator(".cell-why").evaluate(SEEN)


def wait_for(page, cell):
    page.wait_for_function(f"e => ({SEEN})(e)", arg=cell.locator(".cell-why").element_handle())


def test_the_reason_is_seen_while_the_pointer_is_on_its_answer_or_on_the_reason(page, cells):
    first, second = cells
    assert not seen(first)
    first.hover()
    wait_for(page, first)
    first.locator(".cell-why").hover()
    assert (True, False) == (seen(first), seen(second))


def test_the_reason_is_seen_with_the_focus_of_the_keyboard(page, cells):
    first, second = cells
    first.focus()
    page.keyboard.press("Tab")
    assert (False, True) == (seen(first), seen(second))


def test_escape_puts_the_reason_away_and_the_next_answer_shows_its_own(page, cells):
    first, second = cells
    first.hover()
    wait_for(page, first)
    page.keyboard.press("Escape")
    assert not seen(first)
    second.hover()
    wait_for(page, second)
    first.hover()
    wait_for(page, first)


def test_the_reason_stays_inside_the_window_at_both_ends_of_a_row(page, real_site, of_kind):
    page.goto(f"{real_site.as_uri()}/{of_kind('code')}")
    row = page.locator(".grid tr:has(a.cell-link)").first
    for cell in (row.locator(".cell-link").first, row.locator(".cell-link").last):
        cell.hover()
        wait_for(page, cell)
        box = cell.locator(".cell-why").bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= page.viewport_size["width"]


def test_a_grid_that_does_not_carry_its_reasons_asks_for_them_when_the_pointer_comes(page, cells):
    first, second = cells
    why = first.locator(".cell-why").text_content()
    page.evaluate("document.querySelectorAll('.cell-why').forEach(e => e.remove())")
    page.mouse.move(2, 2)
    first.hover()
    first.locator(".cell-why").wait_for()
    assert why == first.locator(".cell-why").text_content()
    second.focus()
    second.locator(".cell-why").wait_for(state="attached")
    assert 2 == page.locator(".cell-why").count()
