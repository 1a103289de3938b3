"""A basket of codes over hospitals and plans: one table of what each lists, and why a cell of it is empty.

A column is a payer in a hospital's file, or a plan of a payer's file. A cell holds what the rules leave for its code:
a median from ten prices on, else the amounts themselves.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from kb.domain.problem import shown
from kb.facts.codes import is_code
from kb.official.source import refuse
from kb.prices.figures import FEWEST, Figure, figure_of
from kb.prices.gathering import Gathered
from kb.prices.part import Read
from kb.prices.payers import plain_name
from kb.prices.row import Row
from kb.prices.rules import Asked
from kb.prices.steps import Listed, is_mixed, listed
from kb.prices.wording import figure_record, file_record, money, note, notes, what

WIDEST: Final = 118
NOT_LISTED: Final = "not in the file"


@dataclass(frozen=True)
class Column:
    """Whose prices a column has: a hospital and one of its payers, or a payer and one of its plans."""

    hospital: str
    payer: str
    plan: str

    def __str__(self) -> str:
        """As a person reads it: `North Hospital: Acme`."""
        names = ", ".join(name for name in (self.payer, self.plan) if name)
        return ": ".join(name for name in (self.hospital, names) if name)


@dataclass(frozen=True)
class Cell:
    """What a column has for a code: prices as filed, what is left, a figure if there is one, else why not."""

    filed: int
    rows: tuple[Row, ...]
    figure: Figure | None
    why: str

    def __str__(self) -> str:
        """Say it in few words."""
        if self.why:
            return f"- {self.why}"
        kind = self.rows[0].kind
        if self.figure:
            return f"median {money(kind, self.figure.points['median'])} of {self.figure.n:,}"
        amounts = sorted({row.amount for row in self.rows if row.amount is not None})
        return ", ".join(money(kind, amount) for amount in amounts)


@dataclass(frozen=True)
class Basket:
    """A table: the codes with what is listed for each, the columns, and the cells by code and column."""

    found: tuple[Listed, ...]
    columns: tuple[Column, ...]
    cells: tuple[tuple[Cell, ...], ...]


def read_basket(name: str, text: str) -> tuple[str, ...]:
    """Read a list of codes, one a line; what follows a # is a comment. Raises Refused where a line has no code."""
    codes: dict[str, None] = {}
    for number, line in enumerate(text.splitlines(), 1):
        code = line.partition("#")[0].strip().lstrip("\ufeff").upper()
        if code and not is_code(code):
            column = len(line) - len(line.lstrip()) + 1
            message = f"'{shown(code)}' is no CPT or HCPCS code; write one a line"
            raise refuse(name, message, "not-a-code", number, column)
        if code:
            codes[code] = None
    if not codes:
        raise refuse(name, "no code; write one a line", "no-rows")
    return tuple(codes)


def basket_of(gathered: Gathered, codes: Sequence[str], asked: Asked, without: frozenset[str]) -> Basket:
    """Lay out what files list for some codes; `asked` says which prices, and the code in it is not looked at."""
    found = tuple(listed(gathered, replace(asked, code=code), without) for code in codes)
    rows = {column_of(row): None for each in found for row in each.filed}
    whose = {plain_name(column.hospital or column.payer) for column in rows}
    bare = (_bare(file) for file in gathered.files if not file.contents and plain_name(file.hospital) not in whose)
    columns = tuple(sorted({*rows, *bare}, key=str))
    return Basket(found, columns, tuple(tuple(_cell(each, column) for column in columns) for each in found))


def _bare(file: Read) -> Column:
    """Give the column of a file that has none of the codes."""
    return Column("", file.hospital, "") if file.payer else Column(file.hospital, "", "")


def column_of(row: Row) -> Column:
    """Tell in which column a row stands."""
    return Column("", row.payer, row.plan) if row.by_payer else Column(row.hospital, row.payer, "")


def _cell(found: Listed, column: Column) -> Cell:
    filed = sum(column_of(row) == column for row in found.filed)
    rows = tuple(row for row in found.rows if column_of(row) == column)
    amounts = [row.amount for row in rows if row.amount is not None]
    return Cell(filed, rows, None if is_mixed(rows) else figure_of(amounts), _why(found, column, filed, rows))


def _why(found: Listed, column: Column, filed: int, rows: Sequence[Row]) -> str:
    """Say why a cell is empty; nothing where it is not."""
    if not filed:
        return NOT_LISTED
    if not rows:
        taken = Counter(step.rule.name for step in found.steps for row in step.taken if column_of(row) == column)
        return "left out: " + ", ".join(f"{count} {name}" for name, count in taken.items())
    if is_mixed(rows):
        return "dollars and percentages"
    return "" if any(row.amount is not None for row in rows) else "no figure is printed"


def lines(basket: Basket) -> Iterator[str]:
    """Give the table in lines: what the numbers of columns mean, then blocks of as many columns as fit."""
    yield f"{what(basket.found[0])}; a median from {FEWEST} prices on, else the amounts"
    yield from (f"[{number}] {column}" for number, column in enumerate(basket.columns, 1))
    heads = [f"[{number}]" for number in range(1, len(basket.columns) + 1)]
    widths = [max(len(head), *(len(str(row[at])) for row in basket.cells)) + 2 for at, head in enumerate(heads)]
    for block in _blocks(widths):
        yield "code    " + "".join(heads[at].ljust(widths[at]) for at in block).rstrip()
        for found, cells in zip(basket.found, basket.cells, strict=True):
            told = "".join(str(cells[at]).ljust(widths[at]) for at in block).rstrip()
            yield f"{found.asked.code:<8}{told}"


def _blocks(widths: Sequence[int]) -> Iterator[list[int]]:
    """Part columns into blocks that fit a line; a column that is wider than a line stands alone."""
    block, used = list[int](), 0
    for at, width in enumerate(widths):
        if block and used + width > WIDEST:
            yield block
            block, used = [], 0
        block.append(at)
        used += width
    if block:
        yield block


def basket_notes(basket: Basket) -> Iterator[str]:
    """Say what a reader must know of the files, each thing once."""
    yield from dict.fromkeys(told for found in basket.found for told in notes(found))


def basket_record(basket: Basket) -> dict[str, Any]:
    """Write the table as plain values; amounts are texts, as printed."""
    first = basket.found[0]
    return {
        "note": note(first),
        "notes": list(basket_notes(basket)),
        "files": [file_record(file) for file in first.files],
        "columns": [{"hospital": each.hospital or None, "payer": each.payer, "plan": each.plan or None}
                    for each in basket.columns],
        "codes": [{"code": found.asked.code, "cells": list(map(_record, cells))}
                  for found, cells in zip(basket.found, basket.cells, strict=True)],
    }  # fmt: skip


def _record(cell: Cell) -> dict[str, Any]:
    return {
        "as_filed": cell.filed, "n": len(cell.rows), "why_empty": cell.why or None,
        "amounts": [str(row.amount) for row in cell.rows if row.amount is not None] if not cell.figure else [],
        "figure": figure_record(cell.figure),
    }  # fmt: skip
