"""The terms of the index, in order: used to correct and to expand a query before the search."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

MOST: Final = 200
"""Terms that a beginning may stand for."""


@dataclass(frozen=True)
class Lexicon:
    """What the index holds: its terms in order, its facets in order, its words of names with how often they are.

    `codes` are the codes that have a page, in lower case; `names` the words that only names of payers and plans have;
    `of_families` the codes of each family with a page, by the term of its name.
    """

    terms: tuple[str, ...]
    facets: tuple[str, ...]
    spelling: Mapping[str, int]
    codes: tuple[str, ...]
    names: frozenset[str] = frozenset()
    of_families: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def holds(self, term: str) -> bool:
        """Return whether a term is anywhere."""
        at = bisect_left(self.terms, term)
        return at < len(self.terms) and self.terms[at] == term

    def beginning(self, start: str) -> tuple[str, ...]:
        """Return the first terms that begin so, in order."""
        at = bisect_left(self.terms, start)
        found: list[str] = []
        while at < len(self.terms) and self.terms[at].startswith(start) and len(found) < MOST:
            found.append(self.terms[at])
            at += 1
        return tuple(found)
