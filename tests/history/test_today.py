from __future__ import annotations

import datetime as dt

import pytest

from kb.content.load import load
from kb.history.read import read_history
from kb.history.today import in_force_now
from kb.rules.check import check

PLANS = "example-health/commercial"
X, Y = f"{PLANS}/x.md", f"{PLANS}/y.md"
TODAY = dt.date(2026, 6, 1)


@pytest.fixture
def now(repository):
    """Give today's library and what is still to come, from what stands on disk and was committed."""

    def read():
        texts = load(repository.folder)
        library = check(texts).library
        return library, *in_force_now(library, read_history(repository.folder, texts), TODAY)

    return read


def said(library):
    return {entry.id.rpartition("/")[2]: entry.answers["coverage"].value for entry in library.entries}


def coming(upcoming):
    return [(item.id, str(item.effective), item.entry.answers["coverage"].value) for item in upcoming]


def test_where_all_entries_are_in_force_the_library_is_the_same_object(repository, rule, now):
    repository.commit({X: rule("covered", "2026-06-01", "2026-06-01"), Y: rule("covered")})
    library, standing, upcoming = now()
    assert library is standing
    assert () == upcoming


def test_in_the_place_of_an_entry_not_begun_stands_its_version_in_force(repository, rule, now):
    repository.commit({X: rule("covered", "2026-01-01"), Y: rule("case by case")})
    repository.commit({X: rule("not covered", "2026-06-02")}, "2026-05-01")
    library, standing, upcoming = now()
    assert {"x": "covered", "y": "case by case"} == said(standing)
    assert [(f"{PLANS}/x", "2026-06-02", "not covered")] == coming(upcoming)
    assert library.by_path[X] is upcoming[0].entry
    assert library.by_path[Y] is standing.by_path[Y]


def test_an_edit_on_disk_that_has_not_begun_does_not_speak_either(repository, rule, now):
    repository.commit({X: rule("covered", "2026-01-01")})
    repository.write({X: rule("not covered", "2026-07-01")})
    _, standing, upcoming = now()
    assert ({"x": "covered"}, 1) == (said(standing), len(upcoming))


def test_an_entry_not_begun_that_has_no_version_in_force_is_left_out(repository, rule, now):
    repository.commit({X: rule("covered", "2027-01-01"), Y: rule("covered", "2026-07-01")})
    _, standing, upcoming = now()
    assert {} == said(standing)
    assert ["2026-07-01", "2027-01-01"] == [date for _, date, _ in coming(upcoming)]


def test_a_version_that_todays_schema_cannot_read_leaves_the_place_empty(repository, rule, now):
    repository.commit({X: "---\neffective: 2026-01-01\n---\n"})
    repository.commit({X: rule("covered", "2026-07-01")})
    assert {} == said(now()[1])


def test_until_a_move_to_another_scope_begins_the_old_scope_speaks(repository, rule, now):
    repository.commit({X: rule("covered", "2026-01-01")})
    repository.move(X, "example-health/exchange/x.md")
    repository.commit({"example-health/exchange/x.md": rule("covered", "2026-07-01")})
    _, standing, upcoming = now()
    assert [X] == [entry.path for entry in standing.entries]
    assert ["example-health/exchange/x"] == [item.id for item in upcoming]


def test_an_entry_that_has_ended_informs_and_no_longer_decides(repository, rule, now):
    repository.commit({X: rule("covered", "2026-01-01", "2026-05-31")})
    assert ["superseded"] == [entry.currency for entry in now()[1].entries]


def test_a_version_that_had_ended_before_the_next_begins_informs_and_no_longer_decides(repository, rule, now):
    repository.commit({X: rule("covered", "2026-01-01", "2026-05-31")})
    repository.commit({X: rule("not covered", "2026-07-01")})
    _, standing, _ = now()
    assert [("covered", "superseded")] == [(e.answers["coverage"].value, e.currency) for e in standing.entries]


def test_without_history_an_entry_not_begun_is_left_out(write, rule):
    folder = write({X: rule("covered", "2027-01-01"), Y: rule("covered", "2026-01-01")})
    texts = load(folder)
    standing, upcoming = in_force_now(check(texts).library, read_history(folder, texts), TODAY)
    assert ({"y": "covered"}, 1) == (said(standing), len(upcoming))
