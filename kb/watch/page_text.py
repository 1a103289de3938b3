"""What a page says, without its markup, and the hash by which a change of it is known."""

from __future__ import annotations

import hashlib
import re
from html.parser import HTMLParser
from typing import Final

UNSEEN: Final = frozenset({"script", "style", "noscript", "template", "svg"})
PASSWORD: Final = re.compile(rb"<input[^>]{0,400}type\s*=\s*[\"']?password", re.IGNORECASE)


def asks_for_password(raw: bytes) -> bool:
    """Return whether a page has a field for a password, as a login page has."""
    return bool(PASSWORD.search(raw))


def hash_of(raw: bytes, kind: str) -> str:
    """Return the hash of what a document says: of a page its words, of any other kind its bytes."""
    if "html" not in kind.lower():
        return hashlib.sha256(raw).hexdigest()
    reader = _Words()
    reader.feed(raw.decode("utf-8", "replace"))
    return hashlib.sha256(" ".join(" ".join(reader.words).split()).encode()).hexdigest()


class _Words(HTMLParser):
    """Gathers the words that a reader sees."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self.depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        self.depth += tag in UNSEEN

    def handle_endtag(self, tag: str) -> None:
        self.depth -= bool(self.depth) and tag in UNSEEN

    def handle_data(self, data: str) -> None:
        if not self.depth:
            self.words.append(data)
