"""Which changes need a second approval, and why, by five rules.

polarity-flip     an answer changes sides: from covered to denied, or from required to not required, or back; in an
                  entry, or in a resolved answer that differs without an entry's own answer differing so
retroactive       an edit changes what held on days before the edit. Of an entry that had a known answer, it is
                  - a known answer replaced or removed under an effective date before that day
                  - an effective date set, changed or removed, where the new one, or the removed one, is before it
                  - an end date set, changed or removed, where the old or the new one is before it
                  An edit that holds from that day on leaves past days to the former version, which history keeps. An
                  answer that is newly known changes nothing that anyone relied on
not-reviewed      the value of an answer differs, while the day of review, the sources and the receipts of the entry
                  stay as they were: nobody says that a source was read again
last-source-lost  an entry had sources and has none any more
secondary-only    an answer replaces data not available and all its sources are secondary; in an entry, or in a
                  resolved answer that differs without an entry's own answer differing so
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Final

from kb.diff.change import EDITED, MOVED, Change, Concern, Effect, Fact
from kb.diff.direction import LEARNED, NOT_ANSWERS, flips
from kb.diff.grouping import Group, grouped
from kb.domain.model import Entry, Library
from kb.domain.vocabulary import STANDINGS, UNKNOWN, best_standing, names, question

FLIP, RETROACTIVE, LOST, SECONDARY = "polarity-flip", "retroactive", "last-source-lost", "secondary-only"
NOT_REVIEWED: Final = "not-reviewed"
WEAKEST: Final = names(STANDINGS)[-1]
SHOWN: Final = 3


def concerns(
    base: Library, head: Library, changes: Iterable[Change], effects: Iterable[Effect], today: dt.date
) -> tuple[Concern, ...]:
    """List every reason for a second approval, change by change in their order; `today` is the day of the edit."""
    old, new = ({entry.id: entry for entry in side.entries} for side in (base, head))
    groups = grouped(effects)
    found: list[Concern] = []
    for change in changes:
        found += _of_entry(change, old.get(change.was or change.id), new.get(change.id), today)
        found += _of_effects(change, groups.get(change.id, ()))
    return tuple(found)


def _of_entry(change: Change, before: Entry | None, after: Entry | None, today: dt.date) -> Iterator[Concern]:
    for fact in change.answers:
        if flips(fact.question, fact.before, fact.after):
            yield Concern(FLIP, change.id, f"{fact.name} goes from “{fact.before}” to “{fact.after}”")
    if after:
        yield from (Concern(SECONDARY, change.id, message) for message in _only_reported(change, after))
    if before and after and change.kind in {EDITED, MOVED}:
        yield from (
            Concern(RETROACTIVE, change.id, message) for message in _retroactive(change, before, after, today)
        )
        yield from (Concern(NOT_REVIEWED, change.id, message) for message in _not_reviewed(change, before, after))
        if before.sources and not after.sources:
            yield Concern(LOST, change.id, f"the last of its sources is gone: {', '.join(before.sources)}")


def _not_reviewed(change: Change, before: Entry, after: Entry) -> Iterator[str]:
    """Name the answers whose value differs in an entry that names neither a new review nor another source."""
    if before.reviewed == after.reviewed and before.sources == after.sources and before.looked == after.looked:
        for fact in change.answers:
            yield f"{fact.name} differs, and the review of {after.reviewed} and all sources stay as they were"


def _only_reported(change: Change, after: Entry) -> Iterator[str]:
    for fact in change.answers:
        answer = after.answers.get(fact.question)
        source_ids = answer.sources if answer else ()
        cited = [after.sources[source].standing for source in source_ids if source in after.sources]
        if fact.before == UNKNOWN and fact.direction == LEARNED and best_standing(cited) == WEAKEST:
            yield f"{fact.name} was data not available and is now “{fact.after}”, by secondary sources alone"


def _retroactive(change: Change, before: Entry, after: Entry, since: dt.date) -> Iterator[str]:
    replaced = [fact for fact in change.answers if fact.before not in NOT_ANSWERS]
    if replaced and after.effective and after.effective < since:
        what = " and ".join(fact.name for fact in replaced)
        yield f"{what} changed, effective {after.effective}, which lies before the edit of {since}"
    known = any(answer.value not in NOT_ANSWERS for answer in before.answers.values())
    for name, old, new, earliest in (
        ("effective", before.effective, after.effective, after.effective or before.effective),
        ("ends", before.ends, after.ends, min(filter(None, (before.ends, after.ends)), default=None)),
    ):
        if known and old != new and earliest and earliest < since:
            yield f"{name} goes from {old or 'no date'} to {new or 'no date'}, before the edit of {since}"


def _of_effects(change: Change, groups: Iterable[Group]) -> Iterator[Concern]:
    """Give the concerns of resolved answers that differ otherwise than an answer of the entry, one for a group."""
    for group in groups:
        if _is_own_answer(change.answers, group):
            continue
        where = f"{_title(group.question)} of {_codes(group.codes)} for {group.scope}"
        if flips(group.question, group.before.value, group.after.value):
            yield Concern(FLIP, change.id, f"{where} goes from “{group.before.value}” to “{group.after.value}”")
        elif group.before.value == UNKNOWN and group.direction == LEARNED and group.after.standing == WEAKEST:
            message = f"{where} was data not available and is now “{group.after.value}”, by secondary sources alone"
            yield Concern(SECONDARY, change.id, message)


def _is_own_answer(answers: Iterable[Fact], group: Group) -> bool:
    return any(
        fact.question == group.question and (fact.before, fact.after) == (group.before.value, group.after.value)
        for fact in answers
    )


def _title(key: str) -> str:
    found = question(key)
    return found.title if found else key


def _codes(codes: tuple[str, ...]) -> str:
    more = f" and {len(codes) - SHOWN} more codes" if len(codes) > SHOWN else ""
    return ", ".join(codes[:SHOWN]) + more
