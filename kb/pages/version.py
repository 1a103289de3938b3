"""The pages of versions that no entry page shows: earlier, upcoming and unreadable ones, and withdrawn entries."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kb.domain.days import day
from kb.domain.model import Entry, Library, Receipt
from kb.domain.scopes import find_scope, scope_name
from kb.history.documents import Unreadable
from kb.history.in_force_periods import InForcePeriod
from kb.history.versions import Lineage, Version
from kb.pages.entry import AnswerView, own_answers
from kb.pages.page import Crumb, NumberedSource, Page, SectionView, numbered, prose, receipts
from kb.pages.version_history import VersionHistories, VersionHistory, VersionView, old_links


@dataclass(frozen=True)
class Banner:
    """What a reader must know before reading: which version this is, of which entry, and when it is in force.

    `current` is the address of the entry's page, `current_title` its title and `link_text` the words of a link to it.
    `next` is the version that came after, with what it changed; None for the newest. `replaced_by` are the entries,
    with title and page, that replace this one: where there are any, it is never in force.
    """

    view: VersionView
    note: str
    replaced: dt.date | None
    current: str
    current_title: str
    link_text: str
    next: VersionView | None
    replaced_by: tuple[tuple[str, str], ...]

    @property
    def period(self) -> InForcePeriod | None:
        """The period in which the version is in force; None if it never is."""
        return self.view.period


@dataclass(frozen=True)
class VersionPage:
    """A version of an entry. `where` is its payer and scope in words."""

    banner: Banner
    entry: Entry
    where: str
    answers: tuple[AnswerView, ...]
    sections: tuple[SectionView, ...]
    sources: Mapping[str, NumberedSource]
    receipts: tuple[tuple[Receipt, str], ...]
    crumbs: tuple[Crumb, ...]


@dataclass(frozen=True)
class VersionText:
    """A version that today's schema cannot read: its text, and its problems."""

    banner: Banner
    title: str
    where: str
    text: str
    problems: tuple[str, ...]
    crumbs: tuple[Crumb, ...]


@dataclass(frozen=True)
class Withdrawn:
    """A withdrawn entry: its last version, all of them, and the entries that replace it, if any do."""

    title: str
    where: str
    version: Version
    history: VersionHistory
    replaced_by: tuple[tuple[str, str], ...]
    crumbs: tuple[Crumb, ...]


def version_pages(histories: VersionHistories, lineages: Iterable[Lineage] | None = None) -> Iterator[Page]:
    """Make the page of each version with an address of its own, and of each withdrawn entry; or those of lineages."""
    for address, lineage, version in own_versions(histories, lineages):
        make = _withdrawn if version.withdrawn else _version
        yield make(histories, lineage, version, address)


def own_versions(
    histories: VersionHistories, lineages: Iterable[Lineage] | None = None
) -> Iterator[tuple[str, Lineage, Version]]:
    """Yield each version that has a page which is not its entry's, of all lineages or of some, with its address."""
    for lineage in histories.clocks.lineages.values() if lineages is None else lineages:
        for version in lineage.versions:
            address = histories.addresses.get(version, "")
            if address and (version.withdrawn or address != f"{version.id}.html"):
                yield address, lineage, version


def _withdrawn(histories: VersionHistories, lineage: Lineage, _: Version, address: str) -> Page:
    title, where = _title(histories, lineage), _where(histories.clocks.library, lineage.newest.scope)
    crumbs = (*_scope_crumbs(histories.clocks.library, lineage.newest.scope), Crumb(title))
    shown = Withdrawn(title, where, lineage.newest, histories.of(lineage), _replaced_by(histories, lineage), crumbs)
    return Page(address, "withdrawn", f"{where}: {title} (withdrawn {_mark(lineage.newest)})", shown)


def _replaced_by(histories: VersionHistories, lineage: Lineage) -> tuple[tuple[str, str], ...]:
    """Return title and page of each entry that replaces a lineage."""
    entries = (histories.clocks.on_disk.by_path.get(f"{id_}.md") for id_ in histories.replaced.get(lineage.id, ()))
    return tuple((entry.title, f"{entry.id}.html") for entry in entries if entry)


