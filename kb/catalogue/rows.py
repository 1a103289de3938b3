"""A library as rows: for each table of the catalogue the values of its rows, answers resolved. Pure.

A row may have more values than its table has columns; `tables` takes those with a column, and validates them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from kb.answers.resolve import Resolution, resolve_all
from kb.domain.model import Document, Entry, Library, Payer, Scope

Values = dict[str, Any]


def rows(library: Library) -> Iterator[tuple[str, Iterator[Values]]]:
    """Give the name of each table with its rows, in the order in which they are written."""
    codes, entries, documents = library.codes.values(), library.entries, library.documents
    yield "code", (dict(vars(code)) for code in codes)
    yield "observed_amount", (row for code in codes for row in _numbered(code.observed_amounts, code=code.code))
    yield "scope", (_scope(position, *found) for position, found in enumerate(library.scopes))
    yield "entry", (_entry(entry, library) for entry in entries)
    yield "answer", (row for entry in entries for row in _answers(entry))
    yield "source", (row for doc in documents for row in _numbered(doc.sources.values(), document=doc.id))
    yield "receipt", (row for document in documents for row in _receipts(document))
    yield "resolved", (resolved(found, position) for position, found in enumerate(resolve_all(library), 1))


def _numbered(items: Iterable[object], **given: str) -> Iterator[Values]:
    for number, item in enumerate(items, 1):
        yield {**vars(item), **given, "number": number}


def _scope(position: int, payer: Payer, scope: Scope) -> Values:
    given = {"position": position, "payer": payer.name, "payer_title": payer.title}
    return {**vars(scope), **given, "id": f"{payer.name}/{scope.id}"}


def _entry(entry: Entry, library: Library) -> Values:
    reach, owner = {"reach_kind": entry.reach.kind, "reach": entry.reach.label}, library.owner_of(entry)
    return {**vars(entry), "id": entry.id, "scope": entry.scope_id, **reach, "owner": owner}


def _answers(entry: Entry) -> Iterator[Values]:
    for answer in entry.answers.values():
        yield {**vars(answer), "entry": entry.id, "sources": " ".join(answer.sources)}


def _receipts(document: Document) -> Iterator[Values]:
    for row in _numbered(document.looked, document=document.id):
        yield {**row, "questions": " ".join(row["questions"])}


def resolved(found: Resolution, position: int) -> Values:
    """Flatten a resolution to the columns of its table."""
    leading, decider = found.leading, found.decider
    return {
        **vars(found),
        "position": position,
        "entry": leading.entry.id if leading else "",
        "decided": decider is not None,
        "reach": leading.rank if leading else "",
        "named": any(each.rank == "named code" and each.known for each in found.deciders),
        "standing": found.standing,
        "confidence": decider.answer.confidence if decider else "",
        "part_read": found.part_read,
        "currency": decider.entry.currency if decider else "",
        "effective": decider.entry.effective if decider else None,
    }
