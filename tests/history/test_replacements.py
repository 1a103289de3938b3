"""An entry taken out of the library counts on no day beside the one that carries it on, once that is recorded."""

from __future__ import annotations

import datetime as dt

import pytest

from kb.content.load import load
from kb.history.documents import documents_of
from kb.history.in_force import AsOfDates
from kb.history.library_as_of import library_as_of
from kb.history.read import read_history
from kb.history.replacements import replaced_lineages

PLANS = "example-health/commercial"
X, Y, Z = (f"{PLANS}/{name}" for name in "xyz")
REPLACES = "date_basis: date of service"


@pytest.fixture
def corrected(repository, rule):
    """X is recorded, y is added beside it, x is taken out; on 2026-03-01 y says that it carries x on."""
    made = rule("not covered", "2026-01-01", codes="0700T-0709T")
    repository.commit({f"{X}.md": rule("covered")}, "2026-01-02")
    repository.commit({f"{Y}.md": made}, "2026-02-01")
    repository.commit({f"{X}.md": None}, "2026-02-02")
    repository.commit({f"{Y}.md": made.replace(REPLACES, f"{REPLACES}\nreplaces: {X}")}, "2026-03-01")
    return repository


def as_of(repository, date, known=None):
    history = read_history(repository.folder, load(repository.folder))
    today = dt.date(2026, 6, 1)
    return library_as_of(history, AsOfDates(dt.date.fromisoformat(date), known), documents_of(history), today)


def carried(repository, knows=lambda _: True):
    history = read_history(repository.folder, load(repository.folder))
    return replaced_lineages(history.lineages.values(), documents_of(history), knows)


@pytest.mark.parametrize(
    ("known", "found"),
    [(None, [Y]), (dt.date(2026, 3, 1), [Y]), (dt.date(2026, 2, 28), [X, Y]), (dt.date(2026, 1, 31), [X])],
)
def test_what_is_carried_on_counts_on_no_day_from_the_day_on_which_that_was_recorded(corrected, known, found):
    assert found == [entry.id for entry in as_of(corrected, "2026-02-01", known).library.entries]


def test_it_counts_on_no_day_before_the_entry_that_carries_it_on_begins_either(corrected):
    assert () == as_of(corrected, "2025-12-31").library.entries


def test_what_is_left_out_is_told_where_it_would_have_spoken(corrected):
    told = [(note.path, note.text) for note in as_of(corrected, "2026-02-01").notes]
    assert [(f"{X}.md", f"left out: our own correction put {Y} in its place")] == told
    assert () == as_of(corrected, "2026-02-02").notes


def test_an_entry_that_is_withdrawn_later_still_carries_on_what_it_did(corrected):
    corrected.commit({f"{Y}.md": None}, "2026-04-01")
    assert {X: (Y,)} == carried(corrected)


def test_one_entry_may_be_carried_on_by_several(corrected, rule):
    corrected.commit(
        {f"{Z}.md": rule("covered", codes="0708T-0712T").replace("reviewed", f"replaces: {X}\nreviewed", 1)}
    )
    assert {X: (Y, Z)} == carried(corrected)


def test_a_file_that_is_there_is_replaced_by_no_word_of_another(corrected, rule):
    corrected.commit({f"{X}.md": rule("covered")}, "2026-04-01")
    assert {} == carried(corrected)


def test_a_withdrawn_entry_that_nobody_names_is_not_replaced(corrected):
    assert {} == carried(corrected, AsOfDates(dt.date.max, dt.date(2026, 2, 15)).knows)
