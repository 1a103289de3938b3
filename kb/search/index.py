"""Whoosh: search documents to an index, a query to hits. The only module that knows Whoosh.

An index folder holds pickles, so it is code: it is made in this run or taken from this machine's own cache, never
published, and never compared (its bytes differ from run to run).
"""

from __future__ import annotations

from array import array
from collections.abc import Container, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Final
from uuid import uuid4

from whoosh import analysis as whoosh_analysis
from whoosh import fields, query, scoring
from whoosh.filedb.filestore import FileStorage, RamStorage, copy_to_ram
from whoosh.index import Index

from kb.search.analysis import Concepts
from kb.search.documents import SearchDocument
from kb.search.places import placed
from kb.search.query import Group
from kb.search.scoring import (
    FACET,
    FIELDS,
    LEAD,
    OF_ENTRIES,
    SCALE,
    SOURCE,
    VALUE_FIELDS,
    SearchField,
    counted_length,
    rarity,
    weight,
)


class _Terms(whoosh_analysis.Analyzer):
    """Our analysis in the form Whoosh calls."""

    def __init__(self, concepts: Concepts) -> None:
        self.concepts = concepts

    def __call__(self, value: str, **_: Any) -> Iterator[Any]:
        token = whoosh_analysis.Token(positions=True)
        for term in sorted(placed(value, self.concepts), key=lambda term: term.position):
            token.text, token.pos, token.boost, token.stopped = term.text, term.position, 1.0, False
            yield token


class _Facets(whoosh_analysis.Analyzer):
    """Facets as they are, one a line."""

    def __call__(self, value: str, **_: Any) -> Iterator[Any]:
        token = whoosh_analysis.Token(positions=True)
        for position, text in enumerate(value.split("\n")):
            token.text, token.pos, token.boost, token.stopped = text, position, 1.0, False
            yield token


class Rounded(scoring.WeightingModel):
    """Our formula in the form Whoosh calls."""

    def __init__(self, of_entries: Container[int]) -> None:
        self.rarities: dict[bytes, int] = {}
        self.of_entries = of_entries

    def scorer(self, searcher: Any, fieldname: str, text: bytes, **_: Any) -> Any:
        """Make the scorer of one term in one field; how rare the term is, is worked out once."""
        if text not in self.rarities:
            self.rarities[text] = _rarity(searcher.reader(), text)
        return _Scorer(searcher, fieldname, self.rarities[text], self.of_entries)


class _Scorer(scoring.BaseScorer):
    def __init__(self, searcher: Any, fieldname: str, rare: int, of_entries: Container[int]) -> None:
        self.searcher, self.fieldname, self.rarity, self.of_entries = searcher, fieldname, rare, of_entries
        self.field = next((field for field in FIELDS if field.name == fieldname), None)

    def supports_block_quality(self) -> bool:
        return False

    def max_quality(self) -> float:
        return float("inf")

    def score(self, matcher: Any) -> float:
        if self.field is None:
            return 0.0
        stored = self.searcher.doc_field_length(matcher.id(), self.fieldname, 1)
        length = counted_length(self.field, stored, of_entry=matcher.id() in self.of_entries)
        return self.rarity * weight(self.field, matcher.weight(), length) / SCALE**2


def create(documents: Sequence[SearchDocument], concepts: Concepts, folder: Path | None = None) -> Index:
    """Index documents in memory, or in an empty folder. Numbers in the index are places in the list."""
    storage = FileStorage(str(folder)) if folder else RamStorage()
    terms = fields.TEXT(analyzer=_Terms(concepts), phrase=True)
    schema = fields.Schema(**{field.name: terms for field in FIELDS}, facet=fields.TEXT(analyzer=_Facets()))
    # Whoosh calls the folder of its temporary files after the index: of one name, two runs would empty each other's.
    index = storage.create_index(schema) if folder else storage.create_index(schema, f"kb{uuid4().hex}")
    writer = index.writer(limitmb=256)
    for document in documents:
        given = {name: text for name, text in document.fields.items() if text}
        writer.add_document(**given, facet="\n".join(document.facets))
    writer.commit()
    return index


def open_folder(folder: Path) -> Index | None:
    """Read an index that `create` made in a folder of this machine's cache; None where it is torn.

    It is read into memory, so nothing is missing later where another command clears the folder away.
    """
    try:
        index = copy_to_ram(FileStorage(str(folder))).open_index()
        index.reader().close()
    except Exception:
        return None
    return index


IN_FIELD: Final = ("title", "named", SOURCE)
"""Kinds of groups that are looked for in the field of that name alone."""

Matches = dict[int, int]
"""By number of a document the score of a group in it, in 1/4096."""


MOST: Final = 4_000_000
"""How many scores of terms are held at once: 8 bytes each."""

Scores = tuple["array[int]", "array[int]"]
"""The numbers of the documents that hold a term in a field, and the score of each in 1/4096."""


