"""A time limit that only a section's text gives for a line of business or a state is quoted, never denied."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kb.search.find import find, make_searcher
from kb.search.period_groups import Limit, without_stated_lines
from kb.search.plan_tables import Named

ENTRY = "bcbs/north-dakota/all-codes"
DONOR = "bcbs/massachusetts/appeals"
"""The answer of another plan, whose number is made to be for groups of a plan whose lines are not recorded."""

QUOTED = {
    "Medicaid Expansion: 60 days.": ("bcbs nd medicaid appeal deadline", "“Medicaid Expansion: 60 days”"),
    "For Medicare Advantage 45 days.": ("bcbs nd medicare advantage appeal time", "“For Medicare Advantage 45 days”"),
    "Exchange members have 70 days.": ("nd bcbs exchange plan appeal days", "“Exchange members have 70 days”"),
}
"""By a sentence of the section on appeals: a query on its group, and what is told."""


@pytest.fixture(scope="module")
def library(real_library):
    return real_library


def with_text(library, text, **groups):
    """Give one entry a text for its section on appeals and, by group, time limits of so many days."""
    by_id = {entry.id: entry for entry in library.entries}
    entry, donor = by_id[ENTRY], by_id[DONOR]
    appeals = donor.answers["appeals"]
    periods = tuple(replace(appeals.periods[0], who=who, length=days, level=None) for who, days in groups.items())
    changed = replace(
        entry,
        answers={**entry.answers, "appeals": replace(appeals, periods=periods)},
        sources=donor.sources,
        sections=tuple(replace(one, text=text) if one.heading == "Appeals" else one for one in entry.sections),
    )
    return replace(library, entries=tuple(changed if one is entry else one for one in library.entries))


def notes_on(library, typed, text, groups):
    return find(make_searcher(with_text(library, text, **groups)), typed, 1).notes


COMMERCIAL = {"commercial plans": 180}
BOTH = {**COMMERCIAL, "Medicaid Expansion": 60}


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("bcbs nd appeal days medicaid expansion", "for Medicaid Expansion: 60 days"),
        ("nd bcbs medicaid appeal deadline", "for Medicaid Expansion: 60 days"),
        ("bcbs nd appeal deadline commercial", "for commercial plans: 180 days"),
    ],
)
def test_a_time_limit_of_a_line_of_business_is_told_where_the_lines_of_a_plan_are_not_recorded(typed, told, library):
    notes = notes_on(library, typed, "Two times.", BOTH)
    assert any(told in note for note in notes)
    assert not any("no time limit is stated" in note for note in notes)


@pytest.mark.parametrize("text", QUOTED)
def test_what_the_text_alone_says_of_a_line_of_business_is_quoted(text, library):
    typed, told = QUOTED[text]
    notes = notes_on(library, typed, text, COMMERCIAL)
    assert any(told in note for note in notes)
    assert not any("no time limit is stated" in note for note in notes)


def test_of_a_line_of_business_that_the_text_does_not_name_it_is_told_that_none_is_stated(library):
    notes = notes_on(library, "bcbs nd medicaid appeal deadline", "Nothing more.", COMMERCIAL)
    assert any("no time limit is stated for Medicaid" in note for note in notes)


@pytest.mark.parametrize(
    ("stated", "told"), [("line:medicaid", []), ("line:medicare-advantage", ["doubt"]), ("", ["doubt"])]
)
def test_that_a_line_is_not_recorded_is_not_told_beside_a_limit_for_it(stated, told):
    doubt = "Which lines of business A applies to is not recorded; it may not hold for Medicaid plans."
    named = Named(scopes=("bcbs/a",), named=True, missing=(doubt,), lines=("medicaid",))
    limit = Limit("bcbs/a", "appeals", "members", "60 days", "", "", (stated,) if stated else ())
    assert [doubt for _ in told] == list(without_stated_lines(named, "appeals", [limit]))
    assert [doubt] == list(without_stated_lines(named, "timely_filing", [limit]))
