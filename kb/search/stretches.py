"""What sections share: stretches of them, one behind the other, and kinds. The browser's index tells it once.

All sections of an entry have its codes, its title, its plan: they are a stretch. All on coverage have one heading:
they are of a kind. Pure.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from kb.domain.vocabulary import PAGE_HEADINGS
from kb.search.documents import SearchDocument

SHARED_FIELDS: Final = ("named", "name", "title", "reached")
"""The fields that are the same in every section of a stretch."""

SHARED_FACETS: Final = ("kind", "payer", "scope", "status", "informs", "code", "effective", "review")
"""The facets that are, and the days of these names."""

KIND_FIELD: Final = "heading"
"""The field that is the same in every section of a kind."""

KIND_FACETS: Final = ("topic", "section", "row", "of")
"""The facets that are."""

Kind = tuple[str, ...]
"""The values of the facets, and the heading."""

HEADINGS: Final = tuple(dict.fromkeys(heading for of in PAGE_HEADINGS.values() for heading in of))
"""The headings in the order in which pages have them."""


@dataclass(frozen=True)
class Shared:
    """Of each section, in order, whether a stretch begins with it, and the number of its kind.

    `kinds` are in the order in which most pages have them.
    """

    begins: Sequence[bool]
    kinds: Sequence[Kind]
    of: Sequence[int]


def make_shared(documents: Iterable[SearchDocument]) -> Shared:
    """Find the stretches and the kinds of sections, given in the order of their numbers."""
    begins: list[bool] = []
    held: list[Kind] = []
    before: tuple[object, ...] = ()
    for document in documents:
        mine = _of_stretch(document)
        begins.append(mine != before)
        held.append(_kind(document))
        before = mine
    kinds = sorted(set(held), key=_place)
    numbers = {kind: number for number, kind in enumerate(kinds)}
    return Shared(begins, kinds, [numbers[kind] for kind in held])


def _place(kind: Kind) -> tuple[int, Kind]:
    heading = kind[-1]
    return HEADINGS.index(heading) if heading in HEADINGS else len(HEADINGS), kind


def name_of(facet: str) -> str:
    """Return the name of a facet, such as `code` of `code=0709t`."""
    return facet.partition("=")[0]


def _of_stretch(document: SearchDocument) -> tuple[object, ...]:
    fields = tuple(document.fields.get(name, "") for name in SHARED_FIELDS)
    facets = tuple(facet for facet in document.facets if name_of(facet) in SHARED_FACETS)
    return document.entry, document.effective, document.review_by, fields, facets


def _kind(document: SearchDocument) -> Kind:
    held = dict(facet.split("=", 1) for facet in document.facets if name_of(facet) in KIND_FACETS)
    return (*(held.get(name, "") for name in KIND_FACETS), document.fields.get(KIND_FIELD, ""))


def starts_of(lengths: Iterable[int], most: int) -> list[int]:
    """Return the first section of each file of rows, given how many sections each stretch has.

    A file has as many whole stretches as `most` sections are; a stretch that is longer fills files one after another.
    """
    starts, first = [0], 0
    for length in lengths:
        end = first + length
        if length <= most < end - starts[-1]:
            starts.append(first)
        while end - starts[-1] > most:
            starts.append(starts[-1] + most)
        first = end
    return starts


def lengths_of(begins: Sequence[bool]) -> list[int]:
    """Return how many sections each stretch has, given of each section whether one begins with it."""
    firsts = [number for number, is_first in enumerate(begins) if is_first]
    return [end - first for first, end in pairwise([*firsts, len(begins)])]


def sections_by_kind(of: Sequence[int]) -> list[list[int]]:
    """Return the sections of each kind, given the kind of each section."""
    found: list[list[int]] = [[] for _ in range(max(of, default=-1) + 1)]
    for number, kind in enumerate(of):
        found[kind].append(number)
    return found
