"""Every file of published data: its address below the site, and its text or bytes."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Final

from kb.catalogue import tables as catalogue
from kb.domain.model import Library
from kb.domain.vocabulary import QUESTIONS
from kb.published.answers import PayerAnswers, Record, answers_of, record_inputs
from kb.published.crawlers import crawler_files
from kb.published.datapackage import package_files
from kb.published.edition import TOP, Edition
from kb.published.records import code_record, codes_record, entry_record, index_record, payer_record, payers_record
from kb.published.schema import KINDS, schema
from kb.published.sheet import sheet, sheet_rows

MOST_ROWS: Final = 50_000
"""Up to so many answers stand in one sheet as well; a larger library has a sheet a code only."""

Files = Iterator[tuple[str, bytes]]


def data_files(library: Library, tables: catalogue.Tables, edition: Edition) -> Files:
    """Give the API, the sheets, what describes them, and the catalogue.

    The same library and edition give the same bytes.
    """
    documents = [*_schemas(), *_lists(library, edition)]
    yield from ((address, _json(record)) for address, record in documents)
    yield from ((address, _json(record)) for address, record in _documents(library, edition))
    package = package_files(library, edition, one_sheet=in_one_sheet(library))
    yield from ((address, _json(record)) for address, record in package)
    yield from _answers(library, tables, edition)
    yield "catalogue.sqlite", catalogue.as_bytes(tables, edition.row)


def texts_for_crawlers(library: Library, pages: Iterable[str], edition: Edition) -> Files:
    """Give what crawlers read, given the addresses of all pages."""
    yield from ((address, text.encode()) for address, text in crawler_files(library, pages, edition))


def in_one_sheet(library: Library) -> bool:
    """Tell whether all answers stand in one sheet."""
    return len(library.codes) * len(library.scopes) * len(QUESTIONS) <= MOST_ROWS


def _schemas() -> Iterator[tuple[str, Record]]:
    yield from ((f"{TOP}/schema/{kind}.schema.json", schema(kind)) for kind in KINDS)


def _lists(library: Library, edition: Edition) -> Iterator[tuple[str, Record]]:
    for kind, record in (
        ("index", index_record(library)),
        ("codes", codes_record(library)),
        ("payers", payers_record(library)),
    ):
        yield f"{TOP}/{kind}.json", {**edition.head(kind, ""), **record}


def _documents(library: Library, edition: Edition) -> Iterator[tuple[str, Record]]:
    for code in library.codes.values():
        yield f"{TOP}/codes/{code.code.lower()}.json", {**edition.head("code", "../"), **code_record(code)}
    for payer in library.payers.values():
        yield f"{TOP}/payers/{payer.name}.json", {**edition.head("payer", "../"), **payer_record(payer, library)}
    for entry in library.entries:
        up = "../" * (entry.id.count("/") + 1)
        yield f"{TOP}/entries/{entry.id}.json", {**edition.head("entry", up), **entry_record(entry, library)}


def _answers(library: Library, tables: catalogue.Tables, edition: Edition) -> Files:
    found, together = record_inputs(library, tables), in_one_sheet(library)
    every: list[tuple[str, ...]] = []
    for code in library.codes:
        payers = tuple(answers_of(code, tables, found))
        folder = f"{TOP}/answers/{code.lower()}"
        yield from ((f"{folder}/{payer.payer}.json", _json(_answered(code, payer, edition))) for payer in payers)
        rows = list(sheet_rows(code, payers, edition))
        yield f"{folder}.csv", sheet(rows).encode()
        every += rows if together else []
    if together:
        yield "answers.csv", sheet(every).encode()


def _answered(code: str, payer: PayerAnswers, edition: Edition) -> Record:
    head = edition.head("answers", "../../")
    named = {"code": code, "payer": payer.payer, "payer_title": payer.title}
    return {**head, **named, "answers": list(payer.answers), "sources": dict(payer.sources)}


def _json(record: Record) -> bytes:
    """Write a record, compact and in its own order; a line end closes it."""
    return f"{json.dumps(record, ensure_ascii=False, separators=(',', ':'))}\n".encode()
