"""Time limits as numbers, and contacts, as tables of pages. Pure."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from kb.answers.caveats import caveats, certainty_of, gravest
from kb.domain.contacts import Contact
from kb.domain.model import Answer, Entry, Library
from kb.domain.periods import NOT_STATED, Period
from kb.domain.scopes import scope_title_of
from kb.domain.vocabulary import QUESTIONS, UNKNOWN, Question
from kb.pages.grid import Grid

STARTS: Final = {
    "date of service": "the date of service",
    "service or discharge": "service or discharge",
    "decision": "the decision",
    "receipt of the notice": "receipt of the notice",
    "remittance": "the date of the EOB or remittance advice",
    "primary remittance": "the date of the primary payer's EOB",
    NOT_STATED: "not stated: no last day can be reckoned",
}
"""From which day a time counts, in words for a page."""

WEB: Final = re.compile(r"https?://\S+")
DIALED: Final = re.compile(r"\+?[0-9][0-9 ().-]{8,}[0-9]")


@dataclass(frozen=True)
class LimitRow:
    """A time limit of a plan: `length` in words, from which day it counts, and whom or what it is for.

    `doubt` is the gravest mark of doubt of its answer, empty without one; `address` leads to the section with it.
    """

    plan: str
    question: Question
    length: str
    starts: str
    whom: str
    since: dt.date | None
    note: str
    doubt: str
    address: str


@dataclass(frozen=True)
class ContactRow:
    """A contact of a plan; `link` is what a press on it opens, empty where there is nothing to open."""

    plan: str
    question: Question
    contact: Contact
    link: str
    address: str


@dataclass(frozen=True)
class LimitsAndContacts:
    """The time limits and the contacts of some entries, in the order of the entries and their questions."""

    limits: tuple[LimitRow, ...]
    contacts: tuple[ContactRow, ...]


def limits_and_contacts(entries: Iterable[Entry], library: Library) -> LimitsAndContacts:
    """List the time limits and contacts that entries state."""
    given = tuple(_answers(entries))
    limits = (
        _limit(entry, asked, answer, period, library) for entry, asked, answer in given for period in answer.periods
    )
    contacts = (_contact(entry, asked, one, library) for entry, asked, answer in given for one in answer.contacts)
    return LimitsAndContacts(tuple(limits), tuple(contacts))


def of_grid(grid: Grid, library: Library) -> LimitsAndContacts:
    """List those of the entries that decide an answer of a grid, or are to be opened where none is known."""
    opened = {f"{cell.entry}.md" for cell in grid.cells.values() if cell.entry}
    documents = (library.by_path[path] for path in sorted(opened))
    return limits_and_contacts((one for one in documents if isinstance(one, Entry)), library)


def _answers(entries: Iterable[Entry]) -> Iterator[tuple[Entry, Question, Answer]]:
    for entry in entries:
        for asked in QUESTIONS:
            if asked.key in entry.answers:
                yield entry, asked, entry.answers[asked.key]


def _limit(entry: Entry, asked: Question, answer: Answer, period: Period, library: Library) -> LimitRow:
    doubt = gravest(caveats(certainty_of(entry, answer))) if answer.value != UNKNOWN else ""
    return LimitRow(
        plan=scope_title_of(library, entry),
        question=asked,
        length=period.length_words,
        starts=starts_words(period),
        whom=period.whom,
        since=period.since,
        note=period.note,
        doubt=doubt,
        address=f"{entry.id}.html#{asked.slug}",
    )


def starts_words(period: Period) -> str:
    """Write from which day a time limit counts; the source's own words go before the kind of day."""
    presumed = f", presumed {period.presumed_days} days after its date" if period.presumed_days else ""
    return (period.starts_words or STARTS.get(period.starts, period.starts)) + presumed


def _contact(entry: Entry, asked: Question, contact: Contact, library: Library) -> ContactRow:
    return ContactRow(
        scope_title_of(library, entry), asked, contact, contact_link(contact), f"{entry.id}.html#{asked.slug}"
    )


def contact_link(contact: Contact) -> str:
    """Give what a press on a contact opens: a web address, or a number to dial; empty for all others."""
    if WEB.fullmatch(contact.value):
        return contact.value
    if contact.kind == "telephone" and DIALED.fullmatch(contact.value):
        return f"tel:{re.sub(r'[^0-9+]', '', contact.value)}"
    return ""
