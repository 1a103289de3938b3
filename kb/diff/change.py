"""The frozen values that a diff is made of. Texts are as written; an empty text means that there is nothing."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from kb.diff.direction import NEUTRAL, WORDING, tightest
from kb.diff.word_diff import Span

ADDED, REMOVED, MOVED, EDITED = "added", "removed", "moved", "edited"
EDITION = frozenset({"document", "effective", "ends"})
"""Names of the facts by which the edition of the payer's document is known."""


@dataclass(frozen=True)
class Fact:
    """One fact that differs, by its name: `Coverage`, `effective`, `source cgs: standing`.

    `kind` is answer (the value itself), date, wording, or other; `question` is the key of its question, if it has
    one.
    """

    name: str
    kind: str
    before: str
    after: str
    direction: str
    question: str = ""


@dataclass(frozen=True)
class Passage:
    """The prose of one section, word by word."""

    heading: str
    spans: tuple[Span, ...]


@dataclass(frozen=True)
class Change:
    """A change of one file: added, removed, moved or edited. `was` is the former id of a moved one.

    `what` is entry, payer page, code page, synonyms, concepts or questions; `effective` is the ISO effective date of
    an entry after the change, or before it where it was removed.
    """

    kind: str
    what: str
    id: str
    title: str
    was: str = ""
    effective: str = ""
    facts: tuple[Fact, ...] = ()
    passages: tuple[Passage, ...] = ()

    @property
    def answers(self) -> tuple[Fact, ...]:
        """The answers whose value differs."""
        return tuple(fact for fact in self.facts if fact.kind == "answer")

    @property
    def edition(self) -> bool:
        """Whether the entry cites another edition; else the same one was read or worded again."""
        return any(fact.name in EDITION or fact.name.endswith(": printed") for fact in self.facts)

    @property
    def direction(self) -> str:
        """The tightest direction of its facts and passages; neutral of a file that moves no answer by its coming.

        An answer that differs always decides: no other fact, and no passage, has a more pressing direction.
        """
        if self.kind in {ADDED, REMOVED, MOVED} and not self.answers:
            return NEUTRAL
        return tightest([*(fact.direction for fact in self.facts), *(WORDING for _ in self.passages)])


@dataclass(frozen=True)
class Outcome:
    """A resolved answer: its value, standing, deciding entries, their effective date, and why."""

    value: str
    standing: str
    deciders: tuple[str, ...]
    effective: str
    why: str


@dataclass(frozen=True)
class Effect:
    """A resolved answer that differs, and the ids of the changes that cause it, the closest first."""

    code: str
    scope: str
    question: str
    before: Outcome
    after: Outcome
    direction: str
    causes: tuple[str, ...]
    now: bool = False


@dataclass(frozen=True)
class DatedEffect:
    """A resolved answer that a changed date moves: the ISO day of service on which it differs, and the effect."""

    day: str
    effect: Effect


@dataclass(frozen=True)
class Concern:
    """Why a change needs a second approval: the rule's name, the id of the change, and the reason in words."""

    rule: str
    id: str
    message: str


@dataclass(frozen=True)
class Unread:
    """A file that one side or both could not read as content: why, and what differs as lines of plain text."""

    path: str
    reasons: tuple[str, ...]
    lines: tuple[str, ...]


@dataclass(frozen=True)
class FactChange:
    """A fact of a code that differs, in words, and its direction."""

    text: str
    direction: str


@dataclass(frozen=True)
class CodeChange:
    """What differs for a code. `watched`: it has a page, or is watched, so that a second approval is asked for."""

    code: str
    watched: bool
    facts: tuple[FactChange, ...]

    @property
    def direction(self) -> str:
        """The tightest direction of its facts."""
        return tightest([fact.direction for fact in self.facts])


@dataclass(frozen=True)
class TableChange:
    """A table whose file or edition differs: its editions before and after, and how many lines are gone and new."""

    table: str
    before: dt.date | None
    after: dt.date | None
    gone: int
    new: int


@dataclass(frozen=True)
class FactsDiff:
    """All that differs between two stores: tables, the codes that are told, and how many others differ."""

    tables: tuple[TableChange, ...] = ()
    codes: tuple[CodeChange, ...] = ()
    others: int = 0


@dataclass(frozen=True)
class Diff:
    """All that differs between two sides, `base` and `head`, by the names given in the call."""

    base: str
    head: str
    changes: tuple[Change, ...]
    effects: tuple[Effect, ...]
    concerns: tuple[Concern, ...]
    unread: tuple[Unread, ...]
    day: dt.date | None = None
    dated: tuple[DatedEffect, ...] = ()
    official: FactsDiff | None = None
