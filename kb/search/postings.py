"""Which sections hold a term, where, and with what weight: from the analysis to the form of the export. Pure.

Sections are taken one by one in the order of their numbers, and what each adds is packed at once, so that an index of
ten thousand entries takes no more memory than its files. What a stretch of sections or all of a kind share is told
once, by the number of the stretch or the kind. Whoosh gives the same weights; a test compares the two.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice
from typing import Final

from kb.search.analysis import Concepts
from kb.search.documents import SearchDocument
from kb.search.packing import SEVEN, read_varint, varint
from kb.search.places import placed
from kb.search.scoring import FIELDS, SOURCE, stored_length, weight
from kb.search.stretches import KIND_FIELD, SHARED_FACETS, SHARED_FIELDS, Shared, make_shared, name_of

TEXT: Final = next(at for at, one in enumerate(FIELDS) if one.name == "text")
BY_STRETCH: Final = frozenset(at for at, one in enumerate(FIELDS) if one.name in SHARED_FIELDS)
BY_KIND: Final = next(at for at, one in enumerate(FIELDS) if one.name == KIND_FIELD)

ORDER: Final = (TEXT, *(at for at in range(len(FIELDS)) if at != TEXT))
"""The order of the fields in a block: the text, which an edit changes, comes first."""

NUMBER: Final = re.compile(rb"[\x80-\xff]*[\x00-\x7f]")
"""A packed number."""


@dataclass(slots=True)  # there are very many
class Run:
    """What holds a term in one field, packed: gaps between the numbers of sections, weights, and places of each.

    Of a field that is shared they are numbers of stretches, or of kinds.
    """

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
    """The runs of each term, by field, how many sections hold it, the facets, and what is shared."""

    runs: dict[str, list[Run | None]]
    holding: dict[str, int]
    facets: dict[str, Run]
    shared: Shared

    def terms(self) -> Iterator[tuple[str, bytes, bytes]]:
        """Yield every term in order, with its block and that of its places, as `static/store.js` reads them."""
        for term in sorted(self.runs):
            runs = self.runs[term]
            yield term, *packed_term(((at, runs[at]) for at in ORDER), self.holding.get(term, 0))

    def sections_of_facets(self) -> Iterator[tuple[str, bytes]]:
        """Yield every facet in order, with the packed numbers of the sections, or the stretches, that have it."""
        for facet in sorted(self.facets):
            block = bytearray()
            varint(block, self.facets[facet].count)
            yield facet, bytes(block + self.facets[facet].gaps)


def packed_term(runs: Iterable[tuple[int, Run | None]], holding: int) -> tuple[bytes, bytes]:
    """Pack the block of a term that so many sections hold, and that of its places; runs come with their fields."""
    block, places = bytearray(), bytearray()
    varint(block, holding)
    for number, run in runs:
        if run:
            for part in (number, run.count):
                varint(block, part)
            block += run.gaps + run.weights
            places += run.places
    return bytes(block), bytes(places)


def parts_of(block: bytes) -> Iterator[bytes]:
    """Cut the block of a term where gaps and weights begin: they have other letters, and pack best by themselves."""
    start, (_, at) = 0, read_varint(block, 0)
    while at < len(block):
        _, at = read_varint(block, at)
        count, at = read_varint(block, at)
        for _ in ("gaps", "weights"):
            yield block[start:at]
            start, at = at, behind(block, at, count)
    yield block[start:]


def behind(packed: bytes, at: int, count: int) -> int:
    """Return the place behind so many packed numbers."""
    for number in islice(NUMBER.finditer(packed, at), count - 1, count):
        return number.end()
    return at


ALIKE: Final = 300
"""Texts whose places are kept: the sections of an entry share its names, and entries of a reach the codes of that."""

NONE: Final[list[Run | None]] = [None] * len(FIELDS)


def make_postings(documents: Sequence[SearchDocument], concepts: Concepts) -> Postings:
    """Analyse sections, given in the order of their numbers."""
    made = Postings({}, {}, {}, make_shared(documents))
    kept = lru_cache(maxsize=ALIKE)(lambda text: places_of(text, concepts))
    stretch = -1
    for number, document in enumerate(documents):
        is_first = made.shared.begins[number]
        stretch += is_first
        seen: set[str] = set()
        for at, one in enumerate(FIELDS):
            given = document.fields.get(one.name, "")
            found, length = kept(given) if given else ({}, 0)
            seen.update(found if one.name != SOURCE else ())
            if at != BY_KIND and (is_first or at not in BY_STRETCH):
                _add(made.runs, at, stretch if at in BY_STRETCH else number, found, length)
        for term in seen:
            made.holding[term] = made.holding.get(term, 0) + 1
        for facet in dict.fromkeys(document.facets):
            is_shared = name_of(facet) in SHARED_FACETS
            if is_first or not is_shared:
                made.facets.setdefault(facet, Run()).add(stretch if is_shared else number, 0, ())
    for number, (*_, heading) in enumerate(made.shared.kinds):
        _add(made.runs, BY_KIND, number, *kept(heading))
    return made


def _add(
    runs: dict[str, list[Run | None]], at: int, number: int, found: Mapping[str, list[int]], length: int
) -> None:
    """Add a section, a stretch or a kind to the runs of the terms that it holds in a field."""
    stored = stored_length(length)
    for term, places in found.items():
        held = runs.setdefault(term, NONE.copy()) if term not in runs else runs[term]
        run = held[at]
        if run is None:
            run = held[at] = Run()
        run.add(number, _worth(at, len(places), stored), places)


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
