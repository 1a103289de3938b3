"""Which characters are told, wherever they stand, and which letters of other languages pass."""

from __future__ import annotations

import unicodedata

import pytest

from kb.content.parse import parse
from kb.rules.characters import (
    decomposed,
    direction_character,
    hidden_character,
    look_alike,
    odd_blank,
)

ENTRY = "example-health/commercial/spare.md"
RULES = (direction_character, hidden_character, odd_blank, look_alike, decomposed)


def found(rule, text):
    """Give line and column of what a rule finds in a file of one title and one line of text."""
    return [
        (place.line, place.column)
        for place, _ in rule(parse(ENTRY, f"---\ntitle: a{text}b\n---\n## Summary\na{text}b\n"))
    ]


TWICE = [(2, 9), (5, 2)]


@pytest.mark.parametrize("character", "\u061c\u200e\u200f\u202a\u202e\u2066\u2069")
def test_what_turns_the_direction_is_told(character):
    assert TWICE == found(direction_character, character)
    assert [] == found(hidden_character, character)


@pytest.mark.parametrize(
    "character", "\u00ad\u034f\u115f\u180e\u200b\u200d\u2060\u2800\u3164\ufe0f\uffa0\ue000\U000e0041\U000e0100"
)
def test_what_shows_nothing_is_told(character):
    assert TWICE == found(hidden_character, character)


def test_every_format_character_of_unicode_is_told_by_a_rule_or_refused_by_the_reader():
    formats = (chr(code) for code in range(0x80, 0x110000) if unicodedata.category(chr(code)) == "Cf")
    unseen = [
        c for c in formats if not (found(hidden_character, c) or found(direction_character, c)) and c != "\ufeff"
    ]
    visible = set("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd")
    assert [] == [
        hex(ord(c))
        for c in unseen
        if c not in visible and not unicodedata.name(c, "").startswith(("EGYPTIAN", "MUSICAL", "SHORTHAND"))
    ]


@pytest.mark.parametrize("character", "\u00a0\u2003\u2007\u202f\u3000")
def test_a_blank_that_is_not_the_space_bars_is_told(character):
    assert TWICE == found(odd_blank, character)


@pytest.mark.parametrize(
    "text", ["\u0430", "\u03bf", "\uff21", "\U0001d400", "\u2162", "\ufb01", "\u2011", "\u2010", "\u2212"]
)
def test_what_looks_like_another_character_is_told_by_its_name(text):
    places = list(look_alike(parse(ENTRY, f"---\ntitle: x\n---\n## Summary\nba{text}b\n")))
    assert [5] == [place.line for place, _ in places]
    assert f"U+{ord(text):04X}" in places[0][1]


@pytest.mark.parametrize("text", ["e\u0301", "a\u0323\u0301"])
def test_a_letter_and_its_accent_apart_are_told(text):
    assert 2 == len(found(decomposed, text))


@pytest.mark.parametrize(
    "text",
    [
        "\u00e9",
        "\u00df",
        "TNF-\u03b1",
        "IFN\u03b2",
        "\u2013",
        "\u2019",
        "\u00bd",
        "\u2265",
        "\u043c\u0438\u0440",
        "\u00b7",
        "\u00ae",
    ],
)
def test_letters_of_other_languages_and_signs_of_print_pass(text):
    assert [] == [place for rule in RULES for place in rule(parse(ENTRY, f"---\ntitle: a {text} b\n---\n"))]
