"""Effects grouped for reading: by the change that causes them, with the codes of equal effects together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from kb.diff.change import DatedEffect, Effect, Outcome
from kb.diff.direction import DIRECTIONS
from kb.domain.vocabulary import names

ORDER: Final = names(DIRECTIONS)


@dataclass(frozen=True)
class Group:
    """Codes whose answer to one question changes in the same way for one scope. `others` are further causes.

    `now` tells that the answer of the day of the edit differs, and not the last word of the files alone.
    """

    scope: str
    question: str
    before: Outcome
    after: Outcome
    direction: str
    codes: tuple[str, ...]
    others: tuple[str, ...]
    now: bool


def grouped(effects: Iterable[Effect]) -> dict[str, tuple[Group, ...]]:
    """Group effects by the id of the first change that causes them, the tightest groups first."""
    found: dict[str, dict[tuple[object, ...], list[Effect]]] = {}
    for effect in effects:
        groups = found.setdefault(effect.causes[0], {})
        groups.setdefault(_group_key(effect), []).append(effect)
    return {
        cause: tuple(sorted((_group(group) for group in groups.values()), key=lambda one: ORDER.index(one.direction)))
        for cause, groups in found.items()
    }


def grouped_by_day(dated: Iterable[DatedEffect]) -> dict[str, tuple[tuple[str, Group], ...]]:
    """Group the effects of changed dates by the change that causes them, each group with its day, in their order."""
    days: dict[str, list[Effect]] = {}
    for one in dated:
        days.setdefault(one.day, []).append(one.effect)
    found: dict[str, list[tuple[str, Group]]] = {}
    for day, effects in sorted(days.items()):
        for cause, groups in grouped(effects).items():
            found.setdefault(cause, []).extend((day, group) for group in groups)
    return {cause: tuple(groups) for cause, groups in found.items()}


def _group_key(effect: Effect) -> tuple[object, ...]:
    """Give what the effects of a group have in common; `why` is left out, since it names the code."""
    sides = [(side.value, side.standing, side.deciders, side.effective) for side in (effect.before, effect.after)]
    return effect.scope, effect.question, *sides, effect.direction, effect.causes, effect.now


def _group(effects: list[Effect]) -> Group:
    first = effects[0]
    codes = tuple(effect.code for effect in effects)
    return Group(
        first.scope, first.question, first.before, first.after, first.direction, codes, first.causes[1:], first.now
    )
