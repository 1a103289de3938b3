"""A price table (CSV, tall or wide) as charges, row by row; memory does not grow with the file.

A row that does not fit its heads refuses the file, since its amounts may stand below the wrong heads. Where a file
ends within a row it was cut short, as 4 of 15 real files were (import study, section 6).
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from typing import Final

from kb.domain.problem import shown
from kb.official.heads import refuse_persons
from kb.official.source import refuse
from kb.prices import cells as cell
from kb.prices.columns import NONE, Columns, Group, clean_head, find_columns, is_heads
from kb.prices.lines import SEARCHED, Lines
from kb.prices.passing import Passing, passing
from kb.prices.row import At, Charge, Keep, Price
from kb.prices.source import Source, refuse_source

Rows = Iterator[tuple[int, list[str]]]
LICENSE: Final = re.compile(r"license_number\|[a-z]{2}")
"""The head of a hospital's license, which has the postal abbreviation of its state."""


def read_table(name: str, text: io.TextIOWrapper, source: Source, keep: Keep) -> Iterator[Charge]:
    """Read a table and give its charges; fills `source` first. Raises Refused where it is no such table."""
    lines = Lines(name, text)
    rows = rows_of(lines)
    above: list[tuple[int, list[str]]] = []
    for line, found in rows:
        if is_heads(found):
            columns = find_columns(name, line, found)
            yield from _charges(name, columns, source, [cells for _, cells in above], found, rows, lines, keep)
            return
        above.append((line, found))
        if len(above) > SEARCHED:
            break
    refuse_persons(name, above)
    message = "no row with the heads 'code|1' and 'standard_charge|...', so this is no hospital's price file"
    raise refuse(name, f"{message}; take the one that the hospital publishes", "unknown-kind")


def rows_of(lines: Lines) -> Rows:
    """Cut lines into cells, and give the line on which each row begins; blank rows are passed over."""
    lines.cut_by = lines.delimiter()
    reader = csv.reader(lines, delimiter=lines.cut_by, strict=True)
    try:
        for found in reader:
            begun, lines.begun = lines.begun + 1, lines.number
            if any(map(str.strip, found)):
                yield begun, found
    except csv.Error as fault:
        raise refuse(lines.name, f"no CSV: {fault}; mend the row", "not-a-table", lines.begun + 1) from fault


def _charges(  # noqa: PLR0913, PLR0917  (the parts of one reading)
    name: str,
    columns: Columns,
    source: Source,
    above: list[list[str]],
    heads: list[str],
    rows: Rows,
    lines: Lines,
    keep: Keep,
) -> Iterator[Charge]:
    whose = next((at for at, head in enumerate(heads) if clean_head(head) == "hospital_name"), NONE)
    _fill(source, *(above[-2:] if len(above) > 1 else ([], [])))
    shortest, read = columns.width, 0
    if not columns.tall:
        columns.groups = [group for group in columns.groups if keep.takes(group.payer, group.plan)]
    test = passing(columns, heads, keep, lines.cut_by) if whose == NONE else None
    for line, found in _some(rows, lines, test, source):
        if not read:
            _fill(source, heads, found)  # where the heads of both rows are in one, with the hospital in every row
            refuse_source(name, source, line)
        read += 1
        _refuse_row(name, columns, heads, line, found)
        _refuse_second(name, source, whose, line, found)
        if len(found) < shortest == columns.width and not lines.last.endswith(("\n", "\r")) and not lines.more():
            raise refuse(name, "the file ends within this row; download it again", "cut-short", line, len(found) + 1)
        shortest = min(shortest, len(found))
        yield _charge(columns, found + [""] * (columns.width + 1 - len(found)), At(name, line), keep)
    if not read:
        raise refuse(name, "no row below its heads; download the file again", "no-rows", lines.number or 1)


def _some(rows: Rows, lines: Lines, test: Passing | None, source: Source) -> Rows:
    """Give the rows but those that a test lets go by their lines; how many these are is added to the source."""
    row = next(rows, None)
    while row:
        yield row
        source.passed += lines.pass_over(test.count) if test else 0
        row = next(rows, None)


def _fill(source: Source, heads: list[str], values: list[str]) -> None:
    told = dict(zip(map(clean_head, heads), (value.strip() for value in values), strict=False))
    source.hospital = source.hospital or told.get("hospital_name", "")
    source.updated = source.updated or told.get("last_updated_on", "")
    source.version = source.version or told.get("version", "")
    source.state = source.state or next((head[-2:].upper() for head in told if LICENSE.fullmatch(head)), "")


def _refuse_row(name: str, columns: Columns, heads: list[str], line: int, found: list[str]) -> None:
    if len(found) > columns.width and any(map(str.strip, found[columns.width :])):
        message = f"{len(found)} cells below {columns.width} heads, so amounts may be below wrong ones; mend the row"
        raise refuse(name, message, "too-many-cells", line, columns.width + 1)
    if found[0] == heads[0] and found[: columns.width] == heads:
        raise refuse(name, "the heads again: two files in one; cut them apart", "second-heads", line)


def _refuse_second(name: str, source: Source, whose: int, line: int, found: list[str]) -> None:
    """Refuse a row of another hospital, where each row names its own."""
    if NONE < whose < len(found) and found[whose].strip() not in {"", source.hospital}:
        message = f"a second hospital, '{shown(found[whose])}'; make a file of each hospital's rows"
        raise refuse(name, message, "second-hospital", line, whose + 1)


def _charge(columns: Columns, found: list[str], at: At, keep: Keep) -> Charge:
    single = {name: found[place] for name, place in columns.single.items()}
    modifiers, odd = cell.modifiers_of(single.get("modifiers", ""))
    every = (cell.code_of(found[code], found[type_]) for code, type_ in columns.codes)
    codes = tuple(code for code in every if code)
    return Charge(
        codes,
        cell.setting_of(single.get("setting", "")),
        modifiers,
        cell.billing_of(single.get("billing", "")),
        not cell.is_empty(single.get("drug", "")),
        tuple(_prices(columns, single, found, keep)) if keep.has(codes) else (),
        at,
        odd,
    )


def _prices(columns: Columns, single: dict[str, str], found: list[str], keep: Keep) -> Iterator[Price]:
    """Give the prices of a row; its last cell is empty, and stands for a column that there is not."""
    for group in columns.groups:
        dollar, percent, algorithm = found[group.dollar], found[group.percent], found[group.algorithm]
        if not (dollar or percent or algorithm):
            continue
        payer, plan = _names(columns, group, single)
        if columns.tall and not keep.takes(payer, plan):
            continue
        method = cell.method_of(found[group.method])
        kind, amount = cell.price_of(dollar, percent, algorithm, method)
        if kind:
            yield Price(payer, plan, kind, method, amount, cell.count_of(found[group.count]))


def _names(columns: Columns, group: Group, single: dict[str, str]) -> tuple[str, str]:
    if not columns.tall:
        return group.payer, group.plan
    return names_of(single.get("payer", ""), single.get("plan", ""))


def names_of(payer: str, plan: str) -> tuple[str, str]:
    """Read the cells of a payer and a plan."""
    return " ".join(payer.split()), " ".join(plan.split())
