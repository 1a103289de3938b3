"""The changes pages: the newest changes, and every change of a month, each at an address for good."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Final

from kb.changes.addresses import FEED, NEWEST, code_feed, month, month_page, payer_feed
from kb.changes.pagination import LINE, elements, page_parts
from kb.changes.recorded import FileChange, RecordedCommit
from kb.diff.direction import DIRECTIONS
from kb.domain.days import day
from kb.domain.model import Library
from kb.domain.vocabulary import Value
from kb.history.clocks import Clocks
from kb.pages.change_view import ChangeContext, DayView, Shown
from kb.pages.page import Crumb, Page
from kb.pages.payer_changes import PayerChange, payer_changes
from kb.pages.version_addresses import Addresses
from kb.pages.version_history import NOTES

MOST_NEWEST: Final = 40
"""How many changes the first page shows; the pages of the months have all."""

MOST_ELEMENTS: Final = 900
"""How many HTML elements of changes the first page has room for, beside its feeds, months and filters."""

MOST_FILES: Final = 80
"""How many files of a large addition the first page names."""

Months = Mapping[str, tuple[tuple[str, ...], int]]
"""The pages of each month, and how many changes it has."""


@dataclass(frozen=True)
class Changes:
    """What a changes page shows, newest first. `month` is empty on the first page; `months` are all there are.

    `pages` are those of the month, the oldest changes first, of which this is `number`. `more` counts the changes
    that only the pages of the months show; `note` says what history is missing. `by_payers` are the answers that
    payers changed, on the first page alone.
    """

    days: tuple[DayView, ...]
    month: str
    months: tuple[tuple[str, str, int], ...]
    pages: tuple[str, ...]
    number: int
    more: int
    note: str
    codes: tuple[str, ...]
    payers: tuple[tuple[str, str], ...]
    directions: tuple[Value, ...]
    feed: str
    feeds: tuple[tuple[str, str], ...]
    by_payers: tuple[PayerChange, ...]
    crumbs: tuple[Crumb, ...]


def changes_pages(
    clocks: Clocks,
    found: tuple[RecordedCommit, ...],
    versions: Addresses,
    others: Collection[str],
    lineages: Collection[str] | None = None,
) -> Iterator[Page]:
    """Make the page of the newest changes and those of each month; or of these the ones that tell of some lineages.

    `versions` has the addresses of the pages of versions, `others` are those of all other pages.
    """
    months = _months(found)
    making = ChangeContext(_titles(months), clocks, versions, others)
    newest = tuple(_newest(found))
    more = sum(len(one.changes) for one in found) - sum(len(part.changes) for _, part in newest)
    base = Changes(
        days=making.days(newest),
        month="",
        months=tuple((pages[-1], day(name), number) for name, (pages, number) in months.items()),
        pages=(),
        number=0,
        more=more,
        note=NOTES[clocks.history.state],
        codes=tuple(clocks.on_disk.codes),
        payers=tuple((name, page.title) for name, page in clocks.on_disk.payers.items()),
        directions=DIRECTIONS,
        feed=FEED,
        feeds=_feeds(clocks.on_disk),
        by_payers=payer_changes(clocks.on_disk, found),
        crumbs=(Crumb("Home", "index.html"), Crumb("Changes")),
    )
    if _tells_of(newest, lineages):
        yield Page(NEWEST, "changes", "What changed", base)
    by_page = _by_page(found)
    for name, (pages, _) in months.items():
        for number, address_ in enumerate(pages, 1):
            if not _tells_of(by_page[address_], lineages):
                continue
            title, days = making.titles[address_], making.days(by_page[address_])
            crumbs = (*base.crumbs[:1], Crumb("Changes", NEWEST), Crumb(title))
            own = replace(base, days=days, month=name, pages=pages, number=number, crumbs=crumbs)
            shown = replace(own, more=0, by_payers=())
            yield Page(address_, "changes", f"What changed in {title}", shown)


def _tells_of(shown: tuple[Shown, ...], lineages: Collection[str] | None) -> bool:
    return lineages is None or any(one.lineage in lineages for _, part in shown for one in part.changes)


def _titles(months: Months) -> dict[str, str]:
    """Return each page of a month its title: Nov 2026, and which part of how many where it has several."""
    return {
        page: day(name) + (f", part {number} of {len(pages)}" if len(pages) > 1 else "")
        for name, (pages, _) in months.items()
        for number, page in enumerate(pages, 1)
    }


def _months(found: tuple[RecordedCommit, ...]) -> Months:
    """Return each month, the newest first, with its pages, the oldest first, and how many changes it has."""
    named = {name: tuple(group) for name, group in groupby(found, month)}
    pages = {name: {page for one in group for page, _ in page_parts(one)} for name, group in named.items()}
    return {
        name: (
            tuple(month_page(name, number) for number in range(1, len(pages[name]) + 1)),
            sum(len(one.changes) for one in group),
        )
        for name, group in named.items()
    }


def _by_page(found: tuple[RecordedCommit, ...]) -> dict[str, tuple[Shown, ...]]:
    """Return by page of a month its commits, newest first, each with its part on that page."""
    pages: dict[str, list[Shown]] = {}
    for one in found:
        for page, part in page_parts(one):
            pages.setdefault(page, []).append((one, part))
    return {page: tuple(pairs) for page, pairs in pages.items()}


def _feeds(library: Library) -> tuple[tuple[str, str], ...]:
    """Name the feeds of payers and codes, each with its address."""
    payers = ((page.title, payer_feed(name)) for name, page in library.payers.items())
    return (*payers, *((code, code_feed(code)) for code in library.codes))


def _newest(found: tuple[RecordedCommit, ...]) -> Iterator[Shown]:
    """Yield the newest commits until they have enough changes or fill the page; a large one is cut."""
    number, room = 0, MOST_ELEMENTS
    for one in found:
        if number >= MOST_NEWEST or room <= 0:
            return
        fitting = tuple(_fitting(one.detailed[: MOST_NEWEST - number], room, none_yet=not number))
        cut = len(fitting) < len(one.detailed)
        part = replace(one, detailed=fitting, added=() if cut else one.added[:MOST_FILES])
        room = 0 if cut else room - sum(map(elements, fitting)) - LINE * len(part.added)
        number += len(fitting) + bool(part.added)
        if fitting or part.added or not one.changes:
            yield one, part


def _fitting(changes: Iterable[FileChange], room: int, *, none_yet: bool) -> Iterator[FileChange]:
    """Yield changes as long as they fit; the first of a page in any case."""
    for change in changes:
        room -= elements(change)
        if room < 0 and not none_yet:
            return
        none_yet = False
        yield change
