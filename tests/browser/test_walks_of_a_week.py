"""Eighteen more walks, three of each role's week: three steps at most, then the fact in sight and soon read.

Staff read 4 words a second, 40 in ten seconds; a place is read from its first word to the last of the fact.
"""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.browser


@pytest.fixture
def top(served):
    """Over http; `test_walks` goes from disk and over http."""
    return served


def cell(plan, question):
    return f"tr[id='{plan}'] .cell:has([data-label='{question}'])"


# Prior authorization


def test_prior_authorization_does_aetna_ask_for_imlygic(walk):
    walk.click(".card a", has_text="J9325")
    walk.sees_and_reads(cell("aetna--commercial", "Prior authorization"), "required", "code listed", "low confidence")


def test_prior_authorization_does_uhc_medicare_advantage_ask_for_provenge(walk):
    walk.search("uhc medicare advantage prior auth Q2043")
    walk.sees_and_reads(".answer-card", "Q2043, prior authorization", "Medicare Advantage plans", "required")


def test_prior_authorization_does_cigna_ask_for_it_before_a_car_t_infusion(walk):
    walk.click(".card a", has_text="38228")
    walk.finds("cigna")
    walk.sees_and_reads(cell("cigna--commercial", "Prior authorization"), "required", "code range")


# Coding


def test_coding_with_which_code_is_provenge_infused_under_noridian(walk):
    walk.click(".card a", has_text="Q2043")
    walk.finds("noridian")
    walk.sees_and_reads(cell("medicare--noridian", "Coding and billing"), "the infusion is 96365", "undated")


def test_coding_which_injection_codes_go_with_imlygic_at_aetna(walk):
    walk.click(".card a", has_text="J9325")
    walk.sees_and_reads(cell("aetna--commercial", "Coding and billing"), "with 11900 or 11901", "not in combination")


def test_coding_how_many_units_of_imlygic_does_alabama_take_at_first(walk):
    walk.click(".card a", has_text="J9325")
    walk.click(".parts a", has_text="Coding")
    walk.sees_and_reads("tr:has-text('first treatment')", "Units and frequency", "Alabama", "4 units")


# Billing


def test_billing_until_when_is_a_claim_corrected_in_massachusetts(walk):
    walk.search("bcbsma replacement claim")
    walk.sees_and_reads(".card-row", "for replacement claim: 1 year from the denial")


def test_billing_how_long_has_a_provider_out_of_network_at_cigna(walk):
    walk.finds("cigna")
    walk.sees_and_reads(cell("cigna--commercial", "Timely filing"), "180 days out of network")


def test_billing_what_limit_does_aetna_set_in_texas(walk):
    walk.click(".grid-payer a", has_text="Aetna")
    walk.click(".parts a", has_text="Deadlines and contacts")
    walk.sees_and_reads("tr:has-text('Texas')", "95 days", "low confidence", "the date of service", "Texas")


# Denials


def test_denials_until_when_is_a_redetermination_asked_for(walk):
    walk.search("medicare redetermination deadline 0709T")
    walk.sees_and_reads(".card-row", "120 calendar days from receipt of the initial determination")


def test_denials_where_does_an_appeal_to_massachusetts_go(walk):
    walk.click(".grid-payer a", has_text="Blue Cross Blue Shield")
    walk.click(".parts a", has_text="Deadlines and contacts")
    walk.sees_and_reads("tr:has-text('PO Box')", "Appeals", "PO Box 986065, Boston, MA 02298")


def test_denials_how_many_steps_has_uhc_and_how_long(walk):
    walk.finds("uhc commercial")
    walk.sees_and_reads(cell("uhc--commercial", "Appeals"), "Two steps, reconsideration then appeal", "12 months")


# Contracting


def test_contracting_what_does_the_fee_schedule_say(walk):
    walk.click(".card a", has_text="0709T")
    walk.click(".parts a", has_text="Rates")
    walk.sees_and_reads("tr[id='fee-schedule-1']", "RVU25A", "C", "ZZZ", "0.00", "32.3465")


def test_contracting_what_stands_in_the_file_of_a_hospital(walk):
    walk.click(".card a", has_text="0709T")
    walk.click(".in-detail a", has_text="Published hospital rates")
    walk.sees_and_reads(".plot-rows li:has-text('UCLA')", "charge item", "$45 to $162", "gross charge $180")


def test_contracting_does_the_contract_go_before_the_filing_limit(walk):
    walk.click("tr[id='bcbs--massachusetts'] [data-label='Timely filing']")
    walk.sees_at_once("#timely-filing")
    walk.reads_soon(
        ".section:has(#timely-filing) .prose", "90 days from service", "contract prevails over the guideline"
    )


# Analysis


def test_analysis_how_many_plans_cover_provenge(walk):
    walk.click(".card a", has_text="Q2043")
    walk.sees_and_reads(".verdicts", "covered with criteria 9 plans", "Blue Cross and Blue Shield of Alabama")


def test_analysis_what_share_of_the_answers_of_a_payer_is_known(walk):
    walk.click(".foot-nav a", has_text="Coverage map")
    walk.click(".contents a", has_text="Share of answers")
    walk.sees_and_reads(".share-table tr:has-text('Cigna')", "of 84", "%")


def test_analysis_for_what_do_most_answers_wait(walk):
    walk.click(".foot-nav a", has_text="Review worklist")
    walk.click("main a", has_text="What to do first")
    walk.sees_and_reads(".act", "Blue Advantage", "74 answers")
