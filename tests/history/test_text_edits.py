"""An edit on disk counts as one of the text alone where nothing else that is told of the entry differs."""

from __future__ import annotations

import datetime as dt

import pytest

from kb.content.load import load
from kb.history.documents import documents_of
from kb.history.read import read_history
from kb.history.text_edits import not_committed, text_edits
from kb.rules.check import check

PLANS = "example-health/commercial"
X, Y = f"{PLANS}/x.md", f"{PLANS}/y.md"
TODAY = dt.date(2026, 6, 1)


@pytest.fixture
def found(repository):
    """Commit files, write others, and give the ids of those that differ, and of those by their text alone."""

    def after(before, files):
        repository.commit(before)
        repository.write(files)
        texts = load(repository.folder)
        history = read_history(repository.folder, texts)
        documents = documents_of(history, check(texts).library)
        return not_committed(history), text_edits(history, documents, TODAY)

    return after


def longer(text):
    return f"{text.rstrip()}\n\nOur reading: one sentence more.\n"


def test_a_sentence_more_is_an_edit_of_the_text_alone(found, rule):
    was = {X: rule("covered"), Y: rule("covered")}
    assert ({f"{PLANS}/x"}, {f"{PLANS}/x"}) == found(was, {X: longer(was[X])})


@pytest.mark.parametrize("now", [("not covered",), ("covered", "2026-05-01")])
def test_another_value_or_date_is_more_than_an_edit_of_the_text(found, rule, now):
    assert ({f"{PLANS}/x"}, frozenset()) == found({X: rule("covered")}, {X: rule(*now)})


def test_a_text_that_could_not_be_read_before_is_no_edit_of_the_text_alone(found, rule):
    broken = rule("covered").replace("title:", "titel:")
    assert frozenset() == found({X: broken}, {X: broken.replace("Example", "Another")})[1]


def test_a_new_file_is_no_edit_of_the_text_alone(found, rule):
    assert ({f"{PLANS}/y"}, frozenset()) == found({X: rule("covered")}, {Y: rule("covered")})
