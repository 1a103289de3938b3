"""A row of a sheet as typed lines, one for each question it answers, or what is wrong with its cells."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Final

from kb.domain.problem import CONTROL, Place, Problem, shown
from kb.domain.reach import Reach
from kb.domain.vocabulary import (
    CONFIDENCES,
    CURRENCIES,
    DATE_BASES,
    EXTENTS,
    QUESTIONS,
    REASONS,
    STANDINGS,
    UNKNOWN,
    Question,
    names,
)
from kb.rules.patient import refusal
from kb.sheets.cells import BadCell, Cited, read_choice, read_codes, read_day, read_question, read_sources, read_value
from kb.sheets.file import Row, Sheet

LONGEST: Final = {"note": 300, "words": 200, "document": 160, "title": 100, "publisher": 600, "source": 5_000}
CHOICES: Final = {
    "reason": names(REASONS),
    "confidence": names(CONFIDENCES),
    "currency": names(CURRENCIES),
    "date basis": names(DATE_BASES),
}
OF_SOURCES: Final = {"standing": names(STANDINGS), "read": names(EXTENTS), "publisher": (), "printed": ()}
"""Columns that may name one thing for each source, with ; between; those with a list allow its values only."""

OF_ENTRY: Final = ("title", "document", "currency", "effective", "ends", "date basis")
"""Columns that say something of the whole entry."""

DAYS: Final = ("date", "printed", "effective", "ends")
"""Columns that hold a day and nothing else: an old one is that of a document, and no birth date."""

FORMULAS: Final = ("=", "+", "-", "@")
"""What an export puts an apostrophe before, so that no spreadsheet runs it."""


@dataclass(frozen=True)
class Line:
    """What one row says of one question. An empty cell is an empty text, None, or an empty tuple: nothing is said."""

    row: Row
    payer: str
    plan: str
    reach: Reach
    question: Question
    value: str
    cited: tuple[Cited, ...] = ()
    date: dt.date | None = None
    note: str = ""
    reason: str = ""
    words: str = ""
    confidence: str = ""
    of_sources: tuple[tuple[str, tuple[str, ...]], ...] = ()
    of_entry: tuple[tuple[str, str], ...] = ()
    entry: str = ""

    def same(self, other: Line) -> bool:
        """Return whether two lines say the same."""
        return replace(self, row=other.row) == other


def read_lines(sheet: Sheet, services: Collection[str]) -> tuple[list[Line], list[Problem], int]:
    """Read every row: the lines, what is wrong with the rows that are refused, and how many cells had no value.

    `services` are those that an entry can be on in place of codes.
    """
    lines: list[Line] = []
    problems: list[Problem] = [
        Problem(sheet.name, Place(row.line), "overlong-row",
                f"row {row.number} has more cells than there are heads; put a cell with the delimiter in quotes")
        for row in sheet.overlong
    ]  # fmt: skip
    empty = 0
    for row in sheet.rows:
        reader = _Reader(sheet, row, services)
        found = list(reader.lines())
        problems += reader.problems
        empty += reader.empty
        lines += [] if reader.problems else found
    return lines, problems, empty


class _Reader:
    """Reads one row and gathers what is wrong with its cells."""

    def __init__(self, sheet: Sheet, row: Row, services: Collection[str]) -> None:
        self.sheet, self.row, self.services = sheet, row, services
        self.problems: list[Problem] = []
        self.empty = 0

    def refuse(self, column: str, code: str, message: str) -> None:
        where = f"cell {self.sheet.cell(self.row, column)} ({column})"
        place = Place(self.row.line, self.sheet.places.get(column, 0) + 1)
        self.problems.append(Problem(self.sheet.name, place, code, f"{where}: {message}"))

    def text(self, column: str) -> str:
        """Give a cell as one paragraph, without the apostrophe that keeps a formula from running."""
        written = " ".join(self.row.cells.get(column, "").split())
        return written[1:] if written.startswith("'") and written[1:2] in FORMULAS else written

    def read(self, column: str, how: Callable[[str], Any], nothing: Any = None) -> Any:
        written = self.text(column)
        if not written:
            return nothing
        try:
            return how(written)
        except BadCell as fault:
            self.refuse(column, fault.code, fault.message)
            return nothing

    def lines(self) -> Iterator[Line]:
        """Give the lines of the row; what is wrong is in `problems` afterwards."""
        self._refuse_texts()
        asked = list(self._asked())
        payer, reach = self.text("payer"), self.read("code", partial(read_codes, services=self.services))
        for column in ("payer", "code"):
            if not self.text(column):
                self.refuse(column, "empty-cell", f"no {column}; give it")
        common = self._common()
        for question, column in asked:
            if not self.text(column):
                self.empty += 1
                continue
            value = self.read(column, partial(read_value, question=question), "")
            if value and reach:
                yield Line(self.row, payer, self.text("plan"), reach, question, value, **common)

    def _asked(self) -> Iterator[tuple[Question, str]]:
        """Give each question that the row answers, and the column of the value."""
        if "question" in self.sheet.places:
            question = self.read("question", read_question)
            if question:
                yield question, "value"
            elif not self.text("question"):
                self.refuse("question", "empty-cell", "no question; give it, such as coverage")
        else:
            yield from ((question, question.key) for question in QUESTIONS if question.key in self.sheet.places)

    def _common(self) -> dict[str, Any]:
        """Read the cells that say the same for every question of the row."""
        chosen = {column: self._choice(column, allowed) for column, allowed in CHOICES.items()}
        days = {column: self.read(column, read_day) for column in ("date", "effective", "ends")}
        of_entry = {
            "title": self.text("title"),
            "document": self.text("document"),
            "currency": chosen["currency"],
            "effective": str(days["effective"] or ""),
            "ends": str(days["ends"] or ""),
            "date basis": chosen["date basis"],
        }
        return {
            "cited": self._cited(),
            "date": days["date"],
            "note": self.text("note"),
            "reason": chosen["reason"],
            "words": self.text("words"),
            "confidence": chosen["confidence"],
            "of_sources": tuple((column, self._each(column)) for column in OF_SOURCES if self.text(column)),
            "of_entry": tuple((column, of_entry[column]) for column in OF_ENTRY if of_entry[column]),
            "entry": self.text("entry").removesuffix(".md"),
        }

    def _choice(self, column: str, allowed: tuple[str, ...]) -> str:
        found: str = self.read(column, lambda written: read_choice(written, allowed), "")
        return found

    def _cited(self) -> tuple[Cited, ...]:
        cited, url = read_sources(self.text("source")), self.text("url")
        if url and not url.lower().startswith(("http://", "https://")):
            self.refuse("url", "bad-address", f"'{shown(url)}' is no web address; begin it with https://")
        elif url and not cited:
            return read_sources(url)
        elif url and len(cited) > 1 and url not in {one.url for one in cited}:
            self.refuse("url", "unclear-address", "several sources and one address; write Title <https://...>; ...")
        elif url and cited[0].url not in {"", url}:
            self.refuse("url", "two-addresses", f"not the address of the source, {cited[0].url}; keep one of the two")
        elif url:
            return (Cited(cited[0].title, url), *cited[1:])
        return cited

    def _each(self, column: str) -> tuple[str, ...]:
        """Read a cell that names one thing for each source."""
        parts = tuple(part.strip() for part in self.text(column).split(";"))
        allowed = OF_SOURCES[column]
        try:
            return tuple(read_choice(part, allowed) if allowed and part else part for part in parts)
        except BadCell as fault:
            self.refuse(column, fault.code, fault.message)
            return ()

    def _refuse_texts(self) -> None:
        """Refuse what no cell may hold: control characters, a patient's data, formulas, far too much text."""
        for column, written in self.row.cells.items():
            longest = LONGEST.get(column, 600)
            if CONTROL.search(written):
                self.refuse(column, "control-character", "a control character; take it out")
            elif written.startswith("#") and written.endswith(("!", "?", "#N/A")):
                self.refuse(
                    column, "formula-error", f"'{shown(written)}' is an error of the spreadsheet; mend it there"
                )
            elif written.startswith("="):
                self.refuse(column, "formula", "a formula; paste its value")
            elif len(written) > longest:
                self.refuse(column, "too-long", f"{len(written)} characters; write at most {longest}")
            elif refused := refusal(_without_addresses(written)) if column not in DAYS else "":
                self.refuse(column, "patient-data", refused)


def _without_addresses(written: str) -> str:
    return " ".join(word for word in written.split() if "://" not in word)


def unknown(line: Line) -> bool:
    """Return whether a line says that data is not available."""
    return line.value == UNKNOWN
