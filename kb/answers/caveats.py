"""What makes a value less sure, in the words that grids, entry pages, evidence and search share. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kb.domain.model import Entry
from kb.domain.vocabulary import SUPERSEDED, UNCONFIRMED_CURRENCIES

INFORMS_ONLY: Final = "informs only"


def caveats(standing: str, confidence: str, currency: str, *, part_read: bool) -> Iterator[str]:
    """Name what a reader must see beside a value: who reports it, how much was read, how old it is."""
    if standing in {"secondary", "primary elsewhere"}:
        yield standing
    if part_read:
        yield "part-read"
    if currency in {*UNCONFIRMED_CURRENCIES, SUPERSEDED}:
        yield currency
    if confidence == "low":
        yield "low confidence"


def informs_only(entry: Entry) -> bool:
    """Tell whether an entry never decides an answer: it speaks of a concept, or has been superseded."""
    return entry.reach.kind == "concept" or entry.currency == SUPERSEDED
