"""Compare plans: what each says, where they part, and that what is not known is not compared."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.browser


@pytest.fixture
def compare(page, real_site):
    """Open the page with a choice in the address, on disk."""

    def open_with(*scopes, code="0709T"):
        one, other = [*scopes, "", ""][:2]
        page.goto("about:blank")
        page.goto(f"{(real_site / 'compare.html').as_uri()}#code={code}&one={one}&other={other}")
        return page

    return open_with


def rows(page):
    """Give for each question the two values and how they compare."""
    page.locator(".compare tbody tr").first.wait_for()
    shown = page.locator(".compare tbody tr").evaluate_all(
        "all => all.map(row => [row.cells[0], ...row.querySelectorAll('.answer'), row.cells[3]]"
        ".map(one => one.innerText.trim()))"
    )
    return {question: tuple(rest) for question, *rest in shown}


def test_each_question_shows_both_answers_and_whether_they_agree(compare):
    found = rows(compare("cigna/commercial", "bcbs/massachusetts"))
    assert ("investigational", "not covered", "They differ") == found["Coverage"]
    assert "In text: read them" == found["Timely filing"][2]


def test_what_is_not_known_is_not_compared(compare):
    found = rows(compare("cigna/commercial", "bcbs/massachusetts"))
    assert ("? unknown", "? unknown", "Not compared: unknown") == found["Prior authorization"]


def test_a_scope_beside_itself_says_the_same_wherever_it_knows(compare):
    found = rows(compare("cigna/commercial", "cigna/commercial"))
    assert {"Same", "Not compared: unknown"} == {state for *_, state in found.values()}


def test_a_choice_goes_into_the_address_and_answers_lead_to_their_sections(compare):
    page = compare()
    assert 0 == page.locator(".compare").count()
    page.locator("#one").fill("Cigna Healthcare, Commercial plans")
    page.locator("#other").fill("aetna commercial")
    page.keyboard.press("Tab")
    assert "investigational" == rows(page)["Coverage"][0]
    assert "one=cigna%2Fcommercial" in page.url
    page.locator(".compare a").first.click()
    assert page.url.endswith("cigna/commercial/category-iii.html#coverage")


def test_answers_that_do_not_load_are_told(compare, page):
    page.route("**/static/answers/**", lambda route: route.abort())
    compare("cigna/commercial", "aetna/commercial")
    page.locator(".callout", has_text="could not be loaded").wait_for()


def test_an_empty_page_offers_pairs_that_differ_and_one_press_compares_them(compare):
    page = compare()
    pair = page.locator(".pairs li").first
    told = pair.locator(".pair-answers .answer").all_inner_texts()
    pair.locator("a").first.click()
    one, other, how = rows(page)["Coverage"]
    assert ("They differ", told) == (how, [one, other])
    assert 0 == page.locator(".pairs").count()
    assert "compare-status" == page.evaluate("document.activeElement.className")
    page.go_back()
    page.locator(".pairs").wait_for()
    assert "" == page.locator("#one").input_value()


def test_without_scripts_the_page_leads_to_the_grids_and_each_answer_to_its_section(plain_page, real_site):
    plain_page.goto((real_site / "compare.html").as_uri())
    assert not plain_page.locator("form[data-compare]").is_visible()
    assert plain_page.locator("noscript a[href$='codes/0709t.html#answers']").is_visible()
    plain_page.locator(".pairs .pair-answers a").first.click()
    assert plain_page.url.endswith(".html#coverage")


def test_an_answer_says_by_which_reach_it_holds_in_the_words_of_the_grid(compare):
    page = compare("cigna/commercial", "bcbs/massachusetts")
    page.locator(".compare tbody tr").first.wait_for()
    coverage = page.locator(".compare tbody tr").first.inner_text()
    assert 2 == coverage.count("Category III rule")


def test_what_a_pair_says_shows_its_reach_and_how_sure_it_is(compare):
    pair = compare().locator(".pairs li", has_text="Massachusetts and Medicare").first.inner_text()
    assert "Category III rule" in pair
    assert "may be outdated" in pair


def test_the_criteria_that_a_plan_prints_stand_beside_its_coverage_and_in_the_grid(compare, page, real_site):
    coverage = compare("bcbs/alabama", "aetna/commercial", code="Q2043").locator(".compare tbody tr").first
    coverage.wait_for()
    assert "Criteria: units and frequency, at most: 1 unit a dose." in coverage.inner_text()
    page.goto((real_site / "codes" / "q2043.html").as_uri())
    row = page.locator("tr[id='bcbs--alabama'] .grid-criteria")
    assert "Criteria: units and frequency" == row.inner_text()
    assert row.get_attribute("href").endswith("sipuleucel-t.html#criteria")
