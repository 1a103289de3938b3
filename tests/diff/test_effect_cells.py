"""Which answers a change may move, and which change is the cause: on libraries of a few entries."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from kb.diff.changes import changes
from kb.diff.effects import effects
from kb.domain.model import Answer
from tests.answers.made import BRAND, DAY, LOCAL, MAC, NATIONAL, PLANS, SECOND, SOURCES, library, says, silent

RULE = says("rule", "0710T", "covered")


def moved(base, head):
    """Give the answers that differ: scope, code, question, both values, direction, and the names of the causes."""
    return [
        (one.scope, one.code, one.question, one.before.value, one.after.value, one.direction, one.causes)
        for one in effects(base, head, changes(base, head))
    ]


def cells(base, head):
    return {(scope, code) for scope, code, *_ in moved(base, head)}


def saying(entry, value, key="coverage"):
    return replace(entry, answers={**entry.answers, key: Answer(key, value)})


def test_an_answer_that_differs_is_told_with_its_direction_and_cause():
    told = (PLANS, "0710T", "coverage", "covered", "not covered", "tighter", (RULE.id,))
    assert [told] == moved(library(RULE), library(saying(RULE, "not covered")))


@pytest.mark.parametrize(
    ("fields", "direction"),
    [
        ({"effective": DAY}, "dates only"),
        ({"document": "Another"}, "wording only"),
        ({"owner": "appeals"}, None),
        ({"reviewed": dt.date(2026, 4, 1)}, None),
        ({"review_by": dt.date(2026, 4, 1)}, None),
        ({"ends": DAY}, None),
        ({"date_basis": "not stated"}, None),
    ],
)
def test_what_differs_beside_the_value_is_dates_or_wording_or_nothing(fields, direction):
    found = moved(library(RULE), library(replace(RULE, **fields)))
    assert ([] if direction is None else [direction]) == [one[5] for one in found]


def test_an_answer_by_another_entry_or_of_another_standing_is_neutral():
    twin = says("a-twin", "0710T", "covered")
    assert ["neutral"] == [one[5] for one in moved(library(RULE), library(twin, RULE))]
    sourced = replace(says("rule", "0710T", "covered", sources=("pw",)), sources=SOURCES)
    weaker = replace(says("rule", "0710T", "covered", sources=("sw",)), sources=SOURCES)
    assert ["neutral"] == [one[5] for one in moved(library(sourced), library(weaker))]


@pytest.mark.parametrize(
    ("scope", "scopes"),
    [
        (PLANS, {PLANS}),
        (SECOND, {SECOND}),
        (NATIONAL, {NATIONAL, MAC}),
        (MAC, {MAC}),
        (LOCAL, {LOCAL}),
    ],
)
def test_an_entry_moves_the_answers_of_its_plan_and_a_national_one_those_of_the_contractors(scope, scopes):
    assert {(one, "0710T") for one in scopes} == cells(
        library(), library(says("rule", "0710T", "covered", scope=scope))
    )


def test_a_search_of_the_brand_moves_the_answers_of_its_licensees():
    brand = silent("rule", "0710T", "looked and not found", scope=BRAND)
    assert {(BRAND, "0710T"), (LOCAL, "0710T")} == cells(library(), library(brand))


def test_an_add_on_is_moved_with_its_parent_and_a_code_without_a_page_where_an_entry_names_it():
    assert {(PLANS, "0708T"), (PLANS, "0709T")} == cells(library(), library(says("rule", "0708T", "covered")))
    assert {(PLANS, "0710T"), (PLANS, "0715T")} == {
        cell
        for cell in cells(library(), library(says("rule", "0710T-0715T", "covered")))
        if cell[1] in {"0710T", "0715T"}
    }


def test_of_an_edit_only_the_questions_whose_facts_differ_are_its_effects():
    """An entry that informs, and that is edited on another question, is no cause of what the decider changed."""
    informs = says("informs", "category III", "case by case")
    decides = says("decides", "0710T", "covered")
    head = library(saying(informs, "One a day", "billing"), saying(decides, "not covered"))
    told = {one[2]: one[6] for one in moved(library(informs, decides), head) if one[1] == "0710T"}
    assert {"coverage": (decides.id,), "billing": (informs.id,)} == told


def test_a_decider_goes_before_an_informer_among_the_causes():
    informs = silent("a-informs", "0710T", "not looked up")
    decides = says("decides", "category III", "covered")
    head = library(silent("a-informs", "0710T", "behind login"), saying(decides, "not covered"))
    (causes,) = {one[6] for one in moved(library(informs, decides), head) if one[1] == "0710T"}
    assert (decides.id, informs.id) == causes


def test_a_moved_entry_decides_as_before_and_one_that_is_edited_too_is_the_cause_by_its_new_name():
    elsewhere = replace(RULE, path=f"{PLANS}/moved.md")
    assert [] == moved(library(RULE), library(elsewhere))
    found = moved(library(RULE), library(saying(elsewhere, "not covered")))
    assert [(elsewhere.id,)] == [one[6] for one in found]


def with_page(found, code, **fields):
    return replace(found, codes={**found.codes, code: replace(found.codes[code], **fields)})


@pytest.mark.parametrize(
    ("fields", "reached"),
    [
        ({"add_on_to": "", "primaries": ()}, True),
        ({"family": "another"}, False),
        ({"title": "another"}, False),
        ({"owner": "appeals"}, False),
    ],
)
def test_of_a_code_page_only_the_parent_and_the_concepts_move_answers(fields, reached):
    base = with_page(library(says("rule", "0708T", "covered")), "0709T", primaries=("0708T",))
    assert ({(PLANS, "0709T")} if reached else set()) == cells(base, with_page(base, "0709T", **fields))


def test_a_concept_that_a_code_loses_moves_what_informs_it():
    base = library(says("rule", "cancer vaccines", "covered"))
    assert {(PLANS, "0709T")} <= cells(base, with_page(base, "0709T", concepts=()))


def test_a_code_page_that_comes_or_goes_moves_its_answers():
    base = library(says("rule", "0708T", "covered"))
    without = replace(base, codes={code: page for code, page in base.codes.items() if code != "0709T"})
    assert {(PLANS, "0709T")} == cells(base, without) == cells(without, base)


def test_a_plan_that_becomes_one_of_another_kind_has_other_answers_and_a_new_name_moves_none():
    base = library(says("rule", "0710T", "covered", scope=NATIONAL))
    payer = base.payers["medicare"]

    def with_scopes(**fields):
        scopes = tuple(replace(scope, **(fields if scope.id == "mac" else {})) for scope in payer.scopes)
        return replace(base, payers={**base.payers, "medicare": replace(payer, scopes=scopes)})

    assert set() == cells(base, with_scopes(name="Another name"))
    page = says("own", "0708T", "covered", scope=NATIONAL)
    coded = replace(base, entries=(page,))
    other = replace(with_scopes(kind="line of business"), entries=(page,))
    assert {(MAC, "0708T"), (MAC, "0709T")} == cells(coded, other)


def test_a_citation_of_a_source_that_is_not_recorded_stops_nothing():
    cites = replace(says("rule", "0710T", "not covered", sources=("nowhere", "pw")), sources=SOURCES)
    base, head = library(RULE), library(cites)
    assert ["primary"] == [one.after.standing for one in effects(base, head, changes(base, head))]


def test_effects_stand_in_order_of_codes_scopes_and_questions():
    rule = replace(
        says("rule", "0708T, 0710T", "covered"),
        answers={"billing": Answer("billing", "x"), "coverage": Answer("coverage", "covered")},
    )
    found = [(one[1], one[0], one[2]) for one in moved(library(), library(rule))]
    assert [(code, PLANS, key) for code in ("0708T", "0709T", "0710T") for key in ("coverage", "billing")] == found
