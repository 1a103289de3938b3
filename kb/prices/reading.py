"""Files to the rows of one code, and the codes that share their amounts.

Each file is read twice at most: once for the rows of the code, and, where it has some, once for the codes of those
plans at those amounts. So memory grows with the rows of one code and not with the file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from importlib import import_module
from io import TextIOWrapper
from typing import Final, Protocol

from kb.domain.problem import Problem, ToolError
from kb.official.source import Named, Refused
from kb.prices.cells import is_procedure
from kb.prices.opening import JSON, open_prices
from kb.prices.payers import class_of
from kb.prices.row import EVERYTHING, Charge, Code, Keep, Price, Row
from kb.prices.shares import Shares
from kb.prices.source import Source
from kb.prices.table import read_table

INSTALL: Final = "the reader of JSON price files is not installed; type: pip install '.[documents]'"
Progress = Callable[[str], None]


@dataclass(frozen=True)
class Read:
    """What one file is: its name, its hospital and own date, the charges read, and the prices of the code."""

    name: str
    hospital: str
    updated: str
    version: str
    charges: int
    rows: int


@dataclass(frozen=True)
class Gathered:
    """The files that were read, the rows of the code in their order, and what is shared."""

    files: tuple[Read, ...]
    rows: tuple[Row, ...]
    shares: Shares


def read_prices(named: Named, source: Source, keep: Keep = EVERYTHING) -> Iterator[Charge]:
    """Read the charges of a file; fills `source` before the first. Raises Refused where it is no price file."""
    with ExitStack() as stack:
        opened = stack.enter_context(open_prices(named))
        if opened.kind == JSON:
            again = lambda: stack.enter_context(open_prices(named)).text  # noqa: E731  (opens for this stack)
            yield from _objects()(opened.name, opened.text, source, again, keep)
        else:
            yield from read_table(opened.name, opened.text, source, keep)


class ReadsObjects(Protocol):
    """The reader of JSON, in a module that is loaded when it is needed."""

    def __call__(  # noqa: D102  (see the class)
        self, name: str, text: TextIOWrapper, source: Source, again: Callable[[], TextIOWrapper], keep: Keep, /
    ) -> Iterator[Charge]: ...


def _objects() -> ReadsObjects:
    """Load the reader of JSON, whose library is an extra."""
    try:
        reader: ReadsObjects = import_module("kb.prices.objects").read_objects
    except ModuleNotFoundError as fault:
        raise ToolError(INSTALL) from fault
    return reader


def gather(files: tuple[Named, ...], code: str, progress: Progress) -> Gathered:
    """Read the rows of a code in some files. Raises Refused with the problems of all files."""
    shares, rows, told = Shares(), list[Row](), list[Read]()
    problems: list[Problem] = []
    for named in files:
        progress(f"Reading {named.name}")
        try:
            made, found = _read(named, code, shares, progress)
        except Refused as fault:
            problems += fault.problems
            continue
        told.append(made)
        rows += found
    if problems:
        raise Refused(*problems)
    return Gathered(tuple(told), tuple(rows), shares)


def _read(named: Named, code: str, shares: Shares, progress: Progress) -> tuple[Read, list[Row]]:
    source, rows, charges = Source(), list[Row](), 0
    for charge in read_prices(named, source, Keep(code)):
        charges += 1
        for each in charge.codes:
            if each.code == code and is_procedure(each):
                rows += (row_of(source.hospital, each, charge, price) for price in charge.prices)
    if rows:
        progress(f"Reading {named.name} again, for what shares its amounts")
        shares.want(rows)
        for charge in read_prices(named, Source(), Keep(plans=frozenset((row.payer, row.plan) for row in rows))):
            shares.add(source.hospital, charge)
    return Read(named.name, source.hospital, source.updated, source.version, charges, len(rows)), rows


def row_of(hospital: str, code: Code, charge: Charge, price: Price) -> Row:
    """Make the row of one code and one price of a charge."""
    return Row(
        hospital, code.code, code.type, price.payer, price.plan, class_of(price.payer, price.plan),
        charge.setting, charge.modifiers, charge.billing, charge.drug,
        price.kind, price.method, price.amount, price.count, charge.at, charge.odd,
    )  # fmt: skip
