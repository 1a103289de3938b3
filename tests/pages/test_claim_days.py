"""Answers by day are what each day's own library gives, and the work for them grows with the entries, not faster."""

from __future__ import annotations

import datetime as dt

import pytest

from benchmarks.generate import Wanted, files
from kb.answers.resolve import resolve
from kb.content.load import Texts
from kb.domain.scopes import scope_ids
from kb.history.clocks import read_clocks
from kb.history.in_force import AsOfDates
from kb.pages import claim_days
from kb.pages.claim_days import ClaimDays
from kb.rules.check import check


def days_of(entries):
    """Give the days of a generated library of one payer, whose entries are on a quarter as many codes."""
    texts = Texts(dict(sorted(files(Wanted(entries, 7, 1, entries // 4)))), ())
    return ClaimDays(read_clocks(check(texts, only=()).library))


def on(row, day):
    """Give the last answer of a row that begins by a day."""
    return [one for one in row if one.first is None or one.first <= day][-1]


@pytest.mark.parametrize("entries", [40, 80])
def test_an_answer_on_a_day_is_that_of_the_library_of_this_day(entries):
    days = days_of(entries)
    for scope in scope_ids(days.library):
        found = days.days_of(scope, list(days.library.codes))
        lineages = [days.history.lineages[id_] for id_ in days.history.lineages if id_.startswith(f"{scope}/")]
        begins = sorted({day for lineage in lineages for day in days.told(lineage).begins})
        for day in (dt.date(1999, 1, 1), *begins):
            library = days.then(lineages, AsOfDates(day)).library
            for code, held in found.items():
                for row in held.now:
                    told = on(row, day).found
                    expected = resolve(library, code, scope, told.question)
                    assert (told.value, told.reason) == (expected.value, expected.reason)


def answered(entries, monkeypatch):
    """Count the answers that are written for all plans of a library."""
    made = []
    real = claim_days.record_as_of
    monkeypatch.setattr(claim_days, "record_as_of", lambda *given, **more: made.append(1) or real(*given, **more))
    days = days_of(entries)
    for scope in scope_ids(days.library):
        days.days_of(scope, list(days.library.codes))
    monkeypatch.setattr(claim_days, "record_as_of", real)
    return len(made)


def test_twice_as_many_entries_take_less_than_three_times_as_many_answers(monkeypatch):
    few, many = answered(60, monkeypatch), answered(120, monkeypatch)
    assert 60 < few < many < 3 * few
