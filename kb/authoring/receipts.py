"""A payer was asked: the receipt of it in an entry, and the day of a review moved where nothing has changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, Final

from kb.authoring.edits import with_item, with_keys, with_record, with_section
from kb.authoring.new_entry import NOT_LOOKED_UP, title_of
from kb.authoring.new_pages import REVIEW_AFTER
from kb.authoring.prose import section, statement
from kb.authoring.source_records import values_of
from kb.authoring.yaml_lines import front_matter
from kb.content.fields import ENTRY_FIELDS
from kb.domain.model import Entry
from kb.domain.vocabulary import PAGE_HEADINGS, THROUGH, UNKNOWN, Question, names

LOOKED: Final = "looked and not found"
PAYER: Final = names(THROUGH)[-1]


@dataclass(frozen=True)
class Asked:
    """A call to a payer: which desk was asked what and on which day, the payer's reference, and what came of it."""

    question: Question
    desk: str
    about: str
    on: dt.date
    reference: str = ""
    outcome: str = ""

    @property
    def receipt(self) -> dict[str, Any]:
        """The receipt as keys and values, in the order of the file."""
        parts = [f"Asked: {self.desk}"]
        parts += [f"reference {self.reference}"] if self.reference else []
        parts += [f"outcome: {self.outcome}"] if self.outcome else []
        questions = [self.question.title.lower()]
        return {"for": questions, "where": "; ".join(parts), "words": self.about, "on": self.on, "through": PAYER}


def with_asked(text: str, entry: Entry, asked: Asked, whose: str) -> str:
    """Add the receipt of a call to the text of an entry.

    A question that was not looked up is then looked for and not found; an answer that is known stays as it is.
    """
    key, held = asked.question.key, entry.answers.get(asked.question.key)
    values: dict[str, Any] = {}
    if not held or (held.value == UNKNOWN and held.reason == NOT_LOOKED_UP):
        values = {key: UNKNOWN, f"{key}_reason": LOOKED}
    if not held:
        body = statement(whose, asked.question, UNKNOWN, ())
        text = with_section(text, asked.question.title, body, PAGE_HEADINGS["entry"])
    text = with_item(text, "looked", asked.receipt, ENTRY_FIELDS)
    return with_keys(text, {**values, **_days(entry, asked.on)}, ENTRY_FIELDS)


def asked_text(asked: Asked, codes: tuple[str, ...], whose: str) -> str:
    """Write a new entry that says that data is not available, with the receipt of a call."""
    key = asked.question.key
    values = {
        "title": title_of(codes),
        "codes": codes,
        "currency": "undated",
        "reviewed": asked.on,
        "review_by": asked.on + REVIEW_AFTER,
        key: UNKNOWN,
        f"{key}_reason": LOOKED,
        "looked": [asked.receipt],
    }
    body = statement(whose, asked.question, UNKNOWN, ())
    return front_matter(values, ENTRY_FIELDS) + section(asked.question.title, body)


def _days(entry: Entry, on: dt.date) -> dict[str, Any]:
    """Move the review to a later look, and the next review behind it."""
    if on <= entry.reviewed:
        return {}
    return {"reviewed": on, "review_by": entry.review_by if entry.review_by > on else on + REVIEW_AFTER}


def with_review(text: str, entry: Entry, on: dt.date, due: dt.date, read: Collection[str]) -> str:
    """Set the day of the review and of the next; the sources of the ids in `read` were opened again on that day."""
    for name in entry.sources:
        if name in read:
            record = {**values_of(entry.sources[name]), "retrieved": on}
            text = with_record(text, "sources", name, record, ENTRY_FIELDS)
    return with_keys(text, {"reviewed": on, "review_by": due}, ENTRY_FIELDS)
