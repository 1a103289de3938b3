"""The rules of the gate on what an answer rests on: sources, reviews, receipts, and the documents themselves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kb.diff.change import REMOVED, Change, Concern
from kb.diff.gate_records import record_concerns
from kb.diff.snapshot import DATE, OTHER
from kb.domain.model import CodePage, Document, Entry, Receipt, Source
from kb.domain.reach import takes_in
from kb.domain.vocabulary import UNKNOWN

LOST, NOT_REVIEWED, RECEIPT = "last-source-lost", "not-reviewed", "receipt-removed"
GONE, ELSEWHERE, NARROWED, REPLACES = "removed", "moved", "narrowed", "replaces"


def evidence_concerns(change: Change, before: Document | None, after: Document | None) -> Iterator[Concern]:
    """Give the concerns of a change of one document: what its answers rested on and rest on now."""
    if change.kind == REMOVED:
        yield Concern(GONE, change.id, f"the {change.what} “{change.title}” is gone")
    if not before or not after:
        return
    yield from (Concern(RECEIPT, change.id, message) for message in _receipts_gone(before.looked, after.looked))
    if isinstance(before, CodePage) and isinstance(after, CodePage):
        yield from (
            Concern(NOT_REVIEWED, change.id, message) for message in _page_not_reviewed(change, before, after)
        )
    if isinstance(before, Entry) and isinstance(after, Entry):
        yield from _of_entry(change, before, after)


def _of_entry(change: Change, before: Entry, after: Entry) -> Iterator[Concern]:
    if before.sources and not after.sources:
        yield Concern(LOST, change.id, f"the last of its sources is gone: {', '.join(before.sources)}")
    if before.scope_id != after.scope_id:
        yield Concern(ELSEWHERE, change.id, f"it spoke for {before.scope_id} and speaks for {after.scope_id}")
    if _narrowed(before, after):
        yield Concern(NARROWED, change.id, f"its codes go from {before.reach.label} to {after.reach.label}")
    if before.replaces != after.replaces:
        old, new = (", ".join(side.replaces) or "none" for side in (before, after))
        yield Concern(REPLACES, change.id, f"the entries that it carries on go from {old} to {new}")
    yield from record_concerns(change, before, after)
    yield from (Concern(NOT_REVIEWED, change.id, message) for message in _not_reviewed(change, before, after))


def _not_reviewed(change: Change, before: Entry, after: Entry) -> Iterator[str]:
    """Name the answers whose value differs without a new review, another source or another receipt."""
    if before.reviewed != after.reviewed:
        return
    for fact in change.answers:
        if _looked_at(before, fact.question) == _looked_at(after, fact.question):
            yield f"{fact.name} differs, and the review of {after.reviewed} and its sources stay as they were"


def _narrowed(before: Entry, after: Entry) -> bool:
    """Tell whether an entry that decides something no longer applies to a code, which may have no page of its own."""
    decides = before.reach.kind != "concept" and any(answer.value != UNKNOWN for answer in before.answers.values())
    return decides and not takes_in(after.reach, before.reach)


def _looked_at(entry: Entry, question: str) -> tuple[list[Source | None], list[Receipt]]:
    """Return the sources that an answer names, and the receipts of searches for it."""
    answer = entry.answers.get(question)
    sources = [entry.sources.get(source) for source in answer.sources] if answer else []
    return sources, [receipt for receipt in entry.looked if question in receipt.questions]


def _page_not_reviewed(change: Change, before: CodePage, after: CodePage) -> Iterator[str]:
    """Name the facts of a code page that differ without a review and without a source that differs."""
    if before.reviewed != after.reviewed or before.sources != after.sources:
        return
    beside = ("owner", "review", "source ", "searched ")
    names = [fact.name for fact in change.facts if fact.kind in {DATE, OTHER} and not fact.name.startswith(beside)]
    if names:
        what = f"{names[0]} and {len(names) - 1} more differ" if len(names) > 1 else f"{names[0]} differs"
        yield f"{what}, and the review of {after.reviewed} and all sources stay as they were"


def _receipts_gone(before: Iterable[Receipt], after: Iterable[Receipt]) -> Iterator[str]:
    """Name the receipts for which there is none of the same place, questions and plans that is as new."""
    kept = tuple(after)
    for old in before:
        if not any(_stands_for(new, old) for new in kept):
            yield f"the receipt of {old.on} is gone: {old.where}"


def _stands_for(new: Receipt, old: Receipt) -> bool:
    same = new.where == old.where and old.through in {"", new.through}
    return same and new.on >= old.on and {*old.questions} <= {*new.questions} and {*old.plans} <= {*new.plans}
