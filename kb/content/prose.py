"""The Markdown of a section to safe HTML, and to plain text for the search.

Citations `[source-id]` become numbered notes, links between content files become links between pages, and a
paragraph that is our own reading, or says that data is not available, is marked as such. Raw HTML is shown as text.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from itertools import zip_longest
from typing import Final

import nh3

from kb.content.limits import beyond_limits
from kb.content.markdown import KEPT, Lead, Unrenderable, convert, convert_uncited, parsed
from kb.domain.model import Document

TAGS: Final = {
    "a", "blockquote", "br", "code", "em", "h3", "h4", "hr", "li", "ol", "p", "pre", "strong", "sup", "table",
    "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
ATTRIBUTES: Final = {
    "a": {"href", "class", "title", "aria-label"},
    "p": {"class"},
    "sup": {"class"},
    "ol": {"start"},
    "td": {"align"},
    "th": {"align"},
}

SAFE: Final = nh3.Cleaner(tags=TAGS, attributes=ATTRIBUTES, link_rel=None)
BARE: Final = nh3.Cleaner(tags=set())
"""What takes out of HTML all that is not safe, and all tags: to set one up takes longer than to clean a section."""

OURS: Final = re.compile(r"\b(O|o)ur\sreading(?= rule:|:)")
"""What marks a sentence of ours in a file; pages say it in the field's words."""


def to_page(target: str) -> str:
    """Lead a link between content files, as they are today, to the page of the file."""
    return re.sub(r"\.md(?=#|$)", ".html", target)


def to_html(text: str, numbers: Mapping[str, int], lead: Lead = to_page) -> str:
    """Render a section. `numbers` gives the number of each source by id.

    Raises Unrenderable if the parser fails on the text.
    """
    return OURS.sub(r"\1ur interpretation", _sanitized(convert(text, numbers, lead)))


def parsed_sections(documents: Iterable[Document]) -> dict[str, str]:
    """Return what the sections of documents are parsed to, by text; but for those that cannot be rendered.

    Of more sections than are kept none is given: most would be parsed once more, and together they take much room.
    """
    found: dict[str, str] = {}
    sections = [section for document in documents for section in document.sections]
    for section in sections if len(sections) <= KEPT else ():
        if not beyond_limits(section.text):
            with suppress(Unrenderable):
                found[section.text] = parsed(section.text)
    return found


def _sanitized(converted: str) -> str:
    return SAFE.clean(converted).strip()


def as_typed(text: str) -> str:
    """Return a text as safe HTML just as it is typed, for one that cannot be rendered."""
    return f"<pre>{html.escape(text.strip())}</pre>"


def to_plain(text: str) -> str:
    """Return the words of a section without marks and citations, one space between them.

    Of a text that cannot be rendered, as one of an older version may be, they are those that are typed.
    """
    bare = _uncited(text)
    return " ".join(text.split()) if bare is None else _words(bare)


BLOCKS: Final = r"</(p|li|ul|ol|h3|h4|tr|blockquote|pre)>"
ENDED: Final = (".", "!", "?", ":", ";", ",", "…", ".”", '."')


def to_sentences(text: str) -> str:
    """Return the words of `to_plain` with each block and each row of a table as a sentence.

    A row is `Texas: 95 days; a report.`; the items of a list are parted by semicolons.
    """
    bare = _uncited(text)
    if bare is None:
        return " ".join(text.split())
    told: list[str] = []
    parts = iter(re.split(BLOCKS, bare))
    for part, tag in zip_longest(parts, parts, fillvalue=""):
        words = _row(part) if tag == "tr" else _words(part)
        if words:
            told.append(words if words.endswith(ENDED) else f"{words}{';' if tag == 'li' else '.'}")
        elif tag in {"ul", "ol"} and told:
            told[-1] = re.sub(";$", ".", told[-1])
    return " ".join(told)


def _row(row: str) -> str:
    """Write the cells of a row as one line: the first names the row."""
    first, *others = [_words(cell) for cell in re.split("</t[dh]>", row)]
    rest = "; ".join(cell for cell in others if cell)
    return ": ".join(part for part in (first, rest) if part)


def _uncited(text: str) -> str | None:
    """Return a section as safe HTML without its citations; None if it cannot be rendered."""
    if beyond_limits(text):
        return None
    try:
        return _sanitized(convert_uncited(text))
    except Unrenderable:
        return None


def _words(bare: str) -> str:
    """Return the words of a piece of HTML."""
    spaced = re.sub(r"</(p|li|h3|h4|td|th|tr|blockquote|pre)>", r"</\1> ", bare)
    words = html.unescape(BARE.clean(spaced)).split()
    return re.sub(r"\s+([.,;:])(?=\s|$)", r"\1", " ".join(words))
