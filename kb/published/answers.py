"""A resolved answer as a record of plain values: what a JSON file and a row of the CSV have in common.

No value is null: what the payer does not say is a word ("not stated"), and what does not arise is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Final

from kb.catalogue import tables as catalogue
from kb.catalogue.schema import AnswerRow, Resolved, ScopeRow, SourceRow
from kb.domain.model import Document, Entry, Library
from kb.domain.vocabulary import QUESTIONS

NOT_STATED: Final = "not stated"
NOT_PRINTED: Final = "not printed"
Record = dict[str, Any]


@dataclass(frozen=True)
class RecordInputs:
    """What the records of answers are made from: the entries, what they say and cite, and their sources."""

    documents: Mapping[str, Document]
    answers: Mapping[tuple[str, str], AnswerRow]
    cited: Mapping[tuple[str, str], tuple[str, ...]]
    sources: Mapping[tuple[str, str], SourceRow]


@dataclass(frozen=True)
class PayerAnswers:
    """What one payer's scopes answer for a code: records in order of scope and question, and the sources by key."""

    payer: str
    title: str
    answers: tuple[Record, ...]
    sources: Mapping[str, Record]


def record_inputs(library: Library, tables: catalogue.Tables) -> RecordInputs:
    """Gather what records are made from, once for all codes."""
    answers, cited = catalogue.stated_answers(tables), catalogue.cited_sources(tables)
    return RecordInputs(library.by_path, answers, cited, catalogue.sources(tables))


def answers_of(code: str, tables: catalogue.Tables, found: RecordInputs) -> Iterator[PayerAnswers]:
    """Give the answers of a code, payer by payer, in the order of lists."""
    resolved = catalogue.grid(tables, code)
    for (payer, title), scopes in groupby(catalogue.scopes(tables), lambda scope: (scope.payer, scope.payer_title)):
        records = tuple(_answers(scopes, resolved, found))
        named = dict.fromkeys(name for record in records for name in record.get("sources", ()))
        sources = {name: source_record(found.sources[_place(name)]) for name in named}
        yield PayerAnswers(payer, title, records, sources)


def _answers(
    scopes: Iterable[ScopeRow], resolved: Mapping[tuple[str, str], Resolved], found: RecordInputs
) -> Iterator[Record]:
    for scope in scopes:
        for question in QUESTIONS:
            row = resolved[scope.id, question.slug]
            yield {
                "scope": scope.id,
                "scope_name": scope.name,
                "question": question.slug,
                **_kept(answer=row.value, reason=row.reason, why=row.why, warning=row.warning),
                "decided": row.decided,
                **(_led(row, question.slug) if row.entry else {}),
                **(_decided(row, found) if row.decided else {}),
            }


def _led(row: Resolved, slug: str) -> Record:
    """Say which entry to open: the one that decides, or the first that informs."""
    return {"entry": row.entry, "reach": row.reach, "page": f"{row.entry}.html#{slug}"}


def _decided(row: Resolved, found: RecordInputs) -> Record:
    place = (row.entry or "", row.question)
    own, entry = found.answers[place], found.documents[f"{row.entry}.md"]
    basis = entry.date_basis if isinstance(entry, Entry) else ""
    document = entry.document if isinstance(entry, Entry) else ""
    return {
        "document": document or entry.title,
        "effective": row.effective.isoformat() if row.effective else NOT_STATED,
        "date_basis": basis or NOT_STATED,
        "currency": row.currency,
        "standing": row.standing,
        "confidence": row.confidence,
        "part_read": row.part_read,
        "reviewed": entry.reviewed.isoformat(),
        "review_by": entry.review_by.isoformat(),
        **_kept(words=own.words, note=own.note),
        "sources": [f"{row.entry}#{name}" for name in found.cited.get(place, ())],
    }


def _place(name: str) -> tuple[str, str]:
    document, _, source = name.rpartition("#")
    return document, source


def source_record(row: Any) -> Record:
    """Write a source, a row of the catalogue or a Source of the library, as a record."""
    return {
        "title": row.title,
        "publisher": row.publisher,
        "url": row.url,
        "standing": row.standing,
        "read": row.read,
        "printed": row.printed or NOT_PRINTED,
        "retrieved": row.retrieved.isoformat(),
        **_kept(own_url=row.own_url, note=row.note),
    }


def _kept(**texts: str) -> Record:
    """Leave out what is empty."""
    return {name: text for name, text in texts.items() if text}
