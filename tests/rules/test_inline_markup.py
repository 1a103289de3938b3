"""What the signs of a line may be, and where what they would make vanish is told."""

from __future__ import annotations

import pytest

from kb.content.parse import parse
from kb.rules.inline_markup import (
    INLINE_MARKUP_RULES,
    backslash,
    brackets,
    citation_in_code,
    emphasis_in_word,
    empty_link,
    entity,
    link_title,
)

ENTRY = "example-health/commercial/spare.md"
CITING = """---
title: Spare entry
codes: 0709T
currency: current
reviewed: 2026-03-02
review_by: 2026-09-02
sources:
  a-source:
    title: A source
    publisher: Example Health
    url: https://example.org/a
    standing: primary
    read: whole
    retrieved: 2026-03-01
---
## Summary
"""


def told(rule, text, head="---\n---\n## Summary\n"):
    """Give line and column, both in the text from 1, and the message of what a rule finds."""
    above = head.count("\n")
    return [(place.line - above, place.column, message) for place, message in rule(parse(ENTRY, head + text))]


def found(rule, text, head="---\n---\n## Summary\n"):
    return [(line, column) for line, column, _ in told(rule, text, head)]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("See [A-Source].", (1, 5)),
        ("See [a source].", (1, 5)),
        ("See [a_source].", (1, 5)),
        ("See [a-source, page 2].", (1, 5)),
        ("See [a\u2013source].", (1, 5)),
        ("See [ a-source ].", (1, 5)),
        ("One\nsee [a-source", (2, 5)),
        ("See a-source].", (1, 13)),
        ("See [a](b.md", (1, 5)),
        ("See [[a-source]].", (1, 5)),
    ],
)
def test_brackets_that_cite_nothing_are_told(text, place):
    assert [place] == found(brackets, text, CITING)


@pytest.mark.parametrize(
    "text",
    [
        "See [a-source] and [a-source][a-source].",
        "See [the\nrule](a.md) and [a [B]](b.md#c_(d)).",
        r"Literal \[brackets\].",
        "In `code [x, y]` and ``[ ` ]``.",
        "```\n[x, y]\n```",
    ],
)
def test_citations_links_and_code_pass(text):
    assert [] == found(brackets, text, CITING)


def test_the_source_that_was_meant_is_named():
    ((_, _, message),) = told(brackets, "See [A-Source].", CITING)
    assert "its capitals differ; write `a-source`" in message
    ((_, _, message),) = told(brackets, "See [a\u2013source].", CITING)
    assert "U+2013 EN DASH" in message


@pytest.mark.parametrize(
    ("text", "head"), [("See a-source].", CITING), ("See [A-Source].", "---\n---\n## Summary\n")]
)
def test_where_no_source_can_be_meant_the_other_ways_out_are_told(text, head):
    ((_, _, message),) = told(brackets, text, head)
    assert message.endswith("cites nothing; write [source-id], or round brackets")


@pytest.mark.parametrize("sign", ["&nbsp;", "&#8203;", "&#x202E;", "&shy;", "&copy;", "&quot;"])
def test_a_character_that_is_written_by_name_is_told(sign):
    assert [(1, 2)] == found(entity, f"a{sign}b")


@pytest.mark.parametrize("text", ["a &lt; b &gt; c &amp; d", "AT&T; B", "`&nbsp;`", "&nosuchname;", "a & b;"])
def test_signs_that_need_a_name_and_what_is_none_pass(text):
    assert [] == found(entity, text)


@pytest.mark.parametrize("text", [r"5\-7", r"a\.b", r"\(a\)"[:3], r"C:\-x", r"a\!"])
def test_a_backslash_that_vanishes_is_told(text):
    assert [text.index("\\") + 1] == [column for _, column in found(backslash, text)]


@pytest.mark.parametrize(
    "text", [r"\*", r"\_a", r"\[a\]", r"a \| b", r"\\server", r"\- a", r"1\. a", r"12\. a", r"\# a", r"a\b"]
)
def test_a_backslash_before_a_mark_or_a_letter_passes(text):
    assert [] == found(backslash, text)


@pytest.mark.parametrize(
    ("text", "told"), [("2*3*4", 1), ("a**b**", 1), ("*a*b", 1), ("*a* b", 0), ("a_b_c", 0), ("(**a**)", 0)]
)
def test_stars_inside_a_word_are_told(text, told):
    assert told == len(found(emphasis_in_word, f"See {text}.\n"))


def test_the_words_of_a_links_title_are_told():
    assert [(1, 9)] == found(link_title, '[a](b.md "c") [d](e.md)'.replace("[a](", "See [a](")[0:20])
    assert [] == found(link_title, '[a](b.md) and `[a](b.md "c")`')


@pytest.mark.parametrize("text", ["[](a.md)", "[ ](a.md)", "[a]()", "[a]( )"])
def test_a_link_without_words_or_address_is_told(text):
    assert [(1, 5)] == found(empty_link, f"See {text}.")


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("`[a-source]`", [(1, 2)]),
        ("```\nx [a-source]\n```", [(2, 3)]),
        ("~~~\nx [a-source]\n~~~", [(2, 3)]),
        ("`[b]` [a-source]", []),
        ("`a` [a-source]", []),
    ],
)
def test_a_citation_in_code_is_told(text, places):
    assert places == found(citation_in_code, text, CITING)


def test_a_citation_in_code_is_shown_as_it_is_written():
    [(_, message)] = citation_in_code(parse(ENTRY, f"{CITING}`[a-source]`\n"))
    assert message.startswith("'[a-source]' in code")


@pytest.mark.parametrize("rule", INLINE_MARKUP_RULES, ids=lambda rule: rule.code)
def test_a_file_without_a_body_passes(rule):
    assert [] == [*rule.find(parse(ENTRY, "---\n---\n"))]


@pytest.mark.parametrize(
    ("written", "way"),
    [
        ("&eacute;", "write 'é'"),
        ("&#32;", "take it out, or write a blank"),
        ("&nbsp;", "take it out, or write a blank"),
    ],
)
def test_a_character_by_name_is_told_with_the_sign_to_write_or_that_it_is_not_seen(written, way):
    ((_, _, message),) = told(entity, f"a{written}b")
    assert f"'{written}' is not shown as typed; {way}" == message
