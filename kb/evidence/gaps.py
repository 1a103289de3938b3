"""What is unknown, or was not read, for a pack, as sentences."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from kb.domain.model import Entry
from kb.domain.vocabulary import QUESTIONS, best_standing, label
from kb.evidence.confidence import PART, REFERENCE
from kb.evidence.rulings import Ruling
from kb.history.library_as_of import Note


def gaps(entry: Entry, found: tuple[Ruling, ...], day: dt.date, notes: tuple[Note, ...]) -> tuple[str, ...]:
    """List what an entry leaves open; `day` is that of the pack, `notes` name files that could not be used."""
    return (
        *_answers(entry, found),
        *_dates(entry, day),
        *_sources(entry),
        *(f"{note.path} was not heard: {note.text}." for note in notes),
    )


def _answers(entry: Entry, found: tuple[Ruling, ...]) -> Iterator[str]:
    for ruling in found:
        title, answer = ruling.question.label, ruling.answer
        if not ruling.known:
            yield f"{title}: this policy has no answer ({label(answer.reason)}). Unknown does not mean “no”."
            continue
        if best_standing(entry.sources[name].standing for name in answer.sources) == "secondary":
            yield f"{title} is based on a third-party summary: the payer's own document was not read for it."
        if not answer.words:
            yield f"{title}: no quote of the payer's words is kept."
    missing = [question.label for question in QUESTIONS if question.key not in entry.answers]
    if missing:
        yield f"This policy does not cover: {', '.join(missing)}."


def _dates(entry: Entry, day: dt.date) -> Iterator[str]:
    if entry.effective is None:
        yield "The entry gives no effective date: the first day of the rule is unknown."
    if entry.review_by < day:
        yield f"A new review of the entry was due on {entry.review_by} and has not been recorded by {day}."


def _sources(entry: Entry) -> Iterator[str]:
    words = {
        PART: "was read in part only: its silence on the rest proves nothing",
        REFERENCE: "is cited for reference",
    }
    for source in entry.sources.values():
        if source.read in words:
            yield f"“{source.title}” ({source.publisher}) {words[source.read]}."
    undated = [f"“{source.title}” ({source.publisher})" for source in entry.sources.values() if not source.printed]
    if undated:
        yield f"No document date is recorded for: {'; '.join(undated)}."
