"""The outline of an entry: all that it says but the text of its sections. Pure.

Pages of others, answers and lists are made from outlines. So where a text changes and its outline does not, nothing
changes but the pages of the entry itself, and what the search holds of it. The tables by which queries are read are
made from more: from what the sections on time limits say of groups.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import Final

from kb.domain.model import Document, Entry, Section
from kb.domain.vocabulary import QUESTIONS

TIMED: Final = frozenset(question.title for question in QUESTIONS if question.timed)
"""The headings of the sections on time limits."""


def outline_of(document: Document | None, *, with_limits: bool = False) -> str:
    """Return a hash of the outline of an entry, or of it with the text on time limits; empty for any other file."""
    if not isinstance(document, Entry):
        return ""
    bare = replace(document, sections=tuple(_bare(one, with_limits=with_limits) for one in document.sections))
    return hashlib.sha256(repr(bare).encode()).hexdigest()


def _bare(section: Section, *, with_limits: bool) -> Section:
    return replace(section, text=section.text if with_limits and section.heading in TIMED else "", line=0)
