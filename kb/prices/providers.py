"""Groups of providers across payers' files: those with the same TINs are one. No TIN and no NPI is kept or told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from kb.prices.row import Providers, Row

GROUP: Final = "provider group"


@dataclass
class Groups:
    """Numbers groups in the order in which they are met; a number of a run says nothing in another one."""

    numbers: dict[frozenset[object], int] = field(default_factory=dict)
    tins: dict[str, frozenset[int]] = field(default_factory=dict)
    npis: dict[str, frozenset[int]] = field(default_factory=dict)

    def name(self, file: str, providers: Providers, found: dict[str, Providers]) -> tuple[str, Providers]:
        """Name the group that has a price, and give its TINs and NPIs, out of those behind its references."""
        each = [found[ref] for ref in providers.refs if ref in found]
        whole = Providers(
            providers.refs,
            providers.tins.union(*(one.tins for one in each)),
            providers.npis.union(*(one.npis for one in each)),
        )
        key: frozenset[object] = frozenset(whole.tins) or frozenset((file, ref) for ref in whole.refs)
        return self.add(key, whole.tins, whole.npis), whole

    def add(self, key: frozenset[object], tins: frozenset[int], npis: frozenset[int]) -> str:
        """Give the name of the group that a key tells from others, and take over its TINs and NPIs."""
        name = f"{GROUP} {self.numbers.setdefault(key, len(self.numbers) + 1)}"
        self.tins[name] = tins
        self.npis[name] = self.npis.get(name, frozenset()) | npis
        return name

    def take(self, other: Groups) -> dict[str, str]:
        """Take over the groups of another file; gives the name that each has here."""
        old = {f"{GROUP} {number}": key for key, number in other.numbers.items()}
        return {name: self.add(key, other.tins[name], other.npis[name]) for name, key in old.items()}

    def count(self, rows: Iterable[Row]) -> int:
        """Count the TINs of some rows, each once."""
        return _count(self.tins, rows)

    def count_npis(self, rows: Iterable[Row]) -> int:
        """Count the NPIs of some rows, each once."""
        return _count(self.npis, rows)


def _count(found: Mapping[str, frozenset[int]], rows: Iterable[Row]) -> int:
    names = {row.hospital for row in rows}
    return len(frozenset[int]().union(*(found.get(name, frozenset()) for name in names)))
