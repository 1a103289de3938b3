"""Recorded answers, sections and contacts as claims and as what is not known. Templates hold no fact of their own."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any, Final

from kb.answers.answer import contacts_of, receipt_record, receipts_of, searched_words
from kb.answers.caveats import in_words
from kb.answers.resolve import Resolution
from kb.ask.cited import cited_by, page_sources
from kb.ask.reply import Claim, Gap, claim_of
from kb.content.citations import CITATION
from kb.content.code_tables import Row, Table
from kb.content.parse import slug
from kb.domain.contacts import Contact
from kb.domain.days import day
from kb.domain.model import CodePage, Entry, Library
from kb.domain.scopes import plan_title
from kb.domain.vocabulary import CONFLICT, SUPERSEDED, UNKNOWN, label, question
from kb.search.documents import row_text
from kb.search.result import Hit


def is_known(value: str) -> bool:
    """Tell whether a value is recorded and policies do not disagree about it."""
    return value not in {UNKNOWN, CONFLICT}


@dataclass(frozen=True)
class Answered:
    """The answer of a plan to a question on a code, with the cautions of its day; `name` is the plan's in words.

    `limit` is the value with the time limit of the group named before it; empty where none is stated for a group.
    """

    found: Resolution
    name: str
    cautions: tuple[str, ...] = ()
    limit: str = ""

    @property
    def is_known(self) -> bool:
        """Whether a value is recorded and policies do not disagree about it."""
        return is_known(self.found.value)


def answer_claims(answered: Answered) -> Iterator[Claim]:
    """Yield the claim of an answer that is known: plan, question, value, how sure, since when, note and cautions."""
    found, decider = answered.found, answered.found.decider
    if not answered.is_known or not decider:
        return
    head, note, cautions = answer_words(answered)
    text, brief = (" ".join(filter(None, parts)) for parts in ((head, note, cautions), (head, cautions)))
    section = found.question.replace("_", "-")
    yield from claim_of(text, decider.entry.id, section, tuple(found.sources), brief if note else "")


def answer_words(answered: Answered) -> tuple[str, str, str]:
    """Return the parts of an answer that is known: what it says, the note beside it, and what is in doubt."""
    found, decider = answered.found, answered.found.deciders[0]
    sure = in_words(found.certainty) if found.certainty else ""
    since = f"effective {day(decider.entry.effective)}" if decider.entry.effective else "no effective date recorded"
    doubt = "; ".join(part for part in (sure, since) if part)
    head = f"{answered.name}, {asked_in_words(found)}: {answered.limit or found.value} ({doubt})."
    return head, decider.answer.note, " ".join(answered.cautions)


def not_known(answered: Answered) -> Gap:
    """Say that an answer is not known or in conflict, why, what is noted beside it, and where it was searched."""
    found = answered.found
    if found.value == CONFLICT:
        return Gap(f"{answered.name}, {asked_in_words(found)}: {label(CONFLICT)}. {found.why}")
    reason = f" ({label(found.reason)})" if found.reason else ""
    searched = " ".join(searched_words(receipt_record(one)) for one in receipts_of(found))
    told = " ".join(filter(None, (_noted(found), searched)))
    return Gap(f"{answered.name}, {asked_in_words(found)}: {UNKNOWN}{reason}.", told)


def _noted(found: Resolution) -> str:
    """Return the note of the plan's own entry to open first that gives no value either; empty for none."""
    first = found.leading
    return first.answer.note if first and first.answer.value == UNKNOWN and not first.for_brand else ""


def acts_after(answered: Iterable[Answered]) -> Iterator[str]:
    """Yield whom to turn to about answers, each once: the contacts that are recorded, and for unknowns the plan."""
    for one in answered:
        contacts = contacts_of(one.found)
        yield from (_contact(one.name, contact) for contact in contacts)
        if not one.is_known and not contacts:
            about = asked_in_words(one.found)
            yield f"Ask {one.name} about {about}, and write down who answered, the day and the reference."


def _contact(name: str, contact: dict[str, Any]) -> str:
    who = f" ({contact['who']})" if contact.get("who") else ""
    checked = day(dt.date.fromisoformat(contact["checked"]))
    return f"{name}{who}, {contact['kind']}: {contact['value']} (“{contact['source_title']}”, checked {checked})"


