"""Hospitals, products, days and codes named as staff name them lead to what the library has of them, or lacks."""

from __future__ import annotations

import pytest

# A hospital by a name of staff: the one whose row leads.
ROWS_OF = {
    "tgh 0708T united price": "Tampa General",
    "tampa gen 0709T uhc exchange amount": "Tampa General",
    "u chicago 0709T uhc amount": "UChicago Medicine",
    "university of chicago 0708T rate": "UChicago Medicine",
    "wellstar uhc 0708T rate": "Wellstar Kennestone",
    "ormc 0709T uhc price": "Orlando Regional",
    "cleve clinic 0708T price": "Cleveland Clinic",
}

# A hospital whose price file has no row: what is told of it.
WITHOUT_ROW = {
    "stanford 0708T charges": "Stanford's was readable in part, without a row",
    "stanford hosp price 0709t": "Stanford's was readable in part, without a row",
    "md anderson 0708T price": "MD Anderson, MGH and Johns Hopkins among them, hold no row",
    "mass general 0709T rate": "MD Anderson, MGH and Johns Hopkins among them, hold no row",
    "jhh 0709T charge": "MD Anderson, MGH and Johns Hopkins among them, hold no row",
    "musc 0709T file": "MUSC Charleston and UW Medical Center have no row in theirs",
    "uwmc 0708T gross charge": "MUSC Charleston and UW Medical Center have no row in theirs",
}

# A product beside a plan without an entry on it: the rule on a range of codes that its code falls in.
BY_CODE = {
    "imlygic uhc": "uhc/commercial/injectable-cancer-drugs#prior-authorization",
    "uhc tvec auth": "uhc/commercial/injectable-cancer-drugs#prior-authorization",
    "united imlygic coverage": "uhc/commercial/injectable-cancer-drugs#prior-authorization",
    "uhc ma imlygic pa": "uhc/medicare-advantage/injectable-cancer-drugs#prior-authorization",
}

# The same where no rule is on the code: the query is left as it was typed.
AS_TYPED = (
    *("imlygic cigna", "imlygic arkansas bcbs", "capital blue cross sipuleucel", "anthem tvec", "aetna imlygic"),
    *("imlygic uhc timely filing", "bcbs al imlygic", "anthem imlygic cg-med-67"),
)

# Days without a year: what the entry found records of them.
YEARLESS = {
    "uhc ma policy 3/2 or 4/2 edition which": "One page dates the policy 2026-03-02, another 2026-04-02.",
    "0558 eff 4/15 or 4/16": "2026-04-15 on three pages and 2026-04-16 on a fourth",
    "policy 0558 4/15 vs 4/16": "2026-04-15 on three pages and 2026-04-16 on a fourth",
    "uhc medicare advantage cat III 3/2 vs 4/2": "One page dates the policy 2026-03-02, another 2026-04-02.",
}

# T codes beside a product of which the plan has an entry: the codes that took their place.
T_CODES = (
    *("kymriah cigna temp T codes 2024", "cigna T code kymriah claim dos 12/2024 vs 2025"),
    *("cigna kymriah t codes", "old t code kymriah cigna"),
)

# The question that words of habit put.
QUESTIONS = {
    "ucla 0708T self pay": "benchmarks",
    "0709T approved by the FDA needed?": "",
    "mue chg 0708T 2024 vs 2026": "billing",
    "lot number required 0709T aetna?": "documentation",
    "cigna pays second, prim EOB 9/18/26 par last day": "timely-filing",
    "CO-22 cigna 2nd payer eob date limit": "timely-filing",
    "cigna 2nd payer deadline to file": "timely-filing",
}

# What leads where a plan and a code are named, and entries on other subjects are background alone.
OFF_CODE = {
    "PR-204 anthem 0709T": "bcbs/anthem/experimental-services#coverage",
    "premera investigative denial 0708T": "bcbs/premera/experimental-services#coverage",
    "premera alaska 0709T": "bcbs/premera/experimental-services#coverage",
}

# Of two codes with a page: a section of each stands among the first.
OF_BOTH = {
    "0708T-51 0709T-51": "modifiers",
    "0708T 0709T modifier 51": "modifiers",
}

