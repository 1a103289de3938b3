"""What the rules on text let pass, and where they look; the faults they find stand in `data/bad/`."""

from __future__ import annotations

import pytest

from kb.content.parse import parse
from kb.content.paths import TEMPLATE
from kb.rules.headings import (
    HEADING_RULES,
    citation_in_link,
    heading_level,
    heading_order,
    placeholder,
    raw_html,
    to_fill_in,
    unknown_heading,
)

ENTRY = "example-health/commercial/spare.md"


def found(rule, body, path=ENTRY):
    """Give line and column of what a rule finds in a file whose body begins on line 3."""
    return [(place.line, place.column) for place, _ in rule(parse(path, f"---\n---\n{body}"))]


@pytest.mark.parametrize(
    ("path", "heading"),
    [(ENTRY, "Timely filing"), ("cigna/payer.md", "Who decides"), ("codes/0709t.md", "Life cycle")],
)
def test_each_kind_of_file_has_headings_of_its_own(path, heading):
    held = {
        other: found(unknown_heading, f"## {heading}\nx", other) for other in (ENTRY, "a/payer.md", "codes/0708t.md")
    }
    assert [] == found(unknown_heading, f"## {heading}\nx", path)
    assert 2 == sum(places == [(3, 4)] for places in held.values())


def test_an_unknown_heading_does_not_disturb_the_order_of_the_others():
    assert [] == found(heading_order, "## Summary\nx\n## Colours\nx\n## Coverage\nx")


def test_each_heading_that_comes_too_late_is_told():
    assert [(5, 4), (7, 4)] == found(heading_order, "## Appeals\nx\n## Coverage\nx\n## Billing\nx")


@pytest.mark.parametrize("line", ["### A part", "a # b", "-- a", "- a", "--- a", "| --- |", "`# a`"])
def test_parts_lists_and_signs_inside_a_line_are_no_headings_of_another_level(line):
    assert [] == found(heading_level, f"## Summary\n{line}\n")


@pytest.mark.parametrize("line", ["# a", "#a", "##a", "###a", "#### a", "##### a", "===", "---", "-", "--- "])
def test_headings_of_another_level_are_told(line):
    assert [(4, 1)] == found(heading_level, f"## Summary\n{line}\n")


@pytest.mark.parametrize("line", ["a < b", "3<4 and 5>4", "x <3>", "`<b>` and `<!--`", "&lt;b&gt;"])
def test_signs_that_are_no_html_pass(line):
    assert [] == found(raw_html, f"## Summary\n{line}\n")


@pytest.mark.parametrize(
    "line", ["<b>", "</B>", "<script src=x>", "<!-- x", "<https://example.org>", "<img src=x onerror=y>"]
)
def test_html_is_told_where_it_begins(line):
    assert [(4, 5)] == found(raw_html, f"## Summary\n`x` {line}\n")


def test_long_html_is_quoted_by_its_first_20_characters():
    ((_, message),) = raw_html(parse(ENTRY, f"---\na: b\n---\n## Summary\n<{'a' * 30}>\n"))
    assert message.startswith(f"raw HTML '<{'a' * 19}'; ")


@pytest.mark.parametrize(
    "line",
    [
        "REPLACE WITH it",
        "It is TBD.",
        "FIXME",
        "lorem ipsum",
        "1900-01",
        "0000T",
        "http://www.example.net/x",
        "`TBD`",
    ],
)
def test_what_stands_for_a_value_is_told_anywhere_but_in_the_template(line):
    body = f"## Summary\n{line}\n"
    assert [4] == [place[0] for place in found(placeholder, body)]
    assert [2] == [place.line for place, _ in placeholder(parse("a/payer.md", f"---\ntitle: {line}\n---\n"))]
    assert [] == found(placeholder, body, TEMPLATE)


@pytest.mark.parametrize(
    "line",
    ["To replace a claim", "REPLACEMENT", "tbd", "https://example.org/x", "https://counterexample.com", "1900-10-01"],
)
def test_words_and_addresses_of_ones_own_are_no_placeholders(line):
    assert [] == found(placeholder, f"## Summary\n{line}\n")


def test_a_note_of_the_template_may_stay_in_a_copy_and_a_heading_is_no_note():
    assert [] == [*placeholder(parse(ENTRY, "---\n# REPLACE all\n  # REPLACE all\n---\n"))]
    assert [(4, 5)] == found(placeholder, "## Summary\n### REPLACE\n")


def test_what_is_left_in_a_file_is_one_problem_that_names_each_line():
    body = "## Summary\nREPLACE\nfound\nTBD 0000T\n"
    [(place, message)] = placeholder(parse(ENTRY, f"---\ntitle: a\n---\n{body}"))
    assert ((5, 1), "2 lines are still to be filled in (5, 7)") == (
        (place.line, place.column), message.partition(";")[0],
    )  # fmt: skip
    assert {5, 7} == to_fill_in(parse(ENTRY, f"---\ntitle: a\n---\n{body}"))


@pytest.mark.parametrize("rule", HEADING_RULES, ids=lambda rule: rule.code)
def test_a_file_without_a_body_passes(rule):
    assert [] == found(rule.find, "")


def test_a_citation_in_the_words_of_a_link_is_named_as_it_is_written():
    ((place, message),) = citation_in_link(parse(ENTRY, "---\n---\n## Coverage\nSee [the [a-rule] here](a.md).\n"))
    assert (4, 10) == (place.line, place.column)
    assert message.startswith("'[a-rule]' is a link of its own")
