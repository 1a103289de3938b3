"""Until when an answer counts as fresh, and when an unknown was last searched."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from kb.domain.model import Receipt
from kb.domain.vocabulary import QUESTIONS, question
from kb.pages.freshness import Freshness, freshness, last_searched

RULE = "example-health/commercial/category-iii"
DAY = dt.date(2026, 3, 2)
ASKED = question("prior authorization")


@pytest.fixture
def rule(good):
    """An entry with a known answer on prior authorization, reviewed on a day."""
    return replace(good[0].by_path[f"{RULE}.md"], reviewed=DAY, review_by=DAY + dt.timedelta(days=300))


def test_an_answer_is_fresh_until_its_half_life_ends(rule):
    assert Freshness(DAY, DAY + dt.timedelta(days=30), 30) == freshness(rule, ASKED)


@pytest.mark.parametrize("days", [29, 30])
def test_where_its_entry_is_due_no_later_the_half_life_decides_nothing_and_is_not_told(rule, days):
    due = DAY + dt.timedelta(days=days)
    assert Freshness(DAY, due, 0) == freshness(replace(rule, review_by=due), ASKED)


def test_an_answer_without_a_half_life_is_due_with_its_entry(rule):
    assert Freshness(DAY, rule.review_by, 0) == freshness(rule, question("coverage"))


def test_the_newest_receipt_that_names_the_question_tells_when_it_was_last_searched(rule):
    looked = [(1, ("coverage",)), (2, ("billing", "coverage")), (3, ()), (4, ("billing",))]
    held = replace(rule, looked=tuple(Receipt("a", "b", dt.date(2026, 1, day), keys) for day, keys in looked))
    found = {asked.key: last_searched(held, asked) for asked in QUESTIONS}
    assert {"coverage": dt.date(2026, 1, 2), "billing": dt.date(2026, 1, 4)} == {k: d for k, d in found.items() if d}
