"""Which words of a text are gone and which are new."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from kb.diff.word_diff import GONE, NEW, SAME, Span, compare, differs, excerpt

TEXTS = st.lists(st.sampled_from(["covered", "not", "may", "0709T", "[cgs].", "\n", "\n\n", "\n- ", "…"])).map(
    " ".join
)


def side(spans, own):
    """Give the words of one side, however they are parted."""
    return " ".join(span.text for span in spans if span.kind in {SAME, own}).split()


def test_one_changed_word_is_told_and_no_other():
    spans = compare("The service is covered at all sites.", "The service is not covered at all sites.")
    assert (Span(SAME, "The service is"), Span(NEW, "not"), Span(SAME, "covered at all sites.")) == spans


def test_lines_that_break_elsewhere_are_no_change():
    assert not differs("one two\nthree four\n", "one two three\nfour")
    assert (Span(SAME, "one two three four"),) == compare("one two\nthree four\n", "one two three\nfour")


def test_a_paragraph_that_is_parted_is_a_change():
    assert differs("one two", "one\n\ntwo")


def test_a_line_that_becomes_an_item_is_a_change():
    assert differs("one - two", "one\n- two")


@given(TEXTS, TEXTS)
def test_both_texts_can_be_read_from_the_spans(before, after):
    spans = compare(before, after)
    assert before.split() == side(spans, GONE)
    assert after.split() == side(spans, NEW)
    assert differs(before, after) == any(span.kind != SAME for span in spans)


@given(TEXTS, TEXTS)
def test_backwards_what_was_gone_is_new(before, after):
    assert bool([s for s in compare(before, after) if s.kind != SAME]) == differs(after, before)
    assert () == tuple(span for span in compare(before, before) if span.kind != SAME)


def test_an_excerpt_keeps_a_few_words_beside_each_change():
    words = " ".join(f"w{number}" for number in range(40))
    spans = excerpt(compare(f"{words} old {words}", f"{words} new {words}"), around=2)
    assert ["… w38 w39", "old", "new", "w0 w1 …"] == [span.text for span in spans]


def test_an_excerpt_leaves_every_change_whole():
    gone = " ".join("abcdefghijklmnopqrstuvwxyz")
    spans = excerpt(compare(f"start {gone} end", "start end"), around=1)
    assert gone == next(span.text for span in spans if span.kind == GONE)
    assert re.fullmatch(r"start", spans[0].text)
