"""The last line of an evidence file: a hash of all above it, which shows that nobody has edited the file since."""

from __future__ import annotations

import hashlib
import re
from typing import Final

SEAL: Final = re.compile(rb"<!-- Evidence page; SHA-256 of all above this line: ([0-9a-f]{64}) -->\n")


def sealed(text: str) -> bytes:
    """Return the bytes of a file for an evidence page: its text, and the seal as the last line."""
    content = text.encode()
    return content + f"<!-- Evidence page; SHA-256 of all above this line: {_hash(content)} -->\n".encode()


def is_sealed(content: bytes) -> bool:
    """Return whether the bytes of a file are those that `sealed` gave."""
    found = SEAL.search(content)
    if found is None or found.end() != len(content):
        return False
    return found[1].decode() == _hash(content[: found.start()])


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
