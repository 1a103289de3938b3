"""What a build makes where the texts of some entries changed since the last one, and nothing else: their own files.

All else stays as the last build wrote it. Answers, lists and the pages of others come from the outlines of entries
(`kb/content/outline.py`), and from the history without what is not committed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import Final

from kb.answers.applicable import related_scopes
from kb.catalogue.resolved import resolve_answers
from kb.catalogue.tables import scope_rows
from kb.domain.model import Library
from kb.history.clocks import Clocks
from kb.pages.every_page import pages_of_texts
from kb.pages.grid import Grid, make_grids
from kb.pages.version_history import VersionHistories
from kb.search.documents import concepts_of, documents_of
from kb.search.touched import Read, Touched, is_whole, touch
from kb.site.evidence_scripts import touched_scripts
from kb.site.render import Templates, render
from kb.site.unchanged import Note
from kb.site.workers import search_files

MOST: Final = 20
"""How many entries may have a new text; where more have, a whole build takes little longer."""

Told = Mapping[str, tuple[str, str]]
"""By path, the hash of a file, and the outline of what it says."""


def told_of(files: Mapping[str, str], outlines: Mapping[str, str]) -> dict[str, tuple[str, str]]:
    """Return the hash and the outline of each file."""
    return {path: (hashlib.sha256(text.encode()).hexdigest(), outlines.get(path, "")) for path, text in files.items()}


def touched_paths(note: Note | None, now: Told, rest: str) -> frozenset[str] | None:
    """Return the paths of the entries whose text alone changed since a build; None where anything else did, or many.

    `rest` is the key of all but the content files.
    """
    if note is None or note.rest != rest:
        return None
    before = note.files
    changed = frozenset(path for path, told in now.items() if before.get(path) != told)
    same = all(path in before and now[path][1] and before[path][1] == now[path][1] for path in changed)
    return changed if same and before.keys() == now.keys() and len(changed) <= MOST else None


def touched_files(
    clocks: Clocks, paths: Collection[str], templates: Templates, out: Path
) -> tuple[Iterator[tuple[str, bytes]], Collection[str]]:
    """Make the files of a site that change with the texts of some entries, given by path; and tell which go.

    The site in the folder `out` has all else as it is to be.
    """
    lineages = [one for one in clocks.lineages.values() if one.newest.path in paths]
    every = frozenset(version.path for one in lineages for version in one.versions)

    def read(address: str) -> bytes:
        return (out / address).read_bytes()

    found = _searched(clocks.library, every, read)
    evidence = touched_scripts(clocks, every, templates, read)
    return chain(_pages(clocks, every, templates), evidence, found.files.items()), found.gone


def _pages(clocks: Clocks, paths: Collection[str], templates: Templates) -> Iterator[tuple[str, bytes]]:
    scopes = {path.rpartition("/")[0] for path in paths}
    for page in pages_of_texts(VersionHistories(clocks), _grids(clocks.library, scopes), paths):
        yield page.address, render(page, templates).encode()


def _grids(library: Library, scopes: Collection[str]) -> dict[str, Grid]:
    """Make the grids of all codes, with some scopes alone: only entries that may apply to these are asked."""
    asked = {*scopes, *(name for scope in scopes for name in related_scopes(library, scope))}
    cut = replace(library, entries=tuple(entry for entry in library.entries if entry.scope_id in asked))
    return make_grids(scope_rows(library, scopes), resolve_answers(cut, scopes=scopes))


def _searched(library: Library, paths: Collection[str], read: Read) -> Touched:
    """Make the files of the search that change; an index in one file is made anew."""
    if is_whole(read):
        return Touched(search_files(library), frozenset())
    return touch(read, documents_of(library, paths), concepts_of(library))
