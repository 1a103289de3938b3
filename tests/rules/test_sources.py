"""What counts as a passage, and which passages need no source."""

from __future__ import annotations

import pytest

from kb.domain.model import Section
from kb.rules.sources import CITATION, OWN_WORDS, passages

LINE = 10


def cut(text):
    return [(line, passage.strip()) for line, passage in passages(Section("Summary", "summary", LINE, text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("one\n", [(11, "one")]),
        ("\none\ntwo\n\n\nthree\n", [(12, "one two"), (16, "three")]),
        ("- one\n- two\n  more\n", [(11, "- one"), (12, "- two   more")]),
        ("1. one\n2) two\n* three\n+ four\n", [(11, "1. one"), (12, "2) two"), (13, "* three"), (14, "+ four")]),
        ("one:\n- two\n", [(11, "one:"), (12, "- two")]),
        ("### Part\none\n", [(12, "one")]),
        ("| head |\n| --- |\n| one |\n| two |\n\nthree\n", [(13, "| one |"), (14, "| two |"), (16, "three")]),
        ("| a head |\n| :-: |\n| one |\n\n| a head |\n| --- |\n| two |\n", [(13, "| one |"), (17, "| two |")]),
        ("\n---\n\n1\n\n**\n", []),
        ("", []),
    ],
)
def test_a_section_is_cut_into_paragraphs_items_and_rows_with_their_lines(text, expected):
    assert expected == cut(text)


@pytest.mark.parametrize(
    "passage", ["Our reading: x", "**Our reading**: x", "our inference, x", "How to use this: x", "To do: x"]
)
def test_a_passage_that_begins_as_ours_is_ours(passage):
    assert OWN_WORDS.match(passage)


@pytest.mark.parametrize("passage", ["Our readings differ", "It is our reading", "To document", "In our reading"])
def test_a_passage_that_begins_otherwise_is_not(passage):
    assert not OWN_WORDS.match(passage)


def test_a_link_is_no_source():
    assert not CITATION.search("see [a](b.md)")
