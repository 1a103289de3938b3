"""Values kept between runs: found again by their key, made anew where they are damaged or something else is asked."""

from __future__ import annotations

import gc
import os

import pytest

from kb.content.load import load
from kb.facts.kept import HELD
from kb.rules.check import check
from kb.search.find import find, make_searcher
from kb.search.remembered import remembered, without_collector
from tests.search.test_cached import GOOD


def never():
    """Fail where a value is made that should have been found."""
    raise AssertionError


def test_a_value_is_found_again_by_its_key_and_made_for_another(tmp_path):
    assert [1] == remembered(lambda: [1], "lists", "a", tmp_path)
    assert [1] == remembered(never, "lists", "a", tmp_path)
    assert [2] == remembered(lambda: [2], "lists", "b", tmp_path)
    assert remembered(lambda: None, "nothing", "a", tmp_path) is None
    assert remembered(never, "nothing", "a", tmp_path) is None


def test_a_damaged_file_counts_as_none(tmp_path):
    remembered(lambda: [1], "lists", "a", tmp_path)
    (file,) = tmp_path.iterdir()
    file.write_bytes(file.read_bytes()[:-1] + b"x")
    assert [2] == remembered(lambda: [2], "lists", "a", tmp_path)
    assert [2] == remembered(never, "lists", "a", tmp_path)


@pytest.mark.parametrize(("key", "folder"), [("", True), ("a", False)])
def test_without_a_key_or_a_folder_nothing_is_kept(tmp_path, key, folder):
    for value in (1, 2):
        assert value == remembered(lambda value=value: value, "numbers", key, tmp_path if folder else None)
    assert [] == [*tmp_path.iterdir()]


def test_where_nothing_can_be_written_a_value_is_made_each_time(tmp_path):
    (tmp_path / "file").write_text("no folder")
    for value in (1, 2):
        assert value == remembered(lambda value=value: value, "numbers", "a", tmp_path / "file")


def test_a_value_whose_last_use_cannot_be_noted_is_found_all_the_same(tmp_path, monkeypatch):
    remembered(lambda: [1], "lists", "a", tmp_path)
    monkeypatch.setattr(os, "utime", refuse)
    assert [1] == remembered(never, "lists", "a", tmp_path)


def refuse(*_):
    """Refuse as a folder does that may only be read."""
    raise PermissionError


def test_so_many_values_of_a_kind_are_kept_and_all_of_others(tmp_path):
    remembered(lambda: 0, "others", "a", tmp_path)
    for number in range(HELD + 3):
        remembered(lambda number=number: number, "numbers", str(number), tmp_path)
    assert HELD == len([*tmp_path.glob("numbers-*")])
    assert 0 == remembered(never, "others", "a", tmp_path)


def test_the_collector_is_as_it_was_afterwards():
    assert gc.isenabled()
    with without_collector():
        assert not gc.isenabled()
        with without_collector():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()


def test_a_search_out_of_the_cache_finds_what_it_found_before_and_indexes_nothing(tmp_path, monkeypatch):
    library = check(load(GOOD)).library
    first = find(make_searcher(library, tmp_path, "key"), "0709T coverage")
    monkeypatch.setattr("kb.search.find.collect", never)
    again = find(make_searcher(library, tmp_path, "key"), "0709T coverage")
    assert first.hits
    assert first == again
