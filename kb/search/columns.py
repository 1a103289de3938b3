"""The facets and dates of sections as columns: of every section, in order, the number of its own values. Pure.

Facets that depend on each other share a column, whose values are lists of theirs: what repeats packs well. A facet in
a column is in no other file of the index; those of codes and dates, which have many values, are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from kb.search.documents import SearchDocument
from kb.search.packing import letters

FILTERS: Final = ("payer", "scope", "question", "coverage", "pa", "standing", "kind")
"""The facets that are counted beside the hits; a section has one value of each or none, of a scope its names."""

TOGETHER: Final = {
    "ranks": (("kind",), ("payer",), ("scope",), ("topic", "section", "known", "row", "of"), ("status", "informs")),
    "filters": (("question", "standing"), ("coverage", "pa")),
}
"""The facets of each column, by file: those that ranking asks for, and those that only filters do."""

IN_COLUMNS: Final = {name: file for file, of in TOGETHER.items() for names in of for name in names}
"""The file of each facet."""

SEVERAL: Final = "\n"
"""Between the values that a section has of one facet."""


def is_in_column(facet: str) -> bool:
    """Tell whether a facet, such as `payer=uhc`, is in a column."""
    return facet.partition("=")[0] in IN_COLUMNS


def columns(documents: Sequence[SearchDocument]) -> Iterator[tuple[str, Any]]:
    """Yield the files: name and content."""
    held = [_values(document.facets) for document in documents]
    for file, of in TOGETHER.items():
        rows = ((names, [tuple(values.get(name, "") for name in names) for values in held]) for names in of)
        yield f"columns/{file}", [[names, *_column(row)] for names, row in rows]
    for name, days in (
        ("effective", [(document.effective,) for document in documents]),
        ("review", [(document.review_by,) for document in documents]),
    ):
        yield f"columns/{name}", [[[name], *_column(days)]]


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
