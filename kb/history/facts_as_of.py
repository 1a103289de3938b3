"""The facts store as of a day: of each table the edition that was in force, out of all that git holds."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from kb.facts.provenance import Provenance, read_provenance, write_provenance
from kb.facts.store import Store
from kb.facts.tables import TABLES, Table
from kb.history.commits import log_facts
from kb.history.git import Unrecorded, probe, read_blobs
from kb.history.lineage import commit_of


@dataclass(frozen=True)
class Recorded:
    """A state of a table that git holds, or that stands on disk: the day it was recorded, its source, its content.

    `blob` names the content in git; it is empty for the state on disk. `day` is None where it is not committed.
    """

    day: dt.date | None
    source: Provenance
    blob: str


@dataclass(frozen=True)
class FactsAsOf:
    """The store as of a day; and of tables without an edition in force by then, the first edition that is held."""

    store: Store
    later: Mapping[str, dt.date]


def facts_as_of(folder: Path, on_disk: Store, date: dt.date | None, known: dt.date | None) -> FactsAsOf:
    """Give the store in force on a date of service as recorded by a day; without a date, the newest editions.

    Only git knows what stood there before; without it, the files on disk count. Raises ToolError where git fails.
    """
    states = {table.name: list(_on_disk(on_disk, table)) for table in TABLES}
    for name, state in _recorded(folder):
        states[name].append(state)
    chosen: dict[str, Recorded] = {}
    later: dict[str, dt.date] = {}
    for name, found in states.items():
        held = [state for state in found if known is None or (state.day is not None and state.day <= known)]
        fitting = [state for state in held if date is None or state.source.edition <= date]
        if fitting:
            chosen[name] = max(fitting, key=lambda state: (state.source.edition, state.day or dt.date.max))
        elif held:
            later[name] = min(state.source.edition for state in held)
    return FactsAsOf(_store(folder, on_disk, chosen), later)


def _on_disk(store: Store, table: Table) -> Iterator[Recorded]:
    if table.name in store.sources:
        yield Recorded(None, store.sources[table.name], "")


def _recorded(folder: Path) -> Iterator[tuple[str, Recorded]]:
    """Give every state of every table that git holds, oldest first, by the name of the table."""
    repository = probe(folder)
    if isinstance(repository, Unrecorded):
        return
    blobs: dict[str, str] = {}
    pending: list[tuple[dt.date, Table, str, str]] = []
    for logged in log_facts(repository):
        blobs.update({change.path: change.blob for change in logged.changes})
        changed = {change.path for change in logged.changes}
        day = commit_of(logged, repository.boundary).recorded
        for table in TABLES:
            source, content = blobs.get(table.provenance), blobs.get(table.path)
            if {table.path, table.provenance} & changed and source and content:
                pending.append((day, table, source, content))
    texts = dict(read_blobs(folder, [source for _, _, source, _ in pending]))
    for day, table, source, content in pending:
        read = read_provenance(table, texts[source])
        if isinstance(read, Provenance):
            yield table.name, Recorded(day, read, content)


def _store(folder: Path, on_disk: Store, chosen: Mapping[str, Recorded]) -> Store:
    contents = dict(read_blobs(folder, [state.blob for state in chosen.values() if state.blob]))
    files: dict[str, bytes] = {}
    for table in TABLES:
        if state := chosen.get(table.name):
            files[table.path] = contents[state.blob] if state.blob else on_disk.files[table.path]
            files[table.provenance] = write_provenance(table, state.source)
    return Store(files)
