"""Every page of the site, from the library and its catalogue."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from kb.answers.crosswalk import own_crossings
from kb.catalogue import tables as catalogue
from kb.catalogue.acts import acts_of
from kb.catalogue.review import later_reviews, to_do
from kb.changes.recorded import RecordedCommit
from kb.domain.scopes import scope_title
from kb.facts.store import NOTHING, Store
from kb.pages.about import about_page, all_pages_page, not_found_page, search_page
from kb.pages.acts import acts_page
from kb.pages.answers_as_of import CodeTimelines
from kb.pages.any_code import any_code_pages
from kb.pages.api import api_page
from kb.pages.ask import ask_page
from kb.pages.changes import changes_pages
from kb.pages.claim import claim_form_page
from kb.pages.code import code_page
from kb.pages.code_parts import code_parts
from kb.pages.compare import compare_page
from kb.pages.criteria import criteria_table, with_criteria
from kb.pages.drift import drift_pages
from kb.pages.entry_pages import entry_pages, shown_entries
from kb.pages.evidence import evidence_pages
from kb.pages.evidence_parts import evidence_shown_page, in_parts
from kb.pages.glance import glance_page
from kb.pages.glossary import glossary_page
from kb.pages.grid import Grid, make_grids
from kb.pages.home import Told, home_page
from kb.pages.look_up import look_up_page
from kb.pages.my_plans import my_plans_page
from kb.pages.news import news
from kb.pages.page import Page
from kb.pages.payer import payer_pages
from kb.pages.read_text import read_text_page
from kb.pages.review import review_pages
from kb.pages.sources import sources_page
from kb.pages.staff import jobs_page, people_page
from kb.pages.upcoming_changes import turns
from kb.pages.version import entries_not_in_force, version_pages
from kb.pages.worklist import worklist_page
from kb.published.base_url import path_of
from kb.published.edition import Edition, edition
from kb.published.examples import examples
from kb.published.files import in_one_sheet


def make_pages(
    timelines: CodeTimelines,
    found: tuple[RecordedCommit, ...],
    tables: catalogue.Tables,
    published: Edition | None = None,
    store: Store = NOTHING,
) -> Iterator[Page]:
    """Make every page, home first; no two have the same address. `found` are the recorded commits, newest first.

    Pages are made one by one as they are asked for, so that no more than one is in memory.
    """
    others: set[str] = set()
    for page in _all_but_changes(timelines, found, tables, published, store):
        others.add(page.address)
        yield page
    yield from changes_pages(timelines.histories.clocks, found, timelines.histories.addresses, others)


def _all_but_changes(
    timelines: CodeTimelines,
    found: tuple[RecordedCommit, ...],
    tables: catalogue.Tables,
    published: Edition | None,
    store: Store,
) -> Iterator[Page]:
    """Make every page but those of changes, which link to the others."""
    histories, clocks, scopes = timelines.histories, timelines.histories.clocks, catalogue.scopes(tables)
    library = clocks.library
    of, one_sheet = published or edition(clocks.today), in_one_sheet(library)
    grids = with_criteria(library, make_grids(scopes, tables.resolved))
    reasons = {code: catalogue.unknown_reasons(tables, code) for code in library.codes}
    told = Told(news(clocks.on_disk, found), turns(histories))
    yield home_page(clocks, grids, reasons, catalogue.by_review_date(tables), told)
    yield from _pages_of_codes(timelines, grids, store)
    for page in library.payers.values():
        yield from payer_pages(page, library, grids, entries_not_in_force(histories, page.name))
    yield from entry_pages(histories, grids)
    yield from version_pages(histories)
    yield from any_code_pages(store, library.codes.values())
    yield from (ask_page(library), compare_page(library, grids))
    yield from (my_plans_page(library), worklist_page(library), claim_form_page(library), look_up_page(library))
    yield read_text_page(library)
    yield from (people_page(library), jobs_page(library, clocks.today))
    yield glance_page(library, grids, clocks.today)
    rows = to_do(library, tables.resolved, clocks.today)
    yield from review_pages(library, rows, later_reviews(library, clocks.today), clocks.today)
    yield acts_page(library, acts_of(library, tables.resolved, rows), clocks.today)
    yield api_page(of, examples(tables, one_sheet=one_sheet), one_sheet=one_sheet, facts=bool(store.sources))
    yield from drift_pages(clocks)
    if in_parts(clocks.library):
        yield evidence_shown_page()
    else:
        yield from evidence_pages(clocks)
    yield from (search_page(), all_pages_page(replace(library, entries=shown_entries(clocks))))
    yield from (sources_page(library), about_page(), glossary_page())
    yield not_found_page(library, path_of(of.base_url))


def _pages_of_codes(timelines: CodeTimelines, grids: Mapping[str, Grid], store: Store) -> Iterator[Page]:
    """Make the pages of all codes."""
    for code in timelines.library.codes:
        yield from _code_pages(timelines, code, grids[code], store)
    timelines.forget()


def _code_pages(timelines: CodeTimelines, code: str, grid: Grid, store: Store) -> Iterator[Page]:
    """Make the page of a code and those of its parts; `grid` has the code's answers."""
    clocks = timelines.histories.clocks
    page, dates = clocks.library.codes[code], timelines.dates(code, grid)
    criteria = criteria_table(clocks.library, code)
    yield code_page(page, clocks.library, grid, dates, clocks.today, store, criteria=criteria is not None)
    titles = {row.scope: scope_title(group.title, row.name) for group in grid.groups for row in group.rows}
    yield from code_parts(
        page, dates, titles, clocks.today, store, own_crossings(clocks.library, code), criteria, clocks.library
    )
