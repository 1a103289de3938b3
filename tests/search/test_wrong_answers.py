"""Questions that once led to the answer of another plan, day or question, by kind, and others of each kind."""

from __future__ import annotations

import re

import pytest

OF_A_DAY = ("today: ", "revision ", "data not available")
"""What is before a value where another day is asked of, or a value that says nothing of any day."""

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
    "highmark wny 0709T coverage": "Highmark Blue Cross Blue Shield of Western New York is not in this library.",
    "highmark buffalo 0709T coverage": "This library knows no Blue Cross Blue Shield plan called “buffalo”.",
    "aetna MA ppo 0709T precert": "This library has no Medicare Advantage plan of Aetna.",
    "medi-cal 0709t rate": "is not in this library.",
    "oscar 0709T price": "Oscar Health is not in this library.",
    "humana hospital price 0709T": "Humana is not in this library.",
    "uhc covered california 0709T": "This library has no exchange plan of UnitedHealthcare.",
}

# A question that is not recorded of a plan is told so, and no other plan's value goes first.
NOT_RECORDED = {
    "BCBSTX timely filing": "Blue Cross and Blue Shield of Texas on timely filing",
    "anthem timely filing": "Anthem Blue Cross and Blue Shield on timely filing",
    "bcbsms timely filing": "Blue Cross and Blue Shield of Mississippi on timely filing",
    "highmark wv appeal deadline": "Highmark West Virginia, Medicare Advantage on appeals",
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
    "medicare patient in a study, is the vaccine itself paid": "coverage",
    "6859 wellstar 0709T": "benchmarks",
    "aetna payment policy add-on 0709T": "billing",
    "bcbsma replacement clm after denial time limit": "timely-filing",
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
    "is Provenge covered by Cigna": (
        "Nothing found of Cigna Healthcare, Commercial plans has the word “provenge”; "
        "other sections of this library do."
    ),
    "is 0709T covered for leukemia by aetna": (
        "Nothing found of Aetna, Commercial plans has the word “leukemia”; other sections of this library do."
    ),
    "0709T coverage 2/30/2026 cigna": "“2/30/2026” is no date; write it as 03/01/2026, or as 2026-03-01.",
    "incorrect 0709T": "Nothing found has the word “incorrect”; other words may say it.",
    "unrequired 0709T aetna": "Nothing found of Aetna, Commercial plans has the word “unrequired”; "
    "other words may say it.",
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
    "J35": "codes/j3590",
    "Q20": "codes/q2043",
    "G049": "codes/070",
    "079": "uhc/commercial/",
}

# A time limit that an entry states for a group: told before anything; or told that none is stated for it.
LIMITS = {
    "aetna georgia payment dispute deadline fully insured": "for first payment dispute, Georgia, fully insured plans",
    "aetna colorado dispute time limit fully insured": "for first payment dispute, Colorado, fully insured plans: 12",
    "aetna first level dispute maryland fully insured": "for first payment dispute, Maryland, fully insured plans",
    "aetna texas timely filing": "for Texas: 95 days from the date of service, since 2023-05-01",
    "aetna TX timely filing dos 2/14/2023": "for Texas: none is stated for 2023-02-14; 95 days",
    "aetna appeal 0709t already did recon next deadline": "for appeal, the one level: 60 calendar days",
    "aetna recon done appeal deadline": "for appeal, the one level: 60 calendar days",
    "aetna appeal after recon 0709t": "for appeal, the one level: 60 calendar days",
    "medicare did the redet next": "no time limit is stated for the step after a redetermination",
    "aetna non-par filing limit": "for nonparticipating providers: 12 months",
    "aetna ohio timely filing": "no time limit is stated for Ohio. What is stated: most providers: 120 days",
    "aetna self funded arizona dispute deadline": "no time limit is stated for self funded and Arizona.",
    "cigna par filing limit": "for participating providers: 90 days",
    "cigna oon timely filing": "for out-of-network providers: 180 days",
    "bcbsma indemnity filing limit": "for indemnity plans: 1 year",
    "mass blue HMO timely filing": "for HMO/POS, PPO and Medicare Advantage plans: 90 days",
}

