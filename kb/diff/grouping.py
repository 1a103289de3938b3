"""Effects gathered for reading: under the change that causes them, and codes that change alike in one line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from kb.diff.change import Effect, Outcome
from kb.diff.direction import DIRECTIONS
from kb.domain.vocabulary import names

ORDER: Final = names(DIRECTIONS)


@dataclass(frozen=True)
class Group:
    """Codes whose answer to one question changes alike for one scope. `others` are the changes that share in it."""

    scope: str
    question: str
    before: Outcome
    after: Outcome
    direction: str
    codes: tuple[str, ...]
    others: tuple[str, ...]


def grouped(effects: Iterable[Effect]) -> dict[str, tuple[Group, ...]]:
    """Gather effects by the id of the first change that causes them, the tightest groups first."""
    found: dict[str, dict[tuple[object, ...], list[Effect]]] = {}
    for effect in effects:
        under = found.setdefault(effect.causes[0], {})
        under.setdefault(_alike(effect), []).append(effect)
    return {
        cause: tuple(sorted((_group(alike) for alike in under.values()), key=lambda one: ORDER.index(one.direction)))
        for cause, under in found.items()
    }


def _alike(effect: Effect) -> tuple[object, ...]:
    """Give what effects of one group share; why an answer is what it is names its code, and is left out."""
    sides = [(side.value, side.standing, side.deciders, side.effective) for side in (effect.before, effect.after)]
    return effect.scope, effect.question, *sides, effect.direction, effect.causes


def _group(alike: list[Effect]) -> Group:
    first = alike[0]
    codes = tuple(effect.code for effect in alike)
    return Group(
        first.scope, first.question, first.before, first.after, first.direction, codes, others=first.causes[1:]
    )
