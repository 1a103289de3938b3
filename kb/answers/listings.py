"""What the code lists of documents say of a code: listed, or not in a list that was read whole. Pure.

A list is told beside an answer and never decides it: that a code is listed is no verdict, and that it is missing
from a list does not say that it is covered.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from kb.domain.code_list import CodeList
from kb.domain.model import Entry, Library
from kb.domain.scopes import scope_title_of


@dataclass(frozen=True)
class Listing:
    """A code beside the list of an entry's document: in it, or not in it although all of it was read."""

    entry: Entry
    of: CodeList
    code: str
    listed: bool

    def told(self, library: Library) -> str:
        """Say it in a sentence."""
        source = self.entry.sources.get(self.of.source)
        document = self.entry.document or (source.title if source else self.entry.title)
        below = f", under “{self.of.heading}”" if self.of.heading else ""
        where = f"{document}{below} ({scope_title_of(library, self.entry)})"
        if self.listed:
            return f"{self.code} is listed in {where}."
        return (
            f"{self.code} is not in the list of {where}, which was read whole; that does not say that it is covered."
        )

    @property
    def record(self) -> dict[str, Any]:
        """Write it as plain values."""
        return {
            "entry": self.entry.id,
            "code": self.code,
            "listed": self.listed,
            "heading": self.of.heading,
            "list_read": self.of.read,
            "source": self.of.source,
        }


def listings(library: Library, code: str, scope: str = "") -> tuple[Listing, ...]:
    """Return what the lists of a plan, or of all plans where none is named, say of a code.

    A list that was read in part says nothing of a code that is not in it, nor does one of other kinds of codes.
    """
    entries = library.entries_of(scope) if scope else library.entries
    found = (Listing(entry, entry.listed, code, entry.listed.holds(code)) for entry in entries if entry.listed)
    return tuple(one for one in found if one.listed or (scope and one.of.is_whole and one.of.could_hold(code)))
