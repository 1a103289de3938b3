"""Six roles, three tasks of a week each: from home to the answer in three steps, and to its words in ten seconds."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.browser


# Prior authorization


def test_prior_authorization_does_this_mac_ask_for_it(walk):
    """One box leaves the MAC's row: Original Medicare asks for none, by a rule that may be outdated."""
    walk.finds("cgs")
    walk.sees_at_once("tr[id='medicare--cgs']")
    walk.reads_soon("tr[id='medicare--cgs'] .cell:nth-child(3)", "not applicable", "may be outdated")


def test_prior_authorization_how_does_cigna_take_a_request(walk):
    walk.click(".grid-payer a", has_text="Cigna")
    walk.click(".parts a", has_text="Deadlines and contacts")
    walk.reads_soon("tr:has-text('EDI 278')", "Prior authorization", "EDI 278, fax or phone")


def test_prior_authorization_does_the_drug_itself_need_one(walk):
    """The rule on the product is found, and says that it is no rule of its injection."""
    walk.search("uhc injectable cancer drugs prior authorization")
    walk.sees_at_once(".hit", has_text="Prior authorization: required")
    walk.reads_soon(".hit", "Injectable cancer drugs, outpatient", "required", "low confidence")


# Coding


def test_coding_is_the_injection_code_paid_beside_it(walk):
    walk.click(".card a", has_text="0709T")
    walk.click(".in-detail a", has_text="NCCI PTP edits")
    walk.reads_soon(
        "tr[id^=code-pairs-]:has-text('96372')", "96372", "column 1: paid", "a modifier can bypass the edit"
    )


def test_coding_until_when_may_the_code_be_used(walk):
    walk.click(".card a", has_text="0709T")
    walk.sees_at_once(".code-facts li", has_text="Sunset")
    walk.reads_soon(".code-facts", "Sunset: Jan 2027, inferred")


def test_coding_how_many_units_does_a_hospital_bill_of_the_primary_code(walk):
    walk.click(".card a", has_text="0708T")
    walk.reads_soon(".code-facts", "MUE 1 outpatient hospital", "Fee status C")


# Billing


def test_billing_what_holds_on_a_date_of_service_before_the_rule(walk):
    """The lists ask of a plan and a day; what was not recorded then is unknown, with what follows."""
    walk.page.get_by_label("Payer and plan").fill("UnitedHealthcare: Commercial plans")
    walk.page.get_by_label("Date of service", exact=True).fill("2026-03-01")
    walk.steps += 1
    walk.click(".ask button")
    walk.reads_soon(".answer-card", "0709T, coverage as of Mar 1, 2026", "data not available")


def test_billing_by_when_must_medicare_have_the_claim(walk):
    walk.finds("medicare national")
    cell = "tr[id='medicare--national'] .cell:has([data-label='Timely filing'])"
    walk.sees_at_once(cell)
    walk.reads_soon(cell, "12 months", "from the date of service")


def test_billing_a_list_of_cases_with_the_next_step_of_each(walk):
    walk.click(".site-nav a", has_text="My worklist")
    walk.page.get_by_label("Lines").fill("0709T\tUHC commercial\t4/2/2026\n0709T, CGS, 4/2/2026")
    walk.steps += 1
    walk.click("button", has_text="Show answers")
    walk.reads_soon(".worklist tbody tr:nth-child(1)", "investigational", "The policy denies it")
    walk.reads_soon(".worklist tbody tr:nth-child(2)", "case by case", "Check the criteria")


# Denials


def test_denials_by_when_does_aetna_take_a_reconsideration(walk):
    walk.click(".grid-payer a", has_text="Aetna")
    walk.click(".parts a", has_text="Deadlines and contacts")
    walk.reads_soon("tr:has-text('reconsideration')", "180 calendar days", "the first decision", "reconsideration")


def test_denials_the_policy_to_put_into_the_appeal(walk):
    """The cell opens the policy, and the policy its printable evidence."""
    walk.click("tr[id='cigna--commercial'] [data-label='Coverage']")
    walk.click("a", has_text="Printable policy evidence")
    walk.reads_soon(".ev-stands", "investigational")


def test_denials_how_long_is_the_second_level(walk):
    walk.search("bcbsma second level appeal")
    walk.reads_soon(".card-row", "second level: 60 days from receipt of the decision of the first level")


# Contracting


def test_contracting_what_does_a_hospital_publish_for_this_payer(walk):
    walk.click(".card a", has_text="0709T")
    walk.click(".in-detail a", has_text="Published hospital rates")
    walk.reads_soon(".plot-rows li:has-text('Tampa General')", "UHC Exchange", "default rate", "$3,613")


def test_contracting_where_do_two_plans_differ(walk):
    walk.click(".site-nav a", has_text="Compare")
    walk.click(".pairs a", has_text="UnitedHealthcare, Commercial plans")
    walk.reads_soon(".compare-status", "Differ: coverage.", "Answered in text, read them: coding and billing")


def test_contracting_who_denies_it(walk):
    """The first thing below the facts of the code: the plans by coverage, named."""
    walk.click(".card a", has_text="0709T")
    walk.sees_at_once(".verdicts")
    walk.reads_soon(
        ".verdicts", "not covered 2 plans", "investigational 2 plans", "UnitedHealthcare, Commercial plans"
    )


# Analysis


def test_analysis_what_did_payers_change(walk):
    walk.click(".site-nav a", has_text="Changes")
    walk.sees_at_once("#by-payers")
    walk.reads_soon("section:has(#by-payers) tbody tr", "Medicare, National rules", "Coding and billing")


def test_analysis_since_when_does_a_rule_hold(walk):
    walk.click(".card a", has_text="0709T")
    walk.click(".parts a", has_text="History")
    walk.reads_soon(".plan-lines li:has-text('CGS')", "Coverage", "Jun 29, 2020 on: case by case")


def test_analysis_what_is_to_be_done_for_a_payer(walk):
    walk.click(".tally-reasons a", has_text="answers are unknown")
    walk.click("main a", has_text="Aetna")
    searched = "[data-board] tbody tr:has-text('searched, not found')"
    walk.reads_soon(searched, "searched, not found", "Commercial plans", "Call the payer.")
