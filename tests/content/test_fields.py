from __future__ import annotations

import dataclasses

import pytest

from kb.content import fields
from kb.domain.code_facts import CodePair, Conflict, FeeRow, LifeEvent, Modifier, ObservedAmount, UnitLimit
from kb.domain.contacts import Contact
from kb.domain.model import Source
from kb.domain.periods import Period
from kb.domain.vocabulary import QUESTIONS

TUPLES = [name for name in vars(fields) if name.endswith("_FIELDS")]
ROWS = {
    LifeEvent: fields.LIFE_FIELDS,
    FeeRow: fields.FEE_FIELDS,
    UnitLimit: fields.UNIT_FIELDS,
    CodePair: fields.PAIR_FIELDS,
    Modifier: fields.MODIFIER_FIELDS,
    ObservedAmount: fields.AMOUNT_FIELDS,
    Conflict: fields.CONFLICT_FIELDS,
}


def keys(found):
    return [field.key for field in found]


@pytest.mark.parametrize("name", TUPLES)
def test_no_key_stands_twice_and_each_says_what_it_means(name):
    found = getattr(fields, name)
    assert sorted(set(keys(found))) == sorted(keys(found))
    assert all(field.meaning for field in found)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.__name__)
def test_a_row_has_a_key_for_each_of_its_values_and_requires_those_without_a_default(row):
    values = dataclasses.fields(row)
    assert {value.name for value in values} == set(keys(ROWS[row]))
    needed = {value.name for value in values if value.default is dataclasses.MISSING}
    assert needed == {field.key for field in ROWS[row] if field.required}


def test_a_time_limit_has_a_key_for_each_of_its_values():
    renamed = {"starts": "from", "starts_words": "from_words"}
    values = {renamed.get(value.name, value.name) for value in dataclasses.fields(Period)}
    assert values == set(keys(fields.PERIOD_FIELDS))


def test_a_contact_has_a_key_for_each_of_its_values():
    assert {value.name for value in dataclasses.fields(Contact)} == set(keys(fields.CONTACT_FIELDS))


def test_a_source_record_has_a_key_for_each_value_but_its_id():
    assert {value.name for value in dataclasses.fields(Source)} == {"id", *keys(fields.SOURCE_FIELDS)}


def test_an_entry_has_seven_keys_for_each_question_and_one_more_for_its_time_limits():
    wanted = [
        f"{question.key}{end}"
        for question in QUESTIONS
        for end in ("", "_reason", "_words", "_sources", "_confidence", "_note", "_periods", "_contacts")
        if question.timed or end != "_periods"
    ]
    start = keys(fields.ENTRY_FIELDS).index(QUESTIONS[0].key)
    assert wanted == keys(fields.ENTRY_FIELDS)[start : start + len(wanted)]
