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
from kb.search.intent_words import BENCHMARKS
from kb.search.plan_tables import ADVANTAGE
from kb.search.query import Group
from kb.search.reading_result import Reading
from kb.search.sentences import sentences_with

NAMED_IN_ROWS: Final = (ADVANTAGE, "medicaid")
"""Lines of business that price files always name; static/ranking_asks.js has the same."""

FIGURE: Final = "[0-9]+[.][0-9]+"
"""A number with a part behind its point; static/ranking_asks.js has the same."""

NO_ROW: Final = "No amount of “{hospital}” is recorded here. {title}, {heading}: “{said}”"
"""What is told of a hospital whose price file has no row; static/ranking_asks.js has the same."""


def of_hospitals(read: Reading, matcher: Matcher) -> set[int]:
    """Return the amounts of the hospitals named, on a code that is named, and of a payer that is.

    Of some lines of business only the rows that name them are. Where no price file has a row of one, the text on the
    files tells that.
    """
    named = set[int]().union(*(_naming(one, read, matcher) for one in _asked(read)))
    found = named & having(matcher, ROWS)
    if not found:
        return named
    if read.named:
        payers = Group("concept", tuple(f"~{payer}" for payer in read.payers), "")
        found &= set(matcher.matches(payers, alone=True))
    lines = tuple(line for line in read.lines if line in NAMED_IN_ROWS)
    return found & rows_on_line(replace(read, lines=lines), matcher) if lines else found


def beside_plan(read: Reading, matcher: Matcher) -> Reading:
    """Leave a hospital out of what is asked for where a payer is named, no amount is, and no file has a row of it.

    It is then where a patient is: what the payer says is asked.
    """
    asked = _asked(read) if read.named and read.question != BENCHMARKS else []
    if not asked or any(_naming(one, read, matcher) & having(matcher, ROWS) for one in asked):
        return read
    asks = tuple(ask for ask in read.asks if ask.key != HOSPITAL)
    parts = tuple(part for part in read.parts if not (part.kind == "ask" and part.written in asked))
    return replace(read, asks=asks, parts=parts)


def without_row(
    read: Reading, documents: Sequence[SearchDocument], matcher: Matcher, concepts: Concepts
) -> Iterator[str]:
    """Quote what the text on the price files says of each hospital named that has no row."""
    for one in _asked(read):
        named, group = _naming(one, read, matcher), _group(one, read)
        if not group or not named or named & having(matcher, ROWS):
            continue
        page = documents[min(named)]
        if said := next(sentences_with(group.terms, page.fields.get("text", ""), concepts), ""):
            yield NO_ROW.format(hospital=one, title=page.title, heading=page.heading, said=said)


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
    """Return what price files have of a hospital, known by a name of its group of synonyms, or by the words typed.

    Of codes whose pages quote no price file nothing is told; rows are those of the codes that are named.
    """
    group = _group(hospital, read)
    typed = " ".join(word.term for word in words(hospital))
    found = set(matcher.matches(group, alone=True)) if group else speaking([typed], matcher)
    files = having(matcher, OF_PAYERS)
    on_codes = files & within(matcher, "named", *(code.lower() for code in read.codes)) if read.codes else files
    own = found & on_codes
    return own or (found & files - having(matcher, ROWS) if on_codes else own)


def _group(hospital: str, read: Reading) -> Group | None:
    """Return the group of a query that is the name of a hospital as typed; None where several are."""
    return next((one for one in read.groups if one.written == hospital and not one.negative), None)
