"""Every kind of page as people set it up to read: narrow or zoomed, spaced out, in few colours, without motion."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.browser

WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"

CUT = """() => {
const onlyHeard = (e) => e && (getComputedStyle(e).clipPath === "inset(50%)" || onlyHeard(e.parentElement));
return [...document.querySelectorAll("main *, header *, footer *")].flatMap((box) => {
  if (getComputedStyle(box).overflow === "visible" || !box.checkVisibility()) return [];
  if (box.matches("svg, select, input")) return [];
  const edge = box.getBoundingClientRect(), found = [];
  const texts = document.createTreeWalker(box, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const text = texts.currentNode, range = document.createRange();
    const around = text.parentElement;
    if (around.closest(".cell-words, .suggestion-told") || !around.checkVisibility() || onlyHeard(around)) continue;
    range.selectNodeContents(text);
    const out = [...range.getClientRects()].some((r) => r.right > edge.right + 1 || r.bottom > edge.bottom + 1);
    if (out && text.data.trim()) found.push(`${box.className || box.id}: ${text.data.trim().slice(0, 60)}`);
  }
  return found;
})}"""
"""Text that its box cuts off, and that is not for listeners alone.

A long answer in a grid is shortened on purpose: it is whole where its link leads."""

SPACED = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
    p { margin-bottom: 2em !important; }`);
  document.adoptedStyleSheets = [sheet];
}"""
"""The spacing that WCAG 1.4.12 names."""


def test_at_320_pixels_nothing_scrolls_sideways_and_no_text_is_cut_spaced_out_or_not(page, real_site, shown):
    page.set_viewport_size({"width": 320, "height": 256})
    shown(real_site.as_uri())
    assert (0, []) == (page.evaluate(WIDER), page.evaluate(CUT))
    page.evaluate(SPACED)
    assert (0, []) == (page.evaluate(WIDER), page.evaluate(CUT))


@pytest.mark.parametrize("width", [320, 1440])
def test_a_long_address_in_a_search_log_is_broken_and_widens_nothing(page, real_site, width):
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{real_site.as_uri()}/bcbs/massachusetts/prior-authorization.html")
    log = page.locator(".receipts").filter(has_text="https://").first
    assert log.is_visible()
    assert 0 == page.evaluate(WIDER)


def test_text_that_is_spaced_out_is_not_cut_on_a_desk(page, real_site, shown):
    page.set_viewport_size({"width": 1280, "height": 900})
    shown(real_site.as_uri())
    page.evaluate(SPACED)
    assert (0, []) == (page.evaluate(WIDER), page.evaluate(CUT))


def test_where_colours_are_forced_an_answer_keeps_its_shape_and_a_stop_its_ring(page, real_site, of_kind):
    page.emulate_media(forced_colors="active")
    page.goto(f"{real_site.as_uri()}/{of_kind('code')}")
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    marks = page.locator(".cell .mark:visible").evaluate_all(
        "all => all.map(e => [e.getBoundingClientRect().width > 5, getComputedStyle(e).color])"
    )
    assert marks
    assert [] == [mark for mark in marks if mark in ([False, mark[1]], [True, ground])]
    page.keyboard.press("Tab")
    ring = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert "solid" == ring


def test_who_wants_no_motion_gets_none(page, real_site, shown):
    page.emulate_media(reduced_motion="reduce")
    shown(real_site.as_uri())
    assert 0 == page.evaluate("document.getAnimations().length")
    assert "auto" == page.evaluate("getComputedStyle(document.documentElement).scrollBehavior")
    moving = "[...document.querySelectorAll('*')].filter(e => getComputedStyle(e).transitionDuration !== '0s').length"
    assert 0 == page.evaluate(moving)
