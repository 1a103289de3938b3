"""What is to be done in one go: each row of the worklist is in one act, and acts go by the answers they fill."""

from __future__ import annotations

import datetime as dt

import pytest

from kb.catalogue.acts import acts_of
from kb.catalogue.resolved import resolve_answers
from kb.catalogue.review import ACTIONS, REVIEW, to_do
from kb.content.load import load
from kb.domain.vocabulary import UNKNOWN
from kb.rules.check import check

DAY = dt.date(2026, 9, 1)


@pytest.fixture
def library(good_library):
    return check(load(good_library)).library


@pytest.fixture
def acts(library):
    return acts_of(library, resolve_answers(library), DAY)


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
