"""What a query rules out, or names beside what was read, is left out or told: nothing is turned into its opposite."""

from __future__ import annotations

import pytest

BCBSMA = "Blue Cross Blue Shield of Massachusetts"

# A name behind a negation, the plan that must not be asked, one that must be, and what is told of it.
LEFT_OUT = {
    "bcbs except massachusetts 0709T": ("bcbs/massachusetts", "bcbs/texas", f"Massachusetts ({BCBSMA})"),
    "bcbs other than texas 0709T": ("bcbs/texas", "bcbs/arkansas", "Texas (Blue Cross and Blue Shield of Texas)"),
    "blues excluding arkansas 0709T coverage": ("bcbs/arkansas", "bcbs/texas", "Arkansas (Arkansas Blue Cross"),
    "bcbs -massachusetts 0709T": ("bcbs/massachusetts", "bcbs/texas", f"Massachusetts ({BCBSMA})"),
    "bcbs not ma 0709T": ("bcbs/massachusetts", "bcbs/texas", f"Massachusetts ({BCBSMA})"),
    "bcbs -tx 0709T": ("bcbs/texas", "bcbs/massachusetts", "Texas (Blue Cross and Blue Shield of Texas)"),
    "bcbs not highmark 0709T": ("bcbs/highmark-wv", "bcbs/massachusetts", "Highmark Pennsylvania and Highmark West"),
    "highmark except west virginia 0709T": ("bcbs/highmark-wv", "bcbs/highmark-pa", "West Virginia (Highmark West"),
    "highmark not pa 0709T": ("bcbs/highmark-pa", "bcbs/highmark-wv", "Pennsylvania (Highmark Pennsylvania)"),
    "medicare except florida 0709T": ("medicare/first-coast", "medicare/cgs", "Florida (First Coast)"),
    "medicare other than fl and tx 0709T": (
        "medicare/first-coast",
        "medicare/cgs",
        "Florida (First Coast) and",
    ),
    "bcbs except texas, florida, illinois 0709T": ("bcbs/texas", "bcbs/massachusetts", "Texas (Blue Cross and"),
    "bcbs not texas but massachusetts 0709T": ("bcbs/texas", "bcbs/massachusetts", "Texas (Blue Cross and"),
    "every MAC but NGS 0709T": ("medicare/ngs", "medicare/cgs", "NGS."),
    "medicare not CGS 0709T": ("medicare/cgs", "medicare/ngs", "CGS."),
    "any blue cross besides anthem 0709T": ("bcbs/anthem", "bcbs/texas", "Anthem Blue Cross and Blue Shield."),
    "bcbs north carolina non medicare 0709T": ("bcbs/north-carolina-medicare", "bcbs/north-carolina", "Medicare."),
    "medicare advantage not uhc 0709T": ("uhc/medicare-advantage", "bcbs/massachusetts", "UnitedHealthcare."),
    "commercial plans except aetna 0709T": ("aetna/commercial", "uhc/commercial", "Aetna."),
    "0709T -cigna": ("cigna/commercial", "aetna/commercial", "Cigna Healthcare."),
}

# A state, a network, a product or a step behind a negation, and the limit that must not be shown.
WITHIN = {
    "cigna timely filing not out of network": ("“out of network”", "for out-of-network providers: 180"),
    "cigna timely filing non oon": ("“OON”", "for out-of-network providers: 180"),
    "cigna timely filing not secondary": ("“secondary”", "where Cigna pays second"),
    "aetna timely filing not non par": ("“non par”", "12 months"),
    "aetna timely filing not texas": ("Texas.", "95 days from"),
    "aetna timely filing outside texas": ("Texas.", "95 days from"),
    "aetna timely filing except texas": ("Texas.", "95 days from"),
    "aetna dispute not georgia": ("Georgia.", "24 months"),
    "bcbsma timely filing non indemnity": ("“indemnity”", "for indemnity plans: 1 year"),
    "bcbsma filing deadline other than HMO": ("“HMO”", "for HMO/POS"),
    "bcbsma appeal not first level": ("“first level”", "for the first level"),
    "0709T appeals not reconsideration aetna": ("“reconsideration”", "for reconsideration: 180"),
}