# An absent line or unit of a payer that is held: told first, then what its other plans say.
BESIDE = {
    "cigna medicare appeal days": ("no Medicare Advantage plan of Cigna", "cigna/commercial/all-codes"),
    "cigna MA appeal deadline": ("no Medicare Advantage plan of Cigna", "cigna/commercial/all-codes"),
    "aetna medicare advantage appeal": ("no Medicare Advantage plan of Aetna", "aetna/commercial/all-codes"),
    "optum PA for J9999 uhc": ("Optum is not in this library.", "uhc/commercial/injectable-cancer-drugs"),
    "surest uhc prior auth J9999": ("Surest is not in this library.", "uhc/commercial/injectable-cancer-drugs"),
    "oxford uhc timely filing": ("Oxford Health Plans is not in this library.", "uhc/commercial/all-codes"),
}

# Lines and licensees by context: the plans asked of.
BY_CONTEXT = {
    "appeal cigna denial 0709T not medicare": ["cigna/commercial"],
    "uhc 0709T non-medicare coverage": ["uhc/commercial"],
    "aetna, except medicare, appeal": ["aetna/commercial"],
    "uhc omnibus codes MA 0709T": ["uhc/medicare-advantage"],
    "capital blue MA 0709T": ["bcbs/capital-medicare-advantage"],
    "bcbs MA 0709T": ["bcbs/massachusetts"],
    "blue cross nc MA 0709T": ["bcbs/north-carolina-medicare"],
    "uhc aarp 0709T": ["uhc/medicare-advantage"],
    "fep blue focus penalty": ["bcbs/fep"],
    "cigna healthspring filing limit": [],
    "highmark wv commercial 0709T": [],
    "highmark pa medicare 0709T": [],
}

# Spans, and days of a decision: first and last day.
SPANS = {
    "uhc commercial 0709T 3/30-4/2/26": ("2026-03-30", "2026-04-02"),
    "cigna 0709T 1/1\u20136/30/26": ("2026-01-01", "2026-06-30"),
    "0709T medicare 12/28-1/4/26": ("2025-12-28", "2026-01-04"),
    "0709T dos 12.4.21 medicare": ("2021-12-04", "2021-12-04"),
    "bcbsma appeal dos 2024 denied 5/2024": ("2024-01-01", "2024-12-31"),
    "uhc appeal denied on 3/1/26 dos 12/1/25": ("2025-12-01", "2025-12-01"),
}

# What goes first.
FIRST = {
    "0709T APC status indicator": "codes/0709t.html#fee-schedule",
    "0709T OPPS": "codes/0709t.html#fee-schedule",
    "parent for 0709t": "codes/0709t.html#summary",
    "what goes with 0709T": "codes/0709t.html#summary",
    "0709T POS 19 vs 22": "codes/0709t.html#clinical-context",
    "revenue code 0709T": "codes/0709t.html#clinical-context",
    "GA modifier 0709T": "codes/0709t.html#modifiers",
    "what replaces 0708T": "codes/0708t.html#life-cycle",
    "0708T 96401 same day who pays": "codes/0708t.html#code-pairs-1",
    "uhc recon deadline": "uhc/commercial/all-codes.html#appeals",
    "bcbsma tf": "bcbs/massachusetts/timely-filing.html#timely-filing",
    "uhc orlando regional 0708T rate": "codes/0708t.html#observed-amounts",
}


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


