"""The parts of a code page beside its answers: coding, rates, history and sources."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from kb.changes.addresses import code_feed
from kb.content.code_tables import Table, code_tables
from kb.content.parse import slug
from kb.domain.code_facts import LifeEvent
from kb.domain.model import CodePage, Library, Receipt
from kb.domain.vocabulary import PAGE_HEADINGS, label
from kb.facts.crosswalk import Crossing
from kb.facts.store import NOTHING, Store
from kb.pages.answers_as_of import CodeDates
from kb.pages.any_code import Official, official_of
from kb.pages.criteria import CriteriaTable
from kb.pages.listed import ANCHOR, TITLE, ListedPrices, listed_prices
from kb.pages.page import Crumb, NumberedSource, Page, SectionView, numbered, prose, receipts
from kb.pages.parts import Tab, cited, source_anchors, to_page_above
from kb.pages.pictures import AmountPlot, amount_plot
from kb.pages.plan_timeline import PlanTimeline, plan_timeline

HEADINGS: Final = {
    "coding": ("Summary", "What it is", "Units", "Code pairs", "Modifiers", "Clinical context", "Conflicts"),
    "rates": ("Fee schedule", "Observed amounts"),
    "history": ("Life cycle",),
    "sources": (),
}
"""The headings of a code's file that each part shows."""


@dataclass(frozen=True)
class CodePart:
    """What a part shows.

    `coming`, `dates` and `timeline` are for the history, `plot` and `listed` for the rates, `receipts` for sources.
    `sources` are those that the part cites; of the part on sources, all. `official` is what official files say,
    and `criteria` what plans print, for the part on coding.
    """

    page: CodePage
    name: str
    title: str
    tabs: tuple[Tab, ...]
    sections: tuple[SectionView, ...]
    plot: AmountPlot | None
    coming: tuple[LifeEvent, ...]
    dates: CodeDates
    timeline: PlanTimeline | None
    listed: ListedPrices | None
    official: Official | None
    criteria: CriteriaTable | None
    sources: Mapping[str, NumberedSource]
    receipts: tuple[tuple[Receipt, str], ...]
    feed: str
    crumbs: tuple[Crumb, ...]


def code_parts(  # noqa: PLR0913, PLR0917  (all that the parts are made of)
    page: CodePage,
    dates: CodeDates,
    titles: Mapping[str, str],
    today: dt.date,
    store: Store = NOTHING,
    own: tuple[Crossing, ...] = (),
    criteria: CriteriaTable | None = None,
    library: Library | None = None,
) -> Iterator[Page]:
    """Make the pages of the parts of a code that have something to show.

    `titles` names each plan by its id; `today` is the day of the site. `own` is what the library itself says that
    the code is billed with, `criteria` what plans print for it; `library` tells of the editions of its sources.
    """
    every = numbered(page, library)
    sections = _sections(page, every)
    tabs = code_tabs(page, store, criteria=criteria is not None)
    for tab in tabs[1:]:
        name = tab.title.lower()
        mine = tuple(sections[heading] for heading in HEADINGS[name] if heading in sections)
        shown = CodePart(
            page=page,
            name=name,
            title=tab.title,
            tabs=tabs,
            sections=mine,
            plot=amount_plot(page) if name == "rates" else None,
            coming=tuple(coming_events(page, today)) if name == "history" else (),
            dates=dates,
            timeline=plan_timeline(dates.timelines, titles, today) if name == "history" else None,
            listed=listed_prices(store, page.code) if name == "rates" else None,
            official=official_of(store, page.code, own) if name == "coding" else None,
            criteria=criteria if name == "coding" else None,
            sources=every if name == "sources" else cited(mine, every),
            receipts=receipts(page) if name == "sources" else (),
            feed=code_feed(page.code),
            crumbs=(Crumb("Home", "index.html"), Crumb(page.code, f"{page.id}.html"), Crumb(tab.title)),
        )
        yield Page(tab.address, "code_part", f"{page.code}: {name}", shown)


def code_tabs(page: CodePage, store: Store = NOTHING, *, criteria: bool = False) -> tuple[Tab, ...]:
    """Give the menu of the parts of a code; a part without anything to show is left out."""
    held = {section.heading for section in page.sections} | {table.heading for table in code_tables(page)}
    official = (("official", "In CMS's files"),) if official_of(store, page.code) else ()
    told = (("criteria", "Criteria by plan"),) if criteria else ()
    listed = ((ANCHOR, TITLE),) if page.code in store.listed else ()
    extra = {"coding": (*told, *official), "rates": listed, "sources": source_anchors(page)}
    tabs = (
        Tab(name.capitalize(), f"{page.id}/{name}.html", (*_anchors(held, headings), *extra.get(name, ())))
        for name, headings in HEADINGS.items()
    )
    return Tab("Answers", f"{page.id}.html"), *(tab for tab in tabs if tab.anchors)


def _anchors(held: set[str], headings: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    return tuple((slug(heading), label(heading)) for heading in headings if heading in held)


def coming_events(page: CodePage, today: dt.date) -> Iterator[LifeEvent]:
    """Give the events that are today or later; one of a month or a year, until that is over."""
    return (event for event in page.life_cycle if event.on >= today.isoformat()[: len(event.on)])


def _sections(page: CodePage, sources: Mapping[str, NumberedSource]) -> dict[str, SectionView]:
    tables: dict[str, Table] = {table.heading: table for table in code_tables(page)}
    text = prose(page, sources, to_page_above)
    headings = [heading for heading in PAGE_HEADINGS["code"] if heading in text or heading in tables]
    return {h: SectionView(label(h), slug(h), text.get(h, ""), tables.get(h)) for h in headings}