# What is told, and nothing denied.
TOLD = {
    "cleveland clinic 0709t rate $2.7m real?": "$2.7 million is a placeholder and must not be used",
    "cleveland clinic 2.7 mil really 0708T": "$2.7 million is a placeholder and must not be used",
    "cleve clinic 2.7 million price": "$2.7 million is a placeholder and must not be used",
    "A52926 ver 9 vs ver 11": "Version 9 of A52926 is cited as a source: see Medicare, National rules: Sipuleucel-T",
    "CO-16 N350 unlisted noridian J9999": "One Medicare contractor, Noridian, wants a concise description",
    "MPG043 15 vs 27 whats different": "no list of what changed was found; what follows may tell of single changes.",
    "ncd 110.22 version 9": "names no version 9.",
    "mgh and cleveland clinic 0709T price": "No amount of “mgh” is recorded here.",
    "TIL therapy aetna": "No entry of Aetna, Commercial plans is on “til therapy”",
    "medicare ma vs aetna 0709T": "of Medicare is of Original Medicare",
    "uhc or medicare part c 0709T": "of Medicare is of Original Medicare",
    "bcbs tx vs aetna imlygic auth": "No entry of Blue Cross and Blue Shield of Texas is on “imlygic”",
    "A52926 v9 vs A52926 v11": "Version 9 of A52926 is cited as a source",
    "how to bill TIL?": "has the word “til”",
    "0708T vs 90471": "Code pairs: “No pair was found between 0708T and 0709T, nor between either of them and 96405",
    "96405 with 0709T": "Code pairs: “No pair was found between 0708T and 0709T",
    "Q2043 J code units bill": "nothing under Units. What it is: “One infusion is one unit",
    "uhc clinical trials 0709T": "No entry of UnitedHealthcare is on “clinical trials”",
    "independence bcbs car t": "Independence Blue Cross is not in this library.",
    "bcbs empire prior auth": "Empire Blue Cross is not in this library.",
    "credence blue 0709T": "Credence Blue Cross and Blue Shield is not in this library.",
    "hopkins advantage md 0709T": "Johns Hopkins Health Plans is not in this library.",
    "t code for til infusion?": "The first results do not speak of “til infusion”; others do.",
    "uhc empire plan NYSHIP 0709T": "The Empire Plan (NYSHIP) is not in this library.",
    "uhc charter plan T code unproven": "Nothing found of UnitedHealthcare has the word “charter”",
    "aetna vs uhc imlygic auth": "No entry of UnitedHealthcare is on “imlygic”: searched by its code, J9325",
}

# What two words of habit together name, and the question that then stands.
BESIDE_OTHERS = {
    "two 0709T cost": "benchmarks",
    "three 0709T covered aetna": "coverage",
    "three 0709T": "billing",
    "denied 95 days late aetna": "timely-filing",
    "claim denied 3 mos late uhc": "timely-filing",
    "denied, 95 days too late, uhc": "timely-filing",
    "denied bc 95 days late aetna": "timely-filing",
    "denied 95 days ago aetna appeal late": "appeals",
    "TIL 38228 prior auth uhc": "prior-authorization",
    "bill TIL aetna": "billing",
    "before collections 0709T": "",
    "cgs T code prior determination": "prior-authorization",
}

# What is told of an unlisted code on a claim.
TOLD_ON_CLAIMS = (
    *("unlisted code 96549 documentation", "unlisted 17999 records to send", "64999 documentation needed"),
)

# Denial codes beside numbers that count something, and those that are read.
DENIED = {
    "denied 29 d/t late aetna": ["29"],
    "carc 151 units": ["151"],
    "denied 151 units 0709T": ["151"],
    "reason code 119 units": ["119"],
    "denied 3 units aetna 0709T": [],
    "denied 95 days late": [],
    "rejection 30 days late uhc": [],
    "denied 60 days/ 180 days appeal aetna": [],
    "aetna denied 22 units 0709T": [],
}

# A hospital that is only where a patient is: whose answer leads.
AT_HOSPITALS = {
    "pt at md anderson uhc 0709T": "uhc/commercial/category-iii#coverage",
    "mgh denied 0709T aetna": "aetna/commercial/0709t#coverage",
    "stanford blue cross ca 0709T": "bcbs/blue-shield-california/0709t#coverage",
}

# Two codes put against each other: a row of code pairs that has both.
PAIRED = {
    "0708T vs 96401": "codes/0708t#code-pairs",
    "0709T versus 96372": "codes/0709t#code-pairs",
    "0708T vs 96413 which paid": "codes/0708t#code-pairs",
}

# What must not be told.
NOT_TOLD = {
    "blue focus car t penalty": "No entry of",
    "fep car-t prior auth": "No entry of",
    "cleveland clinic 0709t rate $2.7m real?": "stands nowhere",
    "bcbs al adoptive": "No entry of",
    "bcbs tx vs aetna imlygic": "No entry of Blue Cross Blue Shield is",
    "Q2043 units medicare": "Alabama",
    "96405 with 96406": "No pair was found",
    "J3590 vs J9999": "take the one that fits",
    "appeal till december uhc": "“till”",
    "aetna clinical trial 0709T": "No entry of",
    "0708T and 0709T together bcbs tx pa required": "Pennsylvania",
    "aetna NME car-t auth before apheresis": "No entry of",
    "cigna kymriah leukapheresis auth": "No entry of",
    "bcbs al thyroid ca adoptive": "No entry of",
    "compare tfl medicare uhc ma bcbsma ma": "no Medicare Advantage plan of Medicare",
    "mgh 38228 price": "0709T",
    "ncd 110.22 version 9": "is cited as a source",
    "imlygic ma plan prior auth": "searched by its code",
    "imlygic medicare advantage auth": "searched by its code",
    "imlygic or provenge uhc auth": "searched by its code",
    "uhc imlygic": "has the word “imlygic”",
}

