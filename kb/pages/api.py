"""The page on data for others: which files there are, what they hold, and examples that run."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kb.catalogue.schema import RESOLVED_IS, TABLES
from kb.pages.page import Crumb, Page
from kb.published import review_sheet as board
from kb.published.edition import TOP, Edition
from kb.published.examples import Example
from kb.published.schema import KINDS
from kb.published.sheet import CODES, COLUMNS, sheet_paths


@dataclass(frozen=True)
class Api:
    """What the page shows. `patterns` are the paths of each kind of JSON file; `one_sheet`: answers.csv exists.

    `facts` tells whether official files are imported. `sheets` has the columns of each kind of CSV file and what they
    hold, `tables` what a row of each table is.
    """

    edition: Edition
    top: str
    patterns: tuple[tuple[str, str, str], ...]
    one_sheet: bool
    facts: bool
    sheets: tuple[tuple[str, Mapping[str, str]], ...]
    tables: tuple[tuple[str, str], ...]
    examples: tuple[Example, ...]
    crumbs: tuple[Crumb, ...]


PATTERNS = {
    "index": "index.json",
    "codes": "codes.json",
    "code": "codes/{code}.json",
    "payers": "payers.json",
    "payer": "payers/{payer}.json",
    "entries": "entries/{payer}/{scope}.json",
    "answers": "answers/{payer}/{scope}.json",
}
"""The path of the files of each kind; a code is in small letters."""


def api_page(edition: Edition, examples: tuple[Example, ...], *, one_sheet: bool, facts: bool = False) -> Page:
    """Make the page; `facts` tells whether official files are imported."""
    of_answers, of_codes = sheet_paths("" if one_sheet else "{payer}")
    shown = Api(
        edition=edition,
        top=TOP,
        patterns=tuple((kind, pattern, KINDS[kind][0]) for kind, pattern in PATTERNS.items()),
        one_sheet=one_sheet,
        facts=facts,
        sheets=((of_answers, COLUMNS), (of_codes, CODES), ("review.csv", board.BOARD)),
        tables=(("resolved", RESOLVED_IS), *((name, _meaning(fields)) for name, (_, fields) in TABLES.items())),
        examples=examples,
        crumbs=(Crumb("Home", "index.html"), Crumb("Data")),
    )
    return Page("api.html", "api", "Data for other programs", shown)


def _meaning(fields: type) -> str:
    return (fields.__doc__ or "").replace("`", "")
