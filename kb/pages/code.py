"""A code page: what the code is, its facts as tables, and the answer grid."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kb.changes.addresses import code_feed
from kb.content.code_tables import Table, code_tables
from kb.content.parse import slug
from kb.domain.code_facts import FeeRow, LifeEvent, UnitLimit
from kb.domain.life_cycle import Life, life_of
from kb.domain.model import CodePage, Library, Receipt
from kb.domain.vocabulary import PAGE_HEADINGS
from kb.pages.answers_as_of import CodeDates, asof_script
from kb.pages.grid import Grid
from kb.pages.page import Crumb, NumberedSource, Page, SectionView, numbered, prose, receipts
from kb.pages.pictures import AmountPlot, amount_plot


@dataclass(frozen=True)
class Code:
    """What a code page shows.

    `fee` and `limits` are the newest rows, for the header; the fee schedule's rows are in order of release.
    `feed` is the address of its feeds without their endings.
    """

    page: CodePage
    parent: CodePage | None
    add_ons: tuple[CodePage, ...]
    grid: Grid
    fee: FeeRow | None
    limits: tuple[UnitLimit, ...]
    coming: tuple[LifeEvent, ...]
    sections: tuple[SectionView, ...]
    plot: AmountPlot | None
    sources: Mapping[str, NumberedSource]
    receipts: tuple[tuple[Receipt, str], ...]
    dates: CodeDates
    feed: str
    life: Life
    crumbs: tuple[Crumb, ...]


def code_page(page: CodePage, library: Library, grid: Grid, dates: CodeDates) -> Page:
    """Make the page of a code."""
    sources = numbered(page)
    shown = Code(
        page=page,
        parent=library.codes.get(page.add_on_to),
        add_ons=tuple(found for found in library.codes.values() if found.add_on_to == page.code),
        grid=grid,
        fee=page.fee_schedule[-1] if page.fee_schedule else None,
        limits=_newest(page.units),
        coming=tuple(event for event in page.life_cycle if event.on > page.reviewed.isoformat()),
        sections=tuple(_sections(page, sources)),
        plot=amount_plot(page),
        sources=sources,
        receipts=receipts(page),
        dates=dates,
        feed=code_feed(page.code),
        life=life_of(page),
        crumbs=(Crumb("Home", "index.html"), Crumb(page.code)),
    )
    return Page(f"{page.id}.html", "code", f"{page.code}: {page.title}", shown)


def _newest(limits: tuple[UnitLimit, ...]) -> tuple[UnitLimit, ...]:
    """Keep the newest edition of each setting."""
    newest: dict[str, UnitLimit] = {}
    for limit in sorted(limits, key=lambda row: row.effective):
        newest[limit.setting] = limit
    return tuple(newest.values())


def _sections(page: CodePage, sources: Mapping[str, NumberedSource]) -> list[SectionView]:
    tables: dict[str, Table] = {table.heading: table for table in code_tables(page)}
    text = prose(page, sources)
    headings = [heading for heading in PAGE_HEADINGS["code"] if heading in text or heading in tables]
    return [SectionView(h, slug(h), text.get(h, ""), tables.get(h)) for h in headings]


def asof_scripts(pages: Iterable[Page], today: dt.date) -> Iterator[tuple[str, str]]:
    """Give for each code page the address and the text of the script of its date-of-service box."""
    for page in pages:
        if isinstance(page.context, Code):
            yield asof_script(page.context.page.code, today, page.context.dates.timelines, page.context.grid)
