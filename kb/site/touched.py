"""What a build makes where the texts of some entries changed since the last one, and nothing else: their own files.

All else stays as the last build wrote it. Answers, lists and the pages of others come from the outlines of entries
(`kb/content/outline.py`), and from the history without what is not committed.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from importlib import import_module
from itertools import chain
from types import SimpleNamespace
from typing import Any, Final

from kb.answers.applicable import related_scopes
from kb.catalogue.resolved import resolve_answers
from kb.catalogue.rows import scope_rows
from kb.content.load import Texts
from kb.domain.model import Library
from kb.history.clocks import Clocks
from kb.pages.ask_cited import touched_cited
from kb.pages.claim_versions import touched_versions
from kb.pages.entry_pages import pages_of_texts
from kb.pages.grid import Grid, make_grids
from kb.pages.page import Page
from kb.pages.version_history import VersionHistories
from kb.published.edition import Committed
from kb.search.analysis import Concepts, make_concepts
from kb.search.documents import documents_of, groups_of
from kb.search.touched import Touched, is_whole, touch
from kb.site.evidence_scripts import touched_scripts
from kb.site.kept import Kept
from kb.site.moved import Moved, Site
from kb.site.render import render
from kb.site.unchanged import Note

MOST: Final = 20
"""How many entries may have a new text; where more have, a whole build takes little longer."""

CONCEPTS: Final = "concepts"
"""What the table of phrases is kept by."""

Commits = Callable[[], Any]
"""Gives the changes of all commits."""

Told = Mapping[str, tuple[str, str]]
"""By path, the hash of a file, and the outline of what it says."""


def told_of(texts: Texts, outlines: Mapping[str, str]) -> dict[str, tuple[str, str]]:
    """Return the hash and the outline of each file."""
    return {path: (texts.digest(path).hex(), outlines.get(path, "")) for path in texts.files}


@dataclass(frozen=True)
class Edits:
    """The entries whose text changed since a build, by path, and what is as committed now and was not, or was."""

    paths: frozenset[str]
    moved: Moved


def edits_since(note: Note | None, now: Note, texts: Texts, made_from: Committed | None) -> Edits | None:
    """Return what entries changed in their text alone since a build; None where anything else did, or many.

    `now` is what the site is to be made from, `texts` are the files on disk.
    """
    if note is None or note.rest != now.rest:
        return None
    changed = changed_texts(note, now.files)
    if changed is None or len(changed) > MOST:
        return None
    moved = Moved(frozenset({*note.edits} ^ {*now.edits}), note.made_from, now.made_from)
    return Edits(changed, moved) if _can_follow(moved, texts, made_from) else None


def changed_texts(note: Note, told: Told) -> frozenset[str] | None:
    """Return the entries whose text changed since a build; None where a file is new or gone, or more than that."""
    before = note.files
    changed = frozenset(path for path, one in told.items() if before.get(path) != one)
    same = all(path in before and told[path][1] and before[path][1] == told[path][1] for path in changed)
    return changed if same and before.keys() == told.keys() else None


def _can_follow(moved: Moved, texts: Texts, made_from: Committed | None) -> bool:
    """Tell whether the name of the commit can be changed where it stands: no text on disk has it too."""
    named = made_from.commit if made_from and moved.before != moved.now else ""
    return not named or not any(named in text for text in texts.files.values())


def touched_files(
    clocks: Clocks, edits: Edits, commits: Commits, site: Site
) -> tuple[Iterator[tuple[str, bytes]], Collection[str]]:
    """Make the files of a site that change with the texts of some entries; and tell which go.

    The site has all else as it is to be. `commits` gives the changes that are recorded.
    """
    moved = edits.moved.lineages
    lineages = [one for one in clocks.lineages.values() if one.newest.path in edits.paths or one.id in moved]
    every = frozenset(version.path for one in lineages for version in one.versions)

    found, histories = _searched(clocks.library, every, site), VersionHistories(clocks, lineages)
    pages = pages_of_texts(histories, _grids(clocks.library, {one.rpartition("/")[0] for one in every}), every)
    of_moved = _nothing if edits.moved.is_nothing else import_module("kb.site.recorded").of_moved  # slow to load
    more, others, gone = of_moved(histories, edits.moved, commits, site)
    files = chain(
        ((page.address, render(page, site.templates).encode()) for page in chain(pages, more)),
        touched_scripts(clocks, every, site.templates, site.read),
        touched_cited(clocks.library, every),
        touched_versions(clocks, every),
        chain(found.files.items(), others),
    )
    return files, {*found.gone, *gone}


def _nothing(*_: object) -> tuple[Iterator[Page], Iterator[tuple[str, bytes]], frozenset[str]]:
    """Return the pages, the files and what goes where nothing came to be as committed, or other."""
    return iter(()), iter(()), frozenset()


def _grids(library: Library, scopes: Collection[str]) -> dict[str, Grid]:
    """Make the grids of all codes, with some scopes alone: only entries that may apply to these are asked."""
    asked = {*scopes, *(name for scope in scopes for name in related_scopes(library, scope))}
    cut = replace(library, entries=tuple(entry for entry in library.entries if entry.scope_id in asked))
    named = [SimpleNamespace(**values) for values in scope_rows(library) if values["id"] in scopes]
    return make_grids(named, resolve_answers(cut, scopes=scopes))


def _searched(library: Library, paths: Collection[str], site: Site) -> Touched:
    """Make the files of the search that change; an index in one file is made anew."""
    if is_whole(site.read):
        return Touched(import_module("kb.search.files").search_files(library), frozenset())  # slow to load
    return touch(site.read, documents_of(library, paths), _concepts(library, site.kept))


def _concepts(library: Library, kept: Kept) -> Concepts:
    """Return the table of phrases: the one that was kept by all that it is made of, or made anew."""
    groups = groups_of(library)
    found: Concepts | None = kept.get(CONCEPTS, repr(groups))
    if found is None:
        found = make_concepts(groups)
        kept.put(found, CONCEPTS, repr(groups))
    return found
