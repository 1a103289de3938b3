"""Where the evidence of an entry stands: on a page of its own, or in a large library in a script of data of its plan.

A large library would have as many pages of evidence as of entries. There one page shows the evidence of the entry
that its address names, from scripts that hold a part of a plan's entries each.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from kb.domain.model import Library
from kb.domain.problem import ToolError
from kb.pages.packing import given_by, script_of
from kb.pages.page import Crumb, Page

MOST_PAGES: Final = 2_000
"""Up to so many entries each has a page of evidence of its own."""

PARTS: Final = 2
"""Into how many scripts the entries of a plan are parted; static/evidence_shown.js has the same number."""

SHOWN_AT: Final = "evidence.html"
START: Final = '<article class="evidence">'
END: Final = "</article>"


@dataclass(frozen=True)
class EvidenceShown:
    """What the page shows before it shows an entry's evidence: the way to it."""

    crumbs: tuple[Crumb, ...]


def in_parts(library: Library) -> bool:
    """Tell whether evidence stands in scripts of data."""
    return len(library.entries) > MOST_PAGES


def evidence_address(library: Library, entry: str) -> str:
    """Return the address of the evidence of an entry, given by id."""
    return f"{SHOWN_AT}?of={entry}" if in_parts(library) else f"evidence/{entry}.html"


def evidence_shown_page() -> Page:
    """Make the page that shows the evidence of the entry named in its address."""
    crumbs = (Crumb("Home", "index.html"), Crumb("Printable policy evidence"))
    return Page(SHOWN_AT, "evidence_shown", "Printable policy evidence", EvidenceShown(crumbs))


def part_of(entry: str) -> str:
    """Return the address of the script that has an entry, given by id."""
    scope, _, name = entry.rpartition("/")
    return f"static/evidence/{scope}.{sum(map(ord, name)) % PARTS}.js"


Articles = Mapping[str, tuple[str, str]]
"""By id of an entry, the title and the article of its evidence."""


def article_of(entry: str, page: str) -> str:
    """Return the article of an entry, cut out of the text of its page of evidence.

    Raises ToolError where the page has no such article.
    """
    start, end = page.find(START), page.rfind(END)
    if not 0 <= start < end:
        raise ToolError(f"the page of evidence of {entry} has no article")
    return page[start : end + len(END)]


def evidence_script(articles: Articles) -> str:
    """Write the script of the articles of some entries."""
    return script_of("evidence", articles)


def with_articles(script: str, articles: Articles) -> str:
    """Return a script with new articles of some of its entries. Raises ToolError where it has none of one."""
    [held] = given_by(script)
    missing = [entry for entry in articles if entry not in held]
    if missing:
        raise ToolError(f"the site has no evidence of {missing[0]}: delete its folder and build again")
    return evidence_script(held | articles)
