"""axe-core over every kind of page, in both themes, at the width of a phone and of a desk: no violation."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.browser

COLOURS = ["color-contrast", "link-in-text-block"]
"""The rules that can end otherwise in another theme; the rest looks at what is the same in both."""

PLAIN = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(".cell, .grid-silent td, .row-inferred td { background-image: none !important; }"
    + ".tone-unknown, .grid-silent td, .row-inferred td { background-color: var(--hatch) !important; }");
  document.adoptedStyleSheets = [sheet];
}"""
"""Hatched ground as one colour, that of its lines: over a pattern axe cannot tell whether text stands out."""

TINY = "display: block; width: 9px; height: 9px; overflow: hidden; margin: 0 -15px 0 0; padding: 0; border: 0"


def test_axe_finds_no_violation_at_either_width_in_either_theme(page, served, shown, violations):
    page.set_viewport_size({"width": 390, "height": 900})
    page.emulate_media(reduced_motion="reduce", color_scheme="light")
    shown(served)
    page.evaluate(PLAIN)
    found = {}
    for width in (390, 1440):
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme="light")
        found[width, "light"] = violations(page)
        page.emulate_media(color_scheme="dark")
        found[width, "dark"] = violations(page, COLOURS)
    assert [] == [told for told in found.items() if told[1]]


def test_axe_would_find_what_has_no_name_and_what_is_too_small(page, served, violations):
    page.goto(f"{served}/about.html")
    page.evaluate("document.querySelector('main').append(new Image())")
    page.locator(".site-nav a").evaluate_all(
        "(links, style) => links.forEach((e) => { e.style.cssText = style; })", TINY
    )
    assert {"image-alt", "target-size"} == {found.partition(":")[0] for found in violations(page)}
