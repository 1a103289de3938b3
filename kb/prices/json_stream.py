"""A JSON file of any size, item by item, and the place at which it breaks. The only module that knows ijson."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from io import TextIOWrapper
from typing import Any, Final

import ijson

from kb.domain.problem import shown
from kb.official.source import Refused, refuse

CHUNK: Final = 1 << 16
BROKEN_JSON: Final = (ijson.JSONError, UnicodeError)
"""What is raised where a text is no JSON."""

Again = Callable[[], TextIOWrapper]
"""Opens the file once more, from its beginning."""


class Bytes:
    """A text as the bytes that the parser takes, chunk by chunk, and the place at which the last chunk begins.

    From the sign `single_from` on, a chunk is one sign, so that the parser stops at the very sign that it refuses.
    """

    def __init__(self, text: TextIOWrapper, single_from: int = -1) -> None:
        """Begin at the beginning of a text."""
        self.text, self.single_from = text, single_from
        self.chunk = ""
        self.line, self.column, self.signs = 1, 1, 0

    def read(self, size: int = -1) -> bytes:
        """Give the next chunk; nothing for a size of 0, by which the parser asks what is given."""
        if not size:
            return b""
        self.signs += len(self.chunk)
        self.line += self.chunk.count("\n")
        after = len(self.chunk) - 1 - self.chunk.rfind("\n")
        self.column = after + 1 if "\n" in self.chunk else self.column + after
        left = self.single_from - self.signs
        self.chunk = self.text.read(CHUNK if self.single_from < 0 else max(1, min(CHUNK, left)))
        return self.chunk.encode("utf-8", "replace")


def events_of(stream: Bytes) -> Iterator[tuple[str, str, Any]]:
    """Give the events of a text: the path of keys, what happens there, and a value. Raises BROKEN_JSON."""
    found: Iterator[tuple[str, str, Any]] = ijson.parse(stream, buf_size=CHUNK)
    return found


def items_of(stream: Bytes | Iterator[tuple[str, str, Any]], path: str) -> Iterator[Any]:
    """Give the values at a path of keys, numbers as printed. Raises BROKEN_JSON."""
    found: Iterator[Any] = ijson.items(stream, path, buf_size=CHUNK)
    return found


def broken(name: str, begins: int, again: Again, fault: Exception) -> Refused:
    """Refuse a file at the sign at which the parser stops: it is fed sign by sign from the chunk on that failed."""
    stream = Bytes(again(), begins)
    try:
        for _ in ijson.basic_parse(stream, buf_size=CHUNK):
            pass
    except BROKEN_JSON:
        pass
    told = shown(str(fault).splitlines()[0].strip() or "broken")
    return refuse(name, f"no JSON from here on: {told}; download it again", "not-json", stream.line, stream.column)


def place_of(items: str, number: int, again: Again) -> tuple[int, int]:
    """Find the line and column at which an item of a list begins; of one that is no object, at which it ends."""
    begins = -1
    for _ in range(2):
        stream, count = Bytes(again(), begins), 0
        for path, event, _value in ijson.parse(stream, buf_size=CHUNK):
            count += path == f"{items}.item" and event not in {"map_key", "end_map", "end_array"}
            if count == number:
                break
        begins = stream.signs
    return stream.line, stream.column
