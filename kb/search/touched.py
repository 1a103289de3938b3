"""The files of an index that change with the text of some sections, made from the files there are. Pure.

All but the text of a section must be as it was: its number, its title, its facets. Of each term that the text had or
has, the block is taken apart, the section is set anew, and the files are cut as `export` cuts them.
"""

from __future__ import annotations

import json
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate, chain
from typing import Any, Final

from kb.search import postings
from kb.search.analysis import Concepts
from kb.search.coded_runs import Groups, read_run
from kb.search.columns import RANKS, kinds_of
from kb.search.documents import SearchDocument
from kb.search.index_files import (
    FOLDER,
    HASHED_TOGETHER,
    INDEX,
    SHOWN_TOGETHER,
    call,
    group_of,
    hash_of,
    hashes_with_places,
    payload,
    shown,
    written,
)
from kb.search.number_keys import letters_of
from kb.search.packing import (
    SEVEN,
    Packed,
    behind,
    cut,
    ends_before,
    file_names,
    front_coded,
    front_decoded,
    gaps,
    numbers_of,
    packed,
    parting,
    plain,
    read_varint,
    unpacked,
    varints,
)
from kb.search.postings import TEXT, Run, pack_places, packed_term, run_at, worth
from kb.search.scoring import FIELDS, OF_ENTRIES, SOURCE, counted_length, stored_length
from kb.search.stretches import sections_by_kind, starts_of

Read = Callable[[str], bytes]
"""Gives the bytes of a file of the index there is, by address."""

ROW_TEXT: Final = 7
"""The place of the text in a row of `documents`."""

Held = tuple[int, list[int]]
"""The weight of a term in a field of a section, and its places there."""

Blocks = Mapping[str, bytes | None]
"""The new block of each key that changes; None for a key that goes."""


@dataclass(frozen=True)
class Touched:
    """The files that change, by address, and the addresses of those that are no longer there."""

    files: Mapping[str, bytes]
    gone: frozenset[str]


@dataclass(frozen=True)
class _Family:
    """A family of keyed files: its name, the text with which each file begins, and how a file is read, which is once.

    What its methods give belongs to the family.
    """

    name: str
    firsts: Sequence[str]
    read: Read
    held: dict[int, dict[str, bytes]] = field(default_factory=dict)

    @cached_property
    def names(self) -> Sequence[str]:
        return [f"{self.name}/{part}" for part in file_names(self.firsts)]

    def text(self, number: int) -> Any:
        return _content(self.read(f"{FOLDER}{self.names[number]}.js"))

    def keys(self, number: int) -> Sequence[str]:
        return tuple(self.blocks(number))

    def blocks(self, number: int) -> Mapping[str, bytes]:
        if number not in self.held:
            keys, blocks = self.text(number)
            self.held[number] = dict(unpacked(Packed(tuple(keys.split("\n")), plain(blocks))))
        return self.held[number]

    def holding(self, key: str) -> int:
        return max(bisect_right(self.firsts, key) - 1, 0)


def is_whole(read: Read) -> bool:
    """Tell whether all of an index is in the one file: then it is made anew."""
    return b"\n" in read(INDEX).rstrip(b"\n")


def touch(read: Read, documents: Mapping[int, SearchDocument], concepts: Concepts) -> Touched:
    """Put the text of some documents, given by number, into the index there is, which is not whole."""
    meta = _content(read(INDEX))
    before = front_decoded(meta["families"]["terms"])
    terms, places = (_Family(name, before, read) for name in ("terms", "places"))
    kinds = kinds_of(_content(read(f"{FOLDER}columns/{RANKS}.js")))
    starts = starts_of(map(len, kinds), SHOWN_TOGETHER["documents"])
    rows, moved = _rows(read, documents, concepts, starts)
    others = {number: _terms_beside(document, concepts) for number, document in documents.items()}
    by_kind = sections_by_kind(list(chain.from_iterable(kinds)))
    blocks = {term: _block(term, held, terms, places, others, by_kind) for term, held in moved.items()}
    files, gone = dict[str, str](), set[str]()
    of_terms = list(_recut(terms, {term: found and found[0] for term, found in blocks.items()}))
    moved_places = {term: found[1] for term, found in blocks.items() if found}
    of_places = [_as_cut(one, places, moved_places) for one in of_terms]
    firsts = _firsts(terms, of_terms)
    meta["families"]["terms"] = front_coded(firsts)
    meta["numberLetters"] = _number_letters(meta["numberLetters"], terms, blocks)
    for family, segments in ((terms, of_terms), (places, of_places)):
        now = [f"{family.name}/{part}" for part in file_names(firsts)]
        files |= _renamed(family, segments, now)
        gone |= {f"{FOLDER}{name}.js" for name in family.names if name not in {*now}}
    digits = meta["digits"]
    of_files = hashes_with_places(files)
    found = [of_files.get(f"terms/{part}", "") for part in file_names(firsts)]
    meta["hashes"]["terms"] = _hashes(meta["hashes"]["terms"], digits, of_terms, found)
    hashed = _hashed_rows(read, rows, len(starts))
    meta["hashes"]["documents"] = _of_groups(meta["hashes"]["documents"], digits, hashed)
    told = written(meta)
    made = {f"{FOLDER}{name}.js": call(name, text, of_files[name]).encode() for name, text in files.items()}
    made |= {f"{FOLDER}{name}.js": call(name, text, digest).encode() for name, (text, digest) in hashed.items()}
    return Touched({INDEX: call("meta", told).encode(), **made}, frozenset(gone))


