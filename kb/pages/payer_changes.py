"""What payers changed, apart from what this library corrected: an answer a row, the newest first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from kb.changes.addresses import address
from kb.changes.recorded import FileChange, RecordedCommit
from kb.changes.wording import who
from kb.diff.change import EDITED, MOVED, Fact
from kb.domain.model import Library
from kb.domain.vocabulary import QUESTIONS, UNKNOWN

MOST_ROWS: Final = 12

LABELS: Final = {question.key: question.label for question in QUESTIONS}


@dataclass(frozen=True)
class PayerChange:
    """An answer that a payer's new revision changed: whose, on what, from what to what, and from when it holds.

    `effective` is an ISO date, empty where none is recorded. Both answers are known.
    """

    plan: str
    question: str
    before: str
    after: str
    direction: str
    effective: str
    recorded: dt.date
    address: str


def payer_changes(library: Library, found: tuple[RecordedCommit, ...]) -> tuple[PayerChange, ...]:
    """Give the newest answers that a new revision of a payer's document changed."""
    return tuple(row for _, row in zip(range(MOST_ROWS), _rows(library, found), strict=False))


def _rows(library: Library, found: tuple[RecordedCommit, ...]) -> Iterator[PayerChange]:
    for one in found:
        for recorded in one.detailed:
            if is_payers(recorded):
                yield from _of(library, recorded)


def is_payers(recorded: FileChange) -> bool:
    """Tell whether a change is a payer's own: an entry of before cites another revision of the document."""
    return recorded.change.what == "entry" and recorded.change.kind in {EDITED, MOVED} and recorded.change.edition


def changes_answer(recorded: FileChange) -> bool:
    """Tell whether a payer's new revision changed an answer that was known and still is."""
    return is_payers(recorded) and any(map(_is_known, recorded.change.answers))


def _is_known(fact: Fact) -> bool:
    """Tell whether both sides are known; else this library learned or lost it: the payer may have said it before."""
    return not {fact.before, fact.after} & {"", UNKNOWN}


def _of(library: Library, recorded: FileChange) -> Iterator[PayerChange]:
    where, change = who(library, recorded), recorded.change
    for fact in filter(_is_known, change.answers):
        question = LABELS.get(fact.question, fact.name)
        told = (question, fact.before, fact.after, fact.direction, change.effective)
        yield PayerChange(where, *told, recorded.commit.recorded, address(recorded))
