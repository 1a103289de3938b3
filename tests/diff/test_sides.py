"""A folder or some texts as one side of a diff: what was read, and what could not be, file by file."""

from __future__ import annotations

import datetime as dt

import pytest

from kb.content.load import Texts
from kb.diff.compare import compare
from kb.diff.gate_files import file_concerns
from kb.diff.sides import is_folder, read_side, side
from kb.domain.problem import Place, Problem, UsageError

NAMED = "example-health/commercial/0709t.md"
BROKEN = "---\ntitle: Old form\nzebra: 1\nhorse: 2\n---\n\nText.\n"


def of(files, problems=(), like=None, facts=None):
    return side("here", Texts(files, tuple(problems), facts or {}), like)


def test_all_that_a_folder_holds_is_read(good_library, good_texts):
    found = read_side(good_library, "")
    assert ("working files", {}) == (found.name, found.faults)
    assert sorted(good_texts) == sorted(found.files)
    assert NAMED in found.library.by_path
    assert found.library.synonyms
    assert frozenset(good_texts) == found.library.paths


def test_a_folder_of_that_name_is_read_in_place_of_the_policies(good_library, tmp_path):
    found = read_side(tmp_path / "nowhere", str(good_library))
    assert (str(good_library), True) == (found.name, NAMED in found.library.by_path)


def test_a_name_that_is_both_a_revision_and_a_folder_is_refused_and_told_how_to_write(
    git, commit, tmp_path, monkeypatch
):
    sha = commit({"codes/x.md": "one\n"})
    monkeypatch.chdir(tmp_path)
    for name in (sha, "main", "HEAD", "heads/main"):
        (tmp_path / name).mkdir(parents=True)
        with pytest.raises(UsageError, match=f"'{name}' is a revision and a folder; write './{name}' for the folder"):
            read_side(tmp_path / "project/policies", name)
        assert {} == read_side(tmp_path / "project/policies", f"./{name}").files
        assert {} == read_side(tmp_path / "project/policies", str(tmp_path / name)).files
    (tmp_path / "edition").mkdir()
    assert {} == read_side(tmp_path / "project/policies", "edition").files
    assert git("rev-parse", "HEAD") == sha


def test_a_name_is_that_of_a_folder_only_where_there_is_one(good_library, monkeypatch):
    monkeypatch.chdir(good_library)
    assert [True, False, False] == [is_folder(name) for name in ("codes", "main", "synonyms.yml")]


def test_files_beside_the_documents_are_no_documents(good_texts):
    found = of({**good_texts, "README.md": "# How this folder works\n"})
    assert not {"README.md", "synonyms.yml", "questions.yml", "lookup.yml"} & {*found.parsed}
    assert {} == found.faults


@pytest.mark.parametrize(
    ("path", "written"),
    [("synonyms.yml", "- alone\n"), ("questions.yml", "zebra: 1\n"), ("lookup.yml", "zebra: 1\n")],
)
def test_a_fault_of_a_file_beside_the_documents_is_told_of_it(path, written, good_texts):
    found = of({**good_texts, path: written})
    assert [path] == [*found.faults]
    assert all(fault.split(":")[0].isdigit() for fault in found.faults[path])


def test_a_document_that_cannot_be_read_is_told_with_each_place_and_rule_in_order(good_texts):
    found = of({**good_texts, NAMED: BROKEN})
    assert [NAMED] == [*found.faults]
    told = found.faults[NAMED]
    assert len(told) > 1
    lines = [int(fault.split(":")[0]) for fault in told]
    assert sorted(lines) == lines
    assert any(fault.startswith("3:1: unknown-key ") for fault in told)
    assert NAMED not in found.library.by_path
    assert NAMED in found.library.paths


def test_problems_of_a_document_that_could_be_read_are_no_faults(good_texts):
    found = of(good_texts)
    document = found.library.by_path[NAMED]
    again = of({**good_texts, NAMED: good_texts[NAMED].replace("reviewed: 2026-03-02", "reviewed: 2026-03-01")})
    assert {} == again.faults
    assert document != again.library.by_path[NAMED]


def test_what_could_not_be_read_as_text_is_a_fault_too(good_texts):
    unread = Problem("a/b.md", Place(1, 7), "not-utf-8", "it is no text; save it as UTF-8")
    found = of(good_texts, [unread])
    assert {"a/b.md": ("1:7: not-utf-8 it is no text; save it as UTF-8",)} == found.faults


def test_a_text_that_the_other_side_has_is_parsed_once(good_texts):
    first = of(good_texts)
    changed = {**good_texts, NAMED: good_texts[NAMED] + "\n"}
    second = of(changed, like=first)
    same = {path for path, parsed in second.parsed.items() if parsed is first.parsed[path]}
    assert {NAMED} == {*second.parsed} - same
    assert not [path for path, parsed in of(changed).parsed.items() if parsed is first.parsed[path]]


def test_the_files_of_the_facts_store_are_kept_as_bytes(good_texts):
    assert frozenset({"0709T"}) == of(good_texts, facts={"facts/watched.txt": b"0709T\n"}).facts.watched


@pytest.mark.parametrize("text", ["title: [", "titel: x\n", "", 'title: "x\nurl: y"\n'])
def test_a_source_record_that_cannot_be_read_needs_a_second_approval(text, good_texts):
    base, broken = of(good_texts), of({**good_texts, "sources/made.yml": text})
    found = compare(base, broken, dt.date(2026, 3, 2))
    assert ["sources/made.yml"] == [one.path for one in found.unread]
    told = file_concerns(base, broken, found.unread, ())
    assert [("unreadable", "sources/made.yml")] == [(one.rule, one.id) for one in told]
