"""What a query rules out within its question: a network, a step of an appeal, another question.

`kb.search.mentions` reads which plans are ruled out. The browser does the same in `static/left_out.js`. Pure.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from kb.search.analysis import words
from kb.search.binding import NEGATIONS
from kb.search.intent import IntentTables, values_with_terms_before
from kb.search.plan_tables import NEGATIONS as BEFORE_NAMES
from kb.search.plans import LEFT_OUT
from kb.search.query import Group

NEGATION_TERMS: Final = tuple(word.term for word in words(" ".join(BEFORE_NAMES)))
ARTICLES: Final = ("the", "a", "an", "for", "in", "of", "ani")
"""Terms of negations, and those that may be between one and what it rules out."""


def dimensions_asked(text: str, tables: IntentTables) -> tuple[list[tuple[str, int, str]], list[str]]:
    """Return the values of dimensions that a cleaned query asks of, and in words those that it rules out."""
    found = values_with_terms_before(text, tables)
    out = [value for value, places in found if all(_is_negated(before) for before in places)]
    return [value for value, _ in found if value not in out], [tables.spoken[phrase] for _, _, phrase in out]


def _is_negated(before: Sequence[str]) -> bool:
    """Return whether the last term that is no article is a negation."""
    return next((term for term in reversed(before) if term not in ARTICLES), "") in NEGATION_TERMS


def questions_left_out(groups: Sequence[Group], tables: IntentTables) -> list[int]:
    """Return which groups name a question that is ruled out, where another one is put: coverage, not prior auth."""
    naming = [at for at, group in enumerate(groups) if not group.negative and _names(group, tables)]
    out = [at for at in naming if at and groups[at - 1].written in NEGATIONS and groups[at].terms[0] in tables.apart]
    gone = {tables.questions[str(groups[at].terms[0])] for at in out}
    return out if any(tables.questions[str(groups[at].terms[0])] not in gone for at in naming) else []


def _names(group: Group, tables: IntentTables) -> bool:
    return bool(group.terms) and str(group.terms[0]) in tables.questions


def told_left_out(names: Sequence[str]) -> list[str]:
    """Return what is told of what is ruled out, in words."""
    quoted = " and ".join(f"“{name}”" for name in dict.fromkeys(names))
    return [LEFT_OUT.format(names=quoted)] if quoted else []


def tables() -> dict[str, Any]:
    """Return the tables of this module as plain data, for the browser."""
    return {"negations": NEGATION_TERMS, "articles": ARTICLES, "told": LEFT_OUT}
