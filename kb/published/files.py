"""Every file of published data: its address below the site, and its text or bytes."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Final

from kb.catalogue import tables as catalogue
from kb.domain.model import Library
from kb.domain.vocabulary import QUESTIONS
from kb.published.answers import Record, ScopeAnswers, answers_by_scope, folded
from kb.published.crawlers import crawler_files
from kb.published.datapackage import package_files
from kb.published.edition import TOP, Edition, head
from kb.published.records import (
    code_record,
    codes_record,
    entries_file,
    entries_record,
    index_record,
    payer_record,
    payers_record,
)
from kb.published.schema import KINDS, schema
from kb.published.sheet import CODES, COLUMNS, code_rows, sheet, sheet_paths, sheet_rows

MOST_ROWS: Final = 50_000
"""Up to so many answers of codes a library has one sheet of all answers; a larger one has a sheet for each payer."""

Files = Iterator[tuple[str, bytes]]


def data_files(library: Library, tables: catalogue.Tables, edition: Edition) -> Files:
    """Yield the API, the sheets, what describes them, and the catalogue.

    The same library and edition give the same bytes.
    """
    documents = [*_schemas(), *_lists(library, edition)]
    yield from ((address, _json(record)) for address, record in documents)
    yield from ((address, _json(record)) for address, record in _documents(library))
    package = package_files(library, edition, one_sheet=in_one_sheet(library))
    yield from ((address, _json(record)) for address, record in package)
    yield from _answers(library, tables, edition)
    yield "catalogue.sqlite", catalogue.as_bytes(tables, edition.row)


def texts_for_crawlers(library: Library, pages: Iterable[str], edition: Edition) -> Files:
    """Yield what crawlers read, given the addresses of all pages."""
    yield from ((address, text.encode()) for address, text in crawler_files(library, pages, edition))


def in_one_sheet(library: Library) -> bool:
    """Tell whether all answers stand in one sheet."""
    return len(library.codes) * len(library.scopes) * len(QUESTIONS) <= MOST_ROWS


def _schemas() -> Iterator[tuple[str, Record]]:
    yield from ((f"{TOP}/schema/{kind}.schema.json", schema(kind)) for kind in KINDS)


def _lists(library: Library, edition: Edition) -> Iterator[tuple[str, Record]]:
    for kind, record in (
        ("index", index_record(library, one_sheet=in_one_sheet(library))),
        ("codes", codes_record(library)),
        ("payers", payers_record(library)),
    ):
        yield f"{TOP}/{kind}.json", {**head(kind, ""), **edition.told, **record}


def _documents(library: Library) -> Iterator[tuple[str, Record]]:
    for code in library.codes.values():
        yield f"{TOP}/codes/{code.code.lower()}.json", {**head("code", "../"), **code_record(code)}
    for payer in library.payers.values():
        yield f"{TOP}/payers/{payer.name}.json", {**head("payer", "../"), **payer_record(payer, library)}
    for payer, scope in library.scopes:
        name = f"{payer.name}/{scope.id}"
        yield f"{TOP}/{entries_file(name)}", {**head("entries", "../../"), **entries_record(name, library)}


def _answers(library: Library, tables: catalogue.Tables, edition: Edition) -> Files:
    every = answers_by_scope(tables, library)
    for (of_answers, of_codes), found in groupby(every, lambda one: _sheets_of(one, library)):
        scopes = tuple(found)
        yield from ((f"{TOP}/answers/{one.scope.id}.json", _json(_answered(one))) for one in scopes)
        yield of_answers, sheet(sheet_rows(scopes, edition.base_url), COLUMNS).encode()
        yield of_codes, sheet(code_rows(scopes), CODES).encode()


def _sheets_of(found: ScopeAnswers, library: Library) -> tuple[str, str]:
    return sheet_paths("" if in_one_sheet(library) else found.scope.payer)


def _answered(found: ScopeAnswers) -> Record:
    scope = found.scope
    named = {"payer": scope.payer, "payer_title": scope.payer_title, "scope": scope.id, "scope_name": scope.name}
    codes = {code: list(numbers) for code, numbers in found.codes.items()}
    return {**head("answers", "../../"), **named, **folded(found), "codes": codes}


def _json(record: Record) -> bytes:
    """Write a record, compact and in its own order; a line end closes it."""
    return f"{json.dumps(record, ensure_ascii=False, separators=(',', ':'))}\n".encode()
