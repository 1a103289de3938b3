"""The comment on a pull request, read by a renderer of the Markdown that code hosts have."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from kb.diff.change import Change, Concern, Diff, Fact, Passage, Unread
from kb.diff.markdown import LONGEST, MARKER, markdown
from kb.diff.word_diff import compare

RENDERER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
NASTY = [
    "a | b || c",
    "`tick` ``two`` \\| \\",
    "</details><script>alert(1)</script>",
    "@somebody and @org/team, mail a@example.org",
    "#12 GH-12 org/repo#12 !12 ~label &12",
    "https://example.org/x|y?q=`z` www.example.org",
    "**bold** _low_ *star* ~~gone~~ [link](https://example.org) ![image](x.png)",
    "line\nbreak\n\n| new | table |\n|---|---|",
    "<!-- comment --> &amp; &#64;somebody &lt;b&gt;",
    "- item\n# heading\n> quote",
    "<https://example.org> <a@example.org>",
    "\\@somebody \\#12",
]
BLANK = "\N{ZERO WIDTH SPACE}"


def with_text(text):
    """Make a diff that holds a text wherever somebody's words can stand."""
    facts = (Fact(f"Coverage {text}", "answer", text, f"{text} new", "neutral", "coverage"),)
    passages = (Passage(text, compare(f"same {text} same", f"same other {text}")),)
    change = Change("edited", "entry", text, text, text, "", facts, passages)
    unread = Unread(text, (text,), (f"-{text}", f"+{text}"))
    return Diff(text, text, (change,), (), (Concern("polarity-flip", text, text),), (unread,))


def tokens(written):
    for token in RENDERER.parse(written):
        yield token
        yield from token.children or ()


def tables(written):
    """Give the number of cells of each row of each table."""
    found = []
    for token in tokens(written):
        if token.type == "table_open":
            found.append([])
        elif token.type == "tr_open":
            found[-1].append(0)
        elif token.type in {"td_open", "th_open"}:
            found[-1][-1] += 1
    return found


def texts(written):
    return [token.content for token in tokens(written) if token.type == "text"]


def test_the_one_word_edit_reads_as_headline_facts_and_answers(one_word):
    written = markdown(one_word)
    assert MARKER == written.splitlines()[0]
    assert [[3, 3, 3], [4, 4], [6, 6], [2] * 8] == tables(written)
    shown = RENDERER.render(written)
    assert "<td>0708T, 0709T</td>\n<td>investigational</td>\n<td>not covered</td>\n<td>tighter</td>" in shown
    for rule in ("retroactive", "not-reviewed"):
        assert f"<td>{rule}</td>\n<td>cigna/commercial/category-iii</td>" in shown
    summary = "entry edited: cigna/commercial/category-iii · tighter, effective 2026-04-15"
    assert f"<summary>{summary}</summary>" in shown
    assert (1, 1) == (shown.count("<details open>"), shown.count("<details>"))
    assert 2 == shown.count("</details>")


@pytest.mark.parametrize("text", NASTY)
def test_nobodys_words_break_out_or_act(text):
    hold(text)


def test_characters_that_turn_the_text_round_or_are_not_seen_are_shown_as_such():
    written = markdown(with_text("a\u202eb\u200bc\U000e0041d https://example.org/\u2066e"))
    assert [] == [one for one in written if not one.isprintable() and one != "\n"]
    assert "a\ufffdb\ufffdc\ufffdd" in written


@given(st.text(alphabet="ab1 |`\\<>@#*_[]()!~&-/:.\n$", max_size=40))
def test_no_text_breaks_out_or_acts(text):
    hold(text)


def hold(text):
    plain, written = markdown(with_text("plain")), markdown(with_text(text))
    assert [len(set(rows)) for rows in tables(plain)] == [len(set(rows)) for rows in tables(written)]
    assert tables(plain)[:-1] == tables(written)[:-1]
    kinds = {token.type for token in tokens(written)}
    assert set() == kinds & {
        "link_open",
        "image",
        "em_open",
        "blockquote_open",
        "bullet_list_open",
        "fence",
        "code_block",
    }
    html = [token.content for token in tokens(written) if token.type == "html_inline"]
    blocks = [token.content for token in tokens(written) if token.type == "html_block"]
    assert [] == html
    assert len([token for token in tokens(plain) if token.type == "html_block"]) == len(blocks)
    for block in blocks:
        bare = re.sub(r"&[#a-z0-9]+;", "", block)
        assert re.fullmatch(r"(<!-- policy-diff -->|</?details( open)?>|<summary>[^<>]*</summary>|\s)+", bare), block
    for shown in texts(written):
        assert not re.search(r"[@#](?=\w)|[!~&](?=\d)|https?://|www\.|GH-", shown), shown


def test_a_web_address_is_shown_as_code_and_can_be_copied():
    written = markdown(with_text("see https://example.org/a_b?c=1#d for it"))
    code = {token.content for token in tokens(written) if token.type == "code_inline"}
    assert {"https://example.org/a_b?c=1#d"} == code


def test_words_gone_and_new_are_marked():
    change = Change(
        "edited", "entry", "a/b/c", "c", passages=(Passage("Coverage", compare("it is *so*", "it is not")),)
    )
    shown = RENDERER.render(markdown(Diff("x", "y", (change,), (), (), ())))
    assert "<td>it is <s>*so*</s> <strong>not</strong></td>" in shown


def test_a_diff_too_long_for_a_comment_says_what_it_leaves_out():
    facts = tuple(Fact(f"name {number}", "other", "x" * 500, "y" * 500, "neutral") for number in range(30))
    changes = tuple(Change("edited", "entry", f"a/b/c{number}", "c", facts=facts) for number in range(9))
    written = markdown(Diff("x", "y", changes, (), (), ()))
    assert len(written) <= LONGEST + 2000
    shown = written.count("<details open>")
    assert f"\n{9 - shown} more, too long for a comment: `python3 build.py diff` shows all.\n" in written
    assert 0 < shown < 9


def test_more_reasons_than_fit_are_counted():
    reasons = tuple(Concern("retroactive", f"a/b/c{number}", "x" * 300) for number in range(500))
    written = markdown(Diff("x", "y", (), (), reasons, ()))
    assert (60, True) == (written.count("| retroactive |"), "\n440 more: " in written)
    assert len(written) <= LONGEST


def test_nothing_changed_is_said_in_a_line():
    written = markdown(Diff("x", "y", (), (), (), ()))
    assert "0 changes, 0 resolved answers affected." == written.splitlines()[-1]
