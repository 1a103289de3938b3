"""The effects of an edit on the answers of the day of the edit: what a moved date brings into force, or out of it.

The last word of the files is compared elsewhere. Here each side is taken as it is in force on the day: an entry that
has ended decides nothing, and one that an edit puts off leaves its former version in force until then.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from kb.diff.change import Change, Effect
from kb.diff.effects import effects
from kb.domain.model import Entry, Library
from kb.history.clocks import BLANK
from kb.history.today import in_force_now

BESIDE_THE_DAY: Final = frozenset({"reviewed", "review by", "date basis"})
"""Facts of a whole entry that bring nothing into force or out of it."""


def effects_today(
    base: Library, head: Library, changes: Iterable[Change], known: Iterable[Effect], today: dt.date
) -> Iterator[Effect]:
    """Give the answers of a day that differ, except those that are known to differ so in any case.

    A change of an entry that has not begun is left out: what is in force before it, neither side says.
    """
    old = {entry.id: entry for entry in base.entries}
    seen = {(*_cell(effect), effect.before.value, effect.after.value) for effect in known}
    told = [change for change in changes if not _is_ahead(old.get(change.was or change.id), today)]
    before, after = in_force_now(base, BLANK, today)[0], with_former(base, head, told, today)
    for effect in effects(before, after, told, BESIDE_THE_DAY):
        is_new = (*_cell(effect), effect.before.value, effect.after.value) not in seen
        if is_new and effect.before.value != effect.after.value:
            yield replace(effect, now=True)


def _cell(effect: Effect) -> tuple[str, str, str]:
    return effect.code, effect.scope, effect.question


def _is_ahead(entry: Entry | None, today: dt.date) -> bool:
    return entry is not None and entry.effective is not None and entry.effective > today


def with_former(base: Library, head: Library, changes: Iterable[Change], today: dt.date) -> Library:
    """Give the head as it is in force on a day, with the former version of each entry that an edit puts off."""
    library = in_force_now(head, BLANK, today)[0]
    new = {entry.id: entry for entry in head.entries}
    put_off = {change.was or change.id for change in changes if _is_ahead(new.get(change.id), today)}
    former = [entry for entry in in_force_now(base, BLANK, today)[0].entries if entry.id in put_off]
    entries = sorted((*library.entries, *former), key=lambda entry: entry.path)
    return replace(library, entries=tuple(entries))