TOLD = {
    "uhc commercial vs ma 0709T prior auth": "",
    "not cigna 0708T coverage": "Left out, as asked: Cigna Healthcare.",
    "plans apart from uhc and aetna 0709T": "Left out, as asked: UnitedHealthcare and Aetna.",
    "N290 denial 0709T": "N290 is a denial code that this library's table does not have.",
    "remark code M127 aetna": "M127 is a denial code that this library's table does not have.",
    "16 denial 0709T cigna": "16 is read as a denial about coding and billing.",
    "0709T cigna dos 4/14/26": (
        "Cigna Healthcare, Commercial plans: Category III codes: this revision begins on 2026-04-15; what applied on "
        "2026-04-14 is not recorded. "
        "Sources disagree: “The effective date is 2026-04-15 on three pages and 2026-04-16 on a fourth.”"
    ),
    "0709T cigna dos 4/15/26": (
        "Cigna Healthcare, Commercial plans: Category III codes: the revision read starts on 2026-04-15. "
        "Sources disagree: “The effective date is 2026-04-15 on three pages and 2026-04-16 on a fourth.”"
    ),
    "0709T cigna dos 4/17/26": "",
    "anthem blue cross california 0709T": (
        "Answers of Anthem Blue Cross and Blue Shield are not kept by state here: California may have a rule of its "
        "own. Recorded for California: Blue Shield of California."
    ),
    "36511 for provenge medicare": (
        "“provenge” is spoken of in Medicare, National rules: Sipuleucel-T (Provenge) under NCD 110.22, which is not "
        "on 36511."
    ),
    "premera CAR-T 38228": (
        "“car-t” is spoken of in Blue Cross Blue Shield, Premera Blue Cross: Adoptive immunotherapy, which is not on "
        "38228."
    ),
    "0795T uhc commercial covered": (
        "UnitedHealthcare, Commercial plans: Category III codes says of 0795T: “The edition of 2026-04-01 took out "
        "0660T and 0795T-0803T; 0708T and 0709T are not among them.”"
    ),
    "0709T icd10 codes cigna": (
        "Data not available: no list of diagnosis codes of Cigna Healthcare, Commercial plans for the code itself is "
        "kept here; a range that a result quotes is of that result's own subject."
    ),
}
"""What is told of what a query names, by query; nothing beside the day where the text is empty."""


@pytest.mark.parametrize(("typed", "note"), TOLD.items())
def test_what_is_named_and_not_answered_is_told(typed, note, answered):
    notes = [told for told in answered(typed)["notes"] if not told.startswith("Answers are of")]
    assert (note in notes) if note else not notes


@pytest.mark.parametrize(
    ("typed", "left_out"),
    [
        ("not cigna 0708T coverage", "cigna"),
        ("everyone but aetna 0709T coverage", "aetna"),
        ("0709T except uhc", "uhc"),
    ],
)
def test_no_plan_answers_that_is_ruled_out(typed, left_out, answered):
    found = answered(typed)
    shown = [*(one["scope"] for one in found["card"]["answers"]), *(hit["entry"] for hit in found["hits"])]
    assert shown
    assert not [one for one in shown if one.startswith(f"{left_out}/")]


@pytest.mark.parametrize("typed", FIRST_NOTES)
def test_what_the_results_do_not_hold_is_told(typed, answered):
    assert FIRST_NOTES[typed] in answered(typed)["notes"]


@pytest.mark.parametrize("typed", LEADS)
def test_a_code_or_a_document_leads_to_its_page_however_it_is_typed(typed, answered):
    assert answered(typed)["hits"][0]["entry"].startswith(LEADS[typed])


@pytest.mark.parametrize(
    "typed",
    ["when did aetna cpb 0641 change", "aetna cpb 9999 effective date", "what changed in LCD L39999 medicare"],
)
def test_a_document_that_stands_nowhere_gets_no_day_of_another(typed, answered):
    notes = answered(typed)["notes"]
    assert any("stands nowhere in this library" in note for note in notes)
    assert not [note for note in notes if re.search("effective [0-9]{4}", note)]


@pytest.mark.parametrize("out", ["besides cigna", "other than cigna", "apart from cigna", "anyone but cigna"])
def test_who_is_left_out_in_other_words_gives_no_answer(out, answered):
    found = answered(f"does any payer {out} cover 0709T")
    assert "Left out, as asked: Cigna Healthcare." in found["notes"]
    assert "cigna/commercial" not in {one["scope"] for one in found["card"]["answers"]}


@pytest.mark.parametrize("step", ["appeals council", "DAB", "federal court", "judicial review", "fourth level"])
def test_a_later_step_of_an_appeal_is_not_answered_by_the_first(step, answered):
    found = answered(f"medicare {step} appeal deadline")
    assert f"no time limit is stated for {step}" in found["notes"][0]


@pytest.mark.parametrize("word", ["dental", "vision", "hospice"])
def test_another_kind_of_insurance_is_never_read_for_a_word_near_it(word, answered):
    found = answered(f"{word} 0709T cigna")
    assert ([], [word]) == (found["read_as"]["mended"], found["unread"])
    assert any(f"“{word}”" in note for note in found["notes"])


