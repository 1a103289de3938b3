"""Pages on paper: no sheet is blank, what is folded is whole, and the head of a table repeats."""

from __future__ import annotations

import io
import unicodedata

import pytest
from pypdf import PdfReader

pytestmark = pytest.mark.browser


@pytest.fixture(params=["A4", "Letter"])
def printed(request, page, real_site):
    """Print a page of the site, and give the words of each sheet."""

    def show(address):
        page.goto(f"{real_site.as_uri()}/{address}")
        sheets = PdfReader(io.BytesIO(page.pdf(format=request.param))).pages
        return [" ".join(sheet.extract_text().split()) for sheet in sheets]

    return show


@pytest.mark.parametrize("kind", ["code", "entry", "payer", "home"])
def test_no_sheet_is_blank(printed, of_kind, kind):
    sheets = printed(of_kind(kind))
    assert sheets
    assert [] == [number for number, words in enumerate(sheets, 1) if len(words) < 80]


def test_the_questions_stand_above_the_grid_on_each_sheet_it_fills(printed):
    sheets = printed("codes/0709t.html")
    head = "Payer and plan Coverage"
    grid = [number for number, words in enumerate(sheets) if " answered" in words or "national rule" in words]
    assert len(grid) >= 2
    assert [] == [sheets[number][:200] for number in grid if head not in sheets[number]]


def test_what_is_folded_on_screen_is_whole_on_paper(printed):
    words = " ".join(printed("codes/0709t.html"))
    for part in (
        "Blue Cross and Blue Shield of Texas",
        "searched, not found",
        "an older edition had 180 in some cases",
        "Not a guarantee of payment.",
    ):
        assert part in words, part


def test_a_source_on_paper_tells_its_address(printed):
    assert "https://" in " ".join(printed("cigna/commercial/category-iii.html")).replace(" ", "")


def on_paper(page):
    """Print what a page shows now, and give its words, with ligatures as the letters they are."""
    sheets = PdfReader(io.BytesIO(page.pdf())).pages
    return " ".join(unicodedata.normalize("NFKC", " ".join(sheet.extract_text() for sheet in sheets)).split())


def test_a_printed_search_says_what_was_asked_in_which_order_and_of_which_day(page, top, real_day):
    page.goto(f"{top}/search.html#q=uhc%20prior%20auth%200709T&sort=review")
    page.locator(".hit").first.wait_for()
    day = f"{real_day:%b} {real_day.day}, {real_day.year}"
    said = f"Searched for: uhc prior auth 0709T, sorted by: Review due first. Library as of {day}."
    assert said in on_paper(page)
    assert not page.locator("[data-asked]").is_visible()


def test_a_printed_search_is_that_of_the_box_also_where_the_address_has_none(page, real_site):
    page.goto((real_site / "index.html").as_uri())
    page.locator("#search").fill("cigna coverage 0709T")
    page.locator(".hit").first.wait_for()
    assert "Searched for: cigna coverage 0709T. Library as of" in on_paper(page)
    page.locator("#search").fill("")
    assert "Searched for" not in on_paper(page)


def test_what_looks_like_a_patients_data_is_not_printed(page, real_site):
    page.goto((real_site / "search.html").as_uri())
    page.locator("#search").fill("uhc 123-45-6789")
    page.locator("[role=alert]:not(:empty)").wait_for()
    assert "123-45-6789" not in on_paper(page)
