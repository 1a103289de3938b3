"""Documents recorded once: their files are read, and each fault comes with its place and the way out."""

from __future__ import annotations

import datetime as dt

import pytest

from kb.content.load import load
from kb.content.paths import is_source_record
from kb.content.source_records import read_source_records
from kb.domain.source_record import SourceRecord

GUIDE = """title: Provider guide 2026
publisher: Example Health
url: https://example.org/guide
standing: primary
read: part
retrieved: 2026-01-02
"""
READ = SourceRecord(
    "guide",
    "Provider guide 2026",
    "Example Health",
    "https://example.org/guide",
    "primary",
    "part",
    dt.date(2026, 1, 2),
)


def test_a_record_is_read_by_the_name_of_its_file():
    assert ({"guide": READ}, []) == read_source_records({"sources/guide.yml": GUIDE, "synonyms.yml": "x"})


@pytest.mark.parametrize("path", ["sources/a.yml", "sources/uhc-guide-2021.yml"])
def test_a_record_has_the_name_of_an_id(path):
    assert is_source_record(path)


@pytest.mark.parametrize(
    "path", ["sources/A.yml", "sources/a.md", "sources/a/b.yml", "a/sources/a.yml", "sources/-a.yml"]
)
def test_any_other_path_is_none(path):
    assert not is_source_record(path)


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        (GUIDE.replace("standing: primary", "standing: sure"), "unknown-value"),
        (GUIDE.replace("url: https://example.org/guide\n", ""), "missing-key"),
        (GUIDE + "pages: 3\n", "unknown-key"),
        ("standing: primary\n" + GUIDE.replace("standing: primary\n", ""), "key-order"),
        ("- a\n- b\n", "wrong-kind"),
        ("title: [\n", "yaml"),
        ("# nothing\n", "empty-file"),
    ],
)
def test_a_faulty_record_is_told_with_its_file_and_rule(text, rule, way_out):
    records, problems = read_source_records({"sources/guide.yml": text})
    assert ({}, {("sources/guide.yml", rule)}) == (records, {(one.path, one.code) for one in problems})
    assert all(way_out.search(one.message) for one in problems)


@pytest.mark.parametrize("base", ["other", "guide", "second"])
def test_an_edition_names_a_record_that_is_there_and_no_edition_itself(base, way_out):
    edition = GUIDE.replace("retrieved", f"edition_of: {base}\nretrieved")
    files = {
        "sources/guide.yml": edition,
        "sources/second.yml": GUIDE.replace("retrieved", "edition_of: third\nretrieved"),
    }
    _, problems = read_source_records({**files, "sources/third.yml": GUIDE})
    [problem] = [one for one in problems if one.path == "sources/guide.yml"]
    assert ("unknown-edition", 6) == (problem.code, problem.place.line)
    assert way_out.search(problem.message)


def test_the_files_are_loaded_and_a_misnamed_one_is_refused(laid_over):
    texts = load(laid_over({"sources/guide.yml": GUIDE, "sources/Guide Two.yml": GUIDE}))
    assert "sources/guide.yml" in texts.files
    assert ["sources/Guide Two.yml"] == [one.path for one in texts.problems if one.code == "file-name"]
