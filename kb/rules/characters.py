"""Rules on characters that are not what they look like: invisible, reversing, or of another script."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from kb.content.parse import Parsed
from kb.domain.look_alikes import ALIKE, name_of, plain
from kb.domain.problem import HIDDEN, Place, shown
from kb.rules.rule import Found, TextRule

DIRECTION: Final = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""What turns the direction in which the text behind it is read."""

ODD_BLANK: Final = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
OTHER_FORM: Final = re.compile(
    "[\uff01-\uff5e\U0001d400-\U0001d7ff\u2160-\u2188\u2460-\u24ff\u212a\u212b\ufb00-\ufb06\u2010\u2011\u2212]"
)
"""Letters, digits and dashes in another form than that of a keyboard, such as full width or a ligature."""

WORD: Final = re.compile(r"[^\W\d_]+")
MARKS: Final = re.compile("[\u0300-\u036f]{2}")


def direction_character(parsed: Parsed) -> Found:
    """No bidirectional control character is in the text."""
    for place, character in _each(parsed, DIRECTION):
        yield place, f"{name_of(character)} turns the text behind it round; take it out"


def hidden_character(parsed: Parsed) -> Found:
    """No invisible character is in the text."""
    for place, character in _each(parsed, HIDDEN):
        yield place, f"{name_of(character)} is not seen; take it out"


def odd_blank(parsed: Parsed) -> Found:
    """Every space is the plain one; at any other space, search would not separate words."""
    for place, character in _each(parsed, ODD_BLANK):
        yield place, f"{name_of(character)} is no plain blank; put a blank in its place"


def look_alike(parsed: Parsed) -> Found:
    """A letter, digit or hyphen is the one it looks like."""
    if parsed.text.isascii():
        return
    for place, character in _each(parsed, OTHER_FORM):
        yield place, f"{name_of(character)} looks like '{plain(character)}'; write that"
    for number, line in enumerate(parsed.text.split("\n"), 1):
        for word in WORD.finditer(line) if not line.isascii() else ():
            odd = [character for character in word[0] if character in ALIKE]
            if odd and (len(word[0]) > 1 and plain(word[0]).isascii()):
                names = " and ".join(map(name_of, dict.fromkeys(odd)))
                yield Place(number, word.start() + 1), f"'{shown(word[0])}' holds {names}; write '{plain(word[0])}'"


def decomposed(parsed: Parsed) -> Found:
    """A letter with an accent is one character, and has one."""
    if parsed.text.isascii():
        return
    for number, line in enumerate(parsed.text.split("\n"), 1):
        composed = unicodedata.normalize("NFC", line)
        at = next((at for at, (a, b) in enumerate(zip(line, composed, strict=False)) if a != b), len(composed))
        if line != composed:
            yield (
                Place(number, at + 1),
                f"a letter and its accent are two characters; write {shown(composed[at])} as one",
            )
        elif marks := MARKS.search(line):
            yield Place(number, marks.start() + 1), "several accents on one letter; take them out"


def _each(parsed: Parsed, pattern: re.Pattern[str]) -> Found:
    """Find each character of a class, with its place."""
    if parsed.text.isascii():
        return
    for number, line in enumerate(parsed.text.split("\n"), 1):
        for match in pattern.finditer(line):
            yield Place(number, match.start() + 1), match[0]


CHARACTER_RULES: Final = (
    TextRule("direction-character", "no character turns the text behind it round", direction_character),
    TextRule("hidden-character", "no character is there and not seen", hidden_character),
    TextRule("odd-blank", "a blank is the one of the space bar", odd_blank),
    TextRule("look-alike", "a letter, digit or hyphen is the one it looks like", look_alike),
    TextRule("decomposed", "a letter with an accent is one character", decomposed),
)