TYPED_BY_HABIT = [
    typed
    for table in (
        *(ROWS_OF, WITHOUT_ROW, BY_CODE, AS_TYPED, YEARLESS, T_CODES, QUESTIONS, OFF_CODE, OF_BOTH, TOLD, NOT_TOLD),
        *(PAIRED, TOLD_ON_CLAIMS, BESIDE_OTHERS, DENIED, AT_HOSPITALS),
    )
    for typed in table
]
"""Every query here: a test holds that the browser answers each alike."""


def sections_of(found):
    """Return the sections found, as the tables here write them."""
    return [f"{hit['entry']}#{hit['section']}" for hit in found["hits"]]


@pytest.mark.parametrize(("typed", "hospital"), ROWS_OF.items())
def test_the_row_of_a_hospital_leads_by_any_of_its_names(typed, hospital, answered):
    assert f"Hospital: {hospital}" in answered(typed)["hits"][0]["excerpt"]


@pytest.mark.parametrize(("typed", "told"), WITHOUT_ROW.items())
def test_of_a_hospital_without_a_row_that_is_told(typed, told, answered):
    found = answered(typed)
    assert any(note.startswith("No amount of “") and told in note for note in found["notes"])
    assert sections_of(found)[0] == "codes/0709t#observed-amounts"


@pytest.mark.parametrize(("typed", "section"), BY_CODE.items())
def test_a_product_without_an_entry_is_asked_about_by_its_code(typed, section, answered):
    found = answered(typed)
    assert section == sections_of(found)[0]
    assert found["read_as"]["codes"] == ["J9325"]
    assert any("searched by its code, J9325" in note for note in found["notes"])


@pytest.mark.parametrize("typed", AS_TYPED)
def test_where_no_rule_is_on_the_code_the_query_stays_as_it_was_typed(typed, answered):
    assert answered(typed)["read_as"]["codes"] == []


@pytest.mark.parametrize(("typed", "told"), YEARLESS.items())
def test_days_without_a_year_find_the_conflict_on_them(typed, told, answered):
    assert any(", conflicts: “" in note and told in note for note in answered(typed)["notes"])


@pytest.mark.parametrize("typed", T_CODES)
def test_t_codes_of_a_product_are_told_by_the_entry_on_it(typed, answered):
    assert sections_of(answered(typed))[0] == "cigna/commercial/car-t#billing"


@pytest.mark.parametrize(("typed", "question"), QUESTIONS.items())
def test_words_of_habit_put_their_question(typed, question, answered):
    assert question == (answered(typed)["read_as"]["question"] or "")


@pytest.mark.parametrize(("typed", "section"), OFF_CODE.items())
def test_what_is_known_of_another_subject_does_not_lead_for_a_code(typed, section, answered):
    assert section == sections_of(answered(typed))[0]


@pytest.mark.parametrize(("typed", "section"), OF_BOTH.items())
def test_of_two_codes_each_page_tells_its_own(typed, section, answered):
    assert {f"codes/0708t#{section}", f"codes/0709t#{section}"} <= {*sections_of(answered(typed))[:3]}


@pytest.mark.parametrize(("typed", "told"), TOLD.items())
def test_what_the_library_has_is_told(typed, told, answered):
    assert any(told in note for note in answered(typed)["notes"])


@pytest.mark.parametrize(("typed", "said"), NOT_TOLD.items())
def test_nothing_is_denied_that_is_not_asked(typed, said, answered):
    assert not any(said in note for note in answered(typed)["notes"])


@pytest.mark.parametrize(("typed", "question"), BESIDE_OTHERS.items())
def test_words_that_stand_for_several_things_yield_to_a_question_put_by_word(typed, question, answered):
    assert question == (answered(typed)["read_as"]["question"] or "")


@pytest.mark.parametrize(("typed", "codes"), DENIED.items())
def test_a_number_that_counts_days_or_units_is_no_denial_code(typed, codes, answered):
    assert codes == [part["label"] for part in answered(typed)["read_as"]["parts"] if part["kind"] == "denial"]


@pytest.mark.parametrize(("typed", "section"), AT_HOSPITALS.items())
def test_a_hospital_where_a_patient_is_takes_no_answer_of_a_plan_away(typed, section, answered):
    assert section == sections_of(answered(typed))[0]


@pytest.mark.parametrize(("typed", "section"), PAIRED.items())
def test_of_two_codes_put_against_each_other_a_row_that_has_both_leads(typed, section, answered):
    assert section == sections_of(answered(typed))[0]


@pytest.mark.parametrize("typed", TOLD_ON_CLAIMS)
def test_what_an_unlisted_code_needs_on_a_claim_leads(typed, answered):
    assert sections_of(answered(typed))[0] == "codes/0708t#life-cycle"
