"""The lists of diagnoses that plans print, as a query is answered by them. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from kb.answers.criteria import PrintedCriterion, held_words, lacking_words
from kb.domain.criteria import DIAGNOSES
from kb.domain.model import Library
from kb.search.analysis import Concepts, analyse
from kb.search.document_numbers import names_document

TYPED: Final = r"[a-z][0-9][0-9a-z]\.[0-9a-z]{1,4}"
"""A diagnosis as a query names it: with its dot, since a number of a document may look like one without."""

DOTLESS: Final = r"(?![a-v][0-9]{4}$)[a-tv-z][0-9][0-9a-z]{1,5}"
"""A diagnosis without its dot, or a category of them: one where a list holds it, and the word is no billing code."""


@dataclass(frozen=True)
class DiagnosisList:
    """A list of diagnoses of a plan: its items, and what is told before and after the item that holds a code.

    `lacking` is told of a code that it does not hold; empty for a list that was read in part. `numbers` are the terms
    by which its document is asked for.
    """

    scope: str
    items: tuple[str, ...]
    before: str
    after: str
    lacking: str = ""
    numbers: tuple[str, ...] = ()


def make_diagnosis_lists(library: Library, concepts: Concepts) -> tuple[DiagnosisList, ...]:
    """Make the lists of a library, in order of its entries; `concepts` are those that cut its queries."""
    return tuple(
        _list(PrintedCriterion(entry, entry.reach.kind, one), library, concepts)
        for entry in library.with_criteria
        for one in entry.criteria
        if one.kind == DIAGNOSES
    )


def _list(printed: PrintedCriterion, library: Library, concepts: Concepts) -> DiagnosisList:
    before, after = held_words(printed, library)
    numbers = dict.fromkeys(term.text for term in analyse(before, concepts) if names_document(term.text))
    items, scope = printed.criterion.items, printed.entry.scope_id
    return DiagnosisList(scope, items, before, after, lacking_words(printed, library), tuple(numbers))