# A range of codes, and what is told of those without a page.
RANGES = {
    "0704T-0713T uhc": "Of the 10 codes of 0704T to 0713T this library has a page for 0708T, 0709T, and",
    "0709T to 0712T cigna": "Of the 4 codes of 0709T to 0712T this library has a page for 0709T, and for no other.",
    "0708T thru 0712T aetna": "Of the 5 codes of 0708T to 0712T this library has a page for 0708T, 0709T, and",
    "J9300-J9330 aetna": "Of the 31 codes of J9300 to J9330 this library has a page for J9325, and",
    "Q2043-Q2055 medicare": "Of the 13 codes of Q2043 to Q2055 this library has a page for Q2043, and",
    "0700T-0710T cigna coverage": "Of the 11 codes of 0700T to 0710T this library has a page for 0708T, 0709T, and",
}

# Something that no library holds, or nothing of the plan, and the line that tells so.
TOLD = {
    "NCD 110.25": "“ncd 110.25” stands nowhere in this library",
    "NCD 110.2": "“ncd 110.2” stands nowhere in this library",
    "capital MA 4.003": "“ma 4.003” stands nowhere in this library",
    "A52926 v12": "names no version 12.",
    "aetna cpb 0557 v9 vs v11": "names no version 9.",
    "NCD 310.1 version 3": "names no version 3.",
    "who pays first medicare or cigna 0709T": "Which of two payers pays first is not in this library",
    "which insurance is primary 0709T cigna uhc": "Which of two payers pays first is not in this library",
    "bill member for 0709T aetna": "nothing found of Aetna, Commercial plans tells what a patient may be billed",
    "uhc 0709T patient responsibility": "nothing found of UnitedHealthcare tells what a patient may be billed",
    "CO-18 0709T aetna": "Nothing in this library speaks of “duplicate”.",
    "OA-18 0709T": "Nothing in this library speaks of “duplicate”.",
    "exchange 0709T": "No payer is named: of exchange plans this library has Blue Shield of California",
    "covered california 0709T": "No payer is named: of exchange plans this library has Blue Shield of California",
    "medigap 0709T": "Nothing found has the word “medigap”",
}

# Two questions of which one is answered, and the line on the other.
BESIDE = {
    "0709T cigna auth and timely filing": "Also named: prior authorization. What follows is on timely filing",
    "0709T uhc auth and appeals": "Also named: prior authorization. What follows is on appeals",
    "0709T aetna coverage and appeal": "Also named: coverage. What follows is on appeals",
    "does UHC require records w/ 0709T or can I appeal without them": "Also named: documentation.",
    "how do i bill 0709T and what is the timely filing aetna": "Also named: coding and billing. What follows is on",
    "0709T cigna prior auth timely filing appeal": "Also named: timely filing and prior authorization.",
}

# A therapy that no entry of a plan is on.
THERAPIES = {
    "leukapheresis cigna": "leukapheresis",
    "adoptive immunotherapy cigna": "adoptive immunotherapy",
    "cancer vaccine cigna": "cancer vaccine",
    "dendritic cell uhc": "dendritic cell",
    "apheresis uhc": "apheresis",
    "car t uhc prior auth": "car t",
    "clinical trial cigna": "clinical trial",
    "gene therapy cigna": "gene therapy",
    "leukapheresis bcbs texas": "leukapheresis",
    "adoptive immunotherapy aetna": "adoptive immunotherapy",
}

# A jurisdiction that no contractor here goes by, as it is told.
JURISDICTIONS = {
    "0709T JH": "JH",
    "JM 0709T": "JM",
    "noridian JE 0709T": "JE",
    "noridian jurisdiction E article": "JE",
    "0709T J15": "J15",
}

# An older edition that is asked for, and what of it goes first; nothing of today's is its value.
OLDER = {
    "0709T uhc old policy": "uhc/commercial/category-iii",
    "cigna older version category iii": "cigna/commercial/category-iii",
    "uhc medicare advantage superseded policy 0709T": "uhc/medicare-advantage/mpg043",
}

SILENT = (*LEFT_OUT, *WITHIN, *RANGES, *TOLD, *BESIDE, *THERAPIES, *JURISDICTIONS, *OLDER)
"""Every query of this file, for the test that holds both engines to equal results."""


@pytest.mark.parametrize("typed", LEFT_OUT)
def test_a_name_behind_a_negation_is_left_out_and_told(typed, answered):
    gone, kept, told = LEFT_OUT[typed]
    found = answered(typed)
    scopes = {answer["scope"] for answer in (found["card"] or {"answers": []})["answers"]}
    assert gone not in {*found["read_as"]["plans"], *scopes}
    assert kept in found["read_as"]["plans"]
    assert any(note.startswith(f"Left out, as asked: {told}") for note in found["notes"])


