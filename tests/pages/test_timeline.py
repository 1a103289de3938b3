"""The picture of versions: bars for the days they speak for, in order and inside the picture."""

from __future__ import annotations

import datetime as dt

import pytest

from kb.history.in_force import AsOfDates, in_force
from kb.history.in_force_periods import in_force_periods
from kb.history.read import read_history
from kb.pages.timeline import MOST_BARS, timeline

X = "example-health/commercial/x.md"
TODAY = dt.date(2026, 6, 1)


@pytest.fixture
def draw(repository):
    """Draw the versions of x as of today."""

    def drawn():
        lineage = read_history(repository.folder).lineages[X.removesuffix(".md")]
        return timeline(lineage, in_force_periods(lineage), in_force(lineage, AsOfDates(TODAY)), TODAY)

    return drawn


def test_a_bar_begins_where_the_one_before_it_ends_and_looks_as_its_version_stands(repository, rule, draw):
    for coverage, day in (("covered", "2025-01-01"), ("not covered", "2026-01-01"), ("case by case", "2027-01-01")):
        repository.commit({X: rule(coverage, day)}, "2025-01-02")
    later, now, past = draw().bars
    assert ["later", "now", "past"] == [bar.look for bar in (later, now, past)]
    assert past.x < past.x + past.width < now.x + 0.5 < later.x
    assert 100 == pytest.approx(later.x + later.width)
    assert now.x < draw().today < later.x


def test_a_version_that_speaks_for_no_day_has_no_bar_and_the_mark_of_its_day_all_the_same(repository, rule, draw):
    repository.commit({X: rule("covered", "2025-01-01")}, "2025-01-02")
    repository.commit({X: rule("not covered", "2025-01-01")}, "2025-02-02")
    new, old = draw().bars
    assert old.x is None
    assert old.mark < new.mark
    assert old.label.endswith("speaks for no day")


def test_all_stands_inside_the_picture_whatever_the_dates(repository, rule, draw):
    repository.commit({X: rule("covered", "0001-01-01", "9999-12-30")}, "1971-01-01")
    drawn = draw()
    places = [drawn.today, *(x for _, x in drawn.years), *(bar.x for bar in drawn.bars)]
    assert all(0 <= place <= 100 for place in places)
    assert all(bar.x + bar.width <= 100.5 for bar in drawn.bars)


def test_of_many_versions_the_newest_are_drawn_and_the_rest_counted(repository, rule, draw):
    for number in range(MOST_BARS + 2):
        repository.commit({X: rule("covered", f"2025-01-{number + 1:02}")}, "2025-01-02")
    assert (MOST_BARS, 2) == (len(draw().bars), draw().more)
