"""The built site in a real Chromium, from disk and over http from a sub-path, as its users would walk it."""

from __future__ import annotations

import re

import pytest

from kb.search.find import find
from tests.conftest import DATA, build_into

pytestmark = pytest.mark.browser

QUERIES = (
    "uhc prior auth 0709T",
    "not covered",
    "0709t",
    "0708T-0710T",
    "preauth",
    "blue cross",
    "CPB 0557",
    "cpb557",
    "how long to appeal aetna",
    'payer:medicare "add-on"',
)


def test_from_home_to_what_cigna_says(page, top):
    """Home, the Cigna coverage cell, the Category III rule: not named, investigational, why, and who says so."""
    page.goto(f"{top}/index.html")
    cell = page.locator("#cigna--commercial .cell").first.locator("a")
    assert "investigational" in cell.inner_text()
    cell.hover()
    page.locator(".why").wait_for(state="visible")
    why = page.locator(".why").text_content()
    assert "0709T is not listed in what could be read" in why
    assert "applies to all Category III codes" in why
    cell.click()
    assert page.url.endswith("cigna/commercial/category-iii.html#coverage")
    row = page.locator(".answers tbody tr").first
    assert "investigational" in row.inner_text()
    assert "third-party summary" in row.inner_text()
    page.locator("#coverage ~ .prose .cite a").first.click()
    source = page.locator(".sources li:target")
    assert "OpenPayer" in source.inner_text()
    assert source.locator("a").first.get_attribute("href").startswith("https://www.openpayer.com/")


def test_the_by_name_entry_says_what_was_searched(page, top):
    """Cigna's 0709T entry says that it is data not available, and shows the receipt."""
    page.goto(f"{top}/cigna/commercial/0709t.html")
    assert "data not available" in page.locator(".answers tbody tr").first.inner_text()
    assert "Nov 22, 2026" in page.locator(".receipts").inner_text()
    page.locator("#coverage ~ .prose a", has_text="Category III rule").click()
    assert page.locator("h1").inner_text() == "Category III codes"


def test_a_search_typed_in_the_header_lands_on_hits(page, top):
    """A search in the header of any page opens the search page with its hits; the words stand behind the #."""
    page.goto(f"{top}/cigna/payer.html")
    page.keyboard.press("/")
    page.keyboard.type("uhc prior auth 0709T")
    page.keyboard.press("Enter")
    page.locator(".hit").first.wait_for()
    assert "search.html#q=uhc%20prior%20auth%200709T" in page.url
    first = page.locator(".hit a").first
    assert first.get_attribute("href").endswith("uhc/commercial/0709t.html#prior-authorization")
    first.click()
    assert page.locator("h1").inner_text() == "Code-specific findings: 0709T"


@pytest.fixture(scope="session")
def searcher(real_searcher):
    return real_searcher


def test_the_browser_gives_the_hits_of_the_command_line(page, top, searcher):
    """The search page lists the same sections, in the same order, as the command line."""
    for query in QUERIES:
        page.goto("about:blank")
        page.goto(f"{top}/search.html")
        page.locator("#search").fill(query)
        page.locator(".hit").first.wait_for()
        shown = [link.get_attribute("href") for link in page.locator(".hit a").all()]
        assert [hit.document.url for hit in find(searcher, query, 10).hits] == shown, query


def test_nothing_found_is_said(page, real_site):
    """A word that no page holds gives a sentence, not an empty page and never a no."""
    page.goto(f"{real_site.as_uri()}/search.html#q=zzzqqq")
    page.locator(".results-status", has_text="No results for these words").wait_for()
    assert "No matches for: zzzqqq." in page.locator(".nothing").inner_text()


def test_the_back_button_returns_to_the_hits(page, real_site):
    """After opening a hit, back shows the query and its hits again."""
    page.goto(f"{real_site.as_uri()}/search.html#q=preauth")
    page.locator(".hit a").first.click()
    page.wait_for_url("**/*prior-authorization")
    page.go_back()
    page.locator(".hit").first.wait_for()
    assert page.locator("#search").input_value() == "preauth"


def test_typed_markup_stays_text(page, real_site):
    """What is typed is never read as HTML."""
    page.goto(f"{real_site.as_uri()}/search.html")
    page.locator("#search").fill("<img src=x onerror=alert(1)> 0709T")
    page.locator(".results-status").wait_for()
    assert page.locator("#results img").count() == 0


def test_pages_stand_without_javascript(page, real_site):
    """Where no script runs, home shows the grid and the list of all pages has every entry."""
    page.route("**/*.js", lambda route: route.abort())
    page.goto(f"{real_site.as_uri()}/index.html")
    assert page.locator("#cigna--commercial .cell").count() == 7
    page.goto(f"{real_site.as_uri()}/pages.html")
    assert page.locator("a[href='cigna/commercial/category-iii.html']").count() == 1


@pytest.mark.parametrize("width", [390, 1024, 1440])
@pytest.mark.parametrize(
    "address",
    [
        "index.html",
        "codes/0709t.html",
        "bcbs/payer.html",
        "cigna/commercial/category-iii.html",
        "search.html",
        "about.html",
    ],
)
def test_no_page_scrolls_sideways(page, real_site, width, address):
    """At phone, tablet and desk width, only tables scroll sideways, never the page."""
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{real_site.as_uri()}/{address}")
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide == 0


