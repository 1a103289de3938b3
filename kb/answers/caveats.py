"""How sure a value is, in the words that grids, entry pages, evidence, search and citations share. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from kb.domain.model import Answer, Entry, Source
from kb.domain.vocabulary import CONFLICT, LOW, SUPERSEDED, UNCONFIRMED_CURRENCIES, best_standing, label

INFORMS_ONLY: Final = "background only"

DOUBTS: Final = (
    *("conflict", "check the parent", "low confidence"),
    *("superseded", "old", "undated", "part-read", "secondary", "primary elsewhere"),
)
"""The marks of doubt, the gravest first: a table shows one of an answer, and the others on demand."""


@dataclass(frozen=True)
class Certainty:
    """What tells how sure a value is, each in the words of the vocabulary.

    `standing` is the best one of its sources, empty if it has none; `part_read` tells that none was read whole.
    """

    standing: str
    confidence: str
    currency: str
    part_read: bool


def certainty_of(entry: Entry, answer: Answer) -> Certainty:
    """Judge the value that an entry itself gives, by the sources that its answer cites."""
    cited = [entry.sources[name] for name in answer.sources if name in entry.sources]
    standing = best_standing(source.standing for source in cited)
    return Certainty(standing, answer.confidence, entry.currency, read_in_part(cited))


def read_in_part(sources: Iterable[Source]) -> bool:
    """Return whether there are sources and none of them was read whole."""
    extents = [source.read for source in sources]
    return bool(extents) and "whole" not in extents


def caveats(found: Certainty) -> Iterator[str]:
    """Yield the marks of a value: what makes it less sure."""
    if found.standing in {"secondary", "primary elsewhere"}:
        yield found.standing
    if found.part_read:
        yield "part-read"
    if found.currency in {*UNCONFIRMED_CURRENCIES, SUPERSEDED}:
        yield found.currency
    if found.confidence == LOW:
        yield f"{LOW} confidence"


def marks_of(value: str, sure: Certainty | None, warning: str) -> Iterator[str]:
    """Yield the marks of doubt of a resolved answer, as tables, cards and worklists show them.

    `sure` tells how sure the value is, None if nothing decides; `warning` is that of the answer, empty without one.
    """
    if sure is None:
        return
    if value == CONFLICT:
        yield "conflict"
    yield from caveats(sure)
    if warning:
        yield "check the parent"


def gravest(marks: Iterable[str]) -> str:
    """Give the gravest of some marks of doubt; empty where there are none."""
    found = tuple(marks)
    return next((mark for mark in DOUBTS if mark in found), "")


def cited_certainty(entry: Entry, answer: Answer) -> str:
    """Say, for a citation, how sure the value that an entry itself gives is, and where it decides no answer."""
    words = in_words(certainty_of(entry, answer))
    return f"{words}; {INFORMS_ONLY}, decides nothing" if informs_only(entry) else words


def in_words(found: Certainty) -> str:
    """Say how sure a value is in a phrase: `third-party summary, may be outdated, medium confidence`."""
    read = ", partially read" if found.part_read else ""
    return f"{label(found.standing) or 'no source'}{read}, {label(found.currency)}, {found.confidence} confidence"


def informs_only(entry: Entry) -> bool:
    """Return whether an entry never decides an answer: it is on a concept, or has been superseded."""
    return entry.reach.kind == "concept" or entry.currency == SUPERSEDED
