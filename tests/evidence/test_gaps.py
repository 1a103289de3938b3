"""The list of what is not known: each kind of gap is named, and what is known is not."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from kb.evidence.gaps import gaps
from kb.evidence.rulings import rulings
from kb.history.library_as_of import Note

DAY = dt.date(2026, 11, 22)


@pytest.fixture(scope="module")
def library(real_library):
    return real_library


@pytest.fixture(scope="module")
def told(library):
    """List the gaps of an entry, some of its fields replaced."""

    def of(name, day=DAY, notes=(), **changed):
        entry = next(entry for entry in library.entries if entry.id == name)
        entry = dataclasses.replace(entry, **changed)
        return gaps(entry, rulings(library, entry, ("0709T",), day), day, notes)

    return of


def test_an_answer_reported_by_others_and_without_a_quote_is_named(told):
    found = told("cigna/commercial/category-iii")
    assert "Coverage is based on a third-party summary: the payer's own document was not read for it." in found
    assert "Coverage: no quote of the payer's words is kept." in found
    assert any(gap.startswith("This policy does not cover: Prior authorization, Documentation") for gap in found)


def test_a_source_read_in_part_or_without_a_printed_date_is_named(told):
    found = told("cigna/commercial/category-iii")
    assert "“Omnibus Codes 0504” (Cigna) was read in part only: its silence on the rest proves nothing." in found
    undated = next(gap for gap in found if gap.startswith("No document date is recorded for: "))
    assert "Cigna 0558, coverage update" in undated
    assert "Omnibus Codes 0504" not in undated


def test_an_unknown_answer_and_a_missing_effective_date_are_named(told):
    found = told("medicare/national/0709t")
    assert "Coverage: this policy has no answer (searched, not found). Unknown does not mean “no”." in found
    assert "The entry gives no effective date: the first day of the rule is unknown." in found
    assert not any("effective date" in gap for gap in told("medicare/national/0709t", effective=DAY))


def test_a_review_that_is_overdue_on_the_librarys_day_is_named_and_one_that_is_not_is_not(told):
    late = told("cigna/commercial/category-iii", dt.date(2027, 1, 5))
    assert "A new review of the entry was due on 2027-01-04 and has not been recorded by 2027-01-05." in late
    assert not any("review" in gap for gap in told("cigna/commercial/category-iii", dt.date(2027, 1, 4)))


def test_a_file_that_could_not_be_heard_is_named(told):
    note = Note("cigna/commercial/other.md", "data not available")
    assert "cigna/commercial/other.md was not heard: data not available." in told(
        "cigna/commercial/category-iii", notes=(note,)
    )


def test_what_the_payer_says_in_its_own_words_is_no_gap(told, library):
    quoted = [entry for entry in library.entries if entry.answers.get("coverage") and entry.answers["coverage"].words]
    assert quoted
    assert "Coverage: no quote of the payer's words is kept." not in told(quoted[0].id)
