"""What the section of a question says and cites, for the rules on the values beside it."""

from __future__ import annotations

from collections.abc import Iterable

from kb.content.citations import cited_in
from kb.domain.model import Answer, Entry
from kb.domain.vocabulary import question
from kb.rules.rule import Found


def section_text(entry: Entry, asked: str) -> str:
    """Return the text of the section of a question (its key); empty if the entry has none."""
    known = question(asked)
    return next((found.text for found in entry.sections if known and found.heading == known.title), "")


def uncited(entry: Entry, key: str, sources: Iterable[tuple[Answer, int, str]]) -> Found:
    """Yield the records of answers whose source the section of their question does not cite.

    `key` is what the list of records is called, `sources` gives the answer, the place in the list and the source of
    each record.
    """
    for answer, number, source in sources:
        if source not in {citation.id for citation in cited_in(section_text(entry, answer.question))}:
            way_out = f"does not cite '{source}'; cite it there, or correct the id"
            yield entry.place(f"{answer.question}_{key}", number, "source"), f"the section of the question {way_out}"
