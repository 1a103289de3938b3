"""What the sheets hold, for programs: datapackage.json and a table schema for each kind of sheet (Frictionless Data).

Programs that guess types read a code as a number or an empty cell as a missing one; these say what each column is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from kb.domain.model import Library
from kb.domain.vocabulary import QUESTIONS
from kb.published import review_sheet as board
from kb.published.edition import TOP, VERSION, Edition
from kb.published.sheet import COLUMNS, SYSTEM

Record = dict[str, Any]

CODE: Final = f"{SYSTEM} [0-9A-Z]{{5}}"
CONSTRAINTS: Final[dict[str, Record]] = {
    "hcpcs_code": {"required": True, "pattern": CODE},
    "hcpcs_codes": {"required": True, "pattern": f"({CODE}(; {CODE})*|{board.ALL_CODES})"},
    "question": {"required": True, "enum": [question.slug for question in QUESTIONS]},
}
DAYS: Final = ("reviewed", "review_by", "as_of")
"""Columns that hold nothing but days; others may hold a word instead."""

SCHEMAS: Final = {
    "api/answers.table.json": (COLUMNS, ("hcpcs_code", "scope", "question")),
    "api/review.table.json": (board.COLUMNS, ()),
}
"""By address: the columns of a kind of sheet, and those that name a row."""

OF_ANSWERS, OF_REVIEW = SCHEMAS


def package_files(library: Library, edition: Edition, *, one_sheet: bool) -> Iterator[tuple[str, Record]]:
    """Give the address and the content of datapackage.json and of the schemas that it names."""
    yield from ((address, _schema(*found)) for address, found in SCHEMAS.items())
    yield "datapackage.json", _package(library, edition, one_sheet=one_sheet)


def _schema(columns: Mapping[str, str], key: Iterable[str]) -> Record:
    named = {"primaryKey": list(key)} if key else {}
    return {"fields": [_field(name, told) for name, told in columns.items()], "missingValues": [""], **named}


def _field(name: str, told: str) -> Record:
    constraints = {"constraints": CONSTRAINTS[name]} if name in CONSTRAINTS else {}
    return {"name": name, "type": "date" if name in DAYS else "string", "description": told, **constraints}


def _package(library: Library, edition: Edition, *, one_sheet: bool) -> Record:
    sheets = {f"answers-{code.lower()}": f"{TOP}/answers/{code.lower()}.csv" for code in library.codes}
    whole = {"answers": "answers.csv"} if one_sheet else {}
    answers = [_sheet(name, path, OF_ANSWERS) for name, path in {**whole, **sheets}.items()]
    return {
        "profile": "data-package",
        "name": "payer-policy-library",
        "title": "Payer policy library",
        "version": VERSION,
        "created": edition.generated_at,
        "description": f"As of {edition.as_of.isoformat()}, from {edition.generated_from}.",
        "resources": [*answers, _sheet("review", "review.csv", OF_REVIEW), _catalogue()],
    }


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
