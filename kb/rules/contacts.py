"""Rules on contacts: each has a source and a day, stands in the words, and is written so that it can be used."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from kb.domain.contacts import Contact
from kb.domain.model import Answer, Entry, Library
from kb.rules.rule import Found, Rule, on
from kb.rules.section_sources import section_text, uncited

TELEPHONE: Final = re.compile(r"(?:1-)?[2-9][0-9]{2}-[2-9][0-9]{2}-[0-9]{4}(?: ext\. [0-9]{1,6})?")
NUMBERS: Final = re.compile(r"[0-9](?:[0-9-]*[0-9])?")


def _contacts(entry: Entry) -> Iterator[tuple[Answer, int, Contact]]:
    for answer in entry.answers.values():
        for number, contact in enumerate(answer.contacts):
            yield answer, number, contact


def contact_source(entry: Entry, _: Library) -> Found:
    """A contact names a source that the section of its question cites."""
    return uncited(
        entry, "contacts", ((answer, number, contact.source) for answer, number, contact in _contacts(entry))
    )


def contact_unsaid(entry: Entry, _: Library) -> Found:
    """Each number of a contact stands in the section of its question, too."""
    for answer, number, contact in _contacts(entry):
        said = set(NUMBERS.findall(section_text(entry, answer.question)))
        missing = [found for found in NUMBERS.findall(contact.value) if found not in said]
        if missing and contact.kind != "portal":
            place = entry.place(f"{answer.question}_contacts", number, "value")
            yield place, f"the section does not say {missing[0]}; correct the number, or say it there"


def contact_form(entry: Entry, _: Library) -> Found:
    """A telephone or fax number and the address of a portal are written in one way."""
    for answer, number, contact in _contacts(entry):
        place = entry.place(f"{answer.question}_contacts", number, "value")
        if contact.kind in {"telephone", "fax"} and not TELEPHONE.fullmatch(contact.value):
            yield place, "is no telephone number of the US; write it like 1-800-555-0100"
        if contact.kind == "portal" and not re.fullmatch(r"https?://\S+\.\S+", contact.value):
            yield place, "is no web address; write it with https:// and without spaces"


def contact_days(entry: Entry, _: Library) -> Found:
    """A contact was checked by the review of its entry, not before its source was read, and is due again later."""
    for answer, number, contact in _contacts(entry):
        key, source = f"{answer.question}_contacts", entry.sources.get(contact.source)
        if contact.checked > entry.reviewed:
            yield entry.place(key, number, "checked"), f"is after the review of {entry.reviewed}; set `reviewed:`"
        if source and contact.checked < source.retrieved:
            message = f"is before {source.retrieved}, the day its source was looked up; correct one of the two"
            yield entry.place(key, number, "checked"), message
        if contact.review_by <= contact.checked:
            yield entry.place(key, number, "review_by"), f"is not after {contact.checked}; write a later day"


def contact_twice(entry: Entry, _: Library) -> Found:
    """A contact stands once for a question and a group."""
    seen = set()
    for answer, number, contact in _contacts(entry):
        key = (answer.question, contact.kind, contact.value.lower(), contact.who.lower())
        if key in seen:
            yield entry.place(f"{answer.question}_contacts", number), "the same contact a second time; take one out"
        seen.add(key)


CONTACT_RULES: Final = (
    Rule("contact-source", "a contact names a source that its section cites", on(Entry, contact_source)),
    Rule("contact-unsaid", "the numbers of a contact stand in the words, too", on(Entry, contact_unsaid)),
    Rule("contact-form", "a number or an address of a contact is written in one way", on(Entry, contact_form)),
    Rule("contact-days", "the days of a contact fit its source and its review", on(Entry, contact_days)),
    Rule("contact-twice", "a contact stands once", on(Entry, contact_twice)),
)
