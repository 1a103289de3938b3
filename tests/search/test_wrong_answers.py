"""Questions that once led to the answer of another plan, day or question, by kind, and others of each kind."""

from __future__ import annotations

import datetime as dt

import pytest

from kb.content.load import load
from kb.history.clocks import BLANK
from kb.rules.check import check
from kb.search.lookup import LookUp, found_record

TODAY = dt.date(2026, 11, 28)

# A plan that is named, and no other.
NAMED = {
    "bcbs texas 0709T coverage": ["bcbs/texas"],
    "blue cross texas 0709T coverage": ["bcbs/texas"],
    "bcbs vermont 0709T coverage": ["bcbs/vermont"],
    "rhode island blue cross coverage 0709T": ["bcbs/rhode-island"],
    "bcbsnd 0709T coverage": ["bcbs/north-dakota"],
    "bcbs alabama 0709T coverage": ["bcbs/alabama", "bcbs/alabama-medicare-advantage"],
    "bcbs north carolina 0709T coverage": ["bcbs/north-carolina-medicare", "bcbs/north-carolina"],
    "north carolina blue cross 0709T coverage": ["bcbs/north-carolina-medicare", "bcbs/north-carolina"],
    "cigna commercial coverage 0709T": ["cigna/commercial"],
    "cigna or aetna 0709T coverage": ["cigna/commercial", "aetna/commercial"],
    "aetna, uhc commercial and cigna 0709T coverage": ["aetna/commercial", "cigna/commercial", "uhc/commercial"],
    "medicare texas 0709T coverage": ["medicare/national"],
    "medicare florida 0709T coverage": ["medicare/first-coast"],
}

# A plan that is named and not held: told by name, without a card, and without a payer's answer among the first hits.
NOT_HELD = {
    "bcbs illinois 0709T coverage": "Blue Cross and Blue Shield of Illinois is not in this library.",
    "bcbs michigan 0709T coverage": "Blue Cross Blue Shield of Michigan is not in this library.",
    "does blue cross of idaho cover 0709T": "Blue Cross of Idaho is not in this library.",
    "bcbs of tennessee 0709T covered": "is not in this library.",
    "aetna medicare advantage 0709T coverage": "This library has no Medicare Advantage plan of Aetna.",
    "cigna medicare advantage 0709T coverage": "This library has no Medicare Advantage plan of Cigna Healthcare.",
    "uhc community plan 0709T coverage": "This library has no Medicaid plan of UnitedHealthcare.",
    "uhc exchange 0709T coverage": "This library has no exchange plan of UnitedHealthcare.",
    "aetna better health 0709T coverage": "This library has no Medicaid plan of Aetna.",
    "humana 0709T coverage": "Humana is not in this library.",
    "tricare 0709T coverage": "TRICARE is not in this library.",
    "geha 0709T coverage": "GEHA is not in this library.",
    "empire blue cross 0709T coverage": "Empire Blue Cross is not in this library.",
    "centene 0709T coverage": "Centene is not in this library.",
}

# A question that is not recorded of a plan is told so, and no other plan's value goes first.
NOT_RECORDED = {
    "BCBSTX timely filing": "Blue Cross and Blue Shield of Texas on timely filing",
    "anthem timely filing": "Anthem Blue Cross and Blue Shield on timely filing",
    "premera timely filing": "Premera Blue Cross on timely filing",
    "anthem appeal deadline": "Anthem Blue Cross and Blue Shield on appeals",
    "bcbs vermont appeal": "Blue Cross Blue Shield of Vermont on appeals",
}

# The day that is read, and whether a card may stand: not before the first day of the code.
DAYS = {
    "0709T DOS 3/1/26 cigna coverage": ("2026-03-01", True),
    "0709T DOS 03-01-2026 cigna coverage": ("2026-03-01", True),
    "0709T 20260301 cigna coverage": ("2026-03-01", True),
    "0709T 1-Mar-2026 cigna coverage": ("2026-03-01", True),
    "0709T cigna coverage 5/1/26": ("2026-05-01", True),
    "was 0709T covered by Cigna in March 2024": ("2024-03-01", True),
    "0709T coverage in 2020 cigna": ("2020-01-01", False),
    "0709T coverage last year cigna": ("2025-01-01", True),
}

# The question that is read.
QUESTIONS = {
    "what will Medicare pay for 0709T": "benchmarks",
    "medicare allowable 0708T": "benchmarks",
    "deadline for a Medicare reconsideration": "appeals",
    "how long do I have to dispute a uhc denial": "appeals",
    "my physician wants to bill 0708T and 0709T medicare denied it how do I appeal": "appeals",
    "how many units of 0709T per day": "billing",
    "0709T and 96401 same day, which one gets paid?": "billing",
    "0709T modifier 59": "billing",
    "CO-29 aetna": "timely-filing",
    "CO-50 0709T cigna": "coverage",
    "CO-197 uhc": "prior-authorization",
    "N362": "billing",
    "is 0709T covered for lung cancer by Cigna": "coverage",
}

