"""What a day of service has to do with an answer: old editions that may not have held on it, rules that begin later.

A library that stands for a day holds what begins after it (`later`). That answers nothing on the day, yet tells two
things: an old edition without dates has been replaced since, and an unknown ends when a rule begins.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from kb.answers.applicable import ApplicableEntry, ReachingEntry


def mark_outdated(told: list[ApplicableEntry], reaching: list[ReachingEntry], question: str) -> list[ApplicableEntry]:
    """Mark the old editions without dates that a newer rule of their scope and reach has replaced by now.

    On a day before the newer rule began such an edition would be alone, but which edition held then is not recorded.
    """
    newer = [voice for voice in reaching if _stands(voice) and _will_decide(voice, question)]
    return [
        replace(speaker, outdated=True) if any(_replaces(voice, speaker) for voice in newer) else speaker
        for speaker in told
    ]


def next_rule_begins(reaching: list[ReachingEntry], question: str) -> dt.date | None:
    """Give the day on which the first of the rules to come begins that may decide a question; None without one."""
    begins = (voice.entry.effective for voice in reaching if _will_decide(voice, question))
    return min((first for first in begins if first), default=None)


def _stands(voice: ReachingEntry) -> bool:
    """Tell of a rule that begins after the day whether it is in force by now, and not old itself."""
    return bool(voice.later and voice.later.stands) and voice.entry.currency != "old"


def _will_decide(voice: ReachingEntry, question: str) -> bool:
    answer = voice.entry.answers.get(question) if voice.later else None
    return bool(answer and ApplicableEntry(voice.entry, answer, voice.rank, voice.for_brand).decides)


def _replaces(voice: ReachingEntry, speaker: ApplicableEntry) -> bool:
    old = speaker.entry.currency == "old" and speaker.entry.effective is None
    mine, its = ((one.entry.scope_id, one.rank, one.entry.reach.kind) for one in (speaker, voice))
    return old and mine == its