def _version(histories: VersionHistories, lineage: Lineage, version: Version, address: str) -> Page:
    read, library = histories.clocks.documents.read_version(version), histories.clocks.library
    where, banner = _where(library, version.scope), _banner(histories, lineage, version)
    crumbs = (
        *_scope_crumbs(library, version.scope),
        Crumb(banner.current_title, banner.current),
        Crumb(f"Version {_mark(version)}"),
    )
    if not isinstance(read, Entry):
        problems = tuple(map(str, read.problems)) if isinstance(read, Unreadable) else ()
        text = histories.clocks.documents.text(version)
        shown_text = VersionText(banner, version.id, where, text, problems, crumbs)
        return Page(address, "version_text", f"{version.id}, version {_mark(version)}", shown_text)
    sources = numbered(read)
    text_by = prose(read, sources, old_links(histories, version, address))
    shown = VersionPage(
        banner=banner,
        entry=read,
        where=where,
        answers=own_answers(read, library, sources),
        sections=tuple(SectionView(s.heading, s.slug, text_by[s.heading]) for s in read.sections),
        sources=sources,
        receipts=receipts(read),
        crumbs=crumbs,
    )
    return Page(address, "version", f"{where}: {read.title}, version {_mark(version)}", shown)


def _banner(histories: VersionHistories, lineage: Lineage, version: Version) -> Banner:
    history = histories.of(lineage)
    newest_first = list(history.versions)
    number = next(n for n, view in enumerate(newest_first) if view.version == version)
    after = newest_first[number - 1] if number else None
    shown = next((view for view in newest_first if view.address == f"{view.version.id}.html"), newest_first[0])
    return Banner(
        view=newest_first[number],
        note=history.note,
        replaced=after.version.recorded if after else None,
        current=shown.address,
        current_title=_title(histories, lineage),
        link_text=_link_text(lineage, history),
        next=after,
        replaced_by=_replaced_by(histories, lineage),
    )


def _link_text(lineage: Lineage, history: VersionHistory) -> str:
    """Return the words of a link to the page of the entry."""
    if lineage.newest.withdrawn:
        return "See when it was withdrawn"
    return f"Read what begins on {day(history.begins)}" if history.begins else "Read today's version"


def _title(histories: VersionHistories, lineage: Lineage) -> str:
    """Return the newest title that can be read; else the id."""
    read = (histories.entry(version) for version in reversed(lineage.versions))
    return next((entry.title for entry in read if entry), lineage.newest.id)


def _mark(version: Version) -> str:
    """Name a version: the day it was recorded and its commit."""
    return f"{version.recorded} ({version.commit.sha[:7]})" if version.commit else "not committed"


def _where(library: Library, scope: str) -> str:
    """Name a payer and its scope by the id of the scope; where the payer is gone, give the id."""
    payer = library.payers.get(scope.partition("/")[0])
    return f"{payer.title}, {scope_name(library, scope)}" if payer else scope


def _scope_crumbs(library: Library, scope: str) -> Iterator[Crumb]:
    """Yield the breadcrumbs from home to a scope, as far as payer and scope exist today."""
    name, _, part = scope.partition("/")
    payer = library.payers.get(name)
    yield Crumb("Home", "index.html")
    if payer:
        yield Crumb(payer.title, f"{payer.id}.html")
    if find_scope(library, scope):
        yield Crumb(scope_name(library, scope), f"{name}/payer.html#scope-{part}")


def entries_not_in_force(histories: VersionHistories, payer: str) -> tuple[tuple[str, str, dt.date | None], ...]:
    """List a payer's entries that are withdrawn (None) or have not begun: title, address, and the day one begins."""
    found = []
    for lineage in histories.clocks.lineages.values():
        newest = lineage.newest
        if newest.path.partition("/")[0] != payer:
            continue
        begins = histories.begins(lineage)
        if newest.withdrawn or begins:
            found.append((full_title(histories, lineage), histories.addresses.get(newest, ""), begins))
    return tuple(found)


def full_title(histories: VersionHistories, lineage: Lineage) -> str:
    """Name an entry with its payer and scope, by its newest version that can be read."""
    return f"{_where(histories.clocks.library, lineage.newest.scope)}: {_title(histories, lineage)}"
