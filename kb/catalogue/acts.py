"""What is to be done in one go, such as a call or a reading, and how many answers it would fill or confirm. Pure.

The rows of the worklist on one plan that one call settles are one act, and so are the rows on one entry.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from kb.catalogue.resolved import ResolvedAnswers
from kb.catalogue.review import ToDo, to_do
from kb.domain.model import Library


@dataclass(frozen=True)
class Act:
    """One thing to do: `about` is an entry, a plan, or a page, `answers` how many answers it would fill or confirm.

    `kinds` are those of its rows, `day` the first on which one is due.
    """

    action: str
    about: str
    kinds: tuple[str, ...]
    questions: tuple[str, ...]
    codes: tuple[str, ...]
    answers: int
    asks: tuple[str, ...] = ()
    day: dt.date | None = None


def acts_of(library: Library, resolved: ResolvedAnswers, day: dt.date) -> tuple[Act, ...]:
    """Return every act as of a day, those that most answers wait for first, then by the day on which they are due."""
    decided = Counter(answer.entry for _, answer in resolved.every() if answer.decided and answer.entry)
    groups: dict[tuple[str, str], list[ToDo]] = {}
    for row in to_do(library, resolved, day):
        groups.setdefault((row.action, _about(row)), []).append(row)
    found = (_act(action, about, rows, decided) for (action, about), rows in groups.items())
    return tuple(sorted(found, key=lambda act: (-act.answers, act.day or dt.date.max, act.about)))


def _about(row: ToDo) -> str:
    """Name what a row is about: an entry or a page by its id, the unknowns of a plan by the plan."""
    page = row.address.partition(".html")[0]
    return row.scope if page.endswith("/payer") and row.scope else page


def _act(action: str, about: str, rows: list[ToDo], decided: Counter[str]) -> Act:
    reviews = [row for row in rows if row.kind in {"overdue", "due"}]
    pairs = {
        (code, question.slug)
        for row in rows
        if row not in reviews
        for code in row.codes
        for question in row.questions
    }
    days = [row.day for row in rows if row.day]
    return Act(
        action,
        about,
        _each(row.kind for row in rows),
        _each(question.slug for row in rows for question in row.questions),
        _each(code for row in rows for code in row.codes),
        max(len(pairs), decided[about] if reviews else 0),
        _each(asked for row in rows for asked in row.asks),
        min(days, default=None),
    )


def _each(words: Iterable[str]) -> tuple[str, ...]:
    """Give each word once, in the order in which they come."""
    return tuple(dict.fromkeys(words))
