"""The score of a match: the fields of a search document, their weights, and the formula (`ranking` orders results).

BM25 a field, summed over fields, kept exact: the weight of a term in a field and its rarity are each rounded to
1/64, so every product and sum is exact in binary and both engines get equal scores. Field length is measured
against a constant, not the average, so that one changed entry does not change the weights of all. The length of an
entry's text does not count, so that one more sentence does not change the weights of all other words of its section;
that of other texts, which are from a sentence to a thousand words long, counts in steps.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from math import floor, log, log2
from typing import Final

SCALE: Final = 64
K1: Final = 1.2
B: Final = 0.75
"""BM25: `K1` limits how much a repeated word counts, `B` how much a long field lowers it; the usual values."""


@dataclass(frozen=True)
class SearchField:
    """A field, its worth, the length in words at which a match counts its worth, and whether lengths are in steps."""

    name: str
    worth: int
    usual_length: int
    in_steps: bool = False


LEAD: Final = "lead"
"""Scored only when the query has a single term."""

SOURCE: Final = "source"
"""Looked in where no other field holds what is asked for."""

FIELDS: Final = (
    SearchField(LEAD, 16, 2),  # the code of a code page, the names of a payer page: asked for alone, it comes first
    SearchField("named", 12, 2),  # codes an entry names
    SearchField("name", 4, 8),  # payer and scope, with their other names
    SearchField("heading", 6, 2),  # the question a section answers
    SearchField("value", 4, 3),  # the answer's value
    SearchField("title", 3, 8),  # title and document number
    SearchField("reached", 2, 4),  # codes a rule reaches without naming them
    SearchField("denied", 1, 3),  # values that amount to a denial, found by "not covered"
    SearchField("text", 1, 100, in_steps=True),  # as long as a section usually is
    SearchField(SOURCE, 1, 30),  # titles of an entry's sources, in its first section
)
VALUE_FIELDS: Final = ("value", "denied")
"""Where the name of an answer's value is looked for: among the values, and nowhere else."""

FACET: Final = "facet"
"""A field that filters and never scores: `payer=uhc`."""


OF_ENTRIES: Final = "kind=entry"
"""The facet of the sections whose text counts as if it were as long as usual."""


LENGTHS: Final = tuple(round((1.033**step - 1) * 27) for step in range(256))
"""The lengths of a field that Whoosh tells apart: it keeps a length in one byte."""


def stored_length(length: int) -> int:
    """Return the length that Whoosh keeps for a field of so many words; 1 for an empty one."""
    return LENGTHS[min(bisect_left(LENGTHS, length), len(LENGTHS) - 1)] or 1


def counted_length(field: SearchField, length: int, *, of_entry: bool) -> int:
    """Return the length that counts where a field of a section has so many words."""
    return field.usual_length if of_entry and field.in_steps else length


def weight(field: SearchField, times: float, length: int) -> int:
    """Weigh a term that is `times` in a field of `length` words, in 1/64; never 0, or Whoosh would lose it."""
    spread = K1 * ((1 - B) + B * _share(field, length))
    return max(1, floor(field.worth * times * (K1 + 1) / (times + spread) * SCALE + 0.5))


def _share(field: SearchField, length: int) -> float:
    """Return a length as a share of the usual one; in steps a power of two, 1 from 0.84 to 1.68 of the usual."""
    share = length / field.usual_length
    return 2.0 ** floor(log2(share) + 0.25) if field.in_steps and share else share


def rarity(documents: int, holding: int) -> int:
    """Weigh how rare a term is, in 1/64: `holding` of `documents` have it in any scored field.

    By document, as BM25F has it: by field, a word that titles seldom hold would count as rare however common it is.
    """
    return floor((log(documents / (holding + 1)) + 1) * SCALE + 0.5)
