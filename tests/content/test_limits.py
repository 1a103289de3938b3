"""What one file may hold: each limit is far above what a policy needs, and what is beyond it is found quickly."""

from __future__ import annotations

import pytest

from kb.content.limits import (
    COUNTED,
    DEEPEST,
    LONGEST_BODY,
    LONGEST_LINE,
    MOST_LINES,
    beyond_limits,
    body_faults,
    line_faults,
)
from kb.content.load import load
from kb.content.parse import split

FAR = 0.5
"""The share of a limit that no file of the real library comes near."""


def codes(body):
    return [code for _, code, _ in body_faults(body)]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a" * LONGEST_LINE, ""),
        ("a" * (LONGEST_LINE + 1), "long-line"),
        ("a\n" * MOST_LINES, ""),
        ("a\n" * MOST_LINES + "a", "many-lines"),
    ],
)
def test_a_line_and_the_number_of_lines_have_a_limit(text, code):
    assert code == "".join(code for _, code, _ in line_faults(text))


@pytest.mark.parametrize("mark", ["-", "*", "+", "1.", "1)"])
def test_lists_may_stand_in_each_other_as_deep_as_told(mark):
    lines = [f"{'    ' * depth}{mark} Our reading" for depth in range(DEEPEST + 1)]
    assert [] == codes("\n".join(lines[:-1]))
    ((place, code, _),) = body_faults("\n".join(lines), 10)
    assert ("nesting", 10 + DEEPEST) == (code, place.line)


@pytest.mark.parametrize(
    "line", ["> " * DEEPEST, "- " * DEEPEST, "1. " * DEEPEST, ">" * DEEPEST, "> - " * (DEEPEST // 2)]
)
def test_lists_and_quotes_on_one_line_count_alike(line):
    assert [] == codes(f"{line}x")
    assert ["nesting"] == codes(f"> {line}x")


@pytest.mark.parametrize(
    "line",
    [
        "2026-01-01 - 2026-02-01 - 2026-03-01 - 2026-04-01",
        "* * * * * * * * *",
        "- - - - - - - - -",
        "              code",
    ],
)
def test_a_line_that_only_looks_deep_is_none(line):
    assert [] == codes(f"Our reading:\n\n{line}\n")


@pytest.mark.parametrize("limit", COUNTED, ids=lambda limit: limit.code)
def test_what_is_counted_has_its_limit_and_the_first_one_beyond_is_named(limit):
    one = {
        "list-items": "- a\n",
        "headings": "### a\n",
        "links": "[a]\n",
        "table-size": "|\n",
        "breaks": "***\n",
        "escapes": "\\\n",
    }[limit.code]
    assert [] == codes(one * limit.most)
    ((place, code, message),) = body_faults(one * (limit.most + 1), 5)
    assert (limit.code, 5 + limit.most) == (code, place.line)
    assert f"more than {limit.most:,} {limit.name}; split the file" == message


def test_a_long_body_is_told_where_it_becomes_too_long():
    ((place, code, _),) = body_faults("abc\n" * (LONGEST_BODY // 4) + "d")
    assert ("long-body", LONGEST_BODY // 4 + 1, 1) == (code, place.line, place.column)


def test_a_text_beyond_any_limit_is_known_by_itself():
    assert not beyond_limits("Our reading: a\n")
    assert beyond_limits("[" * 1_001)
    assert beyond_limits("a" * (LONGEST_LINE + 1))


def test_no_file_of_the_real_library_comes_near_a_limit(real_policies):
    for text in (text for path, text in load(real_policies).files.items() if path.endswith(".md") and "/" in path):
        body = split(text)[1]
        assert max(len(line) for line in text.split("\n")) < FAR * LONGEST_LINE
        assert text.count("\n") < FAR * MOST_LINES
        assert len(body) < FAR * LONGEST_BODY
        assert [] == [limit for limit in COUNTED if len(limit.pattern.findall(body)) > FAR * limit.most]
