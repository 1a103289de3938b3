"""What needs a second approval: each rule fails on what it names and passes what comes close to it."""

from __future__ import annotations

import datetime as dt

import pytest

from kb.diff.compare import compare
from kb.diff.sides import read_side

TODAY = dt.date(2026, 3, 2)
RULE = "example-health/commercial/category-iii.md"
NAMED = "example-health/commercial/0709t.md"
NEW = "example-health/medicare-advantage/category-iii.md"
LATER = ("^effective: .*", "effective: 2027-01-01")
SOURCE = """  example-note:
    title: Example note
    publisher: Example Reporter
    url: https://example.org/note
    standing: {}
    read: whole
    retrieved: 2026-03-02
"""


def known(standing):
    """Give the edits that fill in an unknown from a source of this standing."""
    return [
        (
            NAMED,
            r"^billing: data not available\nbilling_reason: .*",
            "billing: One a day\nbilling_sources: example-note",
        ),
        (NAMED, r"^---\n\n", f"sources:\n{SOURCE.format(standing)}---\n\n"),
    ]


FAILS = {
    "covered where it was denied": (
        "polarity-flip",
        [(RULE, *LATER), (RULE, "^coverage: .*", "coverage: covered")],
        "Coverage goes from “investigational” to “covered”",
    ),
    "required where it was not": (
        "polarity-flip",
        [(RULE, "^prior_authorization: .*", "prior_authorization: required")],
        "Prior authorization goes from “not required” to “required”",
    ),
    "an answer exchanged under a date gone by": (
        "retroactive",
        [(RULE, "^coverage: .*", "coverage: case by case")],
        "Coverage changed, effective 2026-01-01, which lies before the edit of 2026-03-02",
    ),
    "an answer taken back under a date gone by": (
        "retroactive",
        [(RULE, "^coverage: investigational", "coverage: data not available")],
        "Coverage changed, effective 2026-01-01",
    ),
    "an effective date moved to a day gone by": (
        "retroactive",
        [(RULE, "^effective: .*", "effective: 2025-12-31")],
        "effective goes from 2026-01-01 to 2025-12-31, before the edit of 2026-03-02",
    ),
    "an effective date of days gone by taken away": (
        "retroactive",
        [(RULE, r"^effective: .*\ndate_basis: .*\n", "")],
        "effective goes from 2026-01-01 to no date",
    ),
    "an end gone by put off": (
        "retroactive",
        [("example-health/commercial/ended.md", "^ends: .*", "ends: 2027-01-01")],
        "ends goes from 2026-02-01 to 2027-01-01",
    ),
    "an end on a day gone by": (
        "retroactive",
        [(RULE, "^date_basis", "ends: 2026-02-01\ndate_basis")],
        "ends goes from no date to 2026-02-01",
    ),
    "a date before the entry's own new review": (
        "retroactive",
        [(RULE, "^effective: .*", "effective: 2026-05-01"), (RULE, "^reviewed: .*", "reviewed: 2026-06-01")],
        "before the edit of 2026-06-01",
    ),
    "an answer exchanged without another look": (
        "not-reviewed",
        [(RULE, *LATER), (RULE, "^coverage: .*", "coverage: not covered")],
        "Coverage differs, and the review of 2026-03-02 and its sources stay as they were",
    ),
    "words exchanged for others without another look": (
        "not-reviewed",
        [(RULE, "^documentation: .*", "documentation: Nothing at all")],
        "Documentation differs, and the review of 2026-03-02",
    ),
    "an unknown filled in without another look": (
        "not-reviewed",
        [(NAMED, r"^billing: data not available\nbilling_reason: .*", "billing: One a day")],
        "Billing differs, and the review of 2026-03-02",
    ),
    "a concept of a code without another look": (
        "not-reviewed",
        [("codes/0708t.md", ", clinical trials", "")],
        "concept “clinical trials” differs, and the review of 2026-03-02 and all sources stay as they were",
    ),
    "the last source lost": (
        "last-source-lost",
        [(RULE, r"^sources:\n(  .*\n)+", "")],
        "the last of its sources is gone: example-policy-1, example-summary",
    ),
    "an unknown filled in by hearsay": (
        "secondary-only",
        known("secondary"),
        "Billing was data not available and is now “One a day”, by secondary sources alone",
    ),
    "an answer taken back": (
        "answer-left",
        [(RULE, "^coverage: investigational", "coverage: data not available")],
        "Coverage goes from “investigational” to “data not available”",
    ),
    "an answer moved to the middle": (
        "answer-left",
        [(RULE, "^prior_authorization: .*", "prior_authorization: required in some cases")],
        "Prior authorization goes from “not required” to “required in some cases”",
    ),
    "a receipt that is gone": (
        "receipt-removed",
        [(NAMED, r"^looked:\n(  .*\n)+", "")],
        "the receipt of 2026-03-02 is gone",
    ),
    "a receipt for another question": (
        "receipt-removed",
        [(NAMED, "^  - for: coverage", "  - for: billing")],
        "the receipt of 2026-03-02 is gone",
    ),
    "a receipt with an older day": (
        "receipt-removed",
        [(NAMED, "^(  - on|    on): 2026-03-02", r"\1: 2026-03-01")],
        "the receipt of 2026-03-02 is gone",
    ),
    "an entry that is gone": ("removed", [(NAMED, None, None)], "is gone"),
    "a payer that is gone": ("removed", [("sample-mutual/payer.md", None, None)], "is gone"),
    "a code that is gone": ("removed", [("codes/0709t.md", None, None)], "is gone"),
    "a category that becomes one code": (
        "narrowed",
        [(RULE, "^codes: category III", "codes: 0708T")],
        "its codes go from category III to 0708T",
    ),
    "a category that becomes a range of it": (
        "narrowed",
        [(RULE, "^codes: category III", "codes: 0001T-0999T")],
        "its codes go from category III to 0001T to 0999T",
    ),
    "a code that becomes a concept": (
        "narrowed",
        [(RULE, "^codes: category III", "concept: cancer vaccines")],
        "its codes go from category III to cancer vaccines",
    ),
    "another entry that is carried on": (
        "replaces",
        [(RULE, "^reviewed:", "replaces: example-health/commercial/policy-1-2019\nreviewed:")],
        "the entries that it carries on go from none to example-health/commercial/policy-1-2019",
    ),
}

