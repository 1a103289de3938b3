"""The first page of a code: its facts in a line and the answer grid; its parts have pages of their own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from kb.changes.addresses import code_feed
from kb.domain.code_facts import FeeRow, LifeEvent, UnitLimit
from kb.domain.concepts import families_of
from kb.domain.days import eve
from kb.domain.life_cycle import Life, life_of
from kb.domain.model import CodePage, Library, Payer
from kb.facts.store import NOTHING, Store
from kb.pages.answers_as_of import CodeDates
from kb.pages.code_parts import code_tabs, coming_events
from kb.pages.dated_scripts import code_dates
from kb.pages.grid import Grid
from kb.pages.limits import LimitsAndContacts, of_grid
from kb.pages.page import Crumb, Page
from kb.pages.parts import Tab

MOST_STATED: Final = 20
"""As many time limits and contacts stand on the page of a code; of more it leads to the pages of their payers."""


@dataclass(frozen=True)
class Limit:
    """A unit limit for the header, and its days where it does not hold yet, or another edition follows it."""

    row: UnitLimit
    first: dt.date | None
    last: dt.date | None


@dataclass(frozen=True)
class Code:
    """What a code page shows.

    `families` has the other codes of each family that the code is of. `fee` is the newest row, for the header: the
    fee schedule's rows are in order of release. `limits` are those that hold on the day of the site, and those that
    begin later.
    `stated` are the time limits and contacts of the plans; where they are many, `stated_by` are the payers whose
    pages have them. `feed` is the address of its feeds without their endings.
    """

    page: CodePage
    parent: CodePage | None
    add_ons: tuple[CodePage, ...]
    families: dict[str, tuple[CodePage, ...]]
    grid: Grid
    fee: FeeRow | None
    limits: tuple[Limit, ...]
    coming: tuple[LifeEvent, ...]
    tabs: tuple[Tab, ...]
    dates: CodeDates
    stated: LimitsAndContacts
    stated_by: tuple[Payer, ...]
    feed: str
    life: Life
    crumbs: tuple[Crumb, ...]


def code_page(  # noqa: PLR0913, PLR0917  (all that the page is made of)
    page: CodePage,
    library: Library,
    grid: Grid,
    dates: CodeDates,
    today: dt.date,
    store: Store = NOTHING,
    *,
    criteria: bool = False,
) -> Page:
    """Make the page of a code as of the day of the site.

    `store` has the official files; `criteria` says that the part on coding has those of plans.
    """
    stated = of_grid(grid, library)
    few = len(stated.limits) + len(stated.contacts) <= MOST_STATED
    shown = Code(
        page=page,
        parent=library.codes.get(page.add_on_to),
        add_ons=tuple(found for found in library.codes.values() if page.code in found.primaries),
        families={name: tuple(library.codes[code] for code in others) for name, others in _families(page, library)},
        grid=grid,
        fee=page.fee_schedule[-1] if page.fee_schedule else None,
        limits=tuple(_limits(page.units, today)),
        coming=tuple(coming_events(page, today)),
        tabs=code_tabs(page, store, criteria=criteria),
        dates=dates,
        stated=stated if few else LimitsAndContacts((), ()),
        stated_by=() if few else _stating(grid, library),
        feed=code_feed(page.code),
        life=life_of(page),
        crumbs=(Crumb("Home", "index.html"), Crumb(page.code)),
    )
    return Page(f"{page.id}.html", "code", f"{page.code}: {page.title}", shown)


def _families(page: CodePage, library: Library) -> Iterable[tuple[str, tuple[str, ...]]]:
    return families_of(library.concepts, page.code, library.codes).items()


def _stating(grid: Grid, library: Library) -> tuple[Payer, ...]:
    """Give the payers whose entries in a grid state time limits or contacts."""
    return tuple(library.payers[group.payer] for group in grid.groups if group.payer in library.stating)


def _limits(limits: tuple[UnitLimit, ...], today: dt.date) -> Iterator[Limit]:
    """Yield of each setting the edition that holds today, then those that begin later."""
    by_setting: dict[str, list[UnitLimit]] = {}
    for limit in sorted(limits, key=lambda row: row.effective):
        by_setting.setdefault(limit.setting, []).append(limit)
    for found in by_setting.values():
        begun = sum(limit.effective <= today for limit in found)
        kept = found[max(begun - 1, 0) :]
        for limit, after in zip(kept, (*kept[1:], None), strict=True):
            first = limit.effective if limit.effective > today else None
            yield Limit(limit, first, eve(after.effective) if after else None)


def asof_scripts(pages: Iterable[Page], today: dt.date) -> Iterator[tuple[str, str]]:
    """Yield for each code page the address and the text of the script of its date-of-service box."""
    for page in pages:
        if isinstance(page.context, Code):
            yield code_dates(page.context.page.code, today, page.context.dates.timelines, page.context.grid)
