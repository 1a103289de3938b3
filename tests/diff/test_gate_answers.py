"""How a concern about resolved answers names the codes that it is about."""

from __future__ import annotations

import pytest

from kb.diff.change import Change, Outcome
from kb.diff.gate_answers import effect_concerns
from kb.diff.grouping import Group

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
        "example-health/commercial", "coverage", outcome("not covered"), outcome("covered"), "looser", codes, ()
    )
    (concern,) = effect_concerns(CHANGE, [group])
    assert f"Coverage of {named} example-health/commercial goes from" in concern.message
