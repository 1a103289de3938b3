"""What the tests of history share: a repository made commit by commit, and one with a long story."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

GOOD = Path(__file__).parents[1] / "data" / "good"
NOBODY = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_SYSTEM": os.devnull,
    **{f"GIT_{who}_{what}": "a@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")},
}


class Repository:
    """A repository with its policies folder: real git, as nobody in particular."""

    def __init__(self, root):
        self.root, self.folder = root, root / "policies"
        self.folder.mkdir(parents=True)
        self.git("init", "--quiet", "--initial-branch=main")

    def git(self, *words, day="2026-01-01", fails=False):
        """Run git on a day, noon in UTC; gives what it printed."""
        when = f"{day} 12:00:00 +0000"
        environment = {**os.environ, **NOBODY, "GIT_AUTHOR_DATE": when, "GIT_COMMITTER_DATE": when}
        done = subprocess.run(["git", "-C", self.root, *words], env=environment, capture_output=True, check=False)
        assert bool(done.returncode) == fails, done.stderr.decode()
        return done.stdout.decode().strip()

    def write(self, files):
        """Write files, given as {path: text or bytes}; None takes one away."""
        for path, content in files.items():
            at = self.folder / path
            if content is None:
                at.unlink()
                continue
            at.parent.mkdir(parents=True, exist_ok=True)
            at.write_bytes(content.encode() if isinstance(content, str) else content)

    def commit(self, files, day="2026-01-01", subject="a change"):
        """Write files and commit all there is; gives the commit's name."""
        self.write(files)
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message", subject, day=day)
        return self.git("rev-parse", "HEAD")

    def move(self, before, after):
        """Rename a file of the policies folder, to be committed."""
        (self.folder / after).parent.mkdir(parents=True, exist_ok=True)
        self.git("mv", f"policies/{before}", f"policies/{after}")

    def clone(self, to, *options):
        """Clone it, and give the policies folder of the clone."""
        self.git("clone", "--quiet", *options, self.root.as_uri(), str(to))
        return to / "policies"


@pytest.fixture
def repository(tmp_path):
    """A repository without a commit, made in this test's folder."""
    return Repository(tmp_path / "project")


@pytest.fixture(scope="session")
def make_repository(tmp_path_factory):
    """Make as many repositories as a test needs."""
    return lambda: Repository(tmp_path_factory.mktemp("repository") / "project")


def rule(coverage, effective="", ends="", basis="date of service", codes="0708T"):
    """Write a sound entry that says one thing on coverage."""
    dates = [f"effective: {effective}", *([f"ends: {ends}"] if ends else []), f"date_basis: {basis}"]
    return "\n".join([
        "---", f"title: An example rule on {codes}", f"codes: {codes}", "document: Example document NAME",
        "currency: current", *(dates if effective else []),
        "reviewed: 2025-12-01", "review_by: 2026-12-01", f"coverage: {coverage}", "coverage_sources: example-rule",
        "coverage_confidence: high", "sources:", "  example-rule:", "    title: Example rule",
        "    publisher: Example Health", "    url: https://example.org/rule", "    standing: primary",
        "    read: whole", "    retrieved: 2025-12-01", "---", "", "## Coverage", "",
        f"The rule says so: {coverage} [example-rule].", "",
    ])  # fmt: skip


@pytest.fixture(scope="session", name="rule")
def rule_fixture():
    return rule


OLD_SCHEMA = (
    "---\neffective: 2025-01-01\nstatus: experimental\n---\n\nWhat the rule said before the schema changed.\n"
)
PLANS, ADVANTAGE = "example-health/commercial", "example-health/medicare-advantage"

