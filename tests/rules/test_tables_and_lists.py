"""What the layout of a body may be, and where what a page would lose of it is told."""

from __future__ import annotations

import pytest

from kb.content.parse import parse
from kb.rules.tables_and_lists import (
    TABLE_AND_LIST_RULES,
    empty_item,
    empty_part,
    heading_place,
    list_number,
    quote_line,
    repeated_passage,
    table_cells,
    table_head,
    table_row,
    table_rule,
)

ENTRY = "example-health/commercial/spare.md"


def found(rule, text):
    """Give the lines of what a rule finds in a section whose text begins on line 1."""
    return [place.line - 3 for place, _ in rule(parse(ENTRY, f"---\n---\n## Summary\n{text}"))]


HEAD = "| a | b |\n|---|---|\n"


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("| 1 | 2 |", 0),
        ("| 1 | |", 0),
        (r"| 1 | 2 \| 3 |", 0),
        ("| 1 | 2 | 3 |", 1),
        ("| 1 | 2 | 3 [x] |", 1),
        ("| 1 |", 1),
        ("| 1 | 2 ||", 1),
        ("1 | 2 | 3", 1),
    ],
)
def test_a_row_with_more_or_fewer_cells_than_heads_is_told(row, told):
    assert [3] * told == found(table_cells, f"{HEAD}{row}\n")


def test_every_table_of_a_section_is_looked_at():
    assert [3, 9] == found(table_cells, f"{HEAD}| 1 |\n\nText | with a bar\n\n{HEAD}| 1 | 2 | 3 |\n| 1 | 2 |\n")


def test_a_message_names_what_would_be_lost():
    ((_, message),) = table_cells(parse(ENTRY, f"---\n---\n## Summary\n{HEAD}| 1 | 2 | three [x] |\n"))
    assert "'three [x]' would be lost" in message


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (f"{HEAD}| 1 | 2 |\n\nText.", []),
        (f"{HEAD}| 1 | 2 |\nText below.", [4]),
        (f"{HEAD}| | |\n", [3]),
        (f"{HEAD}1 | 2\n", [3]),
        ("a | b\n---|---\n1 | 2\n", []),
    ],
)
def test_a_line_that_becomes_a_row_and_an_empty_row_are_told(text, lines):
    assert lines == found(table_row, text)


@pytest.mark.parametrize(
    ("text", "lines"), [("| a | b |\n| 1 | 2 |\n", [1, 2]), ("a\n| 1 | 2 |\n", [2]), (HEAD, []), ("a | b\n", [])]
)
def test_rows_without_a_table_are_told(text, lines):
    assert lines == found(table_rule, text)


@pytest.mark.parametrize(("head", "told"), [("| a | A |", 1), ("| a | |", 1), ("| | a |", 0), ("| a | b |", 0)])
def test_heads_that_do_not_differ_are_told(head, told):
    assert [1] * told == found(table_head, f"{head}\n|---|---|\n| 1 | 2 |\n")


@pytest.mark.parametrize(
    ("head", "what"), [("| a | A |", "'a' is the head of two columns"), ("| a | |", "a column without a head")]
)
def test_a_head_that_is_missing_is_told_apart_from_one_that_stands_twice(head, what):
    ((_, message),) = table_head(parse(ENTRY, f"---\n---\n## Summary\n{head}\n|---|---|\n| 1 | 2 |\n"))
    assert f"{what}; name each column" == message


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("1. a\n2. b\n3. c", []),
        ("3. a\n4. b", []),
        ("1. a\n1. b\n1. c", [2, 3]),
        ("1. a\n3. b\n4. c", [2, 3]),
        ("1. a\n    1. x\n    2. y\n2. b\n    1. z", []),
        ("1. a\n\nText.\n\n1. b", []),
        ("1. a\n    - x\n2. b", []),
        ("In\n2026. Then", []),
    ],
)
def test_a_number_that_readers_see_otherwise_is_told(text, lines):
    assert lines == found(list_number, text)


@pytest.mark.parametrize("item", ["-", "- ", "*", "2.", "    -", "- [a-source]", "- [a] [b]"])
def test_an_item_without_a_word_is_told(item):
    assert [2] == found(empty_item, f"- a\n{item}\n- b\n")


@pytest.mark.parametrize("line", ["- a", "2. b", "---a", "text", "-5", ""])
def test_an_item_with_a_word_and_what_is_no_item_pass(line):
    assert [] == found(empty_item, f"- a\n{line}\n")


@pytest.mark.parametrize("line", [" ### a", "   ## a", "- ### a", "> # a", "1. ## a", "> - ## a"])
def test_a_heading_within_something_else_is_told(line):
    assert [1] == found(heading_place, line)


@pytest.mark.parametrize("line", ["### a", "a # b", "- #2", "> #a", " #2 of it"])
def test_a_heading_at_the_start_of_its_line_and_a_number_pass(line):
    assert [] == found(heading_place, line)


@pytest.mark.parametrize(
    ("text", "lines"), [("### a\n\n### b\n\nc", [1]), ("a\n\n### b", [3]), ("###\n\na", [1]), ("### a\n\nb", [])]
)
def test_a_part_without_words_is_told(text, lines):
    assert lines == found(empty_part, text)


@pytest.mark.parametrize(
    ("text", "lines"),
    [("> a\nb", [2]), ("> a\n> b\nc", [3]), ("> a\n\nb", []), ("> a\n>\nb", []), ("> a\n- b", []), ("a\n> b", [])],
)
def test_a_line_that_slips_into_a_quote_is_told(text, lines):
    assert lines == found(quote_line, text)


def test_a_passage_that_stands_twice_is_told_whatever_its_lines_and_signs():
    text = "The plan pays for it in full [a].\n\n- The plan pays\n  for it in full [a].\n\nIt is so.\n\nIt is so.\n"
    assert [3] == found(repeated_passage, text)


@pytest.mark.parametrize("rule", TABLE_AND_LIST_RULES, ids=lambda rule: rule.code)
def test_a_file_without_a_body_passes(rule):
    assert [] == [*rule.find(parse(ENTRY, "---\n---\n"))]
