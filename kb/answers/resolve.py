"""The answer for a code, a scope and a question: which entry decides, and why. Pure.

The closest reach decides: named code, range, category, all codes, then what an add-on inherits from its parent.
Within one reach an entry in force goes before an old one. *Data not available* does not end the search: the next
reach is tried, and both are shown. Entries on a concept and superseded entries inform and never decide. Neither does,
on a date of service, an old edition without dates that a newer rule has replaced since. Where deciding entries of one
reach disagree, the answer is *sources conflict*. A Medicare contractor falls back to the national scope; no other
scope takes an answer from another. Where a licensee has no entry of its own, the receipts of its brand say whether
anybody searched.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from kb.answers.applicable import (
    LOOKED,
    NATIONAL,
    UNLOOKED,
    ApplicableEntry,
    ReachingEntry,
    answering_entries,
    licensee_of,
    reaching_entries_of,
    related_scopes,
)
from kb.answers.caveats import Certainty, marks_of, read_in_part
from kb.answers.explain import UNRECORDED_EDITION, edition, ended, explain
from kb.answers.timing import mark_outdated, next_rule_begins
from kb.domain.days import day
from kb.domain.model import Library, Source
from kb.domain.reach import RANKS
from kb.domain.vocabulary import (
    CONFLICT,
    COVERAGE,
    OLD,
    PRIOR_AUTHORIZATION,
    SUPERSEDED,
    UNKNOWN,
    best_standing,
    names,
)

ALL_CODES: Final = "all codes"
"""The kind of reach of a rule that holds for every code."""

ORDERED: Final = {"coverage": names(COVERAGE)[:-1], "prior_authorization": names(PRIOR_AUTHORIZATION)[:3]}
"""By question the values that can be compared, from the best to the worst."""

COMPARED: Final = frozenset(ORDERED)
"""The questions on which an add-on's answer is compared with its parent's; on others the parent does not matter."""


@dataclass(frozen=True, slots=True)  # there are very many
class Resolution:
    """A resolved answer: its value, the entries that decide it (several where they conflict), and those that inform.

    `reason` is filled where the value is unknown or in conflict. `why` is the explanation in sentences. `warning` is
    filled where an add-on has a better value than its parent.
    """

    code: str
    scope: str
    question: str
    value: str
    reason: str
    why: str
    deciders: tuple[ApplicableEntry, ...]
    informers: tuple[ApplicableEntry, ...]
    warning: str = ""

    @property
    def decider(self) -> ApplicableEntry | None:
        """The entry that decides, or the first of those in conflict; None if nothing is known."""
        return self.deciders[0] if self.deciders else None

    @property
    def leading(self) -> ApplicableEntry | None:
        """The entry to open first: the decider, else an outdated edition, else the closest informer.

        Before one of another scope, such as the national one, goes the plan's own that has a note on the question.
        """
        outdated = (applicable for applicable in self.informers if applicable.outdated)
        is_own = [applicable.entry.scope_id == self.scope for applicable in self.informers]
        noted = [one for one, own in zip(self.informers, is_own, strict=True) if own and one.answer.note]
        return next(
            iter((*self.deciders, *outdated, *([] if is_own[:1] == [True] else noted), *self.informers)), None
        )

    @property
    def sources(self) -> tuple[Source, ...]:
        """The sources of the deciding answers, each once."""
        return tuple(dict.fromkeys(source for applicable in self.deciders for source in applicable.sources))

    @property
    def standing(self) -> str:
        """The best standing among the sources; empty if nothing is known."""
        return best_standing(source.standing for source in self.sources)

    @property
    def part_read(self) -> bool:
        """Whether every source of the answer was read in part only."""
        return read_in_part(self.sources)

    @property
    def certainty(self) -> Certainty | None:
        """How sure the value is, by all sources of what decides it; None if nothing is known."""
        if not self.decider:
            return None
        confidence, currency = self.decider.answer.confidence, self.decider.entry.currency
        return Certainty(self.standing, confidence, currency, self.part_read)

    @property
    def marks(self) -> tuple[str, ...]:
        """The marks of doubt of the answer."""
        return tuple(marks_of(self.value, self.certainty, self.warning))


def resolve(library: Library, code: str, scope: str, question: str) -> Resolution:
    """Answer one question (its key) on one code for one scope (`cigna/commercial`)."""
    return next(resolve_each(library, code, scope, (question,)))


def resolve_each(library: Library, code: str, scope: str, questions: Iterable[str]) -> Iterator[Resolution]:
    """Answer some questions (their keys) on one code for one scope; the entries that reach it are found once."""
    page = library.codes.get(code)
    parent = page.add_on_to if page else ""
    own = reaching_entries_of(library, code, scope)
    inherited = reaching_entries_of(library, parent, scope) if parent else []
    return resolve_reached(code, scope, own, (parent, inherited), questions)


def resolve_without_code(library: Library, scope: str, question: str) -> Resolution:
    """Answer one question (its key) for one scope by its rules for all codes alone."""
    scopes = (scope, *related_scopes(library, scope))
    candidates = ((name, entry) for name in scopes for entry in library.entries_of(name))
    reaching = [
        ReachingEntry(entry, entry.reach.kind, licensee_of(name, scope))
        for name, entry in candidates
        if entry.reach.kind == ALL_CODES
    ]
    return _resolve("any code", scope, question, reaching)


def resolve_reached(
    code: str,
    scope: str,
    own: list[ReachingEntry],
    of_parent: tuple[str, list[ReachingEntry]],
    questions: Iterable[str],
) -> Iterator[Resolution]:
    """Answer some questions (their keys) from the entries that reach a code, and those that reach its parent.

    The code itself only stands in explanations. `of_parent` names the parent of an add-on; it is empty without one.
    """
    for question in questions:
        yield _warn_better_than_parent(_resolve(code, scope, question, own), *of_parent)


def _warn_better_than_parent(found: Resolution, parent: str, reaching: list[ReachingEntry]) -> Resolution:
    """Warn where an add-on has a better value than its parent; `reaching` are the entries that reach the parent."""
    if not parent or found.value not in ORDERED.get(found.question, ()):
        return found
    return _warn(found, _resolve(parent, found.scope, found.question, reaching), parent)


def _resolve(code: str, scope: str, question: str, reaching: list[ReachingEntry]) -> Resolution:
    found = sorted(mark_outdated(answering_entries(reaching, question), reaching, question), key=_closeness)
    deciders = _closest([applicable for applicable in found if applicable.decides])
    informers = tuple(applicable for applicable in found if not any(applicable is decider for decider in deciders))
    values = {applicable.answer.value for applicable in deciders}
    value = UNKNOWN if not values else values.pop() if len(values) == 1 else CONFLICT
    begins = next_rule_begins(reaching, question)
    reason = _reason(informers, begins) if value == UNKNOWN else CONFLICT if value == CONFLICT else ""
    why = explain(code, scope, value, deciders, informers, begins=begins)
    return Resolution(code, scope, question, value, reason, why, deciders, informers)


def _closeness(applicable: ApplicableEntry) -> tuple[bool, int, int, bool, bool, str]:
    """Return the sort key of an entry: close reach first, then editions in force, then a contractor's own rule.

    Reach goes first since a national rule on the code itself binds a contractor whose own rule is on its category. Of
    what an add-on inherits, the closest reach to the parent goes first.
    """
    rank, kind = RANKS.index(applicable.rank), RANKS.index(applicable.entry.reach.kind)
    old = applicable.entry.currency in {OLD, SUPERSEDED}
    return applicable.for_brand, rank, kind, old, applicable.entry.scope_id == NATIONAL, applicable.entry.id


def _closest(deciders: list[ApplicableEntry]) -> tuple[ApplicableEntry, ...]:
    """Keep the deciders that are as close as the first one."""
    if not deciders:
        return ()
    first = _closeness(deciders[0])[:5]
    return tuple(applicable for applicable in deciders if _closeness(applicable)[:5] == first)


def _reason(informers: tuple[ApplicableEntry, ...], begins: dt.date | None) -> str:
    """Return why the answer is unknown: no rule yet, the closest entry's reason, a lapsed rule, or not looked up."""
    outdated = next((applicable for applicable in informers if applicable.outdated), None)
    if outdated:
        return f"{UNRECORDED_EDITION}; {edition(outdated)}"
    if begins and not any(ended(applicable) for applicable in informers):
        return f"no earlier rule recorded; one begins {day(begins)}"
    for applicable in informers:
        if (applicable.rank != "concept" and not applicable.known) or ended(applicable):
            return "lapsed" if applicable.known else applicable.reason
    searched = any(applicable.has_receipt and not applicable.for_brand for applicable in informers)
    return next(
        (applicable.reason for applicable in informers if not applicable.known), LOOKED if searched else UNLOOKED
    )


def _warn(found: Resolution, parent: Resolution, code: str) -> Resolution:
    order = ORDERED[found.question]
    parents = order.index(parent.value if parent.value in order else order[-1])
    if order.index(found.value) >= parents:
        return found
    warning = f"The parent {code} stands at “{parent.value}”: check it before relying on the add-on's better status."
    return replace(found, warning=warning)
