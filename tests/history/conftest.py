"""What the tests of history share: a repository with a long story."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

GOOD = Path(__file__).parents[1] / "data" / "good"
OLD_SCHEMA = (
    "---\neffective: 2025-01-01\nstatus: experimental\n---\n\nWhat the rule said before the schema changed.\n"
)
PLANS, ADVANTAGE = "example-health/commercial", "example-health/medicare-advantage"

# Each step: day, what is written, what is moved before. The number in a subject is its line here, from 1.


def steps(rule):
    return [
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
    for number, (day, what, moved) in enumerate(steps(repository.rule), 1):
        subject = f"#{number:02}"
        if moved:
            repository.move(*map(at, moved))
        if isinstance(what, dict):
            repository.commit(named(what), day, subject)
        else:
            SPECIAL[what](repository, day, subject)
    repository.write(named({"p": repository.rule("not covered", "2025-06-01"), "q": None}))


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
    first = {"e": repository.rule("investigational", "2025-03-01")}
    repository.commit(named(first), "2025-03-10", f"{subject} first draft")
    second = {"e": repository.rule("case by case", "2025-03-01"), "f": repository.rule("covered", "2025-03-01")}
    repository.commit(named(second), day, f"{subject} second draft")
    repository.git("checkout", "--quiet", "main")


def revert(repository, day, subject):
    found = repository.git("log", "--format=%H", "--grep=#19")
    repository.git("revert", "--no-commit", found)
    repository.commit({}, day, subject)


def merge(repository, day, subject):
    repository.git("merge", "--quiet", "--no-commit", "draft", fails=True)
    repository.commit(named({"e": repository.rule("covered with criteria", "2025-04-01")}), day, subject)


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
def story(make_repository):
    """A repository of 46 commits with everything that can happen to an entry; for reading only."""
    made = make_repository()
    tell(made)
    return made
