"""The rules of the gate on answers: changed sides, answers taken back, the past, and hearsay."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from kb.diff.change import ADDED, REMOVED, Change, Concern, DatedEffect, Fact
from kb.diff.dated import MOST_DAYS
from kb.diff.direction import LEARNED, NOT_ANSWERS, flips, leaves_side
from kb.diff.grouping import Group, grouped_by_day
from kb.domain.model import Document, Entry
from kb.domain.reach import may_share
from kb.domain.vocabulary import STANDINGS, UNKNOWN, best_standing, names, question

FLIP, LEFT, RETROACTIVE, SECONDARY = "polarity-flip", "answer-left", "retroactive", "secondary-only"
MANY = "many-dates"
WEAKEST: Final = names(STANDINGS)[-1]
SHOWN: Final = 3


def answer_concerns(change: Change, before: Entry | None, after: Entry | None, today: dt.date) -> Iterator[Concern]:
    """Give the concerns of an entry's own answers; `today` is the day of the edit."""
    for fact in change.answers:
        told = f"{fact.name} goes from “{fact.before}” to “{fact.after or 'nothing'}”"
        if flips(fact.question, fact.before, fact.after):
            yield Concern(FLIP, change.id, told)
        elif change.kind != REMOVED and leaves_side(fact.question, fact.before, fact.after):
            yield Concern(LEFT, change.id, told)
    if after:
        yield from (Concern(SECONDARY, change.id, message) for message in _only_reported(change, after))
    if before and after:
        yield from (
            Concern(RETROACTIVE, change.id, message) for message in _retroactive(change, before, after, today)
        )


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
    bases, dates = (before.date_basis, after.date_basis), (before.effective, before.ends, after.effective, after.ends)
    if known and all(bases) and bases[0] != bases[1] and any(date and date < since for date in dates):
        yield f"its dates went by “{bases[0]}” and go by “{bases[1]}”, and one of them is before the edit of {since}"


def effect_concerns(change: Change, groups: Iterable[Group]) -> Iterator[Concern]:
    """Give the concerns of resolved answers that differ otherwise than an answer of the entry, one for a group."""
    for group in groups:
        if not _is_own_answer(change.answers, group):
            yield from _of_group(change.id, group, "today, " if group.now else "")


def dated_concerns(dated: Iterable[DatedEffect]) -> Iterator[Concern]:
    """Give the concerns of resolved answers that a changed date moves, one for a group of codes on a day."""
    for cause, found in grouped_by_day(dated).items():
        for day, group in found:
            yield from _of_group(cause, group, f"on {day}, ")


def day_concerns(days: int) -> Iterator[Concern]:
    """Give a concern where so many dates change that not every day is compared."""
    if days > MOST_DAYS:
        yield Concern(MANY, "dates", f"dates change on {days} days, of which {MOST_DAYS} were compared")


def _of_group(cause: str, group: Group, when: str) -> Iterator[Concern]:
    before, after = group.before.value, group.after.value
    where = f"{when}{_title(group.question)} of {_codes(group.codes)} for {group.scope}"
    if flips(group.question, before, after):
        yield Concern(FLIP, cause, f"{where} goes from “{before}” to “{after}”")
    elif leaves_side(group.question, before, after):
        yield Concern(LEFT, cause, f"{where} goes from “{before}” to “{after or 'nothing'}”")
    elif before == UNKNOWN and group.direction == LEARNED and group.after.standing == WEAKEST:
        told = f"{where} was data not available and is now “{after}”, by secondary sources alone"
        yield Concern(SECONDARY, cause, told)


def return_concerns(change: Change, after: Entry | None, earlier: Mapping[str, Document]) -> Iterator[Concern]:
    """Compare an added entry with those that stood before at its path, for its plan and a code of it, or as named.

    An entry names those that it carries on in `replaces`.
    """
    if change.kind != ADDED or not after:
        return
    for path, old in earlier.items():
        if isinstance(old, Entry) and (path == after.path or old.id in after.replaces or _same_place(old, after)):
            yield from (Concern(FLIP, change.id, message) for message in _turned(path, old, after))


def _same_place(old: Entry, new: Entry) -> bool:
    return old.scope_id == new.scope_id and may_share(old.reach, new.reach)


def _turned(path: str, old: Entry, new: Entry) -> Iterator[str]:
    for key, answer in new.answers.items():
        before = old.answers.get(key)
        if before and flips(key, before.value, answer.value):
            yield f"{_title(key)} is “{answer.value}”; it was “{before.value}” in {path}, which was removed"


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