# What stands first in the line of what a reader is told.
FIRST_NOTES = {
    "Medicare reconsideration time": "The first result speaks of “redetermination”, not of “reconsideration”.",
    "second level appeal medicare QIC": "The first result speaks of “redetermination”, not of “second level”.",
    "is Provenge covered by Cigna": "Nothing found of Cigna Healthcare, Commercial plans speaks of “provenge”.",
    "is 0709T covered for leukemia by aetna": "Nothing found of Aetna, Commercial plans speaks of “leukemia”.",
    "0709T coverage 2/30/2026 cigna": "“2/30/2026” is no date; write it as 03/01/2026, or as 2026-03-01.",
    "incorrect 0709T": "Nothing found speaks of “incorrect”.",
    "unrequired 0709T aetna": "Nothing found of Aetna, Commercial plans speaks of “unrequired”.",
}

# A code or a document as people type it leads to it.
LEADS = {
    "What is CPT code 0709T?": "codes/0709t",
    "CPT 0709T": "codes/0709t",
    "define 0709T": "codes/0709t",
    "0709T59": "codes/0709t",
    "0700T\u20110710T": "codes/0708t",
    "MPG043.15": "uhc/medicare-advantage/",
    "LCD 34370": "medicare/cgs/",
    "A 55681": "medicare/noridian/",
    "ncd 310": "medicare/national/",
    "clinical policy bulletin 377": "aetna/commercial/",
    "J35": "bcbs/anthem/",
    "Q20": "medicare/national/",
}


@pytest.fixture(scope="module")
def answered(real_policies):
    library = check(load(real_policies)).library
    desk = LookUp(library, library, lambda: BLANK, TODAY)
    return lambda typed: found_record(desk, typed, 5)


def values(found):
    return [hit["value"] for hit in found["hits"] if hit["value"] and not hit["value"].startswith("data not")]


@pytest.mark.parametrize("typed", NAMED)
def test_the_plan_that_is_named_answers_and_no_other(typed, answered):
    found = answered(typed)
    assert sorted(NAMED[typed]) == sorted(found["read_as"]["plans"])
    assert sorted(NAMED[typed]) == sorted(answer["scope"] for answer in found["card"]["answers"])
    assert {hit["scope"] for hit in found["hits"]} <= {*NAMED[typed], "medicare/national", None}


@pytest.mark.parametrize("typed", NOT_HELD)
def test_a_plan_that_is_not_held_is_told_and_gives_no_value(typed, answered):
    found = answered(typed)
    assert NOT_HELD[typed] in found["notes"][0]
    assert (None, []) == (found["card"], values(found))


@pytest.mark.parametrize("typed", NOT_RECORDED)
def test_a_question_not_recorded_of_a_plan_is_told_before_anything(typed, answered):
    found = answered(typed)
    assert f"Nothing of {NOT_RECORDED[typed]} is recorded in this library." == found["notes"][0]
    assert len({hit["scope"] for hit in found["hits"]} - {None}) == 1


@pytest.mark.parametrize("typed", DAYS)
def test_the_answer_is_of_the_day_that_is_named(typed, answered):
    found, (day, stands) = answered(typed), DAYS[typed]
    assert (day, stands) == (found["read_as"]["date"], bool(found["card"]))
    assert not stands or day == found["card"]["date"]


@pytest.mark.parametrize("typed", QUESTIONS)
def test_the_question_is_the_one_that_was_asked(typed, answered):
    assert QUESTIONS[typed] == answered(typed)["read_as"]["question"]


@pytest.mark.parametrize("typed", FIRST_NOTES)
def test_what_the_results_do_not_hold_is_told(typed, answered):
    assert FIRST_NOTES[typed] in answered(typed)["notes"]


@pytest.mark.parametrize("typed", LEADS)
def test_a_code_or_a_document_leads_to_its_page_however_it_is_typed(typed, answered):
    assert answered(typed)["hits"][0]["entry"].startswith(LEADS[typed])


@pytest.mark.parametrize("typed", ["0660T uhc", "99213 uhc coverage", "0795T aetna experimental", "0002T cigna"])
def test_a_code_without_a_page_is_given_no_value_of_other_codes(typed, answered):
    found = answered(typed)
    assert (None, []) == (found["card"], [hit["value"] for hit in found["hits"] if hit["value"]])


@pytest.mark.parametrize("typed", ["cigna cob timely filing secondary", "aetna non par filing limit"])
def test_what_the_first_result_says_in_other_words_is_not_missed(typed, answered):
    assert not [note for note in answered(typed)["notes"] if "does not say whether" in note]


def test_without_a_plan_every_plan_answers_and_the_reader_is_told(answered):
    found = answered("0709T prior auth required?")
    assert len(found["card"]["answers"]) > 30
    assert found["notes"][0].startswith("No plan is named")
