"""The outline of an entry: all that it says but the text of its sections. Pure.

Pages of others, answers and lists are made from outlines. So where a text changes and its outline does not, nothing
changes but the pages of the entry itself, and what the search holds of it.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace

from kb.domain.model import Document, Entry


def outline_of(document: Document | None) -> str:
    """Return a hash of the outline of an entry; empty for any other file."""
    if not isinstance(document, Entry):
        return ""
    bare = replace(document, sections=tuple(replace(one, text="", line=0) for one in document.sections))
    return hashlib.sha256(repr(bare).encode()).hexdigest()
