"""The two sides of a difference in words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kb.diff.change import Fact, Outcome
from kb.diff.grouping import Group
from kb.diff.wording import codes, fact_sides, group_sides

OLD = Outcome("covered", "primary", ("a/b/c",), "2026-01-01", "")


def group(after, listed=("0708T",)):
    return Group("a/b", "coverage", OLD, after, "neutral", listed, ())


@pytest.mark.parametrize(
    ("differs", "sides"),
    [
        ({"value": "not covered", "standing": "secondary"}, ("covered", "not covered")),
        ({"standing": "secondary"}, ("covered (primary)", "covered (secondary)")),
        ({"standing": ""}, ("covered (primary)", "covered (nothing)")),
        ({"deciders": ("a/b/d", "a/b/e")}, ("covered (a/b/c)", "covered (a/b/d, a/b/e)")),
        ({"deciders": ()}, ("covered (a/b/c)", "covered (nothing)")),
        ({"effective": ""}, ("covered (effective 2026-01-01)", "covered (nothing)")),
        ({"why": "another"}, ("covered", "covered (its explanation reads otherwise)")),
    ],
)
def test_the_first_thing_that_differs_is_told_on_both_sides(differs, sides):
    assert sides == group_sides(group(replace(OLD, **differs)))


@pytest.mark.parametrize(
    ("before", "after", "sides"), [("", "x", ("nothing", "x")), ("x", "", ("x", "nothing")), ("x", "y", ("x", "y"))]
)
def test_an_empty_side_of_a_fact_is_called_nothing(before, after, sides):
    assert sides == fact_sides(Fact("owner", "other", before, after, "neutral"))


@pytest.mark.parametrize(("count", "end"), [(12, "0011T"), (13, "0011T and 1 more code"), (14, " and 2 more codes")])
def test_a_dozen_codes_are_listed_and_the_rest_counted(count, end):
    listed = codes(group(OLD, tuple(f"{number:04}T" for number in range(count))))
    assert listed.endswith(end)
    assert 12 == listed.count("T")
