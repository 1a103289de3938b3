"""Plans of one payer put side by side are each asked of; without a word that compares, the narrower name decides."""

from __future__ import annotations

import pytest

COMMERCIAL, ADVANTAGE = "uhc/commercial", "uhc/medicare-advantage"
NORTH_CAROLINA = ["bcbs/north-carolina", "bcbs/north-carolina-medicare"]
CAPITAL = ["bcbs/capital", "bcbs/capital-medicare-advantage"]

SIDES = {
    "0709T uhc vs uhc ma": [COMMERCIAL, ADVANTAGE],
    "uhc and uhc medicare 0709T auth": [COMMERCIAL, ADVANTAGE],
    "compare uhc with uhc medicare advantage for 0709T": [COMMERCIAL, ADVANTAGE],
    "difference between uhc commercial and uhc ma 0709T": [COMMERCIAL, ADVANTAGE],
    "uhc ma vs uhc commercial appeals": [ADVANTAGE, COMMERCIAL],
    "bcbs nc vs bcbs nc medicare prior approval": NORTH_CAROLINA,
    "capital blue commercial vs capital blue medicare advantage experimental": CAPITAL,
    "alabama bcbs versus blue advantage alabama 0709T": ["bcbs/alabama", "bcbs/alabama-medicare-advantage"],
    "texas bcbs or alabama bcbs 0709T": ["bcbs/texas", "bcbs/alabama", "bcbs/alabama-medicare-advantage"],
    "uhc ma 0709T": [ADVANTAGE],
    "uhc medicare 0709T denied and uhc ma upheld": [ADVANTAGE],
    "capital blue medicare advantage experimental": CAPITAL[1:],
}


@pytest.mark.parametrize("typed", SIDES)
def test_each_side_of_a_comparison_is_asked(typed, answered):
    assert SIDES[typed] == answered(typed)["read_as"]["plans"]


def test_a_side_that_is_not_here_is_told_and_the_other_answers(answered):
    found = answered("aetna vs aetna medicare 0709T")
    assert "This library has no Medicare Advantage plan of Aetna. It has: commercial." in found["notes"]
    assert ["aetna/commercial"] == found["read_as"]["plans"]


def test_a_plan_left_out_is_no_side(answered):
    assert ["bcbs/texas"] == answered("bcbs tx and not bcbs alabama 0709T")["read_as"]["plans"]
