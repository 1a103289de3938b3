"""The facets and dates of sections as columns: of each section, in order, the number of its own values. Pure.

Facets that depend on each other share a column, whose values are lists of theirs: what repeats packs well. What the
sections of a stretch share is told once for the stretch. A facet in a column is in no other file of the index; those
of codes and dates, which have many values, are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, chain, islice, pairwise, repeat
from typing import Any, Final

from kb.search.coded_runs import by_frequency, in_places, in_turn, written
from kb.search.coding import Choices
from kb.search.documents import UNKNOWN_VALUE, SearchDocument
from kb.search.packing import behind, gaps, letters, numbers_of, plain, read_varint, runs, text, varints
from kb.search.stretches import KIND_FACETS, SHARED_FACETS, Shared, lengths_of, name_of

FILTERS: Final = ("payer", "scope", "question", "coverage", "pa", "standing", "kind")
"""The facets that are counted beside the hits; a section has one value of each or none, of a scope its names."""

RANKS: Final = "ranks"
"""The file that every query loads: where stretches begin, and the kinds of sections."""

KNOWN: Final = "known"
"""The files that tell whether values are known, some sections a file."""

TOGETHER: Final[Mapping[str, Sequence[tuple[str, ...]]]] = {
    RANKS: (("kind",), ("payer",), ("scope",), ("status", "informs")),
    "filters": (("question", "standing"), ("coverage", "pa")),
}
"""The facets of each column, by file: those that ranking asks for, and those that only filters do.

