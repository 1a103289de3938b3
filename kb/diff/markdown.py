"""A diff as a comment on a pull request: tables and details only, short enough for a code host to accept.

What people wrote is shown as text: it cannot break out of its cell, mention people or link other threads.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from typing import Final

from kb.diff.change import Change, Concern, Diff, FactsDiff, Passage, Unread
from kb.diff.direction import DATES, DIRECTIONS, WORDING
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
)
from kb.domain.days import day
from kb.domain.problem import without_tricks

MARKER: Final = "<!-- policy-diff -->"
"""The first line, by which the comment is found again."""

LONGEST: Final = 60_000
"""Characters of a comment before the words on directions; the largest code host takes 65,536."""

MOST_CONCERNS: Final = 60
LONGEST_CELL: Final = 1_500
ACTIVE: Final = re.compile(r"[\\`*_\[\]<>#|~&@$]|!(?=\w)|:(?=//)")
"""Characters with a meaning in Markdown or on a code host; they are written as character references."""

MENTIONS: Final = "@#!~&:"
"""Characters that mention people or link pages even as a reference; a zero-width space is put after them."""

WEB: Final = re.compile(r"(?i)\b(www|gh)(?=[.-])")
URL: Final = re.compile(r"https?://[^\s`|]+")
MARKS: Final = {GONE: "~~", NEW: "**"}


def markdown(found: Diff, longest: int = LONGEST) -> str:
    """Write a whole diff; what does not fit into `longest` characters is counted instead."""
    head = [MARKER, "## What this changes in the policies", "", escape(summary(found)), ""]
    head += _concerns(found.concerns)
    return "\n".join([*_fitting(head, list(_blocks(found)), longest), *_legend(found)]).rstrip("\n") + "\n"


def escape(written: str) -> str:
    """Make text safe for a cell, a summary or a paragraph: on one line, without markup."""
    line = without_tricks(" ".join(written.split()))
    line = line if len(line) <= LONGEST_CELL else f"{line[:LONGEST_CELL]}…"
    return WEB.sub("\\1&#8203;", ACTIVE.sub(_reference, line))


def cell(written: str) -> str:
    """Make text safe for a cell, with web addresses as code, so that they can be copied and are no links."""
    parts: list[str] = []
    last = 0
    for found in URL.finditer(written):
        parts += [escape(written[last : found.start()]), f"`{without_tricks(found[0])}`"]
        last = found.end()
    return " ".join(filter(None, [*parts, escape(written[last:])]))


def _reference(found: re.Match[str]) -> str:
    mark = found[0]
    return f"&#{ord(mark)};{'&#8203;' if mark in MENTIONS else ''}"


def _fitting(head: list[str], blocks: list[list[str]], longest: int) -> Iterator[str]:
    yield from head
    left = longest - sum(len(line) + 1 for line in head)
    for number, block in enumerate(blocks):
        left -= sum(len(line) + 1 for line in block)
        if left < 0:
            more = len(blocks) - number
            yield from (f"{more} more, too long for a comment: `python3 build.py diff` shows all.", "")
            return
        yield from block


def _blocks(found: Diff) -> Iterator[list[str]]:
    groups, dated = grouped(found.effects), grouped_by_day(found.dated)
    for change in found.changes:
        yield list(_change(change, groups.get(change.id, ()), dated.get(change.id, ()), found.day))
    for unread in found.unread:
        yield list(_unread(unread))
    if found.official and found.official.tables:
        yield list(_official(found.official))


def _official(found: FactsDiff) -> Iterator[str]:
    """Write what differs in the tables from official files."""
    yield from ("<details open>", "<summary>Official files</summary>", "")
    rows = [
        (table.table, str(table.before or ""), str(table.after or ""), f"{table.gone:,}", f"{table.new:,}")
        for table in found.tables
    ]
    yield from _table(("table", "edition before", "edition after", "lines gone", "lines new"), rows)
    facts = [(code.code, fact.text, fact.direction) for code in found.codes for fact in code.facts]
    if facts:
        yield from _table(("code", "what", "direction"), facts)
    if found.others:
        yield from (f"{found.others:,} other codes differ: `python3 build.py diff` with `--code` tells of one.", "")
    yield from ("</details>", "")


def _concerns(found: Iterable[Concern]) -> Iterator[str]:
    rows = [(one.rule, one.id, one.message) for one in found]
    if rows:
        yield from ("### Needs a second approval", "")
        yield from _table(("rule", "file", "reason"), rows[:MOST_CONCERNS])
    if len(rows) > MOST_CONCERNS:
        yield from (f"{len(rows) - MOST_CONCERNS} more: `python3 build.py diff` shows all.", "")


def _change(
    change: Change, groups: Iterable[Group], dated: Iterable[tuple[str, Group]], today: dt.date | None
) -> Iterator[str]:
    opened = "" if change.direction in {DATES, WORDING} else " open"
    yield from (f"<details{opened}>", f"<summary>{escape(headline(change, today))}</summary>", "")
    facts = [(fact.name, *fact_sides(fact), fact.direction) for fact in shown_facts(change)]
    if facts:
        yield from _table(("what", "before", "after", "direction"), facts)
    answers = [_group(group) for group in groups]
    if answers:
        ahead = takes_effect(change, today)
        yield from (f"Resolved answers{f', which will change on {day(ahead)}' if ahead else ''}:", "")
        yield from _table(("question", "scope", "codes", "before", "after", "direction"), answers)
    moved = [(day, *_group(group)) for day, group in dated]
    if moved:
        yield from ("Answers that the changed dates move, from the first such day of service:", "")
        yield from _table(("from", "question", "scope", "codes", "before", "after", "direction"), moved)
    if change.passages:
        rows = [
            f"| {escape(passage.heading)} | {_words(passage, of_whole=whole(change))} |"
            for passage in change.passages
        ]
        yield from ("| section | words |", "|---|---|", *rows, "")
    yield from ("</details>", "")


def _group(group: Group) -> tuple[str, ...]:
    also = f" (with {', '.join(group.others)})" if group.others else ""
    title = f"{question_title(group)}{' (today)' if group.now else ''}"
    return title, group.scope, codes(group), *group_sides(group), f"{group.direction}{also}"


def _words(passage: Passage, *, of_whole: bool) -> str:
    """Mark the words that are gone and new, except where the whole file came or went."""
    marks = {} if of_whole else MARKS
    pieces = ((marks.get(span.kind, ""), cell(span.text)) for span in excerpt(passage.spans))
    return " ".join(f"{mark}{text}{mark}" for mark, text in pieces if text)


def _unread(unread: Unread) -> Iterator[str]:
    title = f"not read as content, compared as text: {unread.path}"
    yield from ("<details>", f"<summary>{escape(title)}</summary>", "")
    yield from _table(("why",), [(reason,) for reason in unread.reasons])
    if unread.lines:
        yield from _table(("lines",), [(line,) for line in unread.lines if line.strip()])
    yield from ("</details>", "")


def _legend(found: Diff) -> Iterator[str]:
    """Write what the directions mean, folded away; nothing where nothing changed."""
    if found.changes:
        yield from ("<details>", "<summary>What the directions mean</summary>", "")
        yield from _table(("direction", "meaning"), [(value.name, value.meaning) for value in DIRECTIONS])
        yield "</details>"


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield f"|{'---|' * len(head)}"
    yield from (f"| {' | '.join(cell(text) for text in row)} |" for row in rows)
    yield ""
