from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.domain.problem import (
    LONGEST_QUOTE,
    Place,
    Problem,
    in_order,
    printable,
    shown,
    with_tricks_written_out,
    without_tricks,
)


def test_a_problem_reads_as_editors_and_code_hosts_expect_it():
    problem = Problem("cigna/payer.md", Place(3, 8), "yaml", "mend it")
    assert "cigna/payer.md:3:8: yaml mend it" == str(problem)


def test_problems_come_by_file_then_place_then_rule_and_each_once():
    first = Problem("a.md", Place(2, 9), "yaml", "x")
    second = Problem("a.md", Place(10, 1), "tab", "x")
    third = Problem("a.md", Place(10, 1), "yaml", "x")
    last = Problem("b.md", Place(1, 1), "tab", "x")
    assert [first, second, third, last] == in_order([last, third, second, first, second])


def test_a_short_quote_is_shown_as_it_is_written():
    assert "Curent, 0558 é" == shown("Curent, 0558 é")


def test_what_a_terminal_cannot_print_is_replaced():
    assert "a\ufffdb\ufffd\ufffd.md" == printable("a\nb\x1b\udce4.md")


@given(st.text())
def test_a_quote_is_one_printable_line_of_bounded_length(written):
    quote = shown(written)
    assert quote.isprintable()
    assert len(quote) <= LONGEST_QUOTE + len("...")


@pytest.mark.parametrize(
    "sign", ["\u2800", "\u034f", "\ufe0f", "\u3164", "\u115f", "\u00ad", "\u200b", "\U000e0041", "\u180b"]
)
def test_what_a_terminal_does_not_show_is_printed_by_no_message(sign):
    for text in (printable(f"a{sign}b"), shown(f"a{sign}b"), without_tricks(f"a{sign}b")):
        assert "a\ufffdb" == text
    written = with_tricks_written_out(json.dumps(f"a{sign}b", ensure_ascii=False))
    assert (True, f"a{sign}b") == (written.isascii(), json.loads(written))
