"""The library in force today by its effective dates: an entry that has not begun does not count yet."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from kb.domain.model import Entry, Library
from kb.domain.vocabulary import SUPERSEDED
from kb.history.documents import Documents, documents_of
from kb.history.in_force import AsOfDates, in_force
from kb.history.library_as_of import as_ended
from kb.history.versions import History


@dataclass(frozen=True)
class Upcoming:
    """An entry that has not begun: its id, its first day, and the entry itself."""

    id: str
    effective: dt.date
    entry: Entry


def not_in_force(library: Library, today: dt.date) -> tuple[Entry, ...]:
    """Return the entries that have not begun, or have ended and are not called superseded."""
    return tuple(entry for entry in library.entries if _not_begun(entry, today) or _ended(entry, today))


def _not_begun(entry: Entry, today: dt.date) -> bool:
    return entry.effective is not None and entry.effective > today


def _ended(entry: Entry, today: dt.date) -> bool:
    return entry.ends is not None and entry.ends < today and entry.currency != SUPERSEDED


def in_force_now(
    library: Library, history: History, today: dt.date, documents: Documents | None = None
) -> tuple[Library, tuple[Upcoming, ...]]:
    """Return the library as it is in force today, and the entries that begin later, the first to begin first.

    `history` is that of the same files on disk, which `documents` reads, where the caller has made that. An entry
    that has not begun is replaced by its version in force, at the path it had; by none if none is recorded, or none
    that today's schema reads. An entry that has ended informs and no longer decides. Entries in force are the same
    objects; where all are, so is the library.
    """
    if not not_in_force(library, today):
        return library, ()
    early = {
        entry.id: Upcoming(entry.id, entry.effective, entry)
        for entry in library.entries
        if entry.effective and _not_begun(entry, today)
    }
    present = {
        entry.path: as_ended(entry) if _ended(entry, today) else entry
        for entry in library.entries
        if entry.id not in early
    }
    for entry in _before(documents or documents_of(history, library), history, today, tuple(early)):
        present.setdefault(entry.path, entry)
    entries = tuple(sorted(present.values(), key=lambda entry: entry.path))
    upcoming = sorted(early.values(), key=lambda found: (found.effective, found.id))
    return replace(library, entries=entries), tuple(upcoming)


def _before(documents: Documents, history: History, today: dt.date, ids: tuple[str, ...]) -> list[Entry]:
    """Read the versions in force until these entries begin."""
    asked = AsOfDates(today)
    decided = [(in_force(history.lineages[id_], asked)) for id_ in ids if id_ in history.lineages]
    versions = [found.decided for found in decided if found.decided and not found.decided.withdrawn]
    in_force_versions = {found.version for found in decided}
    read = zip(versions, documents.read(versions), strict=True)
    return [
        document if version in in_force_versions else as_ended(document)
        for version, document in read
        if isinstance(document, Entry)
    ]
