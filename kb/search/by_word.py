"""Tables by which a query is read, cut by the words that a query must have for them. Pure.

A phrase can be read in a query only where its words are. So the browser loads with the index what other tables name,
and payers; all other phrases are in files of their own, each with the beginnings of words that ask for it.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

from kb.search.analysis import words
from kb.search.dimensions import PEER

FAMILY: Final = "words"
FILTER: Final = "byWord"
SIZE: Final = 1400
"""Letters of the phrases in one file, about: few queries need two files."""

MOST: Final = 6
"""Concepts that may have one term: with more it is a line of business or the like, and asks for too many files."""

BITS: Final = 14
HASHES: Final = 10
"""Bits of the filter for each thing put in, and how many of them tell of it: one in a thousand others passes."""

SEED: Final = 0x811C9DC5
PRIME: Final = 0x01000193
WIDEST: Final = 0xFFFFFFFF

FAR: Final = PEER[0]
"""The dimension that has more phrases than all others together."""

OF_CODES: Final = ("sections",)
"""The tables of a reading that only queries on codes need, where none but Medicare's plans are named."""

Table = dict[str, Any]


@dataclass(frozen=True)
class Row:
    """A part of the tables, and the phrases, each of several terms, without which no query needs it."""

    part: Table
    phrases: tuple[tuple[str, ...], ...]


def cut(tables: Table) -> tuple[Table, list[Table]]:
    """Return the tables that every query needs, with a filter that tells which files a query needs, and the files.

    The last files have the forms of dates, the tables for codes where no plan is named, the sentences that put a
    question, and what is asked for beside questions: all but the tables for codes go by a pattern each.
    """
    analysis, reading = tables["analysis"], tables["reading"]
    near = _near(tables)
    concepts = {name: held for name, held in analysis["concepts"].items() if name not in near}
    files = list(_files([*_of_concepts(concepts, reading["plans"]["terms"]), _of_dimension(reading["intent"])]))
    common = _common(tables, near)
    asking = [f"{number} {gate}" for number, file in enumerate(files) for gate in sorted(_gates(file, common))]
    left = {
        **tables,
        "analysis": {**analysis, "concepts": _without(analysis["concepts"], concepts)},
        "reading": {
            **{name: held for name, held in reading.items() if name not in OF_CODES},
            "plans": {**reading["plans"], "terms": _without(reading["plans"]["terms"], concepts)},
            "intent": {**_without_dimension(reading["intent"]), "saidBy": []},
            "asks": {**reading["asks"], "kinds": [[] for _ in reading["asks"]["kinds"]]},
        },
        "dates": {"may": tables["dates"]["may"]},
        FILTER: {
            "dates": len(files),
            "ofCodes": len(files) + 1,
            "saidBy": len(files) + 2,
            "asks": len(files) + 3,
            "hashes": HASHES,
            "size": BITS * len(asking),
            "filter": b64encode(_filter(asking)).decode(),
        },
    }
    of_codes = {"ofCodes": {name: reading[name] for name in OF_CODES}}
    said_by = {"saidBy": reading["intent"]["saidBy"]}
    asks = ({"kinds": [number, kinds]} for number, kinds in enumerate(reading["asks"]["kinds"]))
    return left, [*map(_joined, files), {"dates": tables["dates"]}, of_codes, said_by, *asks]


def _without(table: Table, names: Mapping[str, str]) -> Table:
    return {name: held for name, held in table.items() if name not in names}


def _near(tables: Table) -> set[str]:
    """Return the concepts that a table names, apart from the two lists of all of them, and payers."""
    found = {f"~{payer}" for payer in tables["reading"]["plans"]["payers"]}
    left: list[Any] = [{**tables, "analysis": {}, "reading": {**tables["reading"], "plans": {}}}]
    while left:
        one = left.pop()
        if isinstance(one, str):
            found.add(one)
        elif isinstance(one, Mapping):
            left += [*one.keys(), *one.values()]
        elif isinstance(one, list | tuple):
            left += one
    return found


def _of_concepts(concepts: Mapping[str, str], terms: Mapping[str, Any]) -> Iterator[Row]:
    for name, held in concepts.items():
        part = {"concepts": {name: held}, "terms": {name: terms[name]} if name in terms else {}}
        yield Row(part, tuple(tuple(phrase.split(" ")) for phrase in held.split("|")))


