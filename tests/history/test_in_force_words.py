"""Why a version is in force, or none is, and what is uncertain about it: every sentence, each in its own case."""

from __future__ import annotations

import datetime as dt

import pytest

from kb.history.in_force import AsOfDates, in_force
from kb.history.in_force_periods import in_force_periods
from tests.history.made import history

X = "example-health/commercial/x.md"
DAY = dt.date(2025, 6, 1)


def found(*steps, date=DAY, known=None, processed=None, **made):
    lineage = history(*steps, **made).lineages[X[:-3]]
    return in_force(lineage, AsOfDates(date, known, processed))


def test_a_version_that_is_dated_and_was_recorded_by_then_has_no_caveat(rule):
    told = found(("2025-01-01", {X: rule("covered", "2025-01-01")}))
    assert () == told.caveats
    assert told.why.startswith(
        "In force on 2025-06-01: the newest version recorded so far that had begun, recorded on"
    )
    assert told.why.endswith("step 1”); effective 2025-01-01.")


@pytest.mark.parametrize(("recorded", "late"), [("2025-06-01", False), ("2025-06-02", True)])
def test_what_was_recorded_after_the_day_may_not_have_been_known_on_it(rule, recorded, late):
    told = found((recorded, {X: rule("covered", "2025-01-01")}))
    caveat = f"It was recorded on {recorded}, after that day: on the day itself it may not have been known."
    assert ((caveat,) if late else ()) == told.caveats


def test_a_withdrawal_to_come_is_told_and_a_later_text_is_not(rule):
    steps = [("2025-01-01", {X: rule("covered", "2025-01-01")}), ("2025-07-01", {X: None})]
    (caveat,) = found(*steps).caveats
    assert caveat.startswith("It was withdrawn later, recorded on 2025-07-01")
    later = ("2025-07-01", {X: rule("not covered", "2025-08-01")})
    assert () == found(steps[0], later).caveats


def test_a_file_that_is_deleted_on_disk_is_told_only_where_today_is_asked_for(rule):
    step = ("2025-01-01", {X: rule("covered", "2025-01-01")})
    told = found(step, disk={})
    assert "Its file is deleted on disk, which is not committed yet." == told.caveats[-1]
    assert () == found(step, disk={}, known=DAY).caveats


def test_a_text_on_disk_is_not_committed(rule):
    told = found(disk={X: rule("covered", "2025-01-01")})
    assert ("This text stands on disk and is not committed yet.",) == told.caveats
    assert "that had begun, not committed yet; effective 2025-01-01." in told.why


@pytest.mark.parametrize(
    ("effective", "basis", "processed", "caveat"),
    [
        ("", "", None, "It gives no effective date: since when it holds is not known."),
        (
            "2025-01-01",
            "date processed",
            dt.date(2025, 7, 7),
            "Its dates count from the day the claim is processed: 2025-07-07 was compared.",
        ),
        (
            "2025-01-01",
            "date processed",
            None,
            (
                "Its dates count from the day the claim is processed: the date given was compared as that day; give "
                "the processing date where it is another."
            ),
        ),
        (
            "2025-01-01",
            "not stated",
            None,
            "The document does not say which day its dates count from: the date of service was compared.",
        ),
    ],
)
def test_what_a_text_leaves_open_about_its_dates_is_told(rule, effective, basis, processed, caveat):
    told = found(("2025-01-01", {X: rule("covered", effective, basis=basis)}), processed=processed)
    assert (caveat,) == told.caveats


def test_where_nothing_was_recorded_by_then_the_first_record_is_named(rule):
    told = found(("2025-01-01", {X: rule("covered", "2025-01-01")}), known=dt.date(2024, 12, 31))
    assert told.why.startswith("Nothing was recorded by 2024-12-31; the first version was recorded on 2025-01-01")


def test_where_nothing_had_begun_the_first_day_is_named(rule):
    steps = [("2025-01-01", {X: rule("covered", "2025-09-01")}), ("2025-01-02", {X: rule("covered", "2025-08-01")})]
    unknown = "Not recorded here: which rule held then is not known."
    begins = f"{unknown} What was recorded so far begins on 2025-08-01, after 2025-06-01."
    assert (begins, ()) == (found(*steps).why, found(*steps).caveats)


def test_what_has_ended_or_was_withdrawn_is_told_with_its_record(rule):
    ended = found(("2025-01-01", {X: rule("covered", "2025-01-01", "2025-05-31")}))
    assert ended.why.startswith("Not in force: it ended on 2025-05-31, as recorded on 2025-01-01")
    on_last = found(("2025-01-01", {X: rule("covered", "2025-01-01", "2025-06-01")}))
    assert on_last.why.endswith("effective 2025-01-01 until 2025-06-01.")
    gone = found(("2025-01-01", {X: rule("covered", "2025-01-01")}), ("2025-06-01", {X: None}))
    assert gone.why.startswith("Not in force: it was withdrawn, recorded on 2025-06-01")


def test_of_what_a_clone_begins_with_the_day_of_record_is_not_known(rule):
    step = ("2025-07-07", {X: rule("covered", "2025-01-01")})
    whole, cut = found(step), found(step, shallow=True)
    assert (1, ()) == (len(whole.caveats), cut.caveats)
    assert "recorded on or before 2025-07-07 (commit" in cut.why
    before = found(step, shallow=True, known=dt.date(2025, 7, 6))
    assert before.why.startswith(
        "What was recorded by 2025-07-06 is not known here: the clone begins later, recorded"
    )
    assert cut.why.startswith("In force on 2025-06-01")


def test_a_later_record_of_a_clone_is_known_by_its_day(rule):
    steps = [("2025-05-05", {X: rule("covered", "2025-01-01")}), ("2025-07-07", {X: rule("covered", "2025-01-02")})]
    assert ("It was recorded on 2025-07-07",) == tuple(
        one.partition(",")[0] for one in found(*steps, shallow=True).caveats
    )


def test_periods_reach_to_both_ends_of_the_calendar(rule):
    lineage = history(("2025-01-01", {X: rule("covered", "2025-01-01", "9999-12-31")})).lineages[X[:-3]]
    assert [(None, dt.date(2024, 12, 31)), (dt.date(2025, 1, 1), None)] == [
        (period.first, period.last) for period in in_force_periods(lineage)
    ]
    assert [True, False] == [period.holds(dt.date.min) for period in in_force_periods(lineage)]
    assert [False, True] == [period.holds(dt.date(2025, 1, 1)) for period in in_force_periods(lineage)]


def test_a_period_begins_with_what_the_first_version_says_and_no_withdrawal(rule):
    steps = [("2025-02-02", {X: rule("covered", "2026-01-01")}), ("2025-03-03", {X: None})]
    first, *_ = in_force_periods(history(*steps).lineages[X[:-3]])
    assert "What is recorded so far begins on 2026-01-01." == first.why


def test_a_withdrawal_that_is_not_committed_begins_on_no_day(rule):
    step = ("2025-01-01", {X: rule("covered", "2025-01-01")})
    found_periods = in_force_periods(history(step, disk={}).lineages[X[:-3]])
    assert [(None, dt.date(2024, 12, 31)), (dt.date(2025, 1, 1), None)] == [
        (period.first, period.last) for period in found_periods
    ]


def test_a_version_without_dates_holds_from_the_first_day_there_is(rule):
    (period,) = in_force_periods(history(("2025-01-01", {X: rule("covered")})).lineages[X[:-3]])
    assert (None, None, True) == (period.first, period.last, period.version is not None)
