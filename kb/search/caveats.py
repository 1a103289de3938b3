"""How sure the answer of a section is: the marks beside its value, and the words that a citation carries. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from kb.answers.caveats import INFORMS_ONLY, caveats, certainty_of, cited_certainty, in_words, informs_only
from kb.answers.resolve import Resolution, resolve
from kb.domain.model import Answer, Entry, Library
from kb.domain.reach import Reach
from kb.domain.vocabulary import UNKNOWN

MOST_CODES: Final = 6
"""Codes that a citation names; of more it gives the number."""


@dataclass(frozen=True)
class Caveats:
    """`marks` are the doubts shown beside a value; `told` says how sure it is, and for which codes it speaks."""

    marks: tuple[str, ...] = ()
    told: str = ""


def caveats_of(entry: Entry, answer: Answer | None, wider: Resolution | None) -> Caveats:
    """Judge what an entry itself says, or the wider rule that decides where the entry knows nothing.

    `answer` is None for a section that answers no question.
    """
    speaks = speaks_for(entry.reach)
    if answer is None:
        return Caveats(told=speaks)
    if answer.value != UNKNOWN:
        return _own(entry, answer, speaks)
    told = f"reason: {answer.reason}; {speaks}"
    sure = wider.certainty if wider else None
    if wider is None or wider.decider is None or sure is None:
        return Caveats(told=told)
    by = speaks_for(wider.decider.entry.reach)
    return Caveats(tuple(caveats(sure)), f"{told}; the wider rule: {in_words(sure)}; {by}")


def wider_rule(library: Library, entry: Entry, question: str) -> Resolution | None:
    """Find what decides a question for a code that an entry names and knows nothing on; None if nothing does."""
    codes = (code for code in entry.reach.codes if code in library.codes)
    found = (resolve(library, code, entry.scope_id, question) for code in codes)
    return next((answer for answer in found if answer.decider), None)


def speaks_for(reach: Reach) -> str:
    """Say for which codes an entry speaks: it names them, or it is a default that names none."""
    if reach.kind == "named code":
        many = len(reach.codes) > MOST_CODES
        return f"names {len(reach.codes)} codes" if many else f"names {reach.label}"
    return {
        "range": f"rule for the range {reach.label}",
        "category": f"default for {reach.label}",
        "all codes": "general rule for all codes",
    }.get(reach.kind, f"on {reach.label}, not on a code")


def _own(entry: Entry, answer: Answer, speaks: str) -> Caveats:
    marks = (*caveats(certainty_of(entry, answer)), *([INFORMS_ONLY] if informs_only(entry) else []))
    return Caveats(marks, f"{cited_certainty(entry, answer)}; {speaks}")
