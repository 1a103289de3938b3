"""What an answer rests on: each rule of the gate fails on what it names, and passes what comes close to it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from kb.diff.changes import change_of
from kb.diff.gate_evidence import evidence_concerns
from kb.domain.code_facts import LifeEvent
from kb.domain.model import Answer, Receipt
from kb.domain.reach import concept_reach, read_reach
from tests.answers.made import DAY, PLANS, SOURCES, code_page, entry, payer_page, says, silent

LATER, BEFORE = dt.date(2026, 4, 1), dt.date(2026, 2, 1)
SOURCED = says("rule", "0708T, 0709T", "covered", sources=("pw",))
RULE = replace(SOURCED, sources={"pw": SOURCES["pw"]})
RECEIPT = Receipt("Example lists", "0709T", DAY, ("coverage", "billing"))
UNKNOWN = replace(silent("rule", "0709T", "looked and not found"), looked=(RECEIPT,))
PAGE = code_page("0709T", "")


def told(before, after):
    """Give the rule and the message of each concern of a change."""
    return [(one.rule, one.message) for one in evidence_concerns(change_of(before, after), before, after)]


def rules(before, **fields):
    return [rule for rule, _ in told(before, replace(before, **fields))]


def saying(rule, value, **fields):
    answers = {"coverage": replace(rule.answers["coverage"], value=value)}
    return replace(rule, answers=answers, **fields)


@pytest.mark.parametrize(
    ("page", "what"), [(RULE, "entry"), (PAGE, "code page"), (payer_page("example"), "payer page")]
)
def test_a_document_that_is_gone_is_named_with_its_title(page, what):
    assert [("removed", f"the {what} “{page.title}” is gone")] == told(page, None)
    assert [] == told(None, page)


def test_the_last_source_is_lost_where_there_was_one_and_is_none():
    assert [("last-source-lost", "the last of its sources is gone: pw")] == told(RULE, replace(RULE, sources={}))
    assert [] == rules(RULE, sources={"pp": SOURCES["pp"]})
    assert [] == rules(replace(RULE, sources={}), owner="appeals")


def test_an_entry_that_speaks_for_another_plan_was_moved():
    elsewhere = replace(RULE, scope="second", path="example/second/rule.md")
    assert [("moved", "it spoke for example/plans and speaks for example/second")] == told(RULE, elsewhere)
    assert [] == told(RULE, replace(RULE, path=f"{PLANS}/other.md"))


def test_an_entry_that_answers_something_must_not_leave_a_code_out():
    one = read_reach(("0708T",))
    assert [("narrowed", "its codes go from 0708T, 0709T to 0708T")] == told(RULE, replace(RULE, reach=one))
    assert [] == rules(RULE, reach=read_reach(("category III",)))
    assert [] == rules(silent("rule", "0708T, 0709T", "not looked up"), reach=one)


def test_an_entry_on_a_concept_decides_nothing_and_narrows_nothing():
    informs = replace(RULE, reach=concept_reach("cancer vaccines"))
    assert [] == rules(informs, reach=read_reach(("0709T",)))
    assert ["narrowed"] == rules(RULE, reach=concept_reach("cancer vaccines"))


def test_one_known_answer_is_enough_to_narrow():
    both = replace(RULE, answers={"billing": Answer("billing", "data not available"), **RULE.answers})
    assert ["narrowed"] == rules(both, reach=read_reach(("0708T",)))


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ((), ("a/b/c",), "go from none to a/b/c"),
        (("a/b/c", "a/b/d"), (), "go from a/b/c, a/b/d to none"),
        (("a/b/c",), ("a/b/d",), "go from a/b/c to a/b/d"),
    ],
)
def test_the_entries_that_are_carried_on_are_told_on_both_sides(old, new, message):
    found = told(replace(RULE, replaces=old), replace(RULE, replaces=new))
    assert [("replaces", f"the entries that it carries on {message}")] == found


def test_a_value_that_differs_needs_a_review_or_another_look():
    message = "Coverage differs, and the review of 2026-03-02 and its sources stay as they were"
    assert [("not-reviewed", message)] == told(RULE, saying(RULE, "not covered"))
    assert [] == told(RULE, saying(RULE, "not covered", reviewed=LATER))
    again = {"pw": replace(SOURCES["pw"], retrieved=LATER)}
    assert [] == told(RULE, saying(RULE, "not covered", sources=again))


def test_a_source_that_the_answer_does_not_name_is_no_look_at_it():
    more = {**RULE.sources, "sw": SOURCES["sw"]}
    assert ["not-reviewed"] == [rule for rule, _ in told(RULE, saying(RULE, "not covered", sources=more))]


def test_a_receipt_for_the_question_is_a_look_and_one_for_another_is_none():
    for questions, expected in ((("coverage",), []), (("billing",), ["not-reviewed"])):
        looked = (replace(RECEIPT, questions=questions),)
        assert expected == [rule for rule, _ in told(RULE, saying(RULE, "not covered", looked=looked))]


def test_an_answer_that_comes_or_goes_is_looked_at_too():
    none = replace(RULE, answers={})
    assert [] == told(none, RULE)
    assert [] == told(RULE, none)
    bare = entry("rule", "0709T", PLANS, Answer("coverage", "covered"))
    assert ["not-reviewed"] == [rule for rule, _ in told(replace(bare, answers={}), bare)]


@pytest.mark.parametrize(
    ("fields", "kept"),
    [
        ({"on": LATER}, True),
        ({"words": "0709T, item"}, True),
        ({"questions": ("billing", "coverage", "appeals")}, True),
        ({"on": BEFORE}, False),
        ({"where": "Other lists"}, False),
        ({"questions": ("coverage",)}, False),
    ],
)
def test_a_receipt_stands_for_an_older_one_of_the_same_place_and_questions(fields, kept):
    found = told(UNKNOWN, replace(UNKNOWN, looked=(replace(RECEIPT, **fields),)))
    gone = [("receipt-removed", "the receipt of 2026-03-02 is gone: Example lists")]
    assert ([] if kept else gone) == found


def test_one_of_two_receipts_that_goes_is_named_and_a_new_one_is_not():
    other = replace(RECEIPT, where="Other lists")
    both = replace(UNKNOWN, looked=(RECEIPT, other))
    assert ["the receipt of 2026-03-02 is gone: Other lists"] == [message for _, message in told(both, UNKNOWN)]
    assert [] == told(UNKNOWN, both)


def test_facts_of_a_code_page_that_differ_need_a_review_or_another_source():
    stays = "and the review of 2026-03-02 and all sources stay as they were"
    assert [("not-reviewed", f"family differs, {stays}")] == told(PAGE, replace(PAGE, family="x"))
    two = replace(PAGE, family="x", add_on_type="1")
    assert [("not-reviewed", f"family and 1 more differ, {stays}")] == told(PAGE, two)
    assert [] == rules(PAGE, family="x", reviewed=LATER)
    assert [] == rules(PAGE, family="x", sources={"pw": SOURCES["pw"]})


def test_a_day_of_the_life_of_a_code_that_differs_needs_a_review_too():
    first, later = (LifeEvent("effective", on, "printed", ("pw",)) for on in ("2022-07-01", "2026-07-01"))
    page = replace(PAGE, life_cycle=(first,))
    assert ["not-reviewed"] == rules(page, life_cycle=(later,))
    assert [] == rules(page, life_cycle=(later,), reviewed=LATER)


def test_an_owner_a_title_a_review_or_a_receipt_of_a_code_page_needs_none():
    assert [] == rules(PAGE, owner="appeals", title="T", review_by=LATER, looked=(RECEIPT,))


def test_an_entry_that_becomes_a_file_of_another_kind_is_not_compared_as_an_entry():
    change = change_of(RULE, saying(RULE, "not covered"))
    assert [] == list(evidence_concerns(change, RULE, replace(PAGE, looked=())))
