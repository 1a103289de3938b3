"""Denial codes give way to the words that find what is recorded on them, and are told by their meaning here."""

from __future__ import annotations

import pytest

from kb.search.denials import take_denial_codes

MEANINGS = {
    "co-29": ("timely_filing", "time limit", ""),
    "n386": ("coverage", "policy decision", ""),
    "ma130": ("appeals", "unprocessable claim", "It is corrected, not appealed."),
}


@pytest.mark.parametrize(
    ("typed", "text", "codes"),
    [
        ("co-29 cigna", "time limit cigna", ("CO-29",)),
        ("pr 29 cigna", "time limit cigna", ("PR-29",)),
        ("carc 29", "time limit", ("29",)),
        ("denied 29 and n386", "time limit and policy decision", ("N386", "29")),
        ("co 11 0709t", "0709t", ("CO-11",)),
    ],
)
def test_a_denial_code_becomes_the_words_on_it(typed, text, codes):
    left, found = take_denial_codes(typed, MEANINGS)
    assert (text, codes) == (" ".join(left.split()), tuple(code for code, _ in found.codes))


def test_its_remark_is_told_with_it():
    _, found = take_denial_codes("ma130 appeal", MEANINGS)
    assert ("MA130 is read as a denial about appeals. It is corrected, not appealed.",) == found.notes


def test_a_code_that_the_table_lacks_is_told_so():
    _, found = take_denial_codes("co-11", MEANINGS)
    assert ("CO-11 is a denial code that this library's table does not have.",) == found.notes


@pytest.mark.parametrize("typed", ['"co-29"', "n95 mask", "colorado 29", "0709t"])
def test_other_words_stay_as_they_are(typed):
    assert typed == take_denial_codes(typed, MEANINGS)[0]
