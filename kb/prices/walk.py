"""Walks over the bytes of a payer's file, item by item, without parsing them.

Inside a JSON string a quote is escaped, so `{"negotiation_arrangement"` can only be where an object begins. In doubt
(other keys first, items that are not alike, an item without an end) the walk stops.
"""

from __future__ import annotations

import json
import re
from collections.abc import Generator, Iterator
from typing import IO, Final

READ: Final = 1 << 22
LONGEST: Final = 1 << 26
"""Bytes that an item may have; a longer one is left to the parser."""

OPENS: Final = re.compile(rb'"(in_network|out_of_network|provider_references)"\s*:\s*\[\s*(\{\s*"([a-z_]+)")')
STRADDLES: Final = 1 << 10
FIRSTS: Final = {
    b"in_network": {b"negotiation_arrangement", b"name"},
    b"out_of_network": {b"name", b"billing_code_type", b"billing_code", b"description"},
    b"provider_references": {b"provider_group_id", b"network_name"},
}
"""First keys of the items of each list that no object inside an item begins with."""

VALUE: Final = re.compile(rb'\s*:\s*("(?:[^"\\]|\\.)*"|[^\s",{}\[\]]+)')
"""What stands behind a key: a text in its quotes, or a number."""

BETWEEN, LAST = 0, -1
Piece = tuple[bytes, int, int, int]
"""The list that an item is of, its number from 1, and where it begins and ends in `held`.

What stands between lists has the number BETWEEN. The last item of a list has the end LAST: it comes once more, with
what follows it, as what stands between lists.
"""


class NotCut(Exception):
    """A file has another shape than the walk can be sure of."""


def list_items(raw: IO[bytes], name: bytes, *, alone: bool = False) -> Iterator[bytes]:
    """Give the bytes of each item of a list; with `alone`, nothing behind the list is read. Raises NotCut."""
    walk = Walk(raw)
    for whose, number, start, end in walk.pieces():
        if whose == name and number != BETWEEN:
            yield walk.last(start) if end == LAST else walk.held[start : walk.held.rindex(b",", start, end)]
            if alone and end == LAST:
                return


class Walk:
    """One pass over the bytes of a file; `held` has those of the last piece."""

    def __init__(self, raw: IO[bytes]) -> None:
        """Begin at the beginning of a file."""
        self.raw = raw
        self.held = b""
        self.at = 0

    def pieces(self) -> Iterator[Piece]:
        """Give the pieces of the file, all its bytes in their order. Raises NotCut."""
        seen = set[bytes]()
        while True:
            opens = yield from self._next_list()
            if not opens:
                break
            if opens[1] in seen or opens[3] not in FIRSTS[opens[1]]:
                raise NotCut
            seen.add(opens[1])
            yield from self._items(opens[1], opens[2])
        yield b"", BETWEEN, self.at, len(self.held)

    def last(self, start: int) -> bytes:
        """Give a last item, which begins at a place, without what follows it. Raises NotCut."""
        try:  # every sign of JSON's own is one byte in any of the encodings that are walked over
            end = json.JSONDecoder(strict=False).raw_decode(self.held[start:].decode("latin-1"))[1]
        except (ValueError, RecursionError) as fault:
            raise NotCut from fault
        return self.held[start : start + end]

    def _more(self) -> bool:
        """Read on; false at the end."""
        if len(self.held) - self.at > LONGEST:
            raise NotCut
        found = self.raw.read(READ)
        self.held = self.held[self.at :] + found
        self.at = 0
        return bool(found)

    def _next_list(self) -> Generator[Piece, None, re.Match[bytes] | None]:
        """Pass over what stands before the next list, and stop at its first item."""
        while True:
            opens = OPENS.search(self.held, self.at)
            stop = opens.start(2) if opens else max(self.at, len(self.held) - STRADDLES)
            yield b"", BETWEEN, self.at, stop
            self.at = stop
            if opens or not self._more():
                return opens

    def _items(self, name: bytes, begins: bytes) -> Iterator[Piece]:
        """Give the items of a list; what begins with the last is not passed over."""
        number, seen = 0, len(begins)
        while True:
            end = self.held.find(begins, self.at + seen)
            if end < 0:
                seen = max(len(self.held) - self.at - len(begins), len(begins))
                if OPENS.search(self.held, self.at) or not self._more():
                    break
                continue
            if self.held[max(self.at, end - STRADDLES) : end].rstrip()[-1:] != b",":
                raise NotCut
            number += 1
            yield name, number, self.at, end
            self.at, seen = end, len(begins)
        yield name, number + 1, self.at, LAST
