"""Effects grouped for reading: by their first cause, equal ones together, the most pressing first."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kb.diff.change import DatedEffect, Effect, Outcome
from kb.diff.grouping import Group, grouped, grouped_by_day

OLD, NEW = Outcome("covered", "primary", ("a/b/c",), "", "0708T"), Outcome("not covered", "primary", (), "", "")
ONE = Effect("0708T", "a/b", "coverage", OLD, NEW, "tighter", ("a/b/c", "a/b/d", "a/b/e"))


def test_codes_of_equal_effects_stand_in_one_group_though_their_explanations_name_them():
    other = replace(ONE, code="0709T", before=replace(OLD, why="0709T"))
    group = Group("a/b", "coverage", OLD, NEW, "tighter", ("0708T", "0709T"), ("a/b/d", "a/b/e"), now=False)
    assert {"a/b/c": (group,)} == grouped([ONE, other])


@pytest.mark.parametrize(
    "other",
    [
        {"scope": "a/x"},
        {"question": "billing"},
        {"before": replace(OLD, value="case by case")},
        {"after": replace(NEW, standing="secondary")},
        {"after": replace(NEW, deciders=("a/b/x",))},
        {"before": replace(OLD, effective="2026-01-01")},
        {"direction": "neutral"},
        {"causes": ("a/b/c", "a/b/d")},
        {"now": True},
    ],
)
def test_effects_that_differ_in_anything_else_stand_apart(other):
    groups = grouped([ONE, replace(ONE, code="0709T", **other)])["a/b/c"]
    assert {("0708T",), ("0709T",)} == {group.codes for group in groups}


def test_groups_stand_under_their_first_cause_the_tightest_first():
    found = grouped([
        replace(ONE, direction="neutral"), replace(ONE, direction="tighter"), replace(ONE, causes=("a/b/z",)),
    ])  # fmt: skip
    assert {"a/b/c": ["tighter", "neutral"], "a/b/z": ["tighter"]} == {
        cause: [group.direction for group in groups] for cause, groups in found.items()
    }


def test_the_answer_of_the_day_of_the_edit_is_marked():
    assert [False, True] == [grouped([replace(ONE, now=now)])["a/b/c"][0].now for now in (False, True)]


def test_effects_of_dates_stand_under_their_cause_in_order_of_days():
    later = DatedEffect("2026-07-01", replace(ONE, code="0709T"))
    found = grouped_by_day([later, DatedEffect("2026-01-01", ONE), replace(later, effect=ONE)])
    assert [("2026-01-01", ("0708T",)), ("2026-07-01", ("0709T", "0708T"))] == [
        (day, group.codes) for day, group in found["a/b/c"]
    ]
