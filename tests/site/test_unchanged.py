"""A build does nothing where the site is made of just what is there now; any other state of affairs is built anew."""

from __future__ import annotations

import datetime as dt
import json
import os
import shutil

import pytest

from kb.content.load import Texts
from kb.facts.store import Store
from kb.history.read import unrecorded
from kb.site import build as site
from kb.site import unchanged, whole
from kb.site.build import build
from kb.site.unchanged import (
    Note,
    code_key,
    fingerprint_of,
    had_come,
    key_of,
    listing_of,
    names_of,
    read_note,
    rest_key,
    write_note,
)

TEXTS = Texts({"a/b/c.md": "one"}, (), {"facts/x": b"1"})


def key(texts=TEXTS, settings=("https://example.org/", None)):
    return key_of(texts, unrecorded(texts), settings)


def test_a_key_is_of_every_part():
    others = [
        key(Texts({"a/b/c.md": "two"}, (), TEXTS.facts)),
        key(Texts({"a/b/d.md": "one"}, (), TEXTS.facts)),
        key(Texts(TEXTS.files, (), {"facts/x": b"2"})),
        key(settings=("https://example.org/", dt.date(2026, 1, 1))),
        key(settings=("", None)),
    ]
    assert key() == key()
    assert len({key(), *others}) == len(others) + 1


def test_the_key_of_the_rest_is_of_all_but_the_texts_that_are_not_committed():
    def rest(texts=TEXTS, settings=("", None)):
        return rest_key(texts, unrecorded(texts), settings)

    assert rest() == rest(Texts({"a/b/c.md": "two"}, (), TEXTS.facts))
    assert len({rest(), rest(settings=("x", None)), rest(Texts(TEXTS.files, (), {"facts/x": b"2"}))}) == 3


def test_a_key_is_of_the_code_and_the_templates(monkeypatch, tmp_path):
    for name, folder in (("CODE", "kb"), ("TEMPLATES", "site_templates")):
        (tmp_path / folder).mkdir()
        monkeypatch.setattr(unchanged, name, tmp_path / folder)
    before = code_key()
    (tmp_path / "kb" / "new.py").write_text("1", encoding="utf-8")
    after = code_key()
    (tmp_path / "site_templates" / "new.html").write_text("1", encoding="utf-8")
    assert len({before, after, code_key()}) == 3


@pytest.fixture
def out(tmp_path):
    """A folder of two files, and a cache with its note."""
    folder = tmp_path / "site"
    (folder / "below").mkdir(parents=True)
    (folder / "a.html").write_text("a", encoding="utf-8")
    (folder / "below" / "b.html").write_text("b", encoding="utf-8")
    note = Note("key", fingerprint_of(folder), 2, 1, "rest", {"a/b/c.md": ("hash", "outline")})
    write_note(tmp_path / "cache", folder, note)
    return folder


def test_a_note_is_read_while_the_files_are_as_they_were(out, tmp_path):
    note = read_note(tmp_path / "cache", out)
    assert ("key", 2, 1, "rest") == (note.key, note.pages, note.entries, note.rest)
    assert {"a/b/c.md": ("hash", "outline")} == note.files
    assert None is read_note(tmp_path / "cache", tmp_path / "other")


def edit(out):
    (out / "a.html").write_text("b", encoding="utf-8")
    os.utime(out / "a.html", (1, 1))


def replace_with_a_link(out):
    (out / "a.html").unlink()
    (out / "a.html").symlink_to("below/b.html")


