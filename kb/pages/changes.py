"""The changes pages: the newest changes, and every change of a month, each at an address for good."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Final

from kb.changes.addresses import (
    FEED,
    NEWEST,
    address,
    anchor,
    code_feed,
    commit_address,
    commit_anchor,
    month,
    month_page,
    payer_feed,
)
from kb.changes.recorded import EVERY, Note, Recorded, Told
from kb.changes.room import parts
from kb.changes.say import about, counted, fact_words, gist, group_words, happened, headline, moved
from kb.days import day
from kb.diff.change import MOVED
from kb.diff.direction import DIRECTIONS
from kb.diff.say import shown_facts, whole
from kb.diff.words import Span, excerpt
from kb.history.clocks import Clocks
from kb.history.versions import Commit
from kb.model import Library
from kb.pages.addresses import Addresses
from kb.pages.page import Crumb, Page
from kb.pages.past import NOTES
from kb.vocabulary import Value

MOST_NEWEST: Final = 40
"""How many changes the first page shows; the rest is on the pages of the months."""

MOST_FILES: Final = 80
"""How many files of a large addition the first page names."""

MOST_NOTES: Final = 12
"""How many files of which nothing can be told a commit names; of more it gives the number."""

MOST_NEWS: Final = 5
MOST_SPANS: Final = 24
"""How many pieces of a section's text are shown; a section written anew is not shown word by word."""

TARGET: Final = re.compile(r"\]\([^)\s]*\)")
"""Where a link of the text leads: no help to a reader of single words."""

TONES: Final = {value.name: value.tone or "neutral" for value in DIRECTIONS}


_Shown = tuple[Recorded, Recorded]
"""A commit, and the part of it that a page shows."""


Months = Mapping[str, tuple[tuple[str, ...], int]]
"""The pages of each month, and how many changes it has."""


@dataclass(frozen=True)
class ChangeView:
    """A change as shown.

    `happened` says whether the payer's document or our reading of it differs. `link` is the address of its page,
    `version` that of the version that came of it; empty where there is none.

    `answers` and `facts` are sentences; `prose` has the sections whose text differs, word by word.
    """

    told: Told
    anchor: str
    address: str
    about: str
    gist: str
    happened: str
    link: str
    tone: str
    codes: str
    version: str
    answers: tuple[str, ...]
    facts: tuple[str, ...]
    prose: tuple[tuple[str, tuple[Span, ...]], ...]


@dataclass(frozen=True)
class CommitView:
    """A commit as shown: its changes, and the files of a large addition, which is counted in words.

    `left` counts its changes that stand elsewhere, `links` lead there; `more_notes` counts notes left out.
    """

    commit: Commit
    anchor: str
    views: tuple[ChangeView, ...]
    added: tuple[ChangeView, ...]
    counted: str
    left: int
    links: tuple[tuple[str, str], ...]
    notes: tuple[Note, ...]
    more_notes: int
    unchanged: int


@dataclass(frozen=True)
class Changes:
    """What a changes page shows, newest first. `month` is empty on the first page; `months` are all there are.

    `pages` are those of the month, the oldest changes first, and this one is `number` of them. `more` counts the
    changes that the first page leaves to the months; `note` says what history is missing.
    """

    days: tuple[tuple[dt.date, tuple[CommitView, ...]], ...]
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
    crumbs: tuple[Crumb, ...]


@dataclass(frozen=True)
class News:
    """One line of news for the home page."""

    day: dt.date
    text: str
    address: str
    direction: str
    tone: str


def news(library: Library, found: tuple[Recorded, ...]) -> tuple[News, ...]:
    """Give the newest changes in a line each, a large addition in one; what moves no answer is left out."""
    return tuple(item for _, item in zip(range(MOST_NEWS), _news(library, found), strict=False))


def _news(library: Library, found: tuple[Recorded, ...]) -> Iterator[News]:
    for one in found:
        on = one.commit.recorded
        for told in (told for told in one.told if told.change.answers):
            way = told.change.direction
            yield News(on, headline(library, told), address(told), way, TONES[way])
        if one.added:
            yield News(on, f"{counted(one.added)} added", f"{commit_address(one)}", "", "")


def changes_pages(
    clocks: Clocks, found: tuple[Recorded, ...], versions: Addresses, others: Collection[str]
) -> Iterator[Page]:
    """Make the page of the newest changes and those of each month.

    `versions` has the addresses of the pages of versions, `others` are those of all other pages.
    """
    months = _months(found)
    making = _Making(_titles(months), clocks, versions, others)
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
        crumbs=(Crumb("Home", "index.html"), Crumb("Changes")),
    )
    yield Page(NEWEST, "changes", "What changed", base)
    held = _held(found)
    for name, (pages, _) in months.items():
        for number, address_ in enumerate(pages, 1):
            title, days = making.titles[address_], making.days(held[address_])
            crumbs = (*base.crumbs[:1], Crumb("Changes", NEWEST), Crumb(title))
            shown = replace(base, days=days, month=name, pages=pages, number=number, more=0, crumbs=crumbs)
            yield Page(address_, "changes", f"What changed in {title}", shown)


