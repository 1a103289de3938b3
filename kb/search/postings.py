"""Which sections hold a term, where, and with what weight: from the analysis to the form of the export. Pure.

Sections are taken one by one in the order of their numbers, and what each adds is packed at once, so that an index of
ten thousand entries takes no more memory than its files. Whoosh gives the same weights; a test compares the two.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from kb.search.analysis import Concepts
from kb.search.documents import SearchDocument
from kb.search.packing import SEVEN, varint
from kb.search.places import placed
from kb.search.scoring import FIELDS, SOURCE, rarity, stored_length, weight


@dataclass(slots=True)  # there are very many
class Run:
    """The sections that hold a term in one field, packed: gaps between their numbers, weights, and places of each."""

    count: int = 0
    last: int = 0
    gaps: bytearray = field(default_factory=bytearray)
    weights: bytearray = field(default_factory=bytearray)
    places: bytearray = field(default_factory=bytearray)

    def add(self, document: int, worth: int, places: Sequence[int]) -> None:
        """Add a section, whose number is above those before."""
        varint(self.gaps, document - self.last)
        varint(self.weights, worth)
        if places:
            pack_places(self.places, places)
        self.count, self.last = self.count + 1, document


@dataclass(frozen=True)
class Postings:
    """The runs of each term, one for each field or none, how many sections hold a term, and the facets."""

    documents: int
    runs: dict[str, list[Run | None]]
    holding: dict[str, int]
    facets: dict[str, Run]

    def terms(self) -> Iterator[tuple[str, bytes, bytes]]:
        """Yield every term in order, with its block and that of its places, as `static/store.js` reads them."""
        for term in sorted(self.runs):
            yield term, *packed_term(self.runs[term], rarity(self.documents, self.holding.get(term, 0)))

    def sections_of_facets(self) -> Iterator[tuple[str, bytes]]:
        """Yield every facet in order, with the packed numbers of the sections that have it."""
        for facet in sorted(self.facets):
            block = bytearray()
            varint(block, self.facets[facet].count)
            yield facet, bytes(block + self.facets[facet].gaps)


def packed_term(runs: Iterable[Run | None], rare: int) -> tuple[bytes, bytes]:
    """Pack the block of a term, and that of its places."""
    block, places = bytearray(), bytearray()
    varint(block, rare)
    for number, run in enumerate(runs):
        if run:
            for part in (number, run.count):
                varint(block, part)
            block += run.gaps + run.weights
            places += run.places
    return bytes(block), bytes(places)


ALIKE: Final = 300
"""Texts whose places are kept: the sections of an entry share its names, and entries of a reach the codes of that."""

NONE: Final[list[Run | None]] = [None] * len(FIELDS)


def make_postings(documents: Iterable[SearchDocument], concepts: Concepts) -> Postings:
    """Analyse sections, given in the order of their numbers."""
    runs: dict[str, list[Run | None]] = {}
    holding: dict[str, int] = {}
    facets: dict[str, Run] = {}
    number = -1
    kept = lru_cache(maxsize=ALIKE)(lambda text: places_of(text, concepts))
    for number, document in enumerate(documents):
        seen: set[str] = set()
        for place, one in enumerate(FIELDS):
            given = document.fields.get(one.name, "")
            found, length = kept(given) if given else ({}, 0)
            stored = stored_length(length)
            for term, places in found.items():
                held = runs.setdefault(term, NONE.copy()) if term not in runs else runs[term]
                run = held[place]
                if run is None:
                    run = held[place] = Run()
                run.add(number, _worth(place, len(places), stored), places)
            seen.update(found if one.name != SOURCE else ())
        for term in seen:
            holding[term] = holding.get(term, 0) + 1
        for facet in dict.fromkeys(document.facets):
            facets.setdefault(facet, Run()).add(number, 0, ())
    return Postings(number + 1, runs, holding, facets)


@lru_cache(maxsize=100_000)
def _worth(place: int, times: int, length: int) -> int:
    """Weigh a term in a field, given by its place among all: there are few different weights."""
    return weight(FIELDS[place], times, length)


def places_of(text: str, concepts: Concepts) -> tuple[dict[str, list[int]], int]:
    """Return the places of each term of a text, rising, and how many terms there are."""
    found: dict[str, list[int]] = {}
    terms = placed(text, concepts)
    for term in terms:
        if held := found.get(term.text):
            held.append(term.position)
        else:
            found[term.text] = [term.position]
    for held in found.values():
        held.sort()  # sentences stand in any order
    return found, len(terms)


def pack_places(packed: bytearray, places: Sequence[int]) -> None:
    """Pack rising places: the first one doubled; where more follow, one more than that, how many, and the gaps."""
    before, more = places[0], len(places) - 1
    varint(packed, 2 * before + (more > 0))
    if more:
        varint(packed, more)
    for place in places[1:]:
        gap = place - before
        if gap <= SEVEN:  # a call takes longer than this
            packed.append(gap)
        else:
            varint(packed, gap)
        before = place
