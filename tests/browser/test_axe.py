"""axe-core over every kind of page, in both themes, at the width of a phone and of a desk: no violation."""

from __future__ import annotations

import pytest
from axe_playwright_python.base import AXE_SCRIPT

pytestmark = pytest.mark.browser

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
COLOURS = ["color-contrast", "link-in-text-block"]
"""The rules that can end otherwise in another theme; the rest looks at what is the same in both."""

RUN = """async (rules) => {
  const found = await axe.run({ runOnly: rules, resultTypes: ["violations", "incomplete"], preload: false });
  const judged = ({ html }) => !html.startsWith("<text") && html.replace(/<[^>]*>/g, "").trim().length !== 1;
  const contrast = found.incomplete.filter(({ id }) => id === "color-contrast");
  const open = contrast.map(({ id, nodes }) => ({ id, nodes: nodes.filter(judged) }));
  const said = ({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(" ")}`);
  return [...found.violations, ...open].flatMap(said);
}"""
"""What is wrong, and where it could not be told whether text stands out.

Left out is what axe never judges: a single sign such as an arrow, and the text of a picture, whose ink is the page's.
"""

PLAIN = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(".cell, .grid-silent td, .row-inferred td { background-image: none !important; }"
    + ".tone-unknown, .grid-silent td, .row-inferred td { background-color: var(--hatch) !important; }");
  document.adoptedStyleSheets = [sheet];
}"""
"""Hatched ground as one colour, that of its lines: over a pattern axe cannot tell whether text stands out."""

TINY = "display: block; width: 9px; height: 9px; overflow: hidden; margin: 0 -15px 0 0; padding: 0; border: 0"


@pytest.mark.parametrize("width", [390, 1440])
def test_axe_finds_no_violation_in_either_theme(page, served, shown, width):
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(reduced_motion="reduce", color_scheme="light")
    shown(served)
    page.evaluate(PLAIN)
    page.evaluate(AXE_SCRIPT)
    light = page.evaluate(RUN, RULES)
    page.emulate_media(color_scheme="dark")
    dark = page.evaluate(RUN, COLOURS)
    assert ([], []) == (light, dark)


def test_axe_would_find_what_has_no_name_and_what_is_too_small(page, served):
    page.goto(f"{served}/about.html")
    page.evaluate("document.querySelector('main').append(new Image())")
    page.locator(".site-nav a").evaluate_all(
        "(links, style) => links.forEach((e) => { e.style.cssText = style; })", TINY
    )
    page.evaluate(AXE_SCRIPT)
    assert {"image-alt", "target-size"} == {found.partition(":")[0] for found in page.evaluate(RUN, RULES)}
