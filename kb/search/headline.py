"""The value that a hit shows: none where it would answer another question, another subject or another document.

The browser does the same in `static/headline.js`. Pure.
"""

from __future__ import annotations

from dataclasses import replace

from kb.domain.vocabulary import QUESTIONS, UNKNOWN
from kb.search.analysis import Concepts
from kb.search.documents import INFORMS, SearchDocument
from kb.search.exceptions import exceptions_of, quoted
from kb.search.period_groups import Told
from kb.search.query import begins_with
from kb.search.ranking import Ranked
from kb.search.reading_result import Reading
from kb.search.subject import subject


def with_exception(read: Reading, document: SearchDocument | None, concepts: Concepts) -> tuple[Reading, str]:
    """Return a reading with what the first result says of the subject where its value is on the rest; and tell it."""
    told_of = exceptions_of(document, subject(read), concepts) if document and document.kind == "entry" else ()
    if not document or not told_of:
        return read, ""
    sentence = f"{document.title}, on what is asked: {quoted(told_of)}."
    told = Told(scope_of(document), question_of(document), sentence, quoted(told_of[:1]), document.entry)
    return replace(read, limits=(*read.limits, told)), sentence


def value_of(document: SearchDocument, number: int, read: Reading, ranked: Ranked) -> str:
    """Return the value that a hit shows, empty for none; `number` is that of its section."""
    limit = next((told for told in read.limits if _is_told(told, document)), None)
    informs = INFORMS in document.facets
    is_unborn = bool(read.codes) and set(read.codes) <= set(read.unborn)
    if read.asks or is_unborn or (limit is not None and limit.entry and informs):
        return ""
    if limit is not None:
        return (
            limit.value
            if limit.alone or document.value == UNKNOWN
            else f"{limit.value}; in general: {document.value}"
        )
    if not document.value or document.value == UNKNOWN:
        return document.value
    others = bool(read.codes) and {code.lower() for code in read.codes}.isdisjoint(_codes(document))
    is_beside = bool(read.mentioned) or _is_unheld(read, ranked) or number not in ranked.whole or (informs and others)
    return "" if is_beside else document.value


def _is_unheld(read: Reading, ranked: Ranked) -> bool:
    """Return whether a document is asked for by a number that nothing here holds."""
    numbers = (group.written for group in read.groups if begins_with(group, "#"))
    return any(number in ranked.loosened or number in ranked.dropped for number in numbers)


def _is_told(told: Told, document: SearchDocument) -> bool:
    of_entry = told.entry in {"", document.entry}
    return of_entry and told.scope == scope_of(document) and told.question == question_of(document)


def scope_of(document: SearchDocument) -> str:
    """Return the plan that the entry of a section is of, as `payer/plan`."""
    return "/".join(document.entry.split("/")[:2])


def question_of(document: SearchDocument) -> str:
    """Return the key of the question that a section of an entry answers; empty for none."""
    return next((question.key for question in QUESTIONS if question.slug == document.section), "")


def _codes(document: SearchDocument) -> set[str]:
    return {facet.removeprefix("code=") for facet in document.facets if facet.startswith("code=")}
