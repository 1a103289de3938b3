"""The command on deadlines: last days with their sources, and why there is none."""

from __future__ import annotations

import json

import pytest

from kb.commands import main as cli

SPARE = "example-health/commercial/spare.md"
ENTRY = b"""\
---
title: Spare entry
codes: all codes
document: Spare Policy 5
currency: current
reviewed: 2026-03-02
review_by: 2026-09-02
timely_filing: by contract
timely_filing_sources: spare-policy
timely_filing_confidence: medium
appeals: 120 days from receipt of the notice
appeals_sources: spare-policy
appeals_confidence: medium
appeals_note: The contract may say otherwise.
appeals_periods:
  - length: 120
    unit: days
    counts: calendar
    from: receipt of the notice
    from_words: the first decision
    presumed_days: 5
    level: first level
    source: spare-policy
  - length: 1
    unit: years
    from: not stated
    level: second level
    source: spare-policy
appeals_contacts:
  - kind: telephone
    value: 1-800-555-0100
    who: appeals of providers
    source: spare-policy
    checked: 2026-03-02
    review_by: 2026-06-02
    note: Open the page before you call.
sources:
  spare-policy:
    title: Spare policy
    publisher: Example Health
    url: https://example.org/spare
    standing: primary
    read: whole
    printed: 2026-03
    retrieved: 2026-03-02
---

## Timely filing

By contract [spare-policy].

## Appeals

First level: 120 days; second level: one year. Call 1-800-555-0100 [spare-policy].
"""
PLAN = "example-health/commercial"
START = ("--from", "2026-01-30")


@pytest.fixture
def tell(capsys, laid_over):
    """Ask for deadlines in a library with a spare entry, and give the exit code and what was printed."""
    folder = laid_over({SPARE: ENTRY})

    def go(*words, command="deadline", today="2026-03-02"):
        code = cli.main([command, *words, "--policies", str(folder), "--today", today])
        told = capsys.readouterr()
        return code, told.out, told.err

    return go


@pytest.mark.parametrize("code", ["none", "0709T"])
def test_each_deadline_has_its_day_its_source_and_its_doubt(tell, code):
    exit_code, out, _ = tell(code, PLAN, "appeals", *START)
    assert 0 == exit_code
    notice, received, second = (line for line in out.splitlines() if " from " in line and " level: " in line)
    assert "date of the notice, receipt presumed 5 days after it (the first decision), on " in notice
    assert notice.endswith(", on Wednesday, Feb 4, 2026: last day Thursday, Jun 4, 2026")
    assert received.endswith("receipt of the notice (the first decision): last day Saturday, May 30, 2026")
    assert "1 year from a day that is not stated: data not available: the source does not say" in second
    assert "Act by May 29, 2026." in out
    assert 3 == out.count("source: Spare policy, Example Health (primary) https://example.org/spare\n")
    assert "confidence medium" in out
    assert "The contract may say otherwise." in out
    assert "contact: telephone (appeals of providers): 1-800-555-0100" in out


def test_the_json_has_what_the_lines_have(tell):
    found = json.loads(tell("none", PLAN, "appeals", *START, "--json")[1])
    assert (None, PLAN, "appeals", "2026-01-30") == tuple(found[key] for key in ("code", "scope", "question", "from"))
    assert ["2026-06-04", "2026-05-30", None] == [row["last_day"] for row in found["deadlines"]]
    assert [None, "2026-05-29", None] == [row["act_by"] for row in found["deadlines"]]
    assert found["not_available"] is None
    assert ["1-800-555-0100"] == [contact["value"] for contact in found["contacts"]]


def test_an_answer_without_a_number_is_not_available_and_says_its_words(tell):
    found = json.loads(tell("none", PLAN, "timely-filing", *START, "--json")[1])
    assert [] == found["deadlines"]
    assert found["not_available"].startswith("data not available: no time limit is recorded as a number")
    assert "“by contract”" in found["not_available"]


def test_an_unknown_answer_is_not_available_with_its_reason(tell):
    code, out, _ = tell("none", "example-health/medicare-advantage", "appeals", *START)
    assert 0 == code
    assert "data not available: behind login" in out


def test_another_plan_gives_no_deadline_of_this_one(tell):
    assert "last day" not in tell("none", "sample-mutual/regional", "appeals", *START)[1]


def test_a_review_that_was_due_is_a_doubt(tell):
    assert "a new review was due on Sep 2, 2026" in tell("none", PLAN, "appeals", *START, today="2026-09-03")[1]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("none", PLAN, "appeals"), "Missing argument '--from'"),
        (("none", PLAN, "appeals", "--from", "2026-02-30"), "is no date"),
        (("none", PLAN, "appeals", "--from", "0226-02-03"), "is not between 1966 and 2199; check the year"),
        (("none", PLAN, "coverage", *START), "is answered by no time limit; use one of: timely-filing, appeals"),
        (("nothing", PLAN, "appeals", *START), "is no CPT or HCPCS code"),
        (("none", "example/commercial", "appeals", *START), "no scope"),
    ],
)
def test_a_call_that_cannot_be_read_says_what_to_type(tell, words, told):
    code, _, err = tell(*words)
    assert 2 == code
    assert told in err


def test_the_answer_command_names_the_contact_with_its_day_and_its_source(tell):
    _, out, _ = tell("0709T", PLAN, "appeals", command="answer")
    assert (
        "    contact: telephone (appeals of providers): 1-800-555-0100\n"
        "        checked 2026-03-02, due again 2026-06-02; source: Spare policy https://example.org/spare\n"
        "        note: Open the page before you call.\n"
    ) in out
