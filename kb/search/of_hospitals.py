"""What code pages have of the hospitals that a query names: rows of their price files, or that a file has none.

The browser does the same in `static/ranking_asks.js`. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from kb.search.analysis import Concepts, words
from kb.search.ask_kinds import HOSPITAL
from kb.search.documents import ROWS, SearchDocument
from kb.search.field_sets import OF_PAYERS, Matcher, having, rows_on_line, speaking, within
from kb.search.plan_tables import ADVANTAGE
from kb.search.query import Group
from kb.search.reading_result import Reading
from kb.search.sentences import sentences_with

NAMED_IN_ROWS: Final = (ADVANTAGE, "medicaid")
"""Lines of business that price files always name; static/ranking_asks.js has the same."""

FIGURE: Final = "[0-9]+[.][0-9]+"

NO_ROW: Final = "No amount of that hospital is recorded here. {title}, {heading}: “{said}”"
"""What is told of a hospital whose price file has no row; static/ranking_asks.js has the same."""


def of_hospitals(read: Reading, matcher: Matcher) -> set[int]:
    """Return the amounts of the hospitals named, on a code that is named, and of a payer that is.

    Of some lines of business only the rows that name them are. Where no price file has a row of one, the text on the
    files tells that.
    """
    named = set[int]().union(*(_naming(one, read, matcher) for one in _asked(read))) & having(matcher, OF_PAYERS)
    found = named & having(matcher, ROWS)
    if not found:
        return named
    if read.codes:
        found &= within(matcher, "named", *(code.lower() for code in read.codes))
    if read.named:
        payers = Group("concept", tuple(f"~{payer}" for payer in read.payers), "")
        found &= set(matcher.matches(payers, alone=True))
    lines = tuple(line for line in read.lines if line in NAMED_IN_ROWS)
    return found & rows_on_line(replace(read, lines=lines), matcher) if lines else found


def without_row(read: Reading, document: SearchDocument, concepts: Concepts) -> Iterator[str]:
    """Quote what the first result, the text on the price files, says of a hospital named that has no row."""
    asked = _asked(read) if f"section={document.section}" == OF_PAYERS and ROWS not in document.facets else []
    terms = [term for one in asked for term in (_group(one, read) or Group("", (), "")).terms]
    said = next(sentences_with(terms, document.fields.get("text", ""), concepts), "")
    if said:
        yield NO_ROW.format(title=document.title, heading=document.heading, said=said)


def on_figures(
    read: Reading, first: int, documents: Sequence[SearchDocument], matcher: Matcher, concepts: Concepts
) -> Iterator[str]:
    """Quote what the text on the price files says of a figure that the first result lacks: the 2.7 of 2.7 million."""
    files = having(matcher, OF_PAYERS) - having(matcher, ROWS) if _asked(read) else set[int]()
    for group in read.groups if files else ():
        found = matcher.matches(group, alone=True) if re.fullmatch(FIGURE, group.written) else {}
        at = min(files & found.keys(), default=None)
        if at is not None and first not in found:
            text = documents[at].fields.get("text", "")
            yield from (f"{documents[at].heading}: “{one}”" for one in sentences_with(group.terms, text, concepts))


def _asked(read: Reading) -> list[str]:
    """Return the names of the hospitals that a query has, as typed."""
    return [one for ask in read.asks if ask.key == HOSPITAL for one in ask.each]


def _naming(hospital: str, read: Reading, matcher: Matcher) -> set[int]:
    """Return the sections that name a hospital: by a name of its group of synonyms, or by the words typed."""
    group = _group(hospital, read)
    if group:
        return set(matcher.matches(group, alone=True))
    return speaking([" ".join(word.term for word in words(hospital))], matcher)


def _group(hospital: str, read: Reading) -> Group | None:
    """Return the group of a query that is the name of a hospital as typed; None where several are."""
    return next((one for one in read.groups if one.written == hospital and not one.negative), None)
