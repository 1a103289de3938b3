"""A query beside what the index holds: words are mended and the reader told; codes never are."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.domain.model import Library
from kb.search import reading
from kb.search.analysis import make_concepts
from kb.search.expansion import Corrected, may_mend
from kb.search.lexicon import Lexicon
from kb.search.reading_tables import make_reading_tables
from kb.search.spelling import distance, nearest

SPELLING = {"aetna": 9, "health": 4, "healthcare": 7, "highmark": 3, "humana": 2, "authorization": 8, "united": 5}
TERMS = (
    "#cpb557",
    "0558",
    "0708t",
    "0709t",
    "aetna",
    "authoriz",
    "c43.0",
    "c43.9",
    "healthcar",
    "highmark",
    "united",
)
FACETS = ("effective=2025-12-04", "effective=2026-04-15", "kind=entry", "review=2027-01-04")
FAMILY = {"~foot implants": ("0708t", "0709t")}
LEXICON = Lexicon(TERMS, FACETS, SPELLING, ("0708t", "0709t"), of_families=FAMILY)
CONCEPTS = make_concepts([("uhc", ("UHC", "United Healthcare")), ("foot implants", ("foot implants",))])


TABLES = make_reading_tables(Library({}, {}, ()), CONCEPTS)


def read_query(typed, concepts, lexicon):
    return reading.read_query(typed, concepts, lexicon, TABLES, dt.date(2026, 11, 28))


def read(typed):
    return read_query(typed, CONCEPTS, LEXICON)


@pytest.mark.parametrize(
    ("typed", "terms"),
    [
        ("healthc", ("healthcar",)),
        ("high", ("highmark",)),
        ("unit", ("united",)),
        ("hig", ("hig",)),
        ("cost", ("cost",)),
    ],
)
def test_a_word_that_nothing_has_stands_for_the_few_that_it_begins(typed, terms):
    assert [terms] == [group.terms for group in read(typed).groups]


@pytest.mark.parametrize(
    ("typed", "used"),
    [
        ("aetan", "aetna"),
        ("aetnaa", "aetna"),
        ("aetma", "aetna"),
        ("hihgmark", "highmark"),
        ("humna", "humana"),
        ("autorizatoin", "authorization"),
    ],
)
def test_a_misspelt_name_is_mended_and_the_reader_told(typed, used):
    assert (Corrected(typed, used),) == read(typed).mended


@pytest.mark.parametrize("typed", ["aetna", '"aetan"', "-aetan", "aet", "zzzzzz", "0708x", "aetan1", "aetan*"])
def test_a_word_that_stands_or_is_quoted_denied_short_far_off_or_has_a_digit_is_left(typed):
    assert () == read(typed).mended


def test_a_mended_word_is_read_as_if_it_had_been_typed_so():
    found = read("united helthcare 0709T")
    assert [("concept", ("~uhc",)), ("word", ("0709t",))] == [(group.kind, group.terms) for group in found.groups]


def test_the_more_frequent_of_two_equally_near_words_is_meant():
    assert "beta" == nearest("bata", {"bath": 1, "beta": 2})
    assert "bath" == nearest("bata", {"bath": 2, "beta": 2})


def test_the_beginning_of_a_code_stands_for_the_codes_and_says_so():
    found = read("070")
    assert (("any", ("0708t", "0709t")), ("070 is the beginning of 0708T, 0709T.",)) == (
        (found.groups[0].kind, found.groups[0].terms),
        found.notes,
    )


def test_a_number_that_stands_finds_the_codes_with_a_page_too():
    lexicon = Lexicon(("0709", "0709t", "0709u"), (), {}, ("0709t",))
    found = read_query("0709", CONCEPTS, lexicon)
    assert ("0709", "0709t") == found.groups[0].terms
    assert ("0709 is the beginning of 0709T.",) == found.notes


def test_a_number_that_stands_and_begins_no_code_with_a_page_is_itself():
    assert (("word", ("0558",)), ()) == (
        (read("0558").groups[0].kind, read("0558").groups[0].terms),
        read("0558").notes,
    )


def test_a_family_of_diagnoses_stands_for_its_members_and_says_so():
    found = read("C43")
    assert ("c43.0", "c43.9") == found.groups[0].terms
    assert ("C43 is a family of diagnoses: C43.0, C43.9.",) == found.notes


def test_the_name_of_a_family_of_codes_stands_for_its_codes_and_says_so():
    found = read("foot implants aetna")
    assert (("any", ("0708t", "0709t")),) == tuple((group.kind, group.terms) for group in found.groups[:1])
    assert ("FOOT IMPLANTS is a family of codes: 0708T, 0709T.",) == found.notes


def test_a_code_that_stands_nowhere_is_searched_as_it_was_typed():
    assert ("0707t",) == read("0707T").groups[0].terms
    assert ["0707T"] == [code.written for code in read("0707T").absent]


@pytest.mark.parametrize(
    ("word", "known"),
    [
        *(("uncovered", "covered"), ("incorrect", "correct"), ("covered", "uncovered"), ("specified", "unspecified")),
        *(("unrequired", "required"), ("disapproved", "approved"), ("listed", "delisted"), ("denied", "nonied")),
    ],
)
def test_no_word_is_mended_across_a_beginning_that_turns_its_sense(word, known):
    assert not may_mend(word, known, LEXICON)


def test_a_name_is_mended_to_only_by_one_slip():
    lexicon = Lexicon((), (), {}, (), frozenset({"highmark", "premera", "aetna"}))
    assert may_mend("hihgmark", "highmark", lexicon)
    assert may_mend("premara", "premera", lexicon)
    assert may_mend("aetnna", "aetna", lexicon)
    assert not may_mend("aesop", "aetna", lexicon)
    assert not may_mend("hallmark", "highmark", lexicon)


def test_a_star_stands_for_every_word_that_begins_so():
    assert ("authoriz",) == read("auth*").groups[0].terms
    assert ("0708t", "0709t") == read("07*").groups[0].terms


@pytest.mark.parametrize(
    ("typed", "held"),
    [
        ("effective:2026", ("effective=2026-04-15",)),
        ("effective:2026-04", ("effective=2026-04-15",)),
        ("effective:..2025", ("effective=2025-12-04",)),
        ("effective:2025-12..2026-04", ("effective=2025-12-04", "effective=2026-04-15")),
        ("effective:2026..", ("effective=2026-04-15",)),
        ("review:2027-01-04", ("review=2027-01-04",)),
        ("effective:2024", ("effective=none between 2024 and 2024",)),
    ],
)
def test_a_span_of_dates_stands_for_the_dates_within_it(typed, held):
    assert (("facet", held),) == tuple((group.kind, group.terms) for group in read(typed).groups)


WORDS = st.text("abcd", max_size=6)


@given(WORDS, WORDS)
def test_faults_between_two_words_are_the_same_both_ways(one, other):
    assert distance(one, other, 9) == distance(other, one, 9)
    assert (distance(one, other, 9) == 0) == (one == other)


@given(st.text(max_size=40))
def test_no_text_is_an_error(typed):
    read(typed)
