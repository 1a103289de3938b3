"""The facts store as of a day: of each table the edition in force, out of all that git holds and what is on disk."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from kb.facts.provenance import Provenance, SourceFile, sha256, write_provenance
from kb.facts.store import NOTHING, Store
from kb.facts.tables import BY_NAME
from kb.history.commits import Change, Logged
from kb.history.facts_as_of import facts_as_of
from kb.history.git import Repository, Unrecorded

OPPS, UNITS = BY_NAME["opps"], BY_NAME["units-dme"]
JANUARY, APRIL, JULY = (dt.date(2026, month, 1) for month in (1, 4, 7))


def files_of(table, edition, row):
    """Give a table of one row with its provenance, as {path: bytes}."""
    content = f"{','.join(table.names)}\n{row}\n".encode()
    file = SourceFile("file.csv", sha256(b"x"), 1)
    source = Provenance(table.name, edition, "", edition, table.own_url, (file,), (), True, 1, 0, sha256(content))  # noqa: FBT003
    return {table.path: content, table.provenance: write_provenance(table, source)}


FIRST, SECOND, THIRD = (
    files_of(OPPS, edition, f"0709T,S,{number},,,,") for number, edition in enumerate((JANUARY, APRIL, JULY), 1)
)
UNIT = files_of(UNITS, APRIL, "0709T,1,1,x")


@pytest.fixture
def as_of(monkeypatch, tmp_path):
    """Ask for the store, given commits as (day, files that changed; None takes one away) and what is on disk."""

    def ask(*commits, disk=None, date=None, known=None):
        contents, log = {}, []
        for day, files in commits:
            changes = [Change("M" if raw else "D", path, sha256(raw) if raw else "") for path, raw in files.items()]
            contents |= {sha256(raw): raw for raw in files.values() if raw}
            noon = dt.datetime.combine(day, dt.time(12), dt.UTC).timestamp()
            log.append(Logged(f"{len(log):040}", "", int(noon), "", tuple(changes)))
        found = Repository(tmp_path, "head", ()) if commits else Unrecorded("no git")

        def log_facts(repository):
            assert isinstance(repository, Repository)
            return log

        def read_blobs(_folder, blobs):
            return [(one, contents[one]) for one in blobs]

        for replaced in (log_facts, read_blobs):
            monkeypatch.setattr(f"kb.history.facts_as_of.{replaced.__name__}", replaced)
        monkeypatch.setattr("kb.history.facts_as_of.probe", lambda _: found)
        return facts_as_of(tmp_path, Store(disk or {}), date, known)

    return ask


def edition(found, table=OPPS):
    source = found.store.sources.get(table.name)
    return source and source.edition


HISTORY = [(dt.date(2026, 1, 5), FIRST), (dt.date(2026, 4, 5), SECOND), (dt.date(2026, 7, 5), THIRD)]


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        (None, JULY),
        (dt.date(2026, 12, 1), JULY),
        (JULY, JULY),
        (dt.date(2026, 6, 30), APRIL),
        (APRIL, APRIL),
        (JANUARY, JANUARY),
    ],
)
def test_on_a_date_of_service_the_newest_edition_that_had_begun_is_in_force(as_of, date, expected):
    found = as_of(*HISTORY, date=date)
    assert (expected, {}) == (edition(found), found.later)
    number = {JANUARY: b"1", APRIL: b"2", JULY: b"3"}[expected]
    assert b"0709T,S,%b," % number in found.store.files[OPPS.path]


def test_before_the_first_edition_there_is_none_and_the_first_that_is_held_is_told(as_of):
    found = as_of(*HISTORY, date=dt.date(2025, 12, 31))
    assert (None, {"opps": JANUARY}) == (edition(found), found.later)
    assert {} == found.store.files


@pytest.mark.parametrize(
    ("known", "expected"),
    [(dt.date(2026, 4, 4), JANUARY), (dt.date(2026, 4, 5), APRIL), (dt.date(2026, 12, 1), JULY)],
)
def test_what_was_recorded_after_a_day_was_not_known_on_it(as_of, known, expected):
    assert expected == edition(as_of(*HISTORY, known=known))


def test_before_anything_was_recorded_nothing_was_known(as_of):
    found = as_of(*HISTORY, known=dt.date(2026, 1, 4))
    assert (None, {}) == (edition(found), found.later)


def test_both_clocks_hold_at_once(as_of):
    found = as_of(*HISTORY, date=dt.date(2026, 3, 31), known=dt.date(2026, 4, 10))
    assert JANUARY == edition(found)
    later = as_of(*HISTORY[1:], date=dt.date(2026, 3, 31), known=dt.date(2026, 7, 10))
    assert (None, {"opps": APRIL}) == (edition(later), later.later)


def test_what_is_on_disk_counts_without_git_and_is_known_on_no_day(as_of):
    assert JULY == edition(as_of(disk=THIRD))
    assert None is edition(as_of(disk=THIRD, known=dt.date(2030, 1, 1)))
    assert JULY == edition(as_of(*HISTORY[:2], disk=THIRD))
    assert APRIL == edition(as_of(*HISTORY[:2], disk=THIRD, known=dt.date(2030, 1, 1)))


def test_of_one_edition_what_is_on_disk_goes_before_what_is_recorded_and_the_later_record_before_the_earlier(as_of):
    one, other, third = (files_of(OPPS, JULY, f"0709T,S,{number},,,,") for number in (7, 8, 9))
    steps = [(dt.date(2026, 7, 5), other), (dt.date(2026, 7, 6), one)]
    assert b",7," in as_of(*steps).store.files[OPPS.path]
    assert b",9," in as_of(*steps, disk=third).store.files[OPPS.path]


def test_each_table_goes_by_its_own_edition(as_of):
    found = as_of((dt.date(2026, 1, 5), FIRST), (dt.date(2026, 4, 5), UNIT), date=dt.date(2026, 2, 1))
    assert (JANUARY, None, {"units-dme": APRIL}) == (edition(found), edition(found, UNITS), found.later)


def test_a_table_whose_source_alone_is_recorded_again_has_the_content_that_stood(as_of):
    source = {OPPS.provenance: write_provenance(OPPS, replace(Store(FIRST).sources["opps"], printed="2026"))}
    found = as_of((dt.date(2026, 1, 5), FIRST), (dt.date(2026, 2, 5), source))
    assert "2026" == found.store.sources["opps"].printed
    assert FIRST[OPPS.path] == found.store.files[OPPS.path]


def test_a_table_without_a_source_or_with_one_that_cannot_be_read_is_no_state(as_of):
    assert {} == as_of((dt.date(2026, 1, 5), {OPPS.path: FIRST[OPPS.path]})).store.files
    assert {} == as_of((dt.date(2026, 1, 5), {**FIRST, OPPS.provenance: b"zebra: 1\n"})).store.files


def test_a_table_that_was_taken_away_stood_until_then(as_of):
    gone = (dt.date(2026, 4, 5), {OPPS.path: None, OPPS.provenance: None})
    assert JANUARY == edition(as_of(HISTORY[0], gone))


def test_an_empty_store_stays_empty(as_of):
    found = as_of()
    assert (NOTHING, {}) == (found.store, found.later)
