"""Codes, payers and entries as records of plain values, ready for JSON: dates in ISO 8601, amounts as numbers.

An empty text is left out; a date or an amount that nobody printed is the word for it.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import is_dataclass
from decimal import Decimal
from typing import Any, Final

from kb.domain.criteria import criterion_record
from kb.domain.model import CodePage, Document, Entry, Library, Payer, Receipt, Scope, values_of
from kb.domain.vocabulary import CONFIDENCES, QUESTIONS, REASONS, STANDINGS, Question, Value
from kb.published.answers import NOT_STATED, Record, act_records, source_record
from kb.published.sheet import sheet_paths

NOT_RECORDED: Final = "not recorded"
FACTS: Final = (
    *("life_cycle", "fee_schedule", "units", "pairs", "modifiers", "observed_amounts", "conflicts", "elements"),
)
"""The lists of rows that a code has."""


def index_record(library: Library, *, one_sheet: bool) -> Record:
    """Say what there is: counts, the questions, and what the words of the answers mean.

    `one_sheet` tells that one sheet holds the answers of all payers.
    """
    sheets = sheet_paths("" if one_sheet else "{payer}")
    return {
        "counts": {
            "codes": len(library.codes),
            "payers": len(library.payers),
            "scopes": len(library.scopes),
            "entries": len(library.entries),
        },
        "questions": [_question(question) for question in QUESTIONS],
        "reasons": _meanings(REASONS),
        "standings": _meanings(STANDINGS),
        "confidences": _meanings(CONFIDENCES),
        "files": {
            "codes": "codes.json",
            "payers": "payers.json",
            "code": "codes/{code}.json",
            "payer": "payers/{payer}.json",
            "entries": "entries/{payer}/{scope}.json",
            "answers": "answers/{payer}/{scope}.json",
            "sheet": f"../../{sheets[0]}",
            "sheet_codes": f"../../{sheets[1]}",
            "review": "../../review.csv",
            "catalogue": "../../catalogue.sqlite",
        },
    }


def _question(question: Question) -> Record:
    named = {"values": _meanings(question.values)} if question.values else {}
    return {"id": question.slug, "title": question.title, "asks": question.asks, **named}


def _meanings(values: tuple[Value, ...]) -> dict[str, str]:
    return {value.name: value.meaning for value in values}


def codes_record(library: Library) -> Record:
    """List the codes, each with its file."""
    return {"codes": [{**_code(page), "file": f"codes/{page.code.lower()}.json"} for page in library.codes.values()]}


def _code(page: CodePage) -> Record:
    held = {"code": page.code, "title": page.title, "family": page.family}
    parent: Record = {"add_on_to": page.add_on_to} if page.add_on_to else {}
    if len(page.primaries) > 1:
        parent["primaries"] = list(page.primaries)
    return {**held, **parent, **_reviewed(page), **_kept(page.owner)}


def code_record(page: CodePage) -> Record:
    """Write what is known of a code whoever pays."""
    facts = {name: [plain(row) for row in getattr(page, name)] for name in FACTS}
    return {**_code(page), "concepts": list(page.concepts), **facts, **_evidence(page)}


def payers_record(library: Library) -> Record:
    """List the payers, each with its file and its scopes, and each scope with the file of its answers."""
    return {"payers": [_payer(page) for page in library.payers.values()]}


def _payer(page: Payer) -> Record:
    scopes = [_scope_line(f"{page.name}/{scope.id}", scope) for scope in page.scopes]
    return {"payer": page.name, "title": page.title, "file": f"payers/{page.name}.json", "scopes": scopes}


def _scope_line(name: str, scope: Scope) -> Record:
    return {"id": name, "name": scope.name, "kind": scope.kind, "answers": f"answers/{name}.json"}


def payer_record(page: Payer, library: Library) -> Record:
    """Write a payer with its scopes, and each scope with its entries and their file."""
    return {
        "payer": page.name,
        "title": page.title,
        "aliases": list(page.aliases),
        **_reviewed(page),
        **_kept(page.owner),
        "portals": [plain(portal) for portal in page.portals],
        "scopes": [_scope(page, scope, library) for scope in page.scopes],
        **_evidence(page),
    }


def _scope(page: Payer, scope: Scope, library: Library) -> Record:
    name = f"{page.name}/{scope.id}"
    entries = [
        {"entry": entry.id, "title": entry.title, "reach": entry.reach.label} for entry in library.entries_of(name)
    ]
    files = {"answers": f"answers/{name}.json", "entries_file": entries_file(name)}
    return {**plain(scope), "id": name, **files, "entries": entries}


def entries_file(scope: str) -> str:
    """Return the path of the file of a scope's entries."""
    return f"entries/{scope}.json"


def entries_record(scope: str, library: Library) -> Record:
    """Write the entries of a scope, in order of path."""
    payer, found = scope.partition("/")[0], library.entries_of(scope)
    return {"payer": payer, "scope": scope, "entries": [_entry(entry, library) for entry in found]}


def _entry(entry: Entry, library: Library) -> Record:
    """Write an entry: what its document is, who keeps it, what it answers, its sources and its receipts."""
    return {
        "entry": entry.id,
        "title": entry.title,
        "reach": {"kind": entry.reach.kind, "label": entry.reach.label},
        **({"document": entry.document} if entry.document else {}),
        "currency": entry.currency,
        "effective": entry.effective.isoformat() if entry.effective else NOT_STATED,
        "ends": entry.ends.isoformat() if entry.ends else NOT_STATED,
        "date_basis": entry.date_basis or NOT_STATED,
        **({"replaces": list(entry.replaces)} if entry.replaces else {}),
        **_reviewed(entry),
        **_kept(library.owner_of(entry)),
        **_criteria(entry),
        "answers": [_answer(entry, question) for question in QUESTIONS if question.key in entry.answers],
        **_evidence(entry),
    }


def _criteria(entry: Entry) -> Record:
    return {"criteria": [criterion_record(one) for one in entry.criteria]} if entry.criteria else {}


def _answer(entry: Entry, question: Question) -> Record:
    given = entry.answers[question.key]
    told = {name: value for name, value in plain(given).items() if name not in {"periods", "contacts"}}
    return {**told, "question": question.slug, "sources": list(given.sources), **act_records(given)}


def _reviewed(document: Document) -> Record:
    days = {"reviewed": document.reviewed.isoformat(), "review_by": document.review_by.isoformat()}
    return {**days, "page": f"{document.id}.html"}


def _kept(owner: str) -> Record:
    return {"owner": owner} if owner else {}


def _evidence(document: Document) -> Record:
    sources = {name: source_record(source) for name, source in document.sources.items()}
    return {"sources": sources, "searched": [_receipt(receipt) for receipt in document.looked]}


def _receipt(receipt: Receipt) -> Record:
    questions = [question.slug for question in QUESTIONS if question.key in receipt.questions]
    held = {"where": receipt.where, "words": receipt.words, "on": receipt.on.isoformat()}
    beside = {"through": receipt.through, "plans": list(receipt.plans)}
    return {"questions": questions, **held, **{name: found for name, found in beside.items() if found}}


def plain(value: Any) -> Any:
    """Turn a value of the model into one of JSON: rows become objects without their empty texts."""
    if is_dataclass(value):
        return {name: plain(found) for name, found in values_of(value).items() if found != ""}
    if isinstance(value, tuple):
        return [plain(found) for found in value]
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return float(value)
    return NOT_RECORDED if value is None else value
