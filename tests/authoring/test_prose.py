"""Statements for sections: the value, whose it is and its sources, shown as they are typed."""

from __future__ import annotations

from kb.authoring.prose import plain, sections_of, statement
from kb.domain.vocabulary import UNKNOWN, question

COVERAGE, FILING = question("coverage"), question("timely filing")


def test_a_statement_says_value_words_and_sources():
    said = statement("Acme", COVERAGE, "not covered", ["a", "b"], "unproven")
    assert "Acme: not covered, in its words “unproven” [a] [b]." == said
    assert "Acme: 90 days [a]." == statement("Acme", FILING, "90 days.", ["a"])


def test_an_unknown_says_so_and_cites_nothing():
    assert "Data not available for Acme." == statement("Acme", COVERAGE, UNKNOWN, ["a"])


def test_what_markdown_would_read_as_a_mark_is_shown():
    assert r"a\_b \*c\* \[d\]" == plain("a_b  *c*\n[d]")


def test_the_sections_of_a_file_are_found_by_heading(rule):
    assert {"Coverage"} == sections_of(rule("covered")).keys()
