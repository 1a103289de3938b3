"""What an HTML fragment shows, however its blanks are spread and its lists are set."""

from __future__ import annotations

import pytest

from kb.rules.rendered_text import Shown, same_html, shown_by


def told(html):
    """Write what is shown in short: <block>, word, +glued word, word{styles}."""
    return [
        f"<{one.tag}{one.words and ' '}{one.words}>"
        if one.tag
        else f"{'+' * one.glued}{one.words}{sorted(one.styles) or ''}"
        for one in shown_by(html)
    ]


def lines(html):
    return [one.line for one in shown_by(html)]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>a\n b</p>", ["a", "b"]),
        ("<p>a</p>\n<p>b</p>\n", ["a", "<p>", "b"]),
        ("<ul>\n<li>a</li>\n</ul>", ["<ul>", "<li>", "a", "</li>", "</ul>"]),
        ("<ul><li><p>a</p></li></ul>", ["<ul>", "<li>", "a", "</li>", "</ul>"]),
        ('<ol start="03"><li>a</li></ol>', ["<ol 3>", "<li>", "a", "</li>", "</ol>"]),
        ("<p>a<br>\nb</p>", ["a", "<br>", "b"]),
        ("<p>a<em>b</em> <strong>c<em>d</em></strong></p>", ["a", "+b['em']", "c['strong']", "+d['em', 'strong']"]),
        ("<p><em>a</em><em>b</em></p>", ["ab['em']"]),
        ('<p><a href="b%20c.md" title="t">a</a></p>', ["a['a b c.md t']"]),
        ("<p>&lt;a&gt; &amp;c</p>", ["<a>", "&c"]),
        ("<pre><code>a  b\n\n c\n</code></pre>", ["<pre>", "a  b['code']", " c['code']", "</pre>"]),
        ('<p><img src="x.png"></p>', ["<img x.png>"]),
        ('<td align="right">a</td>', ["<td right>", "a", "</td>"]),
        ('<td style="text-align:right">a</td>', ["<td right>", "a", "</td>"]),
        ("<thead><tr><th>a</th></tr></thead>", ["<tr>", "<th>", "a", "</th>", "</tr>"]),
        ("", []),
    ],
)
def test_blocks_words_and_breaks_are_shown_in_order(html, expected):
    assert expected == told(html)


def test_the_line_of_a_word_is_that_of_its_block_and_the_line_ends_since():
    assert [4, 5, 5, 6] == lines('<p data-line="4">a\nb<br>\nc</p>')
    assert [0, 0, 0, 0, 3, 3, 3, 3] == lines('<ul data-line="0">\n<li>a</li>\n<li data-line="3">b</li>\n</ul>\n')[:8]


def test_a_line_end_that_the_renderer_put_around_a_paragraph_is_none_of_the_text():
    assert {2} == set(lines('<p data-line="2">a</p>\n<p>b</p>'))
    assert {2} == set(lines('<ul data-line="2"><li>a<p>\nb</p></li></ul>'))
    assert [2, 2, 2, 3, 3] == lines('<blockquote data-line="2">a<p>b\nc</p></blockquote>')[-5:]


def test_the_line_is_no_part_of_what_is_shown():
    assert Shown("", "a", line=1) == Shown("", "a", line=2)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ('<p class="reading">a "b"</p>', '<p data-line="12">a &quot;b&quot;</p>\n', True),
        ("<ul>\n<li>a</li>\n</ul>", '<ul data-line="0"><li data-line="0">a</li></ul>', True),
        ("<p>a b</p>", "<p>ab</p>", False),
        ("<p>a <em>b</em></p>", "<p>a<em>b</em></p>", False),
        ('<ol start="2"><li>a</li></ol>', "<ol><li>a</li></ol>", False),
        ("<pre><code>a\n  b</code></pre>", "<pre><code>a\nb</code></pre>", False),
    ],
)
def test_html_is_the_same_but_for_what_no_reader_sees(one, other, same):
    assert same == same_html(one, other)
    assert same == (shown_by(one) == shown_by(other))


def test_what_begins_with_a_line_end_shows_the_same():
    assert [] == told("\n")
    assert ["a"] == told("\n<p>a</p>")
    assert [0] == lines("\n<p>a</p>")
