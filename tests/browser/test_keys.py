"""The Tab key through whole pages, there and back: every stop is seen, none is skipped, and none holds the reader."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.browser

STOPS = """() => {
  const able = "a[href], button, input, select, textarea, summary, [tabindex]:not([tabindex='-1'])";
  const isStop = (e) => e.checkVisibility() && !e.disabled && e.tabIndex >= 0;
  const shown = [...document.querySelectorAll(able)].filter(isStop);
  window.stops = shown;
  return shown.length;
}"""
"""What the Tab key must reach, in the order of the page."""

HERE = """() => {
  const at = document.activeElement;
  const style = getComputedStyle(at);
  const ring = parseFloat(style.outlineWidth) >= 2 && style.outlineStyle !== "none";
  const inside = (x, y) => at.contains(document.elementFromPoint(x, y));
  const boxes = [...at.getClientRects()];
  const seen = boxes.some((b) => [b.left + 2, (b.left + b.right) / 2, b.right - 2].some(
    (x) => [b.top + 2, (b.top + b.bottom) / 2, b.bottom - 2].some((y) => inside(x, y))));
  return { stop: stops.indexOf(at), ring, seen, what: at.outerHTML.slice(0, 120) };
}"""


@pytest.mark.parametrize(("kind", "width"), [("home", 390), ("code", 1280), ("entry", 1280), ("search", 390)])
def test_tab_reaches_each_stop_and_comes_back_with_a_ring_that_is_seen(page, real_site, of_kind, kind, width):
    page.emulate_media(reduced_motion="reduce")
    page.set_viewport_size({"width": width, "height": 700})
    page.goto(f"{real_site.as_uri()}/{of_kind(kind)}")
    stops = range(page.evaluate(STOPS))
    there = walked(page, "Tab", len(stops))
    page.locator("footer p").last.click()
    back = walked(page, "Shift+Tab", len(stops))
    assert (list(stops), list(reversed(stops))) == ([each["stop"] for each in there], [each["stop"] for each in back])
    assert [] == [each["what"] for each in [*there, *back] if not (each["ring"] and each["seen"])]


def walked(page, key, number):
    """Press a key until it has been at as many stops.

    A date has several parts and is one stop; on its button the browser draws a ring of its own, inside the box.
    """
    spare = 3 * page.locator("input[type=date]:visible").count()
    found = []
    for _ in range(number + spare):
        page.keyboard.press(key)
        here = page.evaluate(HERE)
        if not found or here["stop"] != found[-1]["stop"]:
            found.append(here)
        found[-1]["ring"] |= here["ring"]
        if len(found) == number:
            break
    return found


def test_the_first_stop_of_a_page_leads_past_the_header(page, real_site, of_kind):
    page.goto(f"{real_site.as_uri()}/{of_kind('code')}")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


@pytest.mark.parametrize("kind", ["code", "home"])
def test_the_second_stop_of_a_page_with_a_grid_leads_into_it(page, real_site, of_kind, kind):
    page.goto(f"{real_site.as_uri()}/{of_kind(kind)}")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert "Skip to the answers" == page.evaluate("document.activeElement.textContent")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('table.grid').contains(document.activeElement)")


def test_arrows_go_from_answer_to_answer_in_a_grid_which_is_one_stop(page, real_site):
    page.goto(f"{real_site.as_uri()}/codes/0709t.html")
    grid = page.locator("table.grid")
    stops = grid.locator("a, summary").evaluate_all(
        "all => all.filter(e => e.tabIndex >= 0 && e.checkVisibility()).length"
    )
    assert 1 == stops
    grid.locator("#uhc--commercial a.cell-link").first.focus()

    def press(key):
        page.keyboard.press(key)
        return page.evaluate("[document.activeElement.dataset.label, document.activeElement.closest('tr').id]")

    assert ["Prior authorization", "uhc--commercial"] == press("ArrowRight")
    assert ["Prior authorization", "uhc--medicare-advantage"] == press("ArrowDown")
    assert ["Appeals", "uhc--medicare-advantage"] == press("End")
    assert [None, "uhc--medicare-advantage"] == press("Home")
    assert [None, "payer-aetna"] == press("Control+Home")
