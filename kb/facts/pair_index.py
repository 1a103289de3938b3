"""Pairs by code: as the table has them for a code in column 1, turned around for one in column 2."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from kb.facts.codes import expand, holds, runs
from kb.facts.table_text import Row

PAID: Final = 1
DENIED: Final = 2
MANY: Final = 8
"""So many codes are looked for by going through all rows; for more, all are turned around once."""


@dataclass(frozen=True)
class PairGroup:
    """The edits of a code that are alike: its own column, the indicator, the rationale, dates, and the other codes.

    `since` and `until` are set only where an edit begins or ends within the edition.
    """

    column: int
    modifier: str
    rationale: str
    since: str
    until: str
    others: str


Groups = tuple[PairGroup, ...]


@dataclass
class PairIndex:
    """The pairs of a table, by code."""

    rows: tuple[Row, ...]
    found: dict[str, Groups] = field(default_factory=dict)
    whole: bool = False

    def of(self, code: str) -> Groups:
        """Return the edits of one code, those in which it is column 1 first."""
        if not self.whole and code not in self.found and len(self.found) >= MANY:
            self.found, self.whole = every_group(self.rows), True
        if not self.whole and code not in self.found:
            self.found[code] = groups_of(self.rows, code)
        return self.found.get(code, ())


def groups_of(rows: Iterable[Row], code: str) -> Groups:
    """Return the edits of one code by going through all rows, column 1 first."""
    first = [PairGroup(PAID, *row[1:]) for row in rows if row[0] == code]
    turned: dict[Row, list[str]] = {}
    for row in rows:
        if holds(row[5], code):
            turned.setdefault(row[1:5], []).append(row[0])
    return (*first, *_turned(turned))


def _turned(found: dict[Row, list[str]]) -> tuple[PairGroup, ...]:
    """Make the groups of a code in column 2 from the column 1 codes by what their rows say."""
    return tuple(PairGroup(DENIED, *(*key, runs(codes))) for key, codes in sorted(found.items()))


def every_group(rows: Iterable[Row]) -> dict[str, Groups]:
    """Return the edits of every code at once."""
    found: dict[str, list[PairGroup]] = {}
    turned: dict[str, dict[Row, list[str]]] = {}
    for row in rows:
        found.setdefault(row[0], []).append(PairGroup(PAID, *row[1:]))
        key = row[1:5]
        for other in expand(row[5]):
            turned.setdefault(other, {}).setdefault(key, []).append(row[0])
    for code, by_key in turned.items():
        found.setdefault(code, []).extend(_turned(by_key))
    return {code: tuple(groups) for code, groups in found.items()}


def with_code(groups: Groups, other: str) -> Iterator[PairGroup]:
    """Yield the groups that hold another code."""
    return (group for group in groups if holds(group.others, other))