def _of_dimension(intent: Table) -> Row:
    """Return the far dimension with all its values: what a section says of one is held against the others."""
    values = intent["values"][FAR]
    every = {phrase for phrases in values for phrase in phrases}
    part = {
        "values": {FAR: values},
        "spoken": {phrase: said for phrase, said in intent["spoken"].items() if phrase in every},
        "following": [phrase for phrase in intent["following"] if phrase in every],
    }
    return Row({"intent": part}, tuple(tuple(phrase.split(" ")) for phrase in sorted(every)))


def _without_dimension(intent: Table) -> Table:
    """Return the tables of intent without what is far: its place, and the words of which none is misspelled, stay."""
    every = {phrase for phrases in intent["values"][FAR] for phrase in phrases}
    return {
        **intent,
        "values": {**intent["values"], FAR: []},
        "spoken": {phrase: said for phrase, said in intent["spoken"].items() if phrase not in every},
        "following": [phrase for phrase in intent["following"] if phrase not in every],
        "inPhrases": " ".join(sorted({word for phrase in every for word in phrase.split(" ")})),
    }


def _files(rows: Sequence[Row]) -> Iterator[list[Row]]:
    """Put rows together in the order of their first phrases."""
    file, size = list[Row](), 0
    for row in sorted(rows, key=lambda row: row.phrases[0]):
        more = sum(len(" ".join(phrase)) for phrase in row.phrases)
        if file and size + more > SIZE:
            yield file
            file, size = [], 0
        file.append(row)
        size += more
    yield file


def _common(tables: Table, near: set[str]) -> frozenset[str]:
    """Return what many queries have: words of questions, payers and lines of business, and phrases."""
    told = [*tables["query"]["questionWords"], *tables["query"]["noise"], *tables["reading"]["intent"]["questions"]]
    terms = {name: re.split(r"[ |]", held) for name, held in tables["analysis"]["concepts"].items()}
    shared = Counter(term for every in terms.values() for term in set(every))
    phrases = (
        phrase for held in tables["analysis"]["concepts"].values() for phrase in held.split("|") if " " in phrase
    )
    return frozenset(
        (
            *(word.term for one in told for word in words(one)),
            *(term for name in near & terms.keys() for term in terms[name]),
            *(term for term, concepts in shared.items() if concepts > MOST),
            *phrases,
        )
    )


def _gates(file: Sequence[Row], common: frozenset[str]) -> set[str]:
    """Return some terms, and pairs of terms side by side, of which each phrase has one: few, and no common terms."""
    left = [_candidates(phrase, common) for row in file for phrase in row.phrases]
    found = set[str]()
    while left:
        held = Counter(gate for gates in left for gate in gates)
        best = max(held, key=lambda gate: (held[gate], gate))
        found.add(best)
        left = [gates for gates in left if best not in gates]
    return found


def _candidates(phrase: Sequence[str], common: Collection[str]) -> set[str]:
    pairs = {f"{one} {other}" for one, other in pairwise(phrase)}
    found = {gate for gate in (*phrase, *pairs) if gate not in common}
    return found or pairs or set(phrase)


def _filter(held: Sequence[str]) -> bytes:
    """Return the bits that tell of each text put in, and of few others."""
    size = len(held) * BITS
    bits = {bit for one in held for bit in bits_of(one, size)}
    return bytes(sum(1 << step for step in range(8) if at + step in bits) for at in range(0, size, 8))


def bits_of(held: str, size: int) -> list[int]:
    """Return the bits that tell of an ASCII text in a filter of a size, as static/by_word.js reckons them.

    The text's FNV-1a hash begins a row of numbers by xorshift.
    """
    state, found = SEED, list[int]()
    for letter in held.encode():
        state = (state ^ letter) * PRIME & WIDEST
    for _ in range(HASHES):
        state ^= state << 13 & WIDEST
        state ^= state >> 17
        state ^= state << 5 & WIDEST
        found.append(state % size)
    return found


def _joined(file: Sequence[Row]) -> Table:
    """Put the parts of one file together."""
    made: Table = {}
    for row in file:
        for name, held in row.part.items():
            made[name] = {**made.get(name, {}), **held} if isinstance(held, dict) else held
    return {name: held for name, held in made.items() if held}
