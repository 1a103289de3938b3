from __future__ import annotations

import os
import shutil
import subprocess

import pytest

from kb.history.git import Repository, Unrecorded, log, probe, read_blobs, texts_at
from kb.load import LARGEST, load
from kb.problem import ToolError, UsageError

SPARE = "example-health/commercial/spare.md"
OTHER = "example-health/commercial/other.md"


def changes(folder):
    """Give what each commit did: `A path`, `R before path`."""
    return [
        [" ".join(filter(None, (change.status, change.before, change.path))) for change in logged.changes]
        for logged in log(probe(folder))
    ]


def told(texts):
    return [str(problem).split(" ", 1)[0] + " " + problem.code for problem in texts.problems]


def test_the_texts_of_a_revision_are_those_the_folder_had(repository, good_library):
    shutil.copytree(good_library, repository.folder, dirs_exist_ok=True)
    first = repository.commit({})
    before = load(repository.folder)
    repository.git("tag", "seen")
    repository.commit({"synonyms.yml": None, SPARE: "another"})
    assert before == texts_at(repository.folder, first) == texts_at(repository.folder, "seen")
    assert load(repository.folder) == texts_at(repository.folder, "main")
    assert before.files != load(repository.folder).files


def test_the_texts_of_a_revision_are_held_to_the_checks_of_files_on_disk(repository):
    repository.write({
        SPARE: "a\n\tb", OTHER: b"caf\xe9", "codes/0709t.md": "x" * (LARGEST + 1), "codes/0708t.md": "fine",
        "cigna/commercial/Ärger.md": "x", "a b.md": "x", ".hidden/x.md": "x", "aetna/.swp": "x", "aetna/payer.md": "",
    })  # fmt: skip
    (repository.folder / "cigna/payer.md").symlink_to("../codes/0708t.md")
    (repository.folder / os.fsdecode(b"odd\n\xff.md")).write_text("x")
    repository.commit({})
    here, there = load(repository.folder), texts_at(repository.folder, "HEAD")
    assert (here.files, sorted(told(here))) == (there.files, sorted(told(there)))
    assert ["codes/0708t.md"] == list(there.files)
    assert 8 == len(there.problems)


def test_a_repository_inside_the_repository_is_told_and_not_read(repository):
    inner = type(repository)(repository.folder / "example-health" / "commercial")
    inner.commit({"x.md": "x"})
    repository.commit({SPARE: "fine"})
    sub = "160000,cccccccccccccccccccccccccccccccccccccccc,policies/cigna/commercial"
    repository.git("update-index", "--add", "--cacheinfo", sub)
    repository.git("commit", "--quiet", "--message", "a submodule")
    texts = texts_at(repository.folder, "HEAD")
    assert "cigna/commercial:1:1: unreadable" in told(texts)


def test_a_revision_without_the_folder_has_no_files(repository):
    (repository.root / "README.md").write_text("x")
    first = repository.commit({})
    repository.commit({SPARE: "x"})
    assert {} == texts_at(repository.folder, first).files
    assert [SPARE] == list(texts_at(repository.folder, "HEAD").files)


@pytest.mark.parametrize("revision", ["nowhere", "", "-x", "--help", "HEAD:policies", "HEAD~9", "a\nb", "a\0b"])
def test_a_revision_that_is_not_known_is_told_with_the_way_out(repository, revision):
    repository.commit({SPARE: "x"})
    with pytest.raises(UsageError, match="name a commit, a branch or a tag"):
        texts_at(repository.folder, revision)


def test_outside_a_repository_there_is_no_revision(write):
    with pytest.raises(ToolError, match="clone the repository"):
        texts_at(write({SPARE: "x"}), "HEAD")


def test_a_folder_that_is_not_there_stops_the_run(tmp_path):
    with pytest.raises(ToolError, match="--policies"):
        texts_at(tmp_path / "nowhere", "HEAD")


def test_a_revision_beyond_a_shallow_clone_is_told_with_the_way_to_get_it(repository, tmp_path):
    first = repository.commit({SPARE: "x"})
    repository.commit({SPARE: "y"})
    with pytest.raises(UsageError, match="fetch --unshallow"):
        texts_at(repository.clone(tmp_path / "shallow", "--depth=1"), first)


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


CONFIG = {
    "diff.renames": "false", "core.quotepath": "true", "log.showSignature": "true", "color.ui": "always",
    "log.showRoot": "false", "log.diffMerges": "off", "diff.relative": "false", "log.follow": "true",
    "diff.orderFile": "/nowhere/at/all", "core.pager": "false", "diff.external": "false", "format.pretty": "oneline",
    "diff.noprefix": "true", "log.decorate": "full", "diff.renameLimit": "1", "i18n.logOutputEncoding": "latin1",
    "log.date": "relative", "diff.ignoreSubmodules": "all", "log.mailmap": "true", "pager.log": "true",
    "core.abbrev": "4", "diff.statGraphWidth": "3", "submodule.recurse": "true",
}  # fmt: skip


