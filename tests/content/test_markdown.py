"""Which Markdown holds: CommonMark and the tables of GitHub-flavored Markdown, and what is left out of them."""

from __future__ import annotations

import pytest

from kb.content.markdown import NESTING, convert


def html(text):
    return convert(text, {"a-source": 1}, {"a-source": "A source"}, str)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("one\n- two\n", "<p>one</p>\n<ul>\n<li>two</li>\n</ul>\n"),
        ("one\n1. two\n", "<p>one</p>\n<ol>\n<li>two</li>\n</ol>\n"),
        ("in\n2026. Then\n", "<p>in\n2026. Then</p>\n"),
        ("- a\n  - b\n", "<ul>\n<li>a\n<ul>\n<li>b</li>\n</ul>\n</li>\n</ul>\n"),
        ("1) a\n2) b\n", "<ol>\n<li>a</li>\n<li>b</li>\n</ol>\n"),
        ("- a\n* b\n", "<ul>\n<li>a</li>\n</ul>\n<ul>\n<li>b</li>\n</ul>\n"),
        ("snake_case_word and 2*3*4\n", "<p>snake_case_word and 2<em>3</em>4</p>\n"),
        ("one\\\ntwo\n", "<p>one<br>\ntwo</p>\n"),
        ("~~~\na\n~~~\n", "<pre><code>a\n</code></pre>\n"),
    ],
)
def test_blocks_and_emphasis_are_those_of_commonmark(text, expected):
    assert expected == html(text)


@pytest.mark.parametrize("row", ["| 1 |", "1", "| 1 | |"])
def test_a_row_of_a_table_has_as_many_cells_as_the_head_as_on_a_code_host(row):
    rows = html(f"| a | b |\n|---|:-:|\n{row}\n").split("<tbody>")[1]
    assert '<tr>\n<td>1</td>\n<td align="center"></td>\n</tr>' in rows


@pytest.mark.parametrize(
    "text",
    [
        "www.example.org and https://example.org",
        "~~not~~",
        "- [ ] to do",
        "[^1]",
        "[a]: https://example.org",
        "![a](https://example.org/a.png)",
        "<b>",
        "<https://example.org>",
        "$a$",
    ],
)
def test_what_is_left_out_is_shown_as_it_is_typed(text):
    assert text.removeprefix("- ").replace("<", "&lt;").replace(">", "&gt;") in html(f"{text}\n")


def test_a_citation_in_the_words_of_a_link_leaves_no_link_within_a_link():
    assert 1 == html("[see [a-source] there](b.md)").count("<a ")


def test_blocks_are_followed_as_deep_as_told_and_no_deeper():
    assert NESTING == html("> " * (NESTING * 2) + "x").count("<blockquote>")
    assert "<p>x</p>" in html("> " * (NESTING - 1) + "x")
