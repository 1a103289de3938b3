"""The values of a diff: which direction a whole change has, and when it cites another edition."""

from __future__ import annotations

import pytest

from kb.diff.change import Change, CodeChange, Fact, FactChange, Passage
from kb.diff.word_diff import Span

PROSE = (Passage("Coverage", (Span("new", "word"),)),)
LOOSER = Fact("Coverage", "answer", "not covered", "covered", "looser", "coverage")
DATE = Fact("effective", "date", "", "2026-01-01", "dates only")
OWNER = Fact("owner", "other", "", "billing", "neutral")


def change(kind="edited", facts=(), passages=()):
    return Change(kind, "entry", "a/b/c", "c", facts=facts, passages=passages)


@pytest.mark.parametrize(
    ("facts", "passages", "direction"),
    [
        ((LOOSER, OWNER), (), "looser"),
        ((DATE, OWNER), (), "neutral"),
        ((DATE,), PROSE, "dates only"),
        ((), PROSE, "wording only"),
        ((LOOSER, DATE), PROSE, "looser"),
        ((), (), "neutral"),
    ],
)
def test_an_edit_has_the_direction_of_its_answers_else_of_all_else_that_differs(facts, passages, direction):
    assert direction == change("edited", facts, passages).direction


@pytest.mark.parametrize("kind", ["added", "removed", "moved"])
def test_a_file_that_comes_goes_or_moves_is_neutral_unless_an_answer_differs(kind):
    assert "neutral" == change(kind, (DATE,), PROSE).direction
    assert "looser" == change(kind, (LOOSER, DATE), PROSE).direction


def test_the_answers_of_a_change_are_its_facts_of_that_kind_alone():
    assert (LOOSER,) == change(facts=(DATE, LOOSER, OWNER)).answers


@pytest.mark.parametrize(
    ("name", "edition"),
    [
        ("document", True),
        ("effective", True),
        ("ends", True),
        ("source policy: printed", True),
        ("source policy: retrieved", False),
        ("owner", False),
        ("printed: by whom", False),
    ],
)
def test_another_document_date_or_print_is_another_edition(name, edition):
    other = Fact(name, "other", "x", "y", "neutral")
    assert edition is change(facts=(OWNER, other)).edition


def test_a_change_without_a_fact_cites_the_same_edition():
    assert not change(passages=PROSE).edition


def test_a_code_has_the_tightest_direction_of_its_facts():
    facts = (FactChange("a", "looser"), FactChange("b", "tighter"), FactChange("c", "neutral"))
    assert "tighter" == CodeChange("0709T", watched=True, facts=facts).direction
