"""Every resolved answer of a library, each stated once, and which codes have it in which scope. Pure.

Codes that the same entries reach have the same answers in a scope (`kb/answers/by_class.py`). Their answers, one to
each question, are a set. In an explanation `{code}` stands for the code.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from sys import intern
from typing import NamedTuple

from kb.answers.by_class import Classes, resolve_classes
from kb.answers.resolve import Resolution
from kb.domain.model import Library
from kb.domain.reach import rule_words
from kb.domain.vocabulary import QUESTIONS

SLUGS = {question.key: question.slug for question in QUESTIONS}


class ResolvedAnswer(NamedTuple):
    """A resolved answer; `entry` decides it, or else is the one to open first. `question` is its slug.

    `reach` is the kind of reach by which the entry applies to the code, `rule` the same as pages say it.
    """

    scope: str
    question: str
    value: str
    reason: str
    why: str
    warning: str
    entry: str | None
    decided: bool
    reach: str
    rule: str
    named: bool
    standing: str
    confidence: str
    part_read: bool
    currency: str
    effective: dt.date | None


@dataclass(frozen=True)
class ResolvedAnswers:
    """The distinct answers; the sets, each a place among the answers for each question; a set by code and scope."""

    answers: tuple[ResolvedAnswer, ...]
    sets: tuple[tuple[int, ...], ...]
    of: Mapping[str, Mapping[str, int]]

    def set_of(self, code: str, scope: str) -> tuple[ResolvedAnswer, ...]:
        """Return the answers on a code in a scope, in the order of the questions."""
        return tuple(self.answers[place] for place in self.sets[self.of[code][scope]])

    @cached_property
    def scopes_of_sets(self) -> tuple[str, ...]:
        """The scope of each set."""
        return tuple(self.answers[places[0]].scope for places in self.sets)

    def every(self) -> Iterator[tuple[str, ResolvedAnswer]]:
        """Yield each code with each of its answers: codes in their order, then scopes, then questions."""
        for code, scopes in self.of.items():
            for number in scopes.values():
                for place in self.sets[number]:
                    yield code, self.answers[place]


def resolve_answers(
    library: Library, codes: Iterable[str] | None = None, scopes: Collection[str] | None = None
) -> ResolvedAnswers:
    """Resolve every question on some codes, else on all of the library, for some scopes, else for every one."""
    classes = resolve_classes(library, library.codes if codes is None else codes, scopes)
    return answers_of(classes, classes.of)


def answers_of(classes: Classes, codes: Iterable[str]) -> ResolvedAnswers:
    """Return the answers of some codes, from those of classes."""
    of_codes = {code: classes.of[code] for code in codes}
    places: dict[ResolvedAnswer, int] = {}
    place_of: dict[int, int] = {}  # by identity, since classes share many
    numbers: dict[tuple[int, ...], int] = {}
    sets: dict[int, int] = {}
    for number in dict.fromkeys(number for found in of_codes.values() for number in found.values()):
        for one in classes.answers[number]:
            if id(one) not in place_of:
                place_of[id(one)] = places.setdefault(flat(one), len(places))
        answers = tuple(place_of[id(one)] for one in classes.answers[number])
        sets[number] = numbers.setdefault(answers, len(numbers))
    of = {code: {scope: sets[number] for scope, number in found.items()} for code, found in of_codes.items()}
    return ResolvedAnswers(tuple(places), tuple(numbers), of)


def flat(found: Resolution) -> ResolvedAnswer:
    """Flatten a resolution to the columns of its table; a text that many have is kept once."""
    leading, decider = found.leading, found.decider
    return ResolvedAnswer(
        scope=found.scope,
        question=SLUGS[found.question],
        value=found.value,
        reason=found.reason,
        why=intern(found.why),
        warning=found.warning,
        entry=intern(leading.entry.id) if leading else None,
        decided=decider is not None,
        reach=leading.rank if leading else "",
        rule=rule_words(leading.rank, leading.entry.reach.label) if leading else "",
        named=any(each.rank == "named code" and each.known for each in found.deciders),
        standing=found.standing,
        confidence=decider.answer.confidence if decider else "",
        part_read=found.part_read,
        currency=decider.entry.currency if decider else "",
        effective=decider.entry.effective if decider else None,
    )
