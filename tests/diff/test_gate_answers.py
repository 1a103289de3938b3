"""The rules of the gate on answers: what each names, in which words, and what comes close to it and passes."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from kb.diff.change import Change, DatedEffect, Effect, Fact, Outcome
from kb.diff.changes import change_of
from kb.diff.dated import MOST_DAYS
from kb.diff.gate_answers import answer_concerns, dated_concerns, day_concerns, effect_concerns, return_concerns
from kb.diff.grouping import Group
from kb.domain.model import Answer
from kb.domain.reach import read_reach
from tests.answers.made import DAY, PLANS, SOURCES, code_page, says

EARLY, LATE = DAY - dt.timedelta(days=1), DAY + dt.timedelta(days=1)

CHANGE = Change("edited", "entry", "example-health/commercial/category-iii", "Category III codes", "", "", (), ())


def outcome(value):
    return Outcome(value, "primary", ("example-health/commercial/category-iii",), "", "")


@pytest.mark.parametrize(
    ("count", "named"),
    [
        (3, "0001T, 0002T, 0003T for"),
        (4, "0001T, 0002T, 0003T and 1 more codes for"),
        (6, "0001T, 0002T, 0003T and 3 more codes for"),
    ],
)
def test_three_codes_are_named_and_the_rest_counted(count, named):
    codes = tuple(f"000{number}T" for number in range(1, count + 1))
    group = Group(
        "example-health/commercial",
        "coverage",
        outcome("not covered"),
        outcome("covered"),
        "looser",
        codes,
        (),
        now=False,
    )
    (concern,) = effect_concerns(CHANGE, [group])
    assert f"Coverage of {named} example-health/commercial goes from" in concern.message


# Entries that are edited, answer by answer


def told(before, after, today=DAY):
    """Give the rule and the message of each concern of the own answers of an edited entry."""
    change = change_of(before, after)
    return [(one.rule, one.message) for one in answer_concerns(change, before, after, today)]


def saying(value, question="coverage", **fields):
    return says("rule", "0709T", value, question=question, **fields)


@pytest.mark.parametrize(
    ("before", "after", "rules"),
    [
        ("covered", "not covered", ["polarity-flip"]),
        ("investigational", "covered with criteria", ["polarity-flip"]),
        ("covered", "case by case", ["answer-left"]),
        ("covered", "data not available", ["answer-left"]),
        ("case by case", "data not available", ["answer-left"]),
        ("case by case", "covered", []),
        ("covered", "covered with criteria", []),
        ("data not available", "covered", []),
    ],
)
def test_an_answer_that_changes_sides_or_leaves_its_own_is_named(before, after, rules):
    found = told(saying(before), saying(after))
    assert [(rule, f"Coverage goes from “{before}” to “{after}”") for rule in rules] == found


def test_an_answer_that_is_taken_out_of_its_entry_left_to_nothing():
    bare = replace(saying("covered"), answers={})
    assert [("answer-left", "Coverage goes from “covered” to “nothing”")] == told(saying("covered"), bare)


def test_the_answers_of_an_entry_that_is_gone_are_not_named_one_by_one():
    change = change_of(saying("covered"), None)
    assert [] == list(answer_concerns(change, saying("covered"), None, DAY))


@pytest.mark.parametrize(
    ("cited", "only"),
    [(("sw",), True), (("sw", "sp"), True), (("sw", "pw"), False), ((), False), (("nowhere", "sw"), True)],
)
def test_an_unknown_that_is_filled_in_by_secondary_sources_alone_is_named(cited, only):
    before = replace(saying("data not available"), sources=SOURCES)
    after = replace(saying("covered", sources=cited), sources=SOURCES)
    why = "Coverage was data not available and is now “covered”, by secondary sources alone"
    assert ([("secondary-only", why)] if only else []) == told(before, after)


@pytest.mark.parametrize("before", ["case by case", "conflict"])
def test_an_answer_that_replaces_something_else_may_be_reported(before):
    old, new = (replace(saying(value, sources=("sw",)), sources=SOURCES) for value in (before, "covered"))
    assert [] == told(old, new)


def test_a_text_that_follows_an_unknown_and_is_unknown_itself_is_no_hearsay():
    old = replace(saying("data not available"), sources=SOURCES)
    assert [] == told(old, replace(saying("sources conflict", sources=("sw",)), sources=SOURCES))


def test_a_new_entry_has_no_past():
    assert [] == [rule for rule, _ in told(None, saying("covered", effective=EARLY))]


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        ({"effective": EARLY}, {"effective": EARLY}, None),
        ({}, {"effective": EARLY}, "effective goes from no date to 2026-03-01"),
        ({"effective": EARLY}, {}, "effective goes from 2026-03-01 to no date"),
        ({"effective": EARLY}, {"effective": LATE}, None),
        ({"effective": LATE}, {"effective": EARLY}, "effective goes from 2026-03-03 to 2026-03-01"),
        ({"effective": LATE}, {}, None),
        ({}, {"effective": DAY}, None),
        ({}, {"ends": EARLY}, "ends goes from no date to 2026-03-01"),
        ({"ends": EARLY}, {}, "ends goes from 2026-03-01 to no date"),
        ({"ends": EARLY}, {"ends": LATE}, "ends goes from 2026-03-01 to 2026-03-03"),
        ({"ends": LATE}, {"ends": EARLY}, "ends goes from 2026-03-03 to 2026-03-01"),
        ({"ends": LATE}, {}, None),
        ({}, {"ends": DAY}, None),
    ],
)
def test_a_date_that_changes_days_gone_by_is_named(before, after, message):
    expected = [] if message is None else [("retroactive", f"{message}, before the edit of 2026-03-02")]
    assert expected == told(saying("covered", **before), saying("covered", owner="appeals", **after))


@pytest.mark.parametrize(
    ("dates", "named"),
    [({"ends": EARLY}, True), ({"effective": EARLY}, True), ({"effective": LATE}, False), ({"ends": DAY}, False)],
)
def test_another_day_that_counts_is_named_where_a_date_has_gone_by(dates, named):
    first, second = "date of service", "date processed"
    why = f"its dates went by “{first}” and go by “{second}”, and one of them is before the edit of 2026-03-02"
    old, new = (saying("covered", date_basis=basis, **dates) for basis in (first, second))
    assert ([("retroactive", why)] if named else []) == told(old, new)
    assert [] == told(replace(old, date_basis=""), new)
    assert [] == told(saying("data not available", date_basis=first, **dates), replace(new, answers={}))


def test_the_date_of_an_entry_that_knows_nothing_binds_nobody():
    assert [] == told(saying("data not available"), saying("data not available", effective=EARLY))


def test_one_known_answer_of_several_binds():
    unknown = {"billing": Answer("billing", "data not available")}
    before, after = (
        replace(entry, answers={**unknown, **entry.answers})
        for entry in (saying("covered"), saying("covered", effective=EARLY))
    )
    assert ["retroactive"] == [rule for rule, _ in told(before, after)]


@pytest.mark.parametrize(("effective", "named"), [(EARLY, True), (DAY, False), (LATE, False), (None, False)])
def test_a_known_answer_that_is_replaced_under_a_date_gone_by_is_named(effective, named):
    old, new = (saying(value, effective=effective) for value in ("not covered", "investigational"))
    why = "Coverage changed, effective 2026-03-01, which lies before the edit of 2026-03-02"
    assert ([("retroactive", why)] if named else []) == told(old, new)


def test_answers_that_are_replaced_together_are_named_together_and_a_new_one_is_not():
    def with_answers(**values):
        return replace(saying("x", effective=EARLY), answers={key: Answer(key, text) for key, text in values.items()})

    old = with_answers(coverage="not covered", billing="one", appeals="data not available")
    new = with_answers(coverage="investigational", billing="two", appeals="known")
    assert ["Coverage and Billing changed, effective 2026-03-01, which lies before the edit of 2026-03-02"] == [
        message for _, message in told(old, new)
    ]


# Resolved answers


def group_of(before, after, **fields):
    parts = {"direction": "newly known", "codes": ("0709T",), "others": (), "now": False, **fields}
    return Group("a/b", "coverage", outcome(before), replace(outcome(after), **parts.pop("to", {})), **parts)


def of_group(group, change=CHANGE):
    return [(one.rule, one.message) for one in effect_concerns(change, [group])]


HEARSAY = {"to": {"standing": "secondary"}}


@pytest.mark.parametrize(
    ("before", "after", "fields", "rule"),
    [
        ("covered", "not covered", {}, "polarity-flip"),
        ("covered", "case by case", {}, "answer-left"),
        ("covered", "", {}, "answer-left"),
        ("data not available", "covered", HEARSAY, "secondary-only"),
        ("data not available", "covered", {}, None),
        ("conflict", "covered", HEARSAY, None),
        ("data not available", "covered", {**HEARSAY, "direction": "neutral"}, None),
        ("covered", "covered", HEARSAY, None),
    ],
)
def test_a_resolved_answer_is_judged_as_an_own_one_is(before, after, fields, rule):
    assert [rule] * bool(rule) == [found for found, _ in of_group(group_of(before, after, **fields))]


def test_a_resolved_answer_says_where_and_whether_it_is_that_of_today():
    told_of = [message for now in (False, True) for _, message in of_group(group_of("covered", "", now=now))]
    left = "overage of 0709T for a/b goes from “covered” to “nothing”"
    assert [f"C{left}", f"today, C{left}"] == told_of


def test_what_the_entry_says_itself_is_not_named_again():
    own = Fact("Coverage", "answer", "covered", "not covered", "tighter", "coverage")
    group = group_of("covered", "not covered")
    assert [] == of_group(group, replace(CHANGE, facts=(own,)))
    for other in ({"question": "billing"}, {"before": "covered with criteria"}, {"after": "investigational"}):
        assert ["polarity-flip"] == [
            rule for rule, _ in of_group(group, replace(CHANGE, facts=(replace(own, **other),)))
        ]


def test_what_a_date_moves_is_named_with_its_day():
    effect = Effect(
        "0709T", "a/b", "coverage", outcome("covered"), outcome("not covered"), "tighter", ("a/b/c", "a/b/d")
    )
    (concern,) = dated_concerns([DatedEffect("2026-07-01", effect)])
    assert ("polarity-flip", "a/b/c") == (concern.rule, concern.id)
    assert concern.message.startswith("on 2026-07-01, Coverage of 0709T for a/b goes from")


def test_more_dates_than_are_compared_are_a_concern():
    assert [] == list(day_concerns(MOST_DAYS))
    assert ["dates change on 61 days, of which 60 were compared"] == [one.message for one in day_concerns(61)]


# Entries that come back


OLD = saying("covered")


@pytest.mark.parametrize(
    ("fields", "named"),
    [
        ({}, True),
        ({"reach": read_reach(("96401",))}, True),
        ({"path": f"{PLANS}/other.md"}, True),
        ({"path": f"{PLANS}/other.md", "reach": read_reach(("96401",))}, False),
        ({"path": "example/second/other.md", "scope": "second"}, False),
        ({"path": "example/second/other.md", "scope": "second", "replaces": (OLD.id,)}, True),
    ],
)
def test_an_entry_that_comes_back_is_compared_with_what_stood_at_its_place(fields, named):
    new = replace(saying("not covered"), **fields)
    found = list(return_concerns(change_of(None, new), new, {OLD.path: OLD}))
    why = f"Coverage is “not covered”; it was “covered” in {OLD.path}, which was removed"
    assert ([("polarity-flip", new.id, why)] if named else []) == [(one.rule, one.id, one.message) for one in found]


def test_only_an_added_entry_comes_back_and_only_entries_are_compared():
    new = saying("not covered")
    assert [] == list(return_concerns(change_of(OLD, new), new, {OLD.path: OLD}))
    assert [] == list(return_concerns(change_of(None, new), None, {OLD.path: OLD}))
    page = code_page("0709T", "")
    assert [] == list(return_concerns(change_of(None, new), new, {new.path: page}))


def test_an_entry_that_comes_back_with_the_same_answer_changes_no_side():
    again = saying("covered")
    assert [] == list(return_concerns(change_of(None, again), again, {OLD.path: OLD}))


def test_an_answer_that_was_not_given_before_changes_no_side():
    new = replace(saying("not covered"), answers={"appeals": Answer("appeals", "not covered")})
    assert [] == list(return_concerns(change_of(None, new), new, {OLD.path: OLD}))


def test_a_question_that_is_not_known_goes_by_its_key():
    ((_, message),) = of_group(replace(group_of("covered", ""), question="zebra"))
    assert message.startswith("zebra of 0709T for a/b goes from")
