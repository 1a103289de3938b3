"""A table as text: one fact a line, sorted, decimals as printed; the same rows give the same bytes."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from kb.domain.problem import Place, Problem, shown
from kb.facts.codes import are_runs
from kb.facts.tables import Table

Row = tuple[str, ...]


def write_table(table: Table, rows: Iterable[Row]) -> bytes:
    """Write rows as CSV below a line with the names of the columns."""
    made = io.StringIO(newline="")
    writer = csv.writer(made, lineterminator="\n")
    writer.writerow(table.names)
    writer.writerows(sorted(set(rows)))
    return made.getvalue().encode()


def read_table(raw: bytes) -> tuple[Row, ...]:
    """Read the rows of a table that `check_table` has found in order."""
    return tuple(tuple(cells) for _, cells in numbered_rows(raw))


def numbered_rows(raw: bytes) -> Iterator[tuple[int, list[str]]]:
    """Give the rows below the names of the columns, each with the number of its line."""
    text = raw.decode("utf-8", "replace")
    if '"' not in text:
        lines = text.split("\n")[1:]
        yield from ((number, line.split(",")) for number, line in enumerate(lines, 2) if line)
        return
    reader = csv.reader(io.StringIO(text, newline=""))
    next(reader, None)
    yield from ((reader.line_num, cells) for cells in reader if cells)


def check_table(table: Table, raw: bytes) -> Iterator[Problem]:
    """Find what the allow-list of a table does not let in: another column, another value, a row out of order."""
    head = raw.split(b"\n", 1)[0].decode("utf-8", "replace")
    if head != ",".join(table.names):
        message = f"the columns are '{shown(head)}'; import the file again: they are {', '.join(table.names)}"
        yield Problem(table.path, Place(), "facts-columns", message)
        return
    before: list[str] = []
    for number, cells in numbered_rows(raw):
        fault = bad_cell(table, cells)
        if fault:
            yield Problem(table.path, Place(number, fault[0] + 1), "facts-value", fault[1])
        elif cells[: table.key] <= before:
            message = "a row out of order, or one that appears twice; import the file again"
            yield Problem(table.path, Place(number), "facts-order", message)
        before = cells[: table.key]


def bad_cell(table: Table, cells: Row | list[str]) -> tuple[int, str] | None:
    """Find the first cell that its column does not allow: its place in the row, and the message."""
    if len(cells) != len(table.columns):
        return 0, f"{len(cells)} cells in a table of {len(table.columns)} columns; import the file again"
    for at, (cell, column) in enumerate(zip(cells, table.columns, strict=True)):
        if not column.pattern.fullmatch(cell):
            return at, f"'{shown(cell)}' below {column.name} is not {column.tells}; no other text enters the store"
    if table.runs and not are_runs(cells[-1]):
        return len(cells) - 1, "the runs of codes do not go upwards; import the file again"
    return None
