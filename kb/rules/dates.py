"""Rules on dates: each in the calendar (its kind sees to that) and in an order that can have happened."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Final

from kb.domain.model import Document, Entry, Library
from kb.rules.rule import Found, Rule, on

LONGEST_REVIEW: Final = dt.timedelta(days=366)
"""An entry is read anew at least once a year; a later day is a mistyped year."""

LONGEST_LOOK: Final = dt.timedelta(days=92)
"""A review is a look at the sources; one this much later than every look is a mistyped month or year."""

FIRST_YEAR, YEARS_AHEAD = 1965, 3
"""Medicare began in 1965, and no payer announces a rule for more than three years ahead."""


OF_THIS_EDITION: Final = "set the first day of work by this edition; git keeps the lines of earlier ones"


def ends_before_effective(entry: Entry, _: Library) -> Found:
    """A span ends after it begins."""
    if entry.effective and entry.ends and entry.ends < entry.effective:
        yield (
            entry.place("ends"),
            f"ends {entry.ends} before it is effective on {entry.effective}; correct one of them",
        )


def review_order(document: Document, _: Library) -> Found:
    """The next review comes after the last."""
    if document.review_by <= document.reviewed:
        yield document.place("review_by"), f"is not after the review of {document.reviewed}; set a later day"


def review_far_off(document: Document, _: Library) -> Found:
    """The next review comes within a year, or nobody would ever be reminded."""
    if document.review_by - document.reviewed > LONGEST_REVIEW:
        place = document.place("review_by")
        yield place, f"is over a year after the review of {document.reviewed}; set an earlier day"


def review_without_look(document: Document, _: Library) -> Found:
    """A review goes with a look at a source: one far behind every look is a mistyped month or year."""
    looks = [source.retrieved for source in document.sources.values()] + [receipt.on for receipt in document.looked]
    if looks and document.reviewed - max(looks) > LONGEST_LOOK:
        message = (
            f"nothing here was looked at after {max(looks)}; set this day, or `retrieved:` of what was read again"
        )
        yield document.place("reviewed"), message


def effective_far_off(entry: Entry, _: Library) -> Found:
    """An effective date is one that a payer can have printed."""
    if entry.effective and not FIRST_YEAR <= entry.effective.year <= entry.reviewed.year + YEARS_AHEAD:
        yield entry.place("effective"), f"{entry.effective} is out of reach; check the year"


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
            yield place, f"is after the day it was read, {source.retrieved}; correct one of them"


def effective_without_basis(entry: Entry, _: Library) -> Found:
    """An effective date says which day counts."""
    if entry.effective and not entry.date_basis:
        yield entry.place("effective"), "add `date_basis:` date of service, date processed or not stated"
    if entry.date_basis and not entry.effective:
        yield entry.place("date_basis"), "goes with an effective date; add one, or take this out"


def adopted_out_of_reach(entry: Entry, _: Library) -> Found:
    """A team works by an edition once that is in force; a day far behind the review is a mistyped year."""
    for number, adoption in enumerate(entry.adopted):
        place = entry.place("adopted", number, "on")
        if entry.effective and adoption.on < entry.effective:
            yield place, f"is before the rule is effective on {entry.effective}; {OF_THIS_EDITION}"
        elif adoption.on - entry.reviewed > LONGEST_REVIEW:
            yield place, f"is over a year after the review of {entry.reviewed}; check the year"


def adopted_twice(entry: Entry, _: Library) -> Found:
    """Each team appears once under `adopted`, with its latest date for this edition."""
    seen: set[str] = set()
    for number, adoption in enumerate(entry.adopted):
        if adoption.by.lower() in seen:
            yield entry.place("adopted", number, "by"), f"'{adoption.by}' appears here twice; keep one line"
        seen.add(adoption.by.lower())


def day_to_come(document: Document, today: dt.date) -> Found:
    """No date of something done is in the future: a review, a retrieval, a search, the print of a document."""
    for path, day in _days_of_looks(document):
        if day > today.isoformat():
            message = f"is a day to come: today is {today}; set the day it was done, or set this machine's clock"
            yield document.place(*path), message


def _days_of_looks(document: Document) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Yield where each day of something done is, and the day; `printed` may be a month or a year."""
    yield ("reviewed",), document.reviewed.isoformat()
    for source in document.sources.values():
        yield ("sources", source.id, "retrieved"), source.retrieved.isoformat()
        if source.printed:
            yield ("sources", source.id, "printed"), source.printed
    for number, receipt in enumerate(document.looked):
        yield ("looked", number, "on"), receipt.on.isoformat()


DAY_TO_COME: Final = "day-to-come"
"""The rule that goes by the day on which content is checked."""


DATE_RULES: Final = (
    Rule("ends-before-effective", "a span ends after it begins", on(Entry, ends_before_effective)),
    Rule("review-order", "the next review comes after the last", review_order),
    Rule("review-far-off", "the next review comes within a year", review_far_off),
    Rule("review-without-look", "a review goes with a look at a source", review_without_look),
    Rule("effective-far-off", "an effective date is in a likely year", on(Entry, effective_far_off)),
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
    Rule(
        "adopted-out-of-reach",
        "a team works by an edition once it is in force, and within a year of the review",
        on(Entry, adopted_out_of_reach),
    ),
    Rule("adopted-twice", "a team adopts an edition once", on(Entry, adopted_twice)),
)
