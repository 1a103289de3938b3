"""A Word document as pages of lines. The only module that knows python-docx."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any, Final

import docx
from docx.table import Table

from kb.domain.problem import Place, Problem
from kb.drafts.pages import BadPaper, Line, Page, Paper, clean

BREAKS: Final = ".//w:lastRenderedPageBreak | .//w:br[@w:type='page']"
TRACKED: Final = "it holds tracked changes, which are not read; accept or refuse them, and import it again"
BOXES: Final = "it holds text boxes, which are not read; see what they say"


def read(name: str, content: bytes) -> Paper:
    """Read a Word document; its pages are those that Word last laid out. Raises BadPaper if it is damaged."""
    try:
        document = docx.Document(io.BytesIO(content))
        lines = [*_margins(document), *_body(document)]
    except (ValueError, KeyError, zipfile.BadZipFile, AttributeError, SyntaxError) as fault:
        problem = Problem(name, Place(), "damaged-file", "no Word document that can be read; save it again as DOCX")
        raise BadPaper(problem) from fault
    pages: dict[int, list[Line]] = {1: []}
    for number, line in lines:
        pages.setdefault(number, []).append(line)
    pictures = len(document.inline_shapes)  # Word does not say on which page one stands
    made = tuple(Page(number, tuple(held), pictures if number == 1 else 0) for number, held in pages.items())
    return Paper(name, made, document.core_properties.title or "", doubts=tuple(_doubts(document)))


def _margins(document: Any) -> Iterator[tuple[int, Line]]:
    """Give the lines of the page headers, which often hold the number and the dates."""
    for section in document.sections:
        for part in (section.first_page_header, section.header):
            if not part.is_linked_to_previous:
                yield from ((1, line) for block in part.iter_inner_content() for line in _lines(block))


def _body(document: Any) -> Iterator[tuple[int, Line]]:
    number = 1
    for block in document.iter_inner_content():
        if isinstance(block, Table):
            for row in block.rows:
                number += len(row._tr.xpath(BREAKS))  # noqa: SLF001  (page breaks have no public name)
                yield from ((number, line) for line in _row(row))
        else:
            number += len(block._p.xpath(BREAKS))  # noqa: SLF001  (as above)
            yield from ((number, line) for line in _lines(block))


def _lines(block: Any) -> Iterator[Line]:
    if isinstance(block, Table):
        for row in block.rows:
            yield from _row(row)
        return
    is_heading = (block.style.name if block.style else "").lower().startswith(("heading", "title"))
    for part in block.text.split("\n"):
        cells = tuple(text for text in map(clean, part.split("\t")) if text)
        if cells:
            yield Line(cells, is_heading)


def _row(row: Any) -> Iterator[Line]:
    """Give a row of a table; a merged cell counts once."""
    seen: list[Any] = []
    cells = []
    for cell in row.cells:
        if cell._tc not in seen:  # noqa: SLF001  (what tells a merged cell)
            seen.append(cell._tc)  # noqa: SLF001
            cells.append(clean(cell.text))
    if any(cells):
        yield Line(tuple(text for text in cells if text))


def _doubts(document: Any) -> Iterator[str]:
    body = document.element.body
    if body.xpath(".//w:ins | .//w:del"):
        yield TRACKED
    if body.xpath(".//w:txbxContent"):
        yield BOXES
