"""What front matter may hold as it is written, and where what would be cut, joined or shown as a mark is told."""

from __future__ import annotations

import pytest

from kb.content.front_matter import read_yaml
from kb.content.parse import Parsed, parse
from kb.domain.look_alikes import name_of
from kb.rules.front_matter_text import (
    FRONT_MATTER_TEXT_RULES,
    comma_in_name,
    comment,
    curly_quotes,
    cut_off,
    doubled_word,
    escape,
    lost_line_break,
    mark_in_value,
    no_words,
    repeated_item,
)

ENTRY = "example-health/commercial/spare.md"


def found(rule, front, body=""):
    """Give line and column of what a rule finds; the front matter begins on line 2."""
    return [(place.line, place.column) for place, _ in rule(parse(ENTRY, f"---\n{front}\n---\n{body}"))]


def in_list(rule, text, path="synonyms.yml"):
    return [
        (place.line, place.column) for place, _ in rule(Parsed(path, "", text, (), None, (), read_yaml(text), text))
    ]


@pytest.mark.parametrize(
    "front",
    [
        "# A note\ntitle: a",
        "title: a\n#\n# over two lines\ncodes: b",
        "sources:\n  # on it\n  a:\n    # and its title\n    title: b",
        "looked:\n  - on: a\n    # on the words\n    words: b",
        "title: a#b",
        "title: 'a #b'",
        'title: "a # b"',
        "note: >-\n  a #b\n  # c",
        "url: https://example.org/a#b",
        "title: a\n# the end",
    ],
)
def test_a_comment_above_its_key_and_a_sign_inside_a_value_pass(front):
    assert [] == found(comment, front)


@pytest.mark.parametrize(
    ("front", "place"),
    [
        ("title: CPB #0557", (2, 12)),
        ("title: 'a' # b", (2, 12)),
        ('title: "a"# b', (2, 11)),
        ("codes: [a, b] # c", (2, 15)),
        ("codes:\n  - a # c", (3, 7)),
        ("note: >- # c\n  a", (2, 10)),
        ("note: |# c\n  a", (2, 8)),
        ("title: a\n  #2 of it\ncodes: b", (3, 3)),
        ("title: a\n  # 2 of it\ncodes: b", (3, 3)),
        ("title: a\n#2 of it\ncodes: b", (3, 1)),
        ("codes: [a,\n  # c\n  b]\ntitle: d", None),
        ("sources: # c\n  a:\n    title: b", (2, 10)),
        ("title: a\n  # the end", (3, 3)),
    ],
)
def test_a_comment_that_cuts_a_value_is_told(front, place):
    assert ([place] if place else []) == found(comment, front)


def test_a_comment_is_told_in_a_list_too():
    assert [(1, 10)] == in_list(comment, "- [a, b] # c\n")


@pytest.mark.parametrize(
    ("value", "told"), [("|\n  a\n  b", 1), (">-\n  a\n\n  b", 1), ("|\n  a", 0), (">-\n  a\n  b", 0)]
)
def test_line_breaks_that_a_value_loses_are_told(value, told):
    assert told == len(found(lost_line_break, f"title: {value}"))


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (r'"a\x2d"', 1),
        (r'"a\tb"', 1),
        ('"a\\\n  b"', 1),
        (r'"a\"b\\c"', 0),
        (r"'a\b'", 0),
        (r"a\b", 0),
        (r'"a" ', 0),
    ],
)
def test_a_backslash_that_stands_for_another_character_is_told(value, told):
    assert told == len(found(escape, f"title: {value}"))


@pytest.mark.parametrize("value", ["-.", "'~'", "null", "N/A", "none", "None.", "'--'", "'?'", "n. a.", "..."])
def test_a_value_that_says_nothing_is_told(value):
    assert [(2, 8)] == found(no_words, f"title: {value}")


@pytest.mark.parametrize(
    "front", ["title: 0", "title: no", "coverage_words: none", "title: XXX", "title: none of them"]
)
def test_a_value_of_few_signs_passes(front):
    assert [] == found(no_words, front)


@pytest.mark.parametrize(
    "value", ["see [a-source]", "**not**", "[a](b.md)", "a `b`", "<b>a</b>", "a &amp; b", "a &#8203; b", "a <!-- b"]
)
def test_a_mark_that_a_value_would_show_is_told(value):
    assert [(2, 8)] == found(mark_in_value, f"title: '{value}'")


@pytest.mark.parametrize(
    "value", ["AT&T", "a < b > c", "5 * 3 ** 2", "Rule (b) [2026 edition]", "snake_case", "R&D; x"]
)
def test_signs_of_plain_text_pass(value):
    assert [] == found(mark_in_value, f"title: '{value}'")
    assert [] == found(mark_in_value, "url: https://example.org/a?b=[c]&lt;")


@pytest.mark.parametrize(
    ("value", "told"), [("\u201ca\u201d", 1), ("\u00aba\u00bb", 1), ("a \u201cb\u201d", 0), ("\u2019s", 0)]
)
def test_curly_quotes_around_a_value_are_told(value, told):
    assert told == len(found(curly_quotes, f"title: {value}"))


def test_the_curly_quote_that_a_value_begins_with_is_named():
    [(_, message)] = curly_quotes(parse(ENTRY, "---\ntitle: \u201ca\u201d\n---\n"))
    assert message.startswith(f"{name_of(chr(0x201C))} becomes a part of the value")


@pytest.mark.parametrize(
    "value", ["one (two", "one two]", "one, two,", "one two:", "one and", "call the", "one two \u2013"]
)
def test_a_text_that_breaks_off_is_told(value):
    assert [(2, 8)] == found(cut_off, f"title: '{value}'")


@pytest.mark.parametrize("value", ["one (two)", "one", "one two.", "what it is paid for", "(a) and (b)", "two/"])
def test_a_text_that_ends_passes(value):
    assert [] == found(cut_off, f"title: '{value}'")


def test_a_word_that_stands_twice_is_told_in_values_and_text_and_over_a_line_end():
    body = "## Summary\nIt is is so, and the\nthe end. An add-on on top, no no-show.\n\nA\n\nA\n"
    assert [(2, 8), (5, 4), (5, 18)] == found(doubled_word, "title: Not not so", body)


def test_what_stands_twice_in_a_list_is_told_but_codes_which_have_their_own_words():
    assert [(2, 13), (5, 5)] == found(repeated_item, "for: [a, b, A]\nlooked:\n  - on: x\n  - on: x\ncodes: [a, a]")


def test_an_item_that_stands_above_is_quoted_and_a_record_is_not():
    front = "for: [a, b, A]\nlooked:\n  - on: x\n  - on: x"
    told = [message for _, message in repeated_item(parse(ENTRY, f"---\n{front}\n---\n"))]
    assert ["'a' stands above already; take one out", "a record with the same values"] == [
        told[0],
        told[1].partition(" stands")[0],
    ]


def test_a_name_in_two_groups_of_synonyms_is_told():
    assert [(2, 7)] == in_list(repeated_item, "- [a, b]\n- [c, B]\n")


@pytest.mark.parametrize(
    ("front", "told"), [("aliases: A, B", 1), ("aliases: ['A, B', C]", 1), ("aliases: [A, B]", 0)]
)
def test_several_names_in_one_are_told(front, told):
    assert told == len(found(comma_in_name, front))


@pytest.mark.parametrize("rule", FRONT_MATTER_TEXT_RULES, ids=lambda rule: rule.code)
def test_front_matter_that_cannot_be_read_is_told_of_that_alone(rule):
    assert [] == found(rule.find, "title: [a # b\n\\x")
