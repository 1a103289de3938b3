"""Values as lines of front matter: reading them gives the values back, and `fmt` changes nothing."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.authoring.yaml_lines import front_matter, key_lines
from kb.content.fields import ENTRY_FIELDS
from kb.content.front_matter import Mapping, Scalar, Sequence, read_yaml
from kb.content.parse import split
from kb.layout.front import WIDEST, tidy_front

WORDS = st.text(st.characters(min_codepoint=32, max_codepoint=0x17F, exclude_categories=["Cc"]), min_size=1)


def read(lines):
    """Give the one value that the lines hold, as texts and lists of texts."""
    node = read_yaml("\n".join(lines))
    assert isinstance(node, Mapping)
    value = node.items[0][1]
    return value.text if isinstance(value, Scalar) else [item.text for item in value.items]


@given(WORDS)
def test_any_text_reads_back_as_it_is_but_for_its_blanks(text):
    said = " ".join(text.split())
    if said:
        assert said == read(key_lines("title", text))


@given(st.lists(WORDS.filter(str.strip), min_size=2, max_size=4))
def test_any_list_of_texts_reads_back(texts):
    assert [" ".join(text.split()) for text in texts] == read(key_lines("codes", texts))


@pytest.mark.parametrize(
    "text", ["0558", "no", "a: b", "a #b", "# a", "'a", '"a" b', "- a", "[a]", "{a}", "*a", "&a", "> a", "%a", "a:"]
)
def test_what_yaml_would_read_otherwise_is_quoted(text):
    assert text == read(key_lines("title", text))


def test_a_long_text_is_folded_and_a_long_address_is_not():
    lines = list(key_lines("note", "word " * 60))
    assert "note: >-" == lines[0]
    assert max(map(len, lines)) <= WIDEST
    assert 1 == len(list(key_lines("url", f"https://example.org/{'a' * 200}")))


def test_an_empty_value_has_no_line():
    assert [] == [line for value in (None, "", (), [], {}) for line in key_lines("title", value)]


def test_front_matter_is_in_order_and_as_fmt_lays_it_out():
    values = {
        "sources": {"a": {"title": "A", "retrieved": dt.date(2026, 3, 1)}},
        "codes": ("0708T", "0709T"),
        "looked": [{"where": "a page", "words": "0708T"}],
        "title": "T",
    }
    text = front_matter(values, ENTRY_FIELDS)
    front, _, _ = split(f"{text}\n")
    assert front == tidy_front(front, ENTRY_FIELDS)
    assert ["title", "codes", "looked", "sources"] == [key.text for key, _ in read_yaml(front).items]
    assert isinstance(read_yaml(front).items[2][1], Sequence)
