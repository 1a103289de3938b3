"""What needs a second approval beside the documents: unread files, words, questions, and code."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kb.content.load import Texts
from kb.diff.change import Change, Fact, Unread
from kb.diff.gate_files import code_concerns, file_concerns
from kb.diff.sides import side
from kb.domain.model import DenialCode, Lookup

EMPTY = side("nothing", Texts({}, (), {}))
POLICIES = "policies/"


def told(found):
    return [(one.rule, one.id, one.message) for one in found]


def with_library(**fields):
    return replace(EMPTY, library=replace(EMPTY.library, **fields))


def code(*paths, policies=POLICIES):
    return told(code_concerns(paths, policies))


def test_each_file_that_cannot_be_read_on_both_sides_is_named_with_the_first_reason():
    unread = [Unread("a/b.md", ("x: 1:1: bad", "x: 2:1: worse"), ()), Unread("a/c.md", (), ("-a",))]
    assert [
        ("unreadable", "a/b.md", "it cannot be read on both sides: x: 1:1: bad"),
        ("unreadable", "a/c.md", "it cannot be read on both sides: its text differs"),
    ] == told(file_concerns(EMPTY, EMPTY, unread, ()))


def test_words_of_search_that_differ_are_named_by_their_file():
    why = "it differs, and with it what a search finds or says"
    synonyms = with_library(synonyms=(("visit", "encounter"),))
    lookup = with_library(lookup=Lookup(denial_codes=(DenialCode("CO-50", "coverage", "necessity"),)))
    assert [("search-words", "synonyms.yml", why)] == told(file_concerns(EMPTY, synonyms, (), ()))
    assert [("search-words", "lookup.yml", why)] == told(file_concerns(lookup, EMPTY, (), ()))
    assert [] == told(file_concerns(lookup, lookup, (), ()))


def test_a_question_that_goes_or_expects_something_else_is_named_and_a_new_one_is_not():
    facts = [
        Fact("what about 0709T", "other", "first a", "", "neutral"),
        Fact("what about 0708T", "other", "first a", "first b", "neutral"),
        Fact("what about 96401", "other", "", "first c", "neutral"),
    ]
    asked = Change("edited", "questions", "questions.yml", "Questions", facts=tuple(facts))
    assert [
        ("question-removed", "questions.yml", "the question “what about 0709T” is gone"),
        ("question-removed", "questions.yml", "the question “what about 0708T” goes from “first a” to “first b”"),
    ] == told(file_concerns(EMPTY, EMPTY, (), [asked]))


@pytest.mark.parametrize(
    "path",
    [
        "kb/diff/gate.py",
        "kb/commands/diff.py",
        ".ci/run",
        ".github/workflows/diff.yml",
        *("CODEOWNERS", "docs/CODEOWNERS", ".github/CODEOWNERS", ".gitattributes", "policies/cigna/.gitattributes"),
    ],
)
def test_a_change_of_the_gate_is_named_even_alone_and_once(path):
    assert [("gate-changed", path, "the gate itself changes")] == code(path)
    assert ["gate-changed"] == [rule for rule, *_ in code(path, "policies/a/b.md")]


@pytest.mark.parametrize(
    "path",
    [
        "kb/rules/dates.py",
        "build.py",
        "pyproject.toml",
        ".lock/build.txt",
        ".github/x.md",
        "json.py",
        "yaml/nodes.py",
    ],
)
def test_code_that_judges_is_named_only_where_policies_change_with_it(path):
    why = f"code changes together with policies: {path}"
    assert [("code-with-content", path, why)] == code(path, "policies/a/b.md")
    assert [] == code(path)


def test_of_several_the_first_is_named_and_the_others_counted():
    two = code("build.py", "kb/rules/dates.py", "policies/a.md")
    assert [("code-with-content", "build.py", "code changes together with policies: build.py and 1 more")] == two
    assert code("build.py", "kb/a.py", "kb/b.py", "policies/a.md")[0][2].endswith(": build.py and 2 more")


@pytest.mark.parametrize(
    "paths",
    [
        (),
        ("policies/a.md",),
        ("README.md", "policies/a.md"),
        ("tests/a.py", "benchmarks/b.py", "policies/a.md"),
        ("json.py", "docs/b", "docs/owners"),
    ],
)
def test_what_judges_nothing_is_no_concern(paths):
    assert [] == code(*paths)


def test_policies_below_a_folder_of_code_are_content_and_no_code():
    assert [] == code("kb/policies/a.md", policies="kb/policies/")


def test_policies_that_are_the_whole_repository_change_with_all_code_in_it():
    assert [("code-with-content", "build.py", "code changes together with policies: build.py")] == code(
        "build.py", "a/b.md", policies=""
    )


def test_a_change_of_the_services_needs_a_second_approval():
    services = with_library(concepts=())
    why = "it differs, and with it which services an entry can be on, and which codes belong to one"
    assert [("services", "concepts.yml", why)] == told(file_concerns(EMPTY, services, (), ()))
