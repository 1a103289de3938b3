"""A site grows with what is said, not with codes times plans, and an edited sentence changes a handful of files."""

from __future__ import annotations

import shutil
from contextlib import contextmanager

import pytest

from benchmarks.generate import Wanted, make
from benchmarks.repository import git
from kb.content.load import load
from kb.history.clocks import read_clocks
from kb.history.read import read_history
from kb.published.commit import newest_commit
from kb.published.edition import edition
from kb.rules.check import check
from kb.search import export
from kb.site.build import without_git
from kb.site.whole import site_files

pytestmark = pytest.mark.slow

ENTRIES, CODES, PAYERS = 60, 40, 12
MOST_BYTES = 185_000
MOST_FILES = 22
"""Bytes and files that a generated site of this shape may have for each of its entries.

Some twenty files of any site are parts of the index and of the engine that few queries need.
The shape has as many plans as entries: a plan has files of its answers, of its entries and of its dated answers.
Each folder but those of one page, and those deep in the data, has a page that leads to the page on it.
"""

MOST_CHANGED = 26
MOST_OF_A_COMMIT = 10
"""Files that change further with the first edit since a commit: they say what the site was made from."""

SENTENCE = "Read the plan's own words first."
MANY = " ".join([SENTENCE] * 50)
"""So much more that a text has another length in every measure of it, and yet few other words."""


@pytest.fixture(scope="module")
def policies(tmp_path_factory):
    folder = tmp_path_factory.mktemp("generated") / "policies"
    make(Wanted(ENTRIES, 7, PAYERS, CODES), folder)
    return folder


def built(policies, recall=without_git):
    texts = load(policies)
    checked = check(texts)
    assert () == checked.problems
    clocks = read_clocks(checked.library, recall(policies, texts))
    return dict(site_files(clocks, lambda _: None, published=edition(clocks.today, newest_commit(policies))))


@pytest.fixture(scope="module")
def files(policies):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(export, "WHOLE_BELOW", 0)
        return built(policies)


def test_size_and_files_are_bounded_by_the_entries(files):
    assert sum(map(len, files.values())) < MOST_BYTES * ENTRIES
    assert len(files) < MOST_FILES * ENTRIES


def test_the_answers_take_a_small_part_of_the_site(files):
    answers = sum(
        len(text) for name, text in files.items() if name.startswith(("static/answers/", "api/v1/answers/"))
    )
    assert answers < sum(map(len, files.values())) / 5


def entry_of(policies):
    return next(path for path in sorted(policies.rglob("*.md")) if "\n## Coverage\n\n" in path.read_text("utf-8"))


@contextmanager
def edited(policies, *, at_the_end, added=SENTENCE):
    """Add to the first section of an entry for a while."""
    entry = entry_of(policies)
    before = entry.read_text(encoding="utf-8")
    heading = "\n## Coverage\n\n"
    first = before.replace(heading, f"{heading}{added} ", 1)
    entry.write_text(f"{before.rstrip()} {added}\n" if at_the_end else first, encoding="utf-8", newline="\n")
    try:
        yield entry.relative_to(policies).with_suffix(".html").as_posix()
    finally:
        entry.write_text(before, encoding="utf-8", newline="\n")


def changed(before, after):
    return sorted(name for name in {*before, *after} if before.get(name) != after.get(name))


@pytest.mark.parametrize("added", [SENTENCE, MANY], ids=["a sentence", "many"])
@pytest.mark.parametrize("at_the_end", [True, False])
def test_a_new_sentence_changes_few_files(policies, files, monkeypatch, at_the_end, added):
    monkeypatch.setattr(export, "WHOLE_BELOW", 0)
    with edited(policies, at_the_end=at_the_end, added=added) as page:
        found = changed(files, built(policies))
    assert page in found
    assert len(found) <= MOST_CHANGED, found


def test_the_first_edit_since_a_commit_changes_few_files_more(policies, tmp_path, monkeypatch):
    monkeypatch.setattr(export, "WHOLE_BELOW", 0)
    mine = tmp_path / "policies"
    shutil.copytree(policies, mine)
    for words in (("init", "--quiet"), ("add", "--all"), ("commit", "--quiet", "--message", "First")):
        git(tmp_path, *words)
    before = built(mine, read_history)
    with edited(mine, at_the_end=True) as page:
        found = changed(before, built(mine, read_history))
    assert page in found
    assert len(found) <= MOST_CHANGED + MOST_OF_A_COMMIT, found
