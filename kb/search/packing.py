"""Numbers and keyed blocks to small texts that a classic script can hand over: what the export is made of. Pure.

Numbers are variable-length integers, seven bits a byte, the lowest first; rising lists are kept as gaps. Bytes are
deflated before they become base64: a server that compresses the letters finds no bytes in them. No charset can spoil
them. The same version of zlib gives the same bytes.
"""

from __future__ import annotations

import re
import zlib
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, count, groupby, islice, takewhile
from string import ascii_lowercase, ascii_uppercase, digits
from typing import Final
from zlib import crc32

FULL: Final = 7_680
"""Bytes of blocks that a file has at least, and at most twice as many unless one block is larger: a query then moves
few bytes in few files."""

LARGE: Final = 2_200
"""Bytes of a block that has a file of its own: what a query asks for by a frequent word is large enough by itself."""

ONE_IN: Final = 12
"""One key in so many may begin a file."""

ALONE: Final = 400
"""Bytes from which on a part is worth a code of its own, which takes some sixty."""

SEVEN: Final = 0x7F
"""The seven bits of a number that one byte holds; the eighth says that more follow."""

OFTEN: Final = 1 << 15
"""Numbers whose bytes are kept, the ones used last."""


LETTERS: Final = f"{ascii_uppercase}{ascii_lowercase}{digits}+/"
"""The letters of base64, each for its number."""


NUMBER: Final = re.compile(rb"[\x80-\xff]*[\x00-\x7f]")
"""A packed number."""


@dataclass(frozen=True)
class Packed:
    """The keys of a file in order, and their blocks, each behind its length."""

    keys: tuple[str, ...]
    blocks: bytes


def varint(packed: bytearray, number: int) -> None:
    """Add a whole number from 0 on, seven bits a byte."""
    packed += _bytes_of(number)


@lru_cache(maxsize=OFTEN)
def _bytes_of(number: int) -> bytes:
    """Write a whole number; the same ones are asked for millions of times."""
    written = bytearray()
    while number > SEVEN:
        written.append(number & SEVEN | SEVEN + 1)
        number >>= 7
    written.append(number)
    return bytes(written)


def varints(numbers: Iterable[int]) -> bytes:
    """Write whole numbers from 0 on, seven bits a byte."""
    told = list(numbers)
    return bytes(told) if max(told, default=0) <= SEVEN else b"".join(map(_bytes_of, told))


def gaps(rising: Sequence[int]) -> Iterator[int]:
    """Yield the first number of a rising list, then the distance to each next one."""
    before = 0
    for number in rising:
        yield number - before
        before = number


def letters(numbers: Sequence[int], values: int) -> str:
    """Write a number below `values` for each place, in as many letters as it takes, or as many as one takes."""
    width, together = width_of(values), together_of(values)
    if together > 1:
        numbers = [_joined(numbers[at : at + together], values) for at in range(0, len(numbers), together)]
    return "".join(LETTERS[number // 64**place % 64] for number in numbers for place in reversed(range(width)))


def runs(numbers: Iterable[int]) -> list[int]:
    """Write numbers that repeat, one behind the other: how much each is above the one before, and how often it is."""
    found, before = list[int](), 0
    for number, same in groupby(numbers):
        found += (number - before, sum(1 for _ in same))
        before = number
    return found


def _joined(numbers: Sequence[int], values: int) -> int:
    return sum(number * values**place for place, number in enumerate(numbers))


def width_of(values: int) -> int:
    """Return how many letters tell so many values apart, 64 by each."""
    return next(width for width in count(1) if 64**width >= values)


def together_of(values: int) -> int:
    """Return how many numbers below `values` one letter tells."""
    return max(1, next(many for many in count(1) if max(2, values) ** (many + 1) > 64))  # noqa: PLR2004


def text(parts: Iterable[bytes]) -> str:
    """Deflate bytes, given in parts that are each like itself, and write them as base64."""
    made = zlib.compressobj(9, zlib.DEFLATED, zlib.MAX_WBITS, 9, zlib.Z_FILTERED)
    written, held = bytearray(), 0
    for part in parts:
        is_alone = len(part) >= ALONE
        if is_alone and held >= ALONE:
            written += made.flush(zlib.Z_BLOCK)
        written += made.compress(part)
        held += len(part)
        if is_alone:
            written, held = written + made.flush(zlib.Z_BLOCK), 0
    return b64encode(written + made.flush()).decode()


def plain(written: str) -> bytes:
    """Return the bytes that `text` wrote."""
    return zlib.decompress(b64decode(written))


def cut(blocks: Iterable[tuple[str, bytes]], full: int = FULL) -> Iterator[Packed]:
    """Cut keyed blocks, given in order of their keys, into files, which are full with so many bytes.

    A file that is full ends before a key that is chosen by its own letters, so that a block that grows or is new does
    not move the ends of the files behind it.
    """
    mine: list[tuple[str, bytes]] = []
    held = 0
    for key, block in blocks:
        if mine and ends_before(len(mine), held, key, block, full):
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


PLAIN: Final = re.compile(r"[^a-z0-9]")
"""What does not stand in the name of a file as it is."""

LONGEST_NAME: Final = 80
"""Signs that a name has at most; folders take no more than three times as many."""


def file_names(firsts: Sequence[str]) -> list[str]:
    """Name files by the texts with which they begin, so that a file that comes or goes does not rename the others.

    Of a text that is too long, the name has the number of the file. A `_` ends the others, for Windows has no file
    `con`.
    """
    return [_file_name(PLAIN.sub(_by_number, first), number) for number, first in enumerate(firsts)]


def _by_number(sign: re.Match[str]) -> str:
    return f"_{ord(sign[0]):x}_"


def _file_name(told: str, number: int) -> str:
    return f"{told}_" if len(told) < LONGEST_NAME else f"{told[:LONGEST_NAME]}-{number}"


def ends_before(keys: int, held: int, key: str, block: bytes, full: int = FULL) -> bool:
    """Tell whether a file that holds so many keys and bytes ends before a key and its block."""
    is_alone = len(block) >= LARGE or (keys == 1 and held >= LARGE)
    return is_alone or (held >= full and crc32(key.encode()) % ONE_IN == 0) or held + len(block) > 2 * full


def front_coded(texts: Iterable[str]) -> str:
    """Write texts in order, a line each: as a letter how many signs it has of the one before, then its others."""
    lines, before = list[str](), ""
    for text in texts:
        shared = takewhile(lambda pair: pair[0] == pair[1], zip(before, text, strict=False))
        same = min(sum(1 for _ in shared), len(LETTERS) - 1)
        lines.append(LETTERS[same] + text[same:])
        before = text
    return "\n".join(lines)


def front_decoded(written: str) -> list[str]:
    """Return the texts that `front_coded` wrote."""
    lines = written.split("\n") if written else []
    return list(accumulate(lines, lambda before, line: before[: LETTERS.index(line[0])] + line[1:], initial=""))[1:]


def numbers_of(packed: bytes | bytearray) -> list[int]:
    """Return the numbers that `varints` wrote."""
    if packed.isascii():  # each is one byte
        return list(packed)
    found: list[int] = []
    number = shift = 0
    for byte in packed:
        number |= (byte & SEVEN) << shift
        shift += 7
        if byte <= SEVEN:
            found.append(number)
            number = shift = 0
    return found


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


def behind(packed: bytes, at: int, count: int) -> int:
    """Return the place behind so many packed numbers."""
    for number in islice(NUMBER.finditer(packed, at), count - 1, count):
        return number.end()
    return at
