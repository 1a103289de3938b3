"""A library to the files that the browser searches, by address."""

from __future__ import annotations

from kb.domain.model import Library
from kb.search.export import export
from kb.search.gather import gather


def search_files(library: Library) -> dict[str, bytes]:
    """Make the files that the browser searches."""
    held = [library]
    del library  # where nobody else holds it, what it takes is free once it is gathered
    texts = export(gather(held.pop()))
    return {address: texts.pop(address).encode() for address in tuple(texts)}
