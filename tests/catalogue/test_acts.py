"""What is to be done in one go: each row of the worklist is in one act, and acts go by the answers they fill."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from kb.catalogue.acts import acts_on, contacts_for, line_for
from kb.catalogue.resolved import resolve_answers
from kb.catalogue.review import ACTIONS, REVIEW, to_do
from kb.content.load import load
from kb.domain.model import ClaimVolume
from kb.domain.vocabulary import UNKNOWN
from kb.rules.check import check

DAY = dt.date(2026, 9, 1)


@pytest.fixture
def library(good_library):
    return check(load(good_library)).library


@pytest.fixture
def acts(library):
    return acts_on(library, DAY)


def test_each_row_of_the_worklist_is_in_one_act(library, acts):
    rows = to_do(library, resolve_answers(library), DAY)
    assert {row.kind for row in rows} == {kind for act in acts for kind in act.kinds}
    keys = [(act.action, act.about) for act in acts]
    assert len(keys) == len(set(keys)) <= len(rows)


def test_acts_that_most_answers_wait_for_come_first(acts):
    counts = [act.answers for act in acts]
    assert counts == sorted(counts, reverse=True)
    assert counts[0] > counts[-1]


def test_a_call_on_a_plan_counts_every_unknown_that_it_may_fill(library, acts):
    act = next(act for act in acts if act.asks)
    unknown = [
        (code, answer.question)
        for code, answer in resolve_answers(library).every()
        if (answer.scope, answer.value) == (act.about, UNKNOWN) and ACTIONS.get(answer.reason) == act.action
    ]
    assert len(unknown) == act.answers
    assert {question for _, question in unknown} == {*act.questions}


def test_a_review_counts_the_answers_that_its_entry_decides(library, acts):
    about = "example-health/commercial/category-iii"
    [act] = [act for act in acts if (act.about, act.action) == (about, REVIEW)]
    decided = [answer for _, answer in resolve_answers(library).every() if answer.decided and answer.entry == about]
    assert len(decided) == act.answers > 0
    assert act.day < DAY


def test_a_call_ends_with_the_line_that_records_it_and_a_review_with_its_own(acts):
    call = next(act for act in acts if act.asks)
    assert line_for(call).startswith(f"asked {call.about} {call.questions[0]} ")
    review = next(act for act in acts if act.action == REVIEW)
    assert f"reviewed {review.about}" == line_for(review)
    neither = next(act for act in acts if not act.asks and not {"due", "overdue"} & {*act.kinds})
    assert not line_for(neither)


def test_contacts_are_those_of_the_plan_and_of_the_questions_of_a_call(library, acts):
    found = [(act, contact, entry) for act in acts for contact, entry in contacts_for(library, act)]
    for act, contact, entry in found:
        assert act.asks
        assert entry.scope_id == act.about
        assert any(contact in answer.contacts for answer in entry.answers.values())
    assert [] == [*contacts_for(library, next(act for act in acts if not act.asks))]


def test_claims_put_acts_in_order_and_a_row_of_a_plan_goes_before_one_of_all_plans(library):
    plan = "example-health/medicare-advantage"
    volume = (ClaimVolume("0709T", plan, 900), ClaimVolume("0709T", "", 2))
    acts = acts_on(replace(library, volume=volume), DAY)
    counts = [act.claims for act in acts]
    assert counts == sorted(counts, reverse=True)
    assert 900 == counts[0]
    assert {0, 2, 900} >= {*counts}
    assert all(act.about.startswith(plan) for act in acts if act.claims == 900)
    assert {0} == {act.claims for act in acts_on(library, DAY)}
