"""The file of a catalogue with another statement of what it was made from, and without making its rows again."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import Final

COUNTS: Final = ((24, 28), (40, 44), (92, 100))
"""Where the file's head counts its changes and schemas, and names the SQLite that made the last change."""


def told_again(content: bytes, generated_from: str) -> bytes:
    """Return the bytes of a catalogue that differs from `content` in what its edition was generated from, alone.

    They are those that `tables.as_bytes` gives for the same rows and the same version of SQLite.
    """
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(content)
        connection.execute("UPDATE edition SET generated_from = ?", (generated_from,))
        connection.commit()
        connection.execute("VACUUM")
        made = bytearray(connection.serialize())
    for start, end in COUNTS:
        made[start:end] = content[start:end]
    return bytes(made)
