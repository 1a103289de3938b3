"""The answers of plans on every date of service, as data for the Ask page, and on codes that have no page.

They go on with the numbers of the texts, sources and answers of the plans today (`kb/pages/ask_plans.py`). What is in
doubt about the versions of rules on a day stands in the scripts of claim sheets (`kb/pages/claim_versions.py`).
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any, Final

from kb.answers.resolve import Resolution
from kb.ask.leads import in_print_since
from kb.pages.ask_plans import GENERAL, Worded, packed_answer, worded
from kb.pages.ask_texts import Kept
from kb.pages.claim_days import ClaimDays, OneDay
from kb.pages.packing import by_day
from kb.pages.unpaged import kinds_of
from kb.search.lookup import may_differ

Numbers = tuple[Any, ...]

MANY: Final = 1
"""Marks an answer whose entry has no date and tells of sources that disagree."""


def packed_days(days: ClaimDays, plans: Mapping[str, Any], kept: Kept) -> dict[str, Any]:
    """Pack the answers of some plans by day; `plans` are they as packed for today, `kept` has their texts."""
    own = kept.continued()
    packed = {scope: _plan(days, scope, plan["answers"], own) for scope, plan in plans.items()}
    return {"plans": packed, **own.written()}


def _plan(days: ClaimDays, scope: str, today: Iterable[Numbers], kept: Kept) -> dict[str, Any]:
    """Pack a plan: `codes` give by code, or by kind of code without a page, a set, `rest` that of all others.

    A set has a row for each question, a row the numbers of cells by day. `answers` go on with those of today.
    """
    named, ranges = days.named_codes(scope)
    library = days.library
    of = {code: code for code in (*library.codes, *named)} | GENERAL
    of |= kinds_of(ranges, of)
    held = list(days.on_days(scope, list(dict.fromkeys(of.values()))))
    answers = {answer: number for number, answer in enumerate(today)}
    first, packing = len(answers), _Packing(days.clocks.today, kept, answers)
    classes = {name: tuple(day.classes.of[code][scope] for day in held) for name, code in of.items()}
    kinds = {found: number for number, found in enumerate(dict.fromkeys(classes.values()))}
    sets = {name: kinds[found] for name, found in classes.items()}
    [(rest, _)] = Counter(sets.values()).most_common(1)
    codes = {name: number for name, number in sets.items() if number != rest or name not in library.codes}
    return {
        "codes": codes,
        "rest": rest,
        "ranges": ranges,
        "sets": [packing.rows(held, found) for found in kinds],
        "cells": [*packing.cells],
        "answers": [*answers][first:],
    }


class _Packing:
    """The cells of a plan, each once: the number of an answer, since when it is in print, marks, and what decides."""

    def __init__(self, today: dt.date, kept: Kept, answers: dict[Numbers, int]) -> None:
        self.today, self.kept, self.answers = today, kept, answers
        self.cells: dict[Numbers, int] = {}

    def rows(self, held: list[OneDay], classes: tuple[int, ...]) -> list[list[Any]]:
        """Pack the row of each question on a class of codes."""
        lasts = [*(day.first for day in held[1:]), None]
        cells = [
            [(day.first, self._cell(day, found, last)) for found in day.classes.answers[number]]
            for day, last, number in zip(held, lasts, classes, strict=True)
        ]
        return [by_day(row) for row in zip(*cells, strict=True)]

    def _cell(self, day: OneDay, found: Resolution, last: dt.date | None) -> int:
        is_now = (day.first or dt.date.min) <= self.today and not (last and last <= self.today)
        lineages = tuple(self.kept.text(day.then.lineage_of[one.entry.id]) for one in found.deciders)
        answer = self._answer(worded(found), is_now=is_now)
        cell: Numbers = (answer, in_print_since(found), MANY if may_differ(found) else 0, *lineages)
        return self.cells.setdefault(cell, len(self.cells))

    def _answer(self, told: Worded, *, is_now: bool) -> int:
        """Return the number of an answer; warnings of today, which no other day tells, bring no text of their own."""
        is_held = is_now or all(warning in self.kept.texts for _, warning in told.late)
        packed = packed_answer(told if is_held else told._replace(late=()), self.kept)
        return self.answers.setdefault(packed, len(self.answers))
