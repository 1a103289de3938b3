"""Where the parts of a page stand: pictures differ with the fonts of a machine, the places of its frame do not."""

from __future__ import annotations

import re

import pytest

pytestmark = pytest.mark.browser

FRAME = """() => ["header", "main", "footer"].map((name) => document.querySelector(`body > ${name}`))
  .map((part) => part.getBoundingClientRect())
  .map((box) => [box.left, box.right, box.top, box.bottom].map(Math.round))"""

SHIFT = """() => new Promise((done) => {
  let sum = 0;
  new PerformanceObserver((list) => list.getEntries().forEach((entry) => { sum += entry.value; }))
    .observe({ type: "layout-shift", buffered: true });
  requestAnimationFrame(() => setTimeout(() => done(sum), 50));
})"""

BY_PIECES = """async (pieces) => {
  const frames = (count) => new Promise((done) => {
    const next = () => { count -= 1; if (count < 0) done(); else requestAnimationFrame(next); };
    next();
  });
  let sum = 0;
  const count = (list) => list.getEntries().forEach((entry) => { sum += entry.value; });
  const seen = new PerformanceObserver(count);
  document.open();
  for (const [at, piece] of pieces.entries()) {
    document.write(piece);
    if (!at) while (![...document.styleSheets].some((sheet) => sheet.cssRules.length)) await frames(1);
    await frames(3);
    if (!at) seen.observe({ type: "layout-shift" });
  }
  await frames(3);
  seen.takeRecords().forEach((entry) => { sum += entry.value; });
  return sum;
}"""
"""Let a browser read a page piece by piece, as a slow network brings it, and tell by how much anything moved."""

SIDES = {
    ("about.html", 390): [(0, 390), (0, 390), (0, 390)],
    ("about.html", 1440): [(0, 1440), (48, 1392), (0, 1440)],
    ("404.html", 390): [(0, 390), (0, 390), (0, 390)],
    ("404.html", 1440): [(0, 1440), (48, 1392), (0, 1440)],
    ("example-health/commercial/category-iii.html", 390): [(0, 390), (0, 390), (0, 390)],
    ("example-health/commercial/category-iii.html", 1440): [(0, 1440), (48, 1392), (0, 1440)],
}
"""The left and the right of header, main and footer, in pixels: what the stylesheet says of the frame."""


@pytest.mark.parametrize(("address", "width"), SIDES)
def test_the_frame_of_a_page_stands_where_the_stylesheet_puts_it(page, good_site, address, width):
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{good_site.as_uri()}/{address}")
    page.locator(".site-nav").wait_for()
    frame = page.evaluate(FRAME)
    assert SIDES[address, width] == [(left, right) for left, right, _, _ in frame]
    (*_, top_end), (*_, main_start, main_end), (*_, footer_start, _) = frame
    assert top_end <= main_start < main_end <= footer_start


@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_moves_while_a_page_loads(page, served, shown, width):
    page.set_viewport_size({"width": width, "height": 900})
    address = shown(served)
    warned = "123-45-6789" in address  # the one word of warning may push the page down
    assert page.evaluate(SHIFT) < (0.2 if warned else 0.01)


@pytest.mark.parametrize("address", ["aetna/commercial/all-codes.html", "medicare/national/add-on-codes.html"])
def test_nothing_moves_while_the_pieces_of_a_page_arrive(page, served, real_site, address):
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(f"{served}/{address}")
    text = re.sub(r"<script[^>]*></script>", "", (real_site / address).read_text(encoding="utf-8"))
    cuts = ["<main", r'<a href="[^"]*changes.html"', "<dt>Reviewed", "<dt>Owner", "<dt>Codes affected", "</li><li><a"]
    places = sorted(found.start() for cut in cuts if (found := re.search(cut, text)))
    assert len(places) >= len(cuts) - 1
    pieces = [text[first:last] for first, last in zip([0, *places], [*places, None], strict=True)]
    assert page.evaluate(BY_PIECES, pieces) < 0.01


def test_the_columns_of_an_entry_stand_side_by_side_on_a_desk_and_below_each_other_on_a_phone(page, good_site):
    page.goto(f"{good_site.as_uri()}/example-health/commercial/category-iii.html")
    text, sides = page.locator(".column").first, page.locator(".column-side")
    page.set_viewport_size({"width": 1440, "height": 900})
    assert text.bounding_box()["y"] == pytest.approx(sides.bounding_box()["y"], abs=1)
    page.set_viewport_size({"width": 390, "height": 900})
    assert text.bounding_box()["y"] + text.bounding_box()["height"] <= sides.bounding_box()["y"]


@pytest.mark.parametrize("address", ["index.html", "codes/0709t.html"])
def test_the_first_verdict_stands_on_the_first_screen(page, real_site, address):
    for width, height, lowest in ((1440, 900, 420), (390, 844, 844)):
        page.set_viewport_size({"width": width, "height": height})
        page.goto(f"{real_site.as_uri()}/{address}")
        box = page.locator(".verdict dt").first.bounding_box()
        assert box["y"] + box["height"] <= lowest


SCREENS = {
    ("codes/0709t.html", 1440, 900): 4,
    ("codes/0709t.html", 390, 844): 10,
    ("codes/0709t/coding.html", 1440, 900): 5,
    ("codes/0709t/coding.html", 390, 844): 15,
}
"""A page, the window, and the most windows that it may be long."""


@pytest.mark.parametrize(("address", "width", "height"), SCREENS)
def test_a_part_of_a_code_is_a_few_screens_long(page, real_site, address, width, height):
    page.set_viewport_size({"width": width, "height": height})
    page.goto(f"{real_site.as_uri()}/{address}")
    page.locator(".site-footer").wait_for()
    long = page.evaluate("document.documentElement.scrollHeight")
    assert long <= SCREENS[address, width, height] * height


def test_the_answers_of_a_code_print_on_four_letter_pages(page, real_site):
    page.goto(f"{real_site.as_uri()}/codes/0709t.html")
    assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="Letter"))) <= 4


COPIED = """() => [...document.querySelectorAll(".grid tr")].filter((row) => row.checkVisibility()).map((row) => {
  getSelection().selectAllChildren(row);
  const copied = getSelection().toString();
  return [copied, row.innerText].map((text) => text.split(/\\s+/).filter(Boolean).join(" "));
})"""


@pytest.mark.parametrize("address", ["codes/0709t.html", "codes/j9325.html"])
def test_a_row_of_the_grid_is_copied_as_it_is_seen(page, real_site, address):
    page.goto(f"{real_site.as_uri()}/{address}")
    page.locator(".grid-tools button").first.wait_for()
    rows = page.evaluate(COPIED)
    assert len(rows) > 2
    for copied, seen in rows:
        assert copied == seen
        assert "data-" not in copied


def test_compact_rows_are_lower_and_are_turned_back(page, real_site):
    page.goto(f"{real_site.as_uri()}/codes/0709t.html")
    table, button = page.locator("table.grid"), page.get_by_role("button", name="Compact rows")
    before = table.bounding_box()["height"]
    button.press("Enter")
    assert table.bounding_box()["height"] < before * 0.8
    assert "true" == button.get_attribute("aria-pressed")
    button.press("Enter")
    assert before == pytest.approx(table.bounding_box()["height"], abs=1)