def test_where_all_that_is_named_is_ruled_out_nothing_of_another_plan_is_shown(answered):
    found = answered("bcbs massachusetts except massachusetts 0709T")
    assert "bcbs/massachusetts" not in found["read_as"]["plans"]


@pytest.mark.parametrize("typed", ["bcbs not in network 0709T", "is 0709T not covered in texas bcbs"])
def test_a_negation_of_something_else_leaves_no_plan_out(typed, answered):
    assert not any(note.startswith("Left out") for note in answered(typed)["notes"])


@pytest.mark.parametrize("typed", WITHIN)
def test_what_is_ruled_out_within_a_question_gives_no_limit(typed, answered):
    told, value = WITHIN[typed]
    found = answered(typed)
    assert f"Left out, as asked: {told.rstrip('.')}." in found["notes"]
    assert not any(value in answer["value"] for answer in found["card"]["answers"])
    assert not any(value in note for note in found["notes"] if "disagree" not in note)


@pytest.mark.parametrize(
    ("typed", "question"),
    [
        ("0709T coverage not prior auth cigna", "coverage"),
        ("timely filing not appeals cigna", "timely-filing"),
        ("0709T billing not coverage aetna", "billing"),
        ("cigna not prior auth 0709T", "prior-authorization"),
    ],
)
def test_a_question_behind_a_negation_is_put_only_where_it_is_the_only_one(typed, question, answered):
    found = answered(typed)
    assert found["read_as"]["question"] == question
    assert {answer["question"] for answer in found["card"]["answers"]} == {question}


@pytest.mark.parametrize("typed", RANGES)
def test_a_range_tells_which_of_its_codes_have_a_page(typed, answered):
    found = answered(typed)
    assert any(note.startswith(RANGES[typed]) for note in found["notes"])
    assert found["card"] is not None


def test_a_range_of_codes_that_all_have_a_page_is_told_nothing_of(answered):
    assert not any("has a page for" in note for note in answered("38225-38228 cigna")["notes"])


@pytest.mark.parametrize("typed", TOLD)
def test_what_is_not_here_is_told_and_given_no_value(typed, answered):
    found = answered(typed)
    assert any(TOLD[typed] in note for note in found["notes"])
    assert not any("other revisions of it" in note for note in found["notes"])


def test_a_version_that_an_entry_names_is_told_as_nothing_missing(answered):
    for typed in ("A52926 v11", "NCD 310.1 version 2", "highmark Z-67 edition 98"):
        assert not any("is not recorded here" in note for note in answered(typed)["notes"])


def test_an_edition_of_a_number_that_is_a_document_itself_is_told_as_another_one(answered):
    assert "MPG043.20 has no entry of its own" in " ".join(answered("MPG043.20")["notes"])


@pytest.mark.parametrize("typed", ["can i bill patient 0709T", "highmark wv can i bill the member 0709T"])
def test_plans_that_tell_whether_a_patient_may_be_billed_go_first(typed, answered):
    hit = answered(typed)["hits"][0]
    assert hit["section"] == "billing"
    assert hit["entry"] in {"bcbs/north-carolina/experimental-services", "bcbs/highmark-wv/category-iii"}


@pytest.mark.parametrize("typed", ["aetna provenge 2019", "bcbsma keytruda 2018", "uhc melanoma 2021"])
def test_a_year_beside_a_subject_leads_to_no_other_question(typed, answered):
    found = answered(typed)
    assert found["hits"][0]["section"] not in {"timely-filing", "appeals"}
    assert not any("120 days" in note for note in found["notes"])


@pytest.mark.parametrize("typed", ["medigap 0709T", "0709T billed w/o parent aetna", "bcbs medigap tfl"])
def test_no_word_is_mended_to_itself(typed, answered):
    assert not any(one["typed"] == one["used"] for one in answered(typed)["read_as"]["mended"])


@pytest.mark.parametrize("typed", BESIDE)
def test_a_second_question_that_is_not_answered_is_told(typed, answered):
    assert any(note.startswith(BESIDE[typed]) for note in answered(typed)["notes"])


@pytest.mark.parametrize(
    "typed",
    ["0709T denied no auth, appeal deadline cigna", "cigna timely filing appeal 0709T", "aetna billing"],
)
def test_what_happened_and_one_question_are_told_as_no_second_one(typed, answered):
    assert not any("Also named" in note for note in answered(typed)["notes"])


