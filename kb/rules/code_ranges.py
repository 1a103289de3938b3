"""Rules on ranges of codes in texts: search finds a text by every code of its ranges, so these must be few enough.

A range of more than WIDEST codes is no list of codes; search takes it as its two ends.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from kb.content.parse import Parsed
from kb.domain.model import Document, Entry, Library, Payer
from kb.domain.problem import place_in
from kb.domain.reach import CODE, shape
from kb.rules.rule import Found, Rule, TextRule

WIDEST: Final = 1_000
MOST: Final = 50_000
MOST_IN_NAME: Final = 300
"""Codes that the ranges of a file, and of one title or name, may take in; a name is indexed with each section."""

RANGE: Final = re.compile(
    rf"(?<![0-9a-z])({CODE.pattern})(?=(?:\s?[-\u2013\u2014]\s?|\s(?:to|through|thru)\s)({CODE.pattern})(?![0-9a-z]))",
    re.IGNORECASE,
)


def _widths(text: str) -> Iterator[tuple[int, int]]:
    """Yield where each range of codes begins in a text, and how many codes it has."""
    for found in RANGE.finditer(text):
        first, last = found[1].upper(), found[2].upper()
        low, high = (int(re.sub(r"[^0-9]", "", code)) for code in (first, last))
        if shape(first) == shape(last) and 0 < high - low <= WIDEST:
            yield found.start(), high - low + 1


def many_ranges(parsed: Parsed) -> Found:
    """All ranges of codes in a file take in at most MOST codes."""
    total = 0
    for at, width in _widths(parsed.text):
        total += width
        if total > MOST:
            way = f"a file has at most {MOST:,}; split it, or name the codes that matter"
            yield place_in(parsed.text, at), f"up to here ranges take in {total:,} codes; {way}"
            return


def range_in_name(document: Document, _: Library) -> Found:
    """The ranges in a title or a name take in at most MOST_IN_NAME codes."""
    for path, name in _names(document):
        total = sum(width for _, width in _widths(name))
        if total > MOST_IN_NAME:
            way = f"at most {MOST_IN_NAME} fit a name; write them in the text"
            yield document.place(*path), f"the ranges take in {total:,} codes; {way}"


def _names(document: Document) -> Iterator[tuple[tuple[str, ...], str]]:
    yield ("title",), document.title
    if isinstance(document, Entry):
        yield ("document",), document.document
    if isinstance(document, Payer):
        yield from ((("scopes", scope.id, "name"), scope.name) for scope in document.scopes)


RANGE_TEXT_RULES: Final = (
    TextRule("many-ranges", f"the ranges of codes in a file take in at most {MOST:,} codes", many_ranges),
)
RANGE_RULES: Final = (
    Rule("range-in-name", f"the ranges of codes in a name take in at most {MOST_IN_NAME} codes", range_in_name),
)
