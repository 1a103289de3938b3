"""A query is read for what it asks: the code, the plans, the question and the day, and what is named and not held."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.domain.vocabulary import LINES_OF_BUSINESS, QUESTIONS, names
from kb.search.card import make_card
from kb.search.find import find
from kb.search.intent_words import CALLED
from kb.search.plan_tables import LINE_TITLES, LINES
from kb.search.reading import read_query
from tests.search.habits import ASKS, HABITS, PLANS

TODAY = dt.date(2026, 11, 28)
UHC = ("uhc/commercial", "uhc/medicare-advantage")
NC = ("bcbs/north-carolina-medicare", "bcbs/north-carolina")
CIGNA = ("cigna/commercial",)
AETNA = ("aetna/commercial",)
BOTH = (*CIGNA, *AETNA)

# Each query with its codes, the plans asked of (None: none is named; (): named and not held), and its question.
VECTORS = {
    "uhc prior auth 0709T": ("0709T", UHC, "prior_authorization"),
    "0708t UnitedHealthcare precert": ("0708T", UHC, "prior_authorization"),
    "0709T-59 cigna modifier": ("0709T", CIGNA, "billing"),
    "uhc medicare advantage 0709T prior auth": ("0709T", UHC[1:], "prior_authorization"),
    "uhc medicare 0709T": ("0709T", UHC[1:], ""),
    "uhc MA 0709T": ("0709T", UHC[1:], ""),
    "uhc commercial 0709T covered": ("0709T", UHC[:1], "coverage"),
    "0709T cgs coverage": ("0709T", ("medicare/cgs",), "coverage"),
    "medicare national 0709T coverage": ("0709T", ("medicare/national",), "coverage"),
    "medicare cgs ngs 0709T coverage": ("0709T", ("medicare/cgs", "medicare/ngs"), "coverage"),
    "medicare florida 0709T coverage": ("0709T", ("medicare/first-coast",), "coverage"),
    "medicare fl 0709T": ("0709T", ("medicare/first-coast",), ""),
    "medicare texas 0709T coverage": ("0709T", ("medicare/national",), "coverage"),
    "medicare in Ohio 0709T": ("0709T", ("medicare/national",), ""),
    "who is the MAC for Florida": ("", ("medicare/first-coast",), ""),
    "aetna cigna 0709T TFL": ("0709T", (*AETNA, *CIGNA), "timely_filing"),
    "cigna or aetna 0709T coverage": ("0709T", BOTH, "coverage"),
    "cigna vs uhc": ("", (*CIGNA, *UHC), ""),
    "medicare vs cigna 0709T": ("0709T", None, ""),
    "payer:uhc code:0709t question:prior-authorization": ("0709T", UHC, "prior_authorization"),
    "scope:uhc/commercial 0709T coverage": ("0709T", UHC[:1], "coverage"),
    'aetna 0709T "prior authorization"': ("0709T", AETNA, "prior_authorization"),
    "not covered 0709T aetna, how long to appeal": ("0709T", AETNA, "appeals"),
    "coverage of 0709T aetna -cigna": ("0709T", AETNA, "coverage"),
    "cigna commercial prior auth": ("", CIGNA, "prior_authorization"),
    "bcbs texas 0709T coverage": ("0709T", ("bcbs/texas",), "coverage"),
    "blue cross of texas 0709T": ("0709T", ("bcbs/texas",), ""),
    "texas blue cross 0709T": ("0709T", ("bcbs/texas",), ""),
    "bcbstx 0709T": ("0709T", ("bcbs/texas",), ""),
    "bcbs tx 0709T": ("0709T", ("bcbs/texas",), ""),
    "BlueCross BlueShield of Vermont 0709T": ("0709T", ("bcbs/vermont",), ""),
    "blue cross and blue shield of alabama medicare advantage": ("", ("bcbs/alabama-medicare-advantage",), ""),
    "bcbs north carolina 0709T coverage": ("0709T", NC, "coverage"),
    "north carolina blue cross 0709T": ("0709T", NC, ""),
    "bcbs nc medicare 0709T": ("0709T", NC[:1], ""),
    "capital blue cross medicare advantage": ("", ("bcbs/capital-medicare-advantage",), ""),
    "highmark west virginia 0709T": ("0709T", ("bcbs/highmark-wv",), ""),
    "bcbs 0709t PA": ("0709T", None, "prior_authorization"),
    "bcbs pa 0709T coverage": ("0709T", ("bcbs/highmark-pa",), "coverage"),
    "bcbs illinois 0709T coverage": ("0709T", (), "coverage"),
    "bcbs ks 0709T": ("0709T", (), ""),
    "does blue cross of idaho cover 0709T": ("0709T", (), "coverage"),
    "bcbs cincinnati 0709T coverage": ("0709T", (), "coverage"),
    "bcbsoh 0709T": ("0709T", (), ""),
    "empire blue cross 0709T": ("0709T", (), ""),
    "humana 0709T": ("0709T", (), ""),
    "humana medicare advantage 0709T": ("0709T", (), ""),
    "aetna medicare advantage 0709T covered": ("0709T", (), "coverage"),
    "cigna medicare 0709T": ("0709T", (), ""),
    "uhc community plan 0709T prior auth": ("0709T", (), "prior_authorization"),
    "uhc exchange 0709T coverage": ("0709T", (), "coverage"),
    "medicaid 0709T coverage": ("0709T", (), "coverage"),
    "how much does medicare national pay for 0709T": ("0709T", ("medicare/national",), "benchmarks"),
    "what will Medicare pay for 0709T": ("0709T", None, "benchmarks"),
    "cigna reimbursement 0709T": ("0709T", CIGNA, "benchmarks"),
    "what is 0709T paid by aetna": ("0709T", AETNA, "benchmarks"),
    "what aetna pays 0709T": ("0709T", AETNA, "benchmarks"),
    "aetna allowable 0708T": ("0708T", AETNA, "benchmarks"),
    "does aetna pay for 0709T": ("0709T", AETNA, "coverage"),
    "bill 0709T aetna, denied, how do I appeal": ("0709T", AETNA, "appeals"),
    "CO-29 aetna": ("", AETNA, "timely_filing"),
    "CO 197 0709T cigna": ("0709T", CIGNA, "prior_authorization"),
    "uhc prior auth code:99213": ("99213", UHC, "prior_authorization"),
    "prior auth 0709T": ("0709T", None, "prior_authorization"),
    "what does 0708T mean": ("0708T", None, ""),
    "0708T-0710T coverage": ("0708T", None, "coverage"),
    "uhc time to appeal": ("", UHC, "appeals"),
    "medicare national ALJ hearing time limit": ("", ("medicare/national",), "appeals"),
    "cigna appeal filing deadline": ("", CIGNA, "appeals"),
    "anthem california 0709T coverage": ("0709T", ("bcbs/anthem",), "coverage"),
    "premera alaska 0709T": ("0709T", ("bcbs/premera",), ""),
    "FEP texas 0709T": ("0709T", ("bcbs/fep",), ""),
    "bcbs mass timely filing": ("", ("bcbs/massachusetts",), "timely_filing"),
    "bcbs ark 0709T coverage": ("0709T", ("bcbs/arkansas",), "coverage"),
    "mass bcbs 0709T": ("0709T", ("bcbs/massachusetts",), ""),
    "blue cross tenn 0709T": ("0709T", (), ""),
    "bcbs tex 0709T": ("0709T", ("bcbs/texas",), ""),
    "uhc miss 0709T": ("0709T", UHC, ""),
    "uhc comm 0709T": ("0709T", UHC[:1], ""),
    "aetna recon time limit": ("", AETNA, "appeals"),
    "does cigna pay 0709T": ("0709T", CIGNA, "coverage"),
    "will uhc comm pay 0708T": ("0708T", UHC[:1], "coverage"),
    "how much does cigna pay 0709T": ("0709T", CIGNA, "benchmarks"),
    "highmark delaware 0709T": ("0709T", (), ""),
    "bcbsma 0709T florida": ("0709T", ("bcbs/massachusetts",), ""),
    "cgs ohio 0709T": ("0709T", ("medicare/cgs",), ""),
    "palmetto NC redetermination": ("", ("medicare/palmetto",), "appeals"),
    "aetna georgia appeal": ("", AETNA, "appeals"),
    "aetna tx timely filing": ("", AETNA, "timely_filing"),
    "uhc oxford 0709T": ("0709T", (), ""),
    "umr 0709T prior auth": ("0709T", (), "prior_authorization"),
    "credence bcbs melanoma vaccine": ("", (), ""),
    "0709T coverage TOB 131": ("0709T", None, "coverage"),
    "capital bluecross 0709T": ("0709T", ("bcbs/capital", "bcbs/capital-medicare-advantage"), ""),
    "capital bluecross medicare 0709T": ("0709T", ("bcbs/capital-medicare-advantage",), ""),
    "cap bc 0709T coverage": ("0709T", ("bcbs/capital", "bcbs/capital-medicare-advantage"), "coverage"),
    "arkansas bc 0709T": ("0709T", ("bcbs/arkansas",), ""),
    "premera bluecross 0709T": ("0709T", ("bcbs/premera",), ""),
    "highmark wny t codes": ("", (), ""),
    "highmark western new york 0709T": ("0709T", (), ""),
    "highmark buffalo 0709T": ("0709T", (), ""),
    "highmark ny 0709T": ("0709T", (), ""),
    "bcbswny 0709T coverage": ("0709T", (), "coverage"),
    "bcbs wny 0709T": ("0709T", (), ""),
    "anthem bcbs socal 0709T": ("0709T", ("bcbs/anthem",), ""),
    "blue shield ca covered california ucsf 0709t": ("0709T", ("bcbs/blue-shield-california",), ""),
    "uhc covered california 0709T": ("0709T", (), ""),
    "bcbs service benefit plan 0709T": ("0709T", ("bcbs/fep",), ""),
    "aetna federal employees health benefits 0709T": ("0709T", (), ""),
    "fee-for-service medicare timely filing": ("", None, "timely_filing"),
    "allied benefit systems 0709T": ("0709T", (), ""),
    "cigna v2 lvl 2 appeal": ("", CIGNA, "appeals"),
    "capital bluecross medicare IND study": ("", ("bcbs/capital-medicare-advantage",), ""),
    "": ("", None, ""),
}
EVERY_PLAN = {
    "fee-for-service medicare timely filing",
    "medicare vs cigna 0709T",
    "bcbs 0709t PA",
    "what will Medicare pay for 0709T",
}
"""Queries that name a payer with many plans: all of them are asked of."""


@pytest.fixture(scope="module")
def library(real_library):
    return real_library


@pytest.fixture(scope="module")
def searcher(real_searcher):
    return real_searcher


@pytest.fixture(scope="module")
def read(searcher):
    def reading(typed):
        return read_query(typed, searcher.concepts, searcher.lexicon, searcher.tables, TODAY)

    return reading


@pytest.mark.parametrize("typed", VECTORS)
def test_a_query_asks_what_it_names(typed, read):
    found, (code, plans, question) = read(typed), VECTORS[typed]
    assert (code, question) == ("".join(found.codes[:1]), found.question)
    if typed in EVERY_PLAN:
        assert found.named
        assert len(found.scopes) > 5
    else:
        assert (plans is not None, plans or ()) == (found.named, found.scopes)


@pytest.mark.parametrize("typed", [typed for typed, (_, plans, _) in VECTORS.items() if plans == ()])
def test_what_is_named_and_not_held_is_told_by_name(typed, read):
    told = " ".join(read(typed).missing)
    assert "is not in this library" in told or "This library" in told


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("bcbs illinois 0709T", "Blue Cross and Blue Shield of Illinois is not in this library."),
        ("bcbs kansas 0709T", "This library has no Blue Cross Blue Shield plan for Kansas."),
        ("aetna medicare advantage", "This library has no Medicare Advantage plan of Aetna. It has: commercial."),
        (
            "uhc medicaid",
            "This library has no Medicaid plan of UnitedHealthcare. It has: commercial, Medicare Advantage.",
        ),
        ("medicare florida", "The Medicare contractor (MAC) for Florida is First Coast."),
        (
            "medicare ohio",
            (
                "Which Medicare contractor (MAC) serves Ohio is not recorded in this library. "
                "What follows are Medicare's national rules."
            ),
        ),
        ("bcbs cincinnati", "This library knows no Blue Cross Blue Shield plan called “cincinnati”."),
    ],
)
def test_the_sentence_on_what_is_not_held_says_what_is(typed, told, read):
    assert (told,) == read(typed).missing


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("premera alaska", "Whether a rule of Premera Blue Cross holds in Alaska is not recorded in this library."),
        (
            "bcbsma florida",
            "This library has Blue Cross Blue Shield of Massachusetts for Massachusetts, not for Florida.",
        ),
        (
            "highmark delaware",
            (
                "This library has Highmark Pennsylvania and Highmark West Virginia, Medicare Advantage "
                "for Pennsylvania and West Virginia, not for Delaware."
            ),
        ),
        ("wps iowa", "Whether a rule of WPS holds in Iowa is not recorded in this library."),
        (
            "cigna georgia appeal",
            "Answers of Cigna Healthcare are not kept by state here: Georgia may have a rule of its own.",
        ),
        ("0709T cigna 2020", "0709T began on Jan 1, 2022: before that there was no such code."),
        (
            "massachusetts 0709T covered?",
            (
                "No payer is named. This library has for Massachusetts: Blue Cross Blue Shield of Massachusetts. "
                "Add the payer for its answer."
            ),
        ),
    ],
)
def test_what_is_doubtful_about_whose_answer_it_is_is_told_first(typed, told, read):
    assert told == read(typed).missing[0]


@pytest.mark.parametrize("typed", ["massachusetts 0709T covered?", "0709T texas prior auth", "north carolina 0709T"])
def test_a_state_alone_has_no_card_since_no_payer_was_named(typed, library, read):
    assert read(typed).state_only
    assert make_card(read(typed), library, lambda *_: "") is None


@pytest.mark.parametrize("typed", ["0709T cigna 2020", "BCBSMA 0709T 1/1/2020", "0708T medicare DOS 12/31/2021"])
def test_a_code_has_no_card_of_a_day_before_it_began(typed, library, read):
    assert make_card(read(typed), library, lambda *_: "") is None


def test_a_year_that_was_read_as_the_day_is_not_called_unread(read):
    assert "2024" in read("cigna 0709T 2024 coverage").read


@pytest.mark.parametrize("typed", ["uhc oxford 0709T", "humana 0709T coverage", "credence 0709T", "cigna 0709T 2028"])
def test_what_the_reading_used_is_not_called_unread(typed, searcher):
    found = find(searcher, typed, 3, TODAY)
    assert ((), 0) == (found.unread, sum("the word" in note for note in found.notes))


@pytest.mark.parametrize(
    ("typed", "days"),
    [
        ("0709T DOS 3/1/26 cigna coverage", ("2026-03-01", "2026-03-01")),
        ("was 0709T covered by Cigna in March 2024", ("2024-03-01", "2024-03-31")),
        ("0709T coverage in 2020 cigna", ("2020-01-01", "2020-12-31")),
        ("cigna 0709T last year", ("2025-01-01", "2025-12-31")),
        ("cigna 0709T", ("", "")),
    ],
)
def test_the_day_of_service_is_read(typed, days, read):
    assert days == (read(typed).day, read(typed).last_day)


def test_a_day_that_cannot_be_is_told(read):
    assert ("“2/30/2026” is no date; write it as 03/01/2026, or as 2026-03-01.",) == read("0709T 2/30/2026").notes


def test_the_parts_of_a_reading_are_shown_in_order(read):
    found = read("0709T cigna coverage 3/1/2026")
    assert ["0709T", "Cigna Healthcare, Commercial plans", "Coverage", "3/1/2026"] == [
        one.label for one in found.parts
    ]


def test_a_code_that_begins_like_others_is_not_told_to_stand_nowhere(read):
    assert ((), ("0709 is the beginning of 0709T.",)) == (read("uhc 0709").absent, read("uhc 0709").notes)


def test_every_question_has_its_words(searcher):
    assert {question.key for question in QUESTIONS} == set(CALLED) == set(searcher.tables.intent.questions.values())


def test_every_line_of_business_has_its_title_and_its_words():
    """Original Medicare is named as the payer Medicare; `national` is a kind of plan, not a line."""
    assert {*names(LINES_OF_BUSINESS), "national"} == set(LINE_TITLES) == {*LINES, "original-medicare"}


@pytest.mark.parametrize(("question", "typed"), [(key, one) for key, every in HABITS.items() for one in every])
def test_a_question_is_read_from_how_staff_put_it(question, typed, read):
    assert question == read(typed).question


@pytest.mark.parametrize(("key", "typed"), [(key, one) for key, every in ASKS.items() for one in every])
def test_what_is_asked_for_beside_the_questions_is_told_apart(key, typed, read):
    assert ([key] if key else []) == [ask.key for ask in read(typed).asks]


@pytest.mark.parametrize("typed", PLANS)
def test_a_place_or_a_rate_beside_a_program_or_a_plan_is_no_plan(typed, read):
    assert tuple(PLANS[typed].split(" ")) == read(typed).scopes


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        (
            "38226 cigna dos 12/20/24",
            "38226 began on Jan 1, 2025, which is inferred: before that there was no such code.",
        ),
        (
            "fed employee arkansas 0708T",
            "Federal Employee Program answers for itself: no rule of Arkansas is its own.",
        ),
    ],
)
def test_what_decides_before_any_value_is_told_first(typed, told, read):
    assert told == read(typed).missing[0]


def test_a_number_that_counts_the_word_behind_it_begins_no_code(read):
    assert () == read("aetna MD self funded does 365 d dispute apply").notes


@pytest.mark.parametrize("typed", ["uhc policy date 3/2 or 4/2/26", "uhc policy date 3/2, 4/2/26"])
def test_a_day_without_its_year_takes_that_of_the_day_beside_it(typed, read):
    assert ("2026-03-02", ("Several dates: answers are for “3/2”.",)) == (
        read(typed).day,
        read(typed).notes,
    )


def test_a_phrase_on_a_step_does_not_go_over_a_comma(read):
    (found,) = read("fep 0709t how to appeal, reconsideration days").dimensions
    assert "reconsider" == found[2]


@given(st.text(max_size=60))
def test_no_text_is_an_error(read, typed):
    read(typed)
