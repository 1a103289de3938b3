"""The facts of every code, kept between runs in one SQLite file: a code is answered without reading whole tables.

The name of the file is a hash of the tables and of the code that reads them, so that a file is never of other tables;
a value counts only with a hash of its own bytes. Without the file, or where it is damaged, the tables are read.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
import zlib
from collections.abc import Iterable
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from kb.content.save import save
from kb.facts.code_facts import CodeFacts
from kb.facts.of_code import every_code
from kb.facts.pair_index import PairGroup
from kb.facts.store import Store
from kb.facts.tables import BY_NAME

HELD: Final = 4
"""So many files of one kind stay in the cache folder: of this store, of older ones, and of other folders."""

TABLE: Final = "CREATE TABLE facts (code TEXT PRIMARY KEY, hash BLOB, value BLOB) WITHOUT ROWID"
ALL: Final = "SELECT code, hash, value FROM facts ORDER BY code"
FIND: Final = "SELECT code, hash, value FROM facts WHERE code = ?"
NONE: Final = ""
"""The key of the row that stands for all codes of which no table says anything."""


def kept(store: Store, cache: Path | None, *, make: bool = False) -> Store:
    """Give a store that answers for one code out of the file in the cache folder, which `make` makes where it is not.

    The file is looked for when the first code is asked for.
    """
    if cache is None or not store.sources:
        return store
    return replace(store, index=_Index(store, cache, make))


def digest_of(store: Store, *modules: Path) -> str:
    """Hash the tables of a store with the modules of this folder, and others that results are made by."""
    digest = hashlib.sha256()
    for name in sorted(store.sources):
        digest.update(f"{name} {store.hash_of(BY_NAME[name].path)}\n".encode())
    for module in (*sorted(Path(__file__).parent.glob("*.py")), *modules):
        digest.update(module.read_bytes())
    return digest.hexdigest()[:24]


def drop_older(cache: Path, pattern: str) -> None:
    """Delete all but the newest files of a kind from the cache folder."""
    with suppress(OSError):
        found = sorted(cache.glob(pattern), key=lambda path: path.stat().st_mtime_ns, reverse=True)
        for path in found[HELD:]:
            path.unlink()


@dataclass
class _Index:
    """The file of a store, found or made when it is first asked."""

    store: Store
    cache: Path
    make: bool
    file: Path | None = None
    asked: bool = False

    def of(self, code: str) -> CodeFacts | None:
        """Give the facts of a code; None where the file does not tell."""
        found = self._ask(FIND, code) or self._ask(FIND, NONE)
        return read_facts(code, *found[0][1:]) if found else None

    def every(self) -> list[CodeFacts] | None:
        """Give the facts of every code of the file; None where it is not there or damaged."""
        found = [read_facts(*row) for row in self._ask(ALL) or ()]
        whole = [facts for facts in found if facts]
        return [facts for facts in whole if facts.code] if found and len(whole) == len(found) else None

    def _ask(self, statement: str, *values: str) -> list[tuple[Any, ...]]:
        if not self.asked:
            self.file, self.asked = self._find(), True
        with suppress(sqlite3.Error):
            if self.file:
                with closing(sqlite3.connect(f"{self.file.resolve().as_uri()}?mode=ro", uri=True)) as rows:
                    return rows.execute(statement, values).fetchall()
        return []

    def _find(self) -> Path | None:
        path = self.cache / f"facts-{digest_of(self.store)}.sqlite"
        if not path.is_file() and self.make:
            with suppress(OSError, sqlite3.Error):
                self.cache.mkdir(parents=True, exist_ok=True)
                save(path, written_index(every_code(self.store)))
                drop_older(self.cache, "facts-*.sqlite")
        return path if path.is_file() else None


def written_index(codes: Iterable[CodeFacts]) -> bytes:
    """Write the facts of codes as a SQLite file."""
    with closing(sqlite3.connect(":memory:")) as rows:
        rows.execute(TABLE)
        every = ((facts.code, _written(facts)) for facts in (*codes, CodeFacts(NONE, {}, {}, ())))
        found = ((code, hashlib.sha256(value).digest(), value) for code, value in every)
        rows.executemany("INSERT INTO facts VALUES (?, ?, ?)", found)
        rows.commit()
        return rows.serialize()


def _written(facts: CodeFacts) -> bytes:
    pairs = {name: [tuple(vars(group).values()) for group in groups] for name, groups in facts.pairs.items()}
    return zlib.compress(json.dumps([facts.rows, pairs, facts.documents]).encode(), 1)


def read_facts(code: str, digest: Any, value: Any) -> CodeFacts | None:
    """Read the facts of a code from its row; None where the row is damaged."""
    if not isinstance(value, bytes) or hashlib.sha256(value).digest() != digest:
        return None
    rows, pairs, documents = json.loads(zlib.decompress(value))
    return CodeFacts(
        code,
        {name: tuple(map(tuple, found)) for name, found in rows.items()},
        {name: tuple(PairGroup(*group) for group in groups) for name, groups in pairs.items()},
        tuple(map(tuple, documents)),
    )
