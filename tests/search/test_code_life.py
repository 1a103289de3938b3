"""A code has no answer for a day before its first one, and a reader is told what is not sure of its end."""

from __future__ import annotations

import datetime as dt

import pytest

from kb.search.code_life import lives, out_of_life

TODAY = dt.date(2026, 11, 28)


@pytest.fixture(scope="module")
def known(real_library):
    return lives(real_library)


def test_a_code_is_unborn_by_the_last_day_before_its_first(known):
    assert ("0709T",) == out_of_life(["0709T"], "2021-12-31", TODAY, known)[0]
    assert ((), ()) == out_of_life(["0709T"], "2022-01-01", TODAY, known)


def test_without_a_day_it_is_held_against_today(known):
    assert (("0709T",), ()) != out_of_life(["0709T"], "", TODAY, known)
    assert ("0709T",) == out_of_life(["0709T"], "", dt.date(2021, 7, 1), known)[0]


def test_a_day_past_the_sunset_is_told(known):
    unborn, told = out_of_life(["0709T", "0708T"], "2027-01-05", TODAY, known)
    assert ((), 2) == (unborn, len(told))
    assert all("sunset in Jan 2027" in sentence for sentence in told)


def test_a_code_without_a_page_is_left_alone(known):
    assert ((), ()) == out_of_life(["99213"], "1999-01-01", TODAY, known)