PASSES = {
    "investigational to not covered stays on its side": (
        "polarity-flip",
        [(RULE, *LATER), (RULE, "^coverage: .*", "coverage: not covered")],
    ),
    "case by case stands between": ("polarity-flip", [(RULE, "^coverage: .*", "coverage: case by case")]),
    "required in some cases stands between": (
        "polarity-flip",
        [(RULE, "^prior_authorization: .*", "prior_authorization: required in some cases")],
    ),
    "an answer exchanged under a date to come": (
        "retroactive",
        [(RULE, "^coverage: .*", "coverage: case by case"), (RULE, "^effective: .*", "effective: 2026-03-02")],
    ),
    "an answer exchanged by another review": (
        "not-reviewed",
        [
            (RULE, *LATER),
            (RULE, "^coverage: .*", "coverage: not covered"),
            (RULE, "^reviewed: .*", "reviewed: 2026-03-03"),
        ],
    ),
    "an answer exchanged by another look at a source": (
        "not-reviewed",
        [
            (RULE, "^coverage: .*", "coverage: not covered"),
            (RULE, "retrieved: 2026-03-0[12]", "retrieved: 2026-02-28"),
        ],
    ),
    "a concept of a code by another look at a source": (
        "not-reviewed",
        [
            ("codes/0708t.md", ", clinical trials", ""),
            ("codes/0708t.md", "retrieved: 2026-03-02", "retrieved: 2026-03-01"),
        ],
    ),
    "an unknown filled in from a new source": ("not-reviewed", known("primary")),
    "no value but a confidence": ("not-reviewed", [(RULE, "^coverage_confidence: .*", "coverage_confidence: low")]),
    "only words beside an answer": ("retroactive", [(RULE, "^coverage_words: .*", "coverage_words: unproven")]),
    "an unknown filled in": ("retroactive", known("primary")),
    "an end to come": ("retroactive", [(RULE, "^date_basis", "ends: 2026-03-02\ndate_basis")]),
    "one source of two lost": (
        "last-source-lost",
        [(RULE, r"^  example-summary:\n(    .*\n)+", ""), (RULE, r"\n?\[example-summary\]", "")],
    ),
    "the payer's own document": ("secondary-only", known("primary")),
    "an unknown filled in, which leaves no side": ("answer-left", known("primary")),
    "a newer receipt of the same search": (
        "receipt-removed",
        [(NAMED, "^(  - on|    on): 2026-03-02", r"\1: 2026-03-05")],
    ),
    "a wider reach": ("narrowed", [(RULE, "^codes: category III", "codes: all codes")]),
    "its document on another host": ("secondary-only", known("primary elsewhere")),
}


