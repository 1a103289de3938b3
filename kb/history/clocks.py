"""The library in force on the day of the site, with the files on disk and their history."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from kb.domain.model import Entry, Library
from kb.history.blobs import Blobs
from kb.history.documents import Documents, documents_of
from kb.history.effective_dates import Span
from kb.history.library_as_of import is_entry_lineage
from kb.history.today import Upcoming, in_force_now
from kb.history.versions import UNRECORDED, WORKING, History, Lineage, Version

BLANK: Final = History(UNRECORDED, {}, (), "History is not recorded here.", Blobs({}, lambda _: ()))
"""An empty history: each entry then has one version, the file on disk."""


@dataclass(frozen=True)
class Clocks:
    """`library` is what is in force `today`: what is resolved, indexed and shown. `on_disk` is what the files say.

    `today` is the day that the site is made for. `upcoming` are the entries on disk that have not begun by then, the
    first to begin first. `lineages` are those of entries, by id; each entry on disk has one, also without git.
    `documents` reads their versions.
    """

    history: History
    on_disk: Library
    library: Library
    today: dt.date
    upcoming: tuple[Upcoming, ...]
    lineages: Mapping[str, Lineage]
    documents: Documents


def own_day(library: Library, history: History = BLANK) -> dt.date:
    """Return the day on which a library was last changed: that of its newest commit; without git, its newest review.

    It is the author's day in UTC. A site is made for it by default, so the same content gives the same site.
    """
    return history.commits[-1].recorded if history.commits else library.newest_review


def read_clocks(library: Library, history: History = BLANK, today: dt.date | None = None) -> Clocks:
    """Find what is in force of a library on disk on a day; without one, on its own day.

    `history` is that of the same files, or BLANK.
    """
    on = today or own_day(library, history)
    documents = documents_of(history, library)
    current, upcoming = in_force_now(library, history, on, documents)
    found = {id_: lineage for id_, lineage in history.lineages.items() if is_entry_lineage(lineage)}
    known = {lineage.newest.path for lineage in found.values() if not lineage.newest.withdrawn}
    for lineage, entry in _unrecorded(library, known):
        documents.remember(lineage.newest, entry)
        found[lineage.id] = lineage
    return Clocks(history, library, current, on, upcoming, dict(sorted(found.items())), documents)


def _unrecorded(library: Library, known: set[str]) -> Iterator[tuple[Lineage, Entry]]:
    """Make a lineage of one version for each entry whose path is not `known` to the history."""
    for entry in library.entries:
        if entry.path not in known:
            span = Span(entry.effective, entry.ends, entry.date_basis)
            yield Lineage(entry.id, (Version(entry.path, WORKING, "on disk", None, None, span),)), entry
