"""Every page of the site, from the library and its catalogue."""

from __future__ import annotations

from kb import catalogue
from kb.model import Library
from kb.pages.about import about_page, not_found_page, search_page
from kb.pages.api import api_page
from kb.pages.code import code_page
from kb.pages.compare import compare_page
from kb.pages.entry import entry_page
from kb.pages.glance import glance_page
from kb.pages.grid import make_grid
from kb.pages.home import as_of, home_page
from kb.pages.page import Page
from kb.pages.payer import payer_page
from kb.pages.review import review_pages
from kb.published.edition import Edition
from kb.published.examples import examples
from kb.published.files import in_one_sheet
from kb.review import to_do


def make_pages(library: Library, tables: catalogue.Tables, edition: Edition) -> tuple[Page, ...]:
    """Give every page, home first; no two have the same address."""
    scopes = catalogue.scopes(tables)
    grids = {code: make_grid(code, scopes, catalogue.grid(tables, code)) for code in library.codes}
    reasons = {code: catalogue.unknown_reasons(tables, code) for code in library.codes}
    return (
        home_page(library, grids, reasons, catalogue.due(tables)),
        *(code_page(page, library, grids[code]) for code, page in library.codes.items()),
        *(payer_page(page, library, grids) for page in library.payers.values()),
        *(entry_page(entry, library, grids) for entry in library.entries),
        compare_page(library),
        glance_page(library, grids, as_of(library)),
        *review_pages(library, to_do(library, catalogue.doubtful(tables), as_of(library)), as_of(library)),
        api_page(edition, examples(library, tables), one_sheet=in_one_sheet(library)),
        search_page(library),
        about_page(),
        not_found_page(),
    )
