"""What entries say of a code that has no page of its own: rules on a range, a category or all codes reach it, too."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from kb.domain.model import Entry, Library
from kb.domain.reach import RANKS, reaches, rule_words
from kb.domain.scopes import payer_and_scope, scope_title
from kb.domain.vocabulary import QUESTIONS, SUPERSEDED, UNKNOWN


@dataclass(frozen=True)
class WideRule:
    """An entry that reaches a code: its id, its scope and title in words, how it reaches the code, its answers.

    `answers` are pairs of the title of a question and the value; what is not available is left out.
    """

    entry: str
    scope: str
    title: str
    by: str
    answers: tuple[tuple[str, str], ...]


def rules_on(library: Library, code: str, *, add_on: bool) -> tuple[WideRule, ...]:
    """Give the entries that reach a code, by scope, the closest reach first. `add_on`: it is an add-on."""
    found = [
        entry
        for entry in library.entries
        if entry.currency != SUPERSEDED and reaches(entry.reach, code, add_on=add_on)
    ]
    found.sort(key=lambda entry: (entry.scope_id, RANKS.index(entry.reach.kind), entry.id))
    return tuple(wide_rule(library, entry) for entry in found)


def wide_entries(library: Library) -> Iterator[Entry]:
    """Give the entries whose reach is wider than codes named one by one."""
    narrow = {"named code", "concept"}
    return (entry for entry in library.entries if entry.currency != SUPERSEDED and entry.reach.kind not in narrow)


def wide_rule(library: Library, entry: Entry) -> WideRule:
    """Give what an entry says, in words."""
    payer, scope = payer_and_scope(library, entry)
    answers = tuple(
        (question.title, entry.answers[question.key].value)
        for question in QUESTIONS
        if question.key in entry.answers and entry.answers[question.key].value != UNKNOWN
    )
    words = rule_words(entry.reach.kind, entry.reach.label)
    by = words if entry.reach.kind in {"category", "all codes"} else f"{words}: {entry.reach.label}"
    return WideRule(entry.id, scope_title(payer.title, scope.name), entry.title, by, answers)


def rule_record(rule: WideRule) -> dict[str, Any]:
    """Write a rule as plain values."""
    return {
        "entry": rule.entry,
        "scope": rule.scope,
        "title": rule.title,
        "by": rule.by,
        "answers": dict(rule.answers),
    }
