"""The code list of a document: single codes and ranges, and the kinds of codes it could hold."""

from __future__ import annotations

import pytest

from kb.domain.code_list import CodeList

LIST = CodeList("a", "whole", ("0042T", "0070T-0072T", "99213"))


@pytest.mark.parametrize(("code", "held"), [("0042T", True), ("0071T", True), ("0073T", False), ("00713", False)])
def test_a_code_is_held_by_itself_or_within_a_range_of_its_kind(code, held):
    assert held == LIST.holds(code)


def test_a_list_could_hold_codes_of_the_kinds_that_it_has():
    assert [True, True, False] == [LIST.could_hold(code) for code in ("0999T", "12001", "J9035")]


def test_only_a_list_that_was_read_whole_tells_by_what_is_missing():
    assert [True, False] == [CodeList("a", read, ("0042T",)).is_whole for read in ("whole", "part")]
