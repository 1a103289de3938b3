"""A repository that is there but cannot be read is told by each command that would read it; pages name no folder."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kb.commands.main import main
from kb.content.load import load
from kb.history.git import probe
from kb.history.read import read_history

GOOD = Path(__file__).parents[1] / "data" / "good"
BROKEN = {
    "HEAD is cut off": lambda git: (git / "HEAD").write_text("ref: refs/he"),
    "HEAD is empty": lambda git: (git / "HEAD").write_text(""),
    "HEAD is bytes": lambda git: (git / "HEAD").write_bytes(b"\x00\xff"),
    "HEAD is gone": lambda git: (git / "HEAD").unlink(),
    "the branch is empty": lambda git: [path.write_text("") for path in (git / "refs" / "heads").iterdir()],
    "the branch is gone": lambda git: [path.unlink() for path in (git / "refs" / "heads").iterdir()],
    "the objects are gone": lambda git: shutil.rmtree(git / "objects"),
    "the settings are broken": lambda git: (git / "config").write_text("[core\n"),
    "a newer format": lambda git: (git / "config").write_text("[core]\n\trepositoryformatversion = 9\n"),
    "a file that leads nowhere": lambda git: (shutil.rmtree(git), git.write_text("gitdir: nowhere\n")),
    "an empty folder": lambda git: (shutil.rmtree(git), git.mkdir()),
}


@pytest.fixture(scope="module")
def good():
    return load(GOOD).files


@pytest.fixture
def recorded(repository, good):
    repository.commit(good)
    return repository


def told_of(folder, capsys):
    main(["history", "example-health/commercial/category-iii", "--policies", str(folder)])
    return capsys.readouterr().err


@pytest.mark.parametrize("how", BROKEN)
def test_a_broken_repository_is_told_with_the_reason_and_the_mend(how, recorded, capsys):
    BROKEN[how](recorded.root / ".git")
    printed = told_of(recorded.folder, capsys)
    assert "Warning: the history is left out: " in printed
    assert f"mend {recorded.root / '.git'} by what git says of it, or clone the repository anew" in printed


def test_one_of_another_user_is_told(recorded, monkeypatch, capsys):
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    assert "left out: the repository belongs to another user; 'git config" in told_of(recorded.folder, capsys)


def test_without_git_one_that_is_there_is_told(recorded, monkeypatch, capsys):
    monkeypatch.setenv("PATH", str(recorded.folder))
    assert "left out: git is not installed" in told_of(recorded.folder, capsys)


def test_a_build_says_so_each_time_and_names_no_folder_on_its_pages(recorded, tmp_path, capsys):
    (recorded.root / ".git" / "HEAD").write_text("x")
    for _ in range(2):
        assert 0 == main(["build", "--policies", str(recorded.folder), "--out", str(tmp_path / "site")])
        assert 1 == capsys.readouterr().err.count("Warning: the history is left out")
    assert not [at for at in (tmp_path / "site").rglob("*.html") if str(recorded.root) in at.read_text()]


def test_where_there_is_none_nothing_is_warned_of(repository, good, write, capsys):
    outside = write(good)
    assert "Warning" not in told_of(outside, capsys)
    repository.write(good)
    assert "no commit yet" in probe(repository.folder).reason
    assert "Warning" not in told_of(repository.folder, capsys)
    assert "not inside a git repository" in read_history(outside).note


def test_an_empty_record_of_moves_is_no_history(repository):
    repository.write({"codes/x.md": "x"})
    (repository.root / ".git" / "logs").mkdir(exist_ok=True)
    (repository.root / ".git" / "logs" / "HEAD").write_text("")
    assert "no commit yet" in probe(repository.folder).reason
