"""A text that the parser cannot follow, or takes long over, stops no build once it is history: reverting it heals."""

from __future__ import annotations

import shutil

import pytest

from kb.content import markdown, prose
from kb.content.limits import beyond_limits
from kb.content.load import load
from kb.content.markdown import Unrenderable
from kb.history.read import read_history
from kb.pages import page
from kb.rules import dialect
from kb.rules.check import check
from kb.site.build import build

ENTRY = "example-health/commercial/0709t.md"
POISON = {
    "lists in each other": "\n".join(f"{'    ' * depth}- Our reading: a" for depth in range(260)),
    "numbers in each other": "1. " * 500 + "x",
    "brackets": "Our reading: " + "[" * 20_000,
    "lines that divide": "***\n" * 4_000,
    "one long line": "Our reading: " + "a**b" * 20_000,
    "a table": "|a|b|\n|-|-|\n" + "|Our reading|b|\n" * 4_000,
}


@pytest.fixture
def told(repository, good_library):
    """A repository with the small library; gives the text of one entry, to poison."""
    shutil.copytree(good_library, repository.folder, dirs_exist_ok=True)
    repository.commit({}, "2026-03-03", "first")
    return (repository.folder / ENTRY).read_text(encoding="utf-8")


@pytest.mark.parametrize("kind", POISON)
def test_it_is_refused_by_its_place_before_anything_is_rendered(kind, told, repository, monkeypatch):
    rendered, poison = [], POISON[kind].strip()

    def convert(text, *given):
        rendered.append(text)
        return "" if poison in text else markdown.convert(text, *given)

    for module in (prose, dialect):
        monkeypatch.setattr(module, "convert", convert)
    repository.write({ENTRY: f"{told}\nOur reading:\n\n{POISON[kind]}\n"})
    problems = check(load(repository.folder)).problems
    assert [] == [text for text in rendered if poison in text]
    assert {ENTRY} == {problem.path for problem in problems}
    assert all(problem.place.line > told.count("\n") for problem in problems)


@pytest.mark.parametrize("kind", POISON)
def test_a_revert_heals_and_the_old_version_is_shown_as_it_was_typed(kind, told, repository, tmp_path):
    poisoned = repository.commit({ENTRY: f"{told}\nOur reading:\n\n{POISON[kind]}\n"}, "2026-03-04", "poison")
    repository.git("revert", "--no-edit", "HEAD", day="2026-03-05")
    built = build(repository.folder, tmp_path / "site", lambda _: None, read_history)
    assert () == built.problems
    (page,) = [path for path in (tmp_path / "site").rglob("*.html") if poisoned[:7] in path.name]
    assert "<pre>" in page.read_text(encoding="utf-8")


def test_the_examples_are_beyond_a_limit():
    assert [] == [kind for kind, text in POISON.items() if not beyond_limits(text)]


def test_a_section_of_an_old_version_on_which_the_parser_fails_is_shown_as_it_was_typed(
    told, repository, monkeypatch
):
    """No text within the limits that does so is known, so a parser that fails on a word stands in for one."""
    real = page.to_html

    def fail(text, *given):
        if "poison" in text:
            raise Unrenderable("a fault of the parser")
        return real(text, *given)

    monkeypatch.setattr(page, "to_html", fail)
    repository.commit({ENTRY: told.replace("Contracts", "The poison <b>")}, "2026-03-04", "poison")
    repository.commit({ENTRY: told}, "2026-03-05", "healed")
    out = repository.root.parent / "site"
    assert () == build(repository.folder, out, lambda _: None, read_history).problems
    shown = [path for path in out.rglob("*.html") if "The poison &lt;b&gt;" in path.read_text(encoding="utf-8")]
    assert shown
