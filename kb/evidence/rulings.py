"""What an entry says to each question, how sure that is, and what stands for each code when all entries are heard."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from kb.answers.answer import resolve_each_for_typed_code
from kb.answers.applicable import ApplicableEntry, reach_kind_of
from kb.answers.resolve import Resolution
from kb.domain.model import Answer, Entry, Library
from kb.domain.vocabulary import CONFLICT, QUESTIONS, UNKNOWN, Question
from kb.evidence.confidence import confidence_lines

DECIDES, DISAGREES, INFORMS, SILENT = "decides", "disagrees", "informs", "silent"

ROLES: Final = {
    DECIDES: "This entry decides it.",
    DISAGREES: "This entry is one of those that disagree.",
    INFORMS: "This entry informs and does not decide.",
    SILENT: "This entry does not know.",
}
"""What part an entry has in a resolved answer."""


@dataclass(frozen=True)
class Outcome:
    """What stands for some codes alike: the resolved answer, why (told of the first code), and the entry's part."""

    codes: tuple[str, ...]
    found: Resolution
    role: str

    @property
    def part(self) -> str:
        """The entry's part in it as a sentence."""
        return ROLES[self.role]

    @property
    def deciders(self) -> tuple[str, ...]:
        """The ids of the entries that decide."""
        return tuple(speaker.entry.id for speaker in self.found.deciders)


@dataclass(frozen=True)
class Ruling:
    """One question: what the entry says, how sure that is, and what stands for the codes asked about."""

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
    """Another entry that speaks to a question: what it says, and which part it has."""

    entry: Entry
    question: Question
    answer: Answer
    role: str


def rulings(library: Library, entry: Entry, codes: tuple[str, ...], service: dt.date) -> tuple[Ruling, ...]:
    """Give what an entry says to each question it speaks to, in the order of the questions."""
    asked = tuple(question for question in QUESTIONS if question.key in entry.answers)
    keys = tuple(question.key for question in asked)
    found = [tuple(resolve_each_for_typed_code(library, code, entry.scope_id, keys)) for code in codes]
    return tuple(
        Ruling(
            question,
            entry.answers[question.key],
            confidence_lines(entry, entry.answers[question.key], service),
            tuple(_alike(Outcome((answers[n].code,), answers[n], _role(answers[n], entry)) for answers in found)),
        )
        for n, question in enumerate(asked)
    )


def _role(found: Resolution, entry: Entry) -> str:
    if any(speaker.entry.id == entry.id for speaker in found.deciders):
        return DISAGREES if found.value == CONFLICT else DECIDES
    return INFORMS if entry.answers[found.question].value != UNKNOWN else SILENT


def _alike(outcomes: Iterator[Outcome]) -> Iterator[Outcome]:
    """Join codes for which the same stands by the same entries."""
    joined: dict[tuple[object, ...], Outcome] = {}
    for outcome in outcomes:
        found = outcome.found
        ranks = tuple(speaker.rank for speaker in found.deciders)
        key = found.value, found.reason, found.warning, outcome.role, outcome.deciders, ranks
        held = joined.get(key)
        joined[key] = replace(held, codes=(*held.codes, *outcome.codes)) if held else outcome
    yield from joined.values()


def other_entries(found: tuple[Ruling, ...], entry: Entry) -> tuple[OtherEntry, ...]:
    """Give the other entries that speak to the questions, each once a question, those that decide first."""
    heard: dict[tuple[str, str], OtherEntry] = {}
    for ruling in found:
        for outcome in ruling.outcomes:
            for speaker, role in _speaking(outcome.found):
                if speaker.entry.id != entry.id:
                    heard.setdefault(
                        (ruling.question.key, speaker.entry.id),
                        OtherEntry(speaker.entry, ruling.question, speaker.answer, role),
                    )
    return tuple(heard.values())


def _speaking(found: Resolution) -> Iterator[tuple[ApplicableEntry, str]]:
    for speaker in found.deciders:
        yield speaker, DISAGREES if found.value == CONFLICT else DECIDES
    for speaker in found.informers:
        yield speaker, INFORMS if speaker.known else SILENT


def codes_reached(library: Library, entry: Entry) -> tuple[str, ...]:
    """Give the codes of the library that an entry speaks for, in order."""
    return tuple(code for code in library.codes if reach_kind_of(library, entry, code))
