"""Which words of a text are gone and which are new."""

from __future__ import annotations

import re

import pytest
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


def test_an_excerpt_keeps_eight_words_where_nothing_else_is_asked_for():
    words = " ".join(f"w{number:02}" for number in range(30))
    first, *_, last = excerpt(compare(f"{words} old {words}", f"{words} new {words}"))
    assert "… w22 w23 w24 w25 w26 w27 w28 w29" == first.text
    assert "w00 w01 w02 w03 w04 w05 w06 w07 …" == last.text


def test_between_two_changes_words_are_kept_on_both_sides():
    spans = excerpt(compare("old a b c d e f old", "new a b c d e f new"), around=2)
    assert ["old", "new", "a b … e f", "old", "new"] == [span.text for span in spans]


@pytest.mark.parametrize(("same", "shown"), [("a b c", "a b c"), ("a b c d", "… c d")])
def test_a_mark_never_stands_for_a_single_word(same, shown):
    assert shown == excerpt(compare(f"{same} old", f"{same} new"), around=2)[0].text


def test_one_empty_line_or_several_part_paragraphs_alike_and_a_list_has_lines():
    assert not differs("one\n\ntwo", "one\n \n\ntwo")
    assert (Span(SAME, "a\n- b\n\nc"),) == compare("a\n- b\n\nc", "a\n- b\n\nc")


@pytest.mark.parametrize("mark", ["- ", "* ", "+ ", "| ", "1. ", "12) ", "# ", "## "])
def test_the_end_of_a_line_counts_before_an_item_a_row_or_a_heading(mark):
    assert differs(f"one {mark}two", f"one\n{mark}two")


def test_what_is_gone_stands_before_what_is_new_and_an_empty_side_has_no_span():
    assert (Span(GONE, "one"), Span(NEW, "two")) == compare("one", "two")
    assert (Span(GONE, "one"),) == compare("one", "")
    assert (Span(NEW, "two"),) == compare("", "two")
