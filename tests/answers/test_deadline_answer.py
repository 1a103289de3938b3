"""The record of deadlines: whose rule is reckoned, why there is no last day, and what is in doubt about the rule."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from kb.answers.deadline_answer import deadline_answer
from kb.domain.contacts import Contact
from kb.domain.model import Answer
from kb.domain.periods import Period
from kb.domain.problem import UsageError
from tests.answers.made import BRAND, DAY, LOCAL, PLANS, SECOND, SOURCES, entry, library, says

START = dt.date(2026, 3, 2)
LIMIT = Period(30, "days", "decision", "pw", counts="calendar")
SOURCE = {"pw": SOURCES["pw"]}


def calls(value):
    """Make a contact by telephone."""
    return Contact("telephone", value, "pw", DAY, DAY)


def rule(name="a", codes="all codes", scope=PLANS, periods=(LIMIT,), contacts=(), **fields):
    """Make an entry that states time limits."""
    answer = Answer("appeals", "30 days", ("pw",), confidence="medium", periods=periods, contacts=contacts)
    return entry(name, codes, scope, answer, sources=SOURCE, **fields)


def asked(*entries, code="none", scope=PLANS, question="appeals", start=START, today=START):
    """Ask a library of these entries for deadlines."""
    return deadline_answer(library(*entries), (code, scope, question), start, today)


def last_days(found):
    return [row["last_day"] for row in found["deadlines"]]


def test_a_limit_is_reckoned_from_the_day_with_the_entry_that_states_it_and_its_source():
    found = asked(rule())
    (row,) = found["deadlines"]
    assert ("2026-04-01", "example/plans/a", "pw") == (row["last_day"], row["entry"], row["source"]["id"])
    assert (None, PLANS, "appeals", "2026-03-02", "2026-03-02") == tuple(
        found[key] for key in ("code", "scope", "question", "from", "today")
    )
    assert found["not_available"] is None


@pytest.mark.parametrize("typed", ["none", "None", " NONE "])
def test_without_a_code_only_the_rules_for_all_codes_are_reckoned(typed):
    named = rule("b", "0708T", periods=(Period(9, "days", "decision", "pw"),))
    found = asked(named, rule(), code=typed)
    assert (None, ["2026-04-01"]) == (found["code"], last_days(found))


def test_with_a_code_the_rule_that_names_it_goes_before_the_one_for_all_codes():
    named = rule("b", "0708T", periods=(Period(9, "days", "decision", "pw"),))
    found = asked(named, rule(), code="0708T")
    assert ("0708T", ["2026-03-11"]) == (found["code"], last_days(found))


def test_another_plan_s_limit_is_never_reckoned():
    found = asked(rule(scope=SECOND), rule("b", scope=BRAND), scope=LOCAL)
    assert [] == found["deadlines"]
    assert "data not available: not looked up" == found["not_available"]


def test_the_limits_of_all_rules_that_decide_are_reckoned():
    found = asked(rule(), rule("b", periods=(Period(2, "months", "decision", "pw"),)))
    assert ["2026-04-01", "2026-05-02"] == last_days(found)


def test_a_limit_from_a_day_that_is_not_stated_is_told_apart_from_no_limit():
    open_start = Period(12, "months", "not stated", "pw")
    none = asked(rule(periods=(open_start,)))
    assert [None] == last_days(none)
    assert "data not available: no last day can be reckoned; each time limit says why" == none["not_available"]
    assert asked(rule(periods=(open_start, LIMIT)))["not_available"] is None


def test_an_answer_in_words_alone_is_told_in_its_words():
    found = asked(says("a", "all codes", "by contract", question="timely_filing"), question="timely-filing")
    assert "timely-filing" == found["question"]
    assert found["not_available"].endswith(
        "no time limit is recorded as a number; the answer in words is “by contract”"
    )


@pytest.mark.parametrize("question", ["coverage", "Prior authorization"])
def test_a_question_without_a_time_limit_is_refused_with_those_that_have_one(question):
    with pytest.raises(UsageError, match="is answered by no time limit"):
        asked(question=question)


DOUBTS = {
    "a rule that began on the day": ({"effective": START}, {}, []),
    "a rule that begins the day after": (
        {"effective": START + dt.timedelta(1)},
        {},
        ["the rule begins on Mar 3, 2026, after the day that was given"],
    ),
    "a rule that ended on the day": ({"ends": START}, {}, []),
    "a rule that ended the day before": (
        {"ends": START - dt.timedelta(1)},
        {},
        ["the rule ended on Mar 1, 2026, before the day that was given"],
    ),
    "a review that is due today": ({"review_by": START}, {}, []),
    "a review that was due yesterday": (
        {"review_by": START},
        {"today": START + dt.timedelta(1)},
        ["a new review was due on Mar 2, 2026"],
    ),
    "a document that is old": ({"currency": "old"}, {}, ["its document is old; a newer edition may say otherwise"]),
    "a document without a date": (
        {"currency": "undated"},
        {},
        ["its document is undated; a newer edition may say otherwise"],
    ),
}


def test_the_note_of_the_answer_is_among_its_doubts():
    noted = Answer("appeals", "30 days", ("pw",), note="Not for new plans.", periods=(LIMIT,))
    assert "Not for new plans." in asked(replace(rule(), answers={"appeals": noted}))["doubts"]


@pytest.mark.parametrize(("fields", "words", "told"), DOUBTS.values(), ids=DOUBTS)
def test_what_is_in_doubt_about_the_rule_is_told_beside_its_confidence(fields, words, told):
    first, *doubts = asked(rule(**fields), **words)["doubts"]
    assert "example/plans/a: confidence medium." == first
    assert [f"example/plans/a: {doubt}." for doubt in told] == doubts


def test_whom_to_turn_to_is_of_what_decides_or_informs_and_never_of_a_brand_or_a_superseded_rule():
    both = [
        rule("b", "all codes", contacts=(calls("2"),), currency="superseded"),
        rule(contacts=(calls("1"),)),
        rule("c", contacts=(calls("1"), calls("3"))),
    ]
    assert ["1", "3"] == [contact["value"] for contact in asked(*both)["contacts"]]
    brand = rule("b", scope=BRAND, contacts=(calls("2"),))
    assert [] == asked(brand, scope=LOCAL)["contacts"]


def test_a_question_that_is_not_known_is_told_with_the_way_out():
    with pytest.raises(UsageError, match="no question 'zebra'"):
        deadline_answer(library(), ("none", PLANS, "zebra"), DAY, DAY)
