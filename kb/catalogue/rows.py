"""A library and its resolved answers as rows: for each table of the catalogue the values of its rows. Pure.

A row may have more values than its table has columns; `tables` takes those with a column, and validates them. In
every row a question goes by its slug, `prior-authorization`, as in all other data for programs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from kb.catalogue.resolved import SLUGS, ResolvedAnswers
from kb.domain.model import CodePage, Document, Entry, Library, Payer, Scope, values_of
from kb.domain.vocabulary import QUESTIONS

Values = dict[str, Any]


def rows(library: Library, resolved: ResolvedAnswers) -> Iterator[tuple[str, Iterator[Values]]]:
    """Yield each table's name with its rows, in the order in which they are written: no row before those it names."""
    codes, entries, documents = library.codes.values(), library.entries, library.documents
    yield "question", (_question(position) for position in range(len(QUESTIONS)))
    yield "payer", ({"id": payer.name, "title": payer.title} for payer in library.payers.values())
    yield "document", (_document(document, library) for document in documents)
    yield "code", (_code(code) for code in codes)
    yield "observed_amount", (row for code in codes for row in _numbered(code.observed_amounts, code=code.code))
    yield "scope", scope_rows(library)
    yield "entry", (_entry(entry, library) for entry in entries)
    yield "answer", (row for entry in entries for row in _answers(entry))
    yield "source", (row for doc in documents for row in _numbered(doc.sources.values(), document=doc.id))
    yield "answer_source", (row for entry in entries for row in _answer_sources(entry))
    yield "period", (row for entry in entries for row in _periods(entry))
    yield "contact", (row for entry in entries for row in _contacts(entry))
    yield "criterion", (row for entry in entries for row in _numbered(entry.criteria, entry=entry.id))
    yield "criterion_item", (row for entry in entries for row in _criterion_items(entry))
    yield "receipt", (row for document in documents for row in _receipts(document))
    yield "receipt_question", (row for document in documents for row in _receipt_questions(document))
    yield "resolved_answer", ({**one._asdict(), "id": place} for place, one in enumerate(resolved.answers))
    yield "answer_set", ({"id": n, "scope": scope} for n, scope in enumerate(resolved.scopes_of_sets))
    yield "set_answer", _set_answers(resolved)
    yield "code_set", _code_sets(resolved)


def _numbered(items: Iterable[object], **given: str) -> Iterator[Values]:
    for number, item in enumerate(items, 1):
        yield {**values_of(item), **given, "number": number}


def _question(position: int) -> Values:
    question = QUESTIONS[position]
    return {"id": question.slug, "position": position, "title": question.title, "asks": question.asks}


def _document(document: Document, library: Library) -> Values:
    kind = "entry" if isinstance(document, Entry) else "payer" if isinstance(document, Payer) else "code"
    return {
        **vars(document),
        "id": document.id,
        "kind": kind,
        "page": f"{document.id}.html",
        "owner": library.owner_of(document),
    }


def _code(page: CodePage) -> Values:
    return {**vars(page), "document": page.id, "add_on_to": page.add_on_to or None}


def scope_rows(library: Library) -> Iterator[Values]:
    """Yield the row of each scope, in the order of lists."""
    return (_scope(position, *found) for position, found in enumerate(library.scopes))


def _scope(position: int, payer: Payer, scope: Scope) -> Values:
    given = {"position": position, "payer": payer.name, "payer_title": payer.title}
    return {**vars(scope), **given, "id": f"{payer.name}/{scope.id}"}


def _entry(entry: Entry, library: Library) -> Values:
    reach, owner = {"reach_kind": entry.reach.kind, "reach": entry.reach.label}, library.owner_of(entry)
    return {**vars(entry), "id": entry.id, "scope": entry.scope_id, **reach, "owner": owner}


def _answers(entry: Entry) -> Iterator[Values]:
    for answer in entry.answers.values():
        yield {**values_of(answer), "entry": entry.id, "question": SLUGS[answer.question]}


def _periods(entry: Entry) -> Iterator[Values]:
    for answer in entry.answers.values():
        given = {"entry": entry.id, "question": SLUGS[answer.question]}
        yield from _numbered(answer.periods, **given)


def _contacts(entry: Entry) -> Iterator[Values]:
    for answer in entry.answers.values():
        given = {"entry": entry.id, "question": SLUGS[answer.question]}
        yield from _numbered(answer.contacts, **given)


def _criterion_items(entry: Entry) -> Iterator[Values]:
    for number, criterion in enumerate(entry.criteria, 1):
        for position, item in enumerate(criterion.items, 1):
            yield {"entry": entry.id, "number": number, "position": position, "item": item}


def _answer_sources(entry: Entry) -> Iterator[Values]:
    for answer in entry.answers.values():
        for number, source in enumerate(answer.sources, 1):
            yield {"entry": entry.id, "question": SLUGS[answer.question], "number": number, "source": source}


def _receipts(document: Document) -> Iterator[Values]:
    for number, receipt in enumerate(document.looked, 1):
        plans = ", ".join(receipt.plans)
        yield {**values_of(receipt), "plans": plans, "document": document.id, "number": number}


def _receipt_questions(document: Document) -> Iterator[Values]:
    for number, receipt in enumerate(document.looked, 1):
        for key in receipt.questions:
            yield {"document": document.id, "number": number, "question": SLUGS[key]}


def _set_answers(resolved: ResolvedAnswers) -> Iterator[Values]:
    for number, places in enumerate(resolved.sets):
        for question, place in zip(QUESTIONS, places, strict=True):
            yield {"answer_set": number, "question": question.slug, "resolved_answer": place}


def _code_sets(resolved: ResolvedAnswers) -> Iterator[Values]:
    for code, scopes in resolved.of.items():
        for scope, number in scopes.items():
            yield {"code": code, "scope": scope, "answer_set": number}
