"""A table as text: sorted, a fact a line, and nothing in it that its columns do not allow."""

from __future__ import annotations

import pytest

from kb.facts.table_text import bad_cell, check_table, read_table, write_table
from kb.facts.tables import HCPCS, PAIRS_PRACTITIONER, TABLES, UNITS_PRACTITIONER

ROWS = (("0709T", "2", "3", "Clinical: Data"), ("12001", "1", "2", "CMS Policy"))


def test_rows_are_sorted_and_read_back():
    raw = write_table(UNITS_PRACTITIONER, ROWS[::-1])
    assert raw == b"code,units,indicator,rationale\n0709T,2,3,Clinical: Data\n12001,1,2,CMS Policy\n"
    assert ROWS == read_table(raw)
    assert [] == list(check_table(UNITS_PRACTITIONER, raw))


def test_a_title_with_a_comma_and_quotes_is_read_back():
    rows = (("J9035", "D", "", "", "", 'Injection, of a "made-up" medicine'),)
    assert rows == read_table(write_table(HCPCS, rows))


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_no_column_but_a_public_title_takes_the_words_of_a_descriptor(table):
    words = "Repair of a wound, simple, 2.5 cm or less"
    assert {"title"} >= {column.name for column in table.columns if column.pattern.fullmatch(words)}


@pytest.mark.parametrize(
    ("old", "new", "rule", "line"),
    [
        (b"code,units", b"code,words", "facts-columns", 1),
        (b"0709T,2,3", b"0709T,two,3", "facts-value", 2),
        (b"12001,1", b"0709T,1", "facts-order", 3),
        (b"CMS Policy", b"Words of a descriptor", "facts-value", 3),
        (b",CMS Policy", b"", "facts-value", 3),
    ],
)
def test_what_was_edited_by_hand_is_told_with_its_line(old, new, rule, line):
    raw = write_table(UNITS_PRACTITIONER, ROWS).replace(old, new)
    [problem] = check_table(UNITS_PRACTITIONER, raw)
    assert (rule, line) == (problem.code, problem.place.line)


def test_runs_that_go_back_are_refused():
    assert bad_cell(PAIRS_PRACTITIONER, ("12001", "1", "9", "", "", "36400-36410 36405"))
    assert not bad_cell(PAIRS_PRACTITIONER, ("12001", "1", "9", "", "", "36400-36405 36410"))
