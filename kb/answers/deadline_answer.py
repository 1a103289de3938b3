"""The deadlines of a plan for one question, as a record: each last day with its source and doubts. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any, Final

from kb.answers.answer import contacts_of, read_request, resolve_typed_code, source_record
from kb.answers.applicable import ApplicableEntry
from kb.answers.deadline import deadline_record, deadlines
from kb.answers.resolve import Resolution, resolve_without_code
from kb.content.kinds import suggest
from kb.domain.days import day
from kb.domain.model import Library
from kb.domain.problem import UsageError
from kb.domain.vocabulary import QUESTIONS, UNCONFIRMED_CURRENCIES, UNKNOWN, question

NO_CODE: Final = "none"
"""What is typed in place of a code to ask for the rules for all codes."""

ANY_CODE: Final = "99999"
"""A code in form only: it stands in where none is asked of, so that plan and question are read alike."""


COUNTING: Final = (
    "The day that was given is not counted: the day after it is day 1. The sources do not say so; it is our reading."
)


BEGINS_LATER: Final = "{entry}: the rule begins on {day}, after the day that was given."
ENDED: Final = "{entry}: the rule ended on {day}, before the day that was given."
REVIEW_DUE: Final = "{entry}: a new review was due on {day}."
"""What is in doubt about a rule by the day that was given, or by today."""


def deadline_answer(library: Library, words: tuple[str, str, str], start: dt.date, today: dt.date) -> dict[str, Any]:
    """Reckon the deadlines of a plan, for code or `none`, scope and question as typed, from a day.

    Dates are ISO texts. Where no deadline is known `deadlines` is empty and `not_available` says why. Raises
    UsageError if a word is unknown, or if the question has no time limit.
    """
    found = _resolved(library, words)
    reckoned = [
        {
            **deadline_record(each),
            "entry": decider.entry.id,
            "source": source_record(decider.entry.sources[each.period.source]),
        }
        for decider in found.deciders
        for period in decider.answer.periods
        for each in deadlines(period, start)
    ]
    return {
        "code": None if _no_code(words[0]) else found.code,
        "scope": found.scope,
        "question": found.question.replace("_", "-"),
        "from": start.isoformat(),
        "today": today.isoformat(),
        "answer": found.value,
        "why": found.why,
        "counting": COUNTING,
        "deadlines": reckoned,
        "not_available": None if any(row["last_day"] for row in reckoned) else _missing(found, stated=bool(reckoned)),
        "doubts": [text for decider in found.deciders for text in _doubts(decider, start, today)],
        "contacts": contacts_of(found),
    }


def _no_code(typed: str) -> bool:
    return typed.strip().lower() == NO_CODE


def _resolved(library: Library, words: tuple[str, str, str]) -> Resolution:
    typed, scope, asked = words
    known = question(asked)
    if known and not known.timed:
        timed = tuple(each.slug for each in QUESTIONS if each.timed)
        raise UsageError(f"'{asked}' is answered by no time limit; {suggest(asked, timed)}")
    if _no_code(typed):
        _, scope, key = read_request(ANY_CODE, scope, asked, library)
        return resolve_without_code(library, scope, key)
    return resolve_typed_code(library, *read_request(typed, scope, asked, library))


def _missing(found: Resolution, *, stated: bool) -> str:
    """Say why there is no last day."""
    if stated:
        return f"{UNKNOWN}: no last day can be reckoned; each time limit says why"
    if found.value == UNKNOWN:
        return f"{UNKNOWN}: {found.reason}"
    return f"{UNKNOWN}: no time limit is recorded as a number; the answer in words is “{found.value}”"


def standing_doubts(decider: ApplicableEntry) -> Iterator[str]:
    """Yield what is in doubt about a rule whatever the day."""
    entry = decider.entry
    yield f"{entry.id}: confidence {decider.answer.confidence}."
    if entry.currency in UNCONFIRMED_CURRENCIES:
        yield f"{entry.id}: its document is {entry.currency}; a newer edition may say otherwise."


def _doubts(decider: ApplicableEntry, start: dt.date, today: dt.date) -> Iterator[str]:
    """Say what is in doubt about the rule itself."""
    entry, answer = decider.entry, decider.answer
    yield from standing_doubts(decider)
    if entry.effective and start < entry.effective:
        yield BEGINS_LATER.format(entry=entry.id, day=day(entry.effective))
    if entry.ends and start > entry.ends:
        yield ENDED.format(entry=entry.id, day=day(entry.ends))
    if entry.review_by < today:
        yield REVIEW_DUE.format(entry=entry.id, day=day(entry.review_by))
    if answer.note:
        yield answer.note