class Opened:
    """An index that stays open: the scores of a term are worked out once as long as it is asked for again."""

    def __init__(self, index: Any) -> None:
        """Open an index. It is not closed, so it is to be one in memory."""
        with index.reader() as reader:
            self._weighting = Rounded(_of_entries(reader))
        self.searcher = index.searcher(weighting=self._weighting)
        self._reader = self.searcher.reader()
        self._held: dict[str, dict[str, Scores]] = {}
        self._size = 0

    def scores(self, name: str, term: str) -> Scores:
        """Return the documents that hold a term in a field, with their scores; those of a facet are 0."""
        if name == FACET:
            ids = self._ids(name, term)
            return ids, array("I", bytes(ids.itemsize * len(ids)))
        held = self._held.pop(term, None)
        if held is None:
            held = self._scored(term)
            self._size += _size(held)
        self._held[term] = held  # the newest stands last
        while self._size > MOST and len(self._held) > 1:
            self._size -= _size(self._held.pop(next(iter(self._held))))
        return held.get(name, NONE)

    def _scored(self, term: str) -> dict[str, Scores]:
        """Work out the scores of a term in each field, as `Rounded` does for Whoosh."""
        found = {field: self._times(field.name, term) for field in FIELDS}
        holding = {number for field, (ids, _) in found.items() if field.name != SOURCE for number in ids}
        if not any(ids for ids, _ in found.values()):
            return {}
        rare = rarity(self._reader.doc_count_all(), len(holding))
        return {
            field.name: (ids, self._weighed(field, rare, ids, times)) for field, (ids, times) in found.items() if ids
        }

    def _weighed(self, field: SearchField, rare: int, ids: array[int], times: list[float]) -> array[int]:
        length = self._reader.doc_field_length
        known: dict[tuple[float, int], int] = {}
        scores = array("I")
        for number, often in zip(ids, times, strict=True):
            of_entry = number in self._weighting.of_entries
            key = often, counted_length(field, length(number, field.name, 1), of_entry=of_entry)
            if key not in known:
                known[key] = rare * weight(field, *key)
            scores.append(known[key])
        return scores

    def _ids(self, name: str, term: str) -> array[int]:
        return self._times(name, term)[0]

    def _times(self, name: str, term: str) -> tuple[array[int], list[float]]:
        """Return the documents that hold a term in a field, and how often each has it there."""
        ids, times = array("I"), list[float]()
        if (name, term.encode()) in self._reader:
            matcher = self._reader.postings(name, term.encode())
            while matcher.is_active():
                ids.append(matcher.id())
                times.append(matcher.weight())
                matcher.next()
        return ids, times


def _of_entries(reader: Any) -> frozenset[int]:
    """Return the numbers of the sections of entries."""
    raw = OF_ENTRIES.encode()
    return frozenset(reader.postings(FACET, raw).all_ids()) if (FACET, raw) in reader else frozenset()


NONE: Final[Scores] = (array("I"), array("I"))


def _size(held: dict[str, Scores]) -> int:
    return sum(len(ids) for ids, _ in held.values())


class Matcher:
    """Asks an open index for the documents that hold a group; each group is asked for once."""

    def __init__(self, opened: Opened) -> None:
        self._opened = opened
        self._held: dict[tuple[Group, bool], Matches] = {}

    @property
    def count(self) -> int:
        """How many documents there are."""
        return int(self._opened.searcher.doc_count_all())

    def matches(self, group: Group, *, alone: bool) -> Matches:
        """Return the score of every document that holds a group; `alone` counts a page's own name, too."""
        key = (replace(group, negative=False), alone)
        if key not in self._held:
            self._held[key] = self._matches(group, alone=alone)
        return self._held[key]

    def _matches(self, group: Group, *, alone: bool) -> Matches:
        return self._matches_in(group, _fields(alone=alone)) or self._matches_in(group, (SOURCE,))

    def _matches_in(self, group: Group, names: tuple[str, ...]) -> Matches:
        names = _names_of(group, names)
        if group.kind == "phrase":
            return self._of_phrase(group, names)
        found: Matches = {}
        for name in names:
            for term in group.terms:
                ids, scores = self._opened.scores(name, term)
                if not found:
                    found = dict(zip(ids, scores, strict=True))
                    continue
                for number, score in zip(ids, scores, strict=True):
                    found[number] = found.get(number, 0) + score
        return found

    def _of_phrase(self, group: Group, names: tuple[str, ...]) -> Matches:
        """Ask Whoosh for a phrase."""
        asked = query.Or([query.Phrase(name, list(group.terms)) for name in names])
        matcher = asked.matcher(self._opened.searcher)
        found: Matches = {}
        while matcher.is_active():
            found[matcher.id()] = round(matcher.score() * SCALE**2)
            matcher.next()
        return found


def _fields(*, alone: bool) -> tuple[str, ...]:
    """Name the fields to look in first; a page's own name counts where nothing else is asked for."""
    return tuple(field.name for field in FIELDS if field.name != SOURCE and (alone or field.name != LEAD))


def _names_of(group: Group, names: tuple[str, ...]) -> tuple[str, ...]:
    """Return the fields in which a group is looked for; `names` are those of a group of words."""
    if group.kind == "facet":
        return (FACET,)
    return VALUE_FIELDS if group.kind == "value" else (group.kind,) if group.kind in IN_FIELD else names


def terms(index: Index) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the scored terms of all fields, and the facets, each in order."""
    with index.reader() as reader:
        held = {raw.decode() for field in FIELDS for raw in reader.lexicon(field.name)}
        return tuple(sorted(held)), tuple(raw.decode() for raw in reader.lexicon(FACET))


def _rarity(reader: Any, text: bytes) -> int:
    """Weigh a term by the documents that hold it in any scored field."""
    holding: set[int] = set()
    for field in FIELDS:
        if field.name != SOURCE and (field.name, text) in reader:
            holding.update(reader.postings(field.name, text).all_ids())
    return rarity(reader.doc_count_all(), len(holding))
