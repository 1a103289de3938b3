"""What the clipboard holds after a copy from an answer grid: the words that are seen, a line a plan."""

from __future__ import annotations

import re

import pytest

pytestmark = pytest.mark.browser

SELECT = """(where) => {
    const range = document.createRange();
    range.selectNodeContents(document.querySelector(where));
    const selection = document.getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
}"""
SEEN = """() => {
    const grid = document.querySelector("table.grid");
    const words = new Set();
    const walker = document.createTreeWalker(grid, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const within = walker.currentNode.parentElement;
        const box = within.getBoundingClientRect();
        const isSeen = within.checkVisibility({ contentVisibilityAuto: false, visibilityProperty: true });
        if (!isSeen || box.width <= 1 || box.height <= 1) continue;
        walker.currentNode.data.split(/\\s+/).forEach((word) => words.add(word));
    }
    return [...words];
}"""
"""The words of the grid that stand in a box on the page."""


@pytest.fixture
def copied(page, real_site, context):
    """Select what a selector names on a page of the real site, copy it by the keys, and give the clipboard."""
    context.grant_permissions(["clipboard-read", "clipboard-write"])

    def copy(address, where, width=1440):
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(f"{real_site.as_uri()}/{address}")
        page.locator(".grid-tools button").first.wait_for()
        page.evaluate(SELECT, where)
        page.keyboard.press("Control+c")
        return page.evaluate("navigator.clipboard.readText()").replace("\r\n", "\n")

    return copy


@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("address", ["index.html", "codes/0709t.html", "codes/j9325.html"])
def test_a_copied_grid_holds_only_words_that_are_seen(page, copied, address, width):
    text = copied(address, "table.grid", width)
    assert [] == sorted({word.strip(";") for word in text.split()} - {one.strip(";") for one in page.evaluate(SEEN)})
    assert "national rule" in text
    assert not re.search(r"\n\s*\n|\t\n|  ", text.replace("\t", "|"))


def test_a_copied_grid_is_a_line_a_plan_with_its_answers_in_columns(copied):
    lines = copied("codes/0709t.html", "table.grid").split("\n")
    assert ["Payer and plan", "Coverage", "Prior authorization"] == lines[0].split("\t")[:3]
    cgs = next(line for line in lines if line.startswith("CGS\t"))
    rule = "Category III rule may be outdated"
    assert ["CGS", f"case by case; {rule}", f"not applicable; {rule}"] == cgs.split("\t")[:3]
    assert [8] == sorted({line.count("\t") + 1 for line in lines if line.count("\t")})
    assert any(line.startswith("18 plans: no information found.") for line in lines)


def test_a_copied_row_is_one_line(copied):
    text = copied("codes/0709t.html", "tr[id='cigna--commercial']")
    assert text.startswith(
        "Commercial plans\tinvestigational; Category III rule third-party summary\t?\t?\t?\t?\t90 days"
    )
    assert "\n" not in text


def test_a_copy_from_within_one_answer_is_what_was_selected(copied):
    assert "investigational" == copied("codes/0709t.html", "tr[id='cigna--commercial'] .cell-value").strip()
