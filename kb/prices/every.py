"""A price file as one task for every code: its rows go to Parquet files batch by batch, so that memory does not grow.

What shares an amount is not counted here: it is asked of the rows themselves, once a code is asked for.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from kb.official.source import Named
from kb.prices.charge_rows import rows_of
from kb.prices.opening import Told
from kb.prices.providers import Groups
from kb.prices.reading import read_behind, read_prices
from kb.prices.row import NOBODY, Charge, Keep, Providers, Row
from kb.prices.source import Source
from kb.prices.stored import COLUMNS, columns_of_rows
from kb.prices.walk import NotCut

BATCH: Final = 1 << 15
"""Rows that are held until they are written."""

Whose = tuple[str, int, int]
"""A group of providers that has a price: its name, and how many TINs and NPIs it has."""


@dataclass
class Every:
    """One reading of a file: what it is, how many rows it has, and whose its prices are."""

    named: Named
    source: Source
    key: bytes
    into: Path
    write: Callable[..., None]
    charges: int = 0
    rows: int = 0
    groups: Groups = field(default_factory=Groups)
    met: dict[Providers, Whose] = field(default_factory=dict)
    found: dict[str, Providers] = field(default_factory=dict)
    not_followed: int = 0

    def read(self, told: Told) -> None:
        """Read the file, by the quick reader where it is sure. Raises Refused."""
        try:
            self._read(told, quick=True)
        except NotCut:
            self.source, self.charges, self.rows = Source(named=self.source.named), 0, 0
            self.groups, self.met, self.not_followed = Groups(), {}, 0
            shutil.rmtree(self.into, ignore_errors=True)
            self._read(told, quick=False)

    def _read(self, told: Told, *, quick: bool) -> None:
        self.into.mkdir(parents=True, exist_ok=True)
        held = list[Row]()
        for charge in read_prices(self.named, self.source, Keep(key=self.key, quick=quick), told):
            if self.source.payer and not self.charges:
                self._find_providers(told)
            self.charges += 1
            rows = rows_of(self.source, charge, frozenset())
            held += self._named(charge, rows) if self.source.payer else rows
            if len(held) >= BATCH:
                self._flush(held)
        self._flush(held)

    def _find_providers(self, told: Told) -> None:
        behind = read_behind(self.named, told, None, self.key, walked=self.source.walked)
        self.found, self.not_followed = behind.found, behind.elsewhere

    def _named(self, charge: Charge, rows: Iterator[Row]) -> Iterator[Row]:
        """Put the group of providers into the rows of a charge."""
        whose = charge.providers or NOBODY
        if whose not in self.met:
            name, whole = self.groups.name(self.named.name, whose, self.found)
            self.met[whose] = name, len(whole.tins), len(whole.npis)
        name, tins, npis = self.met[whose]
        return (replace(row, hospital=name, tins=tins, npis=npis) for row in rows)

    def _flush(self, held: list[Row]) -> None:
        if held:
            self.write(self.into / f"{self.rows:012}.parquet", COLUMNS, columns_of_rows(held))
            self.rows += len(held)
            held.clear()

    def within(self) -> dict[str, frozenset[str]]:
        """Give, for each group, the groups whose first reference is among its references: its prices are theirs."""
        firsts, found = dict[str, set[str]](), dict[str, set[str]]()
        for whose, (name, *_) in self.met.items():
            firsts.setdefault(whose.refs[0] if whose.refs else "", set()).add(name)
        for whose, (name, *_) in self.met.items():
            names = (other for ref in whose.refs for other in firsts.get(ref, ()))
            found.setdefault(name, {name}).update(names)
        return {name: frozenset(names) for name, names in found.items()}
