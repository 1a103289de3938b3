"""Generate an entry: first what it will say (its plan), then the text of its file.

Plans are drawn one after the other, because no two entries of a scope may have the same reach and document. Each text
is drawn from the seed and its own path, so texts can be made in any order.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import cycle
from random import Random
from typing import Final

from benchmarks import front, phrases, text
from benchmarks.front import Days, Value
from benchmarks.plans import Plan
from benchmarks.words import Facts, fill
from kb.domain.vocabulary import DENIALS, QUESTIONS, UNKNOWN, Question

REASONS: Final = ("looked and not found", "not looked up", "behind login", "contract-confidential",
                  "sources conflict", "not applicable", "lapsed")  # fmt: skip
HOW_OFTEN: Final = (70, 10, 7, 6, 3, 2, 2)
SOURCES_A_SECTION: Final = 2

Sources = dict[str, dict[str, Value]]


@dataclass(frozen=True)
class Sheet:
    """An entry while it is written: its plan, its days, its currency, its sources, and who is cited where."""

    plan: Plan
    numbers: Random
    facts: Facts
    days: Days
    currency: str
    sources: Sources
    cited: dict[str, tuple[str, ...]]


def write(plan: Plan, numbers: Random) -> str:
    """Give the text of an entry's file. `numbers` are the entry's own."""
    days = front.draw_days(numbers)
    folder, most = f"{plan.payer.id}/{plan.scope.id}", min(6, SOURCES_A_SECTION * len(plan.answers))
    publisher = f"Generated publisher for {plan.payer.title}"
    sources = front.draw_sources(numbers, publisher, folder, days.retrieved, most)
    sheet = Sheet(plan, numbers, plan.facts, days, _currency(plan, numbers), sources, _shares(plan, tuple(sources)))
    return front.page(_front(sheet), _sections(sheet))


def _currency(plan: Plan, numbers: Random) -> str:
    """Draw whether the edition is the newest; without a document nothing is current."""
    drawn = numbers.choices(("current", "undated", "old", "superseded"), (33, 20, 42, 5))[0]
    return "undated" if drawn == "current" and not plan.document else drawn


def _shares(plan: Plan, sources: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """Share the sources out, so that each is cited and each question has one or more."""
    rest = cycle(sources)
    rounds = -(-len(sources) // len(plan.answers))
    return {question: tuple(dict.fromkeys(next(rest) for _ in range(rounds))) for question in plan.answers}


def _front(sheet: Sheet) -> Iterator[str]:
    plan = sheet.plan
    yield from front.lines({
        "title": plan.title,
        plan.reach_key: plan.reach if len(plan.reach) > 1 else plan.reach[0],
        "document": plan.document or None,
        "currency": sheet.currency,
        **_span(sheet),
        "reviewed": sheet.days.reviewed,
        "review_by": sheet.days.review_by,
    })  # fmt: skip
    reasons = {question: _reason(sheet, question) for question, value in plan.answers.items() if value == UNKNOWN}
    for question in plan.answers:
        reason = reasons.get(question)
        yield from front.lines(_unknown(question, reason) if reason else _known(sheet, question))
    yield from front.items("looked", _receipts(sheet, reasons))
    yield from front.table("sources", sheet.sources)


def _span(sheet: Sheet) -> dict[str, Value]:
    """Draw the days in which it holds: four in ten say when it began, one in ten of these when it ended."""
    numbers = sheet.numbers
    if numbers.randrange(10) >= 4:  # noqa: PLR2004 - a share
        return {}
    effective = front.before(numbers, sheet.days.reviewed, 2500)
    ends = effective + dt.timedelta(days=numbers.randint(90, 1500)) if numbers.randrange(10) == 0 else None
    basis = numbers.choice(("date of service", "date processed", "not stated", "not stated"))
    return {"effective": effective, "ends": ends, "date_basis": basis}


def _reason(sheet: Sheet, question: str) -> str:
    confidential = question == "benchmarks" and sheet.numbers.randrange(5) == 0
    return "contract-confidential" if confidential else sheet.numbers.choices(REASONS, HOW_OFTEN)[0]


def _unknown(question: str, reason: str) -> dict[str, Value]:
    return {question: UNKNOWN, f"{question}_reason": reason}


def _known(sheet: Sheet, question: str) -> dict[str, Value]:
    numbers, sources = sheet.numbers, sheet.cited[question]
    words = question == "coverage" and numbers.randrange(4) == 0
    return {
        question: sheet.plan.answers[question],
        f"{question}_words": fill(numbers, phrases.QUOTES, sheet.facts).lower() if words else None,
        f"{question}_sources": sources if len(sources) > 1 else sources[0],
        f"{question}_confidence": _confidence(sheet, sources),
        f"{question}_note": fill(numbers, phrases.NOTES, sheet.facts) if _noted(sheet, question) else None,
    }


def _noted(sheet: Sheet, question: str) -> bool:
    """Tell whether an answer has a note: most have, and prior authorization beside a denial must."""
    denied = question == "prior_authorization" and sheet.plan.answers.get("coverage") in DENIALS
    return sheet.numbers.randrange(4) > 0 or denied


def _confidence(sheet: Sheet, sources: tuple[str, ...]) -> str:
    """Draw how sure an answer is; it is never surer than the sources that were read whole."""
    drawn = sheet.numbers.choices(("high", "medium", "low"), (22, 53, 25))[0]
    whole = [sheet.sources[source] for source in sources if sheet.sources[source]["read"] == "whole"]
    if not whole:
        return "low"
    doubtful = sheet.currency != "current" or all(source["standing"] == "secondary" for source in whole)
    return "medium" if drawn == "high" and doubtful else drawn


def _receipts(sheet: Sheet, reasons: dict[str, str]) -> Iterator[dict[str, Value]]:
    """Give a receipt for what was looked for; two questions at times share one."""
    titles = [question.title.lower() for question in QUESTIONS if reasons.get(question.key) == REASONS[0]]
    while titles:
        together = tuple(titles[: sheet.numbers.choice((1, 1, 2))])
        titles = titles[len(together) :]
        yield {
            "for": together if len(together) > 1 else together[0],
            "where": f"Generated lists and bulletins of {sheet.facts.payer}, in part",
            "words": fill(
                sheet.numbers, ("{document}, {code}, {other}, {pa}", "{code}, {pa}, {service}"), sheet.facts
            ),
            "on": front.before(sheet.numbers, sheet.days.reviewed, 30),
        }


def _sections(sheet: Sheet) -> Iterator[tuple[str, str]]:
    numbers, answers = sheet.numbers, sheet.plan.answers
    general = text.Voice(numbers, sheet.facts, tuple(sheet.sources)[:1])
    if numbers.randrange(4) == 0:
        yield "Summary", text.section(general, phrases.TRAPS, phrases.TOPICS["coverage"])
    for question in (question for question in QUESTIONS if question.key in answers):
        yield question.title, _answer(sheet, question)
    if numbers.randrange(8) == 0:
        yield "Conflicts", text.section(general, phrases.TOPICS["appeals"], phrases.TOPICS["coverage"])


def _answer(sheet: Sheet, question: Question) -> str:
    """Write the section of a question; it cites the sources of its answer."""
    value, key = sheet.plan.answers[question.key], question.key
    voice = text.Voice(sheet.numbers, sheet.facts, sheet.cited[key])
    link = sheet.numbers.choice(sheet.plan.links) if sheet.numbers.randrange(4) == 0 else ""
    opening = _opening(key, value)
    return text.section(voice, opening, phrases.TOPICS[key], known=value != UNKNOWN, link=link)


def _opening(question: str, value: str) -> phrases.Sentences:
    if value == UNKNOWN:
        return phrases.UNKNOWNS[question]
    by_value = {"coverage": phrases.COVERAGE, "prior_authorization": phrases.PRIOR_AUTHORIZATION}
    return by_value[question][value] if question in by_value else phrases.TOPICS[question]
