"""The page of the claim sheet, opened from a drive: by keyboard or from an address, on paper, and refused by name."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.slow]

STATUS = "form[data-claim] [role=status]"


@pytest.fixture
def opened(page, real_site):
    """Open the page, with what an address asks behind its #; gives the page."""

    def at(asked=""):
        page.goto("about:blank")
        page.goto(f"{(real_site / 'claim.html').as_uri()}#{asked}")
        page.wait_for_selector("form[data-claim]")
        return page

    return at


def told(page):
    return page.locator(STATUS).text_content()


def test_a_sheet_is_made_by_keyboard_alone_and_its_address_brings_it_back(opened):
    page = opened()
    page.focus("#claim-codes")
    page.keyboard.type("0708T, 0709T")
    page.keyboard.press("Tab")
    page.keyboard.type("Commercial")
    page.keyboard.press("Tab")
    page.keyboard.type("06012026")
    page.keyboard.press("Enter")
    page.wait_for_selector("article.evidence")
    sheet = page.locator("article.evidence").inner_text()
    assert "Date of service" in sheet
    assert "Jun 1, 2026" in sheet
    assert "codes=0708T,+0709T" in page.url
    asked = page.url.split("#")[1]
    assert opened(asked).locator("article.evidence").inner_text() == sheet


@pytest.mark.parametrize(
    ("asked", "refused"),
    [
        ("codes=07O9T&plan=cigna/commercial&date=2026-06-01", "“07O9T” is no CPT or HCPCS code"),
        ("codes=0709T&plan=cigna/comercial&date=2026-06-01", "Choose a plan from the list"),
        ("codes=0709T&plan=cigna/commercial&date=2026-06-01&decided=2026-05-01", "before the date of service"),
        ("codes=0709T&plan=cigna/commercial&date=2026-06-01&denial=ZZ-1", "not among the denial codes"),
        ("codes=0709T+DOB+01/02/1960&plan=cigna/commercial&date=2026-06-01", "take it out"),
    ],
)
def test_what_cannot_be_asked_is_refused_by_name_and_no_sheet_is_drawn(opened, asked, refused):
    page = opened(asked)
    expect(page.locator(STATUS)).not_to_have_text(re.compile(r"^(Making.*)?$"))
    assert refused in told(page)
    assert page.locator("article.evidence").count() == 0


def test_a_denial_heads_the_sheet_and_its_note_can_be_copied(opened):
    page = opened("codes=0709T&plan=medicare/palmetto&date=2026-06-01&denial=CO-50&decided=2026-07-01")
    first = page.locator("article.evidence section").nth(1).inner_text()
    assert "CO-50: in our words, about “medically necessary”" in first
    assert "Nov 3, 2026" in first
    page.evaluate("document.execCommand = () => true")
    page.get_by_role("button", name="Copy for account note").click()
    expect(page.locator(STATUS)).to_contain_text("Account note copied")


@pytest.mark.parametrize("width", [390, 1024, 1440])
def test_nothing_goes_beyond_the_edge_of_a_screen(opened, width):
    page = opened("codes=0708T,0709T&plan=cigna/commercial&date=2026-06-01")
    page.set_viewport_size({"width": width, "height": 800})
    page.wait_for_selector("article.evidence")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_on_paper_stands_the_sheet_alone(opened):
    page = opened("codes=0708T,0709T&plan=cigna/commercial&date=2026-06-01")
    page.wait_for_selector("article.evidence")
    page.emulate_media(media="print")
    for hidden in ("form[data-claim]", ".page-head", ".site-header", ".crumbs"):
        assert not page.locator(hidden).first.is_visible()
    assert page.locator("article.evidence").is_visible()


def test_a_card_leads_to_the_sheet_of_its_code_and_plan(page, real_site):
    page.goto(f"{(real_site / 'search.html').as_uri()}#q=cigna%20coverage%200709T%20on%202026-06-01")
    page.get_by_role("link", name="Claim sheet").click()
    page.wait_for_selector("article.evidence")
    assert "0709T: Cigna Healthcare, Commercial plans" in page.locator("article.evidence").inner_text()
