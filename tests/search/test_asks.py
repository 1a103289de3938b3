"""What is no question of an entry, a part of a question, an exception: none of them gets the value of another."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.search.ask_kinds import HOSPITAL
from kb.search.asks import tables

PATTERNS = {
    kind["key"]: (may, re.compile(rf"(?<![0-9a-z])(?:{kind['pattern']})(?![0-9a-z])"))
    for may, kinds in zip(tables("")["may"], tables("")["kinds"], strict=True)
    for kind in kinds
    if kind["key"] != HOSPITAL
}

# A part of a question that is held: what the first value of the card begins with.
HELD_PARTS = {
    "aetna 2nd level appeal # of days": "for appeal, level 2: ",
    "aetna lvl 2 dispute limit": "for appeal, level 2: ",
    "p2p aetna after appeal filed ok?": "for peer-to-peer review: before the appeal",
    "aetna peer to peer timing": "for peer-to-peer review: before the appeal",
    "aetna level 1 appeal days": "for appeal, level 1: 180 calendar days in some cases",
    "mass blue 2nd lvl appeal days": "for second level: 60 days",
    "bcbsma corrected claim or appeal?": "“To correct a claim, file a replacement claim instead of an appeal”",
    "medicare first level appeal": "“The first step is a redetermination",
}

# A part that is not held: the same words for each payer, before the general value.
OPEN_PARTS = {
    "aetna corrected claim time limit": "no time limit is stated for corrected claim; in general: ",
    "cigna replacement claim freq 7 deadline": "no time limit is stated for replacement claim; in general: ",
    "uhc comm corrected claim timely filing": "no time limit is stated for corrected claim; in general: ",
    "medicare corrected claim deadline": "no time limit is stated for corrected claim; in general: ",
    "qic reconsideration deadline medicare": "no time limit is stated for QIC; in general: ",
    "medicare ALJ hearing deadline": "no time limit is stated for ALJ; in general: ",
    "bcbsma p2p deadline": "no time limit is stated for p2p; in general: ",
    "uhc comm peer to peer window": "no time limit is stated for peer-to-peer; in general: ",
    "cigna level 2 provider appeal": "no time limit is stated for level 2; in general: ",
    "cigna member appeal time limit": "no time limit is stated for member; in general: ",
    "aetna expedited appeal": "no time limit is stated for expedited; in general: ",
}

# What is asked for and recorded nowhere, or outside every library: what is told first.
NOT_HELD = {
    "cigna precert fax #": "Data not available: no fax number of Cigna",
    "uhc fax for appeals": "Data not available: no fax number of UnitedHealthcare for appeals",
    "aetna fax for appeals": "Data not available: no fax number of Aetna",
    "uhc pa phone 0709t": "no telephone number of UnitedHealthcare for prior authorization of 0709T",
    "bcbsms mailing address": "Data not available: no postal address of Blue Cross and Blue Shield of Mississippi",
    "is our hospital in network w cigna + oscar": "Network status is not in this library",
    "are we par with aetna": "Network status is not in this library",
    "check if dr smith group is contracted uhc": "Network status is not in this library",
    "uhc par status": "Network status is not in this library",
    "aetna deductible": "What a plan pays for one member is not in this library",
    "cigna copay 0709T": "What a plan pays for one member is not in this library",
    "uhc claim status": "The status of a claim is not in this library",
    "where is my claim bcbsma": "The status of a claim is not in this library",
    "cigna eft enrollment": "Enrollment and credentialing are not in this library",
    "medicare 0709T opps status indicator apc": "Data not available: no page here records an OPPS status indicator",
    "0708T apc": "no page here records an OPPS status indicator, an APC or an ASC payment status of 0708T",
    "opps si for 0709T": "no page here records an OPPS status indicator, an APC or an ASC payment status of 0709T",
    "anthem tvec w/ opdivo": "nothing found of Anthem Blue Cross and Blue Shield tells whether it is covered beside",
    "aetna breyanzi + keytruda": "nothing found of Aetna, Commercial plans tells whether it is covered beside",
    "cigna 0558 updates": "no list of what changed of Cigna Healthcare, Commercial plans was found",
    "fep brochure updates": "Data not available: no list of what changed of Federal Employee Program was found",
    "cigna policy 0558 what is new": "Data not available: no list of what changed of Cigna Healthcare",
}

# What is asked for and held: the section that goes first, and words that its excerpt shows.
HELD = {
    "aetna phone": ("aetna/", "1-888-632-3862"),
    "aetna provider line medicare phone": ("aetna/payer.html#contacts", "1-800-624-0756"),
    "cigna medicare advantage appeals address": ("cigna/commercial/all-codes.html#appeals", "PO Box 188011"),
    "where to mail appeal bcbsma": ("bcbs/massachusetts/appeals.html#appeals", "PO Box 986065"),
    "aetna provider portal": ("aetna/payer.html#contacts", ""),
    "what changed uhc category iii april 2026": ("uhc/commercial/category-iii", "took out 0660T and 0795T-0803T"),
    "uhc comm cat iii codes removed from list": (
        "uhc/commercial/category-iii.html#coverage",
        "took out 0660T and 0795T-0803T",
    ),
    "does aetna cover imlygic w/ keytruda same time": (
        "aetna/commercial/talimogene-laherparepvec.html#billing",
        "not in combination with J9228, J9271 or J9299",
    ),
    "opdivo plus tvec aetna": (
        "aetna/commercial/talimogene-laherparepvec.html#billing",
        "not in combination with J9228, J9271 or J9299",
    ),
    "aetna imlygic concurrent ipilimumab ok": ("aetna/commercial/talimogene-laherparepvec.html#billing", "J9228"),
    "what happened to old car-t T codes cigna, replaced": ("cigna/commercial/car-t.html#billing", "deleted T codes"),
    "bcbstx CPCP028 revisions": ("bcbs/texas/experimental-services.html#coverage", "2023-04-01 and 2023-07-01"),
}

# The status of a document: what is told first.
STATUS = {
    "ncd 310.1 still v2 in 2026?": "ending date, 2024-05-27, and another leaves it blank",
    "ncd 310.1 retired": "effective 2007-07-09",
    "cigna 0558 current version": "2026-04-15 on three pages and 2026-04-16 on a fourth",
    "L33392 still active? j6": "no effective date of its own is on record",
    "cigna policy 0558 in draft or final": "effective 2026-04-15",
}

# The question that is read.
QUESTIONS = {
    "do we have to send trial protocol to aetna w/ claim cpb 466": "documentation",
    "noridian A55681 what to send w/ T code": "documentation",
    "attach op notes with first claim wps 0709T": "documentation",
    "what do we submit with claim cgs T code": "documentation",
    "how long do we have to submit claim aetna": "timely-filing",
    "blue shield ca covered california ucsf 0709t $": "benchmarks",
    "0709T $$ orlando regional": "benchmarks",
    "$ for 0708T uhc": "benchmarks",
    "96401 0709T which one pays": "billing",
    "0708T 96372 which code gets paid": "billing",
    "99205 0708T which of them is denied": "billing",
}

# Words that decide, which the excerpt of the first hit shows.
SHOWN = {
    "0797T uhc covered now?": ("0795T-0803T", "prior-authorization update"),
    "0801T uhc": ("0795T-0803T", "0801T-0803T"),
    "first coast 0174T dos 1/30/2024 records": ("since 2024-02-26", "0174T"),
    "first coast 0264T records": ("0263T-0265T",),
    "fep blue focus no auth penalty": ("Blue Focus: the brochure of 2023", "$100"),
    "fep basic 2026 cell therapy prior approval": ("The 2026 brochure was not seen",),
    "alabama mp-604 tvec": ("medically necessary only where", "investigational otherwise"),
    "96401 0709T which one pays": ("96401", "column 2: denied"),
    "0708T 96372 which code gets paid": ("96372", "column 1: paid"),
    "capital bluecross medicare IND study injection": ("investigational new drug",),
}

# An exception that is asked for: words of the first note.
EXCEPTIONS = {
    "ark bcbs 2022013 no primary coverage criteria contract": "the policy calls the codes investigational instead",
    "arkansas bcbs cat iii contracts without primary coverage criteria": "codes investigational instead",
    "alabama mp-604 tvec": "T-VEC is medically necessary only where",
}

# A document that no page here is, or a subject that no section holds: no value stands, and no card.
NO_VALUE = [
    "cigna 0225 adoptive immuno",
    "cigna 0225",
    "2026T0644O",
    "aetna CPB 0999",
    "ncd 110.22 ok for intradermal vaccine?",
    "is provenge covered by cigna",
    "premera til therapy 8.01.01",
]


def definite(found):
    return [hit["value"] for hit in found["hits"] if hit["value"] and not hit["value"].startswith("data not")]


@pytest.mark.parametrize("typed", [*HELD_PARTS, *OPEN_PARTS])
def test_a_part_of_a_question_has_its_own_row_or_is_told_to_have_none(typed, answered):
    found, value = answered(typed), {**HELD_PARTS, **OPEN_PARTS}[typed]
    assert found["card"]["answers"][0]["value"].startswith(value)
    assert any(value.partition(";")[0] in note for note in found["notes"])
    assert all(hit["value"].startswith(value) for hit in found["hits"][:1] if hit["value"])


@pytest.mark.parametrize("typed", [*NOT_HELD, *HELD, *STATUS])
def test_what_is_no_question_of_an_entry_gets_no_value_of_one(typed, answered):
    found = answered(typed)
    assert (None, []) == (found["card"], [hit["value"] for hit in found["hits"] if hit["value"]])
    assert "ask" in {part["kind"] for part in found["read_as"]["parts"]}


@pytest.mark.parametrize("typed", NOT_HELD)
def test_what_is_recorded_nowhere_is_told_before_anything(typed, answered):
    assert NOT_HELD[typed] in answered(typed)["notes"][0]


@pytest.mark.parametrize("typed", HELD)
def test_the_section_that_tells_of_what_is_asked_for_goes_first(typed, answered):
    found, (url, words) = answered(typed), HELD[typed]
    assert found["hits"][0]["url"].startswith(url)
    assert words in found["hits"][0]["excerpt"]
    assert not [note for note in found["notes"] if note.startswith("Data not available")]


@pytest.mark.parametrize("typed", STATUS)
def test_the_status_of_a_document_is_told_with_what_its_sources_disagree_on(typed, answered):
    assert STATUS[typed] in answered(typed)["notes"][0]


@pytest.mark.parametrize("typed", QUESTIONS)
def test_the_question_is_read_from_how_staff_put_it(typed, answered):
    assert QUESTIONS[typed] == answered(typed)["read_as"]["question"]


@pytest.mark.parametrize("typed", SHOWN)
def test_an_excerpt_shows_the_words_that_decide(typed, answered):
    excerpt = answered(typed)["hits"][0]["excerpt"]
    assert [] == [words for words in SHOWN[typed] if words not in excerpt]


@pytest.mark.parametrize("typed", EXCEPTIONS)
def test_an_exception_that_is_asked_for_goes_before_the_value_of_the_rest(typed, answered):
    found = answered(typed)
    assert EXCEPTIONS[typed] in found["notes"][0]
    assert found["hits"][0]["value"] is None or found["hits"][0]["value"].removeprefix("today: ").startswith("“")


@pytest.mark.parametrize("typed", NO_VALUE)
def test_no_value_stands_for_a_document_or_a_subject_that_nothing_here_is_on(typed, answered):
    found = answered(typed)
    assert (None, []) == (found["card"], definite(found))


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("J9325 uhc mcr adv PA start date", "gives 2019-10-01 as the start"),
        ("vt bcbs experimental services list effective date", "effective"),
    ],
)
def test_a_start_that_stands_in_the_text_alone_is_told_where_no_date_is_on_record(typed, told, answered):
    assert told in answered(typed)["notes"][0]


def test_a_question_outside_the_library_is_not_said_to_be_answered_for_another_network(answered):
    assert not [note for note in answered("are we par with cigna")["notes"] if "first result" in note]


@pytest.mark.parametrize("key", PATTERNS)
def test_a_browser_loads_the_patterns_for_every_text_in_which_one_is_found(key):
    may, pattern = PATTERNS[key]

    @settings(max_examples=200)
    @given(st.from_regex(pattern))
    def loads(text):
        assert re.search(may, text)

    loads()


def test_a_browser_loads_them_for_the_name_of_a_hospital_and_not_for_usual_queries():
    every = tables("mayo[^0-9a-z]+clinic|ucla")["may"]
    assert all(any(re.search(may, text) for may in every) for text in ("mayo clinic 0709t", "ucla price"))
    usual = ("uhc prior auth 0709t", "not covered", "aetna 0709t coverage 2025", "how long to appeal a cigna denial")
    assert not [text for text in usual for may in every if re.search(may, text)]
    assert [False, True, False] == [bool(re.search(may, "what changed aetna")) for may in every]