@pytest.mark.parametrize("typed", ["0660T uhc", "99213 uhc coverage", "0795T aetna experimental", "0002T cigna"])
def test_a_code_without_a_page_is_given_no_value_of_other_codes(typed, answered):
    found = answered(typed)
    assert (None, []) == (found["card"], [hit["value"] for hit in found["hits"] if hit["value"]])


@pytest.mark.parametrize("typed", ["cigna cob timely filing secondary", "aetna non par filing limit"])
def test_what_the_first_result_says_in_other_words_is_not_missed(typed, answered):
    assert not [note for note in answered(typed)["notes"] if "does not say whether" in note]


@pytest.mark.parametrize(
    "typed", ["is 0709T an add on, primary?", "0709T timely filing limit", "0709T same provider same day"]
)
def test_where_no_plan_is_named_and_a_plans_rule_leads_the_reader_is_told(typed, answered):
    found = answered(typed)
    assert found["hits"][0]["scope"]
    assert found["notes"][0].startswith("No plan is named")


def test_without_a_plan_every_plan_answers_and_the_reader_is_told(answered):
    found = answered("0709T prior auth required?")
    assert sum(count["plans"] for count in found["card"]["counts"]) > 30
    assert found["notes"][0].startswith("No plan is named")


@pytest.mark.parametrize("typed", LIMITS)
def test_a_time_limit_for_a_group_is_told_before_anything(typed, answered):
    assert LIMITS[typed] in answered(typed)["notes"][0]


@pytest.mark.parametrize("typed", BESIDE)
def test_what_other_plans_of_a_payer_say_follows_the_note_and_has_no_value(typed, answered):
    found, (told, entry) = answered(typed), BESIDE[typed]
    assert told in found["notes"][0]
    assert (None, entry, []) == (found["card"], found["hits"][0]["entry"], values(found))


@pytest.mark.parametrize("typed", BY_CONTEXT)
def test_lines_and_licensees_are_read_by_what_is_beside_them(typed, answered):
    assert BY_CONTEXT[typed] == answered(typed)["read_as"]["plans"]


@pytest.mark.parametrize("typed", SPANS)
def test_a_span_and_a_day_of_decision_are_told_apart(typed, answered):
    read = answered(typed)["read_as"]
    assert SPANS[typed] == (read["date"], read["last_date"])


@pytest.mark.parametrize(
    "typed", ["cigna 0709T 3/30-4/2", "0709T dos 13/45/2026 cigna", "aetna timely filing dos 1/15"]
)
def test_no_answer_stands_where_a_date_could_not_be_read(typed, answered):
    found = answered(typed)
    assert found["card"] is None
    assert re.match("No answer is given: “.*[0-9].*” could not be read as a date.", found["notes"][0])
    assert all(hit["value"].startswith(OF_A_DAY) for hit in found["hits"] if hit["value"])


@pytest.mark.parametrize("typed", ["0709T cigna 3/1/26", "uhc 0709T dos 2025-11-15", "aetna appeal 2024"])
def test_a_value_of_today_is_marked_where_another_day_is_asked_of(typed, answered):
    assert all(hit["value"].startswith(OF_A_DAY) for hit in answered(typed)["hits"] if hit["value"])


@pytest.mark.parametrize("typed", FIRST)
def test_what_is_asked_for_in_short_words_goes_first(typed, answered):
    assert answered(typed)["hits"][0]["url"].startswith(FIRST[typed])


@pytest.mark.parametrize("typed", ["MA timely filing", "0709T MA", "appeal deadline MA"])
def test_that_ma_can_be_two_things_is_told(typed, answered):
    assert any(
        note.startswith("“MA” can be Massachusetts or Medicare Advantage") for note in answered(typed)["notes"]
    )


@pytest.mark.parametrize(
    "typed", ["0708T 0709T 96401 99213", "99214 0708T 0709T 0709T J9325", "0709T 96372 99213 J9999"]
)
def test_of_several_codes_that_no_section_has_together_each_result_has_some(typed, answered):
    found = answered(typed)
    assert "Nothing here speaks of all of these codes together: each result speaks of some of them." in found["notes"]
    assert len(found["hits"]) > 1
