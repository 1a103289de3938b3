"""What was read of a repository is kept in a file: it is read as written, and done without where it is damaged."""

from __future__ import annotations

import datetime as dt
import json
import re

import pytest

from kb.history.cache import CachedHistory, cache_file, read_cache, write_cache
from kb.history.commits import Change, Logged
from kb.history.effective_dates import Span
from kb.history.git import Repository

CHANGES = (Change("A", "a/b/c.md", "blob"), Change("R", "a/b/d.md", "blob", "a/b/c.md"), Change("D", "a/b/d.md", ""))
KEPT = CachedHistory(
    "head",
    ("boundary",),
    "first",
    (Logged("sha", "", 1_700_000_000, "a subject", CHANGES), Logged("head", "sha", 0, "", ())),
    {"blob": Span(dt.date(2026, 1, 1), dt.date(2026, 12, 31), "date of service"), "bare": Span()},
)


def test_what_is_written_is_read(tmp_path):
    path = tmp_path / "not" / "there" / "cache.json"
    write_cache(path, KEPT)
    assert KEPT == read_cache(path)
    write_cache(path, CachedHistory("other", (), "first", (), {}))
    assert "other" == read_cache(path).head


def test_a_cache_that_is_not_there_is_none(tmp_path):
    assert None is read_cache(tmp_path / "cache.json")


@pytest.mark.parametrize(
    "damage",
    [
        {"log": None},
        {"log": [["sha"]]},
        {"log": [["sha", "", "no number", "", []]]},
        {"spans": [["blob", "no day", "", ""]]},
        {"spans": 1},
        {"boundary": None},
    ],
)
def test_a_damaged_cache_is_none(damage, tmp_path):
    path = tmp_path / "cache.json"
    write_cache(path, KEPT)
    path.write_text(json.dumps({**json.loads(path.read_text()), **damage}))
    assert None is read_cache(path)


def test_a_cache_in_another_form_is_none(tmp_path):
    path = tmp_path / "cache.json"
    for written in ("", "{", "[]", "null", "{}"):
        path.write_text(written)
        assert None is read_cache(path)


def test_a_folder_has_a_cache_of_its_own_with_a_short_name(tmp_path):
    names = {
        cache_file(Repository(tmp_path / name, "head", ()), tmp_path).name for name in ("one", "two", "one/../two")
    }
    assert 2 == len(names)
    assert all(re.fullmatch(r"history-[0-9a-f]{20}\.json", name) for name in names)


def test_a_cache_that_cannot_be_written_is_done_without(tmp_path):
    (tmp_path / "file").write_text("")
    write_cache(tmp_path / "file" / "cache.json", KEPT)
    assert None is read_cache(tmp_path / "file" / "cache.json")
