"""The clocks of a library: what is in force on a day, the library's own where none is given; its lineages."""

from __future__ import annotations

import datetime as dt

import pytest

from kb.content.load import load
from kb.domain.model import Entry
from kb.history.clocks import read_clocks
from kb.history.read import read_history, unrecorded
from kb.history.versions import UNRECORDED
from kb.rules.check import check
from tests.history.made import history, library_of

PLANS = "example-health/commercial"
X, Y = f"{PLANS}/x.md", f"{PLANS}/y.md"


@pytest.fixture
def clocks(repository):
    """Read the clocks of what stands on disk, with its history or without."""

    def read(recall=read_history, today=None):
        texts = load(repository.folder)
        return read_clocks(check(texts).library, recall(repository.folder, texts), today)

    return read


@pytest.mark.parametrize(
    "case",
    [
        (None, "covered", [f"{PLANS}/x"]),
        (dt.date(2025, 12, 1), "covered", [f"{PLANS}/x"]),
        (dt.date(2025, 12, 2), "not covered", []),
        (dt.date(2026, 12, 2), "not covered", []),
    ],
)
def test_the_library_is_the_one_in_force_on_the_day_that_is_given(repository, rule, clocks, case):
    today, held, coming = case
    repository.commit({X: rule("covered", "2025-01-01")})
    repository.commit({X: rule("not covered", "2025-12-02")}, "2025-11-01")
    found = clocks(today=today)
    assert (today or dt.date(2025, 11, 1)) == found.today
    values = [library.entries[0].answers["coverage"].value for library in (found.on_disk, found.library)]
    assert ["not covered", held] == values
    assert coming == [item.id for item in found.upcoming]


def test_without_a_given_day_it_is_that_of_the_newest_commit_whatever_days_the_content_names(
    repository, rule, clocks
):
    repository.commit({X: rule("covered").replace("reviewed: 2025-12-01", "reviewed: 2125-12-01")}, "2026-01-02")
    repository.git("commit", "--quiet", "--allow-empty", "--message", "beside the policies", day="2026-01-03")
    assert dt.date(2026, 1, 2) == clocks().today


def test_without_git_it_is_that_of_the_newest_review(repository, rule, clocks):
    repository.write({X: rule("covered"), Y: rule("covered").replace("reviewed: 2025-12-01", "reviewed: 2025-12-03")})
    assert dt.date(2025, 12, 3) == clocks(lambda _, texts: unrecorded(texts)).today


def test_each_entry_on_disk_has_a_lineage_whether_or_not_a_history_tells_of_it(repository, rule, clocks):
    repository.commit({X: rule("covered"), Y: rule("covered", "2027-01-01"), "synonyms.yml": ""})
    repository.write({f"{PLANS}/z.md": rule("covered")})
    for found in (clocks(), clocks(lambda _, texts: unrecorded(texts)), read_clocks(clocks().on_disk)):
        assert [f"{PLANS}/{name}" for name in "xyz"] == list(found.lineages)
        for lineage in found.lineages.values():
            document = found.documents.read_version(lineage.newest)
            assert isinstance(document, Entry)
            assert document.effective == lineage.newest.span.effective
    assert UNRECORDED == found.history.state


def test_a_withdrawn_entry_keeps_its_lineage(repository, rule, clocks):
    repository.commit({X: rule("covered"), Y: rule("covered")})
    repository.commit({X: None}, "2026-02-01")
    assert [True, False] == [lineage.newest.withdrawn for lineage in clocks().lineages.values()]


def test_an_entry_that_a_history_tells_of_keeps_its_versions_and_one_that_returns_on_disk_begins_anew(rule):
    steps = [
        ("2025-01-01", {X: rule("covered"), Y: rule("covered")}),
        ("2025-02-02", {X: rule("not covered"), Y: None}),
    ]
    files = {X: rule("not covered"), Y: rule("case by case")}
    found = read_clocks(library_of(files), history(*steps))
    assert [("added", "edited"), ("working",)] == [
        tuple(version.kind for version in lineage.versions) for lineage in found.lineages.values()
    ]
    assert dt.date(2025, 2, 2) == found.today
