"""The pages of versions that no entry's page shows: earlier and upcoming ones, unreadable ones, withdrawn entries."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
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
    """What a reader must know before reading: which version this is, whose, and for which days it speaks.

    `current` is the address of the entry's page, `current_title` says what stands there and `door` what to do there.
    `next` is the version
    that came after, with what it changed; None for the newest. `carried` are the entries, with title and page, that
    carry on what this one said: where there are any, it speaks for no day.
    """

    view: VersionView
    note: str
    replaced: dt.date | None
    current: str
    current_title: str
    door: str
    next: VersionView | None
    carried: tuple[tuple[str, str], ...]

    @property
    def period(self) -> InForcePeriod | None:
        """The days of service the version speaks for; None where it speaks for none."""
        return self.view.period


@dataclass(frozen=True)
class VersionPage:
    """An entry as it stood. `where` is its payer and scope in words."""

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
    """A version that today's schema cannot read: its text as it stood, and what stands in the way."""

    banner: Banner
    title: str
    where: str
    text: str
    problems: tuple[str, ...]
    crumbs: tuple[Crumb, ...]


@dataclass(frozen=True)
class Withdrawn:
    """An entry whose file was taken away: when, every version it had, and who carries on its words, if any does."""

    title: str
    where: str
    version: Version
    past: VersionHistory
    carried: tuple[tuple[str, str], ...]
    crumbs: tuple[Crumb, ...]


def version_pages(pasts: VersionHistories) -> Iterator[Page]:
    """Make the page of each version that stands at an address of its own, and of each withdrawn entry."""
    for lineage in pasts.clocks.lineages.values():
        for version in lineage.versions:
            address = pasts.addresses.get(version, "")
            if version.withdrawn and address:
                yield _withdrawn(pasts, lineage, address)
            elif address and address != f"{version.id}.html":
                yield _version(pasts, lineage, version, address)


def _withdrawn(pasts: VersionHistories, lineage: Lineage, address: str) -> Page:
    title, where = _title(pasts, lineage), _where(pasts.clocks.library, lineage.newest.scope)
    way = (*_way(pasts.clocks.library, lineage.newest.scope), Crumb(title))
    shown = Withdrawn(title, where, lineage.newest, pasts.past(lineage), _carried(pasts, lineage), way)
    return Page(address, "withdrawn", f"{where}: {title} (withdrawn {_mark(lineage.newest)})", shown)


def _carried(pasts: VersionHistories, lineage: Lineage) -> tuple[tuple[str, str], ...]:
    """Give title and page of each entry that carries on what a lineage said."""
    entries = (pasts.clocks.on_disk.by_path.get(f"{id_}.md") for id_ in pasts.carried.get(lineage.id, ()))
    return tuple((entry.title, f"{entry.id}.html") for entry in entries if entry)


def _version(pasts: VersionHistories, lineage: Lineage, version: Version, address: str) -> Page:
    read, library = pasts.clocks.documents.read_version(version), pasts.clocks.library
    where, banner = _where(library, version.scope), _banner(pasts, lineage, version)
    way = (
        *_way(library, version.scope),
        Crumb(banner.current_title, banner.current),
        Crumb(f"Version {_mark(version)}"),
    )
    if not isinstance(read, Entry):
        problems = tuple(map(str, read.problems)) if isinstance(read, Unreadable) else ()
        text = pasts.clocks.documents.text(version)
        told = VersionText(banner, version.id, where, text, problems, way)
        return Page(address, "version_text", f"{version.id}, version {_mark(version)}", told)
    sources = numbered(read)
    text_by = prose(read, sources, old_links(pasts, version, address))
    shown = VersionPage(
        banner=banner,
        entry=read,
        where=where,
        answers=own_answers(read, library, sources),
        sections=tuple(SectionView(s.heading, s.slug, text_by[s.heading]) for s in read.sections),
        sources=sources,
        receipts=receipts(read),
        crumbs=way,
    )
    return Page(address, "version", f"{where}: {read.title}, version {_mark(version)}", shown)


def _banner(pasts: VersionHistories, lineage: Lineage, version: Version) -> Banner:
    past = pasts.past(lineage)
    newest_first = list(past.versions)
    number = next(n for n, view in enumerate(newest_first) if view.version == version)
    after = newest_first[number - 1] if number else None
    shown = next((view for view in newest_first if view.address == f"{view.version.id}.html"), newest_first[0])
    return Banner(
        view=newest_first[number],
        note=past.note,
        replaced=after.version.recorded if after else None,
        current=shown.address,
        current_title=_title(pasts, lineage),
        door=_door(lineage, past),
        next=after,
        carried=_carried(pasts, lineage),
    )


def _door(lineage: Lineage, past: VersionHistory) -> str:
    """Say what stands on the entry's page."""
    if lineage.newest.withdrawn:
        return "See when it was withdrawn"
    return f"Read what begins on {day(past.begins)}" if past.begins else "Read today's version"


def _title(pasts: VersionHistories, lineage: Lineage) -> str:
    """Give the newest title that can be read; else the id."""
    read = (pasts.entry(version) for version in reversed(lineage.versions))
    return next((entry.title for entry in read if entry), lineage.newest.id)


def _mark(version: Version) -> str:
    """Name a version: the day it was recorded and its commit."""
    return f"{version.recorded} ({version.commit.sha[:7]})" if version.commit else "not committed"


def _where(library: Library, scope: str) -> str:
    """Say in words for whom a scope speaks; one whose payer is gone, by its id."""
    payer = library.payers.get(scope.partition("/")[0])
    return f"{payer.title}, {scope_name(library, scope)}" if payer else scope


def _way(library: Library, scope: str) -> Iterator[Crumb]:
    """Lead from home to a scope, as far as it is there today."""
    name, _, part = scope.partition("/")
    payer = library.payers.get(name)
    yield Crumb("Home", "index.html")
    if payer:
        yield Crumb(payer.title, f"{payer.id}.html")
    if find_scope(library, scope):
        yield Crumb(scope_name(library, scope), f"{name}/payer.html#scope-{part}")


def off_stage(pasts: VersionHistories, payer: str) -> tuple[tuple[str, str, str], ...]:
    """List a payer's entries that speak for no day now, with their address and why: withdrawn, or not begun."""
    found = []
    for lineage in pasts.clocks.lineages.values():
        newest, address = lineage.newest, pasts.addresses.get(lineage.newest, "")
        begins = pasts.past(lineage).begins
        if newest.path.split("/")[0] == payer and (newest.withdrawn or begins):
            told = f"begins on {begins}" if begins else "withdrawn"
            found.append((f"{_where(pasts.clocks.library, newest.scope)}: {_title(pasts, lineage)}", address, told))
    return tuple(found)
