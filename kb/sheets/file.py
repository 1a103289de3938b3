"""A file of a sheet as rows of cells. CSV with any delimiter and encoding, or the first sheet of a workbook."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Final

from kb.domain.problem import Place, Problem, shown
from kb.official.xlsx import BadWorkbook, is_workbook, sheet_rows
from kb.sheets.columns import ASKED, COLUMNS, HEADS, plain_head

LARGEST: Final = 32 * 1024 * 1024
MOST_ROWS: Final = 50_000
DELIMITERS: Final = (",", ";", "\t", "|")
BOMS: Final = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
HEADS_WITHIN: Final = 15
"""Rows in which the row of heads is looked for: people put titles above it."""

FEWEST: Final = 2
"""Heads by which a row is known as that of the heads."""

LAST_LETTER: Final = 26
Cells = list[tuple[int, list[str]]]
"""The rows of a file, each with the number of its first line."""


class BadSheet(Exception):
    """The file is no sheet that can be read; carries the problem."""

    def __init__(self, problem: Problem) -> None:
        """Keep the problem."""
        super().__init__(str(problem))
        self.problem = problem


@dataclass(frozen=True)
class Row:
    """A row below the heads: its number as a spreadsheet shows it, its line in the file, its cells by column.

    A column of a question is named by the key of that question.
    """

    number: int
    line: int
    cells: Mapping[str, str]


@dataclass(frozen=True)
class Sheet:
    """The rows of a file, the place of each column (0 is A), and the heads that are not read."""

    name: str
    rows: tuple[Row, ...]
    places: Mapping[str, int]
    unread: tuple[str, ...]
    overlong: tuple[Row, ...] = ()

    def cell(self, row: Row, column: str) -> str:
        """Name a cell as a spreadsheet does: G12."""
        return f"{letters(self.places[column])}{row.number}" if column in self.places else f"row {row.number}"


def read_sheet(name: str, raw: bytes) -> Sheet:
    """Read a file. Raises BadSheet with what is wrong and the way out if it is no sheet of answers."""
    rows = cells_of(name, raw)
    at = next((number for number, (_, cells) in enumerate(rows[:HEADS_WITHIN]) if _heads(cells) >= FEWEST), None)
    if at is None:
        raise _bad(name, 1, "no-heads", f"no row of heads in it; begin with: {', '.join(NEEDED)}, question, value")
    places, unread = _places(name, *rows[at])
    _refuse_missing(name, rows[at][0], places)
    if len(rows) - at > MOST_ROWS:
        raise _bad(name, rows[MOST_ROWS][0], "too-many-rows", f"more than {MOST_ROWS:,} rows; split the file")
    found = [
        (Row(number, line, {column: cells[place].strip() for column, place in places.items() if place < len(cells)}),
         any(cell.strip() for cell in cells[len(rows[at][1]) :]))
        for number, (line, cells) in enumerate(rows[at + 1 :], at + 2)
        if any(cell.strip() for cell in cells)
    ]  # fmt: skip
    return Sheet(
        name, tuple(r for r, long in found if not long), places, unread, tuple(r for r, long in found if long)
    )


def letters(place: int) -> str:
    """Name the column of a spreadsheet at a place: A for 0, AA for 26."""
    before, last = divmod(place, LAST_LETTER)
    return (letters(before - 1) if before else "") + chr(ord("A") + last)


def cells_of(name: str, raw: bytes) -> Cells:
    """Read the rows of a file, heads or none. Raises BadSheet if it is no sheet."""
    if len(raw) > LARGEST:
        raise _bad(name, 1, "too-large", f"over {LARGEST // 1024 // 1024} MB; split it")
    if raw.startswith(b"PK"):
        return _workbook(name, raw)
    if raw.startswith(b"\xd0\xcf\x11\xe0"):
        raise _bad(name, 1, "old-workbook", "an old Excel file (.xls); save it as CSV UTF-8 or as .xlsx")
    text = _decoded(name, raw)
    if not text.strip():
        raise _bad(name, 1, "empty-file", f"nothing in it; begin with a row of heads: {', '.join(NEEDED)} ...")
    return max((_split(name, text, delimiter) for delimiter in DELIMITERS), key=_best) if text else []


def _best(rows: Cells) -> int:
    return max((_heads(cells) for _, cells in rows[:HEADS_WITHIN]), default=0)


def _workbook(name: str, raw: bytes) -> Cells:
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as packed:
            if is_workbook(packed):
                return list(islice(sheet_rows(packed), MOST_ROWS + HEADS_WITHIN + 1))
    except (zipfile.BadZipFile, BadWorkbook) as fault:
        raise _bad(name, 1, "broken-workbook", "a broken workbook; open it and save it as CSV UTF-8") from fault
    raise _bad(name, 1, "no-sheet", "an archive; unpack it and name the sheet in it")


def _decoded(name: str, raw: bytes) -> str:
    coding = next((coding for mark, coding in BOMS.items() if raw.startswith(mark)), "utf-8")
    try:
        text = raw.decode(coding)
    except UnicodeDecodeError as fault:
        if coding != "utf-8":
            raise _bad(name, 1, "not-utf-8", "its bytes are no text; save it as CSV UTF-8") from fault
        text = raw.decode("cp1252", "replace")
    at = next((at for at, sign in enumerate(text) if sign == "\0"), -1)
    if at >= 0:
        raise _bad(name, text.count("\n", 0, at) + 1, "control-character", "a NUL character; save it as CSV UTF-8")
    return re.sub(r"^sep=(.)\r?\n", "\n", text)


def _split(name: str, text: str, delimiter: str) -> Cells:
    """Split a text into rows of cells, each with the number of its first line."""
    csv.field_size_limit(LARGEST)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: Cells = []
    line = 1
    try:
        for cells in reader:
            rows.append((line, cells))
            line = reader.line_num + 1
    except csv.Error as fault:
        if _best(rows) >= FEWEST:
            way = "close the quotes of this row, or double a quote within a cell"
            raise _bad(name, line, "quotes", f"{fault}; {way}") from fault
        return []
    return rows


def _heads(cells: list[str]) -> int:
    """Count the heads of a row that are read."""
    return sum(plain_head(cell) in HEADS or plain_head(cell) in ASKED for cell in cells)


def _places(name: str, line: int, cells: list[str]) -> tuple[dict[str, int], tuple[str, ...]]:
    places: dict[str, int] = {}
    unread: list[str] = []
    long = any(HEADS.get(plain_head(cell)) == "question" for cell in cells)
    for place, cell in enumerate(cells):
        head = plain_head(cell)
        asked = ASKED.get(head)
        column = HEADS.get(head) or (asked.key if asked and not long else "")
        if not column:
            unread += [shown(cell)] if head else []
        elif column in places:
            both = f"columns {letters(places[column])} and {letters(place)} are both the {column}"
            raise _bad(name, line, "same-column", f"{both}; rename one of them", place + 1)
        else:
            places[column] = place
    return places, tuple(unread)


def _refuse_missing(name: str, line: int, places: Mapping[str, int]) -> None:
    questions = any(asked.key in places for asked in ASKED.values())
    wanted = NEEDED if questions else (*NEEDED, "question", "value")
    missing = [column for column in wanted if column not in places]
    if missing:
        also = {column.name: ", ".join(column.also[:4]) for column in COLUMNS}
        told = "; ".join(f"no column '{column}' (also read: {also[column] or 'no other name'})" for column in missing)
        raise _bad(name, line, "missing-column", f"{told}; add it")


def _bad(name: str, line: int, code: str, message: str, column: int = 1) -> BadSheet:
    return BadSheet(Problem(name, Place(line, column), code, message))


NEEDED: Final = tuple(column.name for column in COLUMNS if column.needed)