CHANGES = {
    "another content": edit,
    "a file more": lambda out: (out / "c.html").touch(),
    "a file less": lambda out: (out / "below" / "b.html").unlink(),
    "a folder more": lambda out: (out / "empty").mkdir(),
    "other rights": lambda out: (out / "a.html").chmod(0o600),
    "a link": replace_with_a_link,
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_site_that_somebody_touched_has_no_note(out, tmp_path, change):
    before = fingerprint_of(out)
    change(out)
    assert before != fingerprint_of(out)
    assert None is read_note(tmp_path / "cache", out)


@pytest.mark.parametrize("damage", ["", "{", "[]", "null", '{"key": "key"}', '{"strange": 1}', "\x00"])
def test_a_damaged_note_counts_as_none(out, tmp_path, damage):
    (file,) = (tmp_path / "cache").iterdir()
    file.write_text(damage, encoding="utf-8")
    assert None is read_note(tmp_path / "cache", out)


@pytest.mark.parametrize("files", [[], {"a": "b"}, {"a": ["b"]}, {"a": 1}])
def test_a_note_whose_files_are_told_in_another_form_counts_as_none(out, tmp_path, files):
    (file,) = (tmp_path / "cache").iterdir()
    file.write_text(json.dumps({**json.loads(file.read_bytes()), "files": files}), encoding="utf-8")
    assert None is read_note(tmp_path / "cache", out)


@pytest.mark.slow
def test_a_folder_is_listed_beside_another_as_by_itself(out):
    beside = names_of(out)
    other = out.parent / "other"
    shutil.copytree(out, other, copy_function=os.link)
    assert listing_of(out) == beside.listing == listing_of(other, beside)
    (other / "a.html").unlink()
    (other / "a.html").write_text("another", encoding="utf-8")
    (other / "below" / "b.html").rename(other / "below" / "c.html")
    (other / "new").mkdir()
    (other / "link").symlink_to("a.html")
    assert listing_of(other) == listing_of(other, beside) != beside.listing


def test_a_folder_that_is_not_there_has_no_list(tmp_path):
    assert names_of(tmp_path / "site") is None


def test_a_build_of_the_same_does_nothing_and_one_of_another_is_made(good_library, tmp_path, laid_over, monkeypatch):
    told, made = [], tmp_path / "site"
    given = {"cache": tmp_path / "cache", "day": dt.date(2026, 3, 2)}
    first = build(good_library, made, told.append, **given)
    before = fingerprint_of(made)
    assert first == build(good_library, made, told.append, **given)
    assert told[-1] == "Nothing has changed since the last build"
    assert before == fingerprint_of(made)
    for more in (
        {"edit": "https://example.org/edit/"},
        {"base": "https://example.org/"},
        {"day": dt.date(2026, 3, 3)},
    ):
        build(good_library, made, told.append, **{**given, **more})
        assert told[-1] == "Writing"
    bad = laid_over({"example-health/commercial/0709t.md": "no front matter"})
    assert build(bad, made, told.append, **given).problems
    monkeypatch.setattr(site, "read_note", lambda *_: None)
    build(good_library, made, told.append, **given)
    assert told[-1] == "Writing"


def test_what_no_content_changes_is_made_once_for_a_version_of_the_code(laid_over, tmp_path, monkeypatch):
    policies, made, told = laid_over({}), tmp_path / "site", []
    given = {"cache": tmp_path / "cache", "day": dt.date(2026, 3, 2)}
    build(policies, made, told.append, **given)
    before = (made / "static" / "load.js").read_bytes()
    entry = policies / "example-health" / "commercial" / "0709t.md"
    entry.write_text(f"{entry.read_text(encoding='utf-8').rstrip()} One more sentence.\n", encoding="utf-8")
    build(policies, made, told.append, **given)
    assert told[-1].startswith("Making the pages of example-health/commercial/0709t.md")
    monkeypatch.setattr(whole, "static_files", lambda _: pytest.fail("made once more"))
    build(policies, made, told.append, **{**given, "day": dt.date(2026, 3, 3)})
    assert told[-1] == "Writing"
    assert before == (made / "static" / "load.js").read_bytes()


def test_a_build_after_the_first_reads_no_table_of_facts_and_writes_the_same(stocked, tmp_path, monkeypatch):
    build(stocked, tmp_path / "one", lambda _: None, cache=tmp_path / "cache")
    monkeypatch.setattr(Store, "rows", lambda *_: pytest.fail("a table was read"))
    build(stocked, tmp_path / "two", lambda _: None, cache=tmp_path / "cache")
    files = ("codes/any.html", "static/facts/index.js", "static/facts/07.js", "codes/0709t/coding.html")
    for file in files:
        assert (tmp_path / "one" / file).read_bytes() == (tmp_path / "two" / file).read_bytes()


@pytest.mark.parametrize(
    ("noted", "today", "expected"),
    [
        ("2026-03-02", dt.date(2026, 3, 2), True),
        ("2026-03-02", dt.date(2026, 3, 3), True),
        ("2026-03-02", dt.date(2026, 3, 1), False),
        ("", dt.date(2026, 3, 1), False),
        ("", None, True),
        ("2026-03-02", None, True),
    ],
)
def test_days_that_had_come_have_come_on_a_later_day(noted, today, expected):
    assert expected == had_come(Note("key", "", 0, 0, "rest", {}, today=noted), today)


def test_the_next_day_nothing_is_made_again_and_on_a_day_before_the_content_its_problems_are_told(
    good_library, tmp_path
):
    told, made = [], tmp_path / "site"
    given = {"cache": tmp_path / "cache"}
    assert () == build(good_library, made, told.append, today=dt.date(2027, 1, 1), **given).problems
    assert () == build(good_library, made, told.append, today=dt.date(2027, 1, 2), **given).problems
    assert told[-1] == "Nothing has changed since the last build"
    problems = build(good_library, made, told.append, today=dt.date(2001, 1, 1), **given).problems
    assert {"day-to-come"} == {problem.code for problem in problems}
