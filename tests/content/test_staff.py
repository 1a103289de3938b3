"""Teams and postings: what is read of them, and the errors, each with its place, its rule and the way out."""

from __future__ import annotations

import datetime as dt

import pytest

from kb.content.load import load
from kb.domain.staff import Posting, Team
from kb.rules.check import check

TEAM = """---
title: Denials team
owns: [example-health, sample-mutual/regional, 0709T]
questions: [appeals]
reach: Channel "denials" of the chat
credentials: [CPC, RHIT]
reviewed: 2026-03-01
---

Keeps the appeals.
"""
POSTING = """---
title: Denials analyst
employer: Example Hospital
work: hybrid
place: Tampa
states: FL
level: experienced
credentials: CPC
pay: $30 to $36 an hour
apply: https://jobs.example.org/1
posted: 2026-03-01
expires: 2026-04-30
---

Reads denials.

Writes appeals.
"""


@pytest.fixture
def checked(laid_over):
    return lambda **files: check(load(laid_over(files.get("files", files)))).problems


def found(checked, path, text):
    return [(one.path, one.place.line, one.code) for one in checked(files={path: text})]


def test_teams_and_postings_are_read_whole(laid_over):
    library = check(load(laid_over({"people/denials.md": TEAM, "jobs/analyst.md": POSTING}))).library
    owns = ("example-health", "sample-mutual/regional", "0709T")
    assert library.teams == (
        Team("denials", "Denials team", 'Channel "denials" of the chat', dt.date(2026, 3, 1), owns, ("appeals",),
             ("CPC", "RHIT"), ("Keeps the appeals.",)),
    )  # fmt: skip
    assert library.postings == (
        Posting("analyst", "Denials analyst", "Example Hospital", "hybrid", "experienced", "$30 to $36 an hour",
                "https://jobs.example.org/1", dt.date(2026, 3, 1), dt.date(2026, 4, 30), "Tampa", ("FL",), ("CPC",),
                ("Reads denials.", "Writes appeals.")),
    )  # fmt: skip


def test_a_library_without_them_is_in_order(good_library):
    library = check(load(good_library)).library
    assert ((), ()) == (library.teams, library.postings)


@pytest.mark.parametrize(
    ("old", "new", "line", "rule"),
    [
        ("0709T", "9999T", 3, "team-owns"),
        ("regional", "nowhere", 3, "team-owns"),
        ('Channel "denials" of the chat', "denials@example.org", 5, "wrong-kind"),
        ('Channel "denials" of the chat', "call 813 555 0123", 5, "wrong-kind"),
        ("appeals]", "tea]", 4, "unknown-value"),
        ("reviewed: 2026-03-01\n", "", 2, "missing-key"),
        ("title: Denials team", "title: a\ncolor: red", 3, "unknown-key"),
    ],
)
def test_a_fault_of_a_team_is_told_with_its_place(checked, old, new, line, rule):
    assert ("people/denials.md", line, rule) in found(checked, "people/denials.md", TEAM.replace(old, new))


@pytest.mark.parametrize(
    ("old", "new", "line", "rule"),
    [
        ("expires: 2026-04-30", "expires: 2026-05-01", 12, "posting-span"),
        ("expires: 2026-04-30", "expires: 2026-02-28", 12, "posting-span"),
        ("place: Tampa\n", "", 4, "posting-place"),
        ("states: FL", "states: [FL, GA]", 4, "posting-place"),
        ("work: hybrid", "work: remote", 5, "posting-place"),
        ("level: experienced", "level: wizard", 7, "unknown-value"),
        ("pay: $30 to $36 an hour\n", "", 2, "missing-key"),
        ("https://jobs.example.org/1", "javascript:alert(1)", 10, "wrong-kind"),
        ("Reads denials.\n\nWrites appeals.\n", "", 13, "empty-value"),
    ],
)
def test_a_fault_of_a_posting_is_told_with_its_place(checked, old, new, line, rule):
    assert ("jobs/analyst.md", line, rule) in found(checked, "jobs/analyst.md", POSTING.replace(old, new))


def test_the_last_day_of_sixty_is_in_order(checked):
    assert [] == found(checked, "jobs/analyst.md", POSTING)


def test_each_message_says_the_way_out(checked):
    [late] = checked(files={"jobs/analyst.md": POSTING.replace("2026-04-30", "2026-06-30")})
    assert "121 days after the day of the posting; at most 60: renew it when they are over" == late.message
    owned = next(
        one for one in checked(files={"people/denials.md": TEAM.replace("0709T", "9999T")}) if one.code == "team-owns"
    )
    assert "'9999T' is no payer, plan or code here; write cigna, cigna/commercial or 0709T" == owned.message


def test_two_teams_of_one_name_are_told(checked):
    problems = checked(files={"people/a.md": TEAM, "people/b.md": TEAM})
    assert [("people/b.md", 2)] == [(one.path, one.place.line) for one in problems if one.code == "duplicate-team"]


def test_where_a_team_is_recorded_an_owner_is_one_of_them(checked):
    """The small library has owners and no team; with one, each owner that is not it is told."""
    assert not checked(files={})
    told = [one for one in checked(files={"people/denials.md": TEAM}) if one.code == "owner-team"]
    assert ["example-health/commercial/category-iii.md", "example-health/payer.md"] == [one.path for one in told]
    assert told[0].message.endswith("in people/; add people/<team>.md, or name one that is there")
    owner = told[1].message.split("'")[1]
    both = {"people/denials.md": TEAM, "people/other.md": TEAM.replace("Denials team", owner)}
    assert ["example-health/commercial/category-iii.md"] == [one.path for one in checked(files=both)]


def test_a_patients_data_in_a_posting_is_told(checked):
    problems = found(checked, "jobs/analyst.md", POSTING.replace("Reads denials.", "Read MRN 7654321."))
    assert ["patient-data"] == [rule for _, _, rule in problems]


@pytest.mark.parametrize("path", ["people/Denials.md", "people/team.yml", "jobs/one.txt"])
def test_a_path_of_another_form_is_told_with_those_that_there_are(checked, path):
    [one] = checked(files={path: TEAM})
    assert ("file-name", True) == (one.code, "people/<team>.md or jobs/<name>.md" in one.message)
