"""What crawlers and language models look for at the top of a site: sitemap.xml, robots.txt, llms.txt."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from html import escape, unescape
from typing import Final
from urllib.parse import quote, unquote, urlsplit

from kb.domain.model import Library
from kb.published.edition import TOP, Edition

NAMESPACE: Final = "http://www.sitemaps.org/schemas/sitemap/0.9"
HEAD: Final = """\
# Payer policy library

> What each payer, for each line of business, says about a billing code, who says so, and how sure we are.
> As of {day}.

Every answer has a source, a date and a standing, or it is "data not available" with a reason. Data not available is
never a no. Scopes (lines of business, licensees, contractors) speak for themselves: there is no single answer for a
payer. Quote an answer with its scope, its date, its source and its standing. Nothing here is a guarantee of payment;
contracts and the member's plan document come first.
"""
SITEMAP: Final = "sitemap.xml"
LOC: Final = re.compile("<loc>(.*?)</loc>")
PART: Final = re.compile(r"sitemap-[0-9]+\.xml")
MOST_LISTED: Final = 50_000
"""A sitemap may hold no more addresses; further ones go into further files."""


def crawler_files(library: Library, pages: Iterable[str], edition: Edition) -> Iterator[tuple[str, str]]:
    """Give address and text of each file.

    A sitemap holds whole addresses, so there is none where the site's own is not known. A crawler reads robots.txt at
    the top of a host only, so there is one only where the site stands there.
    """
    yield "llms.txt", llms(library, edition)
    if edition.base_url:
        yield from _sitemaps([page for page in pages if page != "404.html"], library, edition)
    if edition.base_url and urlsplit(edition.base_url).path == "/":
        yield "robots.txt", f"User-agent: *\nAllow: /\n\nSitemap: {edition.base_url}sitemap.xml\n"


def listed_pages(read: Callable[[str], bytes], base: str) -> Iterator[str]:
    """Yield the addresses of the pages that a site's sitemap lists, in order; `read` gives a file of the site."""
    for place in LOC.findall(read(SITEMAP).decode()):
        address = unescape(place).removeprefix(base)
        if PART.fullmatch(address):
            yield from (unquote(unescape(one).removeprefix(base)) for one in LOC.findall(read(address).decode()))
        else:
            yield unquote(address)


def _sitemaps(pages: list[str], library: Library, edition: Edition) -> Iterator[tuple[str, str]]:
    days = {f"{document.id}.html": document.reviewed.isoformat() for document in library.documents}
    lines = [_address(edition.base_url + quote(page), days.get(page, "")) for page in pages]
    parts = [lines[start : start + MOST_LISTED] for start in range(0, len(lines), MOST_LISTED)]
    if len(parts) == 1:
        yield SITEMAP, _xml("urlset", parts[0])
        return
    named = [(f"sitemap-{number}.xml", part) for number, part in enumerate(parts, 1)]
    yield from ((name, _xml("urlset", part)) for name, part in named)
    places = [f"<sitemap><loc>{escape(edition.base_url + name, quote=False)}</loc></sitemap>" for name, _ in named]
    yield SITEMAP, _xml("sitemapindex", places)


def _address(place: str, day: str) -> str:
    """Write an address; a page made of one document changed when that was reviewed, of others no day is known."""
    changed = f"<lastmod>{day}</lastmod>" if day else ""
    return f"<url><loc>{escape(place, quote=False)}</loc>{changed}</url>"


def _xml(root: str, lines: list[str]) -> str:
    body = "\n".join(lines)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<{root} xmlns="{NAMESPACE}">\n{body}\n</{root}>\n'


def llms(library: Library, edition: Edition) -> str:
    """Write llms.txt: what the library is, how its answers must be read, and where the data stands."""
    base = edition.base_url
    codes = [f"- [{page.code}]({base}{page.id}.html): {page.title}" for page in library.codes.values()]
    payers = [f"- [{page.title}]({base}{page.id}.html)" for page in library.payers.values()]
    return "\n".join(
        [
            HEAD.format(day=edition.as_of.isoformat()),
            "## Data",
            "",
            f"- [{TOP}/index.json]({base}{TOP}/index.json): where to begin; its schema is beside it in schema/",
            f"- [{TOP}/codes.json]({base}{TOP}/codes.json): every code, with the files of its answers by payer",
            f"- [catalogue.sqlite]({base}catalogue.sqlite): everything as tables",
            f"- [api.html]({base}api.html): how to read these, with examples",
            "",
            "## Codes",
            "",
            *codes,
            "",
            "## Payers",
            "",
            *payers,
            "",
            "## Optional",
            "",
            f"- [How to read the library]({base}about.html)",
            f"- [What is due, unknown or in conflict]({base}review.html)",
            "",
        ]
    )
