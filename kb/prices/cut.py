"""Cuts out of a payer's file the items that have no wanted code, before the parser reads what is left.

An item is left out if its bytes have another code; the first and the last item stay, so that what is left is a whole
file, and the parser reads it as it would read all. Where the walk over the bytes is in doubt, nothing is cut. Of what
is cut out nothing but its first key and its code is looked at.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from io import TextIOWrapper
from tempfile import SpooledTemporaryFile
from typing import IO, Any, Final, cast

from kb.prices.cells import plain_code
from kb.prices.row import ALL_CODES
from kb.prices.walk import BETWEEN, LAST, VALUE, NotCut, Walk, list_items

IN_MEMORY: Final = 1 << 24
PRICES: Final = {b"in_network": b'"negotiated_rates"', b"out_of_network": b'"allowed_amounts"'}
CODE: Final = b'"billing_code"'
INSIDE: Final = (b'"bundled_codes"', b'"covered_services"')
"""Keys of lists of codes inside an item."""


@dataclass
class Cut:
    """What is left of a file, and which numbers the items that are left had in it; without any, all are left.

    `roots` is the file without the items of its lists.
    """

    again: Callable[[], TextIOWrapper] = field(default=lambda: cast("Any", None))
    roots: Callable[[], TextIOWrapper] = field(default=lambda: cast("Any", None))
    numbers: dict[str, list[int]] = field(default_factory=dict)

    def items(self, name: str) -> Iterator[bytes]:
        """Give the bytes of the items of a list that are left."""
        return list_items(cast("IO[bytes]", self.again().buffer), name.encode())

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
    left, roots = _spooled(stack), _spooled(stack)
    cutter = Cutter(cast("IO[bytes]", text.buffer), left, roots, codes)
    try:
        cutter.run()
    except NotCut:
        return None

    def opened(part: IO[bytes]) -> TextIOWrapper:
        part.seek(0)
        return stack.enter_context(TextIOWrapper(cast("Any", part), text.encoding, errors=text.errors, newline=""))

    numbers = {name.decode(): found for name, found in cutter.numbers.items()}
    return Cut(lambda: opened(left), lambda: opened(roots), numbers)


def _spooled(stack: ExitStack) -> IO[bytes]:
    """Give a file that stays in memory while it is small."""
    return cast("IO[bytes]", stack.enter_context(SpooledTemporaryFile(IN_MEMORY)))


class Cutter:
    """One pass over the bytes of a file, which leaves out what is not wanted."""

    def __init__(self, raw: IO[bytes], left: IO[bytes], roots: IO[bytes], codes: frozenset[str]) -> None:
        """Begin at the beginning of a file; what stays is written to `left`, what is of no item to `roots` too."""
        self.walk, self.left, self.roots = Walk(raw), left, roots
        self.passed = 0
        self.codes = codes | {ALL_CODES}
        self.numbers: dict[bytes, list[int]] = {}

    def run(self) -> None:
        """Read the whole file. Raises NotCut."""
        for name, number, start, end in self.walk.pieces():
            if number == BETWEEN:
                self._between(self.walk.held[start:end])
            elif end == LAST:
                self._refuse_two(name, start, len(self.walk.held))
                self.passed = len(self.walk.last(start))
                self.numbers.setdefault(name, []).append(number)
            elif self._stays(name, number, start, end):
                self.numbers.setdefault(name, []).append(number)
                self.left.write(self.walk.held[start:end])

    def _between(self, found: bytes) -> None:
        """Write what stands between lists; it begins with the last item of a list, which is in no root."""
        self.left.write(found)
        self.roots.write(found[self.passed :])
        self.passed = max(0, self.passed - len(found))

    def _stays(self, name: bytes, number: int, start: int, end: int) -> bool:
        """Tell whether an item stays."""
        if name not in PRICES:
            return number == 1
        wanted = self._has_code(start, end)
        if number == 1 or wanted:
            self._refuse_two(name, start, end)
        return number == 1 or wanted

    def _refuse_two(self, name: bytes, start: int, end: int) -> None:
        """Refuse what is not one item, since it would be counted as one."""
        if name in PRICES and self.walk.held.count(PRICES[name], start, end) != 1:
            raise NotCut

    def _has_code(self, start: int, end: int) -> bool:
        """Tell whether an item may have a wanted code. More codes than one are those of a bundle, or no one item."""
        held = self.walk.held
        code = held.find(CODE, start, end)
        if code < 0:
            raise NotCut
        if held.find(CODE, code + 1, end) >= 0:
            if all(held.find(key, start, end) < 0 for key in INSIDE):
                raise NotCut
            return True
        value = VALUE.match(held, code + len(CODE), end)
        if not value:
            raise NotCut
        written = value[1].strip(b'"')
        return b"\\" in written or not written.isascii() or plain_code(written.decode()) in self.codes
