"""The pages that do not come from content: about, search, the list of all pages, and the page for a wrong address."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from kb.domain.model import CodePage, Entry, Library, Payer, Scope
from kb.domain.reach import REACH_WORDS
from kb.pages.evidence_parts import SHOWN_AT, in_parts
from kb.pages.page import Crumb, Page

MOST_LISTED: Final = 400
"""Up to how many entries the list of all pages has them."""

MOST_OFFERED: Final = 12
"""How many payers, and how many codes, the page for a wrong address offers."""


@dataclass(frozen=True)
class About:
    """What the help page lists: how a policy applies to a code, the closest first."""

    ranks: tuple[str, ...]
    crumbs: tuple[Crumb, ...]


@dataclass(frozen=True)
class Search:
    """What the search page shows before anybody searches."""

    crumbs: tuple[Crumb, ...]


@dataclass(frozen=True)
class AllPages:
    """What the list of all pages has: the codes, and each payer's scopes with their entries.

    `listed`: entries are listed here; in a large library they are counted, and listed on the page of their payer.
    """

    payers: tuple[tuple[Payer, tuple[tuple[Scope, tuple[Entry, ...]], ...]], ...]
    listed: bool
    codes: tuple[tuple[str, str], ...]
    crumbs: tuple[Crumb, ...]


@dataclass(frozen=True)
class NotFound:
    """What the page for a wrong address offers: the first of the payers and of the codes.

    `shown_at` is the page that shows evidence, empty where each entry has a page of evidence.
    """

    payers: tuple[Payer, ...]
    codes: tuple[CodePage, ...]
    more_codes: int
    shown_at: str


def about_page() -> Page:
    """Make the about page."""
    shown = About(tuple(REACH_WORDS.values()), (Crumb("Home", "index.html"), Crumb("How to read this")))
    return Page("about.html", "about", "How to read this library", shown)


def search_page() -> Page:
    """Make the search page."""
    return Page("search.html", "search", "Search", Search((Crumb("Home", "index.html"), Crumb("Search"))))


def all_pages_page(library: Library) -> Page:
    """Make the list of all pages: a page of its own, since a first search would wait for its bytes."""
    payers = (
        (page, tuple((scope, library.entries_of(f"{name}/{scope.id}")) for scope in page.scopes))
        for name, page in library.payers.items()
    )
    listed = len(library.entries) <= MOST_LISTED
    codes = ((page.code, page.title) for page in library.codes.values())
    crumbs = (Crumb("Home", "index.html"), Crumb("All pages"))
    return Page("pages.html", "all_pages", "All pages", AllPages(tuple(payers), listed, tuple(codes), crumbs))


def not_found_page(library: Library, root: str) -> Page:
    """Make the page for a wrong address; `root` is the path of the site on its host, empty if it is not known."""
    shown = NotFound(
        payers=tuple(library.payers.values())[:MOST_OFFERED],
        codes=tuple(library.codes.values())[:MOST_OFFERED],
        more_codes=max(0, len(library.codes) - MOST_OFFERED),
        shown_at=SHOWN_AT if in_parts(library) else "",
    )
    return Page("404.html", "not_found", "No page at this address", shown, root)
