"""What is to be done in one go, such as a call or a reading, and how many answers it would fill or confirm. Pure.

The rows of the worklist on one plan that one call settles are one act, and so are the rows on one entry.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kb.catalogue.resolved import ResolvedAnswers, resolve_answers
from kb.catalogue.review import READ_AGAIN, ToDo, to_do
from kb.domain.contacts import Contact
from kb.domain.model import Entry, Library


@dataclass(frozen=True)
class Act:
    """One thing to do: `about` is an entry, a plan, or a page, `answers` how many answers it would fill or confirm.

    `kinds` are those of its rows, `day` the first on which one is due, `claims` how many claims wait for it.
    """

    action: str
    about: str
    kinds: tuple[str, ...]
    questions: tuple[str, ...]
    codes: tuple[str, ...]
    answers: int
    asks: tuple[str, ...] = ()
    day: dt.date | None = None
    claims: int = 0


def acts_on(library: Library, day: dt.date) -> tuple[Act, ...]:
    """Return every act of a library as of a day, in the order of `acts_of`."""
    resolved = resolve_answers(library)
    return acts_of(library, resolved, to_do(library, resolved, day))


def acts_of(library: Library, resolved: ResolvedAnswers, rows: Iterable[ToDo]) -> tuple[Act, ...]:
    """Return every act of the rows of a worklist, in the order in which they should be done.

    First come those that most claims wait for, where `volume.csv` counts claims, then those that most answers wait
    for, then by the day on which they are due.
    """
    decided = _decided(resolved)
    groups: dict[tuple[str, str], list[ToDo]] = {}
    for row in rows:
        groups.setdefault((row.action, _about(row)), []).append(row)
    found = (_act(library, action, about, held, decided) for (action, about), held in groups.items())
    return tuple(sorted(found, key=lambda act: (-act.claims, -act.answers, act.day or dt.date.max, act.about)))


def _decided(resolved: ResolvedAnswers) -> dict[str, list[str]]:
    """Give for each entry the code of every answer that it decides."""
    found: dict[str, list[str]] = {}
    for code, answer in resolved.every():
        if answer.decided and answer.entry:
            found.setdefault(answer.entry, []).append(code)
    return found


def contacts_for(library: Library, act: Act) -> Iterator[tuple[Contact, Entry]]:
    """Yield whom to turn to about the questions of a call, each with the entry of the plan that states it."""
    questions = {slug.replace("-", "_") for slug in act.questions} if act.asks else set()
    for entry in library.entries_of(act.about) if questions else ():
        for answer in entry.answers.values():
            for contact in answer.contacts if answer.question in questions else ():
                yield contact, entry


def line_for(act: Act) -> str:
    """Give the command that records what came of a call or a review, to fill in; nothing for other acts."""
    if act.asks:
        code = f" --code {act.codes[0]}" if len(act.codes) == 1 else ""
        return f'asked {act.about} {act.questions[0]}{code} --desk "" --reference "" --outcome ""'
    return f"reviewed {act.about}" if {*act.kinds} & {*READ_AGAIN} else ""


def _about(row: ToDo) -> str:
    """Name what a row is about: an entry or a page by its id, the unknowns of a plan by the plan."""
    page = row.address.partition(".html")[0]
    return row.scope if page.endswith("/payer") and row.scope else page


def _act(library: Library, action: str, about: str, rows: list[ToDo], decided: Mapping[str, list[str]]) -> Act:
    reviews = [row for row in rows if row.kind in READ_AGAIN]
    pairs = {
        (code, question.slug)
        for row in rows
        if row not in reviews
        for code in row.codes
        for question in row.questions
    }
    confirmed = decided.get(about, []) if reviews else []
    codes = {*(code for code, _ in pairs), *confirmed}
    days = [row.day for row in rows if row.day]
    return Act(
        action,
        about,
        _each(row.kind for row in rows),
        _each(question.slug for row in rows for question in row.questions),
        _each(code for row in rows for code in row.codes),
        max(len(pairs), len(confirmed)),
        _each(asked for row in rows for asked in row.asks),
        min(days, default=None),
        sum(library.claims_on(code, rows[0].scope) for code in codes),
    )


def _each(words: Iterable[str]) -> tuple[str, ...]:
    """Give each word once, in the order in which they come."""
    return tuple(dict.fromkeys(words))
