"""A diff as lines of a terminal: what is told of each part, in which order and tone."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from kb.diff.change import (
    Change,
    CodeChange,
    Concern,
    DatedEffect,
    Diff,
    Effect,
    Fact,
    FactChange,
    FactsDiff,
    Outcome,
    Passage,
    TableChange,
    Unread,
)
from kb.diff.text import lines
from kb.diff.word_diff import Span

DAY = dt.date(2026, 3, 2)
EMPTY = Diff("one", "two", (), (), (), (), DAY)
COVERAGE = Fact("Coverage", "answer", "not covered", "covered", "looser", "coverage")
OWNER = Fact("owner", "other", "", "billing", "neutral")
PROSE = Passage("Coverage", (Span("same", "it is"), Span("gone", "all\nbad"), Span("new", "good")))
CHANGE = Change("edited", "entry", "a/b/c", "c", "", "2026-01-01", (COVERAGE, OWNER), (PROSE,))
OLD, NEW = Outcome("not covered", "primary", ("a/b/c",), "", ""), Outcome("covered", "primary", ("a/b/c",), "", "")
EFFECT = Effect("0709T", "a/b", "coverage", OLD, NEW, "looser", ("a/b/c",))
SUMMARY = "0 changes, 0 resolved answers affected."
TABLES = (TableChange("fees", None, DAY, 1_000, 0), TableChange("opps", DAY, None, 0, 2))
CODES = (CodeChange("0709T", watched=True, facts=(FactChange("units 2 → 3", "looser"),)),)


def texts(found):
    """Give the text of each line but the last, which counts."""
    return ["".join(text for text, _ in line) for line in lines(found)][:-1]


def with_change(change=CHANGE, **parts):
    return replace(EMPTY, changes=(change,), **parts)


def test_nothing_is_said_in_one_line():
    assert [[(SUMMARY, "head")]] == list(lines(EMPTY))
    assert [[(SUMMARY, "head")]] == list(lines(replace(EMPTY, official=FactsDiff())))


def test_a_change_is_its_headline_its_facts_and_its_prose_and_an_empty_line():
    assert [
        "entry edited: a/b/c · looser, effective 2026-01-01",
        "  Coverage: not covered → covered (looser)",
        "  owner: nothing → billing (neutral)",
        "  Coverage: it is [-all bad-] {+good+} ",
        "",
    ] == texts(with_change())


def test_each_direction_and_each_mark_has_its_tone():
    pieces = [piece for line in lines(with_change()) for piece in line]
    assert {
        ("entry edited: a/b/c · looser, effective 2026-01-01", "head"),
        ("(looser)", "good"),
        ("(neutral)", "neutral"),
        ("it is ", "quiet"),
        ("[-all bad-] ", "bad"),
        ("{+good+} ", "good"),
    } <= set(pieces)


def test_an_answer_that_takes_effect_later_will_change_and_nothing_else_of_it_will():
    later = replace(CHANGE, effective="2026-04-01", passages=())
    assert [
        "entry edited: a/b/c · looser, will change on Apr 1, 2026",
        "  Coverage will change on Apr 1, 2026: not covered → covered (looser)",
        "  owner: nothing → billing (neutral)",
        "  ⇒ Coverage for a/b will change on Apr 1, 2026: not covered → covered (looser): 0709T",
        "",
    ] == texts(with_change(later, effects=(EFFECT,)))


def test_the_prose_of_a_file_that_came_is_not_told():
    assert "  Coverage: (prose)" in texts(with_change(replace(CHANGE, kind="added")))


@pytest.mark.parametrize(
    ("now", "today", "when"), [(True, DAY, " on Mar 2, 2026"), (False, DAY, ""), (True, None, "")]
)
def test_an_answer_that_differs_today_says_so(now, today, when):
    told = texts(replace(with_change(effects=(replace(EFFECT, now=now),)), day=today))
    assert f"  ⇒ Coverage for a/b{when}: not covered → covered (looser): 0709T" in told


def test_what_a_date_moves_stands_below_its_change_with_the_day_and_other_causes():
    dated = (DatedEffect("2026-07-01", replace(EFFECT, causes=("a/b/c", "a/b/d", "a/b/e"))),)
    told = texts(with_change(dated=dated))
    assert "  ⇒ Coverage for a/b on Jul 1, 2026: not covered → covered (looser): 0709T (with a/b/d, a/b/e)" in told


def test_a_file_that_was_not_read_is_told_with_its_reasons_and_lines():
    found = replace(EMPTY, unread=(Unread("a/b.md", ("two: 1:1: bad",), ("-x", "+y", " z", "")),))
    assert [
        [("not read as content, compared as text: a/b.md", "head")],
        [("  two: 1:1: bad", "quiet")],
        [("  -x", "bad")],
        [("  +y", "good")],
        [("   z", "quiet")],
        [("  ", "quiet")],
        [],
    ] == list(lines(found))[:-1]


def test_official_files_are_told_by_table_then_by_code_and_the_others_counted():
    told = list(lines(replace(EMPTY, official=FactsDiff(TABLES, CODES, 1_200))))[:-1]
    assert [
        [("Official files", "head")],
        [("  fees: edition none → 2026-03-02; lines gone: 1,000, new: 0", "quiet")],
        [("  opps: edition 2026-03-02 → none; lines gone: 0, new: 2", "quiet")],
        [("  0709T", "head")],
        [("    units 2 → 3 ", ""), ("(looser)", "good")],
        [("  1,200 other codes differ; --code CODE tells of one", "quiet")],
        [],
    ] == told
    assert not [line for line in texts(replace(EMPTY, official=FactsDiff(TABLES, CODES))) if "other codes" in line]


def test_reasons_for_a_second_approval_come_last_before_the_count():
    found = with_change(concerns=(Concern("moved", "a/b/c", "why"),))
    assert ["Needs a second approval:", "  moved a/b/c: why"] == texts(found)[-2:]
    assert [("  moved", "bad"), (" a/b/c: why", "")] in list(lines(found))
    assert "Needs a second approval:" not in texts(with_change())
