"""The text of a draft entry: what the document prints, notes for who reads it, and every answer to fill in."""

from __future__ import annotations

import datetime as dt
import textwrap
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any, Final

from kb.authoring.new_entry import FILL_IN, NewSource
from kb.authoring.prose import WIDTH, section, statement
from kb.authoring.yaml_lines import front_matter
from kb.content.fields import ENTRY_FIELDS
from kb.domain.days import day
from kb.domain.vocabulary import QUESTIONS, Question
from kb.drafts.draft import Draft
from kb.drafts.sentences import Quote

EMPTY: Final = "REPLACE"
NO_CODE: Final = "0000T"
NO_DAY: Final = "1900-01-01"
DUE: Final = "1900-01-02"
FIRST_NOTE: Final = (
    "Draft of `import policy`: read the document, fill in each value, then take out the notes like this one."
)
LONGEST_DOCUMENT: Final = 160
MOST_LISTED: Final = 4_000
TOPICS: Final = {"coverage": ("coverage", "criteria"), "prior_authorization": ("prior_authorization",)}
"""Which sentences stand as notes above the answer to a question."""


def draft_text(draft: Draft, whose: str, publisher: str, codes: tuple[str, ...], today: dt.date) -> str:
    """Write a draft that `check` refuses in one message until it is filled in.

    `codes` are those of the document that the library has a page for; none leaves a place to fill in.
    """
    asked = [question for question in QUESTIONS if question.key in TOPICS and _speaks(draft, question)]
    source = _source(draft, publisher, today)
    values: dict[str, Any] = {
        "title": f"{FILL_IN} what the entry is about, in your own words",
        "codes": NO_CODE if "codes" in draft.left_out else codes or NO_CODE,
        "document": _document(draft),
        "currency": EMPTY,
        "effective": draft.dates.days.get("effective"),
        "date_basis": "not stated" if "effective" in draft.dates.days else "",
        "reviewed": NO_DAY,
        "review_by": DUE,
        "listed": _listed(draft, source.id),
        "sources": {source.id: {**source.record(today), **_least(source, today)}},
    }
    for question in asked:
        values |= {question.key: EMPTY, f"{question.key}_sources": source.id, f"{question.key}_confidence": EMPTY}
    front = front_matter(values, ENTRY_FIELDS).replace("---\n", f"---\n{_notes((FIRST_NOTE, *_told(draft)))}", 1)
    for question in asked:
        notes = _notes(
            f'page {quote.page}: "{quote.words}"' for topic in TOPICS[question.key] for quote in _quotes(draft, topic)
        )
        front = front.replace(f"\n{question.key}: {EMPTY}\n", f"\n{notes}{question.key}: {EMPTY}\n")
    return front + "".join(_section(question, whose, source.id) for question in asked)


def _speaks(draft: Draft, question: Question) -> bool:
    return question.key == "coverage" or bool(draft.quotes.on(question.key))


def _quotes(draft: Draft, topic: str) -> tuple[Quote, ...]:
    return () if "quotes" in draft.left_out else draft.quotes.on(topic)


def _title(draft: Draft) -> str:
    return "" if "title" in draft.left_out else draft.named.title


def _section(question: Question, whose: str, source: str) -> str:
    said = statement(whose, replace(question, values=()), f"{FILL_IN} what the source says", [source])
    return section(question.title, said)


def _document(draft: Draft) -> str:
    named = draft.named
    number = named.number or f"{FILL_IN} its number"
    title = _title(draft) or f"{FILL_IN} the document's title"
    room = LONGEST_DOCUMENT - len(number) - 2
    return f"{textwrap.shorten(title, room, placeholder='')}, {number}"


def _source(draft: Draft, publisher: str, today: dt.date) -> NewSource:
    printed = max((draft.dates.days[kind] for kind in PRINTED if kind in draft.dates.days), default=None)
    printed = printed or draft.dates.days.get("effective")
    return NewSource(
        title=_title(draft),
        publisher=publisher,
        url=draft.paper.address if draft.paper.address.startswith("https://") else "",
        printed=printed.isoformat() if printed and printed <= today else "",
        retrieved=draft.dates.days.get("retrieved"),
    )


def _least(source: NewSource, today: dt.date) -> dict[str, Any]:
    """Give what a person must say of a source: how much of it was read, and the day where the file tells none."""
    known = source.retrieved and source.retrieved <= today
    publisher = source.publisher or f"{FILL_IN} who publishes what was read"
    return {
        "publisher": publisher,
        "standing": EMPTY,
        "read": EMPTY,
        "retrieved": source.retrieved if known else NO_DAY,
    }


def _listed(draft: Draft, source: str) -> dict[str, Any]:
    """Give the record of the code list; its heading only where all codes stand below one."""
    codes = draft.codes.every[:MOST_LISTED]
    if not codes or "listed" in draft.left_out:
        return {}
    only = len(draft.codes.lists) == 1 and "heading" not in draft.left_out
    heading = next(iter(draft.codes.lists)).rstrip(": ") if only else ""
    return {"source": source, "read": "part", "heading": heading[:LONGEST_DOCUMENT], "codes": codes}


def _told(draft: Draft) -> Iterator[str]:
    """Give the notes at the head of a draft: all that is in doubt, other dates, and codes by heading."""
    yield from (f"DOUBT {doubt}" for doubt in draft.doubts)
    for kind, called in OTHER_DATES.items():
        if kind in draft.dates.days:
            yield f"{called}: {day(draft.dates.days[kind])}"
    if len(draft.codes.lists) > 1 and "listed" not in draft.left_out:
        for heading, held in draft.codes.lists.items():
            yield f"codes below '{heading}': {', '.join(f'{code} (page {page})' for code, page in held.items())}"


PRINTED: Final = ("reviewed", "revised", "published")
OTHER_DATES: Final = {
    "reviewed": "The document's last review",
    "revised": "The document's last revision",
    "published": "The document's publication",
    "next": "The document's next review",
    "original": "The document's first effective date",
    "ends": "The document's end date",
}


def _notes(notes: Iterable[str]) -> str:
    """Write notes as comments of front matter, broken into lines."""
    lines = (line for note in notes for line in textwrap.wrap(note, WIDTH - 2, subsequent_indent="  "))
    return "".join(f"# {line}\n" for line in lines)
