"""How texts that look alike are told apart, and what characters are called."""

from __future__ import annotations

import pytest

from kb.domain.look_alikes import ALIKE, difference, name_of, plain, told


@pytest.mark.parametrize(
    ("written", "wanted", "expected"),
    [
        ("not  covered", "not covered", "it has 2 blanks behind 'not'"),
        ("Not covered", "not covered", "its capitals differ"),
        ("not-covered", "not covered", "its words are joined otherwise"),
        ("notcovered", "not covered", "its words are joined otherwise"),
        ("n\u043et covered", "not covered", "it holds U+043E CYRILLIC SMALL LETTER O"),
        ("not\u200b covered", "not covered", "it holds U+200B ZERO WIDTH SPACE"),
        ("not\u00a0covered", "not covered", "it holds U+00A0 NO-BREAK SPACE"),
        ("c\u00advered", "covered", ""),
        ("\uff2fld", "old", "it holds U+FF2F FULLWIDTH LATIN CAPITAL LETTER O and its capitals differ"),
        ("prior\u2013auth", "prior-auth", "it holds U+2013 EN DASH"),
        ("covered", "covered", ""),
        ("uncovered", "covered", ""),
    ],
)
def test_what_differs_is_said_where_two_texts_look_alike(written, wanted, expected):
    assert expected == difference(written, wanted)


def test_a_character_is_named_by_number_and_name():
    assert "U+0435 CYRILLIC SMALL LETTER IE" == name_of("\u0435")
    assert "U+E000 without a name" == name_of("\ue000")


def test_each_odd_character_is_named_once_and_plain_ones_never():
    assert "U+0435 CYRILLIC SMALL LETTER IE and U+200D ZERO WIDTH JOINER" == told("\u0435\u200d\u0435 e")
    assert not told("plain, b\u00e4r \u03b2")


def test_what_looks_like_a_plain_character_is_another_one():
    assert [] == [c for c, looks in ALIKE.items() if c.isascii() or not looks.isascii()]
    assert "".join(ALIKE.values()) == plain("".join(ALIKE))
