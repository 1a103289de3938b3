"""A modifier that is asked of by name is found with its code, or the reader is told that no page speaks of it."""

from __future__ import annotations

import pytest

from kb.search.modifiers import modifiers_asked, modifiers_told, on_modifiers


@pytest.fixture(scope="module")
def told(real_library):
    return modifiers_told(real_library)


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
    (sentence,) = on_modifiers(("ga", "95"), ("0709T",), told)
    assert "modifier 95 with 0709T" in sentence
    assert () == on_modifiers(("95",), ("99213",), told)


@pytest.mark.parametrize(
    ("modifier", "said"),
    [
        (
            "50",
            "0709T, modifier 50: the bilateral indicator of its newest fee schedule row is 0: brings no adjustment.",
        ),
        ("80", "0709T, modifier 80: the assistant indicator of its newest fee schedule row is 1: refused."),
        ("62", "0709T, modifier 62: the co-surgeon indicator of its newest fee schedule row is 0: refused."),
        ("26", "0709T, modifier 26: the PC/TC indicator of its newest fee schedule row is 0: refused."),
    ],
)
def test_of_one_that_only_an_indicator_of_the_fee_schedule_is_about_that_is_told(told, modifier, said):
    assert (said,) == on_modifiers((modifier,), ("0709T",), told)


def test_of_one_that_the_page_has_words_on_no_indicator_is_told(told):
    assert () == on_modifiers(("51", "rt"), ("0709T",), told)


def test_an_entry_on_a_range_or_a_code_speaks_of_the_modifiers_of_its_sentences_on_them(told):
    assert "kx" in told["38225"].split()
    assert "jw" in told["C9399"].split()