def asked_in_words(found: Resolution) -> str:
    """Say what an answer is on: coverage of 0709T."""
    asked = question(found.question)
    title = asked.title.lower() if asked else found.question
    return f"{title} of {found.code}" if found.code else title


def section_claims(library: Library, hit: Hit) -> Iterator[Claim]:
    """Yield the claim of a section or a row that was found, with the sources that it cites."""
    document = library.by_path.get(f"{hit.document.entry}.md")
    if not document:
        return
    name = document.code if isinstance(document, CodePage) else hit.document.title
    value, sure = hit.document.value, hit.document.certainty
    told = f"{value}{f' ({sure})' if sure else ''}. " if value and isinstance(document, Entry) else ""
    head = f"{name}, {hit.document.heading.lower()}: {told}"
    sources = cited_by(document, hit.document.section, hit.document.place)
    excerpt = _excerpt(hit.excerpt, hit.document.heading)
    yield from claim_of(f"{head}{excerpt}", document.id, hit.document.section, sources, head.strip() if told else "")


def _excerpt(excerpt: str, heading: str) -> str:
    """Write an excerpt without the ids of its sources and without its heading once more."""
    bare = re.sub(r"\s+", " ", CITATION.sub("", excerpt)).strip().removeprefix(f"{heading}. ")
    return re.sub(r"\.\.$", ".", bare)


def row_claim(page: CodePage, table: Table, row: Row) -> Iterator[Claim]:
    """Yield the claim of a row of a code's page: its columns with their names, and its note."""
    text, bare = (f"{page.code}: {row_text(table, one)}" for one in (row, replace(row, note="")))
    sources = page_sources(page, row.sources)
    yield from claim_of(text, page.id, slug(table.heading), sources, bare if row.note else "")


def contact_claims(
    library: Library, scope: str, kinds: Iterable[str], asked: str, is_for: Callable[[str], bool]
) -> Iterator[Claim]:
    """Yield the contacts of a plan of some kinds, those about a question alone where one is asked (its key).

    `is_for` tells by whom a contact is for, as recorded, whether it is told.
    """
    for about, contact, claim in contacts_in_words(library, scope):
        if asked in {"", about} and contact.kind in kinds and is_for(contact.who):
            yield claim


def contacts_in_words(library: Library, scope: str) -> Iterator[tuple[str, Contact, Claim]]:
    """Yield the contacts of a plan with the question that they are about (its key), each as a claim."""
    for entry, about, contact, head in _contacts_of(library, scope):
        told = f"{head}: {contact.value}. Checked {day(contact.checked)}."
        text = f"{told} {contact.note}".strip()
        source = (entry.sources[contact.source],)
        for claim in claim_of(text, entry.id, _section(about), source, told if contact.note else ""):
            yield about, contact, claim


TURNAROUND: Final = "turnaround"
"""What stands before how long a payer takes, in its own words."""


def turnarounds_in_words(library: Library, scope: str) -> Iterator[tuple[str, Claim]]:
    """Yield how long a plan takes where a contact records it, with the question that it is about, each as a claim."""
    for entry, about, contact, head in _contacts_of(library, scope):
        if contact.turnaround:
            text = f"{head}, {TURNAROUND}: {contact.turnaround}. Checked {day(contact.checked)}."
            for claim in claim_of(text, entry.id, _section(about), (entry.sources[contact.source],)):
                yield about, claim


def _contacts_of(library: Library, scope: str) -> Iterator[tuple[Entry, str, Contact, str]]:
    """Yield each contact of a plan with its entry, the question that it is about, and the words that name it."""
    for entry in library.entries_of(scope):
        for answer in entry.answers.values() if entry.currency != SUPERSEDED else ():
            about = answer.question.replace("_", " ")
            for contact in answer.contacts:
                who = f" ({contact.who})" if contact.who else ""
                yield entry, answer.question, contact, f"{plan_title(library, scope)}, {about}, {contact.kind}{who}"


def _section(about: str) -> str:
    return about.replace("_", "-")
