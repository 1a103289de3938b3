"""A price table (CSV, tall or wide) as charges, row by row; memory does not grow with the file.

A row that does not fit its heads refuses the file, since its amounts may stand below the wrong heads. Where a file
ends within a row it was cut short, as 4 of 15 real files were (import study, section 6).
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from kb.domain.problem import shown
from kb.official.source import refuse
from kb.prices import cells as cell
from kb.prices.columns import NONE, Columns, Group, clean_head, find_columns, is_heads
from kb.prices.row import At, Charge, Price

SEARCHED: Final = 40
LONGEST_LINE: Final = 1 << 22
MOST_LINES: Final = 500
"""Lines that one row may have, in quotes; more means that a quote was never closed."""

VERSION: Final = re.compile(r"[vV]?[23](?:\.[0-9]+){0,2}")
DELIMITERS: Final = "\t;"


@dataclass
class Source:
    """What a file says of itself: hospital, its own date, and the version of the template."""

    hospital: str = ""
    updated: str = ""
    version: str = ""


@dataclass
class Lines:
    """The lines of a file, counted; a line or a row without an end is refused before it fills the memory."""

    name: str
    text: io.TextIOWrapper
    number: int = 0
    begun: int = 0
    last: str = "\n"
    waiting: list[str] = field(default_factory=list)

    def __iter__(self) -> Iterator[str]:
        """Itself."""
        return self

    def __next__(self) -> str:
        """Give the next line."""
        line = self.waiting.pop(0) if self.waiting else self.text.readline(LONGEST_LINE)
        if not line:
            raise StopIteration
        self.number += 1
        self.last = line
        if len(line) >= LONGEST_LINE:
            raise refuse(self.name, "a line of over 4 million signs; no table", "not-a-table", self.number)
        if self.number - self.begun > MOST_LINES:
            message = "a quote that opens in this row is never closed; mend the row"
            raise refuse(self.name, message, "open-quote", self.begun + 1)
        if "\0" in line:
            raise refuse(self.name, "a zero byte; download the file again", "not-a-table", self.number)
        return line

    def delimiter(self) -> str:
        """Tell what cuts the cells, by the first lines."""
        self.waiting = [line for _ in range(3) if (line := self.text.readline(LONGEST_LINE))]
        most = {sign: max((line.count(sign) for line in self.waiting), default=0) for sign in DELIMITERS}
        best = max(DELIMITERS, key=lambda sign: most[sign])
        return best if most[best] > 3 else ","  # noqa: PLR2004  (a text may have some)


Rows = Iterator[tuple[int, list[str]]]


def read_table(name: str, text: io.TextIOWrapper, source: Source) -> Iterator[Charge]:
    """Read a table and give its charges; fills `source` first. Raises Refused where it is no such table."""
    lines = Lines(name, text)
    rows = _rows(lines)
    above: list[list[str]] = []
    for line, found in rows:
        if is_heads(found):
            columns = find_columns(name, line, found)
            yield from _charges(name, columns, source, above, found, rows, lines)
            return
        above.append(found)
        if len(above) > SEARCHED:
            break
    message = "no row with the heads 'code|1' and 'standard_charge|...', so this is no hospital's price file"
    raise refuse(name, f"{message}. The first cell is '{shown(above[0][0] if above else '')}'", "unknown-kind")


def _rows(lines: Lines) -> Rows:
    """Cut lines into cells, and give the line on which each row begins; blank rows are passed over."""
    reader = csv.reader(lines, delimiter=lines.delimiter(), strict=True)
    try:
        for found in reader:
            begun, lines.begun = lines.begun + 1, lines.number
            if any(map(str.strip, found)):
                yield begun, found
    except csv.Error as fault:
        raise refuse(lines.name, f"no CSV: {fault}; mend the row", "not-a-table", lines.begun + 1) from fault


def _charges(  # noqa: PLR0913, PLR0917  (the parts of one reading)
    name: str, columns: Columns, source: Source, above: list[list[str]], heads: list[str], rows: Rows, lines: Lines
) -> Iterator[Charge]:
    _fill(source, *(above[-2:] if len(above) > 1 else ([], [])))
    shortest, read = columns.width, 0
    for line, found in rows:
        if not read and not source.hospital:
            _fill(source, heads, found)  # the heads of both rows in one, with the hospital in every row
        refuse_source(name, source, line)
        read += 1
        _refuse_row(name, columns, heads, line, found)
        if len(found) < shortest == columns.width and not lines.last.endswith(("\n", "\r")) and _is_last(lines):
            raise refuse(name, "the file ends within this row; download it again", "cut-short", line, len(found) + 1)
        shortest = min(shortest, len(found))
        yield _charge(columns, found + [""] * (columns.width - len(found)), At(name, line))
    if not read:
        raise refuse(name, "no row below its heads; download the file again", "no-rows", lines.number or 1)


def _is_last(lines: Lines) -> bool:
    line = lines.text.readline(LONGEST_LINE)
    lines.waiting += [line] if line else []
    return not lines.waiting


def _fill(source: Source, heads: list[str], values: list[str]) -> None:
    told = dict(zip(map(clean_head, heads), (value.strip() for value in values), strict=False))
    source.hospital = told.get("hospital_name", "")
    source.updated, source.version = told.get("last_updated_on", ""), told.get("version", "")


def refuse_source(name: str, source: Source, line: int) -> None:
    """Refuse a file that names no hospital, or another version of the template."""
    if not source.hospital:
        message = "no 'hospital_name' above the heads, so no price has a hospital; mend the two rows above them"
        raise refuse(name, message, "no-hospital", line)
    if source.version and not VERSION.fullmatch(source.version):
        message = f"version '{shown(source.version)}'; templates 2.0 to 3.0 are read here"
        raise refuse(name, message, "other-version", line)


def _refuse_row(name: str, columns: Columns, heads: list[str], line: int, found: list[str]) -> None:
    if len(found) > columns.width and any(map(str.strip, found[columns.width :])):
        message = f"{len(found)} cells below {columns.width} heads, so amounts may be below wrong ones; mend the row"
        raise refuse(name, message, "too-many-cells", line, columns.width + 1)
    if found[0] == heads[0] and found[: columns.width] == heads:
        raise refuse(name, "the heads again: two files in one; cut them apart", "second-heads", line)


def _charge(columns: Columns, found: list[str], at: At) -> Charge:
    single = {name: found[place] for name, place in columns.single.items()}
    modifiers, odd = cell.modifiers_of(single.get("modifiers", ""))
    codes = (cell.code_of(found[code], found[type_]) for code, type_ in columns.codes)
    return Charge(
        tuple(code for code in codes if code),
        cell.setting_of(single.get("setting", "")),
        modifiers,
        cell.billing_of(single.get("billing", "")),
        not cell.is_empty(single.get("drug", "")),
        tuple(_prices(columns, single, found)),
        at,
        odd,
    )


def _prices(columns: Columns, single: dict[str, str], found: list[str]) -> Iterator[Price]:
    for group in columns.groups:
        method = cell.method_of(_cell(found, group.method))
        dollar, percent, algorithm = (_cell(found, at) for at in (group.dollar, group.percent, group.algorithm))
        kind, amount = cell.price_of(dollar, percent, algorithm, method)
        if kind:
            payer, plan = _names(columns, group, single)
            yield Price(payer, plan, kind, method, amount, cell.count_of(_cell(found, group.count)))


def _names(columns: Columns, group: Group, single: dict[str, str]) -> tuple[str, str]:
    if not columns.tall:
        return group.payer, group.plan
    return " ".join(single.get("payer", "").split()), " ".join(single.get("plan", "").split())


def _cell(found: list[str], at: int) -> str:
    return found[at] if at > NONE else ""
