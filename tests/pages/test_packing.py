"""Rows of texts as numbers: each text once, and what is empty at the end left out."""

from __future__ import annotations

from kb.pages.packing import numbers


def test_a_text_has_one_number_and_what_is_empty_has_the_first():
    values = {"": 0}
    assert (1, 0, 2, 1) == numbers(("one", "", "two", "one"), values)
    assert (2, 3) == numbers(("two", ("a", "list"), 0, (), ""), values)
    assert ["", "one", "two", ("a", "list")] == list(values)


def test_a_row_of_nothing_is_empty():
    assert () == numbers(("", (), 0), {"": 0})
