"""A payer page: who decides, its scopes with their answers, its entries, its portals and contacts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kb.model import Entry, Library, Payer, Receipt, Scope
from kb.pages.grid import Grid, GridGroup
from kb.pages.page import Crumb, NumberedSource, Page, SectionView, numbered, prose, receipts


@dataclass(frozen=True)
class PayerView:
    """What a payer page shows. `grids` gives the payer's group of the answer grid for each code."""

    page: Payer
    scopes: tuple[tuple[Scope, tuple[Entry, ...]], ...]
    grids: tuple[tuple[Grid, GridGroup], ...]
    sections: tuple[SectionView, ...]
    sources: Mapping[str, NumberedSource]
    receipts: tuple[tuple[Receipt, str], ...]
    crumbs: tuple[Crumb, ...]


def payer_page(page: Payer, library: Library, grids: Mapping[str, Grid]) -> Page:
    """Make the page of a payer."""
    name, sources = page.name, numbered(page)
    text = prose(page, sources)
    shown = PayerView(
        page=page,
        scopes=tuple((scope, library.entries_of(f"{name}/{scope.id}")) for scope in page.scopes),
        grids=tuple((grid, group) for grid in grids.values() for group in grid.groups if group.payer == name),
        sections=tuple(SectionView(s.heading, s.slug, text[s.heading]) for s in page.sections),
        sources=sources,
        receipts=receipts(page),
        crumbs=(Crumb("Home", "index.html"), Crumb(page.title)),
    )
    return Page(f"{page.id}.html", "payer", page.title, shown)