BROKEN = """
    () => [...document.querySelectorAll(".cell-value:not(.cell-words), .grid th")].flatMap((box) => {
      const walker = document.createTreeWalker(box, NodeFilter.SHOW_TEXT);
      const found = [];
      while (walker.nextNode()) {
        for (const { index, 0: word } of walker.currentNode.data.matchAll(/[a-z]+/gi)) {
          const range = document.createRange();
          range.setStart(walker.currentNode, index);
          range.setEnd(walker.currentNode, index + word.length);
          const lines = range.getClientRects();
          const cell = box.closest("td, th").getBoundingClientRect();
          if (lines.length > 1 || (lines.length && lines[0].right > cell.right)) found.push(word);
        }
      }
      return found;
    })
"""
"""The words of a grid that break inside or stand out of their cell."""


@pytest.mark.parametrize("width", [390, 768, 991, 992, 1024, 1248, 1249, 1440, 1920])
def test_no_value_of_the_grid_breaks_inside_a_word(page, real_site, width):
    """A value of the vocabulary, a question and the name of a scope are read whole, at any width."""
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{real_site.as_uri()}/codes/0709t.html")
    assert "investigational" in page.locator(".cell-value").all_inner_texts()
    assert page.evaluate(BROKEN) == []


@pytest.mark.parametrize("width", [768, 992, 1440])
def test_the_grid_never_scrolls_sideways_within_the_page(page, real_site, width):
    """Every column is in sight: no part of the grid is wider than its place."""
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{real_site.as_uri()}/codes/0709t.html")
    right = page.evaluate(
        "Math.max(...[...document.querySelectorAll('.cell')].map(e => e.getBoundingClientRect().right))"
    )
    assert right <= page.evaluate("document.querySelector('main').getBoundingClientRect().right")


@pytest.mark.parametrize("width", [1024, 1440])
def test_the_questions_stay_in_sight_while_the_grid_scrolls(page, real_site, width):
    """Far down the grid, the head still stands at the top of the window."""
    page.set_viewport_size({"width": width, "height": 700})
    page.goto(f"{real_site.as_uri()}/codes/0709t.html")
    page.locator("#payer-uhc").evaluate("e => e.scrollIntoView({behavior: 'instant', block: 'center'})")
    head = page.locator(".grid thead th", has_text="Coverage").bounding_box()
    assert head["y"] == pytest.approx(0, abs=1)


def test_scopes_of_which_nothing_is_known_are_one_line_that_opens(page, real_site):
    """They are folded, said to be unknown, and one press of a key shows each with its reasons."""
    page.goto(f"{real_site.as_uri()}/codes/0709t.html")
    fold = page.locator("tr.grid-silent details[data-what='no information found']").first
    scope = fold.locator("li").first
    assert "no information found" in fold.inner_text()
    assert "does not mean “not covered”" in fold.inner_text()
    assert not scope.is_visible()
    fold.locator("summary").focus()
    page.keyboard.press("Enter")
    assert scope.is_visible()
    assert "searched, not found" in scope.inner_text()


@pytest.fixture
def folding_site(tmp_path_factory, monkeypatch):
    """The site of the small library, in which even one plan with rules on filing and appeals alone is folded."""
    monkeypatch.setattr("kb.pages.grid.FEW", 0)
    return build_into(tmp_path_factory, DATA / "good")


def test_plans_with_rules_on_filing_and_appeals_alone_are_one_line_that_opens_to_those_rules(page, folding_site):
    page.goto(f"{folding_site.as_uri()}/codes/0709t.html")
    fold = page.locator("details[data-what='filing and appeals only']").first
    scope = fold.locator("li").first
    assert not scope.is_visible()
    fold.locator("summary").press("Enter")
    assert scope.locator(".fold-answer a").first.inner_text() in {"Timely filing", "Appeals"}
    assert scope.locator(".fold-answer").first.is_visible()
    assert [] == fold.locator("li:not(:has(.fold-answer))").all_inner_texts()


@pytest.mark.parametrize("code", ["0709t", "38225"])
def test_coverages_drawn_anew_keep_the_tones_that_the_page_came_with(page, real_site, code):
    came = re.findall(r'class="(verdict tone-[a-z]+)"', (real_site / "codes" / f"{code}.html").read_text())
    page.goto(f"{real_site.as_uri()}/codes/{code}.html")
    page.wait_for_load_state()
    page.evaluate("document.querySelector('table.grid').dispatchEvent(new Event('kb-filtered'))")
    assert came
    assert came == page.locator(".verdict").evaluate_all("all => all.map(e => e.className)")


def test_print_shows_all_of_a_code_page_and_no_navigation(page, real_site):
    """On paper nothing is folded, clamped or out of the page, and heads repeat."""
    page.goto(f"{real_site.as_uri()}/codes/0709t.html")
    page.set_viewport_size({"width": 700, "height": 900})
    page.emulate_media(media="print")
    assert page.locator("#bcbs--texas").is_visible()
    assert page.evaluate(BROKEN) == []
    cut = "[...document.querySelectorAll('.cell-words')].filter(e => e.scrollHeight > e.clientHeight + 1).length"
    assert page.evaluate(cut) == 0
    assert [] == [e for e in page.locator(".search-form, nav").all() if e.is_visible()]
    heads = "[...document.querySelectorAll('thead')].map(e => getComputedStyle(e).display)"
    assert {"table-header-group"} == set(page.evaluate(heads))
    assert page.evaluate("document.documentElement.scrollWidth") <= 700


def test_an_entry_that_names_a_code_without_an_answer_leads_to_the_rule_that_decides(page, real_site):
    """Cigna's by-name entry: not available, and at a click the Category III rule that makes it investigational."""
    page.goto(f"{real_site.as_uri()}/cigna/commercial/0709t.html")
    row = page.locator(".answers tbody tr").first
    assert "data not available" in row.inner_text()
    assert "Category III rule: Category III codes" in row.locator(".wider").inner_text()
    assert row.locator(".wider .answer").inner_text().strip() == "investigational"
    row.locator(".wider a").click()
    assert page.url.endswith("cigna/commercial/category-iii.html#coverage")