# Each step: day, what is written, what is moved before. The number in a subject is its line here, from 1.
STORY = [
    ("2025-01-05", "good library", ()),
    ("2025-01-10", {"a": rule("covered", "2025-01-01")}, ()),
    ("2025-01-12", {"b-old": rule("covered", "2025-01-01", codes="0700T-0709T")}, ()),
    ("2025-01-15", {"moved": rule("covered", "2025-01-01", codes="0711T-0712T")}, ()),
    ("2025-01-20", {"g": rule("covered", "2025-01-01")}, ()),
    ("2025-01-25", {"h": rule("covered", "2025-01-01")}, ()),
    ("2025-01-26", {"i": OLD_SCHEMA}, ()),
    ("2025-02-01", {"d": rule("covered", "2025-01-01")}, ()),
    ("2025-02-02", {"j": rule("covered")}, ()),
    ("2025-02-03", {"k": rule("covered", "2025-01-01", basis="date processed")}, ()),
    ("2025-02-05", {"e": rule("covered", "2025-01-01")}, ()),
    ("2025-02-10", {}, ("b-old", "b-new")),
    ("2025-02-20", {"m": rule("covered", "2025-01-01")}, ()),
    ("2025-02-25", {"Ärztin": "a name that is refused today"}, ()),
    ("2025-02-26", {"Ärztin": None}, ()),
    ("2025-03-01", {"a": rule("case by case", "2025-03-01")}, ()),
    ("2025-03-02", {"o": rule("covered", "2025-01-01")}, ()),
    ("2025-03-03", {"p": rule("covered", "2025-01-01"), "q": rule("covered", "2025-01-01")}, ()),
    ("2025-03-05", {"d": rule("not covered", "2025-03-01")}, ()),
    ("2025-03-12", "two drafts on a branch", ()),
    ("2025-03-15", {"e": rule("not covered", "2025-03-15")}, ()),
    ("2025-03-20", "revert of the edit of d", ()),
    ("2025-03-25", {"m": None}, ()),
    ("2025-04-02", {"o": None}, ()),
    ("2025-04-10", {"b-final": rule("case by case", "2025-04-01", codes="0700T-0709T")}, ("b-new", "b-final")),
    ("2025-04-20", "merge of the branch, with a conflict", ()),
    ("2025-04-25", {"m": rule("covered", "2025-01-01")}, ()),
    ("2025-05-01", {"b-old": rule("not covered", "2025-05-01", codes="add-on codes")}, ()),
    ("2025-05-02", {"o-two": rule("case by case", "2025-05-01")}, ()),
    ("2025-05-05", {"g": rule("covered", "2025-01-01", "2025-06-30")}, ()),
    ("2025-05-10", {"h": None}, ()),
    ("2025-05-20", {"l": rule("covered", "2025-01-01")}, ()),
    ("2025-04-01", {"l": rule("not covered", "2025-06-01")}, ()),
    ("2025-06-01", {f"{ADVANTAGE}/moved": rule("not covered", "2025-06-01", codes="0711T-0712T")},
     ("moved", f"{ADVANTAGE}/moved")),
    ("2025-06-02", {}, ("o-two", "o")),
    ("2025-06-06", {"i": rule("not covered", "2025-06-01")}, ()),
    ("2025-06-15", {"a": rule("not covered", "2025-09-01")}, ()),
    ("2025-06-20", {"k": rule("not covered", "2025-07-01", basis="date processed")}, ()),
    ("2025-07-01", {"a": rule("investigational", "2025-09-01")}, ()),
    ("2025-07-07", {"j": rule("not covered", "2025-07-01", basis="not stated")}, ()),
    ("2025-08-01", {"g": rule("not covered", "2025-08-01")}, ()),
    ("2025-09-05", {"h": rule("not covered", "2025-09-01")}, ()),
    ("2025-10-10", {"a": rule("covered with criteria", "2025-08-01")}, ()),
    ("2025-11-01", {"n": rule("covered", "2027-01-01")}, ()),
    ("2025-11-02", "another synonym", ()),
]  # fmt: skip


def at(name):
    return f"{name}.md" if "/" in name else f"{PLANS}/{name}.md"


def tell(repository):
    """Make the repository of the story, and leave one edit and one deletion uncommitted on disk."""
    for number, (day, what, moved) in enumerate(STORY, 1):
        subject = f"#{number:02}"
        if moved:
            repository.move(*map(at, moved))
        if isinstance(what, dict):
            repository.commit(named(what), day, subject)
        else:
            SPECIAL[what](repository, day, subject)
    repository.write(named({"p": rule("not covered", "2025-06-01"), "q": None}))


def named(texts):
    """Give the texts by path, each with a document of its own, as no two entries of one reach may share one."""
    return {at(name): text and text.replace("NAME", name) for name, text in texts.items()}


def begin(repository, day, subject):
    for path in ("codes", "example-health/payer.md", "sample-mutual/payer.md", "synonyms.yml"):
        copy = shutil.copytree if (GOOD / path).is_dir() else shutil.copy
        (repository.folder / path).parent.mkdir(parents=True, exist_ok=True)
        copy(GOOD / path, repository.folder / path)
    repository.commit({}, day, subject)


def draft(repository, day, subject):
    repository.git("checkout", "--quiet", "-b", "draft")
    first = {"e": rule("investigational", "2025-03-01")}
    repository.commit(named(first), "2025-03-10", f"{subject} first draft")
    second = {"e": rule("case by case", "2025-03-01"), "f": rule("covered", "2025-03-01")}
    repository.commit(named(second), day, f"{subject} second draft")
    repository.git("checkout", "--quiet", "main")


def revert(repository, day, subject):
    found = repository.git("log", "--format=%H", "--grep=#19")
    repository.git("revert", "--no-commit", found)
    repository.commit({}, day, subject)


def merge(repository, day, subject):
    repository.git("merge", "--quiet", "--no-commit", "draft", fails=True)
    repository.commit(named({"e": rule("covered with criteria", "2025-04-01")}), day, subject)


def another_synonym(repository, day, subject):
    written = (repository.folder / "synonyms.yml").read_text(encoding="utf-8")
    repository.commit({"synonyms.yml": f"{written}- [first example, second example]\n"}, day, subject)


SPECIAL = {
    "good library": begin,
    "two drafts on a branch": draft,
    "revert of the edit of d": revert,
    "merge of the branch, with a conflict": merge,
    "another synonym": another_synonym,
}


@pytest.fixture(scope="session")
def story(tmp_path_factory):
    """A repository of 46 commits with everything that can happen to an entry; for reading only."""
    made = Repository(tmp_path_factory.mktemp("story") / "project")
    tell(made)
    return made
