"""What the sheets hold, for programs: datapackage.json and a table schema for each kind of sheet (Frictionless Data).

Programs that guess types read a code as a number or an empty cell as a missing one; these say what each column is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from kb.domain.model import Library
from kb.domain.vocabulary import QUESTIONS
from kb.published import review_sheet as board
from kb.published.edition import VERSION, Edition
from kb.published.sheet import CODES, COLUMNS, SYSTEM, sheet_paths

Record = dict[str, Any]

CODE: Final = f"{SYSTEM} [0-9A-Z]{{5}}"
CONSTRAINTS: Final[dict[str, Record]] = {
    "hcpcs_code": {"required": True, "pattern": CODE},
    "hcpcs_codes": {"required": True, "pattern": f"({CODE}(; [0-9A-Z]{{5}})*|{board.ALL_CODES})"},
    "question": {"required": True, "enum": [question.slug for question in QUESTIONS]},
}
DAYS: Final = ("reviewed", "review_by")
"""Columns that hold nothing but days; others may hold a word instead."""

SCHEMAS: Final = {
    "api/answers.table.json": (COLUMNS, ("id",)),
    "api/answer-codes.table.json": (CODES, ("hcpcs_code", "scope")),
    "api/review.table.json": (board.BOARD, ()),
}
"""By address: the columns of a kind of sheet, and those that name a row."""

OF_ANSWERS, OF_CODES, OF_REVIEW = SCHEMAS


def package_files(library: Library, edition: Edition, *, one_sheet: bool) -> Iterator[tuple[str, Record]]:
    """Yield the address and the content of datapackage.json and of the schemas that it names."""
    yield from ((address, _schema(*found)) for address, found in SCHEMAS.items())
    yield "datapackage.json", _package(library, edition, one_sheet=one_sheet)


def _schema(columns: Mapping[str, str], key: Iterable[str]) -> Record:
    named = {"primaryKey": list(key)} if key else {}
    return {"fields": [_field(name, told) for name, told in columns.items()], "missingValues": [""], **named}


def _field(name: str, told: str) -> Record:
    constraints = {"constraints": CONSTRAINTS[name]} if name in CONSTRAINTS else {}
    return {"name": name, "type": "date" if name in DAYS else "string", "description": told, **constraints}


def _package(library: Library, edition: Edition, *, one_sheet: bool) -> Record:
    sheets = [_sheets_of(payer) for payer in ([""] if one_sheet else library.payers)]
    answers = [sheet for pair in sheets for sheet in pair]
    return {
        "profile": "data-package",
        "name": "payer-policy-library",
        "title": "Payer policy library",
        "version": VERSION,
        "created": edition.generated_at,
        "description": f"As of {edition.as_of.isoformat()}, from {edition.generated_from}.",
        "resources": [*answers, _sheet("review", "review.csv", OF_REVIEW), _catalogue()],
    }


def _sheets_of(payer: str) -> tuple[Record, Record]:
    """Describe the sheet of answers and the sheet of codes: of a payer, or of all where none is given."""
    of_answers, of_codes = sheet_paths(payer)
    name = f"answers-{payer}" if payer else "answers"
    return _sheet(name, of_answers, OF_ANSWERS), _sheet(f"{name}-codes", of_codes, OF_CODES)


def _sheet(name: str, path: str, schema: str) -> Record:
    form = {"profile": "tabular-data-resource", "format": "csv", "mediatype": "text/csv", "encoding": "utf-8"}
    return {"name": name, "path": path, **form, "schema": schema}


def _catalogue() -> Record:
    return {
        "name": "catalogue",
        "path": "catalogue.sqlite",
        "format": "sqlite",
        "mediatype": "application/vnd.sqlite3",
    }
