"""nDCG and average precision, held to examples worked out by hand."""

from __future__ import annotations

from math import log2

import pytest

from benchmarks.metrics import average_precision, mean, ndcg

GRADES = {"a": 3, "b": 2, "c": 0, "d": 1}
BEST = 3 + 2 / log2(3) + 1 / 2
"""Of a, b, d: log2 of 2 is 1, log2 of 4 is 2."""


@pytest.mark.parametrize(
    ("ranking", "expected"),
    [
        ("abd", 1.0),
        ("abcd", (3 + 2 / log2(3) + 1 / log2(5)) / BEST),
        ("dxb", (1 + 2 / 2) / BEST),
        ("bad", (2 + 3 / log2(3) + 1 / 2) / BEST),
        ("cxy", 0.0),
        ("", 0.0),
    ],
)
def test_ndcg_divides_the_gain_found_by_the_best_there_is(ranking, expected):
    assert ndcg(list(ranking), GRADES) == pytest.approx(expected)


def test_ndcg_in_plain_numbers():
    # DCG 1/1 + 0 + 2/2 = 2.0; the best 3 + 1.2619 + 0.5 = 4.7619
    assert ndcg(["d", "x", "b"], GRADES) == pytest.approx(0.4200, abs=0.0001)


def test_ndcg_looks_no_deeper_than_asked_in_ranking_and_in_the_best():
    assert ndcg(["b", "a"], GRADES, depth=1) == pytest.approx(2 / 3)
    many = {str(number): 1 for number in range(20)}
    assert ndcg([str(number) for number in range(10)], many) == pytest.approx(1.0)
    assert ndcg([*"abcdefghij", "0"], many) == 0.0


@pytest.mark.parametrize(
    ("ranking", "expected"),
    [
        ("abd", 1.0),
        ("cabd", (1 / 2 + 2 / 3 + 3 / 4) / 3),
        ("axb", (1 / 1 + 2 / 3) / 3),
        ("xyd", (1 / 3) / 3),
        ("c", 0.0),
        ("", 0.0),
    ],
)
def test_average_precision_counts_what_was_not_found(ranking, expected):
    assert average_precision(list(ranking), GRADES) == pytest.approx(expected)


def test_where_nothing_is_relevant_both_are_zero():
    assert ndcg(["a"], {"a": 0}) == average_precision(["a"], {"a": 0}) == ndcg(["a"], {}) == 0.0


def test_a_grade_below_zero_is_no_gain_and_not_relevant():
    assert ndcg(["a", "b"], {"a": -1, "b": 1}) == pytest.approx(1 / log2(3))
    assert average_precision(["a", "b"], {"a": -1, "b": 1}) == pytest.approx(1 / 2)


def test_mean():
    assert mean([0.25, 0.75]) == 0.5
    assert mean([]) == 0.0
