"""Which changes need a second approval, and why. Four rules, each a reason that is listed with its change.

polarity-flip     an answer changes sides: covered and denied, or required and not required; in an entry, or among
                  the resolved answers where no entry's own answer tells it
retroactive       an edit changes what held on days gone by. The day of an edit is the newest review date of the base,
                  or the edited entry's own where that is newer, since content has no other clock. Of an entry that
                  had a known answer, named is
                  - a known answer exchanged or taken back under an effective date that lies before that day
                  - an effective date given, changed or taken away that, afterwards or when taken away, lies before it
                  - an end given, changed or taken away that, before or afterwards, lies before it
                  An edit that holds from that day on leaves the days before to the version that history keeps. An
                  answer that is newly known changes nothing anyone relied on
last-source-lost  an entry had sources and has none any more
secondary-only    an answer replaces data not available and all its sources are secondary; in an entry, or among
                  the resolved answers where no entry's own answer tells it
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Final

from kb.diff.change import EDITED, MOVED, Change, Concern, Effect, Fact
from kb.diff.direction import LEARNED, SILENT, flips
from kb.diff.grouping import Group, grouped
from kb.domain.model import Entry, Library
from kb.domain.vocabulary import STANDINGS, UNKNOWN, best_standing, names, question

FLIP, RETROACTIVE, LOST, SECONDARY = "polarity-flip", "retroactive", "last-source-lost", "secondary-only"
WEAKEST: Final = names(STANDINGS)[-1]
SHOWN: Final = 3


def concerns(
    base: Library, head: Library, changes: Iterable[Change], effects: Iterable[Effect]
) -> tuple[Concern, ...]:
    """List every reason for a second approval, change by change in their order."""
    old, new = ({entry.id: entry for entry in side.entries} for side in (base, head))
    day = max((page.reviewed for page in base.documents), default=None)
    groups = grouped(effects)
    found: list[Concern] = []
    for change in changes:
        found += _of_entry(change, old.get(change.was or change.id), new.get(change.id), day)
        found += _of_effects(change, groups.get(change.id, ()))
    return tuple(found)


def _of_entry(change: Change, before: Entry | None, after: Entry | None, day: dt.date | None) -> Iterator[Concern]:
    for fact in change.answers:
        if flips(fact.question, fact.before, fact.after):
            yield Concern(FLIP, change.id, f"{fact.name} goes from “{fact.before}” to “{fact.after}”")
    if after:
        yield from (Concern(SECONDARY, change.id, message) for message in _only_reported(change, after))
    if before and after and change.kind in {EDITED, MOVED}:
        since = max(day or after.reviewed, after.reviewed)
        yield from (Concern(RETROACTIVE, change.id, message) for message in _backwards(change, before, after, since))
        if before.sources and not after.sources:
            yield Concern(LOST, change.id, f"the last of its sources is gone: {', '.join(before.sources)}")


def _only_reported(change: Change, after: Entry) -> Iterator[str]:
    for fact in change.answers:
        held = after.answers.get(fact.question)
        cited = [after.sources[source].standing for source in held.sources if source in after.sources] if held else []
        if fact.before == UNKNOWN and fact.direction == LEARNED and best_standing(cited) == WEAKEST:
            yield f"{fact.name} was data not available and is now “{fact.after}”, by secondary sources alone"


def _backwards(change: Change, before: Entry, after: Entry, since: dt.date) -> Iterator[str]:
    told = [fact for fact in change.answers if fact.before not in SILENT]
    if told and after.effective and after.effective < since:
        what = " and ".join(fact.name for fact in told)
        yield f"{what} changed, effective {after.effective}, which lies before the edit of {since}"
    known = any(answer.value not in SILENT for answer in before.answers.values())
    for name, old, new, earliest in (
        ("effective", before.effective, after.effective, after.effective or before.effective),
        ("ends", before.ends, after.ends, min(filter(None, (before.ends, after.ends)), default=None)),
    ):
        if known and old != new and earliest and earliest < since:
            yield f"{name} goes from {old or 'no date'} to {new or 'no date'}, before the edit of {since}"


def _of_effects(change: Change, groups: Iterable[Group]) -> Iterator[Concern]:
    """Tell of resolved answers that no entry's own answer tells of, once for each scope and question."""
    for group in groups:
        if _reason_text(change.answers, group):
            continue
        where = f"{_title(group.question)} of {_codes(group.codes)} for {group.scope}"
        if flips(group.question, group.before.value, group.after.value):
            yield Concern(FLIP, change.id, f"{where} goes from “{group.before.value}” to “{group.after.value}”")
        elif group.before.value == UNKNOWN and group.direction == LEARNED and group.after.standing == WEAKEST:
            message = f"{where} was data not available and is now “{group.after.value}”, by secondary sources alone"
            yield Concern(SECONDARY, change.id, message)


def _reason_text(answers: Iterable[Fact], group: Group) -> bool:
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
