"""The changes pages: the newest changes, and every change of a month, each at an address for good."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Final

from kb.changes.addresses import (
    FEED,
    NEWEST,
    address,
    anchor,
    code_feed,
    commit_anchor,
    month,
    month_page,
    payer_feed,
)
from kb.changes.recorded import EVERY, Note, Recorded, Told
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

MOST_NEWS: Final = 5
MOST_SPANS: Final = 24
"""How many pieces of a section's text are shown; a section written anew is not shown word by word."""

TARGET: Final = re.compile(r"\]\([^)\s]*\)")
"""Where a link of the text leads: no help to a reader of single words."""

TONES: Final = {value.name: value.tone or "neutral" for value in DIRECTIONS}


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
    """A commit as shown: its changes, and the files of a large addition, which is counted in words."""

    commit: Commit
    anchor: str
    views: tuple[ChangeView, ...]
    added: tuple[ChangeView, ...]
    counted: str
    notes: tuple[Note, ...]
    unchanged: int


@dataclass(frozen=True)
class Changes:
    """What a changes page shows, newest first. `month` is empty on the first page; `months` are all there are.

    `more` counts the changes that the first page leaves to the months; `note` says what history is missing.
    """

    days: tuple[tuple[dt.date, tuple[CommitView, ...]], ...]
    month: str
    months: tuple[tuple[str, str, int], ...]
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
            yield News(on, f"{counted(one.added)} added", f"{month_page(month(one))}#{commit_anchor(one)}", "", "")


def changes_pages(
    clocks: Clocks, found: tuple[Recorded, ...], versions: Addresses, others: Collection[str]
) -> Iterator[Page]:
    """Make the page of the newest changes and one of each month.

    `versions` has the addresses of the pages of versions, `others` are those of all other pages.
    """
    making = _Making(clocks, versions, others)
    months = [(name, tuple(group)) for name, group in groupby(found, month)]
    counts = tuple((name, day(name), sum(len(one.changes) for one in group)) for name, group in months)
    newest = tuple(_newest(found))
    more = sum(len(one.changes) for one in found) - sum(len(one.changes) for one in newest)
    base = Changes(
        days=making.days(newest),
        month="",
        months=counts,
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
    for name, group in months:
        crumbs = (*base.crumbs[:1], Crumb("Changes", NEWEST), Crumb(day(name)))
        shown = replace(base, days=making.days(group), month=name, more=0, crumbs=crumbs)
        yield Page(month_page(name), "changes", f"What changed in {day(name)}", shown)


def _feeds(library: Library) -> tuple[tuple[str, str], ...]:
    """Name the feeds of payers and codes, each with its address."""
    payers = ((page.title, payer_feed(name)) for name, page in library.payers.items())
    return (*payers, *((code, code_feed(code)) for code in library.codes))


def _newest(found: tuple[Recorded, ...]) -> Iterator[Recorded]:
    """Give the newest commits until they hold enough changes; none is cut in two."""
    held = 0
    for one in found:
        if held >= MOST_NEWEST:
            return
        held += len(one.told) + bool(one.added)
        yield one


@dataclass(frozen=True)
class _Making:
    """What it takes to show a change: names of payers and scopes, and which pages there are."""

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

    def days(self, found: tuple[Recorded, ...]) -> tuple[tuple[dt.date, tuple[CommitView, ...]], ...]:
        """Group commits by day; one that says nothing is left out."""
        telling = (one for one in found if one.changes or one.notes)
        by_day = groupby(telling, lambda one: one.commit.recorded)
        return tuple((on, tuple(self.commit(one) for one in group)) for on, group in by_day)

    def commit(self, one: Recorded) -> CommitView:
        return CommitView(
            commit=one.commit,
            anchor=commit_anchor(one),
            views=tuple(self.view(told) for told in one.told),
            added=tuple(self.view(told, short=True) for told in one.added),
            counted=counted(one.added),
            notes=one.notes,
            unchanged=one.unchanged,
        )

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
