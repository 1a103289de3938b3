"""Every page of the site, from the library and its catalogue."""

from __future__ import annotations

from kb import catalogue
from kb.changes.recorded import Recorded
from kb.history.clocks import Clocks
from kb.pages.about import about_page, not_found_page, search_page
from kb.pages.changes import changes_pages, news
from kb.pages.code import code_page
from kb.pages.drift import drift_page
from kb.pages.entry import entry_page
from kb.pages.grid import make_grid
from kb.pages.home import home_page
from kb.pages.page import Page
from kb.pages.payer import payer_page


def make_pages(clocks: Clocks, found: tuple[Recorded, ...], tables: catalogue.Tables) -> tuple[Page, ...]:
    """Give every page, home first; no two have the same address. `found` is what was recorded, newest first."""
    library, scopes = clocks.library, catalogue.scopes(tables)
    grids = {code: make_grid(code, scopes, catalogue.grid(tables, code)) for code in library.codes}
    reasons = {code: catalogue.unknown_reasons(tables, code) for code in library.codes}
    pages = (
        home_page(clocks, grids, reasons, catalogue.due(tables), news(clocks.on_disk, found)),
        *(code_page(page, library, grids[code]) for code, page in library.codes.items()),
        *(payer_page(page, library, grids) for page in library.payers.values()),
        *(entry_page(entry, library, grids) for entry in library.entries),
        drift_page(clocks),
        search_page(library),
        about_page(),
        not_found_page(),
    )
    return *pages, *changes_pages(clocks, found, frozenset(page.address for page in pages))