@pytest.mark.parametrize("setting", [*CONFIG, "all of them"])
def test_the_users_configuration_changes_nothing(repository, setting):
    repository.commit({SPARE: "one\ntwo\nthree\n", "cigna/commercial/Ärger.md": "x"}, subject="ü")
    repository.move(SPARE, OTHER)
    repository.commit({})
    repository.git("checkout", "--quiet", "-b", "draft", "HEAD~1")
    repository.commit({SPARE: "draft\n"})
    repository.git("checkout", "--quiet", "main")
    repository.git("merge", "--quiet", "--no-edit", "-s", "ours", "draft")
    plain = log(probe(repository.folder)), texts_at(repository.folder, "HEAD~1")
    for name in CONFIG if setting == "all of them" else [setting]:
        repository.git("config", name, CONFIG[name])
    assert plain == (log(probe(repository.folder)), texts_at(repository.folder, "HEAD~1"))


def test_what_a_hook_sets_does_not_lead_elsewhere(repository, tmp_path, monkeypatch):
    repository.commit({SPARE: "one\n"})
    other = type(repository)(tmp_path / "elsewhere")
    other.commit({OTHER: "x"})
    monkeypatch.setenv("GIT_DIR", str(other.root / ".git"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(other.root / ".git/index"))
    assert [SPARE] == list(texts_at(repository.folder, "HEAD").files)


@pytest.mark.parametrize("name", ["*", ":(glob)x", "-x", "a b", "ü"])
def test_a_folder_may_have_any_name(repository, name):
    repository.commit({SPARE: "x"})
    folder = repository.root / name
    (folder / "codes").mkdir(parents=True)
    (folder / "codes/0709t.md").write_text("x")
    repository.commit({})
    assert [[], ["A codes/0709t.md"]] == changes(folder)
    assert ["codes/0709t.md"] == list(texts_at(folder, "HEAD").files)


def test_a_folder_outside_a_repository_is_unrecorded(write):
    assert "clone the repository" in probe(write({SPARE: "x"})).reason


def test_a_repository_without_a_commit_is_unrecorded(repository):
    assert "no commit yet" in probe(repository.folder).reason


def test_a_repository_of_another_user_is_unrecorded(repository, monkeypatch):
    repository.commit({SPARE: "x"})
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    assert "belongs to another user; 'git config --global --add safe.directory'" in probe(repository.folder).reason


def test_without_git_a_folder_is_unrecorded(repository, monkeypatch):
    repository.commit({SPARE: "x"})
    monkeypatch.setenv("PATH", str(repository.root))
    found = probe(repository.folder)
    assert isinstance(found, Unrecorded)
    assert "git is not installed; install it" in found.reason


def test_a_shallow_clone_is_detected(repository, tmp_path):
    for text in "abc":
        last = repository.commit({SPARE: text})
    assert (last,) == probe(repository.clone(tmp_path / "shallow", "--depth=1")).boundary
    assert () == probe(repository.folder).boundary


def test_contents_are_given_in_the_order_asked_for_each_once(repository):
    repository.commit({SPARE: "one\n", OTHER: b"\x00two"})
    one, two = (repository.git("rev-parse", f"HEAD:policies/{path}") for path in (SPARE, OTHER))
    assert [(two, b"\x00two"), (one, b"one\n")] == list(read_blobs(repository.folder, [two, one, two]))


def test_a_content_that_is_lost_is_told_with_the_way_out(repository):
    repository.commit({SPARE: "one\n"})
    with pytest.raises(ToolError, match="git fsck"):
        list(read_blobs(repository.folder, ["c" * 40]))


def test_many_contents_are_read_without_waiting_for_each_other(repository):
    repository.commit({f"example-health/commercial/e{number}.md": f"{number}\n" * 500 for number in range(2000)})
    blobs = repository.git("ls-tree", "-r", "--format=%(objectname)", "HEAD").split()
    assert 2000 == len(list(read_blobs(repository.folder, blobs)))


def test_a_question_costs_one_process(repository, monkeypatch):
    for text in "abcdef":
        repository.commit({SPARE: text, OTHER: text * 2})
    started = []
    real = subprocess.Popen
    monkeypatch.setattr(subprocess, "Popen", lambda *words, **more: started.append(words[0]) or real(*words, **more))
    assert isinstance(probe(repository.folder), Repository)
    assert 6 == len(log(Repository(repository.folder, "HEAD", ())))
    assert 2 == len(started)
