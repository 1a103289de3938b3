"""Diagnoses in one form, and which item of a criterion takes in a code."""

from __future__ import annotations

import pytest

from kb.domain.criteria import (
    CRITERION_KINDS,
    CRITERION_VERDICTS,
    DIAGNOSES,
    ITEM_FORMS,
    OTHER_VERDICTS,
    VERDICTS_OF,
    Criterion,
    criterion_record,
    diagnosis,
    is_diagnosis,
)
from kb.domain.vocabulary import names


def listed(*items, kind=DIAGNOSES, **fields):
    return Criterion(kind, "supports", items, "pw", "whole", **fields)


@pytest.mark.parametrize(
    ("written", "code"), [("c43.9", "C43.9"), ("C4390", "C43.90"), ("C43", "C43"), ("o9a.111", "O9A.111")]
)
def test_a_diagnosis_has_one_form(written, code):
    assert is_diagnosis(written)
    assert code == diagnosis(written)


@pytest.mark.parametrize("written", ["43.9", "C4", "C43.12345", "C43-C44", "59", "CC3.9", "C43.9 ", ""])
def test_what_is_no_diagnosis_is_not_read_as_one(written):
    assert not is_diagnosis(written)


@pytest.mark.parametrize(
    ("items", "code", "within"),
    [
        (("C43.9",), "C43.9", "C43.9"),
        (("C43.9",), "C43.8", ""),
        (("C43.1",), "C43.11", "C43.1"),
        (("C43",), "C43.9", "C43"),
        (("C43.9",), "C43", ""),
        (("C43.0-C43.9",), "C43.0", "C43.0-C43.9"),
        (("C43.0-C43.9",), "C43.90", "C43.0-C43.9"),
        (("C43.0-C43.9",), "C44.0", ""),
        (("C43.0-C43.9",), "C42.9", ""),
        (("C00-C43",), "C43.9", "C00-C43"),
        (("D03.0-D03.9", "C43.0-C43.9"), "C43.5", "C43.0-C43.9"),
    ],
)
def test_a_range_and_a_category_take_in_the_codes_below_them(items, code, within):
    assert within == listed(*items).item_with(code)


def test_an_item_of_another_kind_is_itself_alone():
    assert "59" == listed("XU", "59", kind="modifiers").item_with("59")
    assert not listed("XU", "59", kind="modifiers").item_with("5")


def test_what_a_criterion_does_not_say_is_left_out_of_its_record():
    plain = {"kind": DIAGNOSES, "says": "supports", "items": ["C43.9"], "source": "pw", "read": "whole"}
    assert plain == criterion_record(listed("C43.9"))
    more = {"heading": "Group 1", "most": 0, "per": "1 day", "note": "A note."}
    assert {**plain, **more} == criterion_record(listed("C43.9", **more))


def test_every_kind_with_verdicts_or_a_form_of_its_own_is_a_kind():
    assert {*VERDICTS_OF, *ITEM_FORMS} <= set(names(CRITERION_KINDS))
    given = {verdict for verdicts in (*VERDICTS_OF.values(), OTHER_VERDICTS) for verdict in verdicts}
    assert given == set(names(CRITERION_VERDICTS))
