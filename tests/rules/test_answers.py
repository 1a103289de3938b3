"""What the rules on answers and dates let pass; the faults they find stand in `data/bad/`."""

from __future__ import annotations

import pytest

from kb.content.load import Texts, load
from kb.domain.vocabulary import CONFIDENCES, HIGH, LOW, MEDIUM, names
from kb.rules.check import check

PATH = "example-health/commercial/spare.md"
ENTRY = """\
---
title: Spare entry
codes: 0709T
document: Spare Policy 5
currency: current
reviewed: 2026-03-02
review_by: 2026-09-02
coverage: investigational
coverage_sources: [spare-policy, spare-report]
coverage_confidence: high
prior_authorization: required
prior_authorization_sources: spare-policy
prior_authorization_confidence: medium
prior_authorization_note: A request is asked for and denied.
appeals: data not available
appeals_reason: looked and not found
looked:
  - for: [coverage, appeals]
    where: Example pages
    words: appeal
    on: 2026-03-02
sources:
  spare-policy:
    title: Spare policy
    publisher: Example Health
    url: https://example.org/spare
    standing: primary
    read: whole
    printed: 2026-03
    retrieved: 2026-03-02
  spare-report:
    title: Spare report
    publisher: Example Reporter
    url: https://example.org/report
    standing: secondary
    read: whole
    retrieved: 2026-03-02
---

## Coverage

Not proven [spare-policy] [spare-report].

## Prior authorization

Asked for [spare-policy].

## Appeals

Data Not Available.
"""
WHOLE_POLICY = "standing: primary\n    read: whole"
LOW_AUTHORIZATION = ("authorization_confidence: medium", "authorization_confidence: low")
PART_POLICY = (WHOLE_POLICY, WHOLE_POLICY.replace("whole", "part"))
NO_NOTE = ("prior_authorization_note: A request is asked for and denied.\n", "")


@pytest.fixture
def codes(good_library):
    """Check the entry among good files, with some of its words exchanged; give the codes of its problems."""
    files = load(good_library).files

    def of(*swaps):
        text = ENTRY
        for old, new in swaps:
            assert old in text
            text = text.replace(old, new)
        return [problem.code for problem in check(Texts({**files, PATH: text}, ())).problems]

    return of


@pytest.mark.parametrize(
    "swaps",
    [
        [],
        [("standing: primary\n", "standing: primary elsewhere\n")],
        [("current\n", "undated\n"), ("confidence: high", "confidence: medium")],
        [("current\n", "old\n"), ("confidence: high", "confidence: medium")],
        [("standing: primary\n", "standing: secondary\n"), ("confidence: high", "confidence: medium")],
        [PART_POLICY, ("confidence: high", "confidence: medium"), LOW_AUTHORIZATION],
        [("looked and not found", "behind login"), ("[coverage, appeals]", "coverage")],
        [("[coverage, appeals]", "appeals")],
        [("authorization: required", "authorization: not applicable"), NO_NOTE],
        [("coverage: investigational", "coverage: case by case"), NO_NOTE],
    ],
)
def test_answers_that_fit_each_other_and_their_sources_pass(codes, swaps):
    assert [] == codes(*swaps)


@pytest.mark.parametrize("denied", ["investigational", "not covered"])
@pytest.mark.parametrize("value", ["required", "required in some cases", "not required"])
def test_each_answer_on_authorization_beside_each_denial_is_explained(codes, denied, value):
    swaps = [("investigational", denied), ("prior_authorization: required", f"prior_authorization: {value}")]
    assert [] == codes(*swaps)
    assert ["authorization-beside-denial"] == codes(*swaps, NO_NOTE)


