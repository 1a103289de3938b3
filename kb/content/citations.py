"""Who cites what: `[source-id]` in prose, and the `sources` of answers and of the rows of a code page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from kb.domain.model import CodePage, Document, Entry
from kb.domain.problem import Place

CITATION: Final = re.compile(r"\[([a-z0-9]+(?:-[a-z0-9]+)*)\](?!\(|:\s*http)")
"""A source id in square brackets that is no link. Several are side by side: `[a] [b]`."""

ROWS: Final = (
    *("life_cycle", "fee_schedule", "units", "pairs", "modifiers", "observed_amounts", "conflicts", "elements"),
)


@dataclass(frozen=True)
class Citation:
    """A source id and the place where it is cited."""

    id: str
    place: Place


def cited_in(text: str, first_line: int = 1) -> Iterator[Citation]:
    """Find the citations of a Markdown text whose first line is `first_line` of its file."""
    for number, line in enumerate(text.split("\n"), first_line):
        for match in CITATION.finditer(line):
            yield Citation(match[1], Place(number, match.start() + 1))


def cited_ids(document: Document) -> dict[str, None]:
    """Return the ids that `citations` finds, each once: to find the places takes far longer."""
    first: dict[str, None] = {}
    if isinstance(document, Entry):
        first |= dict.fromkeys(source for answer in document.answers.values() for source in answer.sources)
        first |= dict.fromkeys(criterion.source for criterion in document.criteria)
        first |= {document.listed.source: None} if document.listed else {}
    if isinstance(document, CodePage):
        first |= dict.fromkeys(document.add_on_sources)
        first |= dict.fromkeys(source for name in ROWS for row in getattr(document, name) for source in row.sources)
    lines = (line for section in document.sections for line in section.text.split("\n"))
    return first | dict.fromkeys(id_ for line in lines if "[" in line for id_ in CITATION.findall(line))


def citations(document: Document) -> Iterator[Citation]:
    """Find every citation of a document, front matter first."""
    if isinstance(document, Entry):
        yield from _of_entry(document)
    if isinstance(document, CodePage):
        yield from (Citation(s, document.place("add_on_sources")) for s in document.add_on_sources)
        for name in ROWS:
            for number, row in enumerate(getattr(document, name)):
                yield from (Citation(s, document.place(name, number, "sources")) for s in row.sources)
    for section in document.sections:
        yield from cited_in(section.text, section.line + 1)


def _of_entry(entry: Entry) -> Iterator[Citation]:
    for answer in entry.answers.values():
        key = f"{answer.question}_sources"
        yield from (Citation(source, entry.place(key)) for source in answer.sources)
    for number, criterion in enumerate(entry.criteria):
        yield Citation(criterion.source, entry.place("criteria", number, "source"))
    if entry.listed:
        yield Citation(entry.listed.source, entry.place("listed", "source"))
