"""The lists of diagnoses that plans print, as a query is answered by them. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from kb.answers.criteria import PrintedCriterion, held_words, lacking_words
from kb.domain.criteria import DIAGNOSES
from kb.domain.model import Library

TYPED: Final = r"[a-z][0-9][0-9a-z]\.[0-9a-z]{1,4}"
"""A diagnosis as a query names it: with its dot, since a number of a document may look like one without."""

DOTLESS: Final = r"(?![a-v][0-9]{4}$)[a-tv-z][0-9][0-9a-z]{1,5}"
"""A diagnosis without its dot, or a category of them: one where a list holds it, and the word is no billing code."""


@dataclass(frozen=True)
class DiagnosisList:
    """A list of diagnoses of a plan: its items, and what is told before and after the item that holds a code.

    `lacking` is told of a code that it does not hold; empty for a list that was read in part.
    """

    scope: str
    items: tuple[str, ...]
    before: str
    after: str
    lacking: str = ""


def make_diagnosis_lists(library: Library) -> tuple[DiagnosisList, ...]:
    """Make the lists of a library, in order of its entries."""
    return tuple(
        DiagnosisList(entry.scope_id, one.items, *held_words(printed, library), lacking_words(printed, library))
        for entry in library.with_criteria
        for one in entry.criteria
        if one.kind == DIAGNOSES
        for printed in (PrintedCriterion(entry, entry.reach.kind, one),)
    )
