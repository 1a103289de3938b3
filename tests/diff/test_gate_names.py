"""Whom answers speak for: names of payers and plans that differ, or that are taken from another, are told."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kb.diff.changes import change_of
from kb.diff.gate_names import name_concerns
from kb.domain.model import Scope
from tests.answers.made import code_page, payer_page

PLAN = Scope("plans", "Commercial plans", "line of business", ("commercial",), ("Ex PPO",), "", ("NY",))
PAYER = replace(payer_page("example"), title="Example Health", aliases=("Ex", "EH"), scopes=(PLAN,))
OTHER = replace(
    payer_page("other"), title="Other Mutual", aliases=("OM",), scopes=(replace(PLAN, aliases=("OM PPO",)),)
)
PAYERS = {"example": PAYER, "other": OTHER}


def told(after, before=PAYER):
    """Give the messages on a payer page, which was `before`, or is new where that is None."""
    found = [*name_concerns(change_of(before, after), PAYERS, after)]
    assert {("names", after.id)} >= {(one.rule, one.id) for one in found}
    return [one.message for one in found]


def with_plan(**fields):
    return replace(PAYER, scopes=(replace(PLAN, **fields),))


@pytest.mark.parametrize(
    ("after", "what"),
    [
        (replace(PAYER, title="Ex Health"), "its name goes from “Example Health” to “Ex Health”"),
        (replace(PAYER, aliases=("Ex",)), "its list of aliases goes from “Ex, EH” to “Ex”"),
        (replace(PAYER, aliases=()), "its list of aliases goes from “Ex, EH” to “none”"),
        (with_plan(name="Medicare plans"), "to “Medicare plans, line of business, commercial, Ex PPO, NY”"),
        (with_plan(kind="brand"), "to “Commercial plans, brand, commercial, Ex PPO, NY”"),
        (with_plan(line_of_business=()), "to “Commercial plans, line of business, Ex PPO, NY”"),
        (with_plan(aliases=()), "to “Commercial plans, line of business, commercial, NY”"),
        (with_plan(states=("NJ",)), "to “Commercial plans, line of business, commercial, Ex PPO, NJ”"),
        (
            replace(PAYER, scopes=()),
            "plan plans goes from “Commercial plans, line of business, commercial, Ex PPO, NY”",
        ),
    ],
)
def test_a_name_that_differs_and_what_a_plan_serves_are_told(after, what):
    (message,) = told(after)
    assert what in message


def test_plans_that_change_their_names_with_each_other_are_both_told():
    second = replace(PLAN, id="second", name="Medicare plans", aliases=())
    base = {"example": replace(PAYER, scopes=(PLAN, second))}
    after = replace(PAYER, scopes=(replace(second, id="plans"), replace(PLAN, id="second")))
    found = [*name_concerns(change_of(base["example"], after), base, after)]
    assert ["plan plans goes", "plan second goes"] == [one.message.partition(" from")[0] for one in found]


@pytest.mark.parametrize(
    "fields",
    [
        {"owner": "appeals"},
        {"portals": ()},
        {"contacts_reason": "not looked up"},
        {"scopes": (replace(PLAN, note="Another note."),)},
        {"scopes": (PLAN, replace(PLAN, id="new", aliases=("Ex HMO",)))},
    ],
)
def test_what_names_nobody_and_a_plan_that_is_added_are_none(fields):
    assert [] == told(replace(PAYER, **fields))


@pytest.mark.parametrize("name", ["om", "Other Mutual", "OM PPO"])
def test_a_name_of_another_payer_that_is_taken_is_told(name):
    taken = f"it takes the name “{name.casefold()}”, by which other is called"
    assert any(taken in message for message in told(replace(PAYER, aliases=("Ex", "EH", name))))
    assert [taken] == told(replace(PAYER, scopes=(PLAN, replace(PLAN, id="new", aliases=(name,)))))
    new = replace(payer_page("new"), title="New", aliases=(name,))
    assert [taken] == told(new, None)


def test_a_name_that_two_payers_had_before_is_not_taken():
    shared = {"example": replace(PAYER, aliases=("OM",)), "other": OTHER}
    after = replace(shared["example"], owner="appeals")
    assert [] == [*name_concerns(change_of(shared["example"], after), shared, after)]
    assert [] == [*name_concerns(change_of(None, replace(payer_page("new"), title="New")), shared, payer_page("new"))]


def test_only_payers_have_names_to_tell():
    page = code_page("0709T", "")
    assert [] == [*name_concerns(change_of(page, replace(page, title="OM")), PAYERS, replace(page, title="OM"))]
    assert [] == [*name_concerns(change_of(PAYER, None), PAYERS, None)]
