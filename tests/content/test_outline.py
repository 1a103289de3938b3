"""An outline is the same if the text of a section alone differs; with limits, not where that tells a time limit."""

from __future__ import annotations

import pytest

from kb.content.outline import outline_of
from kb.content.parse import parse

PATH = "example-health/commercial/spare.md"
ENTRY = """\
---
title: Spare entry
codes: 0709T
currency: undated
reviewed: 2026-03-02
review_by: 2026-09-02
coverage: data not available
coverage_reason: not looked up
appeals: data not available
appeals_reason: not looked up
---

## Coverage

Data not available. One sentence.

## Appeals

Data not available. Another sentence.
"""


def outline(text, *, with_limits=False):
    return outline_of(parse(PATH, text).document, with_limits=with_limits)


@pytest.mark.parametrize("with_limits", [False, True])
def test_another_sentence_leaves_the_outline_as_it_is(with_limits):
    now = ENTRY.replace("One sentence.", "Two.\n\nSentences.")
    assert outline(ENTRY, with_limits=with_limits) == outline(now, with_limits=with_limits)


def test_another_time_limit_leaves_it_as_it_is_without_limits_alone():
    now = ENTRY.replace("Another sentence.", "In Ohio 77 days.")
    assert outline(ENTRY) == outline(now)
    assert outline(ENTRY, with_limits=True) != outline(now, with_limits=True)


@pytest.mark.parametrize(("old", "new"), [("title: Spare", "title: Other"), ("0709T", "0708T")])
def test_another_field_gives_another(old, new):
    assert outline(ENTRY) != outline(ENTRY.replace(old, new, 1))
