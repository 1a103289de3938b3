"""A resolved answer as a record of plain values: what a JSON file and a row of the CSV have in common.

Each answer is stated once, with a number, for all codes that have it; in its `why`, `{code}` stands for the code.
No value is null: what the payer does not say is a word ("not stated"), and what does not arise is left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from kb.catalogue import tables as catalogue
from kb.catalogue.resolved import ResolvedAnswer
from kb.catalogue.schema import ScopeRow
from kb.domain.contacts import contact_record
from kb.domain.model import Answer, Document, Entry, Library, Source
from kb.domain.periods import period_record
from kb.domain.vocabulary import question as question_of

NOT_STATED: Final = "not stated"
NOT_PRINTED: Final = "not printed"
Record = dict[str, Any]


@dataclass(frozen=True)
class ScopeAnswers:
    """What one scope answers: distinct records by number, the numbers that each code has, and the sources by key.

    A code has a number for each question, in their order.
    """

    scope: ScopeRow
    answers: tuple[Record, ...]
    codes: Mapping[str, tuple[int, ...]]
    sources: Mapping[str, Record]


def answers_by_scope(tables: catalogue.Tables, library: Library) -> Iterator[ScopeAnswers]:
    """Yield the answers of each scope, in the order of lists."""
    documents = library.by_path
    resolved = tables.resolved
    for scope in catalogue.scopes(tables):
        places: dict[int, int] = {}
        codes = {code: _numbered(resolved.sets[of[scope.id]], places) for code, of in resolved.of.items()}
        records = tuple(_record(resolved.answers[place], documents) for place in places)
        named = dict.fromkeys(name for record in records for name in record.get("sources", ()))
        sources = {name: source_record(_source(name, documents)) for name in named}
        yield ScopeAnswers(scope, records, codes, sources)


OF_ENTRY: Final = ("document", "effective", "date_basis", "currency", "reviewed", "review_by")
"""What all answers have in common that one entry decides."""


def folded(found: ScopeAnswers) -> Record:
    """Return the answers of a scope with what they have in common stated once, by the id of the entry.

    An answer then has only the ids of its sources, which are records of its entry, and its section on the page of the
    entry goes by the id of the question.
    """
    entries: dict[str, Record] = {}
    for record in found.answers:
        if entry := record.get("entry"):
            common = entries.setdefault(entry, {"page": f"{entry}.html"})
            common |= {name: record[name] for name in OF_ENTRY if name in record}
            for source in record.get("sources", ()):
                common.setdefault("sources", {})[_place(source)[1]] = found.sources[source]
    return {"answers": [_own(record) for record in found.answers], "entries": entries}


def _own(record: Record) -> Record:
    """Leave of an answer what no other answer of its entry needs to have."""
    own = {name: value for name, value in record.items() if name not in {*OF_ENTRY, "page"}}
    return {**own, "sources": [_place(name)[1] for name in own["sources"]]} if "sources" in own else own


def _numbered(places: tuple[int, ...], numbers: dict[int, int]) -> tuple[int, ...]:
    """Number answers from 0 in the order in which they come first."""
    return tuple(numbers.setdefault(place, len(numbers)) for place in places)


def _source(name: str, documents: Mapping[str, Document]) -> Source:
    document, source = _place(name)
    return documents[f"{document}.md"].sources[source]


def _record(row: ResolvedAnswer, documents: Mapping[str, Document]) -> Record:
    return {
        "question": row.question,
        **_kept(answer=row.value, reason=row.reason, why=row.why, warning=row.warning),
        "decided": row.decided,
        **(_led(row) if row.entry else {}),
        **(_acts(row, documents) if row.entry else {}),
        **(_decided(row, documents) if row.decided else {}),
    }


def _led(row: ResolvedAnswer) -> Record:
    """Say which entry to open: the one that decides, or the first that informs."""
    return {"entry": row.entry, "reach": row.reach, "page": f"{row.entry}.html#{row.question}"}


def _acts(row: ResolvedAnswer, documents: Mapping[str, Document]) -> Record:
    """Give the time limits of an answer that is decided, and the contacts of the entry to open."""
    given = _given(row, documents[f"{row.entry}.md"])
    records = act_records(given) if given else {}
    return {name: value for name, value in records.items() if row.decided or name == "contacts"}


def act_records(given: Answer) -> Record:
    """Write the time limits and the contacts of an answer as records; a list that is empty is left out."""
    periods = [period_record(period) for period in given.periods]
    contacts = [contact_record(contact) for contact in given.contacts]
    return {name: found for name, found in (("periods", periods), ("contacts", contacts)) if found}


def _given(row: ResolvedAnswer, entry: Document) -> Answer | None:
    """Return what the entry of an answer says to its question itself."""
    asked = question_of(row.question)
    return entry.answers.get(asked.key) if asked and isinstance(entry, Entry) else None


def _decided(row: ResolvedAnswer, documents: Mapping[str, Document]) -> Record:
    entry = documents[f"{row.entry}.md"]
    own = _given(row, entry)
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
        **(_kept(words=own.words, note=own.note) if own else {}),
        "sources": [f"{row.entry}#{name}" for name in own.sources] if own else [],
    }


def _place(name: str) -> tuple[str, str]:
    document, _, source = name.rpartition("#")
    return document, source


def source_record(row: Source) -> Record:
    """Write a source as a record."""
    return {
        "title": row.title,
        "publisher": row.publisher,
        "url": row.url,
        "standing": row.standing,
        "read": row.read,
        "printed": row.printed or NOT_PRINTED,
        "retrieved": row.retrieved.isoformat(),
        **_kept(own_url=row.own_url, part=row.part, note=row.note),
    }


def _kept(**texts: str) -> Record:
    """Leave out what is empty."""
    return {name: text for name, text in texts.items() if text}
