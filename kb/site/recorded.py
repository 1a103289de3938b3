"""What changes in a site, beside the pages of an entry, where its text comes to be as in the newest commit, or other.

The commit's version then has a page of its own, or none any more, to which changes lead; and published data names the
commit with changes that are not committed, or without.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from itertools import chain
from typing import Final

from kb.catalogue.told_again import told_again
from kb.changes.log import change_log
from kb.changes.recorded import RecordedCommit
from kb.history.clocks import Clocks
from kb.pages.changes import changes_pages
from kb.pages.entry_pages import shown_entries
from kb.pages.page import Page
from kb.pages.version import own_versions
from kb.pages.version_addresses import version_address
from kb.pages.version_history import VersionHistories
from kb.published.crawlers import crawler_files, listed_pages
from kb.published.edition import TOP, Edition
from kb.site.file_list import read_list
from kb.site.folder_pages import is_folder_page
from kb.site.kept import CHANGES, Kept
from kb.site.moved import Moved, Site

CATALOGUE: Final = "catalogue.sqlite"
NAME_THE_COMMIT: Final = (
    *(f"{TOP}/{name}.json" for name in ("index", "codes", "payers")),
    *("datapackage.json", "api.html", "static/names.js"),
)
"""The files of text that say what published data was made from."""

Read = Callable[[str], bytes]
"""Reads a file of the site as the last build left it."""


def recorded_commits(clocks: Clocks, kept: Kept, rest: str) -> tuple[RecordedCommit, ...]:
    """Return the changes of every commit: those that were kept by the key of all but texts on disk, or made anew."""
    found: tuple[RecordedCommit, ...] | None = kept.get(CHANGES, rest)
    if found is None:
        found = change_log(clocks.history, clocks.documents)
        kept.put(found, CHANGES, rest)
    return found


def of_moved(
    histories: VersionHistories, moved: Moved, commits: Callable[[], tuple[RecordedCommit, ...]], site: Site
) -> tuple[Iterator[Page], Iterator[tuple[str, bytes]], frozenset[str]]:
    """Make the pages and the files that change with what moved, and tell which addresses go.

    `commits` gives the changes that are recorded.
    """
    if not moved.lineages:
        return iter(()), commit_files(moved, site.read), frozenset()
    gone = gone_versions(histories, moved.lineages)
    pages = moved_pages(histories, moved.lineages, commits(), read_list(site.out))
    return pages, chain(commit_files(moved, site.read), sitemaps(histories, site.edition, gone, site.read)), gone


def commit_files(moved: Moved, read: Read) -> Iterator[tuple[str, bytes]]:
    """Yield the files that name the commit, where they are to name it otherwise."""
    if moved.before == moved.now:
        return
    for address in NAME_THE_COMMIT:
        yield address, read(address).replace(moved.before.encode(), moved.now.encode())
    yield CATALOGUE, told_again(read(CATALOGUE), moved.now)


def moved_pages(
    histories: VersionHistories, lineages: Collection[str], found: tuple[RecordedCommit, ...], others: Collection[str]
) -> Iterator[Page]:
    """Make the pages of changes that lead to versions of some lineages; `others` are the site's addresses."""
    pages = frozenset(one for one in others if one.endswith(".html") and not is_folder_page(one))
    yield from changes_pages(histories.clocks, found, histories.addresses, pages, lineages)


def gone_versions(histories: VersionHistories, lineages: Collection[str]) -> frozenset[str]:
    """Return the addresses of versions of some lineages that are no longer to have a page."""
    versions = [version for id_ in lineages for version in histories.clocks.lineages[id_].versions]
    shown = {histories.addresses.get(version) for version in versions}
    return frozenset(map(version_address, versions)) - shown


def sitemaps(
    histories: VersionHistories, edition: Edition, gone: Collection[str], read: Read
) -> Iterator[tuple[str, bytes]]:
    """Yield what crawlers read, where the site's own address is known: other versions have a page than had one."""
    if not edition.base_url:
        return
    versions = [address for address, _, _ in own_versions(histories)]
    passed = {*versions, *gone}
    listed = [one for one in listed_pages(read, edition.base_url) if one not in passed]
    entries = {f"{one.id}.html" for one in shown_entries(histories.clocks)}
    end = max((number for number, one in enumerate(listed, 1) if one in entries), default=0)
    found = crawler_files(histories.clocks.library, [*listed[:end], *versions, *listed[end:]], edition)
    yield from ((address, text.encode()) for address, text in found)
