"""The text of a new entry with one answer; what is not given is the least sure value, or a place to fill in."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlsplit

from kb.authoring.names import id_from
from kb.authoring.new_pages import REVIEW_AFTER
from kb.authoring.prose import section, statement
from kb.authoring.source_records import values_of
from kb.authoring.yaml_lines import front_matter
from kb.content.fields import ENTRY_FIELDS
from kb.domain.reach import EVERY, is_code
from kb.domain.source_record import SourceRecord
from kb.domain.vocabulary import CONFIDENCES, CURRENCIES, EXTENTS, STANDINGS, UNDATED, UNKNOWN, Question, names

LEAST_SURE: Final = {
    "standing": names(STANDINGS)[-1],
    "read": "part",
    "confidence": names(CONFIDENCES)[-1],
    "currency": UNDATED,
}
"""What is written where nobody says how close, how much read, how sure and how new: never a guess upwards."""

CHOICES: Final = {
    "standing": names(STANDINGS),
    "read": names(EXTENTS),
    "confidence": names(CONFIDENCES),
    "currency": names(CURRENCIES),
}
NOT_LOOKED_UP: Final = "not looked up"
FILL_IN: Final = "REPLACE WITH"
NO_ADDRESS: Final = "https://www.example.com/REPLACE"


@dataclass(frozen=True)
class NewSource:
    """A source as far as it is known; an empty text is not known. With `recorded` it is as that record says."""

    title: str = ""
    publisher: str = ""
    url: str = ""
    standing: str = LEAST_SURE["standing"]
    read: str = LEAST_SURE["read"]
    printed: str = ""
    retrieved: dt.date | None = None
    recorded: SourceRecord | None = None

    @property
    def id(self) -> str:
        """The id of its record in `sources/`, else one made from its title."""
        return self.recorded.id if self.recorded else id_from(self.title or "source")

    def record(self, today: dt.date) -> dict[str, Any]:
        """Its record, with a place to fill in for what must be there and is not known."""
        if self.recorded:
            return values_of(self.recorded)
        return {
            "title": self.title or f"{FILL_IN} the document's own title",
            "publisher": self.publisher or (host_of(self.url) or f"{FILL_IN} who publishes what was read"),
            "url": self.url or NO_ADDRESS,
            "standing": self.standing,
            "read": self.read,
            "printed": self.printed,
            "retrieved": self.retrieved or today,
        }


@dataclass(frozen=True)
class NewEntry:
    """An entry of one answer: the codes it applies to, the value, and where that comes from.

    `whose` names payer and plan in words. An empty `value` is a place to fill in. With a `concept`, a service, it has
    no codes.
    """

    whose: str
    codes: tuple[str, ...]
    question: Question
    value: str
    source: NewSource
    title: str = ""
    document: str = ""
    currency: str = LEAST_SURE["currency"]
    effective: dt.date | None = None
    words: str = ""
    confidence: str = LEAST_SURE["confidence"]
    concept: str = ""


def entry_text(entry: NewEntry, today: dt.date) -> str:
    """Write an entry that passes the checker as soon as nothing in it says REPLACE any more."""
    key, known = entry.question.key, entry.value != UNKNOWN
    values: dict[str, Any] = {
        "title": entry.title or entry.concept.capitalize() or title_of(entry.codes),
        "codes": entry.codes,
        "concept": entry.concept,
        "document": entry.document,
        "currency": entry.currency,
        "effective": entry.effective,
        "date_basis": "not stated" if entry.effective else "",
        "reviewed": today,
        "review_by": today + REVIEW_AFTER,
        key: entry.value or "REPLACE",
    }
    if known:
        values |= {
            f"{key}_words": entry.words,
            f"{key}_sources": entry.source.id,
            f"{key}_confidence": entry.confidence,
            "sources": {entry.source.id: entry.source.record(today)},
        }
    else:
        values[f"{key}_reason"] = NOT_LOOKED_UP
    said = entry.value or f"{FILL_IN} what the source says"
    body = statement(entry.whose, entry.question, said, [entry.source.id], entry.words)
    front = front_matter(values, ENTRY_FIELDS)
    if not entry.value:
        front = front.replace(f"\n{key}: REPLACE\n", f"\n# {_wanted(entry.question)}\n{key}: REPLACE\n")
    return front + section(entry.question.title, body)


def title_of(codes: tuple[str, ...]) -> str:
    """Make the title of an entry from the codes it applies to."""
    words = ", ".join(codes) if len(codes) <= MOST_IN_TITLE else f"{codes[0]} and {len(codes) - 1} more codes"
    if all(map(is_code, codes)):
        return words
    return "All codes" if words == EVERY else f"{words[0].upper()}{words[1:]}{'' if 'codes' in words else ' codes'}"


MOST_IN_TITLE: Final = 6


def name_of(codes: tuple[str, ...]) -> str:
    """Make the file name of an entry from the codes it applies to."""
    return id_from("-".join(codes) if len(codes) <= MOST_IN_NAME else f"{codes[0]}-and-{len(codes) - 1}-more")


MOST_IN_NAME: Final = 4


def host_of(url: str) -> str:
    """Return the host of a web address: the least that is known of who publishes a page."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def _wanted(question: Question) -> str:
    return " · ".join(names(question.values)) if question.values else "at most 160 characters, in your own words"
