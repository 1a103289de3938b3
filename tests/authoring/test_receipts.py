"""Receipts of calls, and reviews in which nothing changed: the lines that change, and no answer made up."""

from __future__ import annotations

import datetime as dt

import pytest

from kb.authoring.receipts import Asked, asked_text, with_asked, with_review
from kb.content.load import load
from kb.content.parse import parse
from kb.domain.vocabulary import UNKNOWN, question
from kb.layout.file import lay_out

PATH = "example-health/commercial/0709t.md"
WIDE = "example-health/commercial/category-iii.md"
CALL = Asked(
    question("billing"), "provider services, telephone", "units of 0709T", dt.date(2026, 3, 5), "I-47", "none"
)


@pytest.fixture
def texts(good_library):
    return load(good_library).files


def entry(path, text):
    assert not lay_out(path, text).differs
    return parse(path, text).document


def test_a_call_is_a_receipt_and_a_question_not_looked_up_is_then_looked_for(texts):
    after = entry(PATH, with_asked(texts[PATH], entry(PATH, texts[PATH]), CALL, "Example Health"))
    receipt = after.looked[-1]
    assert ("Asked: provider services, telephone; reference I-47; outcome: none", ("billing",)) == (
        receipt.where, receipt.questions,
    )  # fmt: skip
    assert ("looked and not found", "2026-03-05") == (after.answers["billing"].reason, after.reviewed.isoformat())
    assert dt.date(2026, 9, 2) == after.review_by


def test_a_call_leaves_a_known_answer_as_it_is(texts):
    call = Asked(question("coverage"), "claims desk", "coverage", dt.date(2026, 3, 1))
    before = entry(WIDE, texts[WIDE])
    after = entry(WIDE, with_asked(texts[WIDE], before, call, "Example Health"))
    assert (before.answers, before.reviewed) == (after.answers, after.reviewed)


def test_a_question_without_an_answer_gets_one_that_is_unknown(texts):
    call = Asked(question("appeals"), "appeals unit", "steps", dt.date(2026, 3, 5))
    after = entry(PATH, with_asked(texts[PATH], entry(PATH, texts[PATH]), call, "Example Health"))
    assert (UNKNOWN, "looked and not found") == (after.answers["appeals"].value, after.answers["appeals"].reason)
    assert "Data not available" in next(one.text for one in after.sections if one.heading == "Appeals")


def test_a_call_on_other_codes_makes_an_entry():
    made = entry("example-health/commercial/0708t.md", asked_text(CALL, ("0708T",), "Example Health"))
    assert ({UNKNOWN}, 1) == ({answer.value for answer in made.answers.values()}, len(made.looked))


def test_a_review_moves_its_days_and_those_of_the_sources_that_were_opened(texts):
    on, due = dt.date(2026, 4, 1), dt.date(2026, 10, 1)
    after = with_review(texts[WIDE], entry(WIDE, texts[WIDE]), on, due, {"example-policy-1"})
    gone = [line for line in texts[WIDE].splitlines() if line not in after.splitlines()]
    assert ["reviewed: 2026-03-02", "review_by: 2026-09-02", "    retrieved: 2026-03-02"] == gone
    assert dt.date(2026, 2, 27) == entry(WIDE, after).sources["example-summary"].retrieved
