"""The facts kept between runs say what the tables say, are made once, and are never trusted when damaged."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from kb.content.load import load
from kb.facts import kept as kept_facts
from kb.facts.kept import HELD, drop_older, kept
from kb.facts.of_code import every_code, facts_of
from kb.facts.store import Store


@pytest.fixture
def store(stocked):
    return Store(load(stocked).facts)


def refuse(*_):
    pytest.fail("the tables were read again")


def test_what_is_kept_says_of_every_code_what_the_tables_say(store, tmp_path):
    held = kept(store, tmp_path, make=True)
    codes = [facts.code for facts in every_code(store)]
    assert codes
    assert [facts_of(store, code) for code in codes] == [facts_of(held, code) for code in codes]
    assert list(every_code(store)) == list(every_code(held))


def test_of_a_code_that_no_table_holds_it_says_that_nothing_is_known(store, tmp_path, monkeypatch):
    held = kept(store, tmp_path, make=True)
    facts_of(held, "12001")
    monkeypatch.setattr(Store, "rows", refuse)
    assert not facts_of(held, "99999").known


def test_it_is_made_once_for_the_same_tables_and_the_next_run_reads_no_table(store, tmp_path, monkeypatch):
    first = facts_of(kept(store, tmp_path, make=True), "0709T")
    monkeypatch.setattr(Store, "rows", refuse)
    monkeypatch.setattr(kept_facts, "every_code", refuse)
    again = Store(store.files)
    assert first == facts_of(kept(again, tmp_path), "0709T")


def test_without_leave_to_make_it_nothing_is_written_and_the_tables_answer(store, tmp_path):
    assert facts_of(store, "0709T") == facts_of(kept(store, tmp_path), "0709T")
    assert [] == list(tmp_path.iterdir())


def test_tables_that_differ_in_one_byte_have_a_file_of_their_own(store, tmp_path):
    facts_of(kept(store, tmp_path, make=True), "0709T")
    path = "facts/cms/units-practitioner.csv"
    changed = Store({**store.files, path: store.files[path].replace(b"0709T,4", b"0709T,5")})
    found = facts_of(kept(changed, tmp_path, make=True), "0709T")
    assert "5" == found.rows["units-practitioner"][0][0]
    assert 2 == len(list(tmp_path.iterdir()))


@pytest.mark.parametrize(
    "statement",
    ["UPDATE facts SET value = x'00'", "UPDATE facts SET hash = x'00'", "DELETE FROM facts", "DROP TABLE facts"],
)
def test_a_damaged_file_counts_as_none(store, tmp_path, statement):
    facts_of(kept(store, tmp_path, make=True), "0709T")
    [path] = tmp_path.iterdir()
    with closing(sqlite3.connect(path)) as rows:
        rows.execute(statement)
        rows.commit()
    held = kept(store, tmp_path)
    assert facts_of(store, "0709T") == facts_of(held, "0709T")
    assert list(every_code(store)) == list(every_code(held))


def test_a_file_that_is_no_database_counts_as_none(store, tmp_path):
    facts_of(kept(store, tmp_path, make=True), "0709T")
    [path] = tmp_path.iterdir()
    path.write_bytes(b"no database")
    assert facts_of(store, "0709T") == facts_of(kept(store, tmp_path), "0709T")


def test_only_the_newest_files_of_a_kind_stay(tmp_path):
    for number in range(HELD + 3):
        (tmp_path / f"facts-{number}.sqlite").write_bytes(b"")
    (tmp_path / "else.json").write_bytes(b"")
    drop_older(tmp_path, "facts-*.sqlite")
    assert HELD + 1 == len(list(tmp_path.iterdir()))
