"""How sure a section's answer is: marks beside its value, words for a citation, and never without its reach."""

from __future__ import annotations

from pathlib import Path

import pytest

from kb.content.parse import parse
from kb.domain.reach import Reach
from kb.search.caveats import caveats_of, speaks_for, wider_rule
from kb.search.documents import collect

POLICIES = Path(__file__).resolve().parents[2] / "policies"
ENTRY = """---
title: A rule
{codes}
document: Policy 1
currency: {currency}
reviewed: 2026-03-02
review_by: 2026-09-02
coverage: not covered
coverage_sources: [own]
coverage_confidence: {confidence}
prior_authorization: data not available
prior_authorization_reason: looked and not found
looked:
  - for: prior authorization
    where: The payer's pages.
    words: 0709T
    on: 2026-03-02
sources:
  own:
    title: Policy 1
    publisher: Example
    url: https://example.org/1
    standing: {standing}
    read: {read}
    retrieved: 2026-03-02
---

## Coverage

Not paid [own].

## Prior authorization

Data not available.
"""
SURE = {"codes": "codes: category III", "currency": "current", "confidence": "high", "standing": "primary"}


def entry(**changed):
    parsed = parse("example/plans/rule.md", ENTRY.format(**{**SURE, "read": "whole", **changed}))
    assert () == tuple(parsed.problems)
    return parsed.document


def judged(question="coverage", **changed):
    found = entry(**changed)
    return caveats_of(found, found.answers[question], None)


@pytest.mark.parametrize(
    ("changed", "marks"),
    [
        ({}, ()),
        ({"standing": "primary elsewhere"}, ("primary elsewhere",)),
        ({"standing": "secondary"}, ("secondary",)),
        ({"read": "part"}, ("part-read",)),
        ({"currency": "old"}, ("old",)),
        ({"currency": "undated"}, ("undated",)),
        ({"confidence": "low"}, ("low confidence",)),
        ({"currency": "superseded"}, ("superseded", "background only")),
        ({"codes": "concept: cancer vaccines"}, ("background only",)),
    ],
)
def test_each_doubt_is_a_mark(changed, marks):
    assert marks == judged(**changed).marks


def test_the_words_name_standing_what_was_read_age_confidence_and_reach():
    assert "payer document, current, high confidence; default for category III" == judged().told
    doubtful = judged(standing="secondary", read="part", currency="superseded", confidence="low")
    assert (
        "third-party summary, partially read, superseded, low confidence; background only, decides nothing; "
        "default for category III"
    ) == doubtful.told


def test_an_unknown_has_its_reason_and_no_doubts_of_its_own():
    found = judged("prior_authorization", standing="secondary")
    assert ((), "reason: looked and not found; default for category III") == (found.marks, found.told)


def test_a_section_without_an_answer_says_for_which_codes_it_speaks():
    assert ((), "default for category III") == tuple(vars(caveats_of(entry(), None, None)).values())


@pytest.mark.parametrize(
    ("reach", "told"),
    [
        (Reach("named code", "0708T, 0709T", ("0708T", "0709T")), "names 0708T, 0709T"),
        (Reach("named code", "many", tuple("1234567")), "names 7 codes"),
        (Reach("range", "0700T to 0710T", ("0700T", "0710T")), "rule for the range 0700T to 0710T"),
        (Reach("all codes", "all codes"), "general rule for all codes"),
        (Reach("concept", "cancer vaccines"), "on cancer vaccines, not on a code"),
    ],
)
def test_each_reach_has_its_words(reach, told):
    assert told == speaks_for(reach)


def test_where_a_wider_rule_answers_for_an_unknown_its_doubts_are_shown_and_told(real_library):
    found = real_library.by_path["cigna/commercial/0709t.md"]
    wider = wider_rule(real_library, found, "coverage")
    told = caveats_of(found, found.answers["coverage"], wider)
    assert ("secondary",) == told.marks
    assert "; the wider rule: third-party summary, current, medium confidence; default for category" in told.told


def test_every_section_with_a_value_has_words_and_every_value_of_a_doubtful_source_a_mark(real_library):
    sections = [document for document in collect(real_library) if document.kind == "entry"]
    assert [] == [document.url for document in sections if not document.certainty]
    doubtful = [d for d in sections if d.value and "third-party summary" in d.certainty.split("; the wider rule")[0]]
    assert doubtful
    assert [] == [document.url for document in doubtful if "secondary" not in document.marks]
