"""What is told as missing, what sources disagree on, and what the excerpt of the first hit shows."""

from __future__ import annotations

import pytest

# Words of habit, shortened words, and words that the entry or its sources hold: nothing is told as missing.
NOT_MISSING = [
    "cigna 0709T coverage pls",
    "uhc 0709t covered anybody know",
    "cigna 120d filing limit out of network",
    "aetna 365 days timely filing",
    "aetna officelink dec 2022 texas 95 day contract says 180",
    "uhc same tin different provider add on",
    "rev code and pos for 0709t hopd",
    "anthem kentucky blanket cat iii denial policy?",
    "0709t + 11900 intralesional same pt same day",
    "what to put in inj note 0709t lot # site",
    "830860-02-07 aetna list 0709t on it?",
]

# Words that nothing of the plan holds are told all the same.
MISSING = {"aetna proton therapy 0709T coverage": "proton", "cigna acupuncture 0709T coverage": "acupuncture"}

# Words of the first hit's excerpt that answer.
SHOWN = {
    "cigna appeal what to attach": "explanation of benefits and supporting records",
    "cigna delegated vendor diff answer cat iii by market": "may vary by market or delegated vendor guidelines",
    "anthem ct antigen loaded dendritic cells": "investigational and not medically necessary in all cases",
    "what drug name goes with 0708t manufacturer": "none is tied to it",
    "rev code and pos for 0709t hopd": "Place-of-service codes: data not available",
    "bcbs ma says noncovered t code, any exception at all": "The one way out is another policy of this plan",
}

# Words of a note before the results, or of the first result.
TOLD = {
    "cigna medicare select plus rx appeal levels": "two levels, 180 and 60 days",
    "aetna tfl 120 or 180 which": "180 days on a billing blog",
    "uhc says cosmetic not covered category 3??": "not_covered_cosmetic",
    "cigna 0558 edition 8/15/2023 what did it say": "A copy of the edition effective 2023-08-15",
    "z-67-098 effective date highmark": "Edition 098 is later and shows no date",
    "mpg043.27 june 2021 deny all t codes?": ".27 of 2021-06-09",
    "fep standard option 2023 gene tx outpt prior approval": "the brochures of 2023 and 2024 ask for prior approval",
    "cigna par 90 days counted from dos or discharge": "90 days (from which day is not stated)",
    "palmetto redetermination clock starts when": "from receipt of the initial determination",
    "aetna cpb 0466 last review date clinical trial": "last reviewed on 2023-06-15",
    "aetna medicare advantage appeal deadline": "only what names Medicare Advantage speaks of it",
    "uhc q5107 auth outpatient": "the first result speaks of Q codes in general, not of it",
    "uhc j3490 inj cancer drug precert": "speaks of miscellaneous codes in general, not of it",
}

# Words that no note may hold.
NEVER_TOLD = {
    "cigna ma plan appeal phone #": "no telephone number",
    "z-67-098 effective date highmark": "effective 2024-02-19",
    "ncd 110.22 rev 2026": "revenue code",
    "455 adoptive immuno mass notice dec 2020 autoimmune effects": "data not available",
}


@pytest.mark.parametrize("typed", NOT_MISSING)
def test_no_word_is_told_as_missing_that_says_nothing_or_that_is_held(typed, answered):
    assert [] == [note for note in answered(typed)["notes"] if "the word" in note or "speaks of “" in note]


@pytest.mark.parametrize("typed", MISSING)
def test_a_word_that_nothing_of_the_plan_holds_is_told(typed, answered):
    assert [
        note
        for note in answered(typed)["notes"]
        if ("speaks of" in note or "has the word" in note) and MISSING[typed] in note
    ]


@pytest.mark.parametrize("typed", ["cigna 0709T coverage pls", "uhc 0709t covered anybody know"])
def test_a_word_of_habit_hides_no_value(typed, answered):
    assert "investigational" in answered(typed)["hits"][0]["value"]


@pytest.mark.parametrize("typed", SHOWN)
def test_the_excerpt_of_the_first_hit_shows_what_answers(typed, answered):
    assert SHOWN[typed] in answered(typed)["hits"][0]["excerpt"]


@pytest.mark.parametrize("typed", TOLD)
def test_what_the_first_entry_says_of_it_is_quoted_before_the_results_or_is_the_first(typed, answered):
    found = answered(typed)
    assert [told for told in (*found["notes"], found["hits"][0]["excerpt"]) if TOLD[typed] in told]


@pytest.mark.parametrize("typed", NEVER_TOLD)
def test_no_note_says_what_the_results_refute(typed, answered):
    assert [] == [note for note in answered(typed)["notes"] if NEVER_TOLD[typed] in note]
