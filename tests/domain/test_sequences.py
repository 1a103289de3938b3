"""Two sequences are compared as difflib does, and never for long."""

from __future__ import annotations

from difflib import SequenceMatcher

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.domain import sequences
from kb.domain.sequences import MOST_STEPS, opcodes

ITEMS = st.lists(st.sampled_from("abcd"), max_size=12)


@given(ITEMS, ITEMS)
def test_the_codes_make_the_second_of_the_first(old, new):
    made = []
    at = 0
    for kind, start, end, first, last in opcodes(old, new):
        assert at == start
        at = end
        assert (kind == "equal") == (old[start:end] == new[first:last])
        made += new[first:last]
    assert (len(old), new) == (at, made)


@pytest.mark.parametrize(
    ("old", "new"),
    [("the old word here", "the new word here"), ("a b c", "a b c"), ("", "a"), ("a", ""), ("a b", "c d"), ("", "")],
)
def test_they_are_those_of_difflib(old, new):
    one, other = old.split(), new.split()
    assert SequenceMatcher(None, one, other, autojunk=False).get_opcodes() == opcodes(one, other)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (["a", "b"] * 30_000, ["b", "a", "c"] * 20_000),
        ([f"{n % 7}" for n in range(60_000)], [f"{n % 5}" for n in range(60_000)]),
        ([f"{n}" for n in range(60_000)], [f"{n if n % 2 else -n}" for n in range(60_000)]),
    ],
    ids=["two words again and again", "few words", "every second one exchanged"],
)
def test_what_could_take_long_counts_as_replaced_between_what_is_the_same(old, new):
    codes = opcodes(["first", *old, "last"], ["first", *new, "last"])
    assert ["equal", "replace", "equal"] == [code[0] for code in codes]


def test_how_many_steps_it_may_take_is_more_than_sections_need_and_not_much_more():
    words = [f"word-{n % 300}" for n in range(1_000)]
    assert sequences._steps(words, words[::-1], len(words)) < MOST_STEPS / 5
