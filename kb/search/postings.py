"""Which sections hold a term, where, and with what weight: from the analysis to the form of the export. Pure.

Sections are taken one by one in the order of their numbers, and what each adds is packed at once, so that an index of
ten thousand entries takes no more memory than its files. What a stretch of sections or all of a kind share is told
once, by the number of the stretch or the kind. Whoosh gives the same weights; a test compares the two.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import accumulate
from typing import Final

from kb.search.analysis import Concepts
from kb.search.coded_runs import LONG, Groups, packed_run
from kb.search.documents import SearchDocument
from kb.search.packing import SEVEN, behind, numbers_of, read_varint, varint
from kb.search.places import placed
from kb.search.scoring import FIELDS, OF_ENTRIES, SOURCE, counted_length, stored_length, weight
from kb.search.stretches import (
    KIND_FIELD,
    SHARED_FACETS,
    SHARED_FIELDS,
    Shared,
    lengths_of,
    make_shared,
    name_of,
    sections_by_kind,
)

TEXT: Final = next(at for at, one in enumerate(FIELDS) if one.name == "text")
BY_STRETCH: Final = frozenset(at for at, one in enumerate(FIELDS) if one.name in SHARED_FIELDS)
BY_KIND: Final = next(at for at, one in enumerate(FIELDS) if one.name == KIND_FIELD)

ORDER: Final = (TEXT, *(at for at in range(len(FIELDS)) if at != TEXT))
"""The order of the fields in a block: the text, which an edit changes, comes first."""


PHRASE: Final = '"'
"""What the term of a phrase begins with: each that a concept is known by is a term beside its words.

The places of frequent words are the largest files of all. Its weight says nothing: a phrase is worth its words.
"""


Places = tuple[dict[str, list[int]], int]
"""The places of each term of a text, rising, and how many terms there are, phrases not counted."""


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


Held = dict[str, Run | bytes]
"""What holds each term, or has each facet: a run, or one section alone, packed.

