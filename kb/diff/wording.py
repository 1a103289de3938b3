"""The sentences that the terminal and the comment share: counts, headlines, answers before and after."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import Final

from kb.diff.change import ADDED, REMOVED, Change, Diff, Fact
from kb.diff.direction import DIRECTIONS
from kb.diff.grouping import Group
from kb.domain.days import dated, day
from kb.domain.vocabulary import label, names, question

NOTHING: Final = "nothing"
CODES_SHOWN: Final = 12
ESSENTIAL: Final = frozenset({"codes", "document", "effective", "ends", "date basis", "currency"})
"""The facts, besides its answers, that are shown of a new or withdrawn entry; JSON has all of them."""


def summary(found: Diff) -> str:
    """Count the changes by direction, the resolved answers that differ, and the files not read."""
    counts = Counter(change.direction for change in found.changes)
    ways = [f"{counts[way]} {way}" for way in names(DIRECTIONS) if counts[way]]
    by_way = f" ({', '.join(ways)})" if ways else ""
    changed = f"{_number(len(found.changes), 'change')}{by_way}"
    unread = f", {_number(len(found.unread), 'file')} not read as content" if found.unread else ""
    return f"{changed}, {_number(len(found.effects), 'resolved answer')} affected{unread}."


def headline(change: Change, today: dt.date | None = None) -> str:
    """Name a change: its kind and id, the former id of a moved file, the direction and the effective date.

    Of one that takes effect after `today`, say that it will.
    """
    moved = f" (was {change.was})" if change.was else ""
    since = f", effective {change.effective}" if change.effective and change.kind != REMOVED else ""
    ahead = takes_effect(change, today)
    since = f", will {'begin' if change.kind == ADDED else 'change'} on {day(ahead)}" if ahead else since
    return f"{change.what} {change.kind}: {change.id}{moved} · {change.direction}{since}"


def takes_effect(change: Change, today: dt.date | None) -> dt.date | None:
    """Give the day on which a change of an entry takes effect, where it is after a day; else None."""
    if today is None or change.what != "entry" or change.kind == REMOVED or not change.effective:
        return None
    effective = dt.date.fromisoformat(change.effective)
    return effective if effective > today else None


def will_change(effective: dt.date | None) -> str:
    """Say that an answer will change on a day to come; empty where it has changed."""
    return f" will change on {day(effective)}" if effective else ""


def fact_sides(fact: Fact) -> tuple[str, str]:
    """Give a fact before and after; `nothing` for an empty side."""
    return fact.before or NOTHING, fact.after or NOTHING


def shown_name(name: str) -> str:
    """Name a fact as readers know it: `Billing: note` as `Coding and billing: note`, `scope a` as `plan a`."""
    if name.startswith("scope "):
        return f"plan {name.removeprefix('scope ')}"
    first, colon, rest = name.partition(": ")
    return f"{label(first)}{colon}{dated(rest)}" if colon else dated(label(name))


def shown_sides(fact: Fact) -> tuple[str, str]:
    """Give a fact before and after as readers know it: in their words, with days written out, its sources counted."""
    if fact.name.endswith(": sources"):
        return _counted_sources(fact)
    return dated(label(fact.before)), dated(label(fact.after))


def _counted_sources(fact: Fact) -> tuple[str, str]:
    """Count the sources of an answer on both sides, and say how many are new."""
    before, after = ({name for name in side.split(", ") if name} for side in (fact.before, fact.after))
    fresh = len(after - before)
    new = f", {fresh} new" if before and fresh else ""
    old_side, new_side = (_number(len(side), "source") if side else "" for side in (before, after))
    return old_side, f"{new_side}{new}"


def group_sides(group: Group) -> tuple[str, str]:
    """Give the resolved answer before and after; where the value is the same, what else differs."""
    old, new = group.before, group.after
    if old.value != new.value:
        return old.value, new.value
    for one, other in (
        (old.standing, new.standing),
        (", ".join(old.deciders), ", ".join(new.deciders)),
        (old.effective and f"effective {old.effective}", new.effective and f"effective {new.effective}"),
    ):
        if one != other:
            return f"{old.value} ({one or NOTHING})", f"{new.value} ({other or NOTHING})"
    return old.value, f"{new.value} (its explanation reads otherwise)"


def question_title(group: Group) -> str:
    """Give the title of the question of a group."""
    found = question(group.question)
    return found.title if found else group.question


def codes(group: Group) -> str:
    """List the codes of a group, and count those beyond a dozen."""
    more = len(group.codes) - CODES_SHOWN
    shown = ", ".join(group.codes[:CODES_SHOWN])
    return f"{shown} and {_number(more, 'more code')}" if more > 0 else shown


def shown_facts(change: Change) -> tuple[Fact, ...]:
    """Choose the facts to show: all of an edit; of a file that came or went, its answers, dates and sources."""
    if not whole(change):
        return change.facts
    return tuple(
        fact
        for fact in change.facts
        if fact.kind == "answer" or fact.name in ESSENTIAL or fact.name.startswith(("source ", "scope ", "add on"))
    )


def whole(change: Change) -> bool:
    """Tell whether a file was added or removed, so that one side of each fact is empty."""
    return change.kind in {ADDED, REMOVED}


def _number(count: int, thing: str) -> str:
    return f"{count} {thing}{'' if count == 1 else 's'}"
