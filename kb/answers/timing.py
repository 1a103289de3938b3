"""What the date of service means for an answer: old editions that may not have been in force, rules that begin later.

A library as of a date of service keeps the entries that begin after it (`later`). They give no answer on that day,
but show two things: that an old edition without dates has been replaced since, and when a rule on an unknown begins.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from kb.answers.applicable import ApplicableEntry, ReachingEntry
from kb.domain.vocabulary import OLD


def mark_outdated(
    found: list[ApplicableEntry], reaching: list[ReachingEntry], question: str
) -> list[ApplicableEntry]:
    """Mark the old editions without dates that a newer rule of their scope and reach has replaced by today.

    Before the newer rule began such an edition would decide alone, but which edition was in force is not recorded.
    """
    newer = [candidate for candidate in reaching if _in_force_now(candidate) and _will_decide(candidate, question)]
    return [
        replace(applicable, outdated=True)
        if any(_replaces(candidate, applicable) for candidate in newer)
        else applicable
        for applicable in found
    ]


def next_rule_begins(reaching: list[ReachingEntry], question: str) -> dt.date | None:
    """Return the first day on which a later rule that may decide the question begins; None without one."""
    begins = (candidate.entry.effective for candidate in reaching if _will_decide(candidate, question))
    return min((first for first in begins if first), default=None)


def _in_force_now(candidate: ReachingEntry) -> bool:
    """Return whether a rule that begins after the date of service is in force today, and is no old edition itself."""
    return bool(candidate.later and candidate.later.in_force_now) and candidate.entry.currency != OLD


def _will_decide(candidate: ReachingEntry, question: str) -> bool:
    answer = candidate.entry.answers.get(question) if candidate.later else None
    return bool(answer and ApplicableEntry(candidate.entry, answer, candidate.rank, candidate.licensee).decides)


def _replaces(candidate: ReachingEntry, applicable: ApplicableEntry) -> bool:
    old = applicable.entry.currency == OLD and applicable.entry.effective is None
    its, newer = ((one.entry.scope_id, one.rank, one.entry.reach.kind) for one in (applicable, candidate))
    return old and its == newer
