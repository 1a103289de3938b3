"""What the builds are compared over is the same text, and what they took is told as medians, ratios and powers."""

from __future__ import annotations

import subprocess

import pytest

from benchmarks import pairs
from benchmarks.generate import files, sized
from benchmarks.hugo_pages import begin_pages, page_of, write_pages
from benchmarks.rivals import MissingError
from kb.content.load import load
from kb.rules.check import check


@pytest.fixture
def place(tmp_path):
    """A generated library in a repository, without programs to build it."""
    made = pairs.Place(tmp_path, "hugo", "pagefind")
    for path, text in files(sized(20, 7)):
        (made.policies / path).parent.mkdir(parents=True, exist_ok=True)
        (made.policies / path).write_text(text, encoding="utf-8", newline="\n")
    (made.policies / "synonyms.yml").write_text("- [one, two words]\n", encoding="utf-8")
    (tmp_path / "ours" / "site_templates").mkdir(parents=True)
    (tmp_path / "ours" / "site_templates" / "base.html").write_text("<footer></footer>", encoding="utf-8")
    begin_pages(tmp_path / "pair")
    subprocess.run(["git", "init", "--quiet", str(made.policies.parent)], check=True)
    return made


def test_a_page_has_the_keys_and_the_text_of_its_file():
    text = (
        "---\ntitle: A 'rule'\ncodes: 0709T\nsources:\n  one:\n    title: Other\n---\n## Coverage\n\nCovered [one].\n"
    )
    assert page_of(text, "uhc") == (
        '{"payer": "uhc", "title": "A \'rule", "codes": "0709T"}\n\n## Coverage\n\nCovered [one].\n'
    )


def test_each_file_has_its_page_and_one_that_stays_is_not_written_again(place):
    pages = place.top / "pair"
    write_pages(place.policies, pages)
    before = {path: path.stat().st_mtime_ns for path in (pages / "content").rglob("*.md")}
    assert len(before) == len(list(place.policies.rglob("*.md")))
    pairs.sentence(place, 0)
    write_pages(place.policies, pages)
    (changed,) = (path for path, time in before.items() if path.stat().st_mtime_ns != time)
    assert changed.relative_to(pages / "content") == place.entry().relative_to(place.policies)


def test_each_edit_changes_something_and_leaves_content_without_problems(place):
    for edit in (one for one in pairs.EDITS if one is not pairs.nothing and one is not pairs.full):
        before = {
            path: path.read_bytes() for path in place.top.rglob("*") if path.is_file() and ".git" not in path.parts
        }
        for run in range(3):
            edit(place, run)
            assert () == check(load(place.policies)).problems, edit.__name__
        assert any(path.read_bytes() != content for path, content in before.items()), edit.__name__


def test_what_a_build_takes_and_leaves_is_measured_and_a_failure_is_told(tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "stays").write_text("as it is")
    found = pairs.measured([["sh", "-c", "echo more > out/new"]], tmp_path, tmp_path / "out")
    assert (found.files, found.changed, found.size) == (2, 1, 13 / pairs.MEGABYTE)
    assert found.wall > 0 < found.peak
    with pytest.raises(MissingError, match="no room"):
        pairs.measured([["sh", "-c", "echo no room; exit 3"]], tmp_path, tmp_path / "out")


def test_growth_is_told_as_a_power_of_the_number_of_entries():
    def cost(cpu):
        return pairs.Cost(1, cpu, 1, 1, 1, 1)

    sizes = {100: {"full": (cost(2), cost(3))}, 1000: {"full": (cost(20), cost(300))}}
    assert list(pairs.growth(100, 1000, sizes)) == [
        "full, 100 to 1,000 entries: CPU seconds as n to the power of 1.00 / 2.00"
    ]
    assert pairs.middle([cost(1), cost(5), cost(2)]) == cost(2)
