"""New entries: sound where all is known, else with places to fill in; never surer than what was said."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from kb.authoring.new_entry import NewEntry, NewSource, entry_text, host_of, name_of, title_of
from kb.content.load import Texts, load
from kb.content.parse import parse
from kb.domain.vocabulary import QUESTIONS, UNKNOWN, names
from kb.layout.file import lay_out
from kb.rules.check import check

TODAY = dt.date(2026, 3, 2)
PATH = "example-health/commercial/fresh.md"
SOURCE = NewSource("Example Policy 2: repair", "Example Health", "https://example.org/health/policy-2")
FRESH = NewEntry("Example Health", ("0709T",), QUESTIONS[0], "not covered", SOURCE, title="Fresh")


@pytest.fixture
def problems(good_library):
    texts = load(good_library)

    def of(text):
        checked = check(Texts({**texts.files, PATH: text}, ()), TODAY, only=(PATH,))
        return [problem.code for problem in checked.problems]

    return of


@pytest.mark.parametrize("asked", QUESTIONS, ids=lambda asked: asked.slug)
def test_an_entry_with_its_facts_is_sound_for_every_question_and_laid_out(asked, problems):
    value = names(asked.values)[0] if asked.values else "The first 90 days count"
    for entry in (replace(FRESH, question=asked, value=value), replace(FRESH, question=asked, value=UNKNOWN)):
        text = entry_text(entry, TODAY)
        assert [] == problems(text)
        assert not lay_out(PATH, text).differs


@pytest.mark.parametrize("asked", QUESTIONS, ids=lambda asked: asked.slug)
def test_an_entry_without_its_facts_is_one_message(asked, problems):
    bare = replace(FRESH, question=asked, value="", source=NewSource())
    assert ["placeholder"] == problems(entry_text(bare, TODAY))


def test_what_nobody_said_is_the_least_sure():
    entry = parse(PATH, entry_text(FRESH, TODAY)).document
    [source] = entry.sources.values()
    answer = entry.answers["coverage"]
    assert ("secondary", "part", "low", "undated") == (
        source.standing, source.read, answer.confidence, entry.currency,
    )  # fmt: skip


def test_who_publishes_a_page_is_at_least_its_host():
    assert "www.example.org" == host_of("https://www.example.org/a")
    assert "" == host_of("https://[")


def test_a_name_and_a_title_come_from_the_codes():
    assert ("0708t-0709t", "0708T, 0709T") == (name_of(("0708T", "0709T")), title_of(("0708T", "0709T")))
    assert ("category-iii", "Category III codes") == (name_of(("category III",)), title_of(("category III",)))
    assert ("all-codes", "All codes") == (name_of(("all codes",)), title_of(("all codes",)))
    many = tuple(f"1200{number}" for number in range(9))
    assert ("12000-and-8-more", "12000 and 8 more codes") == (name_of(many), title_of(many))
