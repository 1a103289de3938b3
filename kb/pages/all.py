"""Every page of the site, from the library and its catalogue."""

from __future__ import annotations

from kb import catalogue
from kb.history.clocks import Clocks
from kb.pages.about import about_page, not_found_page, search_page
from kb.pages.code import code_page
from kb.pages.entry import entry_page
from kb.pages.evidence import evidence_pages
from kb.pages.grid import make_grid
from kb.pages.home import home_page
from kb.pages.page import Page
from kb.pages.payer import payer_page


def make_pages(clocks: Clocks, tables: catalogue.Tables) -> tuple[Page, ...]:
    """Give every page, home first; no two have the same address."""
    library, scopes = clocks.library, catalogue.scopes(tables)
    grids = {code: make_grid(code, scopes, catalogue.grid(tables, code)) for code in library.codes}
    reasons = {code: catalogue.unknown_reasons(tables, code) for code in library.codes}
    return (
        home_page(library, grids, reasons, catalogue.due(tables), clocks.today),
        *(code_page(page, library, grids[code]) for code, page in library.codes.items()),
        *(payer_page(page, library, grids) for page in library.payers.values()),
        *(entry_page(entry, library, grids) for entry in library.entries),
        *evidence_pages(clocks),
        search_page(library),
        about_page(),
        not_found_page(),
    )