def rules(found):
    return {concern.rule for concern in found.concerns}


@pytest.mark.parametrize("what", FAILS)
def test_a_second_approval_is_needed_for(what, edited, good_library, laid_over, tmp_path):
    rule, changes, message = FAILS[what]
    text = (good_library / RULE).read_text(encoding="utf-8")
    laid_over({"example-health/commercial/ended.md": text.replace("\ndate_basis", "\nends: 2026-02-01\ndate_basis")})
    found = edited(tmp_path / "policies", *changes)
    told = [concern for concern in found.concerns if concern.rule == rule]
    assert any(message in concern.message for concern in told), found.concerns
    assert {changes[0][0].removesuffix(".md")} == {concern.id for concern in told}


@pytest.mark.parametrize("what", PASSES)
def test_no_second_approval_is_needed_for(what, edited, good_library):
    rule, changes = PASSES[what]
    found = edited(good_library, *changes)
    assert () != found.changes
    assert rule not in rules(found)


def test_a_date_changed_in_an_entry_without_an_answer_binds_nobody(edited, good_library):
    assert set() == rules(
        edited(good_library, (NAMED, "^reviewed", "effective: 2026-01-01\ndate_basis: not stated\nreviewed"))
    )


def test_an_entry_by_name_that_turns_the_answer_of_a_wide_rule_is_a_flip(edited, good_library):
    text = (good_library / RULE).read_text(encoding="utf-8")
    turned = text.replace("codes: category III", "codes: 0708T").replace(
        "coverage: investigational", "coverage: covered"
    )
    found = edited(good_library, ("example-health/commercial/covered.md", None, turned))
    (flip,) = [concern for concern in found.concerns if concern.rule == "polarity-flip"]
    told = "Coverage of 0708T for example-health/commercial goes from “investigational” to “covered”"
    assert ("example-health/commercial/covered", told) == (flip.id, flip.message)


def test_a_new_entry_on_hearsay_alone_is_named_once_for_each_answer(edited, good_library):
    text = (good_library / RULE).read_text(encoding="utf-8").replace("standing: primary", "standing: secondary")
    found = edited(good_library, (NEW, None, text))
    messages = [concern.message for concern in found.concerns if concern.rule == "secondary-only"]
    assert 3 == len(messages) == len(set(messages))
    assert messages[0].startswith(
        "Coverage of 0708T, 0709T for example-health/medicare-advantage was data not available"
    )


def test_an_entry_that_moves_is_compared_with_itself_at_its_former_place(edited, good_library):
    text = (good_library / RULE).read_text(encoding="utf-8").replace("effective: 2026-01-01", "effective: 2025-01-01")
    elsewhere = RULE.replace("category-iii", "all-of-category-iii")
    found = edited(good_library, (RULE, None, None), (elsewhere, None, text))
    (change,) = [change for change in found.changes if change.was]
    assert {"retroactive"} <= {one.rule for one in found.concerns if one.id == change.id}


def test_nothing_is_retroactive_where_there_was_nothing_before(good_library, tmp_path):
    (tmp_path / "empty").mkdir()
    found = compare(read_side(tmp_path / "empty", ""), read_side(good_library, ""), TODAY)
    assert "retroactive" not in rules(found)
    assert {"added"} == {change.kind for change in found.changes if change.what != "synonyms"}
