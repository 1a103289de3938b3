"""The facets and dates of sections as columns: of each section, in order, the number of its own values. Pure.

Facets that depend on each other share a column, whose values are lists of theirs: what repeats packs well. What the
sections of a stretch share is told once for the stretch. A facet in a column is in no other file of the index; those
of codes and dates, which have many values, are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, pairwise
from typing import Any, Final

from kb.search.documents import SearchDocument
from kb.search.packing import gaps, letters, text, varints
from kb.search.stretches import KIND_FACETS, SHARED_FACETS, Shared, name_of

FILTERS: Final = ("payer", "scope", "question", "coverage", "pa", "standing", "kind")
"""The facets that are counted beside the hits; a section has one value of each or none, of a scope its names."""

RANKS: Final = "ranks"
"""The file that every query loads: where stretches begin, and the kinds of sections."""

TOGETHER: Final = {
    RANKS: (("kind",), ("payer",), ("scope",), ("status", "informs")),
    "known": (("known",),),
    "filters": (("question", "standing"), ("coverage", "pa")),
}
"""The facets of each column, by file: those that ranking asks for, and last those that only filters do."""

IN_COLUMNS: Final = {
    **{name: file for file, of in TOGETHER.items() for names in of for name in names},
    **dict.fromkeys(KIND_FACETS, RANKS),
}
"""The file of each facet."""

SEVERAL: Final = "\n"
"""Between the values that a section has of one facet."""


def is_in_column(facet: str) -> bool:
    """Tell whether a facet, such as `payer=uhc`, is in a column."""
    return name_of(facet) in IN_COLUMNS


def columns(documents: Sequence[SearchDocument], shared: Shared) -> Iterator[tuple[str, Any]]:
    """Yield the files: name and content."""
    held = [_values(document.facets) for document in documents]
    firsts = [values for values, begins in zip(held, shared.begins, strict=True) if begins]
    for file, of in TOGETHER.items():
        rows = (
            (
                names,
                [tuple(v.get(name, "") for name in names) for v in (firsts if names[0] in SHARED_FACETS else held)],
            )
            for names in of
        )
        found = [[names, *_column(row)] for names, row in rows]
        yield f"columns/{file}", _with_kinds(found, shared) if file == RANKS else found
    pages = [document for document, begins in zip(documents, shared.begins, strict=True) if begins]
    for name, days in (
        ("effective", [(page.effective,) for page in pages]),
        ("review", [(page.review_by,) for page in pages]),
    ):
        yield f"columns/{name}", [[[name], *_column(days)]]


def _with_kinds(found: list[Any], shared: Shared) -> list[Any]:
    """Put columns beside the kinds of sections: what is plain, and the packed bytes that `static/store.js` reads.

    Most stretches have kinds that rise: of each kind a bit for each of these says whether it has it. Of the others
    the number, the length and the kinds are told.
    """
    stretches = list(_stretches(shared))
    uneven = [number for number, kinds in enumerate(stretches) if not _rises(kinds)]
    others = [stretches[number] for number in uneven]
    even = [frozenset(kinds) for kinds in stretches if _rises(kinds)]
    used = sorted(set().union(*even))
    told = varints([len(uneven), *gaps(uneven), *map(len, others)]), varints(chain.from_iterable(others))
    bits = (_bits([kind in kinds for kinds in even]) for kind in used)
    plain = {
        "columns": found,
        "kinds": [kind[: len(KIND_FACETS)] for kind in shared.kinds],
        "stretches": len(stretches),
        "even": used,
    }
    return [plain, text([*told, *bits])]


def _stretches(shared: Shared) -> Iterator[list[int]]:
    """Yield the kinds of each stretch."""
    numbers = iter(shared.of)
    firsts = [at for at, begins in enumerate(shared.begins) if begins]
    for first, last in zip(firsts, [*firsts[1:], len(shared.begins)], strict=True):
        yield [next(numbers) for _ in range(first, last)]


def _rises(kinds: Sequence[int]) -> bool:
    return all(one < other for one, other in pairwise(kinds))


def _bits(held: Sequence[bool]) -> bytes:
    """Write a bit for each value, the lowest first."""
    return bytes(sum(one << place for place, one in enumerate(held[at : at + 8])) for at in range(0, len(held), 8))


def _values(facets: Iterable[str]) -> dict[str, str]:
    """Return the values of a section by facet."""
    found: dict[str, list[str]] = defaultdict(list)
    for facet in dict.fromkeys(facets):
        name, _, value = facet.partition("=")
        found[name].append(value)
    return {name: SEVERAL.join(values) for name, values in found.items()}


def _column(rows: Sequence[tuple[str, ...]]) -> list[Any]:
    """Return the values there are in order, and in letters for each section the number of its own."""
    known = sorted(set(rows))
    numbers = {row: number for number, row in enumerate(known)}
    return [known, letters([numbers[row] for row in rows], len(known))]
