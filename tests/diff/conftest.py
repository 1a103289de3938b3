"""What the tests of the diff share: small edits of the good and the real library, and a real repository."""

from __future__ import annotations

import os
import re
import shutil
import subprocess

import pytest

from kb.diff.compare import compare
from kb.diff.sides import read_side

RULE = "cigna/commercial/category-iii.md"
NOBODY = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_SYSTEM": os.devnull,
    **{f"GIT_{who}_{what}": "a@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")},
}


@pytest.fixture
def edited(tmp_path):
    """Copy a library, change files of it by (path, pattern, replacement), and compare the copy with it.

    A pattern of None writes the replacement as the file; a replacement of None deletes the file. The edit is one of
    the newest review that it leaves, unless another day is given.
    """

    def diff(folder, *edits, today=None):
        copy = tmp_path / "edited"
        shutil.copytree(folder, copy)
        for path, pattern, by in edits:
            change(copy / path, pattern, by)
        head = read_side(copy, "")
        return compare(read_side(folder, ""), head, today or head.library.newest_review)

    return diff


def change(path, pattern, by):
    if by is None:
        path.unlink()
    elif pattern is None:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(by, encoding="utf-8")
    else:
        text, count = re.subn(pattern, by, path.read_text(encoding="utf-8"), flags=re.MULTILINE)
        assert count, f"{pattern} is not in {path}"
        path.write_text(text, encoding="utf-8")


@pytest.fixture
def one_word(edited, real_policies):
    """The diff of one word in Cigna's rule on Category III codes."""
    return edited(real_policies, (RULE, "^coverage: investigational$", "coverage: not covered"))


@pytest.fixture
def git(tmp_path):
    """Run git as nobody in particular in a repository of this test's own; gives what it printed."""
    root = tmp_path / "project"
    root.mkdir()

    def run(*words):
        done = subprocess.run(
            ["git", "-C", root, *words], env={**os.environ, **NOBODY}, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    run("init", "--quiet", "--initial-branch=main")
    return run


@pytest.fixture
def commit(git, tmp_path):
    """Commit files, given as {path below policies: text}; None takes one away. Gives the commit's name."""
    folder = tmp_path / "project" / "policies"

    def make(files):
        for path, text in files.items():
            change(folder / path, None, text)
        git("add", "--all")
        git("commit", "--quiet", "--message", "a change")
        return git("rev-parse", "HEAD")

    return make


@pytest.fixture
def good_texts(good_library):
    """The files of the small library by path."""
    return {
        path.relative_to(good_library).as_posix(): path.read_text(encoding="utf-8")
        for path in good_library.rglob("*")
        if path.is_file()
    }
