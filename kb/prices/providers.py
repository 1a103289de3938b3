"""Groups of providers across payers' files: those with the same TINs are one. No TIN and no NPI is kept or told."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from kb.prices.row import Providers, Row

GROUP: Final = "provider group"


@dataclass
class Groups:
    """Numbers groups in the order in which they are met; a number of a run says nothing in another one."""

    numbers: dict[frozenset[object], int] = field(default_factory=dict)
    tins: dict[str, frozenset[int]] = field(default_factory=dict)

    def name(self, file: str, providers: Providers, found: dict[str, Providers]) -> tuple[str, Providers]:
        """Name the group that has a price, and give its TINs and NPIs, out of those behind its references."""
        each = [found[ref] for ref in providers.refs if ref in found]
        whole = Providers(
            providers.refs,
            providers.tins.union(*(one.tins for one in each)),
            providers.npis.union(*(one.npis for one in each)),
        )
        key: frozenset[object] = frozenset(whole.tins) or frozenset((file, ref) for ref in whole.refs)
        name = f"{GROUP} {self.numbers.setdefault(key, len(self.numbers) + 1)}"
        self.tins[name] = whole.tins
        return name, whole

    def take(self, other: Groups) -> dict[str, str]:
        """Take over the groups of another file; gives the name that each has here."""
        names = dict[str, str]()
        for key, number in other.numbers.items():
            old = f"{GROUP} {number}"
            names[old] = f"{GROUP} {self.numbers.setdefault(key, len(self.numbers) + 1)}"
            self.tins[names[old]] = other.tins[old]
        return names

    def count(self, rows: Iterable[Row]) -> int:
        """Count the TINs of some rows, each once."""
        return len(frozenset[int]().union(*(self.tins.get(row.hospital, frozenset()) for row in rows)))
