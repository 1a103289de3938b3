"""The Ask page: a reply with its records and sources, plans to choose from, and what it leaves to the search."""

from __future__ import annotations

from urllib.parse import quote

import pytest

pytestmark = pytest.mark.browser


def ask(page, top, question):
    page.goto(f"{top}/ask.html#q={quote(question)}")
    page.locator(".reply, .hit").first.wait_for()
    return page.locator(".reply")


def test_a_reply_leads_to_the_record_and_to_its_source(page, top):
    reply = ask(page, top, "does Aetna require prior authorization for J9325?")
    assert "Yes, by the record below." in reply.inner_text()
    claim = reply.locator(".reply-claims li").first
    addresses = [link.get_attribute("href") for link in claim.locator("a").all()]
    assert addresses[0].startswith("https://")
    assert [addresses[0]] == [link.get_attribute("href") for link in reply.locator(".reply-sources a").all()]
    claim.get_by_role("link", name="Open the record").click()
    page.wait_for_url("**/aetna/commercial/*.html#prior-authorization")


def test_a_reply_on_a_code_itself_has_a_row_of_its_page_with_days_as_people_read_them(page, top):
    reply = ask(page, top, "MUE of 0709T for practitioners")
    text = reply.locator(".reply-claims li").first.inner_text()
    assert "Medically unlikely edits (MUE). Claims: practitioner. MUE: 2." in text
    assert "Effective: Apr 1, 2026." in text


NOTE = (
    "Asked: 0709T · Cigna Healthcare, Commercial plans · Coverage. Cigna Healthcare, Commercial plans, coverage of "
    "0709T: investigational (third-party summary, current, medium confidence; effective Apr 15, 2026). "
)


@pytest.mark.parametrize("address", ["ask.html", "search.html"])
def test_a_reply_is_copied_as_a_note_for_an_account(page, context, top, address):
    """On the search page what composes it is loaded with the press of the button."""
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{top}/{address}#q=does%20cigna%20cover%200709T")
    page.get_by_role("button", name="Copy for account note").click()
    page.locator("[role=status]", has_text="Account note copied: ").wait_for()
    note = page.evaluate("navigator.clipboard.readText()")
    assert note.startswith(NOTE)
    assert len(note) <= 600


def test_a_question_back_and_a_refusal_are_no_note(page, real_site):
    for question in ("0709T coverage", "does Humana cover 0709T?"):
        reply = ask(page, real_site.as_uri(), question)
        assert 0 == reply.get_by_role("button", name="Copy for account note").count()


def test_a_plan_that_is_chosen_keeps_the_question(page, real_site):
    ask(page, real_site.as_uri(), "0709T coverage").get_by_role("button", name="Cigna").click()
    page.locator(".reply-claims", has_text="investigational").wait_for()
    assert "0709T coverage Cigna Healthcare, Commercial plans" == page.locator("#search").input_value()
    page.go_back()
    page.locator(".reply-which").wait_for()


@pytest.mark.parametrize("typed", ["what changed for 0709T since October", "cigna coverage 0709T on 5/5/2026"])
def test_changes_and_other_days_are_told_from_the_site_alone(page, real_site, typed):
    reply = ask(page, real_site.as_uri(), typed)
    assert "ecorded " in reply.inner_text()
    assert reply.locator(".reply-sources li").count()


@pytest.mark.parametrize("address", ["index.html", "search.html"])
def test_the_words_in_the_box_go_along(page, real_site, address):
    page.goto((real_site / address).as_uri())
    page.locator("#search").fill("cigna coverage 0709T")
    page.get_by_role("link", name="reply in words").click()
    page.locator(".reply").wait_for()
    assert "cigna coverage 0709T" == page.locator("#search").input_value()


def test_a_patients_data_does_not_go_along(page, real_site):
    page.goto((real_site / "index.html").as_uri())
    page.locator("#search").fill("cigna 0709T 123-45-6789")
    page.get_by_role("link", name="reply in words").click()
    page.wait_for_url("**/ask.html")
    page.locator(".ask-idle").wait_for()
    page.locator("#search").fill("does cigna cover 0709T 123-45-6789")
    page.locator("[role=alert]:not(:empty)").wait_for()
    assert (0, "") == (page.locator(".reply").count(), page.evaluate("location.hash"))


def test_enter_leads_to_the_reply_and_tab_on_from_there(page, real_site):
    page.goto((real_site / "ask.html").as_uri())
    page.locator("#search").fill("Does Humana cover 0709T?")
    page.keyboard.press("Enter")
    page.locator(".reply-refused:focus").wait_for()
    assert "Humana is not in this library." in page.locator(".reply").inner_text()
    page.keyboard.press("Tab")
    assert "Copy reply" == page.evaluate("document.activeElement.textContent")


def test_answers_that_do_not_load_are_told(page, served):
    page.route("**/static/ask/plans/*", lambda route: route.abort())
    page.goto(f"{served}/ask.html#q=cigna%20coverage%200709T")
    page.locator(".results-status", has_text="didn't load").wait_for()
    assert 0 == page.locator(".reply").count()


def test_where_rules_have_begun_since_no_reply_is_composed_of_the_old_ones(page, real_site):
    page.add_init_script(
        "window.kb = {}; Object.defineProperty(kb, 'names', { configurable: true, set(names) {"
        " names.turns = [names.asOf]; Object.defineProperty(kb, 'names', { value: names, writable: true }); } })"
    )
    ask(page, real_site.as_uri(), "does cigna cover 0709T")
    assert "begun or ended since" in page.locator(".reply-place .callout").inner_text()


def test_without_scripts_the_page_says_how_to_ask(plain_page, real_site):
    plain_page.goto((real_site / "ask.html").as_uri())
    assert "Ask requires JavaScript" in plain_page.locator("noscript").inner_text()
    assert plain_page.locator(".ask-idle").is_hidden()
