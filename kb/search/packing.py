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
from zlib import crc32

FULL: Final = 9 * 1024
"""Bytes of blocks that a file has at least, and at most twice as many unless one block is larger: a query then moves
few bytes in few files."""

ONE_IN: Final = 4
"""One key in so many may begin a file."""

SEVEN: Final = 0x7F
"""The seven bits of a number that one byte holds; the eighth says that more follow."""


LETTERS: Final = f"{ascii_uppercase}{ascii_lowercase}{digits}+/"
"""The letters of base64, each for its number."""


@dataclass(frozen=True)
class Packed:
    """The keys of a file in order, and their blocks, each behind its length."""

    keys: tuple[str, ...]
    blocks: bytes


def varint(packed: bytearray, number: int) -> None:
    """Add a whole number from 0 on, seven bits a byte."""
    while number > SEVEN:
        packed.append(number & SEVEN | SEVEN + 1)
        number >>= 7
    packed.append(number)


def varints(numbers: Iterable[int]) -> bytes:
    """Write whole numbers from 0 on, seven bits a byte."""
    packed = bytearray()
    for number in numbers:
        varint(packed, number)
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
    """Cut keyed blocks, given in order of their keys, into files.

    A file that is full ends before a key that is chosen by its own letters, so that a block that grows or is new does
    not move the ends of the files behind it.
    """
    mine: list[tuple[str, bytes]] = []
    held = 0
    for key, block in blocks:
        if mine and ends_before(held, key, block):
            yield packed(mine)
            mine, held = [], 0
        mine.append((key, block))
        held += len(varints([len(block)])) + len(block)
    if mine:
        yield packed(mine)


def packed(blocks: Iterable[tuple[str, bytes]]) -> Packed:
    """Put keyed blocks, given in order of their keys, into one file."""
    held = dict(blocks)
    return Packed(tuple(held), b"".join(varints([len(block)]) + block for block in held.values()))


def parting(last: str, first: str) -> str:
    """Return the shortest text above one key, and not above the next: where a file ends and another begins."""
    return next((first[:end] for end in range(1, len(first)) if first[:end] > last), first)


def ends_before(held: int, key: str, block: bytes) -> bool:
    """Tell whether a file that holds so many bytes ends before a key and its block."""
    return (held >= FULL and crc32(key.encode()) % ONE_IN == 0) or held + len(block) > 2 * FULL


def unpacked(file: Packed) -> Iterator[tuple[str, bytes]]:
    """Yield the keys of a file with their blocks."""
    at = 0
    for key in file.keys:
        length, at = read_varint(file.blocks, at)
        yield key, file.blocks[at : at + length]
        at += length


def read_varint(packed: bytes, at: int) -> tuple[int, int]:
    """Read the whole number that stands at a place; give it, and the place behind it."""
    number = shift = 0
    while packed[at] > SEVEN:
        number |= (packed[at] & SEVEN) << shift
        shift, at = shift + 7, at + 1
    return number | packed[at] << shift, at + 1
