"""Today's library, honest about effective dates: what has not begun does not speak yet. Only texts are fetched."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from kb.domain.model import Entry, Library
from kb.domain.vocabulary import SUPERSEDED
from kb.history.documents import documents_of
from kb.history.in_force import AsOfDates, in_force
from kb.history.library_as_of import lapsed
from kb.history.versions import History


@dataclass(frozen=True)
class Upcoming:
    """An entry that has not begun: its id, the first day it holds, and what it will say."""

    id: str
    effective: dt.date
    entry: Entry


def not_in_force(library: Library, today: dt.date) -> tuple[Entry, ...]:
    """Give the entries that have not begun, or have ended and would decide all the same."""
    return tuple(entry for entry in library.entries if _not_begun(entry, today) or _ended(entry, today))


def _not_begun(entry: Entry, today: dt.date) -> bool:
    return entry.effective is not None and entry.effective > today


def _ended(entry: Entry, today: dt.date) -> bool:
    return entry.ends is not None and entry.ends < today and entry.currency != SUPERSEDED


def in_force_now(library: Library, history: History, today: dt.date) -> tuple[Library, tuple[Upcoming, ...]]:
    """Give the library as it is in force today, and the entries still to come, the nearest first.

    `history` is that of the same files on disk. In the place of an entry that has not begun stands its version in
    force, at the path it had; none where none is recorded, or none that today's schema reads. An entry that has ended
    informs and no longer decides. Entries in force are the same objects; where all are, so is the library.
    """
    if not not_in_force(library, today):
        return library, ()
    early = {
        entry.id: Upcoming(entry.id, entry.effective, entry)
        for entry in library.entries
        if entry.effective and _not_begun(entry, today)
    }
    kept = {
        entry.path: lapsed(entry) if _ended(entry, today) else entry
        for entry in library.entries
        if entry.id not in early
    }
    for entry in _before(library, history, today, tuple(early)):
        kept.setdefault(entry.path, entry)
    entries = tuple(sorted(kept.values(), key=lambda entry: entry.path))
    coming = sorted(early.values(), key=lambda found: (found.effective, found.id))
    return replace(library, entries=entries), tuple(coming)


def _before(library: Library, history: History, today: dt.date, ids: tuple[str, ...]) -> list[Entry]:
    """Read what was in force until these entries begin."""
    documents = documents_of(history, library)
    asked = AsOfDates(today)
    decided = [(in_force(history.lineages[id_], asked)) for id_ in ids if id_ in history.lineages]
    standing = [found.decided for found in decided if found.decided and not found.decided.withdrawn]
    holding = {found.version for found in decided}
    read = zip(standing, documents.read(standing), strict=True)
    return [
        document if version in holding else lapsed(document)
        for version, document in read
        if isinstance(document, Entry)
    ]
