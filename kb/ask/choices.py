"""What is told where no plan is named: how many plans give each value, and plans to choose from. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from kb.answers.resolve import Resolution
from kb.ask.claims import Answered
from kb.ask.reply import ROWS
from kb.domain.vocabulary import question
from kb.search.card import CLASS_CODES, Card
from kb.search.reading_shown import CLASS_TITLES


def of_class(found: Resolution, general: str) -> Resolution:
    """Name a class of codes in the place of the code that stands for it; without a class no code is named."""
    if general not in CLASS_CODES:
        return replace(found, code="")
    return replace(found, code=CLASS_TITLES[general], why=found.why.replace(CLASS_CODES[general], "such a code"))


CHOICE: Final = "Which plan? {about} of {shown}, by {plans} plans: {counts}."
"""What is told first where no plan is named."""


@dataclass(frozen=True)
class Choice:
    """What is told where plans differ: how many give each value, one that gives it, and plans to choose from."""

    lead: str
    differing: tuple[Answered, ...]
    plans: tuple[Answered, ...]


def choice_of(card: Card, known: Iterable[Answered], shown: str) -> Choice:
    """Make the choice of a card that counts the answers of all plans; `shown` is what it is on."""
    about, rows = question(card.question), tuple(known)
    counts = ", ".join(f"{value}: {number}" for value, number in card.counts)
    lead = CHOICE.format(about=about.title if about else card.question, shown=shown, plans=card.plans, counts=counts)
    differing: dict[str, Answered] = {}
    for row in rows:
        differing.setdefault(row.found.value, row)
    return Choice(lead, tuple(differing.values()), rows[:ROWS])
