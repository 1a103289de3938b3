"""Which parts of a time limit go together; how it is told with its place stands in `data/bad/`."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kb.domain.model import Answer
from kb.domain.periods import Period
from kb.rules.periods import LONGEST, LONGEST_PRESUMED, period_length, period_parts, period_twice
from tests.answers.made import PLANS, entry, library

LIMIT = Period(30, "days", "receipt of the notice", "pw")


def told(rule, *periods):
    """Give the first words of what a rule says of time limits."""
    answer = Answer("appeals", "30 days", ("pw",), periods=periods)
    return [message.split(";")[0] for _, message in rule(entry("a", "all codes", PLANS, answer), library())]


@pytest.mark.parametrize(
    "parts",
    [
        {},
        {"counts": "business"},
        {"counts": "business", "holidays": "federal"},
        {"weekend": "next business day", "holidays": "federal"},
        {"counts": "calendar", "weekend": "next business day", "holidays": "federal"},
        {"presumed_days": 1},
        {"presumed_days": LONGEST_PRESUMED},
        {"unit": "months", "weekend": "does not move"},
        {"starts": "not stated"},
    ],
)
def test_parts_that_go_together_are_let_pass(parts):
    assert [] == told(period_parts, replace(LIMIT, **parts))


@pytest.mark.parametrize(
    ("parts", "message"),
    [
        ({"unit": "months", "counts": "business"}, "goes with days, not with months"),
        ({"holidays": "federal"}, "goes with `counts: business` or `weekend: next business day`"),
        (
            {"counts": "calendar", "weekend": "does not move", "holidays": "federal"},
            "goes with `counts: business` or `weekend: next business day`",
        ),
        ({"starts": "decision", "presumed_days": 5}, "goes with `from: receipt of the notice`"),
        ({"presumed_days": 0}, "0 days is no time for a letter"),
        ({"presumed_days": LONGEST_PRESUMED + 1}, f"{LONGEST_PRESUMED + 1} days is no time for a letter"),
        ({"starts": "not stated", "weekend": "does not move"}, "no last day is reckoned without a `from`"),
    ],
)
def test_parts_that_do_not_go_together_are_told(parts, message):
    assert [message] == told(period_parts, replace(LIMIT, **parts))


@pytest.mark.parametrize(("unit", "most"), LONGEST.items())
def test_a_limit_is_at_least_one_and_at_most_ten_years_long(unit, most):
    for length in (1, most):
        assert [] == told(period_length, replace(LIMIT, unit=unit, length=length))
    for length in (0, most + 1):
        assert [f"{length} {unit} is no time limit"] == told(period_length, replace(LIMIT, unit=unit, length=length))


def test_a_second_limit_for_the_same_step_group_and_event_is_told_and_any_difference_lets_it_pass():
    again = replace(LIMIT, length=60)
    same = "a second period for the same step, group and event"
    assert [same] == told(period_twice, LIMIT, again)
    assert [same] == told(period_twice, replace(LIMIT, level="First level"), replace(again, level="first level"))
    for parts in ({"level": "second level"}, {"who": "members"}, {"starts": "decision"}):
        assert [] == told(period_twice, LIMIT, replace(again, **parts))
