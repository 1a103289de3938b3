"""The pages of a payer: its answers and its plans; who decides and whom to call; its sources."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from kb.changes.addresses import payer_feed
from kb.domain.model import CodePage, Entry, Library, Payer, Receipt, Scope
from kb.pages.grid import Cell, Grid, GridGroup
from kb.pages.limits import LimitsAndContacts, limits_and_contacts
from kb.pages.page import Crumb, NumberedSource, Page, SectionView, numbered, prose, receipts
from kb.pages.parts import Tab, cited, source_anchors, to_page_above

CONTACTS: Final = "Deadlines and contacts"
"""The title of the part on time limits, on who decides, and on whom to call."""

MOST_GRIDS: Final = 3
"""With more codes than these, the page has a line for each code; its grid is on the code's own page."""

MOST_MARKED: Final = 40
"""How many lines have a mark at each value; more would take more elements than a page is to have."""

MOST_APART: Final = 4
"""With no more answers that differ from those to the first code, a code has a line for each of them and no grid."""


@dataclass(frozen=True)
class Apart:
    """A code that has nearly the answers of another: those that differ, each with the name of its plan."""

    code: str
    like: str
    answers: tuple[tuple[str, Cell], ...]


@dataclass(frozen=True)
class PayerView:
    """What a payer page shows. `grids` gives the payer's group of the answer grid for each of a few codes.

    `not_in_force` are entries that are withdrawn or have not begun: title, address, and the day one begins, which is
    None for one that is withdrawn. `alike` are codes whose answers are nearly those of another. With many codes there
    are no grids: `lines` has the codes with known answers, those with the same coverage together, `unknown` the rest;
    with very many lines the values are `plain` words. `feed` is the address of its feeds without their endings.
    """

    page: Payer
    scopes: tuple[tuple[Scope, tuple[Entry, ...]], ...]
    grids: tuple[tuple[Grid, GridGroup], ...]
    alike: tuple[Apart, ...]
    lines: tuple[tuple[tuple[CodePage, ...], GridGroup], ...]
    plain: bool
    unknown: tuple[CodePage, ...]
    not_in_force: tuple[tuple[str, str, dt.date | None], ...]
    tabs: tuple[Tab, ...]
    feed: str
    crumbs: tuple[Crumb, ...]


@dataclass(frozen=True)
class PayerPart:
    """What the contacts show, with the sources that they cite; or all the payer's sources and the search log."""

    page: Payer
    name: str
    title: str
    tabs: tuple[Tab, ...]
    sections: tuple[SectionView, ...]
    limits: LimitsAndContacts
    sources: Mapping[str, NumberedSource]
    receipts: tuple[tuple[Receipt, str], ...]
    crumbs: tuple[Crumb, ...]


def payer_pages(
    page: Payer,
    library: Library,
    grids: Mapping[str, Grid],
    not_in_force: tuple[tuple[str, str, dt.date | None], ...] = (),
) -> Iterator[Page]:
    """Make the page of a payer and those of its parts."""
    yield payer_page(page, library, grids, not_in_force)
    every = numbered(page, library)
    text = prose(page, every, to_page_above)
    views = tuple(SectionView(s.heading, s.slug, text[s.heading]) for s in page.sections)
    limits = _limits(page, library)
    nothing = LimitsAndContacts((), ())
    shown_on = {
        CONTACTS: (views, limits, cited(views, every), ()),
        "Sources": ((), nothing, every, receipts(page)),
    }
    tabs = _tabs(page, limits)
    for tab in tabs[1:]:
        sections, stated, sources, searched = shown_on[tab.title]
        name = tab.title.lower()
        crumbs = (Crumb("Home", "index.html"), Crumb(page.title, f"{page.id}.html"), Crumb(tab.title))
        shown = PayerPart(page, name, tab.title, tabs, sections, stated, sources, searched, crumbs)
        yield Page(tab.address, "payer_part", f"{page.title}: {name}", shown)


def _limits(page: Payer, library: Library) -> LimitsAndContacts:
    """List the time limits and contacts of every plan of a payer."""
    entries = (entry for scope in page.scopes for entry in library.entries_of(f"{page.name}/{scope.id}"))
    return limits_and_contacts(entries, library)


def _tabs(page: Payer, limits: LimitsAndContacts) -> tuple[Tab, ...]:
    portals = (("portals", "Public pages"),) if page.portals else ()
    stated = (("limits", "Time limits and contacts"),) if limits.limits or limits.contacts else ()
    contacts = (*stated, *((section.slug, section.heading) for section in page.sections), *portals)
    parts = (
        Tab(CONTACTS, f"{page.id}/contacts.html", contacts),
        Tab("Sources", f"{page.id}/sources.html", source_anchors(page)),
    )
    return Tab("Answers and plans", f"{page.id}.html"), *(tab for tab in parts if tab.anchors)


def payer_page(
    page: Payer,
    library: Library,
    grids: Mapping[str, Grid],
    not_in_force: tuple[tuple[str, str, dt.date | None], ...] = (),
) -> Page:
    """Make the page of a payer."""
    name = page.name
    groups = tuple((grid, group) for grid in grids.values() for group in grid.groups if group.payer == name)
    lines = [(library.codes[grid.code], group) for grid, group in groups] if len(groups) > MOST_GRIDS else []
    few = () if lines else tuple(sorted(groups, key=lambda pair: -pair[1].known))
    apart = {grid.code: _apart(few[0], (grid, group)) for grid, group in few[1:]}
    alike = _lines((code, group) for code, group in lines if group.known)
    shown = PayerView(
        page=page,
        scopes=tuple((scope, library.entries_of(f"{name}/{scope.id}")) for scope in page.scopes),
        grids=tuple(pair for pair in few if apart.get(pair[0].code) is None),
        alike=tuple(found for found in apart.values() if found),
        lines=alike,
        plain=len(alike) > MOST_MARKED,
        unknown=tuple(code for code, group in lines if not group.known),
        not_in_force=not_in_force,
        tabs=_tabs(page, _limits(page, library)),
        feed=payer_feed(name),
        crumbs=(Crumb("Home", "index.html"), Crumb(page.title)),
    )
    return Page(f"{page.id}.html", "payer", page.title, shown)


def _lines(found: Iterable[tuple[CodePage, GridGroup]]) -> tuple[tuple[tuple[CodePage, ...], GridGroup], ...]:
    """Put codes with the same coverage in every plan, and as many known answers, into one line."""
    alike: dict[tuple[object, int], list[tuple[CodePage, GridGroup]]] = {}
    for code, group in found:
        alike.setdefault((group.coverage_by_plan, group.known), []).append((code, group))
    return tuple((tuple(code for code, _ in same), same[0][1]) for same in alike.values())


def _apart(first: tuple[Grid, GridGroup], other: tuple[Grid, GridGroup]) -> Apart | None:
    """Compare the answers to a code with those to the first one; None where many differ."""
    pairs = zip(first[1].rows, other[1].rows, strict=True)
    cells = [(row.name, *both) for one, row in pairs for both in zip(one.cells, row.cells, strict=True)]
    differ = tuple((name, cell) for name, before, cell in cells if (before.value, before.by) != (cell.value, cell.by))
    return Apart(other[0].code, first[0].code, differ) if len(differ) <= MOST_APART else None
