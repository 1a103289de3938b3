"""Which Markdown holds: that of Python-Markdown with tables, and what is left out of it."""

from __future__ import annotations

import pytest

from kb.content.markdown import Unrenderable, convert


def html(text):
    return convert(text, {"a-source": 1}, str)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("one\n\n- two\n- three\n", "<p>one</p>\n<ul>\n<li>two</li>\n<li>three</li>\n</ul>"),
        ("1. a\n    - b\n", "<ol>\n<li>a<ul>\n<li>b</li>\n</ul>\n</li>\n</ol>"),
        ("3. a\n4. b\n", '<ol start="3">\n<li>a</li>\n<li>b</li>\n</ol>'),
        ("in\n2026. Then\n", "<p>in\n2026. Then</p>"),
        ("snake_case_word and 2*3*4\n", "<p>snake_case_word and 2<em>3</em>4</p>"),
        ("one  \ntwo\n", "<p>one<br>\ntwo</p>"),
        ("    a\n", "<pre><code>a\n</code></pre>"),
        ("### a\n\n> b\n", "<h3>a</h3>\n<blockquote>\n<p>b</p>\n</blockquote>"),
    ],
)
def test_blocks_and_emphasis_are_those_of_python_markdown(text, expected):
    assert expected == html(text)


@pytest.mark.parametrize("row", ["| 1 |", "1 |", "| 1 | |"])
def test_a_row_of_a_table_has_as_many_cells_as_the_head(row):
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
        "$a$",
    ],
)
def test_what_is_left_out_is_shown_as_it_is_typed(text):
    assert text.removeprefix("- ").replace("<", "&lt;").replace(">", "&gt;") in html(f"{text}\n")


def test_blocks_too_deep_for_the_parser_are_told_and_the_next_text_is_not_disturbed():
    before = html("- a\n\n1. b\n")
    with pytest.raises(Unrenderable, match="RecursionError"):
        html("1. " * 3000 + "<")
    assert before == html("- a\n\n1. b\n")
