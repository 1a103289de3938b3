"""What to know of the first result: since when it holds, whether it was replaced, what it says of a state named.

The browser says the same, in `static/leading.js`. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from kb.search.analysis import words
from kb.search.document_numbers import numbers_asked
from kb.search.documents import INFORMS, SearchDocument
from kb.search.editions import is_before, of_time, on_effective
from kb.search.field_sets import SUPERSEDED, Matcher, holding
from kb.search.headline import question_of, scope_of
from kb.search.intent import IntentTables, said_of_value, topic_of
from kb.search.ranking import Ranked
from kb.search.reading_result import Reading
from kb.search.sections_asked import OF_UNITS
from kb.search.sentences import sentences

NEXT_FEW: Final = 4
"""Results among which one with an effective date is looked for."""


NO_UNITS: Final = (
    "Nothing of {who} on units of {codes} is recorded in this library: the first result is on something else. CMS's "
    "limit, where one is here, is under Units on the page of the code."
)

OF_ANOTHER: Final = "{first} says nothing on units of {codes}; {other} does."
"""What is told where another of the plans that are asked of has it."""


def on_leading(read: Reading, ranked: Ranked, documents: Sequence[SearchDocument]) -> Iterator[str]:
    """Yield what to know of the first result, and of the one that informs, before anything."""
    first = ranked.order[0][0] if ranked.order else None
    document = documents[first] if first is not None else None
    if document and first is not None and document.kind == "entry":
        yield from on_effective(read, _dated(read, ranked, documents), documents)
        if SUPERSEDED in document.facets:
            yield f"{document.title}: superseded.{_replaced(read, document)}"
        yield from _of_states(read, document)
        yield from _on_units(read, [documents[number] for number, _ in ranked.order[:NEXT_FEW]])
    if ranked.informing is not None:
        yield _informing(documents[ranked.informing], read)


def _replaced(read: Reading, document: SearchDocument) -> str:
    """Say what a superseded entry tells; of a day behind its first nobody knows whether it still held then."""
    if not read.day:
        return " It tells what held before, not what holds today."
    told = f" An older revision: whether it still held {of_time(read)} is not known."
    return "" if is_before(read, document) else told


def _on_units(read: Reading, few: Sequence[SearchDocument]) -> Iterator[str]:
    """Say that the first result sets no limit on units, where a plan and a code are asked of it; and which does."""
    document, codes = few[0], " and ".join(read.codes)
    is_asked = read.asks_units and read.plan_label and read.codes and not read.table
    if not is_asked or _speaks_of_units(document):
        return
    others = (one for one in few if one.kind == "entry" and scope_of(one) != scope_of(document))
    other = next(filter(_speaks_of_units, others), None)
    if other:
        yield OF_ANOTHER.format(first=document.title, codes=codes, other=other.title)
    else:
        yield NO_UNITS.format(who=read.plan_label, codes=codes)


def _speaks_of_units(document: SearchDocument) -> bool:
    return re.search(OF_UNITS, f"{document.value} {document.fields.get('text', '')}".lower()) is not None


def _dated(read: Reading, ranked: Ranked, documents: Sequence[SearchDocument]) -> int:
    """Return the first result, or of the next few of its plan the first with an effective date where it has none.

    That is so where a code is asked of since when, and no document is named: the rule that decides has the date.
    """
    first = ranked.order[0][0]
    asks = read.asks_effective and read.codes and not read.mentioned and not any(numbers_asked(read.groups))
    if not asks or documents[first].effective:
        return first
    plan = documents[first].entry.rpartition("/")[0]
    next_few = (number for number, _ in ranked.order[:NEXT_FEW])
    same = (number for number in next_few if documents[number].entry.rpartition("/")[0] == plan)
    return next((number for number in same if documents[number].effective and not _informs(documents[number])), first)


def _informs(document: SearchDocument) -> bool:
    return INFORMS in document.facets


def _of_states(read: Reading, document: SearchDocument) -> Iterator[str]:
    """Quote what the first result says of a state that is named, unless a limit that is told names it.

    A section on another question than the one that is put is not quoted, nor any where something else is asked for.
    """
    told = " ".join(limit.value for limit in read.limits)
    is_other = read.question and topic_of(document.heading) not in {"", read.question}
    if is_other or read.asks:
        return
    for state in read.states:
        text = document.fields.get("text", "")
        said = next((sentence for sentence in sentences(text) if state in sentence), "")
        if said and state not in document.title and state not in told:
            yield f"{document.title}, on {state}: “{said}”"


def _informing(document: SearchDocument, read: Reading) -> str:
    """Name what a plan says of the subject that a query names beside a code."""
    value = f" ({document.value})" if document.value else ""
    codes = ", ".join(read.codes)
    return f"{document.title}{value} is background on the subject: what was read of it decides nothing for {codes}."


def crossed(
    read: Reading, first: int | None, documents: Sequence[SearchDocument], tables: IntentTables, matcher: Matcher
) -> str:
    """Say that the first result speaks of another step, schedule or network than the query names; else nothing.

    Where it is told which limit the result states for the group named, only another value that it speaks of is.
    """
    is_of_nobody = read.named and not (read.scopes or read.beside)
    if first is None or is_of_nobody:
        return ""
    for name, number, phrase in read.dimensions:
        if any(first in holding(matcher, said) for said in said_of_value(name, number, tables)):
            continue
        others = [
            other
            for other, (dimension, value) in tables.dimensions.items()
            if dimension == name
            and value != number
            and other not in tables.following
            and first in holding(matcher, other)
            and says(documents[first], other)
        ]
        shown = tables.spoken[phrase]
        if others:
            return f"The first result speaks of “{tables.spoken[others[0]]}”, not of “{shown}”."
        told = any((one.scope, one.question) == _of(documents[first]) for one in read.limits)
        same = [tables.spoken[other[2]] for other in read.dimensions if other[0] == name and other[1] != number]
        shown = " or for ".join(f"“{one}”" for one in (shown, *same))
        return "" if told else f"The first result does not say whether it holds for {shown}."
    return ""


def _of(document: SearchDocument) -> tuple[str, str]:
    return scope_of(document), question_of(document)


def says(document: SearchDocument, phrase: str) -> bool:
    """Return whether a section has the words of a phrase, given as terms, one behind the other."""
    shown = (document.title, document.heading, document.value, document.fields.get("text", ""))
    text = " ".join(word.term for value in shown for word in words(value))
    return f" {phrase} " in f" {text} "
