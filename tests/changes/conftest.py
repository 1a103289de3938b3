"""What the tests of changes share: the small library in a repository, edited commit by commit."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from kb.changes.log import change_log
from kb.content.load import load
from kb.history.clocks import read_clocks
from kb.history.documents import documents_of
from kb.history.read import read_history
from kb.rules.check import check

GOOD = Path(__file__).parents[1] / "data" / "good"
NOBODY = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_SYSTEM": os.devnull,
    **{f"GIT_{who}_{what}": "a@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")},
}


class Story:
    """A repository that begins with the small library, and goes on edit by edit."""

    def __init__(self, root, begins="2026-03-02"):
        self.root, self.folder = root, root / "policies"
        shutil.copytree(GOOD, self.folder)
        self.git("init", "--quiet", "--initial-branch=main")
        self.commit(begins)

    def git(self, *words, day="2026-01-01"):
        when = f"{day} 12:00:00 +0000"
        environment = {**os.environ, **NOBODY, "GIT_AUTHOR_DATE": when, "GIT_COMMITTER_DATE": when}
        done = subprocess.run(["git", "-C", self.root, *words], env=environment, capture_output=True, check=True)
        return done.stdout.decode().strip()

    def edit(self, path, old, new):
        """Change one thing in a file."""
        at = self.folder / path
        text = at.read_text(encoding="utf-8")
        assert old in text
        at.write_text(text.replace(old, new, 1), encoding="utf-8")

    def write(self, path, text):
        at = self.folder / path
        at.parent.mkdir(parents=True, exist_ok=True)
        at.write_text(text, encoding="utf-8")

    def commit(self, day, subject="a change"):
        """Commit all there is; gives the commit's name."""
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", subject, day=day)
        return self.git("rev-parse", "HEAD")

    def change(self, day, path, old, new):
        """Change one thing in a file and commit it; gives the commit's name."""
        self.edit(path, old, new)
        return self.commit(day)

    def recorded(self, folder=None):
        """Tell what was recorded, newest first."""
        history = read_history(folder or self.folder, load(folder or self.folder))
        return change_log(history, documents_of(history))

    def clocks(self):
        """Give what a site knows of time."""
        texts = load(self.folder)
        return read_clocks(check(texts).library, read_history(self.folder, texts))


@pytest.fixture
def story(tmp_path):
    """The small library, committed on Mar 2, 2026, to be edited."""
    return Story(tmp_path / "project")


@pytest.fixture
def other_story(tmp_path):
    """The same library in a repository that begins on another day."""
    return Story(tmp_path / "other", begins="2026-03-01")
