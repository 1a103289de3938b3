"""What a changed date moves: on which days sides are compared, and which answers differ on them."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from kb.diff.changes import changes
from kb.diff.dated import MOST_DAYS, changed_dates, dated_effects, days_of
from kb.diff.effects import effects
from tests.answers.made import PLANS, library, says, silent

JULY, JUNE_END = dt.date(2026, 7, 1), dt.date(2026, 6, 30)
RULE = says("rule", "0709T", "not covered", effective=dt.date(2025, 1, 1))


def dated(entry=RULE, **dates):
    return replace(entry, **dates)


def days(before, after):
    return [day.isoformat() for day in days_of({"x": (before, after)})]


def moved(base, head, told=()):
    """Give the answers that dates move: day, code, and value before and after."""
    found = dated_effects(base, head, changes(base, head), told)
    return [(one.day, one.effect.code, one.effect.before.value, one.effect.after.value) for one in found]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ({"effective": None}, {"effective": JULY}, ["2026-06-30", "2026-07-01"]),
        ({"effective": JULY}, {"effective": None}, ["2026-06-30", "2026-07-01"]),
        ({"effective": JULY}, {"effective": JULY}, []),
        (
            {"effective": JULY},
            {"effective": dt.date(2026, 9, 1)},
            ["2026-06-30", "2026-07-01", "2026-08-31", "2026-09-01"],
        ),
        ({"ends": None}, {"ends": JUNE_END}, ["2026-06-30", "2026-07-01"]),
        ({"ends": JUNE_END}, {"ends": None}, ["2026-06-30", "2026-07-01"]),
    ],
)
def test_the_days_are_those_on_which_a_date_begins_or_ends_something_and_the_day_before(before, after, expected):
    assert expected == days(dated(**before), dated(**after))


def test_the_first_and_the_last_day_of_the_calendar_have_no_day_beyond_them():
    assert ["0001-01-01"] == days(dated(effective=None), dated(effective=dt.date.min))
    assert [] == days(dated(), dated(ends=dt.date.max))


def test_only_edited_and_moved_entries_whose_dates_differ_have_changed_dates():
    other = says("other", "0708T", "covered")
    ended = dated(ends=JUNE_END)
    base = library(RULE, other, says("gone", "96401", "covered", ends=JUNE_END))
    head = library(ended, replace(other, owner="appeals"), says("new", "0712T", "covered", ends=JUNE_END))
    assert {RULE.id: (RULE, ended)} == changed_dates(base, head, changes(base, head))


@pytest.mark.parametrize("dates", [{"effective": JULY}, {"ends": JULY}])
def test_one_date_of_the_two_is_enough(dates):
    base, head = library(RULE), library(dated(**dates))
    assert [RULE.id] == [*changed_dates(base, head, changes(base, head))]


def test_a_moved_entry_is_compared_with_the_one_that_it_was():
    elsewhere = replace(dated(ends=JUNE_END), path=f"{PLANS}/moved.md")
    base, head = library(RULE), library(elsewhere)
    assert {elsewhere.id: (RULE, elsewhere)} == changed_dates(base, head, changes(base, head))
    assert ["2026-07-01"] == [day for day, *_ in moved(base, head)]


def test_an_end_moves_the_answer_from_the_day_after_it():
    told = ("2026-07-01", "0709T", "not covered", "data not available")
    assert [told] == moved(library(RULE), library(dated(ends=JUNE_END)))


def test_a_change_of_a_cell_that_shows_on_several_days_is_told_once_with_the_first():
    other = says("other", "0710T", "covered", ends=dt.date(2026, 8, 31))
    base = library(RULE, other)
    head = library(dated(ends=JUNE_END), replace(other, ends=dt.date(2026, 9, 30)))
    assert [("2026-07-01", "0709T"), ("2026-09-01", "0710T")] == [(day, code) for day, code, *_ in moved(base, head)]


def test_what_is_known_to_differ_so_in_any_case_is_not_told_again():
    base = library(RULE)
    head = library(replace(dated(ends=JUNE_END), answers={}))
    known = effects(base, head, changes(base, head))
    assert [("not covered", "data not available")] == [(one.before.value, one.after.value) for one in known]
    assert [] == moved(base, head, known)


def test_an_entry_that_says_nothing_moves_no_answer_with_its_date():
    base = library(silent("rule", "0709T", "not looked up"))
    assert [] == moved(base, library(replace(base.entries[0], ends=JUNE_END)))


def test_no_more_days_are_compared_than_the_most():
    first = dt.date(2026, 1, 10)
    rules = [says(f"rule-{number:02}", f"00{number:02}T", "covered") for number in range(40)]
    ended = [dated(rule, ends=first + dt.timedelta(days=9 * number)) for number, rule in enumerate(rules)]
    base, head = library(*rules), library(*ended)
    assert 80 == len(days_of(changed_dates(base, head, changes(base, head))))
    told = [code for _, code, *_ in moved(base, head)]
    assert [f"00{number:02}T" for number in range(MOST_DAYS // 2)] == told
    assert 60 == MOST_DAYS
