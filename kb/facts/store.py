"""The facts store as it was read: its files, their provenance, and the rows of each table, parsed when asked for.

The store of a folder without `facts/` is empty, and everything else works as if there were none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final, Protocol

from kb.content.beside import FACTS
from kb.domain.problem import Place, Problem, shown
from kb.facts.code_facts import CodeFacts
from kb.facts.codes import is_code
from kb.facts.listed import ListedLine, lines_by_code, listed_paths, listed_problems
from kb.facts.pair_index import PairIndex
from kb.facts.provenance import Provenance, read_provenance, sha256
from kb.facts.table_text import Row, check_table, read_table
from kb.facts.tables import BY_NAME, TABLES, Table

WATCHED: Final = f"{FACTS}/watched.txt"
"""Codes without a page whose changes need a second approval, too: one a line."""


class Index(Protocol):
    """The facts of every code, kept between runs; what it does not tell is read from the tables."""

    def of(self, code: str) -> CodeFacts | None:
        """Give the facts of one code."""

    def every(self) -> Iterable[CodeFacts] | None:
        """Give the facts of every code that some table holds, in order of code."""


@dataclass(frozen=True)
class Store:
    """The files of the facts folder, by path below the policies folder.

    `hashes` are their SHA-256 in hex, as far as they are known. `index` has the facts of every code, where they are
    kept between runs.
    """

    files: Mapping[str, bytes] = field(default_factory=dict)
    hashes: dict[str, str] = field(default_factory=dict, compare=False, repr=False)
    index: Index | None = field(default=None, compare=False, repr=False)
    _rows: dict[str, tuple[Row, ...]] = field(default_factory=dict, compare=False, repr=False)
    _pairs: dict[str, PairIndex] = field(default_factory=dict, compare=False, repr=False)
    _by_code: dict[str, dict[str, list[Row]]] = field(default_factory=dict, compare=False, repr=False)

    @cached_property
    def sources(self) -> Mapping[str, Provenance]:
        """The provenance of each table that is held, by its name."""
        found = {
            table.name: read_provenance(table, self.files[table.provenance])
            for table in TABLES
            if table.path in self.files and table.provenance in self.files
        }
        return {name: source for name, source in found.items() if isinstance(source, Provenance)}

    def hash_of(self, path: str) -> str:
        """Give the SHA-256 of a file, which is worked out once."""
        if path not in self.hashes:
            self.hashes[path] = sha256(self.files[path])
        return self.hashes[path]

    @cached_property
    def watched(self) -> frozenset[str]:
        """The codes that are watched besides those with a page."""
        lines = self.files.get(WATCHED, b"").decode("utf-8", "replace").split()
        return frozenset(filter(is_code, lines))

    @cached_property
    def listed(self) -> Mapping[str, tuple[ListedLine, ...]]:
        """The lines of listed prices, by code."""
        return lines_by_code(self.files)

    def rows(self, table: Table) -> tuple[Row, ...]:
        """Give the rows of a table; none where it is not held."""
        if table.name not in self._rows:
            held = table.name in self.sources
            self._rows[table.name] = read_table(self.files[table.path]) if held else ()
        return self._rows[table.name]

    def pairs(self, table: Table) -> PairIndex:
        """Return the pairs of a table, by code."""
        if table.name not in self._pairs:
            self._pairs[table.name] = PairIndex(self.rows(table))
        return self._pairs[table.name]

    def of(self, table: Table, code: str, column: int = 0) -> tuple[Row, ...]:
        """Give the rows of a table in whose column a code stands."""
        name = f"{table.name} {column}"
        if name not in self._by_code:
            found: dict[str, list[Row]] = {}
            for row in self.rows(table):
                found.setdefault(row[column], []).append(row)
            self._by_code[name] = found
        return tuple(self._by_code[name].get(code, ()))


NOTHING: Final = Store()


def store_problems(store: Store) -> Iterator[Problem]:
    """Find what is wrong with a store: a strange file, a table without its source, one edited by hand."""
    known = {path for table in TABLES for path in (table.path, table.provenance)}
    known |= {WATCHED, *listed_paths(iter(store.files))}
    for path in store.files:
        if path not in known:
            names = ", ".join(sorted(BY_NAME))
            message = f"no file of the facts store; `import` writes facts/cms/<table>.csv and .yml: {names}"
            yield Problem(path, Place(), "facts-file", message)
    for table in TABLES:
        yield from _table_problems(store, table)
    yield from listed_problems(store.files)
    yield from _watched_problems(store)


def _table_problems(store: Store, table: Table) -> Iterator[Problem]:
    raw, source = store.files.get(table.path), store.files.get(table.provenance)
    if raw is None and source is None:
        return
    if raw is None or source is None:
        missing = table.path if raw is None else table.provenance
        message = f"{missing} is missing beside it; import the file again"
        yield Problem(table.provenance if raw is None else table.path, Place(), "facts-source", message)
        return
    found = read_provenance(table, source)
    if isinstance(found, Problem):
        yield found
    elif found.table_sha256 != store.hash_of(table.path):
        message = "the table was edited since it was imported; import the file again, or restore it from git"
        yield Problem(table.path, Place(), "facts-edited", message)
        yield from check_table(table, raw)


def _watched_problems(store: Store) -> Iterator[Problem]:
    for number, line in enumerate(store.files.get(WATCHED, b"").decode("utf-8", "replace").splitlines(), 1):
        if line.strip() and not is_code(line.strip()):
            message = f"'{shown(line)}' is no code; write one code a line: 12001"
            yield Problem(WATCHED, Place(number), "facts-value", message)
