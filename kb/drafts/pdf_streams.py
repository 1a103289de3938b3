"""How much drawing a PDF unpacks to, told from its bytes before a library that holds all of it in memory reads it."""

from __future__ import annotations

import re
import zlib
from typing import Final

STREAM: Final = re.compile(rb"stream\r?\n")
NOT_DRAWN: Final = re.compile(
    rb"/Subtype\s*/Image|/FontFile|/Length1\b|/Length2\b|/N\s+[0-9]|/Type\s*/(?:XRef|Metadata)"
)
"""What the head of a stream says that is no drawing: a picture, a font, a color profile, a table."""

HEAD: Final = 600
FREE: Final = 512 * 1024
SMALL: Final = 256 * 1024
A_BYTE, A_BYTE_MORE = 4, 12
"""How many bytes of drawing each byte of a small file may hold, and each further byte of a larger one."""


def allowed(size: int) -> int:
    """Return how many bytes of drawing a file of a size in bytes may unpack to; payers' files have far fewer."""
    return FREE + A_BYTE * min(size, SMALL) + A_BYTE_MORE * max(size - SMALL, 0)


def unpacks_too_far(content: bytes) -> bool:
    """Return whether the drawings of a PDF unpack to more than a file of its size holds.

    Streams that are packed in another way than Flate, or encrypted, are not unpacked here.
    """
    left = allowed(len(content))
    for found in STREAM.finditer(content):
        head = content[max(found.start() - HEAD, 0) : found.start()]
        if not NOT_DRAWN.search(head[head.rfind(b"obj") + 1 :]):
            left -= _unpacked(content[found.end() : content.find(b"endstream", found.end())], left + 1)
        if left < 0:
            return True
    return False


def _unpacked(packed: bytes, most: int) -> int:
    try:
        return len(zlib.decompressobj().decompress(packed, most))
    except zlib.error:
        return 0
