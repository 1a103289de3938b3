"""Cuts out of a payer's file the items that have no wanted code, before the parser reads what is left.

Inside a JSON string a quote is escaped, so `{"negotiation_arrangement"` can only be where an object begins. An item
is left out if its bytes have another code; the first and the last item stay, so that what is left is a whole file,
and the parser reads it as it would read all. In doubt (other keys first, items that are not alike, an item without an
end) nothing is cut. Of what is cut out nothing but its first key and its code is looked at.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from io import TextIOWrapper
from tempfile import SpooledTemporaryFile
from typing import IO, Any, Final, cast

from kb.prices.row import ALL_CODES

READ: Final = 1 << 22
LONGEST: Final = 1 << 26
"""Bytes that an item may have; a longer one is left to the parser."""

IN_MEMORY: Final = 1 << 24
OPENS: Final = re.compile(rb'"(in_network|out_of_network|provider_references)"\s*:\s*\[\s*(\{\s*"([a-z_]+)")')
STRADDLES: Final = 1 << 10
PRICES: Final = {b"in_network": b'"negotiated_rates"', b"out_of_network": b'"allowed_amounts"'}
CODE: Final = b'"billing_code"'
VALUE: Final = re.compile(rb'\s*:\s*("(?:[^"\\]|\\.)*"|[^\s",{}\[\]]+)')
INSIDE: Final = (b'"bundled_codes"', b'"covered_services"')
"""Keys of lists of codes inside an item."""

FIRSTS: Final = {
    b"in_network": {b"negotiation_arrangement", b"name"},
    b"out_of_network": {b"name", b"billing_code_type", b"billing_code", b"description"},
    b"provider_references": {b"provider_group_id", b"network_name"},
}
"""First keys of the items of each list that no object inside an item begins with."""


class NotCut(Exception):
    """A file has another shape than the cut can be sure of."""


@dataclass
class Cut:
    """What is left of a file, and which numbers the items that are left had in it; without any, all are left."""

    again: Callable[[], TextIOWrapper] = field(default=lambda: cast("Any", None))
    numbers: dict[str, list[int]] = field(default_factory=dict)

    def number(self, items: str, count: int) -> int:
        """Give the number that an item has in its whole file. Raises NotCut where more are left than were counted."""
        if items not in self.numbers:
            return count
        if count > len(self.numbers[items]):
            raise NotCut
        return self.numbers[items][count - 1]


def cut_file(text: TextIOWrapper, codes: frozenset[str], stack: ExitStack) -> Cut | None:
    """Cut a file that was opened, for some codes; None where that is not sure. `stack` removes what is left."""
    if text.encoding not in {"utf-8", "utf-8-sig"}:
        return None
    left = cast("IO[bytes]", stack.enter_context(SpooledTemporaryFile(IN_MEMORY)))  # noqa: SIM115  (the stack closes it)
    cutter = Cutter(cast("IO[bytes]", text.buffer), left, codes)
    try:
        cutter.run()
    except NotCut:
        return None

    def again() -> TextIOWrapper:
        left.seek(0)
        return stack.enter_context(TextIOWrapper(cast("Any", left), text.encoding, errors=text.errors, newline=""))

    return Cut(again, {name.decode(): numbers for name, numbers in cutter.numbers.items()})


class Cutter:
    """One pass over the bytes of a file."""

    def __init__(self, raw: IO[bytes], left: IO[bytes], codes: frozenset[str]) -> None:
        """Begin at the beginning of a file; what stays is written to `left`."""
        self.raw, self.left = raw, left
        self.codes = codes | {ALL_CODES}
        self.numbers: dict[bytes, list[int]] = {}
        self.held = b""
        self.at = 0
        self.ended = False

    def run(self) -> None:
        """Read the whole file. Raises NotCut."""
        while opens := self._next_list():
            if opens[1] in self.numbers or opens[3] not in FIRSTS[opens[1]]:
                raise NotCut
            self._items(opens[1], opens[2])
        self.left.write(self.held[self.at :])

    def _more(self) -> bool:
        """Read on; false at the end."""
        if len(self.held) - self.at > LONGEST:
            raise NotCut
        found = self.raw.read(READ)
        self.held = self.held[self.at :] + found
        self.at = 0
        return bool(found)

    def _next_list(self) -> re.Match[bytes] | None:
        """Pass over what stands before the next list, and stop at its first item."""
        while True:
            if opens := OPENS.search(self.held, self.at):
                self.left.write(self.held[self.at : opens.start(2)])
                self.at = opens.start(2)
                return opens
            stop = max(self.at, len(self.held) - STRADDLES)
            self.left.write(self.held[self.at : stop])
            self.at = stop
            if not self._more():
                return None

    def _items(self, name: bytes, begins: bytes) -> None:
        """Pass over the items of a list, all but the last; what begins with the last stays."""
        number, seen = 0, len(begins)
        numbers = self.numbers.setdefault(name, [])
        while True:
            end = self.held.find(begins, self.at + seen)
            if end < 0:
                seen = max(len(self.held) - self.at - len(begins), len(begins))
                if OPENS.search(self.held, self.at) or not self._more():
                    break
                continue
            number += 1
            if self._stays(name, end, number):
                numbers.append(number)
                self.left.write(self.held[self.at : end])
            self.at, seen = end, len(begins)
        self._refuse_two(name, len(self.held))
        numbers.append(number + 1)

    def _stays(self, name: bytes, end: int, number: int) -> bool:
        """Tell whether an item stays, which ends before `end`."""
        if self.held[max(self.at, end - STRADDLES) : end].rstrip()[-1:] != b",":
            raise NotCut
        if name not in PRICES:
            return number == 1
        wanted = self._has_code(end)
        if number == 1 or wanted:
            self._refuse_two(name, end)
        return number == 1 or wanted

    def _refuse_two(self, name: bytes, end: int) -> None:
        """Refuse what is not one item, since it would be counted as one."""
        if name in PRICES and self.held.count(PRICES[name], self.at, end) != 1:
            raise NotCut

    def _has_code(self, end: int) -> bool:
        """Tell whether an item may have a wanted code. More codes than one are those of a bundle, or no one item."""
        code = self.held.find(CODE, self.at, end)
        if code < 0:
            raise NotCut
        if self.held.find(CODE, code + 1, end) >= 0:
            if all(self.held.find(key, self.at, end) < 0 for key in INSIDE):
                raise NotCut
            return True
        value = VALUE.match(self.held, code + len(CODE), end)
        if not value:
            raise NotCut
        written = value[1].strip(b'"')
        return b"\\" in written or not written.isascii() or written.decode().strip().upper() in self.codes