The last column of `ranks` is coded."""

KNOWN_TOGETHER: Final = 2048
"""Sections of which one file tells whether their values are known: those of a payer, about, and of the codes."""

IN_COLUMNS: Final = {
    **{name: file for file, of in TOGETHER.items() for names in of for name in names},
    **dict.fromkeys(KIND_FACETS, RANKS),
}
"""The file of each facet that is told by its values."""

RUN: Final = 6
"""Letters that a number of a run takes as much room as, about."""

SEVERAL: Final = "\n"
"""Between the values that a section has of one facet."""


def is_in_column(facet: str) -> bool:
    """Tell whether a facet, such as `payer=uhc`, is in a column."""
    name = name_of(facet)
    return name in IN_COLUMNS or name == KNOWN


def columns(documents: Sequence[SearchDocument], shared: Shared) -> Iterator[tuple[str, Any]]:
    """Yield the files: name and content."""
    held = [_values(document.facets) for document in documents]
    firsts = [values for values, begins in zip(held, shared.begins, strict=True) if begins]
    for file, of in TOGETHER.items():
        told: Columns = {names: _rows(names, firsts if names[0] in SHARED_FACETS else held) for names in of}
        yield f"columns/{file}", _with_kinds(told, shared) if file == RANKS else _in_letters(told)
    pages = [document for document, begins in zip(documents, shared.begins, strict=True) if begins]
    for name, days in (
        ("effective", [(page.effective,) for page in pages]),
        ("review", [(page.review_by,) for page in pages]),
    ):
        yield f"columns/{name}", [[[name], *_column(days)]]


Row = tuple[str, ...]
"""What a section or a stretch has in a column."""

Columns = Mapping[tuple[str, ...], Sequence[Row]]
"""By the facets of each column what each section or stretch has there."""


def _rows(names: Sequence[str], held: Iterable[Mapping[str, str]]) -> list[Row]:
    return [tuple(values.get(name, "") for name in names) for values in held]


def _in_letters(told: Columns) -> list[Any]:
    return [[names, *_column(rows)] for names, rows in told.items()]


def known_parts(documents: Sequence[SearchDocument], shared: Shared) -> Iterator[tuple[str, Any]]:
    """Yield the files that tell of some sections each, by their kinds, whether a value is not known."""
    unknown = [UNKNOWN_VALUE in document.facets for document in documents]
    for number, start in enumerate(range(0, len(documents), KNOWN_TOGETHER)):
        of_kinds: list[list[bool]] = [[] for _ in shared.kinds]
        end = min(start + KNOWN_TOGETHER, len(documents))
        for section in range(start, end):
            of_kinds[shared.of[section]].append(unknown[section])
        told = ((repeat(kind, len(of)), of) for kind, of in enumerate(of_kinds))
        yield f"{KNOWN}/{number}", [end - start, text([written(told, len(of_kinds))])]


def _numbered(rows: Sequence[Row]) -> tuple[list[Row], list[int]]:
    """Return the values there are, the most frequent first, and of each row the place of its own."""
    known = by_frequency(rows)
    places = {row: place for place, row in enumerate(known)}
    return known, [places[row] for row in rows]


def _with_kinds(told: Columns, shared: Shared) -> list[Any]:
    """Put columns beside the kinds of sections: what is plain, and the packed bytes that `static/store.js` reads.

    Most stretches have kinds that rise: of each kind it is coded which of these have it. Of the others the number,
    the length and the kinds are told. Behind is the last column, coded by the stretch before.
    """
    names, rows = list(told.items())[-1]
    stretches = list(_stretches(shared))
    uneven = [number for number, kinds in enumerate(stretches) if not _rises(kinds)]
    others = [stretches[number] for number in uneven]
    even = [frozenset(kinds) for kinds in stretches if _rises(kinds)]
    used = sorted(set().union(*even))
    kinds = varints([len(uneven), *gaps(uneven), *map(len, others)]), varints(chain.from_iterable(others))
    known, places = _numbered(rows)
    bits = (in_turn(bytes(kind in held for held in even), 2 * at) for at, kind in enumerate(used))
    first = 2 * len(used)
    packed = written([*bits, *in_places([places], len(known), first)], first + len(known) ** 2)
    shown = {
        "columns": [*_in_letters(told)[:-1], [names, known]],
        "kinds": [kind[: len(KIND_FACETS)] for kind in shared.kinds],
        "stretches": len(stretches),
        "even": used,
    }
    return [shown, text([*kinds, packed])]


def kinds_of(ranks: Any) -> list[list[int]]:
    """Return for each stretch the kinds of its sections, from the content of `ranks`."""
    told, packed = ranks[0], plain(ranks[1])
    values = len(told["columns"][-1][1])
    found = numbers_of(packed)
    count, _ = read_varint(packed, 0)
    uneven = dict.fromkeys(accumulate(found[1 : 1 + count]), 0)
    lengths = found[1 + count : 1 + 2 * count]
    others = iter(found[1 + 2 * count : 1 + 2 * count + sum(lengths)])
    for number, length in zip(uneven, lengths, strict=True):
        uneven[number] = length
    at = behind(packed, 0, 1 + 2 * count + sum(lengths))
    choices = Choices(packed[at:], 2 * len(told["even"]) + values**2)
    even: list[list[int]] = [[] for _ in range(told["stretches"] - count)]
    for place, kind in enumerate(told["even"]):
        for number in choices.taken(2 * place, len(even)):
            even[number].append(kind)
    rising = iter(even)
    return [
        list(islice(others, uneven[number])) if number in uneven else next(rising)
        for number in range(told["stretches"])
    ]


def _stretches(shared: Shared) -> Iterator[list[int]]:
    """Yield the kinds of each stretch."""
    numbers = iter(shared.of)
    for length in lengths_of(shared.begins):
        yield list(islice(numbers, length))


def _rises(kinds: Sequence[int]) -> bool:
    return all(one < other for one, other in pairwise(kinds))


def _values(facets: Iterable[str]) -> dict[str, str]:
    """Return the values of a section by facet."""
    found: dict[str, list[str]] = defaultdict(list)
    for facet in dict.fromkeys(facets):
        name, _, value = facet.partition("=")
        found[name].append(value)
    return {name: SEVERAL.join(values) for name, values in found.items()}


def _column(rows: Sequence[tuple[str, ...]]) -> list[Any]:
    """Return the values there are in order, and for each section the number of its own: as runs, or in letters."""
    known = sorted(set(rows))
    numbers = {row: number for number, row in enumerate(known)}
    told = [numbers[row] for row in rows]
    of_runs, in_letters = runs(told), letters(told, len(known))
    return [known, of_runs if len(of_runs) * RUN < len(in_letters) else in_letters]