def _titles(months: Months) -> dict[str, str]:
    """Give each page of a month its title: November 2026, and which part of how many where it has several."""
    return {
        page: day(name) + (f", part {number} of {len(pages)}" if len(pages) > 1 else "")
        for name, (pages, _) in months.items()
        for number, page in enumerate(pages, 1)
    }


def _months(found: tuple[Recorded, ...]) -> Months:
    """Give each month, the newest first, with its pages, the oldest first, and how many changes it has."""
    named = {name: tuple(group) for name, group in groupby(found, month)}
    pages = {name: {page for one in group for page, _ in parts(one)} for name, group in named.items()}
    return {
        name: (
            tuple(month_page(name, number) for number in range(1, len(pages[name]) + 1)),
            sum(len(one.changes) for one in group),
        )
        for name, group in named.items()
    }


def _held(found: tuple[Recorded, ...]) -> dict[str, tuple[_Shown, ...]]:
    """Give what stands on each page of the months, newest first: commits, each with its part of that page."""
    held: dict[str, list[_Shown]] = {}
    for one in found:
        for page, part in parts(one):
            held.setdefault(page, []).append((one, part))
    return {page: tuple(pairs) for page, pairs in held.items()}


def _feeds(library: Library) -> tuple[tuple[str, str], ...]:
    """Name the feeds of payers and codes, each with its address."""
    payers = ((page.title, payer_feed(name)) for name, page in library.payers.items())
    return (*payers, *((code, code_feed(code)) for code in library.codes))


def _newest(found: tuple[Recorded, ...]) -> Iterator[_Shown]:
    """Give the newest commits until they hold enough changes; a large one is shown in part."""
    held = 0
    for one in found:
        if held >= MOST_NEWEST:
            return
        part = replace(one, told=one.told[: MOST_NEWEST - held], added=one.added[:MOST_FILES])
        held += len(part.told) + bool(part.added)
        yield one, part


@dataclass(frozen=True)
class _Making:
    """What it takes to show a change: names of payers and scopes, which pages there are, the titles of months."""

    titles: Mapping[str, str]
    clocks: Clocks
    versions: Addresses
    others: Collection[str]

    @property
    def library(self) -> Library:
        """The library whose names are shown."""
        return self.clocks.on_disk

    def links(self, told: Told) -> tuple[str, str]:
        """Give the address of the page that a change is about, and that of the version that came of it."""
        page = f"{told.lineage}.html"
        lineage = self.clocks.lineages.get(told.lineage)
        if not lineage:
            return page if page in self.others else "", ""
        made = (self.versions.get(version, "") for version in lineage.versions if version.commit == told.commit)
        own, version = page if page in self.others else self.versions.get(lineage.newest, ""), next(made, "")
        return own, version if version != own else ""

    def days(self, found: tuple[_Shown, ...]) -> tuple[tuple[dt.date, tuple[CommitView, ...]], ...]:
        """Group commits by day; one that says nothing is left out."""
        telling = (pair for pair in found if pair[1].changes or pair[1].notes)
        by_day = groupby(telling, lambda pair: pair[0].commit.recorded)
        return tuple((on, tuple(self.commit(*pair) for pair in group)) for on, group in by_day)

    def commit(self, one: Recorded, part: Recorded) -> CommitView:
        """Show a part of a commit, and where the rest of it stands."""
        left = len(one.changes) - len(part.changes)
        return CommitView(
            commit=one.commit,
            anchor=commit_anchor(one),
            views=tuple(self.view(told) for told in part.told),
            added=tuple(self.view(told, short=True) for told in part.added),
            counted=counted(one.added),
            left=left,
            links=self.beside(one, part) if left else (),
            notes=part.notes[:MOST_NOTES],
            more_notes=len(part.notes[MOST_NOTES:]),
            unchanged=part.unchanged,
        )

    def beside(self, one: Recorded, part: Recorded) -> tuple[tuple[str, str], ...]:
        """Lead to where a commit goes on before and after the part shown: title and address."""
        shown = {id(told) for told in part.changes}
        missing = [told for told in one.changes if id(told) not in shown]
        first = next((number for number, told in enumerate(one.changes) if id(told) in shown), 0)
        near = (*missing[:first][-1:], *missing[first:][:1])
        return tuple((self.titles[told.page], f"{told.page}#{commit_anchor(one)}") for told in near)

    def view(self, told: Told, *, short: bool = False) -> ChangeView:
        change, (link, version) = told.change, self.links(told)
        groups = () if short else tuple(group_words(self.library, group) for group in moved(told))
        facts = () if short else tuple(fact_words(fact) for fact in shown_facts(change))
        left = (f"moved from {change.was}",) if change.kind == MOVED else ()
        return ChangeView(
            told=told,
            anchor=anchor(told),
            address=address(told),
            about=about(self.library, told),
            gist=gist(told),
            happened=happened(change),
            link=link,
            version=version,
            tone=TONES[change.direction],
            codes=" ".join(told.codes) if told.codes != (EVERY,) else EVERY,
            answers=groups,
            facts=(*left, *facts),
            prose=() if short or whole(change) else tuple((p.heading, _cut(p.spans)) for p in change.passages),
        )


def _cut(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """Give the words that differ; none where so many do that they are not worth reading so."""
    cut = excerpt(spans) if len(spans) <= MOST_SPANS else ()
    return tuple(replace(span, text=TARGET.sub("]", span.text)) for span in cut)
