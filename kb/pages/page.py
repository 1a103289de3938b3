"""A page as a value, and the pieces that several kinds of page show."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from kb.content.citations import cited_ids
from kb.content.code_tables import Table
from kb.content.limits import beyond_limits
from kb.content.markdown import Lead, Unrenderable
from kb.content.prose import as_typed, to_html, to_page
from kb.domain.days import WRITTEN, day, pieces
from kb.domain.model import Document, Library, Receipt, Source
from kb.domain.source_record import SourceRecord, WatchedSource
from kb.domain.vocabulary import QUESTIONS

MARKUP: Final = re.compile(r"(<code>.*?</code>|<pre>.*?</pre>|<[^>]*>)", re.DOTALL)
"""What stays as it is where a text of HTML is written anew: tags, and code with what it holds."""


@dataclass(frozen=True)
class Page:
    """An address below the site, the template of `site_templates/pages` that shows it, and its context.

    `root` leads to the top of the site where the page is shown at other addresses than its own; else it is empty.
    """

    address: str
    template: str
    title: str
    context: object
    root: str = ""


@dataclass(frozen=True)
class Crumb:
    """A breadcrumb: a step of the way to a page; the last one has no address."""

    title: str
    address: str = ""


@dataclass(frozen=True)
class NumberedSource:
    """A source with the number that notes show; `editions` are others of its document, `seen` what it is now."""

    number: int
    record: Source
    editions: tuple[SourceRecord, ...] = ()
    seen: WatchedSource | None = None


@dataclass(frozen=True)
class SectionView:
    """A heading, its prose as safe HTML, and its table of rows where it has one."""

    heading: str
    anchor: str
    prose: str
    table: Table | None = None


def numbered(document: Document, library: Library | None = None) -> Mapping[str, NumberedSource]:
    """Number the sources of a document in the order in which they are first cited.

    With the library of today, each comes with the other editions of its document, and what was seen at its address.
    """
    first = (name for name in cited_ids(document) if name in document.sources)
    return {name: _numbered(number, document.sources[name], library) for number, name in enumerate(first, 1)}


def _numbered(number: int, source: Source, library: Library | None) -> NumberedSource:
    if not library:
        return NumberedSource(number, source)
    return NumberedSource(number, source, library.editions_beside(source.id), library.seen_since(source))


def prose(document: Document, sources: Mapping[str, NumberedSource], lead: Lead = to_page) -> Mapping[str, str]:
    """Render every section of a document, by heading; `lead` gives the address of a link to another file.

    A document beyond a limit, such as an old version, is shown as it is typed; so is a section that cannot be
    rendered. In the files on disk, rules refuse both.
    """
    numbers = {name: source.number for name, source in sources.items()}
    if beyond_limits("\n".join(section.text for section in document.sections)):
        return {section.heading: as_typed(section.text) for section in document.sections}
    return {section.heading: _html(section.text, numbers, lead) for section in document.sections}


def _html(text: str, numbers: Mapping[str, int], lead: Lead) -> str:
    try:
        return with_days(to_html(text, numbers, lead))
    except Unrenderable:
        return as_typed(text)


def with_days(prose: str) -> str:
    """Write the days and months in safe HTML as US readers do; what stands in a tag or as code stays as it is."""
    parts = MARKUP.split(prose)
    return "".join(part if at % 2 else "".join(map(_written, pieces(part))) for at, part in enumerate(parts))


def _written(piece: str) -> str:
    return f'<time datetime="{piece}">{day(piece)}</time>' if WRITTEN.fullmatch(piece) else piece


def receipts(document: Document) -> tuple[tuple[Receipt, str], ...]:
    """Pair each receipt with the titles of its questions."""
    titles = {question.key: question.label for question in QUESTIONS}
    return tuple((receipt, ", ".join(titles[key] for key in receipt.questions)) for receipt in document.looked)
