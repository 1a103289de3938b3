"""Files to the rows of some codes, and the codes that share their amounts.

Each file is read once for the rows of the codes, and, where it has some, again for the codes of those plans at those
amounts; a payer's file also for the providers of those rows. So memory grows with the rows of the codes, with the
longest item of a JSON file, and not with the file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from importlib import import_module
from typing import Any, Final

from kb.domain.problem import Problem, ToolError
from kb.official.source import Named, Refused
from kb.prices.cells import is_of_type, is_procedure
from kb.prices.opening import JSON, UNTOLD, Told, how_far, open_prices
from kb.prices.payers import MARKETS, class_of
from kb.prices.providers import Groups
from kb.prices.row import ALL_CODES, EVERYTHING, Charge, Code, Keep, Price, Providers, Row
from kb.prices.shares import Shares
from kb.prices.source import Source
from kb.prices.table import read_table

INSTALL: Final = "the reader of JSON price files is not installed; type: pip install '.[documents]'"
Progress = Callable[[str], None]


@dataclass(frozen=True)
class Read:
    """What one file is: its name, its hospital or payer, its own date, the charges read, the prices of the codes.

    Of a payer's file also the TINs and NPIs behind these prices, and references that lead to other files. A table of
    contents has `contents` instead: plans, files, and the names of the first files.
    """

    name: str
    hospital: str
    updated: str
    version: str
    charges: int
    rows: int
    payer: bool = False
    tins: int = 0
    npis: int = 0
    not_followed: int = 0
    contents: tuple[int, int, tuple[str, ...]] | None = None


@dataclass(frozen=True)
class Gathered:
    """The files that were read, the rows of the codes in their order, what is shared, and groups of providers."""

    files: tuple[Read, ...]
    rows: tuple[Row, ...]
    shares: Shares
    groups: Groups = field(default_factory=Groups)

    def of(self, code: str) -> Gathered:
        """Give what there is on one code."""
        return replace(self, rows=tuple(row for row in self.rows if row.code == code))


def read_prices(named: Named, source: Source, keep: Keep = EVERYTHING, told: Told = UNTOLD) -> Iterator[Charge]:
    """Read the charges of a file; fills `source` before the first. Raises Refused where it is no price file."""
    with ExitStack() as stack:
        opened = stack.enter_context(open_prices(named, told))
        if opened.kind == JSON:
            again = lambda: stack.enter_context(open_prices(named, told)).text  # noqa: E731  (opens for this stack)
            yield from _json().read_json(opened.name, opened.text, source, again, keep)
        else:
            yield from read_table(opened.name, opened.text, source, keep)


def _json() -> Any:
    """Load the reader of JSON, whose library is an extra."""
    try:
        return import_module("kb.prices.json_files")
    except ModuleNotFoundError as fault:
        raise ToolError(INSTALL) from fault


def gather(files: tuple[Named, ...], codes: frozenset[str], progress: Progress, plan: str = "") -> Gathered:
    """Read the rows of some codes in some files; `plan` is for a payer's file that names none.

    Raises Refused with the problems of all files.
    """
    gathering = Gathering(codes, progress, plan)
    told, problems = list[Read](), list[Problem]()
    for named in files:
        progress(f"Reading {named.name}")
        try:
            told.append(gathering.read(named))
        except Refused as fault:
            problems += fault.problems
    if problems:
        raise Refused(*problems)
    return Gathered(tuple(told), tuple(gathering.rows), gathering.shares, gathering.groups)


@dataclass
class Gathering:
    """One call of `gather`: what is asked, and what is found so far."""

    codes: frozenset[str]
    progress: Progress
    plan: str
    shares: Shares = field(default_factory=Shares)
    groups: Groups = field(default_factory=Groups)
    rows: list[Row] = field(default_factory=list)

    def read(self, named: Named) -> Read:
        """Read a file, and once more for what shares its amounts, if it has a wanted code."""
        source, charges = Source(named=self.plan), 0
        found: list[tuple[Row, Charge]] = []
        for charge in read_prices(named, source, Keep(self.codes), self._told(named)):
            charges += 1
            found += self._rows(source, charge)
        if source.payer:
            return self._payer(named, source, found)
        rows = [row for row, _ in found]
        self.rows += rows
        if rows:
            self._again(named)
            self.shares.want(rows)
            plans = frozenset((row.payer, row.plan) for row in rows)
            for charge in read_prices(named, Source(), Keep(plans=plans), self._told(named)):
                self.shares.add(source.hospital, charge)
        return Read(named.name, source.hospital, source.updated, source.version, charges, len(rows))

    def _payer(self, named: Named, source: Source, found: list[tuple[Row, Charge]]) -> Read:
        """Read a payer's file once more: who the providers are that have a price, and what shares its amount."""
        items = sum(source.lists.get(name, 0) for name in ("in_network", "out_of_network"))
        contents = (
            (source.plans, source.files, tuple(source.listed)) if "reporting_structure" in source.lists else None
        )
        made = Read(named.name, source.payer, source.updated, source.version, items, len(found), True,  # noqa: FBT003
                    contents=contents)  # fmt: skip
        if not found:
            return made
        self._again(named)
        behind, elsewhere = self._behind(named, frozenset(ref for _, charge in found for ref in _refs(charge)))
        firsts: dict[str, set[str]] = {}
        rows, tins, npis = list[Row](), set[int](), set[int]()
        for row, charge in found:
            name, whole = self.groups.name(named.name, charge.providers or Providers(()), behind)
            rows.append(replace(row, hospital=name, tins=len(whole.tins), npis=len(whole.npis)))
            tins |= whole.tins
            npis |= whole.npis
            for ref in whole.refs[:1]:
                firsts.setdefault(ref, set()).add(name)
        self.rows += rows
        self.shares.want(rows)
        for charge in read_prices(named, replace(source), Keep(refs=frozenset(firsts)), self._told(named)):
            for name in {name for ref in _refs(charge) for name in firsts.get(ref, ())}:
                self.shares.add(name, charge)
        return replace(made, tins=len(tins), npis=len(npis), not_followed=elsewhere)

    def _behind(self, named: Named, wanted: frozenset[str]) -> tuple[dict[str, Providers], int]:
        with ExitStack() as stack:
            again = lambda: stack.enter_context(open_prices(named, self._told(named))).text  # noqa: E731  (as above)
            behind: tuple[dict[str, Providers], int] = _json().read_references(named.name, again, wanted)
            return behind

    def _rows(self, source: Source, charge: Charge) -> Iterator[tuple[Row, Charge]]:
        for each in charge.codes:
            for code in _matching(each, self.codes):
                for price in charge.prices:
                    yield self._row(source, each, code, charge, price), charge

    def _row(self, source: Source, each: Code, code: str, charge: Charge, price: Price) -> Row:
        class_ = class_of(price.payer, price.plan)
        if source.payer:
            class_ = class_ or class_of("", source.named) or MARKETS.get(source.market.lower(), "")
        return Row(
            source.hospital, code, each.type, price.payer, price.plan, class_,
            charge.setting, charge.modifiers, charge.billing, charge.drug,
            price.kind, price.method, price.amount, price.count, charge.at, charge.odd,
            bool(source.payer), each.code == ALL_CODES,
        )  # fmt: skip

    def _again(self, named: Named) -> None:
        self.progress(f"Reading {named.name} again, for what shares its amounts")

    def _told(self, named: Named) -> Told:
        return lambda done, whole, seconds: self.progress(how_far(named.name, done, whole, seconds))


def _refs(charge: Charge) -> tuple[str, ...]:
    return charge.providers.refs if charge.providers else ()


def _matching(each: Code, codes: frozenset[str]) -> Iterator[str]:
    """Give the wanted codes that a code of a charge is: itself, or all of its type, where it stands for these."""
    if each.code in codes and is_procedure(each):
        yield each.code
    elif each.code == ALL_CODES:
        yield from sorted(code for code in codes if is_of_type(code, each.type))
