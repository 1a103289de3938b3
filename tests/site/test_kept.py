"""Results that builds keep for the next: found again by their key, and never trusted without it."""

from __future__ import annotations

import sqlite3

import pytest

from kb.site.kept import Kept


@pytest.fixture
def file(tmp_path):
    return tmp_path / "cache" / "kept.sqlite"


@pytest.fixture
def made():
    """The texts that were given to `double`."""
    return []


@pytest.fixture
def once(made):
    """Double a text by way of the file of results, in one build."""

    def double(_, text):
        made.append(text)
        return text * 2

    def run(file, text, code="code"):
        kept = Kept(file, code)
        found = kept.of_files(double)("a/b.md", text)
        kept.finish()
        return found

    return run


def test_a_result_is_made_once_for_each_text(once, made, file):
    assert [once(file, text) for text in ("a", "a", "b", "b")] == ["aa", "aa", "bb", "bb"]
    assert made == ["a", "b"]


def test_other_code_makes_it_anew(once, made, file):
    assert once(file, "a") == once(file, "a", "other") == "aa"
    assert made == ["a", "a"]


def test_what_a_build_did_not_use_is_dropped(once, made, file):
    for text in ("a", "b", "a"):
        once(file, text)
    assert made == ["a", "b", "a"]
    with sqlite3.connect(file) as rows:
        assert rows.execute("SELECT count(*) FROM kept").fetchone() == (1,)


def test_without_a_file_it_is_made_each_time(once, made):
    assert once(None, "a") == once(None, "a") == "aa"
    assert made == ["a", "a"]


@pytest.mark.parametrize("damage", [b"", b"no database", b"SQLite format 3\0" + bytes(4000)])
def test_a_damaged_file_is_made_anew(once, made, file, damage):
    once(file, "a")
    file.write_bytes(damage)
    assert once(file, "a") == once(file, "a") == "aa"
    assert made == ["a", "a"]


def test_bytes_at_random_places_give_no_other_result(once, file):
    once(file, "a" * 2000)
    whole = file.read_bytes()
    for place in range(100, len(whole), 97):
        file.write_bytes(whole[:place] + b"\x17" + whole[place + 1 :])
        assert once(file, "a" * 2000) == "a" * 4000


def test_a_result_that_was_exchanged_is_made_anew(once, made, file):
    once(file, "a")
    with sqlite3.connect(file) as rows:
        rows.execute("UPDATE kept SET value = ?", (b"other",))
    assert once(file, "a") == "aa"
    assert made == ["a", "a"]


def test_a_file_that_another_build_holds_is_done_without(once, made, file):
    once(file, "a")
    other = Kept(file, "code")
    assert once(file, "a") == "aa"
    other.close()
    assert once(file, "a") == "aa"
    assert made == ["a", "a"]


def test_a_file_of_another_form_is_made_anew(once, made, file):
    file.parent.mkdir()
    with sqlite3.connect(file) as rows:
        rows.execute("CREATE TABLE kept (key TEXT, other TEXT)")
    assert once(file, "a") == once(file, "a") == "aa"
    assert made == ["a"]
