"""What is told where no plan is named: how many plans give each value, and plans to choose from. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from kb.answers.resolve import Resolution
from kb.ask.claims import Answered
from kb.ask.reply import ROWS
from kb.domain.vocabulary import UNKNOWN, question
from kb.search.card import CLASS_CODES, Card, Row, Told, once
from kb.search.ranking_first import TIMED_QUESTIONS
from kb.search.reading_result import Reading
from kb.search.reading_shown import CLASS_TITLES


def of_class(found: Resolution, general: str) -> Resolution:
    """Name a class of codes in the place of the code that stands for it; without a class no code is named."""
    if general not in CLASS_CODES:
        return replace(found, code="")
    return replace(found, code=CLASS_TITLES[general], why=found.why.replace(CLASS_CODES[general], "such a code"))


def card_of_limit(read: Reading) -> Card | None:
    """Return the card of a time limit of plans that none of them has: what is missing is told, with the search."""
    on_code = read.codes or read.class_of_codes or read.names_product or read.state_only
    if on_code or read.asks or read.mentioned or read.undated or read.table or read.question not in TIMED_QUESTIONS:
        return None
    asked = ((scope, key) for scope in read.scopes for key in (read.question, *read.further))
    rows = tuple(Row("", scope, key, Told(UNKNOWN)) for scope, key in asked)
    return Card("", read.question, read.day, tuple(once(rows))) if rows else None


COUNTED: Final = "{about} of {shown}, by {plans} plans: {counts}."
CHOICE: Final = f"Which plan? {COUNTED}"
"""What is told first where no plan is named; the first of it where all plans are asked of."""


@dataclass(frozen=True)
class Choice:
    """What is told where plans differ: how many give each value, one that gives it, and plans to choose from.

    `counted` is the lead where all plans are asked of, and so none is asked back for.
    """

    lead: str
    counted: str
    differing: tuple[Answered, ...]
    plans: tuple[Answered, ...]


def choice_of(card: Card, known: Iterable[Answered], shown: str) -> Choice:
    """Make the choice of a card that counts the answers of all plans; `shown` is what it is on."""
    about, rows = question(card.question), tuple(known)
    counts = ", ".join(f"{value}: {number}" for value, number in card.counts)
    told = {"about": about.title if about else card.question, "shown": shown, "plans": card.plans, "counts": counts}
    differing: dict[str, Answered] = {}
    for row in rows:
        differing.setdefault(row.found.value, row)
    return Choice(CHOICE.format(**told), COUNTED.format(**told), tuple(differing.values()), rows[:ROWS])
