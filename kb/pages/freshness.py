"""Until when an answer counts as fresh, as the page of its entry shows it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from kb.catalogue.review import answer_due
from kb.domain.model import Entry
from kb.domain.vocabulary import Question


@dataclass(frozen=True)
class Freshness:
    """The day on which an answer was checked, and that on which it is due again.

    `half_life` is in days, and 0 if the day of its entry comes first.
    """

    checked: dt.date
    due: dt.date
    half_life: int


def freshness(entry: Entry, question: Question) -> Freshness:
    """Find until when an entry's answer to a question counts as fresh."""
    due = answer_due(entry, question)
    return Freshness(entry.reviewed, due, question.half_life if due < entry.review_by else 0)


def last_searched(entry: Entry, question: Question) -> dt.date | None:
    """Return the day of the last search for a question; None if no receipt names the question."""
    return max((receipt.on for receipt in entry.looked if question.key in receipt.questions), default=None)
