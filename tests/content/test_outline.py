"""An outline is the same if the text of a section alone differs; with limits, not where that tells a time limit."""

from __future__ import annotations

import pytest

from kb.content.outline import outline_of
from kb.content.parse import parse
from tests.conftest import rule

PATH = "example-health/commercial/spare.md"
SPARE = f"{rule('covered', codes='0709T')}\nOne sentence.\n\n## Appeals\n\nAnother sentence.\n"


def outline(text, *, with_limits=False):
    return outline_of(parse(PATH, text).document, with_limits=with_limits)


@pytest.mark.parametrize("with_limits", [False, True])
def test_another_sentence_leaves_the_outline_as_it_is(with_limits):
    now = SPARE.replace("One sentence.", "Two.\n\nSentences.")
    assert outline(SPARE, with_limits=with_limits) == outline(now, with_limits=with_limits)


def test_another_time_limit_leaves_it_as_it_is_without_limits_alone():
    now = SPARE.replace("Another sentence.", "In Ohio 77 days.")
    assert outline(SPARE) == outline(now)
    assert outline(SPARE, with_limits=True) != outline(now, with_limits=True)


@pytest.mark.parametrize(("old", "new"), [("title: An", "title: Other"), ("0709T", "0708T")])
def test_another_field_gives_another(old, new):
    assert outline(SPARE) != outline(SPARE.replace(old, new, 1))
