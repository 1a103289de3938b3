"""The documents that are recorded once: each with its editions, what was seen there, and who cites them."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate, chain
from typing import Final

from kb.domain.model import CodePage, Document, Entry, Library
from kb.domain.scopes import scope_title_of
from kb.domain.source_record import SourceRecord, WatchedSource
from kb.pages.page import Crumb, Page

MOST_EDITIONS: Final = 80
"""How many editions the page shows in all, whole documents, those that most files cite first."""

MOST_CITING: Final = 4
"""How many files that cite an edition are named; the others are counted."""


@dataclass(frozen=True)
class Citing:
    """A page that cites a document: its name and its address."""

    title: str
    address: str


@dataclass(frozen=True)
class EditionView:
    """An edition with the pages that cite it; `more` counts those beyond the named ones.

    `seen` is filled where a visit found its address otherwise than it was read.
    """

    record: SourceRecord
    citing: tuple[Citing, ...]
    more: int
    seen: WatchedSource | None


@dataclass(frozen=True)
class Sources:
    """What the page shows: the documents, each as its editions, the base first. `total` counts all documents."""

    documents: tuple[tuple[EditionView, ...], ...]
    total: int
    crumbs: tuple[Crumb, ...]


def sources_page(library: Library) -> Page:
    """Make the page from the records of `sources/` and from the files that cite them."""
    citing = _citing(library)
    grouped: dict[str, list[SourceRecord]] = {}
    for record in library.source_records.values():
        grouped.setdefault(record.edition_of or record.id, []).append(record)
    by_use = sorted(grouped.items(), key=lambda pair: (-_uses(pair[1], citing), pair[1][0].title, pair[0]))
    editions = accumulate(len(found) for _, found in by_use)
    fitting = [pair for pair, number in zip(by_use, editions, strict=True) if number <= MOST_EDITIONS]
    shown = Sources(
        documents=tuple(
            tuple(
                _view(library, record, citing) for record in sorted(found, key=lambda one: (one.id != base, one.id))
            )
            for base, found in fitting
        ),
        total=len(grouped),
        crumbs=(Crumb("Home", "index.html"), Crumb("Review worklist", "review.html"), Crumb("Recorded sources")),
    )
    return Page("sources.html", "sources", "Recorded sources", shown)


def _citing(library: Library) -> dict[str, list[Document]]:
    """Return the files that cite each record, by its id, in the order of the library."""
    found: dict[str, list[Document]] = {}
    for document in library.documents:
        for name in document.sources:
            if name in library.source_records:
                found.setdefault(name, []).append(document)
    return found


def _uses(records: list[SourceRecord], citing: dict[str, list[Document]]) -> int:
    return len({document.id for document in chain.from_iterable(citing.get(record.id, ()) for record in records)})


def _view(library: Library, record: SourceRecord, citing: dict[str, list[Document]]) -> EditionView:
    documents = citing.get(record.id, [])
    named = tuple(Citing(_name(library, one), f"{one.id}.html") for one in documents[:MOST_CITING])
    retrieved = min((one.sources[record.id].retrieved for one in documents), default=record.retrieved)
    seen = library.seen_at(record.url, retrieved)
    return EditionView(record, named, len(documents) - len(named), seen)


def _name(library: Library, document: Document) -> str:
    if isinstance(document, CodePage):
        return document.code
    return f"{scope_title_of(library, document)}: {document.title}" if isinstance(document, Entry) else document.title
