"""The answers of plans on every date of service, as data for the Ask page, and on codes that have no page.

They go on with the numbers of the texts, sources and answers of the plans today (`kb/pages/ask_plans.py`). What is in
doubt about the versions of rules on a day stands in the scripts of claim sheets (`kb/pages/claim_versions.py`).
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from kb.ask.leads import in_print_since
from kb.pages.ask_plans import GENERAL, Worded, packed_answer, worded
from kb.pages.ask_texts import Kept
from kb.pages.claim_days import ClaimDays, Resolved, ResolvedRow
from kb.pages.packing import SharedRows, by_day
from kb.pages.unpaged import kinds_of
from kb.search.lookup import may_differ

Numbers = tuple[Any, ...]
Rows = tuple[Numbers, ...]

SOURCES_DIFFER: Final = 1
"""Marks an answer whose entry has no date and tells of sources that disagree."""


def packed_days(
    days: ClaimDays, plans: Mapping[str, Any], kept: Kept, beside: Callable[[str], None]
) -> dict[str, Any]:
    """Pack the answers of some plans by day; `plans` are they as packed for today, `kept` has their texts.

    `beside` is called for each plan while `days` have what was found of it.
    """
    own = kept.continued()
    packed = {}
    for scope, plan in plans.items():
        packed[scope] = _plan(days, scope, plan["answers"], own)
        beside(scope)
    return {"plans": packed, **own.written()}


def _plan(days: ClaimDays, scope: str, today: Iterable[Numbers], kept: Kept) -> dict[str, Any]:
    """Pack a plan: `codes` give by code, or by kind of code without a page, a set, `rest` that of all others.

    A set has a row for each question, a row the numbers of cells by day. `answers` go on with those of today.
    """
    named, ranges = days.named_codes(scope)
    library = days.library
    of = {code: code for code in (*library.codes, *named)} | GENERAL
    of |= kinds_of(ranges, of)
    resolved = days.resolved(scope, dict.fromkeys(of.values()))
    answers = {answer: number for number, answer in enumerate(today)}
    first, packing = len(answers), _Packing(days.clocks.today, kept, answers)
    sets: dict[Rows, int] = {}
    packed = {number: packing.rows(rows) for number, rows in {id(rows): rows for rows in resolved.values()}.items()}
    numbers = {name: sets.setdefault(packed[id(resolved[code])], len(sets)) for name, code in of.items()}
    [(rest, _)] = Counter(numbers.values()).most_common(1)
    codes = {name: number for name, number in numbers.items() if number != rest or name not in library.codes}
    return {
        "codes": codes,
        "rest": rest,
        "ranges": ranges,
        "sets": list(sets),
        "cells": [*packing.cells],
        "answers": [*answers][first:],
    }


class _Packing:
    """The cells of a plan, each once: the number of an answer, since when it is in print, marks, and what decides."""

    def __init__(self, today: dt.date, kept: Kept, answers: dict[Numbers, int]) -> None:
        self.today, self.kept, self.answers = today, kept, answers
        self.cells: dict[Numbers, int] = {}
        self.shared = SharedRows()

    def rows(self, resolved: Iterable[ResolvedRow]) -> Rows:
        """Pack the row of each question on a code."""
        return tuple(tuple(self.shared.packed(row, self._row)) for row in resolved)

    def _row(self, row: ResolvedRow) -> list[Any]:
        lasts = [*(one.first for one in row[1:]), None]
        return by_day((one.first, self._cell(one, last)) for one, last in zip(row, lasts, strict=True))

    def _cell(self, one: Resolved, last: dt.date | None) -> int:
        is_now = (one.first or dt.date.min) <= self.today and not (last and last <= self.today)
        lineages = map(self.kept.text, one.lineages)
        answer = self._answer(worded(one.found), is_now=is_now)
        cell: Numbers = (answer, in_print_since(one.found), SOURCES_DIFFER if may_differ(one.found) else 0, *lineages)
        return self.cells.setdefault(cell, len(self.cells))

    def _answer(self, told: Worded, *, is_now: bool) -> int:
        """Return the number of an answer; warnings of today, which no other day tells, bring no text of their own."""
        is_held = is_now or all(warning in self.kept.texts for _, warning in told.late)
        packed = packed_answer(told if is_held else told._replace(late=()), self.kept)
        return self.answers.setdefault(packed, len(self.answers))
