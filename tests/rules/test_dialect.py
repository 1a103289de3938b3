"""Where the site and a code host show a section otherwise is told with its place, both readings and the way out."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.content.parse import parse
from kb.rules import dialect_wording
from kb.rules.dialect import first_difference, shown_alike

WAYS = {name: getattr(dialect_wording, name) for name in vars(dialect_wording) if re.fullmatch("[A-Z]+", name)}


def told(text):
    """Give line and column, both in the text from 1, and message of each difference."""
    found = shown_alike(parse("a/b/c.md", f"---\n---\n## Summary\n{text}"))
    return [(place.line - 3, place.column, message) for place, message in found]


@pytest.mark.parametrize(
    ("text", "place", "way"),
    [
        ("one\n- two\n", (2, 1), "LISTS"),
        ("one\n1. two\n", (2, 1), "LISTS"),
        ("- a\n  - b\n", (2, 1), "LISTS"),
        ("- a\n   - b\n", (2, 1), "LISTS"),
        ("1. a\n\n   b\n", (3, 4), "LISTS"),
        ("- a\n\n    b\n- c\n", (4, 1), "LISTS"),
        ("1) a\n2) b\n", (1, 1), "LISTS"),
        ("10) a\n", (1, 1), "LISTS"),
        ("- a\n1. b\n", (2, 1), "LISTS"),
        ("- a\n* b\n", (2, 1), "LISTS"),
        ("well-known\n- a\n", (2, 1), "LISTS"),
        ("one\n| a |\n|---|\n| b |\n", (2, 1), "TABLES"),
        ("| a |\n|---|\nb\n", (1, 1), "TABLES"),
        ("| a |\n|---|\n", (2, 1), "TABLES"),
        ("~~~\na\n~~~\n", (1, 1), "CODE"),
        ("a\n\n```\nb\n\nc\n```\n", (3, 1), "CODE"),
        ("- a\n\n        b\n", (3, 9), "CODE"),
        ("| a |\n|---|\n| `b|c` |\n", (3, 4), "CODE"),
        ("| a |\n|---|\n| `b\\|c` |\n", (3, 4), "CODE"),
        ("a\\\nb\n", (1, 1), "BREAKS"),
        ("a **Note:**b\n", (1, 5), "EMPHASIS"),
        ("**a*b**c*\n", (1, 1), "EMPHASIS"),
        ("one\ntwo www.example.org\n", (2, 5), "LINKS"),
        ("one (https://example.org/a_b)\n", (1, 5), "LINKS"),
        ("desk@example.org\n", (1, 1), "LINKS"),
        ("![a](b.png)\n", (1, 1), "LINKS"),
        ("[a](b\nc.md)\n", (1, 2), "LINKS"),
        ("[a](javascript:b)\n", (1, 2), "LINKS"),
        ("[a] is\n\n[a]: b.md\n", (1, 1), "LINKS"),
        ("one\n\n[a]: b.md\n\ntwo\n", (3, 1), "WORDS"),
        ("one\n\n[a]: b.md\n", (3, 1), "WORDS"),
        ("5 \\< 7\n", (1, 3), "WORDS"),
        ("a[^1]\n\n[^1]: a note\n", (3, 1), "EXTRAS"),
        ("- [ ] a\n", (1, 3), "EXTRAS"),
        ("> [!NOTE]\n> a\n", (1, 3), "EXTRAS"),
        ("is ~~not~~ paid\n", (1, 4), "EXTRAS"),
        ("is $x$ so\n", (1, 4), "EXTRAS"),
    ],
)
def test_what_is_shown_otherwise_is_told_at_its_place_with_the_way_out(text, place, way):
    ((line, column, message),) = told(text)
    assert place == (line, column)
    assert message.endswith(f"; {WAYS[way]}")


@pytest.mark.parametrize(
    "text",
    [
        "one\n\n- two\n- three\n    - four\n        - five\n- six\n",
        "- a\n\n    b\n\n- c\n    1. d\n    2. e\n",
        "10. a\n11. b\n    - c\n",
        "+ a\n+ b\n\none\n\n* c\n",
        "- a\n  goes on\n- b\ngoes on\n",
        "### a\n- b\n\n### c\nd\n",
        "in\n2026. Then\n",
        "snake_case_word, _a_, __b__, 2*3*4, 2 * 3, *a **b***, **a *b* c** and ***d***\n",
        "**A.** b, “*c*”, (*d*), *e*s\n",
        "one  \ntwo\n",
        "one\n\n    kept\n\n> said\n> so\n\n***\n",
        "[a](b.md), [c](<d e.md>), [f](https://example.org/?g=1&h=2 'i'), [j](#k) and **[l](m.md)**\n",
        "a | b\n--|--:\n1 | 2 `c` [d]\n3 |\n",
        "| a |\n|:-:|\n| \\| |\n",
        "AT&T, &amp; &nbsp; &#64; &hellip; &none; 5 < 7 > 3 \"a\" 'b'\n",
        r"\* \_ \# 1\. \[a] \\ \` C:\dir" + "\n",
        "$5 to $7, ~5, 50%, a~b, x@y, #1, @a, :a:\n",
        "Paid [a-source] [b-source][c-source].\n",
        "`a` ``b`c`` `https://example.org` `<b>` `**`\n",
        "\n\n",
    ],
)
def test_what_both_read_alike_passes(text):
    assert [] == told(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("one\n- two", "the site shows '-' here, and a code host a list; "),
        ("- a\n  - b", "the site shows the end of a list item here, and a code host a list; "),
        ("~~a~~", "the site shows '~~a~~' here, and a code host 'a' as struck out; "),
        ("x@y.org", "the site shows 'x@y.org' here, and a code host 'x@y.org' as a link to 'x@y.org'; "),
        ("[a]: b.md", "the site shows '[a]:' here, and a code host nothing more; "),
        ("`a `b", "the site and a code host do not both show a blank before 'b'; "),
    ],
)
def test_a_difference_is_told_with_what_both_show(text, expected):
    assert told(text)[0][2].startswith(expected)


def test_each_section_is_told_by_its_first_difference():
    found = shown_alike(
        parse("a/b/c.md", "---\n---\n## Coverage\na\n- b\n\n1) c\n## Appeals\nfine\n## Contacts\n~~d~~\n")
    )
    assert [5, 11] == [place.line for place, _ in found]


def test_a_section_with_html_or_headings_of_another_level_is_told_of_these_alone():
    assert [] == told("<b>\n- a")
    assert [] == told("#a\n- a")
    assert [] != told("a\n- a")


NASTY = st.sampled_from(
    [
        *(
            "[x](javascript:a)",
            "![x](y)",
            "[x]: y",
            "[x]",
            "[a [b-c] d](e.md)",
            "`",
            "```",
            "**",
            "*",
            "_",
            "~~",
            "$",
        ),
        *("> ", "- ", "1. ", "1) ", "    ", "  ", "| a | b |\n| --- | --- |\n| c |", "&lt;", "&", "\\", "\n", "\n\n"),
        *(
            " ",
            "word",
            "two words",
            "|",
            "(",
            ")",
            "=",
            "https://a.org",
            "[^1]: ",
            "[ ] ",
            "### ",
            "\u00a0",
            "\u2028",
        ),
    ]
)


@given(st.lists(NASTY | st.text(max_size=6), max_size=14).map("".join))
def test_any_text_has_a_place_inside_it_for_its_difference(text):
    rows = text.split("\n")
    for line, column, _ in told(text):
        assert 1 <= line <= len(rows)
        assert 1 <= column <= max(len(rows[line - 1]), 1)


@given(st.lists(NASTY, max_size=14).map("".join))
def test_a_difference_is_one(text):
    found = first_difference(text)
    assert found is None or found.site != found.host
