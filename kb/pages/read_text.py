"""The page that reads a pasted text for what the record must show, and its records: all in one script.

Nothing is asked for once a text is there, so that no request can tell of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from kb.catalogue.resolved import ResolvedAnswer, ResolvedAnswers
from kb.domain.code_facts import RecordElement
from kb.domain.doubts import DOUBTS, MARKS, OF_PARAGRAPH, SECTIONS, UNLIKE
from kb.domain.model import CodePage, Library
from kb.domain.scopes import plan_title
from kb.domain.vocabulary import UNKNOWN, label
from kb.pages.ask_texts import Kept
from kb.pages.packing import script_of
from kb.pages.page import Crumb, Page

ADDRESS: Final = "read-text.html"
DOCUMENTATION: Final = "documentation"
MOST_ASKS: Final = 12
"""How many plans' answers on documentation are named for a code; the page of the code has all."""


@dataclass(frozen=True)
class ReadText:
    """What the page shows before a text is there: the codes to choose from, those with recorded elements first."""

    recorded: tuple[CodePage, ...]
    others: tuple[CodePage, ...]
    crumbs: tuple[Crumb, ...]


def read_text_page(library: Library) -> Page:
    """Make the page."""
    recorded = tuple(page for page in library.codes.values() if page.elements)
    others = tuple(page for page in library.codes.values() if not page.elements)
    crumbs = (Crumb("Home", "index.html"), Crumb("Read my text"))
    return Page(ADDRESS, "read_text", "Read my text", ReadText(recorded, others, crumbs))


def read_text_script(library: Library, resolved: ResolvedAnswers) -> tuple[str, str]:
    """Return the address and the text of the script with the records of all codes, and the words of doubt."""
    kept = Kept()
    codes = {page.code: _packed(library, page, resolved, kept) for page in library.codes.values()}
    data = {
        "doubts": list(DOUBTS.items()),
        "ofParagraph": OF_PARAGRAPH,
        "sections": SECTIONS,
        "unlike": UNLIKE,
        "marks": list(MARKS.items()),
        "codes": codes,
        "sources": kept.written()["sources"],
    }
    return "static/read_records.js", script_of("readRecords", data)


def _packed(library: Library, page: CodePage, resolved: ResolvedAnswers, kept: Kept) -> dict[str, Any]:
    asks = list(_asks(library, page, resolved))
    return {
        "elements": [_element(library, page, one, kept) for one in page.elements],
        "asks": asks[:MOST_ASKS],
        "more": len(asks[MOST_ASKS:]),
    }


def _element(library: Library, page: CodePage, element: RecordElement, kept: Kept) -> dict[str, Any]:
    return {
        "shows": element.shows,
        "by": plan_title(library, element.asked_by) if element.asked_by else "",
        "words": element.words,
        "unlike": element.unlike,
        "note": element.note,
        "sources": kept.cited(page.sources[one] for one in element.sources),
    }


def _asks(library: Library, page: CodePage, resolved: ResolvedAnswers) -> Iterator[list[str]]:
    """Yield what plans say on documentation, each rule once: the plan, the value, how sure, and where it stands."""
    seen: set[str] = set()
    for payer, scope in library.scopes:
        id_ = f"{payer.name}/{scope.id}"
        [row] = (one for one in resolved.set_of(page.code, id_) if one.question == DOCUMENTATION)
        if row.entry and row.decided and row.value != UNKNOWN and row.entry not in seen:
            seen.add(row.entry)
            yield [plan_title(library, id_), row.value, _sure(row), f"{row.entry}.html#{DOCUMENTATION}"]


def _sure(row: ResolvedAnswer) -> str:
    return f"{label(row.standing)}, {row.confidence} confidence"
