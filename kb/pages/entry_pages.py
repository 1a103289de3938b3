"""The pages of entries, and all pages that show the text of some: what a build makes where only texts changed."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from kb.content.prose import to_page
from kb.domain.model import Entry
from kb.history.clocks import Clocks
from kb.pages.entry import entry_page
from kb.pages.evidence import evidence_pages
from kb.pages.evidence_parts import in_parts
from kb.pages.grid import Grid
from kb.pages.page import Page
from kb.pages.version import version_pages
from kb.pages.version_history import VersionHistories, old_links


def pages_of_texts(histories: VersionHistories, grids: Mapping[str, Grid], paths: Collection[str]) -> Iterator[Page]:
    """Make the pages that show the text of some entries, given by path: their own, of versions, and any of evidence.

    `grids` need to have the scopes of these entries alone.
    """
    lineages = [one for one in histories.clocks.lineages.values() if one.newest.path in paths]
    yield from entry_pages(histories, grids, paths)
    yield from version_pages(histories, lineages)
    if not in_parts(histories.clocks.library):
        yield from evidence_pages(histories.clocks, paths)


def shown_entries(clocks: Clocks) -> tuple[Entry, ...]:
    """Return the entries in force, and those on disk that have not begun and replace none, in order of path."""
    waiting = (entry for entry in clocks.on_disk.entries if entry.path not in clocks.library.by_path)
    return tuple(sorted((*clocks.library.entries, *waiting), key=lambda entry: entry.path))


def entry_pages(
    histories: VersionHistories, grids: Mapping[str, Grid], paths: Collection[str] | None = None
) -> Iterator[Page]:
    """Make the page of each entry in force, and of each that has not begun and replaces none; or those of paths."""
    library = histories.clocks.library
    for entry in shown_entries(histories.clocks):
        if paths is not None and entry.path not in paths:
            continue
        address = f"{entry.id}.html"
        lineage, version = histories.shown_at(address)
        lead = to_page if version is lineage.newest else old_links(histories, version, address)
        yield entry_page(entry, library, grids, histories.of(lineage), lead)
