"""The cases that packs are made of: for a call of the command, or for each entry of a site on the day of the site."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator
from dataclasses import replace
from typing import Final

from kb.answers.applicable import NATIONAL, reach_kind_of, related_scopes
from kb.domain.model import Entry, Library
from kb.domain.problem import UsageError, shown
from kb.domain.reach import is_code
from kb.evidence.pack import Case
from kb.evidence.rulings import codes_reached
from kb.history.clocks import Clocks
from kb.history.documents import Documents, documents_of
from kb.history.in_force import AsOfDates, InForce, in_force
from kb.history.library_as_of import AsOf, library_as_of
from kb.history.record import find_lineage
from kb.history.text_edits import not_committed, text_edits
from kb.history.versions import UNRECORDED, History, Lineage

MOST_CODES: Final = 6
"""For how many codes of its reach a pack gives resolved answers, where no code is named."""


def case_of(  # noqa: PLR0913  (each is a word of the call)
    library: Library, history: History, name: str, code: str, asked: AsOfDates, *, today: dt.date
) -> Case:
    """Prepare a pack for an entry, as named by an id or a former one, and a code (or none) as of two clocks.

    `library` and `history` are of the same files on disk; `today` is the day on which the pack is made. Raises
    UsageError if there is no such entry, today's schema cannot read it, or it does not apply to the code; and
    where `known` is given without a history.
    """
    if asked.known and history.state == UNRECORDED:
        raise UsageError(f"--known asks what was recorded on a day. {history.note} Leave --known out.")
    lineage = find_lineage(history, name)
    documents = documents_of(history, library)
    payers = {version.path.split("/")[0] for version in lineage.versions} | {NATIONAL.split("/")[0]}
    then = library_as_of(history, asked, documents, today, frozenset(payers))
    if lineage.id not in then.versions:
        raise UsageError(f"{lineage.id} is no entry; name one by its path: cigna/commercial/0709t")
    force = then.versions[lineage.id]
    entry = _deciding_entry(then, lineage, force)
    subject = entry or _nearest(lineage, force, documents)
    read_by = then.library if entry else library
    codes, more = ((_code(read_by, subject, code),), 0) if code else _codes(read_by, subject)
    notes = tuple(note for note in then.notes if note.path.rpartition("/")[0] == subject.scope_id)
    changed = Changed(history, documents, today).concerns(lineage)
    return Case(
        then.library, history, documents, lineage, force, asked, today, entry, subject, codes, more, notes, changed
    )


class Changed:
    """What differs on disk from the newest commit: the text of an entry concerns its own packs, all else any pack."""

    def __init__(self, history: History, documents: Documents, today: dt.date) -> None:
        """Compare once for many packs. Raises ToolError if the repository has lost a text."""
        self._found = not_committed(history)
        self._all = not self._found <= text_edits(history, documents, today)

    def concerns(self, lineage: Lineage) -> bool:
        """Tell whether the pack of an entry may tell what the newest commit does not."""
        return self._all or lineage.id in self._found


def _deciding_entry(then: AsOf, lineage: Lineage, force: InForce) -> Entry | None:
    """Return the entry that decides on the day as the library has it; None if none had begun, or withdrawn."""
    if not force.decided or force.decided.withdrawn:
        return None
    path = force.decided.path
    found = next((entry for entry in then.library.entries if entry.path == path), None)
    if found is None or then.lineage_of.get(found.id) != lineage.id:
        why = next((note.text for note in then.notes if note.path == path), "it cannot be read")
        raise UsageError(
            f"the version of {lineage.id} in force is not to be had: {why}; 'history {lineage.id}' lists its versions"
        )
    return found


def _nearest(lineage: Lineage, force: InForce, documents: Documents) -> Entry:
    """Return a version to name the entry by: the next one to begin, else the newest that can be read."""
    versions = [version for version in (*force.upcoming, *reversed(lineage.versions)) if not version.withdrawn]
    read = documents.read(versions)
    found = next((document for document in read if isinstance(document, Entry)), None)
    if found is None:
        raise UsageError(
            f"no version of {lineage.id} can be read by today's schema; 'history {lineage.id}' lists them"
        )
    return found


def _code(library: Library, entry: Entry, written: str) -> str:
    code = written.strip().upper()
    if not is_code(code):
        raise UsageError(f"'{shown(written)}' is no CPT or HCPCS code; write it like 0709T")
    if not reach_kind_of(library, entry, code):
        raise UsageError(f"{entry.id} does not speak for {code}: it speaks for {entry.reach.label}; leave --code out")
    return code


def _codes(library: Library, entry: Entry) -> tuple[tuple[str, ...], int]:
    found = codes_reached(library, entry)
    return found[:MOST_CODES], len(found[MOST_CODES:])


def cases(clocks: Clocks, paths: Collection[str] | None = None) -> Iterator[Case]:
    """Prepare a pack for each entry on the day of the site, or for those of some paths, in order of id."""
    asked = AsOfDates(clocks.today)
    deciding = _deciding(clocks, asked, paths)
    wanted = [entry for entry in clocks.library.entries if paths is None or entry.path in paths]
    clocks.documents.read(
        version for entry in wanted for version in deciding[entry.path][0].versions if not version.withdrawn
    )
    by_scope: dict[str, Library] = {}
    changed = Changed(clocks.history, clocks.documents, clocks.today)
    for entry in wanted:
        lineage, force = deciding[entry.path]
        if entry.scope_id not in by_scope:
            by_scope[entry.scope_id] = _library_around(clocks.library, entry.scope_id)
        library = by_scope[entry.scope_id]
        yield Case(
            library,
            clocks.history,
            clocks.documents,
            lineage,
            force,
            asked,
            clocks.today,
            entry,
            entry,
            *_codes(clocks.library, entry),
            changed=changed.concerns(lineage),
        )


def _deciding(clocks: Clocks, asked: AsOfDates, paths: Collection[str] | None) -> dict[str, tuple[Lineage, InForce]]:
    """Find lineage and version of each path, or of some; a file that is there today goes before one that once was."""
    found: dict[str, tuple[Lineage, InForce]] = {}
    every = clocks.lineages.values()
    held = [one for one in every if paths is None or any(version.path in paths for version in one.versions)]
    for lineage in sorted(held, key=lambda each: not each.newest.withdrawn):
        force = in_force(lineage, asked)
        if force.decided and not force.decided.withdrawn:
            found[force.decided.path] = lineage, force
    return found


def _library_around(library: Library, scope: str) -> Library:
    """Cut a library to the entries that may apply to a scope, so that its answers are found faster."""
    scopes = (scope, *related_scopes(library, scope))
    return replace(library, entries=tuple(entry for name in scopes for entry in library.entries_of(name)))
