"""The library as of two clocks: what was in force on a date of service, as far as it was recorded by then.

Entries are the versions in force. One that had ended informs and no longer decides, as a superseded one does; one
that is called superseded and gives the dates between which it held decides between them, as an old edition does. What
begins after the date is kept apart (`later`): an old edition without dates that it has replaced by today decides
nothing on the days before. Payers, codes and synonyms are those recorded by then; they have no effective dates. What
was recorded and cannot be read by today's schema is left out, with a note, since it may bear on answers.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from kb.content.concepts import FILE as CONCEPTS
from kb.content.concepts import read_concepts
from kb.content.lookup import LOOKUP, read_lookup
from kb.content.paths import TEMPLATE, kind_of
from kb.content.synonyms import read_synonyms
from kb.domain.model import Document, Entry, Later, Library
from kb.domain.problem import shown
from kb.domain.vocabulary import OLD, SUPERSEDED
from kb.history.documents import Documents, Unreadable
from kb.history.in_force import AsOfDates, InForce, in_force, recorded
from kb.history.replacements import replaced_lineages
from kb.history.versions import History, Lineage, Version
from kb.rules.check import gather

SYNONYMS: Final = "synonyms.yml"


@dataclass(frozen=True)
class Note:
    """A file that is left out of a library, by its path at that time, and why."""

    path: str
    text: str


@dataclass(frozen=True)
class AsOf:
    """A library as of two clocks: `versions` are those in force and why, by id of lineage, `notes` what is left out.

    `lineage_of` gives the id of the lineage of an entry, by the id of the entry.
    """

    history: History
    asked: AsOfDates
    library: Library
    versions: Mapping[str, InForce]
    lineage_of: Mapping[str, str]
    notes: tuple[Note, ...]


@dataclass(frozen=True)
class EntriesAsOf:
    """The entries in force as of two clocks, and those that begin `later`; the rest is as in `AsOf`."""

    entries: tuple[Entry, ...]
    later: tuple[Later, ...]
    versions: Mapping[str, InForce]
    lineage_of: Mapping[str, str]
    notes: tuple[Note, ...]


def library_as_of(
    history: History, asked: AsOfDates, documents: Documents, today: dt.date, payers: frozenset[str] | None = None
) -> AsOf:
    """Gather the library as of a date of service and what was recorded by a day; with `payers`, of these alone.

    `today` is the day on which it is asked; with `asked.known`, that day counts as today. Raises ToolError if the
    repository has lost a text.
    """
    lineages = [lineage for lineage in history.lineages.values() if payers is None or _within(lineage, payers)]
    newest = {lineage.id: found for lineage in lineages if (found := _newest(lineage, asked))}
    pages, notes = _pages([lineage for lineage in lineages if lineage.id in newest], newest, asked, documents)
    held = entries_as_of(history, lineages, asked, documents, today)
    synonyms = read_synonyms(_text_beside(SYNONYMS, history, asked, documents))[0]
    lookup = read_lookup(_text_beside(LOOKUP, history, asked, documents))[0]
    concepts = read_concepts(_text_beside(CONCEPTS, history, asked, documents))[0]
    library = gather([*pages, *held.entries], synonyms, _paths(newest.values()), lookup, concepts)
    told = (*notes, *held.notes)
    return AsOf(history, asked, replace(library, later=held.later), held.versions, held.lineage_of, told)


def entries_as_of(
    history: History, lineages: Iterable[Lineage], asked: AsOfDates, documents: Documents, today: dt.date
) -> EntriesAsOf:
    """Find the entries of some lineages of a history that were in force as of two clocks, and what begins later."""
    mine = tuple(lineages)
    versions = {lineage.id: in_force(lineage, asked) for lineage in mine if is_entry_lineage(lineage)}
    replaced = replaced_lineages(mine, documents, asked.knows)
    counted = {id_: found for id_, found in versions.items() if id_ not in replaced}
    entries, lineage_of, left_out = _entries(history, counted, documents)
    later = tuple(_later(history, counted, AsOfDates(asked.known or today, asked.known), documents))
    notes = (*left_out, *_replacement_notes(replaced, versions))
    return EntriesAsOf(tuple(entries), later, versions, lineage_of, notes)


def _within(lineage: Lineage, payers: frozenset[str]) -> bool:
    return any(version.path.split("/")[0] in payers | {"codes"} for version in lineage.versions)


def is_entry_lineage(lineage: Lineage) -> bool:
    """Return whether a lineage is that of an entry, now or at some time."""
    return any(kind_of(version.path) == "entry" and version.path != TEMPLATE for version in lineage.versions)


def _newest(lineage: Lineage, asked: AsOfDates) -> Version | None:
    """Return the last version recorded by then; None if there was none, or the file was gone."""
    known = [version for version in lineage.versions if asked.knows(version)]
    return known[-1] if known and not known[-1].withdrawn else None


def _paths(versions: Iterable[Version]) -> Iterator[str]:
    return (version.path for version in versions)


def _pages(
    lineages: list[Lineage], newest: Mapping[str, Version], asked: AsOfDates, documents: Documents
) -> tuple[list[Document], list[Note]]:
    """Read payer and code pages: of each the newest version that can be read."""
    found = [lineage for lineage in lineages if kind_of(newest[lineage.id].path) in {"payer", "code"}]
    documents.read(newest[lineage.id] for lineage in found)
    pages, notes = [], []
    for lineage in found:
        known = [version for version in lineage.versions if asked.knows(version) and not version.withdrawn]
        read = (documents.read_version(version) for version in reversed(known))
        page = next((document for document in read if isinstance(document, Document)), None)
        if page:
            pages.append(page)
        else:
            notes.append(_unreadable(newest[lineage.id], documents))
    return pages, notes


def _entries(
    history: History, versions: Mapping[str, InForce], documents: Documents
) -> tuple[list[Entry], dict[str, str], list[Note]]:
    """Read the entries in force, and those that ended. Of two at one path, the one recorded later counts."""
    deciding = {
        id_: found.decided for id_, found in versions.items() if found.decided and not found.decided.withdrawn
    }
    order = sorted(deciding.items(), key=lambda item: (latest_first(item[1]), history.lineages[item[0]].id))
    documents.read(version for _, version in order)
    entries: dict[str, Entry] = {}
    lineage_of: dict[str, str] = {}
    notes = []
    for id_, version in order:
        document = documents.read_version(version)
        if version.path in entries:
            why = f"left out: another file stood at its path, {recorded(version)}"
            notes.append(Note(version.path, why))
        elif isinstance(document, Entry):
            entries[version.path] = as_in_force(document) if versions[id_].version else as_ended(document)
            lineage_of[version.id] = id_
        elif versions[id_].version and kind_of(version.path) in {"entry", ""}:
            notes.append(_unreadable(version, documents))
    return list(entries.values()), lineage_of, notes


def _replacement_notes(replaced: Mapping[str, tuple[str, ...]], versions: Mapping[str, InForce]) -> Iterator[Note]:
    """Note each version that would be in force too, had another entry not replaced it."""
    for id_, by in replaced.items():
        version = versions[id_].version if id_ in versions else None
        if version:
            yield Note(version.path, f"left out: our own correction put {' and '.join(by)} in its place")


def _later(
    history: History, versions: Mapping[str, InForce], now: AsOfDates, documents: Documents
) -> Iterator[Later]:
    """Yield the entries that begin after the date of service, and whether they are in force now."""
    upcoming = {id_: found.upcoming for id_, found in versions.items() if found.upcoming}
    documents.read(version for found in upcoming.values() for version in found if not version.withdrawn)
    for id_, found in upcoming.items():
        current = in_force(history.lineages[id_], now).version
        for version in found:
            entry = None if version.withdrawn else documents.read_version(version)
            if isinstance(entry, Entry):
                yield Later(as_in_force(entry), version == current)


def latest_first(version: Version) -> float:
    """Return a sort key by which what was recorded last comes first, and what is not committed before it."""
    return -version.commit.moment.timestamp() if version.commit else float("-inf")


def as_in_force(entry: Entry) -> Entry:
    """Return an entry so that it may decide: one superseded later counts as old between its recorded dates."""
    return replace(entry, currency=OLD) if held_until(entry) else entry


def held_until(entry: Entry) -> dt.date | None:
    """Return the last day of an entry called superseded; None if it is not, or lacks one of its two dates."""
    return entry.ends if entry.currency == SUPERSEDED and entry.effective else None


def as_ended(entry: Entry) -> Entry:
    """Return an entry that has ended so that it informs and no longer decides: as superseded."""
    return replace(entry, currency=SUPERSEDED)


def _unreadable(version: Version, documents: Documents) -> Note:
    document = documents.read_version(version)
    first = document.problems[0] if isinstance(document, Unreadable) and document.problems else None
    why = f" ({first.code}: {shown(first.message)})" if first else ""
    message = f"data not available: the version {recorded(version)} cannot be read by today's schema{why}"
    return Note(version.path, f"{message}; its text is kept")


def _text_beside(name: str, history: History, asked: AsOfDates, documents: Documents) -> str:
    """Return the text of a file that is beside the entries, as recorded by then; empty if there was none."""
    lineage = history.lineages.get(name)
    version = _newest(lineage, asked) if lineage else None
    return documents.text(version) if version else ""
