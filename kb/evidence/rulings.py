"""The answers of an entry, how sure they are, and the resolved answer for each code by all entries that apply."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from kb.answers.answer import resolve_each_for_typed_code
from kb.answers.applicable import ApplicableEntry, kinds_of
from kb.answers.resolve import Resolution
from kb.domain.model import Answer, Entry, Library
from kb.domain.vocabulary import CONFLICT, QUESTIONS, UNKNOWN, Question
from kb.evidence.confidence import confidence_lines

DECIDES, DISAGREES, INFORMS, NO_VALUE = "decides", "disagrees", "informs", "silent"

ROLES: Final = {
    DECIDES: "This policy decides it.",
    DISAGREES: "This policy is one of those that disagree.",
    INFORMS: "This policy is background only.",
    NO_VALUE: "This policy has no answer.",
}
"""The role of an entry in a resolved answer, as a sentence."""


@dataclass(frozen=True)
class Outcome:
    """The resolved answer that some codes share, explained for the first of them, and the role of the entry in it."""

    codes: tuple[str, ...]
    found: Resolution
    role: str

    @property
    def part(self) -> str:
        """The role of the entry as a sentence."""
        return ROLES[self.role]

    @property
    def deciders(self) -> tuple[str, ...]:
        """The ids of the entries that decide."""
        return tuple(applicable.entry.id for applicable in self.found.deciders)


@dataclass(frozen=True)
class Ruling:
    """One question: the entry's answer, how sure it is, and the resolved answers for the codes in question."""

    question: Question
    answer: Answer
    sure: tuple[tuple[str, str], ...]
    outcomes: tuple[Outcome, ...]

    @property
    def decides(self) -> bool:
        """Whether the entry decides for all of the codes."""
        return bool(self.outcomes) and all(outcome.role == DECIDES for outcome in self.outcomes)

    @property
    def known(self) -> bool:
        """Whether the entry gives a value."""
        return self.answer.value != UNKNOWN


@dataclass(frozen=True)
class OtherEntry:
    """Another entry that answers a question: its answer, and its role in the resolved one."""

    entry: Entry
    question: Question
    answer: Answer
    role: str


def rulings(library: Library, entry: Entry, codes: tuple[str, ...], service: dt.date) -> tuple[Ruling, ...]:
    """Return the ruling on each question that an entry answers, in the order of the questions."""
    asked = tuple(question for question in QUESTIONS if question.key in entry.answers)
    keys = tuple(question.key for question in asked)
    found = [tuple(resolve_each_for_typed_code(library, code, entry.scope_id, keys)) for code in codes]
    return tuple(
        Ruling(
            question,
            entry.answers[question.key],
            confidence_lines(entry, entry.answers[question.key], service),
            tuple(
                _join_codes(Outcome((answers[n].code,), answers[n], _role(answers[n], entry)) for answers in found)
            ),
        )
        for n, question in enumerate(asked)
    )


def _role(found: Resolution, entry: Entry) -> str:
    if any(applicable.entry.id == entry.id for applicable in found.deciders):
        return DISAGREES if found.value == CONFLICT else DECIDES
    return INFORMS if entry.answers[found.question].value != UNKNOWN else NO_VALUE


def _join_codes(outcomes: Iterator[Outcome]) -> Iterator[Outcome]:
    """Join the codes that have the same answer by the same entries."""
    joined: dict[tuple[object, ...], Outcome] = {}
    for outcome in outcomes:
        found = outcome.found
        ranks = tuple(applicable.rank for applicable in found.deciders)
        key = found.value, found.reason, found.warning, outcome.role, outcome.deciders, ranks
        same = joined.get(key)
        joined[key] = replace(same, codes=(*same.codes, *outcome.codes)) if same else outcome
    yield from joined.values()


def other_entries(found: tuple[Ruling, ...], entry: Entry) -> tuple[OtherEntry, ...]:
    """Return the other entries that answer the questions, each once a question, those that decide first."""
    others: dict[tuple[str, str], OtherEntry] = {}
    for ruling in found:
        for outcome in ruling.outcomes:
            for applicable, role in _with_roles(outcome.found):
                if applicable.entry.id != entry.id:
                    others.setdefault(
                        (ruling.question.key, applicable.entry.id),
                        OtherEntry(applicable.entry, ruling.question, applicable.answer, role),
                    )
    return tuple(others.values())


def _with_roles(found: Resolution) -> Iterator[tuple[ApplicableEntry, str]]:
    for applicable in found.deciders:
        yield applicable, DISAGREES if found.value == CONFLICT else DECIDES
    for applicable in found.informers:
        yield applicable, INFORMS if applicable.known else NO_VALUE


def codes_reached(library: Library, entry: Entry) -> tuple[str, ...]:
    """Return the codes of the library that an entry applies to, in order."""
    return tuple(kinds_of(library, entry.reach))
