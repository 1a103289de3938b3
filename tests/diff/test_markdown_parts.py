"""What the comment on a pull request tells of each part of a diff, and what it leaves out."""

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
from kb.diff.markdown import LONGEST, LONGEST_CELL, cell, escape, markdown
from kb.diff.word_diff import compare

OLD, NEW = Outcome("not covered", "primary", ("a/b/c",), "", ""), Outcome("covered", "primary", ("a/b/c",), "", "")
EFFECT = Effect("0709T", "a/b", "coverage", OLD, NEW, "looser", ("a/b/c",))
COVERAGE = Fact("Coverage", "answer", "not covered", "covered", "looser", "coverage")
EDIT = Change("edited", "entry", "a/b/c", "c", "", "2026-04-01", (COVERAGE,))
EMPTY = Diff("one", "two", (), (), (), ())


def written_lines(**parts):
    """Give the lines of the comment on a diff with these parts, without empty ones."""
    return [line for line in markdown(replace(EMPTY, **parts)).splitlines() if line]


def test_each_word_for_a_direction_is_explained_where_something_changed():
    told = written_lines(changes=(EDIT,))
    assert "<summary>What the directions mean</summary>" in told
    assert "| looser | a better answer: more is covered, or less must be asked for |" in told
    assert "</details>" == told[-1]


@pytest.mark.parametrize(
    ("facts", "opened"),
    [
        ((COVERAGE,), "<details open>"),
        ((Fact("ends", "date", "", "2026-01-01", "dates only"),), "<details>"),
        ((Fact("title", "wording", "x", "y", "wording only"),), "<details>"),
        ((Fact("owner", "other", "x", "y", "neutral"),), "<details open>"),
    ],
)
def test_a_change_of_dates_or_wording_alone_is_folded_away(facts, opened):
    assert opened == written_lines(changes=(replace(EDIT, facts=facts),))[3]


def test_answers_that_change_later_say_when_and_those_of_today_say_so():
    day = dt.date(2026, 3, 2)
    later = written_lines(changes=(EDIT,), effects=(EFFECT,), day=day)
    assert "Resolved answers, which will change on Apr 1, 2026:" in later
    assert "<summary>entry edited: a/b/c · looser, will change on Apr 1, 2026</summary>" in later
    now = written_lines(changes=(EDIT,), effects=(replace(EFFECT, now=True),), day=dt.date(2026, 4, 1))
    assert "Resolved answers:" in now
    assert "| Coverage (today) | a/b | 0709T | not covered | covered | looser |" in now


def test_a_change_without_facts_effects_or_prose_is_its_headline():
    told = written_lines(changes=(replace(EDIT, facts=(), effective=""),))
    assert ["<details open>", "<summary>entry edited: a/b/c · neutral</summary>", "</details>"] == told[3:6]


def test_other_causes_of_an_effect_are_named():
    told = written_lines(changes=(EDIT,), effects=(replace(EFFECT, causes=("a/b/c", "a/b/d", "a/b/e")),))
    assert "| Coverage | a/b | 0709T | not covered | covered | looser (with a/b/d, a/b/e) |" in told


def test_what_changed_dates_move_stands_in_a_table_with_the_days():
    told = written_lines(changes=(EDIT,), dated=(DatedEffect("2026-07-01", EFFECT),))
    assert "Answers that the changed dates move, from the first such day of service:" in told
    assert "| 2026-07-01 | Coverage | a/b | 0709T | not covered | covered | looser |" in told


def test_the_words_of_a_file_that_came_are_not_marked():
    passage = (Passage("Coverage", compare("", "it is")),)
    assert "| Coverage | it is |" in written_lines(changes=(replace(EDIT, kind="added", passages=passage),))
    assert "| Coverage | **it is** |" in written_lines(changes=(replace(EDIT, passages=passage),))


def test_a_file_that_was_not_read_is_told_with_its_reasons_and_its_lines():
    told = written_lines(unread=(Unread("a/b.md", ("two: 1:1: bad",), ("-x", "  ", "+y")),))
    assert [
        "<details>",
        "<summary>not read as content, compared as text: a/b.md</summary>",
        "| why |",
        "|---|",
        "| two: 1:1: bad |",
        "| lines |",
        "|---|",
        "| -x |",
        "| +y |",
        "</details>",
    ] == told[3:]
    assert "| lines |" not in written_lines(unread=(Unread("a/b.md", ("two: 1:1: bad",), ()),))


FEES = TableChange("fees", None, dt.date(2026, 1, 1), 1_000, 0)
OPPS = TableChange("opps", dt.date(2026, 1, 1), None, 0, 2)
UNITS = CodeChange("0709T", watched=True, facts=(FactChange("units 2 → 3", "looser"),))


def test_official_files_are_told_by_table_then_by_code_and_the_others_counted():
    assert [
        "<details open>",
        "<summary>Official files</summary>",
        "| table | edition before | edition after | lines gone | lines new |",
        "|---|---|---|---|---|",
        "| fees |  | 2026-01-01 | 1,000 | 0 |",
        "| opps | 2026-01-01 |  | 0 | 2 |",
        "| code | what | direction |",
        "|---|---|---|",
        "| 0709T | units 2 → 3 | looser |",
        "1,200 other codes differ: `python3 build.py diff` with `--code` tells of one.",
        "</details>",
    ] == written_lines(official=FactsDiff((FEES, OPPS), (UNITS,), 1_200))[3:]


def test_official_files_without_a_code_that_is_told_have_no_table_of_codes():
    told = written_lines(official=FactsDiff((FEES,)))
    assert "| code | what | direction |" not in told
    assert not [line for line in told if "other codes" in line]


def test_official_files_that_are_the_same_are_not_told():
    assert written_lines() == written_lines(official=FactsDiff()) == written_lines(official=None)
    assert 3 == len(written_lines())


def test_sixty_reasons_fit_and_one_more_is_counted():
    reasons = [Concern("moved", f"a/b/c{number}", "why") for number in range(61)]
    assert not [line for line in written_lines(concerns=tuple(reasons[:60])) if line.startswith("1 more")]
    assert "1 more: `python3 build.py diff` shows all." in written_lines(concerns=tuple(reasons))
    assert "### Needs a second approval" not in written_lines()


def test_a_text_too_long_for_a_cell_is_cut_with_a_mark():
    assert "x" * LONGEST_CELL == escape("x" * LONGEST_CELL)
    assert f"{'x' * LONGEST_CELL}…" == escape("x" * (LONGEST_CELL + 1))
    assert 1_500 == LONGEST_CELL


@pytest.mark.parametrize(("spare", "kept"), [(0, True), (-1, False)])
def test_a_block_is_left_out_only_where_it_does_not_fit(spare, kept):
    """The head, the block and a line end for each of their lines are counted."""
    found = replace(EMPTY, unread=(Unread("a/b.md", ("bad",), ()),))
    fits = len(markdown(found)) + 1
    assert kept == ("a/b.md" in markdown(found, fits + spare))
    assert kept != ("\n1 more, too long for a comment: " in markdown(found, fits + spare))


def test_addresses_and_the_words_around_them_are_joined_by_blanks():
    assert "see `https://example.org/a` and `https://example.org/b`" == cell(
        "see https://example.org/a and https://example.org/b"
    )
    assert "`https://example.org/a`" == cell("https://example.org/a")


def test_the_longest_comment_leaves_room_below_what_a_code_host_takes():
    assert 60_000 == LONGEST
