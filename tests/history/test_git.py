from __future__ import annotations

import subprocess

import pytest

from kb.domain.problem import ToolError, UsageError
from kb.history.commits import LONGEST_SUBJECT, log
from kb.history.git import Repository, Unrecorded, find_commit, probe, read_blobs
from kb.history.tree import texts_at

SPARE = "example-health/commercial/spare.md"
OTHER = "example-health/commercial/other.md"


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
    assert [[], ["codes/0709t.md"]] == [[change.path for change in one.changes] for one in log(probe(folder))]
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


def test_a_repository_with_its_work_tree_elsewhere_is_unrecorded(repository, tmp_path):
    repository.commit({SPARE: "x"})
    for elsewhere in (tmp_path / "project" / ".git", "/etc"):
        repository.git("config", "core.worktree", str(elsewhere))
        assert "work tree is elsewhere" in probe(repository.folder).reason
    repository.git("config", "--unset", "core.worktree")
    assert isinstance(probe(repository.folder), Repository)


def test_a_file_whose_content_is_lost_is_named_with_the_way_out(repository):
    repository.commit({SPARE: "one\n"})
    name = repository.git("rev-parse", f"HEAD:policies/{SPARE}")
    (repository.root / ".git/objects" / name[:2] / name[2:]).unlink()
    with pytest.raises(ToolError, match=f"lost the content {name[:12]} of {SPARE}; .*git fsck"):
        texts_at(repository.folder, "HEAD")


@pytest.mark.parametrize(
    "revision", ["^HEAD", "HEAD^{tree}", "HEAD:policies", "--all", "HEAD..HEAD", "@{99}", ":/none"]
)
def test_what_names_no_commit_is_told(revision, repository):
    repository.commit({SPARE: "x"})
    with pytest.raises(UsageError, match=r"no revision '.*' here; name a commit, a branch or a tag"):
        find_commit(repository.folder, revision)


def test_a_long_subject_is_cut(repository):
    repository.commit({SPARE: "x"}, subject="long " * 10_000)
    repository.commit({SPARE: "y"}, subject="s" * LONGEST_SUBJECT)
    long, whole = (logged.subject for logged in log(probe(repository.folder)))
    assert "long" * 2 == long.replace(" ", "")[:8]
    assert LONGEST_SUBJECT >= len(long) > LONGEST_SUBJECT - 10
    assert long.endswith("long…")
    assert "s" * LONGEST_SUBJECT == whole


@pytest.mark.parametrize("revision", ["", "-", "--all", "-n1"])
def test_a_name_that_git_could_take_for_an_option_is_refused_before_git_is_asked(revision, tmp_path, monkeypatch):
    asked = []
    monkeypatch.setattr("kb.history.git.run", lambda *words: asked.append(words))
    with pytest.raises(UsageError, match="name a commit, a branch or a tag"):
        find_commit(tmp_path, revision)
    assert [] == asked


def test_a_name_that_a_whole_repository_does_not_know_is_not_said_to_be_missing_from_a_clone(repository):
    repository.commit({SPARE: "x"})
    with pytest.raises(UsageError) as told:
        find_commit(repository.folder, "nowhere")
    assert "shallow" not in str(told.value)
