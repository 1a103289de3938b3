"""The answers that a changed date moves: by `effective` and `ends`, on the days of service around each of them.

The effects of a change compare what the files say, whatever the day. A date that is changed moves answers only on
some days, so both sides are compared as they are in force on each day on which one of the dates begins or ends.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from kb.diff.change import EDITED, MOVED, Change, DatedEffect, Effect
from kb.diff.effects import effects
from kb.diff.today import BESIDE_THE_DAY, with_former
from kb.domain.model import Entry, Library
from kb.history.clocks import BLANK
from kb.history.today import in_force_now

A_DAY: Final = dt.timedelta(days=1)
MOST_DAYS: Final = 60
"""How many days are compared; a change of more dates than that is a concern by itself."""

Move = tuple[str, str, str, str, str]
"""A code, a scope, a question, and the value before and after."""

Pairs = Mapping[str, tuple[Entry, Entry]]
"""An entry before and after, by its id after the change."""


def changed_dates(base: Library, head: Library, changes: Iterable[Change]) -> Pairs:
    """Return the entries of which `effective` or `ends` differ. An edit, or a move, has an entry on both sides."""
    old, new = ({entry.id: entry for entry in side.entries} for side in (base, head))
    pairs = {
        change.id: (old[change.was or change.id], new[change.id])
        for change in changes
        if change.what == "entry" and change.kind in {EDITED, MOVED}
    }
    return {name: pair for name, pair in pairs.items() if len({(one.effective, one.ends) for one in pair}) > 1}


def days_of(pairs: Pairs) -> tuple[dt.date, ...]:
    """Return each day on which a changed date begins or ends something, and the day before that, in order."""
    found: set[dt.date] = set()
    for before, after in pairs.values():
        starts = {date for date in {before.effective} ^ {after.effective} if date}
        ends = {date + A_DAY for date in {before.ends} ^ {after.ends} if date and date < dt.date.max}
        found |= starts | ends
    return tuple(sorted(found | {day - A_DAY for day in found if day > dt.date.min}))


def dated_effects(
    base: Library, head: Library, changes: Iterable[Change], known: Iterable[Effect]
) -> tuple[DatedEffect, ...]:
    """Return the resolved answers whose value differs on a day around a changed date, without those of `known`."""
    every = tuple(changes)
    pairs = changed_dates(base, head, every)
    told = {(one.code, one.scope, one.question, one.before.value, one.after.value) for one in known}
    mine = [change for change in every if change.id in pairs]
    return tuple(_new(_on_days(base, head, mine, pairs), told))


def _on_days(base: Library, head: Library, changes: list[Change], pairs: Pairs) -> Iterator[DatedEffect]:
    for day in days_of(pairs)[:MOST_DAYS]:
        before, after = in_force_now(base, BLANK, day)[0], with_former(base, head, changes, day)
        for effect in effects(before, after, changes, BESIDE_THE_DAY):
            yield DatedEffect(day.isoformat(), effect)


def _new(found: Iterable[DatedEffect], told: set[Move]) -> Iterator[DatedEffect]:
    """Keep answers whose value differs, each such change of a cell once, with the first day on which it shows."""
    for one in found:
        effect = one.effect
        key = (effect.code, effect.scope, effect.question, effect.before.value, effect.after.value)
        if effect.before.value != effect.after.value and key not in told:
            told.add(key)
            yield one
