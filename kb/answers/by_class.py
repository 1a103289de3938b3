"""Every answer of a library, resolved once for each class of codes.

For a scope, two codes are of one class where the same entries reach them in the same way, and of add-ons the same
entries reach the parent, where its answers are compared with theirs. Their answers differ in nothing but the name of
the code in the explanation, so each is stated once with `{code}` in the place of that name.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from kb.answers.applicable import ReachingEntry, kinds_by_code, reaching_entries
from kb.answers.resolve import COMPARED, Resolution, resolve_reached
from kb.domain.model import Library
from kb.domain.scopes import scope_ids
from kb.domain.vocabulary import QUESTIONS

CODE: Final = "{code}"
"""What stands for a code in the explanation of a class."""

FEW: Final = 8
"""Up to so many codes each is looked for by itself: to look for all together costs more."""

KEYS: Final = tuple(question.key for question in QUESTIONS)

Voices = tuple[tuple[str, str, bool], ...]
"""The entries that reach a code: path, kind of reach, and whether it begins later only."""


@dataclass(frozen=True)
class Classes:
    """The `answers` of each class to every question in their order; `of` gives by code and scope the class."""

    answers: tuple[tuple[Resolution, ...], ...]
    of: Mapping[str, Mapping[str, int]]


def named(text: str, code: str) -> str:
    """Write a code into the explanation of its class."""
    return text.replace(CODE, code)


def resolve_classes(library: Library, codes: Iterable[str], wanted: Collection[str] | None = None) -> Classes:
    """Resolve codes for every scope, or for those that are `wanted`.

    A code needs no page; one without is reached by wider rules only.
    """
    scopes = tuple(scope for scope in scope_ids(library) if wanted is None or scope in wanted)
    numbers: dict[tuple[str, Voices, str, Voices], int] = {}
    answers: list[tuple[Resolution, ...]] = []
    of: dict[str, dict[str, int]] = {}
    resolved: dict[tuple[Any, ...], Resolution] = {}
    parents = {code: library.codes[code].add_on_to if code in library.codes else "" for code in codes}
    kinds = kinds_by_code(library, library.reaches) if len(parents) > FEW else {}
    for code, parent in parents.items():
        own = reaching_entries(library, code, scopes, kinds)
        inherited = reaching_entries(library, parent, scopes, kinds) if parent else {}
        of[code] = {}
        for scope in scopes:
            counted = parent if _is_compared(own[scope]) else ""
            of_parent = inherited[scope] if counted else []
            key = (scope, _voices(own[scope]), counted, _voices(of_parent))
            if key not in numbers:
                numbers[key] = len(answers)
                found = (_resolved(resolved, question, scope, own[scope], (counted, of_parent)) for question in KEYS)
                answers.append(tuple(found))
            of[code][scope] = numbers[key]
    return Classes(tuple(answers), of)


def _resolved(
    resolved: dict[tuple[Any, ...], Resolution],
    question: str,
    scope: str,
    own: list[ReachingEntry],
    of_parent: tuple[str, list[ReachingEntry]],
) -> Resolution:
    """Answer a question for a class: classes that differ in entries on other questions share its answer."""
    mine = [one for one in own if question in one.entry.answers]
    parent, inherited = of_parent if question in COMPARED and mine else ("", [])
    theirs = [one for one in inherited if question in one.entry.answers]
    key = (scope, question, _voices(mine), parent, _voices(theirs))
    if key not in resolved:
        [resolved[key]] = resolve_reached(CODE, scope, mine, (parent, theirs), (question,))
    return resolved[key]


def _is_compared(own: list[ReachingEntry]) -> bool:
    """Tell whether the answers of a parent may matter: the entries that reach its add-on answer what is compared."""
    return any(not COMPARED.isdisjoint(one.entry.answers) for one in own)


def _voices(found: list[ReachingEntry]) -> Voices:
    return tuple((one.entry.path, one.rank, bool(one.later)) for one in found)
