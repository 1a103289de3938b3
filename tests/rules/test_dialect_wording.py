"""What is said where the site and a code host show a text otherwise: what each shows, and how to write it."""

from __future__ import annotations

import pytest

from kb.rules.dialect_wording import BREAKS, CODE, EMPHASIS, LINKS, LISTS, WORDS, difference_message
from kb.rules.rendered_text import Shown

WORD = Shown("", "word")
BOLD = Shown("", "word", frozenset({"strong"}))
LINKED_BOLD = Shown("", "word", frozenset({"strong", "a b.md"}))


@pytest.mark.parametrize(
    ("site", "host", "way"),
    [
        (WORD, BOLD, EMPHASIS),
        (BOLD, LINKED_BOLD, LINKS),
        (Shown("", "a", frozenset({"code"})), Shown("", "b", frozenset({"code"})), CODE),
        (WORD, Shown("", "other"), WORDS),
        (Shown("ul"), WORD, LISTS),
        # Of a word beside a block the styles are no difference: the block is.
        (LINKED_BOLD, Shown("p"), BREAKS),
        (Shown("p"), LINKED_BOLD, BREAKS),
    ],
)
def test_the_way_out_is_that_of_what_only_one_of_the_two_shows(site, host, way):
    assert difference_message(site, host).endswith(f"; {way}")


def test_what_each_shows_is_named():
    told = "the site shows the end of a list here, and a code host 'word' as bold; "
    assert difference_message(Shown("/ul"), BOLD).startswith(told)


def test_a_missing_blank_alone_is_told_as_such():
    told = difference_message(WORD, Shown("", "word", glued=True))
    assert told.startswith("the site and a code host do not both show a blank before 'word'; ")
