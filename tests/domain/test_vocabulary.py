from __future__ import annotations

import pytest

from kb.domain import vocabulary
from kb.domain.vocabulary import COVERAGE, DENIALS, QUESTIONS, Value, names, question, tone

LISTS = [
    name for name, held in vars(vocabulary).items() if isinstance(held, tuple) and held and isinstance(held[0], Value)
]


@pytest.mark.parametrize(
    "name", ["prior_authorization", "prior-authorization", "Prior authorization", " PRIOR-AUTHORIZATION "]
)
def test_a_question_is_found_by_key_slug_or_title_in_any_case(name):
    assert "prior_authorization" == question(name).key


def test_there_is_no_question_of_another_name():
    assert question("colour") is None


@pytest.mark.parametrize("name", LISTS)
def test_no_list_holds_a_value_twice(name):
    values = names(getattr(vocabulary, name))
    assert sorted(set(values)) == sorted(values)


def test_no_question_stands_twice():
    keys = [known.key for known in QUESTIONS]
    assert sorted(set(keys)) == sorted(keys)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("covered", "good"),
        ("required in some cases", "partial"),
        ("not covered", "bad"),
        ("data not available", "unknown"),
        ("sources conflict", "unknown"),
        ("90 days from the visit", "neutral"),
    ],
)
def test_an_answer_has_the_tone_of_its_value(value, expected):
    assert expected == tone(value)


def test_the_denials_are_the_worst_of_what_coverage_can_be():
    known = names(COVERAGE)[:-1]
    assert {"investigational", "not covered"} == DENIALS == set(known[-len(DENIALS) :])


def test_no_value_of_another_list_denies():
    assert [] == [
        value.name for name in LISTS if name != "COVERAGE" for value in getattr(vocabulary, name) if value.denies
    ]
