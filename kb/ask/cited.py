"""The sources that a page cites: in a section, in a row of a table, or by their ids."""

from __future__ import annotations

from collections.abc import Iterable

from kb.content.citations import cited_in
from kb.content.code_tables import Row, code_tables
from kb.content.parse import slug
from kb.domain.model import CodePage, Document, Source


def cited_by(document: Document, section: str, place: str = "") -> tuple[Source, ...]:
    """Return the sources that a row of a table cites, or a section in its prose and its table, each once.

    `place` is the row, empty for the whole section.
    """
    rows = _rows(document, section, place)
    text = "" if place else "".join(one.text for one in document.sections if one.slug == section)
    ids = dict.fromkeys([*(one.id for one in cited_in(text)), *(id_ for row in rows for id_ in row.sources)])
    return page_sources(document, ids)


def _rows(document: Document, section: str, place: str) -> list[Row]:
    """Return the row of a table that was found, or all rows of the table of a section."""
    tables = code_tables(document) if isinstance(document, CodePage) else ()
    rows = [row for table in tables if slug(table.heading) == section for row in table.rows]
    number = place.rpartition("-")[2]
    return [rows[int(number) - 1]] if number.isdigit() else rows


def page_sources(page: Document, ids: Iterable[str]) -> tuple[Source, ...]:
    """Return the sources of a page that ids name, in that order."""
    return tuple(page.sources[id_] for id_ in ids if id_ in page.sources)
