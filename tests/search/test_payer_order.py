"""Two payers of one patient are told apart by who pays first, and neither gets the other's limits."""

from __future__ import annotations

import pytest

# Who pays first and who second, as it is told.
ORDERS = {
    "uhc secondary cigna primary timely filing": "Read as: Cigna Healthcare pays first, UnitedHealthcare second.",
    "cigna primary bcbsma 2ndary filing": "Read as: Cigna Healthcare pays first, Blue Cross Blue Shield second.",
    "0709T secondary payer aetna primary medicare": "Read as: Medicare pays first, Aetna second.",
    "aetna secondary to medicare appeal": "Read as: Medicare pays first, Aetna second.",
    "cigna timely filing medicare is primary": "Read as: Medicare pays first, Cigna Healthcare second.",
    "medicare 1st uhc 2nd claim filing": "Read as: Medicare pays first, UnitedHealthcare second.",
    "humana primary, cigna 2nd timely filing": "Read as: Humana pays first, Cigna Healthcare second.",
}

# A payer that has decided already, and those of whom an answer is given then.
DECIDED = {
    "bcbsma secondary timely filing after cigna paid": "bcbs",
    "cigna timely filing after humana eob": "cigna",
    "bcbs secondary 0708T after cigna denied timely filing": "bcbs",
    "uhc claim limit once aetna processed": "uhc",
}

SECOND_OF_CIGNA = "where Cigna pays second"


def values(answered, typed, scope):
    """Give the values of the card for a plan."""
    return [one["value"] for one in answered(typed)["card"]["answers"] if one["scope"] == scope]


@pytest.mark.parametrize("typed", ORDERS)
def test_the_order_of_two_payers_is_told(typed, answered):
    assert ORDERS[typed] in answered(typed)["notes"]


@pytest.mark.parametrize("typed", DECIDED)
def test_a_payer_that_has_decided_is_asked_nothing(typed, answered):
    found = answered(typed)
    assert {DECIDED[typed]} == {plan.partition("/")[0] for plan in found["read_as"]["plans"]}
    assert not any(SECOND_OF_CIGNA in note for note in found["notes"] if DECIDED[typed] != "cigna")


@pytest.mark.parametrize(
    "typed", ["uhc secondary cigna primary timely filing", "cigna primary bcbsma secondary filing limit"]
)
def test_a_payer_that_pays_first_gets_no_limit_of_one_that_pays_second(typed, answered):
    assert ["90 days for participating providers, 180 days out of network"] == values(
        answered, typed, "cigna/commercial"
    )


@pytest.mark.parametrize("typed", ["bcbs tx primary, cigna secondary filing", "cigna timely filing after humana eob"])
def test_a_payer_that_pays_second_gets_its_limit_for_that(typed, answered):
    assert SECOND_OF_CIGNA in values(answered, typed, "cigna/commercial")[0]


@pytest.mark.parametrize(
    "typed",
    ["is aetna primary over medicare 0708T", "cob order medicare aetna", "who pays first medicare or cigna 0709T"],
)
def test_that_the_order_is_not_recorded_is_told_where_it_is_asked(typed, answered):
    assert "Which of two payers pays first is not in this library: ask the payers." in answered(typed)["notes"]


@pytest.mark.parametrize("typed", ["medicare to cigna crossover", "medicare with aetna supplement 0709T"])
def test_medicare_beside_a_payer_of_the_rest_is_no_medicare_advantage(typed, answered):
    found = answered(typed)
    assert "medicare/national" in found["read_as"]["plans"]
    assert not any("has no Medicare Advantage plan" in note for note in found["notes"])


@pytest.mark.parametrize(
    "typed", ["bcbs secondary 0709T", "bcbs secondary timely filing", "blue cross primary 0709T"]
)
def test_a_word_of_order_beside_a_brand_is_no_plan_of_it(typed, answered):
    assert any(note.startswith("Which plan?") for note in answered(typed)["notes"])


@pytest.mark.parametrize(
    "typed", ["uhc primary 0709T", "0709T primary aetna", "medicare primary aetna secondary 0709T"]
)
def test_a_payer_that_is_primary_asks_for_no_primary_procedure(typed, answered):
    assert answered(typed)["hits"][0]["section"] == "coverage"


def test_a_primary_code_is_no_primary_payer(answered):
    assert "billing" == answered("aetna primary code for add-on")["read_as"]["question"]


BILLED = "tells what a patient may be billed; other words may say it."


@pytest.mark.parametrize(
    "typed", ["aetna bill member 0709T", "cigna patient responsibility 0709T", "uhc bill the pt 0709T"]
)
def test_what_a_patient_may_be_billed_is_told_as_not_recorded(typed, answered):
    assert any(note.endswith(BILLED) for note in answered(typed)["notes"])


@pytest.mark.parametrize("typed", ["can we bill patient 0709T bcbs nc", "blue cross nc bill the patient 0709T"])
def test_the_rule_of_a_plan_on_billing_a_patient_leads(typed, answered):
    found = answered(typed)
    assert "bcbs/north-carolina/experimental-services.html#billing" in found["hits"][0]["url"]
    assert not any(note.endswith(BILLED) for note in found["notes"])


@pytest.mark.parametrize(
    "typed", ["is auth required by uhc when medicare is primary", "does uhc need auth if medicare pays first"]
)
def test_an_order_within_a_question_is_read_and_its_answer_held_open(typed, answered):
    notes = answered(typed)["notes"]
    assert "Read as: Medicare pays first, UnitedHealthcare second." in notes
    assert "The first result does not say whether it holds for “secondary”." in notes
