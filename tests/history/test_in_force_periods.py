"""Which days each version speaks for: the spans are those that asking day by day would find."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

import pytest

from kb.content.load import load
from kb.history.in_force import AsOfDates, in_force
from kb.history.in_force_periods import in_force_periods, period_of
from kb.history.read import read_history

PLANS = "example-health/commercial"
X = f"{PLANS}/x.md"


@pytest.fixture
def spans(repository):
    """Give the spans of x: first day, last day, effective date of the version in force, and why."""

    def read():
        found = in_force_periods(read_history(repository.folder, load(repository.folder)).lineages[f"{PLANS}/x"])
        return [(*map(str, (r.first, r.last)), r.version and str(r.version.span.effective), r.why) for r in found]

    return read


def test_each_day_lies_in_one_span_and_has_the_version_that_asking_for_it_finds(story):
    days = [dt.date(2024, 12, 1) + dt.timedelta(days=number) for number in range(0, 800, 3)]
    lineages = read_history(story.folder, load(story.folder)).lineages.values()
    assert lineages
    for lineage in lineages:
        found = in_force_periods(lineage)
        for day in (dt.date.min, *days, dt.date(2100, 1, 1)):
            (span,) = (span for span in found if span.holds(day))
            assert in_force(lineage, AsOfDates(day)).version == span.version, (lineage.id, day)


def test_spans_follow_on_each_other_without_a_gap(story):
    for lineage in read_history(story.folder, load(story.folder)).lineages.values():
        found = in_force_periods(lineage)
        assert (None, None) == (found[0].first, found[-1].last)
        assert all(one.last + dt.timedelta(days=1) == other.first for one, other in pairwise(found))


def test_a_version_speaks_until_the_day_before_the_next_begins_and_not_after_its_end(repository, rule, spans):
    repository.commit({X: rule("covered", "2026-01-01")}, "2026-01-02", "first")
    repository.commit({X: rule("not covered", "2026-03-01", "2026-06-30")}, "2026-02-02", "second")
    told = "The newest of the versions recorded so far that had begun"
    assert [
        ("None", "2025-12-31", None, "What is recorded so far begins on 2026-01-01."),
        ("2026-01-01", "2026-02-28", "2026-01-01", f"{told}; effective 2026-01-01."),
    ] == spans()[:2]
    assert ("2026-03-01", "2026-06-30", "2026-03-01") == spans()[2][:3]
    assert spans()[3][3].startswith("Not in force: it ended on 2026-06-30, as recorded on 2026-02-02")


def test_where_none_is_in_force_a_span_tells_what_has_ended_from_what_is_not_recorded(repository, rule):
    repository.commit({X: rule("covered", "2026-01-01", "2026-06-30")})
    before, held, after = in_force_periods(read_history(repository.folder).lineages[f"{PLANS}/x"])
    said = ("Not recorded here: which rule held then is not known", "", "Nothing of ours is in force")
    assert said == (before.none_in_force, held.none_in_force, after.none_in_force)


def test_a_version_that_another_took_the_place_of_from_its_first_day_on_speaks_for_no_day(repository, rule):
    repository.commit({X: rule("covered", "2026-01-01")})
    repository.commit({X: rule("not covered", "2026-01-01")}, "2026-02-02")
    lineage = read_history(repository.folder).lineages[f"{PLANS}/x"]
    old, new = (period_of(in_force_periods(lineage), version) for version in lineage.versions)
    assert (None, dt.date(2026, 1, 1), None) == (old, new.first, new.last)


def test_the_end_of_a_version_that_another_took_the_place_of_divides_nothing(repository, rule, spans):
    repository.commit({X: rule("covered", "2026-01-01", "2026-06-30")})
    repository.commit({X: rule("not covered", "2026-03-01")}, "2026-02-02")
    assert ["None", "2026-01-01", "2026-03-01"] == [first for first, *_ in spans()]


def test_what_a_version_leaves_open_is_told(repository, rule):
    repository.commit({X: rule("covered", "2026-01-01", basis="not stated")})
    (_, span) = in_force_periods(read_history(repository.folder).lineages[f"{PLANS}/x"])
    (told,) = span.caveats
    assert "does not say which day" in told
    repository.commit({X: None}, "2026-02-02", "gone")
    (_, span, _) = in_force_periods(read_history(repository.folder).lineages[f"{PLANS}/x"])
    assert span.caveats[-1].startswith("It was withdrawn later, recorded on 2026-02-02")
