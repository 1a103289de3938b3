"""The scripts of evidence of a large library: all of them, or those of the entries that a build touches."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from itertools import groupby

from kb.history.clocks import Clocks
from kb.pages.evidence import evidence_pages
from kb.pages.evidence_parts import evidence_line, in_parts, part_of, with_lines
from kb.pages.page import Page
from kb.site.render import Templates, render

Read = Callable[[str], bytes]
"""Reads a file of the site as the last build left it."""


def evidence_scripts(clocks: Clocks, templates: Templates) -> Iterator[tuple[str, str]]:
    """Yield every script: address and text; none of a library whose evidence has pages.

    No more than one plan's evidence is in memory.
    """
    if not in_parts(clocks.library):
        return
    for _, pages in groupby(evidence_pages(clocks), lambda page: _entry(page).rpartition("/")[0]):
        parts: dict[str, list[str]] = {}
        for page in pages:
            parts.setdefault(part_of(_entry(page)), []).append(_line(page, templates))
        yield from ((address, "".join(lines)) for address, lines in parts.items())


def touched_scripts(
    clocks: Clocks, paths: Collection[str], templates: Templates, read: Read
) -> Iterator[tuple[str, bytes]]:
    """Yield the scripts that hold the entries of some paths, with these made anew; none where there are pages."""
    if not in_parts(clocks.library):
        return
    parts: dict[str, dict[str, str]] = {}
    for page in evidence_pages(clocks, paths):
        parts.setdefault(part_of(_entry(page)), {})[_entry(page)] = _line(page, templates)
    for address, lines in parts.items():
        yield address, with_lines(read(address).decode(), lines).encode()


def _entry(page: Page) -> str:
    return page.address.removeprefix("evidence/").removesuffix(".html")


def _line(page: Page, templates: Templates) -> str:
    """Render the page as one at the top of the site, where the scripts are shown."""
    shown = Page("evidence.html", page.template, page.title, page.context)
    return evidence_line(_entry(page), page.title, render(shown, templates))
