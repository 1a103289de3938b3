"""Numbers of a claim form are neither codes nor modifiers: one word stays in their place, and they are told."""

from __future__ import annotations

import pytest

from kb.search.lexicon import Lexicon
from kb.search.other_numbers import as_amounts, other_numbers
from kb.search.query import Group

READ = {
    "0709t pos 22": ("0709t place", "22 is read as a place of service"),
    "0709t place of service 11": ("0709t place", "11 is read as a place of service"),
    "0709t rev code 0335": ("0709t revenue", "0335 is read as a revenue code"),
    "revenue codes 636 0709t": ("revenue 0709t", "636 is read as a revenue code"),
    "0709t tob 131 coverage": ("0709t type coverage", "131 is read as a type of bill"),
    "0709t pos 11 or 22": ("0709t place", "11 or 22 is read as a place of service"),
    "pos 11/22 0709t": ("place 0709t", "11/22 is read as a place of service"),
    "bill type 0131 0708t": ("type 0708t", "0131 is read as a type of bill"),
}


@pytest.mark.parametrize("typed", READ)
def test_a_number_behind_its_words_is_read_for_what_it_is(typed):
    text, notes = other_numbers(typed)
    assert (READ[typed][0], 1) == (" ".join(text.split()), len(notes))
    assert notes[0].startswith(READ[typed][1])


@pytest.mark.parametrize(
    "typed", ["0709t-22", "positive 22", "0709t modifier 22", '"pos 22"', "deposit 22", "arc 335"]
)
def test_other_numbers_stay_as_they_are(typed):
    assert (typed, []) == other_numbers(typed)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        *(("6859", "$6859"), ("13030.50", "$13030"), ("10008", "$10008"), ("558", "558"), ("7500", "7500")),
        ("2025", "2025"),
    ],
)
def test_a_number_is_an_amount_where_texts_have_it_as_that_alone(typed, read):
    """558 is also the number of a document, no text has 7500, and 2025 is a year first of all."""
    lexicon = Lexicon(("$10008", "$13030", "$2025", "$558", "$6859", "558"), (), {}, ())
    assert [(read,)] == [group.terms for group in as_amounts([Group("word", (typed,), typed)], lexicon)]