@pytest.mark.parametrize(
    ("swaps", "expected"),
    [
        ([("current\n", "current\nends: 2026-03-02\n")], []),
        ([("current\n", "current\neffective: 2026-03-02\nends: 2026-03-02\ndate_basis: not stated\n")], []),
        ([("2026-09-02", "2026-03-03")], []),
        ([("printed: 2026-03", "printed: 2026")], []),
        ([("2026-09-02", "2027-03-03")], []),
        ([("2026-09-02", "2027-03-04")], ["review-far-off"]),
        ([("reviewed: 2026-03-02", "reviewed: 2026-06-02")], []),
        ([("reviewed: 2026-03-02", "reviewed: 2026-06-03")], ["review-without-look"]),
        ([("reviewed: 2026-03-02", "reviewed: 2026-06-03"), ("on: 2026-03-02", "on: 2026-06-03")], []),
        ([("current\n", "current\neffective: 1965-01-01\ndate_basis: not stated\n")], []),
        ([("current\n", "current\neffective: 2029-12-31\ndate_basis: not stated\n")], []),
        ([("current\n", "current\neffective: 2030-01-01\ndate_basis: not stated\n")], ["effective-far-off"]),
        ([("current\n", "current\neffective: 1964-12-31\ndate_basis: not stated\n")], ["effective-far-off"]),
        ([("printed: 2026-03", "printed: 2026-04")], ["printed-after-retrieved"]),
        ([("printed: 2026-03", "printed: 2027")], ["printed-after-retrieved"]),
    ],
)
def test_dates_may_fall_together_and_a_month_or_year_is_no_later_than_its_days(codes, swaps, expected):
    assert expected == codes(*swaps)


@pytest.mark.parametrize("currency", ["old", "superseded", "undated"])
def test_nothing_is_highly_certain_on_an_entry_that_may_be_replaced(codes, currency):
    assert ["overconfident"] == codes(("current\n", f"{currency}\n"))


@pytest.mark.parametrize("extent", ["part", "reference"])
def test_nothing_is_highly_certain_but_by_the_payer_s_own_document_read_whole(codes, extent):
    """A report read whole beside it does not make up for what was not read of the document."""
    unread = (WHOLE_POLICY, WHOLE_POLICY.replace("whole", extent))
    assert ["overconfident"] == codes(unread, LOW_AUTHORIZATION)
    assert ["overconfident"] == codes(("standing: primary", "standing: secondary"))
    assert [] == codes(("standing: primary", "standing: primary elsewhere"))


def test_a_level_of_confidence_is_one_that_the_rule_on_it_knows_or_the_lowest():
    assert (HIGH, MEDIUM, LOW) == names(CONFIDENCES)


@pytest.mark.parametrize("extent", ["part", "reference"])
def test_nothing_read_in_part_only_is_of_medium_confidence(codes, extent):
    unread = ("read: whole", f"read: {extent}")
    low, medium = (("coverage_confidence: high", f"coverage_confidence: {level}") for level in ("low", "medium"))
    assert [] == codes(unread, low, LOW_AUTHORIZATION)
    assert ["overconfident"] == codes(unread, low)
    assert ["overconfident"] == codes(unread, medium, LOW_AUTHORIZATION)


def test_a_current_edition_names_its_document(codes):
    assert ["current-without-document"] == codes(("document: Spare Policy 5\n", ""))
    undated = [("currency: current", "currency: undated"), ("confidence: high", "confidence: medium")]
    assert [] == codes(("document: Spare Policy 5\n", ""), *undated)


@pytest.mark.parametrize("begins", ["Data not available.", "**Data not available**:", "data not available"])
def test_the_section_of_a_value_does_not_begin_as_that_of_an_unknown(codes, begins):
    assert ["unknown-said"] == codes(("Not proven", f"{begins} Not proven"))
    assert [] == codes(("Not proven", f"Not proven. {begins}"))


def test_the_sources_of_a_value_are_cited_in_its_own_section(codes):
    assert ["unsaid-source"] == codes(
        ("[spare-policy] [spare-report]", "[spare-policy]"), ("Asked for", "Asked [spare-report]")
    )


def test_an_address_beside_that_of_the_publisher_s_own_site_is_for_copies_elsewhere(codes):
    own = ("    standing: primary\n", "    own_url: https://example.org/own\n    standing: primary\n")
    assert ["own-address"] == codes(own)
    assert [] == codes(own, ("standing: primary", "standing: primary elsewhere"))


def test_a_receipt_counts_only_for_the_questions_it_names(codes):
    assert ["unknown-without-receipt"] == codes(("[coverage, appeals]", "[coverage, billing]"))
    assert ["unknown-without-receipt"] == codes(("for: [coverage, appeals]\n    where", "where"))
