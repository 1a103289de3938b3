"""Choices between two, each in as few bits as it is likely: an adaptive range coder. Pure.

A choice is made in a context, a small number: how often those before it went one way there tells how likely it is.
`static/coding.js` reads the same choices in the same order. All is whole numbers, so both engines agree.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain, islice, repeat
from typing import Final

WHOLE: Final = 16
"""Bits of a chance: 65,536 would be certainty."""

REMEMBERED: Final = 255
"""Choices of a context after which an older one counts less."""

RATES: Final = tuple((2 << WHOLE) // (2 * seen + 3) for seen in range(REMEMBERED + 1))
"""How far a chance moves toward the choice just made, after so many before it."""

MASK: Final = (1 << 32) - 1
NARROW: Final = 1 << 24
"""Below this width a byte is settled."""


def coded(contexts: Iterable[int], choices: Iterable[int], count: int) -> bytes:
    """Write choices, 0 or 1, each with its context below `count`."""
    chances, seen = [1 << WHOLE - 1] * count, [0] * count
    low, width, written = 0, MASK, bytearray()
    for context, choice in zip(contexts, choices, strict=True):
        chance = chances[context]
        part = (width >> WHOLE) * chance
        rate = RATES[seen[context]]
        if choice:
            width = part
            chances[context] = chance + (((1 << WHOLE) - chance) * rate >> WHOLE)
        else:
            low, width = low + part, width - part
            chances[context] = chance - (chance * rate >> WHOLE)
        if seen[context] < REMEMBERED:
            seen[context] += 1
        while width < NARROW:
            _settle(written, low)
            low, width = low << 8 & MASK, width << 8
    _settle(written, low + NARROW - 1)  # the shortest number from `low` on; what follows reads as zeros
    return bytes(written)


def _settle(written: bytearray, low: int) -> None:
    """Write the highest byte of `low`; what is above it is carried into the bytes before."""
    if low > MASK:
        at = len(written) - 1
        while written[at] == 0xFF:  # noqa: PLR2004  (the greatest byte)
            written[at] = 0
            at -= 1
        written[at] += 1
    written.append(low >> 24 & 0xFF)


class Choices:
    """Reads coded choices: it must be asked for them in the contexts in which they were written."""

    def __init__(self, written: bytes, count: int) -> None:
        """Begin at the first of the choices that `coded` wrote with so many contexts."""
        self._bytes = chain(written, repeat(0))
        self._chances, self._seen = [1 << WHOLE - 1] * count, [0] * count
        self._code, self._width = int.from_bytes(bytes(islice(self._bytes, 4))), MASK

    def take(self, context: int) -> int:
        """Return the next choice, 0 or 1."""
        chance, seen = self._chances[context], self._seen[context]
        part = (self._width >> WHOLE) * chance
        choice = self._code < part
        if choice:
            self._width = part
            self._chances[context] = chance + (((1 << WHOLE) - chance) * RATES[seen] >> WHOLE)
        else:
            self._code, self._width = self._code - part, self._width - part
            self._chances[context] = chance - (chance * RATES[seen] >> WHOLE)
        if seen < REMEMBERED:
            self._seen[context] = seen + 1
        while self._width < NARROW:
            self._code, self._width = self._code << 8 | next(self._bytes), self._width << 8
        return choice

    def place(self, first: int, count: int) -> int:
        """Return which of so many places is told: at each but the last, in a context of its own, whether it is."""
        for at in range(count - 1):
            if self.take(first + at):
                return at
        return count - 1

    def taken(self, context: int, count: int) -> list[int]:
        """Return at which of the next places the choice is 1; behind such a place the context is one higher.

        It does what `take` does, many times: to call that for each takes twice as long.
        """
        found: list[int] = []
        chances, seen, code, width = self._chances, self._seen, self._code, self._width
        at = context
        for place in range(count):
            chance, times = chances[at], seen[at]
            part = (width >> WHOLE) * chance
            if times < REMEMBERED:
                seen[at] = times + 1
            if code < part:
                width = part
                chances[at] = chance + (((1 << WHOLE) - chance) * RATES[times] >> WHOLE)
                at = context + 1
                found.append(place)
            else:
                code, width = code - part, width - part
                chances[at] = chance - (chance * RATES[times] >> WHOLE)
                at = context
            while width < NARROW:
                code, width = code << 8 | next(self._bytes), width << 8
        self._code, self._width = code, width
        return found


def steps(places: int) -> Sequence[tuple[int, ...]]:
    """Return for each of so many places in a list the choices that tell it: at each place whether it is that one."""
    return [*((0,) * at + (1,) for at in range(places - 1)), (0,) * (places - 1)]
