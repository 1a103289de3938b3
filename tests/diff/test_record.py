"""A diff as plain values: every part by its key, and null where there was nothing."""

from __future__ import annotations

import datetime as dt
import json

import pytest

from kb.diff.change import (
    Change,
    CodeChange,
    Concern,
    DatedEffect,
    Diff,
    Effect,
    Fact,
    FactChange,
    FactsDiff,
    Outcome,
    Passage,
    TableChange,
    Unread,
)
from kb.diff.record import record
from kb.diff.word_diff import Span

DAY = dt.date(2026, 3, 2)
EMPTY = Diff("one", "two", (), (), (), ())
BARE = Change("edited", "entry", "a/b/c", "c")
FULL = Change(
    "moved",
    "entry",
    "a/b/c",
    "c",
    "a/b/was",
    "2026-04-01",
    (Fact("Prior authorization", "answer", "required", "", "looser", "prior_authorization"),),
    (Passage("Coverage", (Span("gone", "all"), Span("new", "some"))),),
)
EFFECT = Effect(
    "0709T",
    "a/b",
    "prior_authorization",
    Outcome("required", "primary", ("a/b/c", "a/b/d"), "2026-01-01", "it says so"),
    Outcome("data not available", "", (), "", "nothing is known"),
    "no longer known",
    ("a/b/c",),
    now=True,
)
TOLD = {
    "code": "0709T",
    "scope": "a/b",
    "question": "prior-authorization",
    "direction": "no longer known",
    "before": {
        "answer": "required",
        "standing": "primary",
        "entries": ["a/b/c", "a/b/d"],
        "effective": "2026-01-01",
        "why": "it says so",
    },
    "after": {
        "answer": "data not available",
        "standing": None,
        "entries": [],
        "effective": None,
        "why": "nothing is known",
    },
    "because_of": ["a/b/c"],
    "now": True,
}


def of(**parts):
    """Give the record of a diff with these parts, through JSON, as a program reads it."""
    return json.loads(json.dumps(record(Diff(**{**vars(EMPTY), **parts}))))


def test_an_empty_diff_has_every_key():
    assert of() == {
        "base": "one",
        "head": "two",
        "today": None,
        "changes": [],
        "effects": [],
        "dated_effects": [],
        "second_approval": [],
        "unread": [],
        "official": {"tables": [], "codes": [], "others": 0},
    }


def test_a_change_is_told_with_its_facts_and_its_prose():
    assert of(changes=(FULL,), day=DAY)["changes"] == [
        {
            "id": "a/b/c",
            "was": "a/b/was",
            "kind": "moved",
            "what": "entry",
            "title": "c",
            "direction": "looser",
            "effective": "2026-04-01",
            "ahead": True,
            "facts": [
                {
                    "name": "Prior authorization",
                    "kind": "answer",
                    "question": "prior-authorization",
                    "before": "required",
                    "after": None,
                    "direction": "looser",
                }
            ],
            "prose": [
                {"section": "Coverage", "words": [{"kind": "gone", "text": "all"}, {"kind": "new", "text": "some"}]}
            ],
        }
    ]


def test_a_change_of_nothing_in_particular_has_nulls():
    (told,) = of(changes=(BARE,))["changes"]
    assert (None, None, False, [], []) == tuple(told[key] for key in ("was", "effective", "ahead", "facts", "prose"))


def test_a_fact_that_is_no_answer_has_no_question():
    fact = Fact("owner", "other", "", "billing", "neutral")
    (told,) = of(changes=(Change("edited", "entry", "a/b/c", "c", facts=(fact,)),))["changes"]
    assert [(None, None, "billing")] == [(one["question"], one["before"], one["after"]) for one in told["facts"]]


@pytest.mark.parametrize(("day", "ahead"), [("2026-03-31", True), ("2026-04-01", False), (None, False)])
def test_a_change_lies_ahead_until_its_effective_date(day, ahead):
    told = of(changes=(FULL,), day=day and dt.date.fromisoformat(day))
    assert (day, ahead) == (told["today"], told["changes"][0]["ahead"])


def test_an_effect_is_told_alone_and_with_the_day_of_a_changed_date():
    told = of(effects=(EFFECT,), dated=(DatedEffect("2026-07-01", EFFECT),))
    assert [TOLD] == told["effects"]
    assert [{"date": "2026-07-01", **TOLD}] == told["dated_effects"]


def test_reasons_for_a_second_approval_and_unread_files_are_told():
    told = of(concerns=(Concern("moved", "a/b/c", "why"),), unread=(Unread("a/b/d.md", ("bad",), ("-x", "+y")),))
    assert [{"rule": "moved", "id": "a/b/c", "reason": "why"}] == told["second_approval"]
    assert [{"path": "a/b/d.md", "reasons": ["bad"], "diff": ["-x", "+y"]}] == told["unread"]


def test_official_files_are_told_by_table_and_by_code():
    tables = (TableChange("fees", None, DAY, 0, 5), TableChange("opps", DAY, None, 7, 0))
    codes = (
        CodeChange("0709T", watched=True, facts=(FactChange("units 2 → 3", "looser"), FactChange("x", "neutral"))),
    )
    assert of(official=FactsDiff(tables, codes, 12))["official"] == {
        "tables": [
            {"table": "fees", "edition_before": None, "edition_after": "2026-03-02", "lines_gone": 0, "lines_new": 5},
            {"table": "opps", "edition_before": "2026-03-02", "edition_after": None, "lines_gone": 7, "lines_new": 0},
        ],
        "codes": [
            {
                "code": "0709T",
                "watched": True,
                "direction": "looser",
                "facts": [{"text": "units 2 → 3", "direction": "looser"}, {"text": "x", "direction": "neutral"}],
            }
        ],
        "others": 12,
    }
