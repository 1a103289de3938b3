"""What a day of service has to do with an answer: old editions that may not have held on it, rules that begin later.

A library that stands for a day holds what begins after it (`later`). That answers nothing on the day, yet tells two
things: an old edition without dates has been replaced since, and an unknown ends when a rule begins.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from kb.answers.applicable import ApplicableEntry, ReachingEntry
from kb.domain.vocabulary import OLD


def mark_outdated(told: list[ApplicableEntry], reaching: list[ReachingEntry], question: str) -> list[ApplicableEntry]:
    """Mark the old editions without dates that a newer rule of their scope and reach has replaced by now.

    On a day before the newer rule began such an edition would be alone, but which edition held then is not recorded.
    """
    newer = [candidate for candidate in reaching if _stands(candidate) and _will_decide(candidate, question)]
    return [
        replace(applicable, outdated=True)
        if any(_replaces(candidate, applicable) for candidate in newer)
        else applicable
        for applicable in told
    ]


def next_rule_begins(reaching: list[ReachingEntry], question: str) -> dt.date | None:
    """Give the day on which the first of the rules to come begins that may decide a question; None without one."""
    begins = (candidate.entry.effective for candidate in reaching if _will_decide(candidate, question))
    return min((first for first in begins if first), default=None)


def _stands(candidate: ReachingEntry) -> bool:
    """Tell of a rule that begins after the day whether it is in force by now, and not old itself."""
    return bool(candidate.later and candidate.later.in_force_now) and candidate.entry.currency != OLD


def _will_decide(candidate: ReachingEntry, question: str) -> bool:
    answer = candidate.entry.answers.get(question) if candidate.later else None
    return bool(answer and ApplicableEntry(candidate.entry, answer, candidate.rank, candidate.for_brand).decides)


def _replaces(candidate: ReachingEntry, applicable: ApplicableEntry) -> bool:
    old = applicable.entry.currency == OLD and applicable.entry.effective is None
    mine, its = ((one.entry.scope_id, one.rank, one.entry.reach.kind) for one in (applicable, candidate))
    return old and mine == its