def _of_groups(before: str, digits: int, hashed: Mapping[str, tuple[str, str]]) -> str:
    """Return the hashes of the groups of files of rows, one behind the other: those of before, or what files have."""
    now = {group_of(name): digest for name, (_, digest) in hashed.items()}
    groups = range(len(before) // digits)
    return "".join(now.get(group, before[group * digits : (group + 1) * digits]) for group in groups)


def _content(script: bytes) -> Any:
    """Return what a script hands over: `kb.receive("hash","name",content);`."""
    text = script.decode()
    return json.loads(text[text.index(",", text.index(",") + 1) + 1 : text.rindex(")")])


def _hashed_rows(read: Read, rows: Mapping[str, str], count: int) -> dict[str, tuple[str, str]]:
    """Return text and hash of every file that has its hash with one of `rows`, which are of so many files."""
    found: dict[str, tuple[str, str]] = {}
    for group in sorted({group_of(name) for name in rows}):
        first = group * HASHED_TOGETHER
        names = [f"documents/{number}" for number in range(first, min(first + HASHED_TOGETHER, count))]
        texts = {name: rows.get(name) or written(_content(read(f"{FOLDER}{name}.js"))) for name in names}
        digest = hash_of("".join(texts.values()))
        found |= {name: (text, digest) for name, text in texts.items()}
    return found


def _rows(
    read: Read, documents: Mapping[int, SearchDocument], concepts: Concepts, starts: Sequence[int]
) -> tuple[dict[str, str], dict[str, dict[int, Held | None]]]:
    """Return the files of rows that change, and by term the sections whose text had or has it.

    `starts` has the first section of each file.
    """
    rows: dict[str, Any] = {}
    moved: dict[str, dict[int, Held | None]] = {}
    for number, document in documents.items():
        file = bisect_right(starts, number) - 1
        name, place = f"documents/{file}", number - starts[file]
        held = rows.setdefault(name, _content(read(f"{FOLDER}{name}.js")))
        before, after = held[place][ROW_TEXT], document.fields.get("text", "")
        held[place] = shown(document)
        of_entry = OF_ENTRIES in document.facets
        old, new = (_weighed(text, concepts, of_entry=of_entry) for text in (before, after))
        for term in old.keys() | new.keys():
            if old.get(term) != new.get(term):
                moved.setdefault(term, {})[number] = new.get(term)
    return {name: written(held) for name, held in rows.items()}, moved


def _terms_beside(document: SearchDocument, concepts: Concepts) -> frozenset[str]:
    """Return the terms of a section's fields that are scored, but for its text."""
    texts = (text for name, text in document.fields.items() if name not in {SOURCE, FIELDS[TEXT].name})
    return frozenset(term for text in texts for term in postings.places_of(text, concepts)[0])


def _weighed(text: str, concepts: Concepts, *, of_entry: bool) -> dict[str, Held]:
    """Return weight and places of each term of the text of a section."""
    found, length = postings.places_of(text, concepts)
    counted = counted_length(FIELDS[TEXT], stored_length(length), of_entry=of_entry)
    return {term: (worth(term, TEXT, len(at), counted), at) for term, at in found.items()}


def _block(  # noqa: PLR0913, PLR0917  (each is a part of the index)
    term: str,
    moved: Mapping[int, Held | None],
    terms: _Family,
    places: _Family,
    others: Mapping[int, frozenset[str]],
    by_kind: Groups,
) -> tuple[bytes, bytes] | None:
    """Set sections anew in the blocks of a term; None where no section has it any more."""
    block, of_places = (family.blocks(family.holding(term)).get(term) for family in (terms, places))
    holding, sections, worths, rest = _taken_apart(block or b"\0", by_kind)
    told = of_places or b""
    begins = _begins(told, bisect_right(sections, max(moved)))
    for number in sorted(moved, reverse=True):  # the places of those before it then stand where they stood
        held, at = moved[number], bisect_left(sections, number)
        had = sections[at : at + 1] == [number]
        told = told[: begins[at]] + _packed_places(held) + told[begins[at + had] :]
        sections[at : at + had] = [number] if held else []
        worths[at : at + had] = [held[0]] if held else []
        holding += 0 if term in others[number] else bool(held) - had
    if not sections and not rest:
        return None
    head, _ = packed_term([(TEXT, _run(sections, worths), by_kind)], holding)
    return head + rest, told


def _packed_places(held: Held | None) -> bytes:
    packed = bytearray()
    if held:
        pack_places(packed, held[1])
    return bytes(packed)


def _taken_apart(block: bytes, by_kind: Groups) -> tuple[int, list[int], list[int], bytes]:
    """Read the block of a term: how many sections hold it, those whose text does, their weights, and other fields."""
    holding, at = read_varint(block, 0)
    if block[at : at + 1] != bytes([TEXT]):
        return holding, [], [], block[at:]
    parts = run_at(block, at)
    told = [block[begin:end] for begin, end in parts]
    if len(told) > 1:
        return holding, list(accumulate(numbers_of(told[0]))), numbers_of(told[1]), block[parts[-1][1] :]
    found = read_run(told[0], by_kind)
    return holding, [one for one, _ in found], [worth for _, worth in found], block[parts[-1][1] :]


def _begins(places: bytes, count: int) -> list[int]:
    """Return where the places of each of the first sections begin, and where those of the next do."""
    found, at = [0], 0
    for _ in range(count):
        first, at = (places[at], at + 1) if places[at] <= SEVEN else read_varint(places, at)
        if first % 2:
            more, at = (places[at], at + 1) if places[at] <= SEVEN else read_varint(places, at)
            at = behind(places, at, more)
        found.append(at)
    return found


def _run(sections: Sequence[int], worths: Sequence[int]) -> Run | None:
    """Pack the weights of sections; their places are packed already."""
    if not sections:
        return None
    return Run(len(sections), sections[-1], bytearray(varints(gaps(sections))), bytearray(varints(worths)))


def _number_letters(before: Sequence[str], terms: _Family, blocks: Mapping[str, object]) -> list[str]:
    """Return the letters that numbers of documents begin with, where some terms have new blocks or go."""
    found = set(before)
    for term in filter(lambda term: term.startswith("#"), blocks):
        letters = letters_of(term)
        low, high = f"{letters}0", f"{letters}:"  # behind the digits
        keys = {key for number in range(terms.holding(low), terms.holding(high) + 1) for key in terms.keys(number)}
        others = any(low <= key < high and blocks.get(key, key) for key in keys)
        (found.add if blocks[term] or others else found.discard)(letters)
    return sorted(found)


def _recut(family: _Family, changes: Blocks) -> Iterator[int | Packed]:
    """Cut a family of files anew where keys change: yield the number of each file that stays, and each new file."""
    at: dict[int, dict[str, bytes | None]] = {}
    for key, block in changes.items():
        at.setdefault(family.holding(key), {})[key] = block
    starts = {number - 1 for number, found in at.items() if number and min(found) <= family.keys(number)[0]}
    number, last = 0, len(family.firsts)
    while number < last:
        if number not in at and number not in starts:
            yield number
            number += 1
            continue
        blocks: dict[str, bytes] = {}
        files: list[Packed] = []
        while number < last and (not files or not _ends(files[-1], family, number, at)):
            blocks = _changed({**blocks, **family.blocks(number)}, at.get(number, {}))
            files, number = list(cut(sorted(blocks.items()))), number + 1
        yield from files


def _changed(blocks: dict[str, bytes], changes: Blocks) -> dict[str, bytes]:
    found = {**blocks, **{key: block for key, block in changes.items() if block is not None}}
    return {key: block for key, block in found.items() if changes.get(key, b"") is not None}


def _ends(file: Packed, family: _Family, number: int, at: Mapping[int, Blocks]) -> bool:
    """Tell whether a file ends before the one of a number, which stays as it is."""
    if number in at:
        return False
    key, block = next(iter(family.blocks(number).items()))
    return ends_before(len(file.keys), len(file.blocks), key, block)


def _renamed(family: _Family, segments: Sequence[int | Packed], names: Sequence[str]) -> dict[str, str]:
    """Return by name what changes: new files, and those that have another name now."""
    return {
        name: written(family.text(one) if isinstance(one, int) else payload(family.name, one))
        for name, one in zip(names, segments, strict=True)
        if not isinstance(one, int) or family.names[one] != name
    }


def _as_cut(segment: int | Packed, places: _Family, changes: Mapping[str, bytes]) -> int | Packed:
    """Cut the places as the terms are: the number of a file that stays, or a new file."""
    if isinstance(segment, int):
        return segment
    numbers = {places.holding(key) for key in segment.keys if key not in changes}
    held = {key: block for number in numbers for key, block in places.blocks(number).items()} | dict(changes)
    return packed((key, held[key]) for key in segment.keys)


def _firsts(family: _Family, segments: Sequence[int | Packed]) -> list[str]:
    """Return with which text each file begins; one behind the file it was behind begins as it did."""
    found: list[str] = []
    before: int | Packed = -1
    for one in segments:
        if isinstance(one, int) and before == one - 1:
            found.append(family.firsts[one])
        else:
            found.append(parting(_keys(family, before)[-1], _keys(family, one)[0]))
        before = one
    return found


def _keys(family: _Family, segment: int | Packed) -> Sequence[str]:
    if isinstance(segment, Packed):
        return segment.keys
    return family.keys(segment) if segment >= 0 else [""]


def _hashes(before: str, digits: int, segments: Sequence[int | Packed], found: Sequence[str]) -> str:
    """Return the hashes of terms one behind the other: those of files that stay as they were, else what is found."""
    return "".join(
        before[one * digits : (one + 1) * digits] if isinstance(one, int) else digest
        for one, digest in zip(segments, found, strict=True)
    )
