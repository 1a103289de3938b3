"""A PDF as pages of lines. The only module that knows pypdfium2."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import Any, Final

import pypdfium2
from pypdfium2 import raw as pdfium

from kb.domain.problem import Place, Problem
from kb.drafts.columns import Word, lines_of
from kb.drafts.pages import BadPaper, Page, Paper
from kb.drafts.pdf_streams import unpacks_too_far

MOST_PAGES: Final = 2_000
LARGE_PICTURE: Final = 0.05
"""The part of a page that a picture covers at least, for it to be able to hold text."""

SIGNS_FREE: Final = 200_000
SIGNS_A_BYTE: Final = 4
"""Characters that a file may have in any case, and how many more for each of its bytes; payers' have about one."""

HYPHENS: Final = frozenset({0x02, 0xFFFE})
"""What the library gives for a hyphen at the end of a line."""

LIMITED: Final = "an encrypted file: you may read it, but its owner limits copying; see whether you may quote it"


def read(name: str, content: bytes) -> Paper:
    """Read a PDF. Raises BadPaper if it is locked by a password, damaged, or too long."""
    if unpacks_too_far(content):
        message = "it unpacks to more drawing than a file of its size holds; open it and save it as a new PDF"
        raise BadPaper(Problem(name, Place(), "too-long", message))
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as fault:
        raise BadPaper(_refusal(name, str(fault))) from fault
    try:
        if len(document) > MOST_PAGES:
            message = f"{len(document):,} pages, at most {MOST_PAGES:,} are read; save the part that you need"
            raise BadPaper(Problem(name, Place(), "too-long", message))
        locked = pdfium.FPDF_GetSecurityHandlerRevision(document) != -1
        pages = tuple(_pages(name, document, SIGNS_FREE + SIGNS_A_BYTE * len(content)))
        title = document.get_metadata_value("Title")
    finally:
        document.close()
    return Paper(name, pages, title, doubts=(LIMITED,) if locked else ())


def _refusal(name: str, told: str) -> Problem:
    if "password" in told.lower():
        way = "locked by a password; open it, print it to a PDF without one, and import that"
        return Problem(name, Place(), "encrypted", way)
    return Problem(name, Place(), "damaged-file", "no PDF that can be read; download it again")


def _pages(name: str, document: Any, most: int) -> Iterator[Page]:
    """Read the pages in order. Raises BadPaper where they have more than `most` characters."""
    for number in range(1, len(document) + 1):
        page, signs = _page(name, document, number, most)
        most -= signs
        yield page


def _page(name: str, document: Any, number: int, most: int) -> tuple[Page, int]:
    """Read a page; give it with the number of its characters."""
    try:
        page = document[number - 1]
        text = page.get_textpage()
        try:
            signs = text.count_chars()
            if signs > most:
                message = f"up to page {number} more text than a file of its size holds; print it to a PDF anew"
                raise BadPaper(Problem(name, Place(), "too-long", message))
            width, height = page.get_size()
            lines, in_columns = lines_of(_words(text), width)
            return Page(number, lines, _pictures(page, width * height), in_columns), signs
        finally:
            text.close()
            page.close()
    except pypdfium2.PdfiumError as fault:
        message = f"page {number} cannot be read; download the file again"
        raise BadPaper(Problem(name, Place(), "damaged-file", message)) from fault


def _pictures(page: Any, area: float) -> int:
    """Count the pictures that cover a good part of a page."""
    found = 0
    for item in page.get_objects(filter=(pdfium.FPDF_PAGEOBJ_IMAGE,)):
        left, bottom, right, top = item.get_bounds()
        found += (right - left) * (top - bottom) >= LARGE_PICTURE * area
    return found


def _words(text: Any) -> Iterator[Word]:
    """Give the words of the text of a page with their places."""
    word = ""
    first = 0
    for index in range(text.count_chars()):
        number = pdfium.FPDFText_GetUnicode(text, index)
        sign = "-" if number in HYPHENS else chr(number)
        if sign.isspace() or not number:
            yield from _word(text, word, first, index - 1)
            word = ""
        else:
            first = first if word else index
            word += sign
    yield from _word(text, word, first, text.count_chars() - 1)


def _word(text: Any, word: str, first: int, last: int) -> Iterator[Word]:
    if word:
        left, bottom, _, top = _box(text, first)
        _, _, right, _ = _box(text, last)
        x, y = ctypes.c_double(), ctypes.c_double()
        pdfium.FPDFText_GetCharOrigin(text, first, x, y)
        height = pdfium.FPDFText_GetFontSize(text, first)
        yield Word(word, left, right, y.value or bottom, max(height if height > 1 else top - bottom, 1.0))


def _box(text: Any, index: int) -> tuple[float, float, float, float]:
    """Return the left, bottom, right and top edge of a character, in points."""
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    pdfium.FPDFText_GetCharBox(text, index, left, right, bottom, top)
    return left.value, bottom.value, right.value, top.value
