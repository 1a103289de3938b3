"""The last days of a claim sheet: to file, from the date of service, and to appeal, from the day of the decision."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any, Final

from kb.answers.answer import read_request, resolve_typed_code
from kb.answers.deadline_answer import deadline_answer
from kb.domain.days import day
from kb.domain.model import Library
from kb.domain.periods import NOT_STATED, Period, period_record
from kb.domain.scopes import scope_ids
from kb.domain.vocabulary import QUESTIONS, UNKNOWN
from kb.evidence.claim_lines import ClaimAsked, SheetLine, SheetPart, cited_of

Record = dict[str, Any]

FROM_SERVICE: Final = ("date of service", "service or discharge")
"""From what a time limit counts that the date of service gives the day of."""

FROM_DECISION: Final = ("decision", "receipt of the notice", "remittance")
"""From what a time limit counts that the day of the decision stands for."""

DEADLINES: Final = "Deadlines"
NO_LIMIT: Final = f"{UNKNOWN}: no time limit of this plan is recorded as a number."
NO_LAST: Final = "{limit}; no last day: {why}."
LAST: Final = "{limit}: last day {weekday}, {day}"
NO_DAY: Final = "{limit}; last day not reckoned, since that day was not given."
NEXT: Final = "{limit}; last day not reckoned: it counts from the decision of the step before."


def is_later_step(period: Period, every: Iterable[Period]) -> bool:
    """Tell whether a time limit to appeal counts from the decision of a step before, by all limits of its rule.

    A rule lists its steps in order: the first that counts from a decision counts from that on the claim.
    """
    first = next((one.level for one in every if one.starts in FROM_DECISION), period.level)
    return period.starts in FROM_DECISION and period.level != first


def deadlines_part(then: Library, asked: ClaimAsked) -> SheetPart:
    """Reckon each time limit of the plan, from the day that it counts from; each is told once.

    `then` is the library as of the claim; it may not have the plan yet.
    """
    codes = asked.codes if asked.scope in scope_ids(then) else ()
    lines = dict.fromkeys(line for code in codes for line in _lines(then, code, asked))
    return SheetPart(DEADLINES, tuple(lines), NO_LIMIT)


def _lines(then: Library, code: str, asked: ClaimAsked) -> Iterator[SheetLine]:
    for question in QUESTIONS:
        if question.timed:
            answered = resolve_typed_code(then, *read_request(code, asked.scope, question.slug, then))
            later = [one for decider in answered.deciders for one in later_steps(decider.answer.periods)]
            for row, reckoned in _reckoned(then, (code, asked.scope, question.slug), asked):
                if row["period"] in later:
                    yield deadline_line(question.label, row, without=NEXT)
                else:
                    yield deadline_line(question.label, row, without="" if reckoned else NO_DAY)


def _reckoned(then: Library, words: tuple[str, str, str], asked: ClaimAsked) -> Iterator[tuple[Record, bool]]:
    """Yield each time limit of a question, and whether it was reckoned from the day that it counts from."""
    service = deadline_answer(then, words, asked.dates.date, asked.today)["deadlines"]
    decided = deadline_answer(then, words, asked.decided, asked.today)["deadlines"] if asked.decided else []
    for row in service:
        begins = row["period"]["from"]
        if begins in {*FROM_SERVICE, NOT_STATED}:
            yield row, True
        elif begins not in FROM_DECISION or not decided:
            yield row, False
    yield from ((row, True) for row in decided if row["period"]["from"] in FROM_DECISION)


def later_steps(periods: tuple[Period, ...]) -> Iterator[Record]:
    """Yield the limits of a rule, as plain values, that count from the decision of a step before."""
    yield from (period_record(one) for one in periods if is_later_step(one, periods))


def deadline_line(asked: str, row: Record, *, without: str = "") -> SheetLine:
    """Write a row of `deadline_answer` for the question asked: the limit, its last day, and what is in doubt of it.

    `without` says, for `{limit}`, why no last day is told.
    """
    period, source = row["period"], (cited_of(row["source"]),)
    whom = f" ({row['for_whom']})" if row["for_whom"] else ""
    words = f" ({period['from_words']})" if "from_words" in period else ""
    start = period["from"] if without else row["counted_from"]
    since = f" from {start}{words}" if start != NOT_STATED else ""
    limit = f"{asked}{whom}: {row['limit']}{since}"
    if without:
        return SheetLine(without.format(limit=limit), _notes(period), source, known=False)
    if not row["last_day"]:
        return SheetLine(NO_LAST.format(limit=limit, why=row["why"]), _notes(period), source, known=False)
    last = dt.date.fromisoformat(row["last_day"])
    told = LAST.format(limit=limit, weekday=f"{last:%A}", day=day(last))
    return SheetLine(told, (*row["doubts"], *_notes(period)), source)


def _notes(period: Record) -> tuple[str, ...]:
    return (period["note"],) if "note" in period else ()
