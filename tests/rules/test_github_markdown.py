"""What a code host makes of Markdown: CommonMark, tables, and what GitHub adds; each block with its line."""

from __future__ import annotations

import re

import pytest

from kb.rules.github_markdown import DEEPEST, host_html


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\n- b", '<p data-line="0">a</p>\n<ul data-line="1">\n<li data-line="1">b</li>\n</ul>\n'),
        ("1) a", '<ol data-line="0">\n<li data-line="0">a</li>\n</ol>\n'),
        ("\na\\\nb", '<p data-line="1">a<br>\nb</p>\n'),
        ("~~~\na\n~~~", '<pre data-line="0"><code>a\n</code></pre>\n'),
        ("<b>", '<p data-line="0">&lt;b&gt;</p>\n'),
        ("[a]\n\n[a]: b.md", '<p data-line="0"><a href="b.md">a</a></p>\n'),
        ("![a](b.png)", '<p data-line="0"><img src="b.png" alt="a"></p>\n'),
        ("~~a~~", '<p data-line="0"><s>a</s></p>\n'),
    ],
)
def test_blocks_have_their_lines_and_marks_are_those_of_commonmark(text, expected):
    assert expected == host_html(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("see https://example.org/a.", '<a href="https://example.org/a.">https://example.org/a.</a>'),
        ("(www.example.org)", '<a href="www.example.org)">www.example.org)</a>'),
        ("desk@example.org", '<a href="desk@example.org">desk@example.org</a>'),
        ("is $x^2$ so", "<math>$x^2$</math>"),
        ("$$\nx\n$$", "<math>$$</math>\nx\n"),
        ("[^1]: a note", "<footnote>[^1]:</footnote>"),
        ("- [ ] a", "<task>[ ] </task>"),
        ("- [x] a", "<task>[x] </task>"),
        ("> [!NOTE]\n> a", "<alert>[!NOTE]</alert>"),
        ("~a~", "<s>~a~</s>"),
    ],
)
def test_what_github_adds_has_an_element_of_its_own(text, expected):
    assert expected in host_html(text)


@pytest.mark.parametrize(
    "text",
    [
        "`https://example.org`",
        "[https://example.org](a.md)",
        "[a](https://example.org)",
        "x@y, a.b and www",
        "$5 and $7, US$5-$7, $5.00/$6.00",
        "[^1]",
        "[ ] a",
        "[!NOTE] a",
        "- a [ ] b",
        "~5 to ~10, a~b~c",
        r"\$x\$ and \~a\~",
    ],
)
def test_what_only_looks_like_an_extra_is_none(text):
    marks = set(re.findall(r"<(\w+)", host_html(text))) - {"p", "ul", "li", "code"}
    assert marks == ({"a"} if "](" in text else set())


def test_blocks_are_followed_as_deep_as_told():
    assert DEEPEST >= host_html("> " * (DEEPEST * 2) + "x").count("<blockquote") > 10
