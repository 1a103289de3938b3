"""A modifier that is asked of by name is found with its code, or the reader is told that no page speaks of it."""

from __future__ import annotations

import pytest

from kb.content.load import load
from kb.rules.check import check
from kb.search.modifiers import modifiers_asked, modifiers_told, not_told


@pytest.fixture(scope="module")
def told(real_policies):
    return modifiers_told(check(load(real_policies)).library)


def test_a_code_page_speaks_of_the_modifiers_of_its_rows_and_of_its_text(told):
    assert {"51", "22", "ga", "jw", "rt"} <= set(told["0709T"].split())
    assert not {"95", "as", "kx"} & set(told["0709T"].split())


@pytest.mark.parametrize(
    ("rest", "asked"),
    [
        ("modifier ga 0709t", ("ga",)),
        ("gz vs ga 0709t modifiers", ("gz", "ga")),
        ("0709t mod 50 same as 59", ("50", "59")),
        ("0709t modifier", ()),
        ("modifier 1.59 0709t", ()),
    ],
)
def test_modifiers_are_asked_of_by_themselves(rest, asked):
    assert asked == modifiers_asked(rest, "modifiers")


def test_none_is_asked_of_where_the_section_is_not():
    assert () == modifiers_asked("co 50 0709t", "units")


def test_one_that_no_page_of_the_codes_has_is_told_and_no_other(told):
    (sentence,) = not_told(("ga", "95"), ("0709T",), told)
    assert "modifier 95 with 0709T" in sentence
    assert () == not_told(("95",), ("99213",), told)


def test_a_modifier_that_an_indicator_of_the_fee_schedule_is_about_is_not_told_as_missing(told):
    assert () == not_told(("50", "80", "62", "26"), ("0709T",), told)
