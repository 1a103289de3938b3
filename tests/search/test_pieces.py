"""The parts of a text that an excerpt shows: what limits a sentence stands beside it, what is asked for is marked."""

from __future__ import annotations

import pytest

from kb.search.pieces import SOUGHT, sought, with_limits

ROOM = 30
SENTENCES = (
    "The plan pays the visit. It does so only in the office. The form is blue. Nobody reads it. "
    "Cells are the patient's. Those of a donor are not that."
)
TEXT = SENTENCES.split()


def shown(parts):
    return [" ".join(TEXT[first:last]) for first, last in parts]


def none_telling():
    return [False] * len(TEXT)


def test_a_sentence_behind_that_limits_the_one_shown_is_shown_with_it():
    parts = with_limits(TEXT, [(0, 5)], none_telling(), ROOM)
    assert ["The plan pays the visit. It does so only in the office."] == shown(parts)


def test_a_sentence_before_that_limits_the_one_shown_is_shown_with_it():
    parts = with_limits(TEXT, [(12, 16)], none_telling(), ROOM)
    assert ["It does so only in the office. The form is blue."] == shown(parts)


def test_a_sentence_that_limits_nothing_is_not_added():
    assert [(16, 19)] == with_limits(TEXT, [(16, 19)], none_telling(), ROOM)


def test_a_sentence_with_a_word_of_the_query_is_shown_beside():
    telling = [word == "blue." for word in TEXT]
    parts = with_limits(TEXT, [(16, 19)], telling, ROOM)
    assert shown(parts)[0].endswith("The form is blue. Nobody reads it.")


def test_what_has_no_room_is_not_added():
    assert [(0, 5)] == with_limits(TEXT, [(0, 5)], none_telling(), 6)


def test_a_sentence_that_was_cut_ends_where_it_limits():
    parts = with_limits(TEXT, [(23, 28)], none_telling(), ROOM)
    assert shown(parts)[-1].endswith("are not that.")


@pytest.mark.parametrize(
    ("text", "kind", "found"),
    [
        ("amounts from $3,613 to $23,403.", "amount", ["$3,613", "$23,403."]),
        ("95% of the price on 12 rows", "amount", ["95%"]),
        ("within 60 calendar days of 2 letters", "time", ["60"]),
        ("12 months, or 1 year", "time", ["12", "1"]),
        ("within 60 days for $5", "", []),
    ],
)
def test_what_is_asked_for_is_marked(text, kind, found):
    words = text.split()
    assert found == [word for word, mark in zip(words, sought(words, kind), strict=True) if mark == {SOUGHT}]
