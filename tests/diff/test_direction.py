"""How one answer differs from another, in the words that staff read."""

from __future__ import annotations

from itertools import product

import pytest

from kb.diff.direction import DIRECTIONS, direction, flips, leaves_side, mirrored, tightest
from kb.domain.vocabulary import CONFLICT, COVERAGE, PRIOR_AUTHORIZATION, UNKNOWN, names

COVER, ASK = "coverage", "prior_authorization"
CASES = [
    (COVER, "covered", "covered with criteria", "tighter"),
    (COVER, "covered with criteria", "case by case", "tighter"),
    (COVER, "case by case", "investigational", "tighter"),
    (COVER, "investigational", "not covered", "tighter"),
    (COVER, "not covered", "covered", "looser"),
    (COVER, UNKNOWN, "covered", "newly known"),
    (COVER, "", "not covered", "newly known"),
    (COVER, CONFLICT, "covered", "newly known"),
    (COVER, "covered", UNKNOWN, "no longer known"),
    (COVER, "covered", CONFLICT, "no longer known"),
    (COVER, "covered", "", "no longer known"),
    (COVER, UNKNOWN, CONFLICT, "neutral"),
    (COVER, "", UNKNOWN, "neutral"),
    (ASK, "not required", "required in some cases", "tighter"),
    (ASK, "required", "required in some cases", "looser"),
    (ASK, "required", "not applicable", "neutral"),
    ("timely_filing", "90 days", "120 days", "neutral"),
    ("timely_filing", UNKNOWN, "120 days", "newly known"),
]


@pytest.mark.parametrize(("question", "before", "after", "way"), CASES)
def test_an_answer_goes_this_way(question, before, after, way):
    assert way == direction(question, before, after)


@pytest.mark.parametrize(("question", "values"), [(COVER, COVERAGE), (ASK, PRIOR_AUTHORIZATION)])
def test_backwards_every_change_has_the_mirrored_direction(question, values):
    for before, after in product(["", CONFLICT, *names(values)], repeat=2):
        assert mirrored(direction(question, before, after)) == direction(question, after, before)


def test_only_the_two_sides_of_an_answer_flip():
    sides = {(before, after) for before, after in product(names(COVERAGE), repeat=2) if flips(COVER, before, after)}
    good, bad = ("covered", "covered with criteria"), ("investigational", "not covered")
    assert {*product(good, bad), *product(bad, good)} == sides
    asked = {pair for pair in product(names(PRIOR_AUTHORIZATION), repeat=2) if flips(ASK, *pair)}
    assert {("required", "not required"), ("not required", "required")} == asked
    assert not flips("billing", "covered", "not covered")


def test_a_whole_goes_by_its_tightest_part():
    assert "tighter" == tightest(["wording only", "looser", "tighter"])
    assert "no longer known" == tightest(["looser", "no longer known", "newly known"])
    assert "wording only" == tightest(["wording only"])
    assert "neutral" == tightest([])


def test_every_direction_says_what_it_means():
    assert len(DIRECTIONS) == len({value.meaning for value in DIRECTIONS}) == 7


@pytest.mark.parametrize(
    ("question", "before", "after", "leaves"),
    [
        ("coverage", "covered", "case by case", True),
        ("coverage", "covered", "data not available", True),
        ("coverage", "covered", "", True),
        ("coverage", "covered", "covered", False),
        ("coverage", "covered", "covered with criteria", False),
        ("coverage", "covered", "not covered", False),
        ("coverage", "case by case", "covered", False),
        ("coverage", "case by case", "case by case", False),
        ("coverage", "data not available", "covered", False),
        ("coverage", "sources conflict", "", False),
        ("prior_authorization", "required", "required in some cases", True),
        ("billing", "one", "two", False),
        ("billing", "one", "", True),
    ],
)
def test_an_answer_leaves_its_side_for_the_middle_or_for_nothing_and_never_for_the_other(
    question, before, after, leaves
):
    assert leaves == leaves_side(question, before, after)
