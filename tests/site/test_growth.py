"""A site grows with what is said, not with codes times plans, and an edited sentence changes a handful of files."""

from __future__ import annotations

import pytest

from benchmarks.generate import Wanted, make
from kb.content.load import load
from kb.history.clocks import read_clocks
from kb.rules.check import check
from kb.search import export
from kb.site.build import without_git
from kb.site.whole import site_files

pytestmark = pytest.mark.slow

ENTRIES, CODES, PAYERS = 60, 40, 12
MOST_BYTES = 185_000
MOST_FILES = 21
"""Bytes and files that a generated site of this shape may have for each of its entries.

The shape has as many plans as entries: a plan has files of its answers, of its entries and of its dated answers.
Each folder but those of one page, and those deep in the data, has a page that leads to the page on it.
"""

MOST_CHANGED = 20
SENTENCE = "Read the plan's own words first."


@pytest.fixture(scope="module")
def policies(tmp_path_factory):
    folder = tmp_path_factory.mktemp("generated") / "policies"
    make(Wanted(ENTRIES, 7, PAYERS, CODES), folder)
    return folder


def built(policies):
    texts = load(policies)
    checked = check(texts)
    assert () == checked.problems
    return dict(site_files(read_clocks(checked.library, without_git(policies, texts)), lambda _: None))


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


@pytest.mark.parametrize("at_the_end", [True, False])
def test_a_new_sentence_changes_few_files(policies, files, monkeypatch, at_the_end):
    monkeypatch.setattr(export, "WHOLE_BELOW", 0)
    entry = next(path for path in sorted(policies.rglob("*.md")) if "\n## Coverage\n\n" in path.read_text("utf-8"))
    before = entry.read_text(encoding="utf-8")
    try:
        heading = "\n## Coverage\n\n"
        first = before.replace(heading, f"{heading}{SENTENCE} ", 1)
        after = f"{before.rstrip()} {SENTENCE}\n" if at_the_end else first
        entry.write_text(after, encoding="utf-8", newline="\n")
        now = built(policies)
    finally:
        entry.write_text(before, encoding="utf-8", newline="\n")
    changed = sorted(name for name in now if now[name] != files.get(name))
    assert now.keys() == files.keys()
    assert f"{entry.relative_to(policies).with_suffix('.html').as_posix()}" in changed
    assert len(changed) <= MOST_CHANGED, changed
