"""What an entry records beside its values: what is gone or says something else is named, what is new is not."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from kb.diff.changes import change_of
from kb.diff.gate_evidence import evidence_concerns
from kb.domain.code_list import CodeList
from kb.domain.contacts import Contact
from kb.domain.criteria import Criterion
from kb.domain.periods import Period
from tests.answers.made import DAY, SOURCES, says

RULE = replace(says("rule", "0708T, 0709T", "covered", sources=("pw",)), sources={"pw": SOURCES["pw"]})
NEXT = dt.date(2026, 4, 1)
DIAGNOSES = Criterion("diagnoses", "supports", ("C43.9", "D03.9"), "pw", "part")
UNITS = Criterion("units and frequency", "at most", ("2 units a day",), "pw", "part", most=2, per="1 day")
LIST = CodeList("pw", "whole", ("0708T", "0709T-0710T"), "Codes")
LIMIT = Period(90, "days", "date of service", "pw", counts="calendar", level="first level")
FAX = Contact("fax", "800-555-0100", "pw", DAY, NEXT, who="all plans")


def told(before, after):
    """Give the rule and the message of each concern of a change."""
    return [(one.rule, one.message) for one in evidence_concerns(change_of(before, after), before, after)]


def of(**records):
    """Make the rule with records of its one answer, or of the entry itself."""
    entry = replace(RULE, **{name: records.pop(name) for name in ("criteria", "listed") if name in records})
    return replace(entry, answers={"coverage": replace(entry.answers["coverage"], **records)})


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        (
            (DIAGNOSES,),
            (replace(DIAGNOSES, says="does not support"),),
            "C43.9 of diagnoses goes from “supports” to “does not support”, and 1 more",
        ),
        (
            (DIAGNOSES,),
            (replace(DIAGNOSES, items=("C43.9",)),),
            "D03.9 of diagnoses goes from “supports” to “gone”",
        ),
        (
            (UNITS,),
            (replace(UNITS, most=9),),
            "2 units a day of units and frequency goes from “at most 2 per 1 day” to “at most 9 per 1 day”",
        ),
        (
            (UNITS,),
            (replace(UNITS, per=""),),
            "2 units a day of units and frequency goes from “at most 2 per 1 day” to “at most 2”",
        ),
        (
            (replace(DIAGNOSES, read="whole", heading="Group 1"),),
            (replace(DIAGNOSES, heading="Group 1"),),
            "each item not below “Group 1” of diagnoses goes from “not listed” to “gone”",
        ),
    ],
)
def test_of_criteria_what_is_gone_turns_or_has_another_limit_is_named(before, after, message):
    assert [("criterion-changed", message)] == told(of(criteria=before), of(criteria=after))


@pytest.mark.parametrize(
    ("after", "message"),
    [
        (None, "the code list of pw is gone"),
        (replace(LIST, codes=("0708T",)), "0709T-0710T is not in the code list any more"),
        (replace(LIST, codes=("0711T",)), "0708T is not in the code list any more, and 1 more"),
        (replace(LIST, read="part"), "the code list is not called whole any more"),
    ],
)
def test_a_code_list_that_is_gone_or_lost_something_is_named(after, message):
    assert [("list-changed", message)] == told(of(listed=LIST), of(listed=after))


@pytest.mark.parametrize(
    "after",
    [
        (),
        (replace(LIMIT, length=900),),
        (replace(LIMIT, unit="months"),),
        (replace(LIMIT, starts="date of the denial"),),
        (replace(LIMIT, weekend="next business day"),),
        (replace(LIMIT, since=NEXT),),
    ],
)
def test_a_time_limit_that_is_gone_or_reckoned_otherwise_is_named(after):
    message = "the time limit of coverage, 90 calendar days from date of service (first level), is gone or differs"
    assert [("limit-changed", message)] == told(of(periods=(LIMIT,)), of(periods=after))


@pytest.mark.parametrize("after", [(), (replace(FAX, value="800-555-0199"),), (replace(FAX, who="some plans"),)])
def test_a_contact_that_is_gone_or_leads_elsewhere_is_named(after):
    message = "the fax 800-555-0100 for coverage is gone or differs"
    assert [("contact-changed", message)] == told(of(contacts=(FAX,)), of(contacts=after))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ({}, {"criteria": (DIAGNOSES, UNITS), "listed": LIST, "periods": (LIMIT,), "contacts": (FAX,)}),
        ({"criteria": (DIAGNOSES,)}, {"criteria": (replace(DIAGNOSES, items=("C43.9", "C44.9", "D03.9")),)}),
        ({"criteria": (DIAGNOSES,)}, {"criteria": (replace(DIAGNOSES, read="whole", note="Read again."),)}),
        ({"listed": LIST}, {"listed": replace(LIST, codes=(*LIST.codes, "0711T"), heading="Codes covered")}),
        ({"listed": replace(LIST, read="part")}, {"listed": LIST}),
        (
            {"periods": (LIMIT,)},
            {"periods": (replace(LIMIT, note="Read again."), replace(LIMIT, level="second level"))},
        ),
        ({"contacts": (FAX,)}, {"contacts": (replace(FAX, checked=NEXT, note="Answers by letter."),)}),
    ],
)
def test_what_is_added_read_to_its_end_or_checked_again_is_no_concern(before, after):
    assert [] == told(of(**before), of(**after))
