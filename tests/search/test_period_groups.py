"""A time limit that only a section's text gives for a line of business or a state is quoted, never denied."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kb.content.load import load
from kb.rules.check import check
from kb.search.find import find, make_searcher

ENTRY = "bcbs/north-dakota/all-codes"

QUOTED = {
    "Medicaid Expansion: 60 days.": ("bcbs nd medicaid appeal deadline", "“Medicaid Expansion: 60 days”"),
    "For Medicare Advantage 45 days.": ("bcbs nd medicare advantage appeal time", "“For Medicare Advantage 45 days”"),
    "Exchange members have 70 days.": ("nd bcbs exchange plan appeal days", "“Exchange members have 70 days”"),
}
"""By a sentence of the section on appeals: a query on its group, and what is told."""


@pytest.fixture(scope="module")
def library(real_policies):
    return check(load(real_policies)).library


def with_text(library, text):
    """Put a text for the section on appeals of one entry, whose only number is for its commercial plans."""
    entry = next(entry for entry in library.entries if entry.id == ENTRY)
    appeals = entry.answers["appeals"]
    commercial = tuple(period for period in appeals.periods if "commercial" in period.whom)
    changed = replace(
        entry,
        answers={**entry.answers, "appeals": replace(appeals, periods=commercial)},
        sections=tuple(replace(one, text=text) if one.heading == "Appeals" else one for one in entry.sections),
    )
    return replace(library, entries=tuple(changed if one is entry else one for one in library.entries))


@pytest.mark.parametrize("text", QUOTED)
def test_what_the_text_alone_says_of_a_line_of_business_is_quoted(text, library):
    typed, told = QUOTED[text]
    notes = find(make_searcher(with_text(library, text)), typed, 1).notes
    assert any(told in note for note in notes)
    assert not any("no time limit is stated" in note for note in notes)


def test_of_a_line_of_business_that_the_text_does_not_name_it_is_told_that_none_is_stated(library):
    notes = find(make_searcher(with_text(library, "Nothing more.")), "bcbs nd medicaid appeal deadline", 1).notes
    assert any("no time limit is stated for Medicaid" in note for note in notes)
