"""Codes and runs of codes: what is written as runs is read as the same codes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.facts.codes import are_runs, count, expand, holds, is_code, is_public, runs

CODES = st.one_of(
    st.integers(0, 99999).map(lambda number: f"{number:05d}"),
    st.tuples(st.integers(0, 120), st.sampled_from("AFMTU")).map(lambda pair: f"{pair[0]:04d}{pair[1]}"),
    st.tuples(st.sampled_from("AGJV"), st.integers(9990, 9999)).map(lambda pair: f"{pair[0]}{pair[1]:04d}"),
    st.integers(12000, 12040).map(str),
)


@given(st.sets(CODES, max_size=60))
def test_runs_hold_the_codes_they_were_made_of_and_no_other(codes):
    written = runs(codes)
    assert codes == set(expand(written))
    assert len(codes) == count(written)
    assert not codes or are_runs(written)


@given(st.sets(CODES, min_size=1, max_size=30), CODES)
def test_a_run_is_searched_without_writing_it_out(codes, other):
    assert (other in codes) == holds(runs(codes), other)


def test_codes_of_different_kinds_never_run_into_each_other():
    assert "99999 A9999 B0000 0001T-0002T" == runs(["99999", "0001T", "0002T", "A9999", "B0000"])


@pytest.mark.parametrize("written", ["12002-12001", "12001 12001", "12002 12001", "12001-0002T", "12001,12002", "x"])
def test_what_does_not_go_upwards_is_no_run(written):
    assert not are_runs(written)


def test_the_shapes_of_codes():
    assert all(map(is_code, ("12001", "0709T", "0001F", "0002M", "0001U", "0001A", "J9035", "D0120")))
    assert not any(map(is_code, ("709T", "0709t", "W0001", "120011", "CCCCC", "")))


def test_only_descriptors_of_level_ii_codes_that_are_not_dental_are_public():
    assert ["J9035"] == [code for code in ("J9035", "D0120", "12001", "0709T") if is_public(code)]
