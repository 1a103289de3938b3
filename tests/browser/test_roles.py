"""What people come for, walked as they would: from home, in three steps at most, of which one may be a search."""

from __future__ import annotations

import datetime as dt
import re

import pytest

pytestmark = pytest.mark.browser


@pytest.fixture
def top(real_site):
    """From disk; `test_walks` goes from disk and over http."""
    return real_site.as_uri()


def test_prior_authorization_is_it_needed_at_uhc_and_what_is_attached(walk):
    """Unknown on both lines, said as unknown; the entry shows what was searched."""
    walk.search("uhc prior auth 0709T")
    walk.sees_at_once(".card-row", has_text="Commercial plans")
    walk.reads(".card-row", "Commercial plans", "data not available", "does not mean “no”", "searched, not found")
    walk.click(".card-row a", has_text="Search log")
    walk.reads(".section:has(#prior-authorization)", "No list that names the codes was found")
    walk.reads(".section:has(#documentation)", "Data not available")
    walk.reads(".receipts li:has-text('Prior authorization')", "prior authorization list, 0708T, 0709T")


def test_prior_authorization_where_uhc_is_asked(walk):
    """The answer card leads from the unknown to the payer's own pages."""
    walk.search("uhc prior auth 0709T")
    walk.click(".card-row a", has_text="Payer website: UnitedHealthcare")
    walk.reads(".section:has(#portals)", "uhcprovider.com")


def test_prior_authorization_where_a_class_needs_it_the_reach_of_the_rule_is_told(walk):
    """The Federal Employee Program asks for it, for a class of therapy: the hit says that background only."""
    walk.search("precert FEP")
    walk.sees_at_once(".hit", has_text=re.compile("Prior authorization: required.*background only"))
    walk.click(".hit a", has_text="Federal Employee Program")
    walk.reads(".callout:has-text('not a code')", "background, not a determination")
    walk.reads(".section:has(#prior-authorization)", "prior approval of gene therapy", "Neither code is named")


def test_coder_is_it_an_add_on_to_what_how_many_units_and_which_modifier(walk):
    """One click shows the parent and the units at once; a second the modifiers."""
    walk.click(".card a", has_text="0709T")
    walk.sees_at_once(".code-facts li", has_text="never without its primary code")
    walk.reads(".code-facts", "Add-on to 0708T (type 1)", "MUE 2 practitioner (MAI 3)", "global ZZZ")
    walk.click(".in-detail a", has_text="Modifiers")
    walk.sees_at_once("#modifiers")
    walk.reads(".section:has(#modifiers)", "51", "never appended to a designated add-on code")


def test_coder_which_code_wins_over_it(walk):
    """The pairs of the code, from one search."""
    walk.search("NCCI edits 0709t 96401")
    walk.click(".hit a")
    walk.sees_at_once("tr[id^=code-pairs-]", has_text="96401")
    walk.reads(".section:has(#code-pairs)", "96401", "these codes are paid and this code is denied")


def test_biller_will_it_deny_and_what_is_the_filing_limit(walk):
    """The grid of home says so in one line; a click opens the rule, with its source and its age."""
    row = "tr[id='bcbs--massachusetts']"
    walk.reads(f"{row} .cell:has([data-label='Coverage'])", "not covered", "Category III rule")
    walk.reads(
        f"{row} .cell:has([data-label='Timely filing'])", "90 days from service or discharge", "may be outdated"
    )
    walk.click(f"{row} [data-label='Timely filing']")
    walk.sees_at_once("#timely-filing")
    walk.reads(".section:has(#timely-filing)", "90 days from service or discharge", "one year from the denial")


def test_biller_which_notice_goes_first_before_the_member_is_billed(walk):
    """One search gives the rule; its page says that it is very likely superseded and decides no answer."""
    walk.search("highmark wv written notice")
    walk.sees_at_once(".hit", has_text="Bill the member only after advance written notice")
    walk.click(".hit a", has_text="Bill the member only after advance written notice")
    walk.reads(".callout:has-text('superseded')", "decides no answer")
    walk.reads(".section:has(#billing)", "advance written notice that gave a cost estimate")


def test_denials_which_rule_holds_at_what_level_until_when_and_with_what_evidence(walk):
    """The card has level, deadline, age and source; the section what goes with the appeal."""
    walk.search("cigna appeal 0709T")
    walk.sees_at_once(".card-row", has_text="one level")
    walk.reads(".card-row", "180 calendar days from the first payment or denial", "one level", "undated")
    walk.reads(".card-facts", "Effective no date", "Source type payer document", "How to submit appeals, Cigna")
    walk.click(".card-row a", has_text="Open the policy that decides")
    walk.sees_at_once("#appeals")
    walk.reads(".section:has(#appeals)", "explanation of benefits and supporting records")


def test_denials_a_limit_that_changed_is_told_with_both_of_its_versions(walk):
    """Two copies of the payer's page disagree: the card has the newer, the entry both with their months."""
    walk.search("bcbsma appeal 0709T")
    walk.reads(".card-row", "first level within 180 days", "second within 60 days", "Copies of 2024 gave one year")
    walk.click(".hit a", has_text="Conflicts")
    walk.sees_at_once("#conflicts")
    walk.reads(".section:has(#conflicts)", "May and October 2024", "September and October 2025")


def test_contracting_is_it_priced(walk):
    """No national amount; observed amounts are there, and the catch-all ones are marked as no price."""
    walk.reads("tr[id='medicare--national'] .cell:has([data-label='Payment rates'])", "No national amount")
    walk.click(".card a", has_text="0709T")
    walk.click(".in-detail a", has_text="Published hospital rates")
    walk.sees_at_once("#observed-amounts")
    walk.reads(".section:has(#observed-amounts)", "default rate", "placeholder")


def test_analyst_what_is_unknown_what_is_due_and_where_do_sources_conflict(walk):
    """Home counts the unknown by reason and lists what is due first; the code page lists the conflicts."""
    walk.reads(".home-answers", "answered", "answers are unknown", "searched, not found", "not yet searched")
    walk.reads(".due li", "by Jan 4, 2027")
    walk.click(".card a", has_text="0709T")
    walk.click(".in-detail a", has_text="Conflicts")
    walk.sees_at_once("#conflicts")
    walk.reads(".section:has(#conflicts)", "One says", "Another says", "Our interpretation")


def test_analyst_the_oldest_reviews_of_a_payer_stand_first(walk):
    """One search, put into the order of review."""
    walk.search("payer:medicare 0709T")
    walk.click(".search-form button")
    walk.page.locator(".results-sort select").wait_for()
    walk.steps += 1
    walk.page.locator(".results-sort select").select_option(label="Review due first")
    walk.page.wait_for_url("**sort=**")
    told = " ".join(walk.page.locator(".hit-dates").all_inner_texts())
    days = [dt.datetime.strptime(day, "%b %d, %Y") for day in re.findall(r"review by (\w+ \d+, \d{4})", told)]  # noqa: DTZ007
    assert len(days) > 1
    assert sorted(days) == days
