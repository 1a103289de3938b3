"""A diff as lines of a terminal. A line is a list of pieces, each a text with its tone; the console prints them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Final

from kb.diff.change import Change, Diff, Fact, FactsDiff, Passage, Unread
from kb.diff.direction import DIRECTIONS
from kb.diff.grouping import Group, grouped, grouped_by_day
from kb.diff.word_diff import GONE, NEW, excerpt
from kb.diff.wording import (
    codes,
    fact_sides,
    group_sides,
    headline,
    question_title,
    shown_facts,
    summary,
    takes_effect,
    whole,
    will_change,
)
from kb.domain.days import day

Line = list[tuple[str, str]]
"""Pieces of a line: the text, and its tone (good, partial, bad, neutral, unknown), `head`, `quiet` or nothing."""

TONES: Final = {value.name: value.tone for value in DIRECTIONS}
MARKS: Final = {GONE: ("[-", "-]", "bad"), NEW: ("{+", "+}", "good")}


def lines(found: Diff) -> Iterator[Line]:
    """Write a whole diff: for each change its facts, its prose and its effects on the answers; then the concerns."""
    groups, dated = grouped(found.effects), grouped_by_day(found.dated)
    for change in found.changes:
        ahead = takes_effect(change, found.day)
        yield from _change(change, found.day)
        yield from (_group(group, _when(group, ahead, found.day)) for group in groups.get(change.id, ()))
        yield from (_group(group, f" on {day(dt.date.fromisoformat(on))}") for on, group in dated.get(change.id, ()))
        yield []
    for unread in found.unread:
        yield from _unread(unread)
        yield []
    yield from _official(found.official)
    if found.concerns:
        yield [("Needs a second approval:", "head")]
        yield from ([(f"  {one.rule}", "bad"), (f" {one.id}: {one.message}", "")] for one in found.concerns)
    yield [(summary(found), "head")]


def _official(found: FactsDiff | None) -> Iterator[Line]:
    """Write what differs in the tables from official files: by table, then by code."""
    if not found or not found.tables:
        return
    yield [("Official files", "head")]
    for table in found.tables:
        editions = f"{table.before or 'none'} → {table.after or 'none'}"
        yield [(f"  {table.table}: edition {editions}; lines gone: {table.gone:,}, new: {table.new:,}", "quiet")]
    for code in found.codes:
        yield [(f"  {code.code}", "head")]
        yield from (
            [(f"    {fact.text} ", ""), (f"({fact.direction})", TONES[fact.direction])] for fact in code.facts
        )
    if found.others:
        yield [(f"  {found.others:,} other codes differ; --code CODE tells of one", "quiet")]
    yield []


def _change(change: Change, today: dt.date | None) -> Iterator[Line]:
    ahead = takes_effect(change, today)
    yield [(headline(change, today), "head")]
    yield from (_fact(fact, ahead if fact.kind == "answer" else None) for fact in shown_facts(change))
    for passage in change.passages:
        yield [(f"  {passage.heading}: ", "")] + ([("(prose)", "quiet")] if whole(change) else _words(passage))


def _fact(fact: Fact, ahead: dt.date | None) -> Line:
    before, after = fact_sides(fact)
    return [
        (f"  {fact.name}{will_change(ahead)}: {before} → {after} ", ""),
        (f"({fact.direction})", TONES[fact.direction]),
    ]


def _words(passage: Passage) -> Line:
    pieces: Line = []
    for span in excerpt(passage.spans):
        opens, closes, tone = MARKS.get(span.kind, ("", "", "quiet"))
        pieces.append((f"{opens}{' '.join(span.text.split())}{closes} ", tone))
    return pieces


def _when(group: Group, ahead: dt.date | None, today: dt.date | None) -> str:
    """Say on which day an answer differs, where that is not simply from now on."""
    return f" on {day(today)}" if group.now and today else will_change(ahead)


def _group(group: Group, when: str) -> Line:
    before, after = group_sides(group)
    also = f" (with {', '.join(group.others)})" if group.others else ""
    moved = f"  ⇒ {question_title(group)} for {group.scope}{when}: {before} → {after} "
    return [(moved, ""), (f"({group.direction})", TONES[group.direction]), (f": {codes(group)}{also}", "")]


def _unread(unread: Unread) -> Iterator[Line]:
    yield [(f"not read as content, compared as text: {unread.path}", "head")]
    yield from ([(f"  {reason}", "quiet")] for reason in unread.reasons)
    tones = {"+": "good", "-": "bad"}
    yield from ([(f"  {line}", tones.get(line[:1], "quiet"))] for line in unread.lines)
