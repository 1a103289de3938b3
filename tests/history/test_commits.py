from __future__ import annotations

import os

from kb.history.commits import log
from kb.history.git import probe

SPARE = "example-health/commercial/spare.md"
OTHER = "example-health/commercial/other.md"


def changes(folder):
    """Give what each commit did: `A path`, `R before path`."""
    return [
        [" ".join(filter(None, (change.status, change.before, change.path))) for change in logged.changes]
        for logged in log(probe(folder))
    ]


def test_the_log_tells_what_each_commit_did_to_the_folder(repository):
    (repository.root / "README.md").write_text("x")
    repository.commit({SPARE: "one\ntwo\nthree\n", OTHER: "other"}, subject="first: ü “quoted”")
    repository.commit({SPARE: "one\ntwo\nthree\nfour\n"})
    repository.move(SPARE, "cigna/commercial/0709t.md")
    repository.commit({"cigna/commercial/0709t.md": "one\ntwo\nthree\nfive\n"})
    (repository.root / "README.md").write_text("y")
    repository.commit({})
    repository.commit({OTHER: None})
    assert [
        [f"A {OTHER}", f"A {SPARE}"],
        [f"M {SPARE}"],
        [f"R {SPARE} cigna/commercial/0709t.md"],
        [],
        [f"D {OTHER}"],
    ] == changes(repository.folder)
    assert "first: ü “quoted”" == log(probe(repository.folder))[0].subject


def test_a_merge_counts_with_all_that_it_brought(repository):
    repository.commit({SPARE: "one\n", OTHER: "o\n"})
    repository.git("checkout", "--quiet", "-b", "draft")
    repository.commit({SPARE: "draft\n"})
    repository.commit({SPARE: "draft two\n", "codes/0709t.md": "x"})
    repository.git("checkout", "--quiet", "main")
    repository.commit({OTHER: "o two\n"})
    repository.git("merge", "--quiet", "--no-edit", "draft", day="2026-03-01")
    assert [[f"A {OTHER}", f"A {SPARE}"], [f"M {OTHER}"], ["A codes/0709t.md", f"M {SPARE}"]] == changes(
        repository.folder
    )


def test_a_file_that_becomes_a_link_and_a_name_no_terminal_can_print_break_nothing(repository):
    repository.commit({SPARE: "one\n", "cigna/commercial/Ärger.md": "x"})
    (repository.folder / SPARE).unlink()
    (repository.folder / SPARE).symlink_to("other.md")
    (repository.folder / os.fsdecode(b":odd\n\x02\xff.md")).write_text("x")
    repository.commit({})
    assert [["A cigna/commercial/Ärger.md", f"A {SPARE}"], ["A :odd\ufffd\ufffd\ufffd.md", f"M {SPARE}"]] == changes(
        repository.folder
    )


def test_a_subject_of_many_words_is_cut_where_no_page_suffers_from_it(repository):
    repository.commit({SPARE: "one"}, subject="word " * 20_000)
    (logged,) = log(probe(repository.folder))
    assert (True, True) == (len(logged.subject) <= 400, logged.subject.endswith("word…"))