@pytest.mark.parametrize(
    ("typed", "questions"),
    [
        ("0709T cigna auth and billing", {"prior-authorization", "billing"}),
        ("uhc documentation and auth 0709T", {"prior-authorization", "documentation"}),
        ("cigna coverage or prior auth 0709T", {"coverage", "prior-authorization"}),
    ],
)
def test_two_questions_of_one_kind_are_both_answered(typed, questions, answered):
    assert {answer["question"] for answer in answered(typed)["card"]["answers"]} == questions


@pytest.mark.parametrize("typed", THERAPIES)
def test_a_therapy_that_no_entry_of_the_plan_is_on_is_told_and_no_value_is_shown(typed, answered):
    found = answered(typed)
    assert any(f"is on “{THERAPIES[typed]}”: what follows only mentions it" in note for note in found["notes"])
    assert not any(hit["value"] for hit in found["hits"])


@pytest.mark.parametrize(
    "typed", ["cancer vaccine aetna", "clinical trial aetna", "car t cigna", "apheresis medicare"]
)
def test_a_therapy_that_an_entry_of_the_plan_is_on_is_told_as_nothing_missing(typed, answered):
    found = answered(typed)
    assert not any("No entry of" in note for note in found["notes"])
    assert any(hit["value"] for hit in found["hits"])


@pytest.mark.parametrize("typed", ["uhc melanoma", "cigna melanoma", "bcbs texas lymphoma"])
def test_a_word_that_only_pages_of_codes_hold_is_told_beside_a_plan(typed, answered):
    assert any(f"“{typed.split()[-1]}”" in note for note in answered(typed)["notes"])


@pytest.mark.parametrize("typed", ["90471 vs 0708T vaccine admin which code", "90471 or 0708T which code"])
def test_two_codes_that_are_compared_and_no_row_has_together_are_told(typed, answered):
    assert "no row of code pairs here names 90471 and 0708T together." in " ".join(answered(typed)["notes"])


@pytest.mark.parametrize("state", ["ohio", "indiana", "kentucky"])
def test_the_notice_that_names_the_state_leads(state, answered):
    found = answered(f"anthem bcbs {state} 0709T covered")
    assert found["hits"][0]["entry"] == "bcbs/anthem/experimental-services"
    assert any(f"on {state.title()}: “" in note for note in found["notes"])


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("First Coast 0709T florida", "listed T codes need records with the first claim"),
        ("noridian 0709T documentation", "An article on the additional information for these codes existed"),
        ("ngs 0709T coverage", "An LCD on Category III codes existed"),
    ],
)
def test_a_contractors_own_entry_that_leaves_a_question_open_is_told_on_the_card(typed, told, answered):
    answers = answered(typed)["card"]["answers"]
    assert any(told in caution for answer in answers for caution in answer["cautions"])


@pytest.mark.parametrize("typed", JURISDICTIONS)
def test_a_jurisdiction_that_is_not_recorded_is_told(typed, answered):
    told = f"Which Medicare contractor (MAC) has jurisdiction {JURISDICTIONS[typed]} is not recorded in this library."
    assert told in answered(typed)["notes"]


@pytest.mark.parametrize("typed", ["JF 0709T", "0709T J6", "JK category iii", "0709T jurisdiction K"])
def test_a_jurisdiction_that_a_contractor_goes_by_names_it(typed, answered):
    found = answered(typed)
    assert found["read_as"]["plans"] in (["medicare/noridian"], ["medicare/ngs"])
    assert not any("jurisdiction" in note for note in found["notes"])


@pytest.mark.parametrize("typed", ["d-snp uhc 0709T", "uhc snp 0709T", "uhc special needs plan 0709T"])
def test_a_special_needs_plan_is_medicare_advantage(typed, answered):
    assert answered(typed)["read_as"]["plans"] == ["uhc/medicare-advantage"]


@pytest.mark.parametrize("typed", OLDER)
def test_an_older_edition_is_asked_for_and_gets_no_value_of_today(typed, answered):
    found = answered(typed)
    assert found["card"] is None
    assert not any(hit["value"] for hit in found["hits"])
    assert OLDER[typed] in {hit["entry"] for hit in found["hits"]}


def test_a_range_that_a_plans_entry_names_is_not_told_as_nothing_of_it(answered):
    assert not any("Nothing of Aetna" in note for note in answered("11900-11901 aetna")["notes"])


@pytest.mark.parametrize("typed", ["cigna timely filing outside network", "cigna timely filing not in network"])
def test_a_network_that_one_is_not_in_is_the_other_value_and_nothing_is_left_out(typed, answered):
    found = answered(typed)
    assert found["card"]["answers"][0]["value"].startswith("for out-of-network providers: 180 days")
    assert not any(note.startswith("Left out") for note in found["notes"])
