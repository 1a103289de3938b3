"""What was typed to groups of terms: syntax where it is one, words where it is not, an error never."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.search import query
from kb.search.analysis import make_concepts
from kb.search.query import FACETS, QUESTION_WORDS, facet_value
from kb.search.typed import clean

CONCEPTS = make_concepts(
    [
        ("prior authorization", ("prior authorization", "prior auth", "PA")),
        ("not covered", ("not covered", "non-covered")),
        ("data not available", ("data not available", "unknown")),
        ("add-on code", ("add-on code", "add-on")),
    ]
)


def parse_query(typed, concepts):
    return query.parse_query(clean(typed), concepts)


KINDS = {"word", "exact", "concept", "value", "any", "phrase", "facet", "prefix", "dates"}


def read(typed):
    """Give each group in short: kind, terms, and a minus before the kind of one that must not match."""
    return [(f"{'-' if group.negative else ''}{group.kind}", *group.terms) for group in parse_query(typed, CONCEPTS)]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Billing units", [("word", "bill"), ("word", "unit")]),
        ("0709t", [("word", "0709t")]),
        ("prior auth 0709T", [("concept", "~prior authorization"), ("word", "0709t")]),
        ("CPB-0557", [("concept", "#cpb557")]),
        ("0708T-0710T", [("any", "0708t", "0709t", "0710t")]),
        ("0708T to 0710T billing", [("any", "0708t", "0709t", "0710t"), ("word", "bill")]),
    ],
)
def test_plain_words_are_words_concepts_and_codes_of_a_range(typed, expected):
    assert expected == read(typed)


@pytest.mark.parametrize("typed", ["not covered", '"not covered"', '"Not  Covered"', "non-covered", '"non-covered"'])
def test_the_name_of_a_value_is_that_value(typed):
    assert [("value", "~not covered")] == read(typed)


def test_two_values_in_a_query_are_two():
    assert [("value", "~data not available"), ("value", "~not covered")] == read("unknown not covered")


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ('"prior authorization"', [("phrase", "prior", "authoriz")]),
        ('"add-on" 0709T', [("phrase", "add", "on"), ("word", "0709t")]),
        ('"vaccines"', [("exact", "vaccin")]),
        (
            '"Not met. Not covered 12 times; B"',
            [("phrase", "not", "met"), ("phrase", "not", "cover", "12", "time"), ("exact", "b")],
        ),
        ('"St. Louis, i.e. here. or there"', [("phrase", "st", "loui", "i", "e", "here"), ("phrase", "or", "there")]),
        ('-"One end. Another"', [("-phrase", "one", "end", "anoth")]),
        ('"half typed', [("phrase", "half", "type")]),
        ('a"b c"d', [("phrase", "b", "c"), ("word", "d")]),
        ('""', []),
        ('"', []),
        ('"-"', []),
    ],
)
def test_words_in_quotes_stand_side_by_side(typed, expected):
    assert expected == read(typed)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("-billing", [("-word", "bill")]),
        ('-"side by side"', [("-phrase", "side", "by", "side")]),
        ('-"not covered"', [("-value", "~not covered")]),
        ("-pa", [("-concept", "~prior authorization")]),
        ("-payer:uhc", [("-facet", "payer=uhc")]),
        ("-other:value", [("-word", "other"), ("-word", "valu")]),
        ("vaccine -payer:uhc", [("word", "vaccin"), ("-facet", "payer=uhc")]),
    ],
)
def test_a_minus_before_a_word_forbids_it(typed, expected):
    assert expected == read(typed)


@pytest.mark.parametrize(
    "typed", ["- billing", "--billing", '"a b"-billing', "add-on", "x-billing", "-59", "0708T-0710T"]
)
def test_a_minus_elsewhere_is_a_hyphen(typed):
    assert not any(group.negative for group in parse_query(typed, CONCEPTS))


@pytest.mark.parametrize("field", FACETS)
def test_a_field_and_a_value_filter(field):
    assert [("facet", f"{field}=some-value")] == read(f'{field.upper()}:"Some  value"')


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("UHC", "uhc"),
        (" not covered ", "not-covered"),
        ("not_covered", "not-covered"),
        ("data \t_\u00a0not available", "data-not-available"),
        ("cigna/commercial", "cigna/commercial"),
        ("Café", "cafe"),
        (" - ", ""),
    ],
)
def test_a_value_is_written_as_facets_hold_it(written, expected):
    assert expected == facet_value(written)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("payer:", [("word", "payer")]),
        ("payer: uhc", [("word", "payer"), ("word", "uhc")]),
        ('payer:""', [("word", "payer")]),
        ("payer:-", [("word", "payer")]),
        ("colour:red", [("word", "colour"), ("word", "red")]),
        ("a:b:c", [("word", "b"), ("word", "c")]),
        (":uhc", [("word", "uhc")]),
    ],
)
def test_a_field_half_typed_or_unknown_is_words(typed, expected):
    assert expected == read(typed)


def test_groups_keep_the_order_typed_and_what_was_written():
    typed = 'Prior Auth "in writing" payer:UHC -Billing'
    assert ["prior auth", "in writing", "payer:uhc", "billing"] == [
        group.written for group in parse_query(typed, CONCEPTS)
    ]


def test_a_minus_before_a_code_forbids_it():
    assert [("-word", "0709t")] == read("-0709T")


def test_typographic_dashes_join_and_typographic_quotes_are_quotes():
    assert [("any", "0708t", "0709t")] == read("0708T–0709T")  # noqa: RUF001
    assert [("word", "cms"), ("word", "rule")] == read("CMS’s rules")  # noqa: RUF001
    assert read('"prior authorization"') == read("“prior authorization”")


@given(st.text(alphabet=st.sampled_from('"-:  ab0709T–payer\u00a0'), max_size=40) | st.text(max_size=80))  # noqa: RUF001
def test_nothing_typed_is_an_error(typed):
    for group in parse_query(typed, CONCEPTS):
        assert group.kind in {
            "word",
            "exact",
            "concept",
            "value",
            "any",
            "phrase",
            "facet",
            "prefix",
            "dates",
        }
        assert group.terms
        assert all(group.terms)


def test_question_words_beside_others_are_passed_over():
    assert [("word", "0709t"), ("word", "aetna")] == read("is 0709T by Aetna")
    assert [("word", "not"), ("word", "pay")] == read("do not pay")


def test_words_that_carry_the_meaning_are_no_question_words():
    assert not {"not", "no", "may", "must", "if", "unless", "without", "only", "all", "never"} & {*QUESTION_WORDS}


def test_question_words_alone_must_stand():
    assert [("word", "what"), ("word", "is"), ("word", "it")] == read("what is it")


@pytest.mark.parametrize(
    ("typed", "little"),
    [
        ("0709T limit time melanoma", {"limit", "time"}),
        ("3 sites b melanoma", {"3", "b"}),
        ("receipt 5 days", {"days"}),
        ("0709T 59", set()),
        ("melanoma 50", {"50"}),
        ("melanoma 1409", set()),
    ],
)
def test_words_of_habit_letters_and_small_bare_numbers_say_little(typed, little):
    assert little == query.slight(parse_query(typed, CONCEPTS))
