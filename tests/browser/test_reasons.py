"""Why an answer of a grid stands: by pointer, keyboard and touch, and never among the words of the table itself."""

from __future__ import annotations

import re

import pytest

pytestmark = pytest.mark.browser


@pytest.fixture
def top(real_site):
    """From disk: what is loaded for reasons is loaded alike over http."""
    return real_site.as_uri()


BUTTON = "Show details"


@pytest.fixture
def cells(page, top, of_kind):
    """Open a code page and give the first two cells of its grid."""
    page.goto(f"{top}/{of_kind('code')}")
    found = page.locator(".grid a.cell-link")
    return found.nth(0), found.nth(1)


@pytest.fixture
def tip(page):
    """What shows the reason of one answer."""
    return page.locator(".why")


def described(cell):
    return cell.get_attribute("aria-describedby")


def test_the_reason_is_seen_while_the_pointer_is_on_its_answer_or_on_the_reason(page, cells, tip):
    first, second = cells
    assert not tip.is_visible()
    first.hover()
    tip.wait_for(state="visible")
    assert tip.text_content().endswith(".")
    assert ("why", None) == (described(first), described(second))
    tip.hover()
    assert tip.is_visible()
    page.locator("h1").hover()
    tip.wait_for(state="hidden")
    assert None is described(first)


def test_each_answer_has_its_own_reason_with_the_focus_of_the_keyboard(page, cells, tip):
    first, second = cells
    first.focus()
    page.keyboard.press("ArrowRight")
    tip.wait_for(state="visible")
    one = tip.text_content()
    assert (None, "why") == (described(first), described(second))
    page.keyboard.press("ArrowLeft")
    page.wait_for_function("one => document.querySelector('.why:not([hidden])')?.textContent !== one", arg=one)
    assert ("why", None) == (described(first), described(second))


def test_escape_puts_the_reason_away_and_the_next_answer_shows_its_own(page, cells, tip):
    first, second = cells
    first.hover()
    tip.wait_for(state="visible")
    page.keyboard.press("Escape")
    assert not tip.is_visible()
    for cell in (second, first):
        cell.hover()
        tip.wait_for(state="visible")
        page.wait_for_function("e => e.getAttribute('aria-describedby') === 'why'", arg=cell.element_handle())


def test_the_reason_stays_inside_the_window_at_both_ends_of_a_row(page, top, of_kind, tip):
    page.goto(f"{top}/{of_kind('code')}")
    row = page.locator(".grid tr:has(a.cell-link)").first
    for width in (1280, 700):
        page.set_viewport_size({"width": width, "height": 800})
        for cell in (row.locator(".cell-link").first, row.locator(".cell-link").last):
            cell.hover()
            tip.wait_for(state="visible")
            box = tip.bounding_box()
            assert box["x"] >= 0
            assert box["x"] + box["width"] <= width
            page.locator("h1").hover()
            tip.wait_for(state="hidden")


@pytest.mark.parametrize("kind", ["home", "code"])
def test_a_button_writes_each_reason_below_its_answer_and_takes_it_out_again(page, top, of_kind, kind):
    page.goto(f"{top}/{of_kind(kind)}")
    toggle = page.get_by_role("button", name=BUTTON).first
    grid = page.locator("table.grid").first
    before, answers = grid.inner_text(), grid.locator(".cell").count()
    toggle.press("Enter")
    grid.locator(".cell-why").last.wait_for()
    whys = grid.locator(".cell-why").all_text_contents()
    assert answers == len(whys)
    assert all(why.endswith(".") for why in whys)
    assert "true" == toggle.get_attribute("aria-pressed")
    toggle.press("Enter")
    assert ("false", before) == (toggle.get_attribute("aria-pressed"), grid.inner_text())


def test_on_a_touch_screen_the_button_shows_the_reasons_and_a_tap_opens_the_entry(context, real_site, of_kind):
    phone = context.browser.new_context(viewport={"width": 390, "height": 800}, has_touch=True, is_mobile=True)
    page = phone.new_page()
    page.goto(f"{real_site.as_uri()}/{of_kind('code')}")
    page.get_by_role("button", name=BUTTON).first.tap()
    page.locator(".cell-why").first.wait_for()
    assert page.locator(".cell-why").first.bounding_box()["width"] > 100
    cell = page.locator(".grid a.cell-link").first
    address = cell.evaluate("e => e.href")
    cell.tap()
    page.wait_for_url(address)
    phone.close()


def test_reasons_that_do_not_load_are_told_with_the_way_out(page, real_site, of_kind):
    page.route("**/static/answers/**", lambda route: route.abort())
    page.goto(f"{real_site.as_uri()}/{of_kind('code')}")
    toggle = page.get_by_role("button", name=BUTTON)
    toggle.click()
    page.locator(".grid-tools", has_text="each answer leads to the entry that gives its reason").wait_for()
    assert ("false", 0) == (toggle.get_attribute("aria-pressed"), page.locator(".cell-why").count())


def test_the_reasons_below_the_answers_are_those_of_the_day_that_is_shown(page, dated_site):
    """The grid is drawn anew for a day, and again for today."""
    page.goto((dated_site / "codes" / "0709t.html").as_uri())
    page.get_by_role("button", name=BUTTON).click()
    page.locator(".cell-why").first.wait_for()
    today = page.locator(".cell-why").all_text_contents()
    page.locator("form[data-asof] input").fill("2025-06-01")
    page.locator("form[data-asof] button[type=submit]").click()
    page.locator("section.is-asof .cell-why").first.wait_for()
    then = page.locator(".cell-why").all_text_contents()
    assert then != today
    page.get_by_role("button", name="Back to today").click()
    page.locator("section:not(.is-asof) .cell-why").first.wait_for()
    assert today == page.locator(".cell-why").all_text_contents()


COPIED = """grid => {
  const chosen = getSelection();
  chosen.selectAllChildren(grid);
  const text = chosen.toString();
  chosen.removeAllRanges();
  return text;
}"""
SEEN = """grid => {
  const words = [];
  const texts = document.createTreeWalker(grid, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const { parentElement: at, data } = texts.currentNode;
    const isSeen = at.checkVisibility({ contentVisibilityAuto: true, visibilityProperty: true });
    const { width, height } = at.getBoundingClientRect();
    if (isSeen && width > 2 && height > 2) words.push(...data.split(/\\s+/));
  }
  return words.filter(Boolean);
}"""


@pytest.mark.parametrize("kind", ["home", "code"])
def test_copying_a_grid_copies_what_is_seen_and_nothing_else(page, top, of_kind, kind):
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(f"{top}/{of_kind(kind)}")
    grids = page.locator("table.grid")
    assert grids.count() > 0
    for grid in grids.all():
        grid.locator("a.cell-link").first.hover()
        page.locator(".why").wait_for(state="visible")
        copied, seen = grid.evaluate(COPIED), grid.evaluate(SEEN)
        assert len(seen) > 20
        assert sorted(seen) == sorted(copied.split())
        assert re.sub(r"\s+", "", grid.inner_text()) == re.sub(r"\s+", "", copied)


def test_a_touch_of_an_answer_that_leads_nowhere_shows_its_reason_and_one_elsewhere_puts_it_away(page, top, tip):
    page.goto(f"{top}/codes/q2043.html")
    page.locator(".grid-tools button").first.wait_for()
    page.locator(".grid span.cell-link").first.dispatch_event("click")
    tip.wait_for(state="visible")
    assert tip.text_content().endswith(".")
    page.locator("h1").click()
    tip.wait_for(state="hidden")
