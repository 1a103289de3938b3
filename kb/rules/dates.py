"""Rules on dates: each in the calendar (its kind sees to that) and in an order that can have happened."""

from __future__ import annotations

from typing import Final

from kb.model import Document, Entry, Library
from kb.rules.rule import Found, Rule, on


def ends_before_effective(entry: Entry, _: Library) -> Found:
    """A span ends after it begins."""
    if entry.effective and entry.ends and entry.ends < entry.effective:
        yield (
            entry.place("ends"),
            f"ends {entry.ends} before it is effective on {entry.effective}; mend one of them",
        )


def review_order(document: Document, _: Library) -> Found:
    """The next review comes after the last."""
    if document.review_by <= document.reviewed:
        yield document.place("review_by"), f"is not after the review of {document.reviewed}; set a later day"


def retrieved_after_review(document: Document, _: Library) -> Found:
    """Nothing is looked up after the review that relies on it."""
    for source in document.sources.values():
        if source.retrieved > document.reviewed:
            place = document.place("sources", source.id, "retrieved")
            yield (
                place,
                f"is after the review of {document.reviewed}; set `reviewed:` to the day of this look",
            )
    for number, receipt in enumerate(document.looked):
        if receipt.on > document.reviewed:
            place = document.place("looked", number, "on")
            yield (
                place,
                f"is after the review of {document.reviewed}; set `reviewed:` to the day of this look",
            )


def printed_after_retrieved(document: Document, _: Library) -> Found:
    """A document was printed before it was read."""
    for source in document.sources.values():
        if source.printed > source.retrieved.isoformat():
            place = document.place("sources", source.id, "printed")
            yield place, f"is after the day it was read, {source.retrieved}; mend one of them"


def effective_without_basis(entry: Entry, _: Library) -> Found:
    """An effective date says which day counts."""
    if entry.effective and not entry.date_basis:
        yield entry.place("effective"), "add `date_basis:` date of service, date processed or not stated"
    if entry.date_basis and not entry.effective:
        yield entry.place("date_basis"), "goes with an effective date; add one, or take this out"


DATE_RULES: Final = (
    Rule("ends-before-effective", "a span ends after it begins", on(Entry, ends_before_effective)),
    Rule("review-order", "the next review comes after the last", review_order),
    Rule(
        "retrieved-after-review",
        "nothing is looked up after the review that relies on it",
        retrieved_after_review,
    ),
    Rule("printed-after-retrieved", "a document was printed before it was read", printed_after_retrieved),
    Rule(
        "effective-without-basis",
        "an effective date says which day counts",
        on(Entry, effective_without_basis),
    ),
)
