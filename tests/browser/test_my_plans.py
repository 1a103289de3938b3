"""My plans: chosen once, pages lead with them; shared by address; and they work where the browser stores nothing."""

from __future__ import annotations

import re

import pytest

pytestmark = pytest.mark.browser

SHOWN = """[...document.querySelectorAll("table.grid [data-plan]")]
  .filter((e) => e.checkVisibility()).map((e) => e.dataset.plan)"""
NO_STORAGE = "Object.defineProperty(window, 'localStorage', { get() { throw new Error('no storage'); } });"


def choose(page, top, *plans):
    page.goto(f"{top}/my-plans.html")
    for plan in plans:
        box = page.locator(f"input[value='{plan}']")
        box.focus()
        page.keyboard.press("Space")


def test_pages_lead_with_the_plans_chosen_and_one_press_shows_all(page, top):
    choose(page, top, "cigna/commercial", "medicare/noridian")
    page.goto(f"{top}/codes/0709t.html")
    assert ["cigna/commercial", "medicare/national", "medicare/noridian"] == page.evaluate(SHOWN)
    page.get_by_role("button", name="Show all plans").click()
    assert len(page.evaluate(SHOWN)) > 8
    page.get_by_role("button", name="Show my plans").click()
    page.get_by_label("Find a plan in the table").fill("uhc medicare")
    assert ["uhc/medicare-advantage"] == page.evaluate(SHOWN)


def test_the_plans_by_coverage_are_those_of_the_rows_shown(page, top):
    page.goto(f"{top}/codes/0709t.html#plans=uhc/commercial,medicare/cgs")
    told = " ".join(page.locator(".verdicts").inner_text().split())
    assert "investigational 1 plan UnitedHealthcare, Commercial plans" in told
    assert "case by case 1 plan Medicare, CGS" in told
    assert "Cigna" not in told


def test_paper_says_that_only_they_are_shown(page, real_site):
    page.goto(f"{real_site.as_uri()}/codes/0709t.html")
    told = page.locator(".asked-on-paper", has_text="plans")
    page.emulate_media(media="print")
    assert not told.is_visible()
    page.goto(f"{real_site.as_uri()}/codes/0709t.html#plans=cigna/commercial,uhc/commercial")
    page.reload()
    assert re.fullmatch(r"Only 2 of \d+ plans: my plans\.", told.inner_text())
    page.emulate_media(media="screen")
    assert not told.is_visible()


def test_an_address_shares_them(page, top):
    page.goto(f"{top}/codes/0709t.html#plans=uhc/commercial")
    assert ["uhc/commercial"] == page.evaluate(SHOWN)
    page.goto(f"{top}/my-plans.html")
    assert page.locator("input[value='uhc/commercial']").is_checked()
    assert page.locator("[data-share]").get_attribute("href").endswith("index.html#plans=uhc/commercial")


def test_without_storage_links_take_them_along(page, real_site):
    page.add_init_script(NO_STORAGE)
    choose(page, real_site.as_uri(), "cigna/commercial")
    assert "this browser stores nothing" in page.locator("[data-told]").inner_text()
    page.get_by_role("link", name="Payer policy library").click()
    page.wait_for_url("**/index.html#plans=cigna/commercial")
    assert ["cigna/commercial"] == page.evaluate(SHOWN)


def test_a_plan_is_found_by_its_payer_or_state(page, real_site):
    page.goto((real_site / "my-plans.html").as_uri())
    page.get_by_label("Find a plan").fill("texas")
    assert ["Blue Cross and Blue Shield of Texas"] == page.locator("fieldset li:visible").all_inner_texts()


def titles(page):
    """Give the titles of the first results, once they are there."""
    page.locator(".hit-title").first.wait_for()
    return page.locator(".hit-title").evaluate_all("all => all.map(one => one.firstChild.textContent)")


def test_a_search_that_names_no_plan_leads_with_them(page, real_site):
    choose(page, real_site.as_uri(), "cigna/commercial")
    page.goto((real_site / "search.html").as_uri() + "#q=timely%20filing")
    plans = [title for title in titles(page) if "," in title]
    assert "Cigna Healthcare, Commercial plans" == ", ".join(plans[0].split(":")[0].split(", "))
    page.get_by_role("button", name="My plans first: show all alike").click()
    page.get_by_role("button", name="Show my plans first").wait_for()
    page.goto("about:blank")
    page.goto((real_site / "search.html").as_uri() + "#q=aetna%20timely%20filing")
    assert titles(page)[0].startswith("Aetna")


def test_changes_and_feeds_lead_with_them(page, top):
    choose(page, top, "cigna/commercial")
    feeds = page.locator("[data-feeds] li:visible")
    assert ["Cigna Healthcare: Atom, JSON, calendar of dates (iCalendar)"] == feeds.all_inner_texts()
    page.goto(f"{top}/changes.html")
    of = "all => [...new Set(all.filter(e => !e.hidden && e.dataset.plan).map(e => e.dataset.plan))]"
    assert {"cigna/commercial"} >= set(page.locator("[data-change]").evaluate_all(of))
    assert "Feeds of my plans: Cigna Healthcare" == page.locator("[data-my-feeds]").inner_text()
    page.get_by_role("button", name="Show all").click()
    assert 1 < len(page.locator("[data-change]").evaluate_all(of))


def test_they_are_chosen_by_the_keyboard_alone_and_axe_finds_nothing(page, real_site, violations):
    page.goto((real_site / "my-plans.html").as_uri())
    page.get_by_label("Find a plan").focus()
    page.keyboard.type("cigna")
    while page.evaluate("document.activeElement.value") != "cigna/commercial":
        page.keyboard.press("Tab")
    page.keyboard.press("Space")
    assert "1 plan chosen, kept by this browser." == page.locator("[data-told]").inner_text()
    assert [] == violations(page)
