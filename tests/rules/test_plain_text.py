"""Plain paragraphs are known at a glance, and the site and a code host show them alike."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.rules.dialect import first_difference
from kb.rules.plain_text import is_plain

WORDS = (
    'a word 1986. 3) 12 (x y) "said" don\'t “read” § \u2013 - -- + = === : ; ! !? ... % / http: www ftp x.y '
    "C44.9 [cited] [a-1]. [a]: [x] é \xd7 , ' * _ &amp; <b> \\ | # > ~ $1 @a.b"
)
PIECES = st.sampled_from([*WORDS.split(" "), "\u00a0", "\u2003", "[ ]"])
LINES = st.lists(PIECES, max_size=6).map(" ".join)


@given(st.lists(LINES, max_size=6).map("\n".join))
def test_what_is_plain_is_shown_alike(text):
    if is_plain(text):
        assert first_difference(text) is None


@given(st.lists(st.text(st.characters(exclude_categories=("Cs",)), max_size=8), max_size=5).map("\n".join))
def test_any_text_that_is_plain_is_shown_alike(text):
    if is_plain(text):
        assert first_difference(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "\nData not available. No list was found [aetna-2024].\n\nThe policy lists C44.9 and 12 more (in part).\n",
        "Covered: as read [a-b], “in full”; at most 4 units.\n[c-1] says the same, and 99213-25 is billed.",
        "",
    ],
)
def test_paragraphs_of_words_and_citations_are_plain(text):
    assert is_plain(text)


@pytest.mark.parametrize(
    "text",
    [
        *("- one", "1. one", "3) one", "# one", "> one", "one\n===", "one\n---", " one", "one ", "one  \ntwo"),
        *("a | b", "*one*", "a_b", "`one`", "one & two", "a\\.b", "[a](b)", "[a][b]", "[a]: b", "[^a]", "[A]"),
        *("$a$", "~a~", "http://a.org", "WWW.a.org", "a@b.org", "a\tb", "a\u00a0b", "<b>"),
    ],
)
def test_what_may_mark_something_is_not(text):
    assert not is_plain(text)
