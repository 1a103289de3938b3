"""Numbers and keyed blocks to small texts that a classic script can hand over: what the export is made of. Pure.

Numbers are variable-length integers, seven bits a byte, the lowest first; rising lists are kept as gaps. Bytes
travel as base64, which costs little once the file is compressed, and no charset can spoil it.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from string import ascii_lowercase, ascii_uppercase, digits
from typing import Final

FULL: Final = 6 * 1024
"""Bytes of blocks from which on a file is full: a query then moves few bytes in few files."""

SEVEN: Final = 0x7F
"""The seven bits of a number that one byte holds; the eighth says that more follow."""


LETTERS: Final = f"{ascii_uppercase}{ascii_lowercase}{digits}+/"
"""The letters of base64, each for its number."""


@dataclass(frozen=True)
class Packed:
    """The keys of a file in order, and their blocks, each behind its length."""

    keys: tuple[str, ...]
    blocks: bytes


def varints(numbers: Iterable[int]) -> bytes:
    """Write whole numbers from 0 on, seven bits a byte."""
    packed = bytearray()
    for number in numbers:
        rest = number
        while rest > SEVEN:
            packed.append(rest & SEVEN | SEVEN + 1)
            rest >>= 7
        packed.append(rest)
    return bytes(packed)


def gaps(rising: Sequence[int]) -> Iterator[int]:
    """Yield the first number of a rising list, then the distance to each next one."""
    before = 0
    for number in rising:
        yield number - before
        before = number


def letters(numbers: Sequence[int], values: int) -> str:
    """Write a number below `values` for each place, in as many letters as that takes: what repeats packs well."""
    width = width_of(values)
    return "".join(LETTERS[number // 64**place % 64] for number in numbers for place in reversed(range(width)))


def width_of(values: int) -> int:
    """Return how many letters tell so many values apart, 64 by each."""
    return next(width for width in count(1) if 64**width >= values)


def text(packed: bytes) -> str:
    """Write bytes as base64."""
    return b64encode(packed).decode()


def cut(blocks: Iterable[tuple[str, bytes]]) -> Iterator[Packed]:
    """Cut keyed blocks, given in order of their keys, into files: one is full when its blocks are."""
    keys: list[str] = []
    held = bytearray()
    for key, block in blocks:
        if keys and len(held) + len(block) > FULL:
            yield Packed(tuple(keys), bytes(held))
            keys, held = [], bytearray()
        keys.append(key)
        held += varints([len(block)]) + block
    if keys:
        yield Packed(tuple(keys), bytes(held))
