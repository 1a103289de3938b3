"""The scripts of evidence of a large library: all of them, or those of the entries that a build touches."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from itertools import groupby

from kb.history.clocks import Clocks
from kb.pages.evidence import evidence_pages
from kb.pages.evidence_parts import article_of, evidence_script, in_parts, part_of, with_articles
from kb.pages.page import Page
from kb.site.render import Templates, frameless, render

Read = Callable[[str], bytes]
"""Reads a file of the site as the last build left it."""


def evidence_scripts(clocks: Clocks, templates: Templates) -> Iterator[tuple[str, str]]:
    """Yield every script: address and text; none of a library whose evidence has pages.

    No more than one plan's evidence is in memory.
    """
    if not in_parts(clocks.library):
        return
    for _, pages in groupby(evidence_pages(clocks), lambda page: _entry(page).rpartition("/")[0]):
        found = _parts(pages, templates)
        yield from ((address, evidence_script(articles)) for address, articles in found.items())


def touched_scripts(
    clocks: Clocks, paths: Collection[str], templates: Templates, read: Read
) -> Iterator[tuple[str, bytes]]:
    """Yield the scripts that hold the entries of some paths, with these made anew; none where there are pages."""
    if not in_parts(clocks.library):
        return
    for address, articles in _parts(evidence_pages(clocks, paths), templates).items():
        yield address, with_articles(read(address).decode(), articles).encode()


def _parts(pages: Iterable[Page], templates: Templates) -> dict[str, dict[str, tuple[str, str]]]:
    """Return the articles of some pages by the address of their script."""
    parts: dict[str, dict[str, tuple[str, str]]] = {}
    alone = frameless(templates)
    for page in pages:
        entry = _entry(page)
        shown = Page("evidence.html", page.template, page.title, page.context)  # where the scripts are shown
        parts.setdefault(part_of(entry), {})[entry] = page.title, article_of(entry, render(shown, alone))
    return parts


def _entry(page: Page) -> str:
    return page.address.removeprefix("evidence/").removesuffix(".html")