Most terms stand in one section of a library, and each run takes several times the room of what it tells.
"""


def _added(held: Held, term: str, document: int, worth: int, places: Sequence[int] = ()) -> None:
    """Add a section to what holds a term; its number is above those before."""
    run = held.get(term)
    if run is None:
        held[term] = _alone(document, worth, places)
        return
    if isinstance(run, bytes):
        run = held[term] = run_of(run)
    run.add(document, worth, places)


def _alone(document: int, worth: int, places: Sequence[int]) -> bytes:
    packed = bytearray()
    varint(packed, document)
    varint(packed, worth)
    if places:
        pack_places(packed, places)
    return bytes(packed)


def run_of(held: Run | bytes) -> Run:
    """Return what was held as a run."""
    if isinstance(held, Run):
        return held
    document, weights = read_varint(held, 0)
    _, places = read_varint(held, weights)
    return Run(1, document, *(bytearray(part) for part in (held[:weights], held[weights:places], held[places:])))


@dataclass(frozen=True)
class Postings:
    """What holds each term, for every field, how many sections do, the facets, and what is shared."""

    held: tuple[Held, ...]
    holding: dict[str, int]
    facets: Held
    shared: Shared

    def names(self) -> list[str]:
        """Return every term, in order."""
        return sorted(set().union(*self.held))

    def terms(self) -> Iterator[tuple[str, bytes, bytes]]:
        """Yield every term in order, with its block and that of its places, as `static/store.js` reads them."""
        by_kind, by_stretch = sections_by_kind(self.shared.of), (range(sum(self.shared.begins)),)
        groups = {at: by_stretch if at in BY_STRETCH else by_kind for at in ORDER}
        for term in self.names():
            runs = ((at, run_of(held), groups[at]) for at in ORDER if (held := self.held[at].get(term)))
            yield term, *packed_term(runs, self.holding.get(term, 0))

    def sections_of_facets(self) -> Iterator[tuple[str, bytes]]:
        """Yield every facet in order, with the packed numbers of the sections, or the stretches, that have it."""
        for facet in sorted(self.facets):
            block, run = bytearray(), run_of(self.facets[facet])
            varint(block, run.count)
            yield facet, bytes(block + run.gaps)


def packed_term(runs: Iterable[tuple[int, Run | None, Groups]], holding: int) -> tuple[bytes, bytes]:
    """Pack the block of a term that so many sections hold, and that of its places.

    Runs come with their fields, and with the groups of sections or stretches by which a long one is packed.
    """
    block, places = bytearray(), bytearray()
    varint(block, holding)
    for number, run, groups in runs:
        if run:
            for part in (number, run.count):
                varint(block, part)
            block += _long(run, groups) if run.count >= LONG else run.gaps + run.weights
            places += run.places
    return bytes(block), bytes(places)


def _long(run: Run, groups: Groups) -> bytes:
    """Pack a long run behind its length; behind none it is packed as a short one."""
    packed, length = packed_run(list(accumulate(numbers_of(run.gaps))), numbers_of(run.weights), groups), bytearray()
    varint(length, len(packed))
    return bytes(length + (packed or run.gaps + run.weights))


def parts_of(block: bytes) -> Iterator[bytes]:
    """Cut the block of a term where gaps and weights begin: they have other letters, and pack best by themselves."""
    start, (_, at) = 0, read_varint(block, 0)
    while at < len(block):
        for begin, end in run_at(block, at):
            yield block[start:begin]
            start, at = begin, end
    yield block[start:]


def run_at(block: bytes, at: int) -> list[tuple[int, int]]:
    """Return where the parts of a run begin and end whose field is told at a place: gaps and weights, or one part."""
    _, at = read_varint(block, at)
    count, at = read_varint(block, at)
    length, at = read_varint(block, at) if count >= LONG else (0, at)
    if length:
        return [(at, at + length)]
    weights = behind(block, at, count)
    return [(at, weights), (weights, behind(block, weights, count))]


ALIKE: Final = 300
"""Texts whose places are kept: the sections of an entry share its names, and entries of a reach the codes of that."""


def make_postings(documents: Sequence[SearchDocument], concepts: Concepts) -> Postings:
    """Analyse sections, given in the order of their numbers."""
    made = Postings(tuple(Held() for _ in FIELDS), {}, {}, make_shared(documents))
    kept = lru_cache(maxsize=ALIKE)(lambda text: places_of(text, concepts))
    stretch, lengths = -1, lengths_of(made.shared.begins)
    shared: frozenset[str] = frozenset()
    for number, document in enumerate(documents):
        is_first = made.shared.begins[number]
        stretch += is_first
        if is_first:
            shared = _shared_terms(document, kept)
            _count(made.holding, shared, lengths[stretch])
        seen: set[str] = set()
        of_entry = OF_ENTRIES in document.facets
        for at, one in enumerate(FIELDS):
            given = document.fields.get(one.name, "")
            found, length = kept(given) if given else ({}, 0)
            length = counted_length(one, stored_length(length), of_entry=of_entry)
            if one.name != SOURCE and at not in BY_STRETCH:
                seen.update(found)
            if at != BY_KIND and (is_first or at not in BY_STRETCH):
                _add(made.held[at], at, stretch if at in BY_STRETCH else number, found, length)
        _count(made.holding, seen - shared, 1)
        _add_facets(made.facets, document, (number, stretch), is_first=is_first)
    for number, (*_, heading) in enumerate(made.shared.kinds):
        found, length = kept(heading)
        _add(made.held[BY_KIND], BY_KIND, number, found, stored_length(length))
    return made


def _add_facets(facets: Held, document: SearchDocument, numbers: tuple[int, int], *, is_first: bool) -> None:
    """Add a section to what has its facets, or its stretch where it is the first; both are given by number."""
    for facet in dict.fromkeys(document.facets):
        is_shared = name_of(facet) in SHARED_FACETS
        if is_first or not is_shared:
            _added(facets, facet, numbers[is_shared], 0)


def _shared_terms(document: SearchDocument, kept: Callable[[str], Places]) -> frozenset[str]:
    """Return the terms that each section of a stretch holds, given by one of them."""
    texts = (document.fields.get(name, "") for name in SHARED_FIELDS)
    return frozenset(term for text in texts if text for term in kept(text)[0])


def _count(holding: dict[str, int], terms: Iterable[str], sections: int) -> None:
    """Count so many more sections that hold some terms."""
    for term in terms:
        holding[term] = holding.get(term, 0) + sections


def _add(held: Held, at: int, number: int, found: Mapping[str, list[int]], length: int) -> None:
    """Add a section, a stretch or a kind to what holds the terms that it has in a field of such a length."""
    for term, places in found.items():
        _added(held, term, number, worth(term, at, len(places), length), places)


def worth(term: str, at: int, times: int, length: int) -> int:
    """Weigh a term in a field, given by its place among all, of a length as it counts."""
    return 1 if term.startswith(PHRASE) else _worth(at, times, length)


@lru_cache(maxsize=100_000)
def _worth(place: int, times: int, length: int) -> int:
    return weight(FIELDS[place], times, length)  # there are few different weights


def places_of(text: str, concepts: Concepts) -> Places:
    """Return the places of each term of a text, rising, and how many terms there are, phrases not counted."""
    found: dict[str, list[int]] = {}
    terms = placed(text, concepts)
    for term, position in terms:
        if held := found.get(term):
            held.append(position)
        else:
            found[term] = [position]
    for held in found.values():
        held.sort()  # sentences stand in any order
    return found | {phrase: [0] for phrase in _phrases_in(found, concepts)}, len(terms)


def _phrases_in(found: Mapping[str, list[int]], concepts: Concepts) -> Iterator[str]:
    """Yield the known phrases of several words that stand in a text, given by the places of its terms."""
    for first in found:
        for terms in concepts.get(first, ()):
            if len(terms) > 1 and terms[1] in found and _is_together([found.get(term, []) for term in terms]):
                yield PHRASE + " ".join(terms)


def _is_together(places: Sequence[list[int]]) -> bool:
    ends = set(places[0])
    for held in places[1:]:
        ends = {place for place in held if place - 1 in ends}
    return bool(ends)


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
