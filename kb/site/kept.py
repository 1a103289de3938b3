"""Results kept between builds in one SQLite file, each by a key of all that it is made from.

A result is never trusted without its key and a hash of its own bytes; a file that is damaged, or that another build
holds, counts as none. What a build did not use is dropped at its end.
"""

from __future__ import annotations

import hashlib
import pickle
import sqlite3
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, Final, TypeVar

T = TypeVar("T")

TABLE: Final = "CREATE TABLE IF NOT EXISTS kept (key BLOB PRIMARY KEY, hash BLOB, value BLOB) WITHOUT ROWID"
CHANGES: Final = "changes"
"""What the changes of all commits are kept by."""

PAGES: Final = "PRAGMA page_size = 32768"
"""In pages of this size a result stands in one piece; to find a thousand in smaller ones takes four times as long."""

Results = dict[str, tuple[bytes, Any]]
"""By path: the hash of a text, and what was made of it."""

FAULTS: Final = (sqlite3.Error, OSError)


def digest_of_text(_: str, text: str) -> bytes:
    """Return the hash of a text."""
    return hashlib.sha256(text.encode("utf-8", "surrogateescape")).digest()


class Kept:
    """An open file of results; without a file, each is made anew. Call `finish` at the end of a build that worked."""

    def __init__(self, file: Path | None, code: str, memory: dict[bytes, Any] | None = None) -> None:
        """Open a file, or make one; `code` is a key of the code and the settings that results are made by.

        `memory` holds results between builds of one process, which need not be read again. They must never change.
        """
        self._memory = {} if memory is None else memory
        self._holds = memory is not None
        self._file, self._code, self._used = file, code.encode(), set[bytes]()
        self._folders: dict[tuple[str, ...], tuple[Results, Results]] = {}
        self._rows = _open(file) if file else None

    def of_files(
        self, make: Callable[[str, str], T], digest_of: Callable[[str, str], bytes] = digest_of_text
    ) -> Callable[[str, str], T]:
        """Return a function of a path and a text that makes a result once, and then finds it again.

        `digest_of` gives the hash of the text at a path, where that is known already. Results of a folder stand
        together: to find thousands one by one takes longer than to read them.
        """

        def find(path: str, text: str) -> T:
            before, now = self._of_folder(make.__qualname__, path.partition("/")[0])
            digest = digest_of(path, text)
            known = before.get(path)
            now[path] = known if known and known[0] == digest else (digest, make(path, text))
            found: T = now[path][1]
            return found

        return find

    def _of_folder(self, *name: str) -> tuple[Results, Results]:
        """Return the results of a folder as the last build left them, and those of this one."""
        if name not in self._folders:
            self._folders[name] = self.get(*name) or {}, {}
        return self._folders[name]

    def _put_folders(self) -> None:
        for name, (before, now) in self._folders.items():
            if before.keys() != now.keys() or any(before[path] is not one for path, one in now.items()):
                self.put(now, *name)

    def get(self, *parts: str) -> Any:
        """Return the result that was put in by a key of these parts; None if there is none."""
        key = self._key(*parts)
        self._used.add(key)
        if key in self._memory:
            return self._memory[key]
        row = self._ask("SELECT hash, value FROM kept WHERE key = ?", key)
        if row and hashlib.sha256(row[1]).digest() == row[0]:
            found = pickle.loads(row[1])  # noqa: S301  (its hash stands beside it, and its key has the code)
            return self._hold(key, found)
        return None

    def _hold(self, key: bytes, value: Any) -> Any:
        if self._holds:
            self._memory[key] = value
        return value

    def keep(self, *parts: str) -> None:
        """Keep a result by a key of some parts for the next build, whether this one needed it or not."""
        self._used.add(self._key(*parts))

    def put(self, value: object, *parts: str) -> None:
        """Keep a result by a key of some parts."""
        key = self._key(*parts)
        self._hold(key, value)
        if self._rows:
            written = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
            self._ask("INSERT OR REPLACE INTO kept VALUES (?, ?, ?)", key, hashlib.sha256(written).digest(), written)

    def _key(self, *parts: str) -> bytes:
        digest = hashlib.sha256(self._code)
        for part in parts:
            written = part.encode("utf-8", "surrogateescape")
            digest.update(f"{len(written)}:".encode())
            digest.update(written)
        return digest.digest()

    def _ask(self, statement: str, *values: bytes) -> tuple[bytes, bytes] | None:
        """Ask the file; where it fails, do without it from here on."""
        try:
            row = self._rows.execute(statement, values).fetchone() if self._rows else None
        except FAULTS:
            self.close()
            return None
        return row if row and all(isinstance(part, bytes) for part in row) else None

    def finish(self) -> None:
        """Drop what was not used since the file was opened, and save the rest."""
        self._put_folders()
        for key in self._memory.keys() - self._used:
            del self._memory[key]
        if self._rows:
            with suppress(*FAULTS):
                stale = [(key,) for (key,) in self._rows.execute("SELECT key FROM kept") if key not in self._used]
                self._rows.executemany("DELETE FROM kept WHERE key = ?", stale)
                self._rows.commit()
        self.close()

    def close(self) -> None:
        """Close the file; what was not saved is lost."""
        rows, self._rows = self._rows, None
        if rows:
            with suppress(*FAULTS):
                rows.close()


def _open(file: Path) -> sqlite3.Connection | None:
    """Open a file of results; one that is no such file is made anew. None where another build holds it."""
    for _ in range(2):
        with suppress(OSError):
            file.parent.mkdir(parents=True, exist_ok=True)
        try:
            return _begin(file)
        except sqlite3.Error as fault:
            if fault.sqlite_errorcode == sqlite3.SQLITE_BUSY:
                return None
            with suppress(OSError):
                file.unlink()
    return None


def _begin(file: Path) -> sqlite3.Connection:
    """Open a file for this build alone. Raises sqlite3.Error where it is held, or no file of results."""
    rows = sqlite3.connect(file, timeout=0)
    try:
        for statement in (PAGES, "BEGIN IMMEDIATE", TABLE, "SELECT key, hash, value FROM kept LIMIT 0"):
            rows.execute(statement)
    except sqlite3.Error:
        rows.close()
        raise
    return rows
