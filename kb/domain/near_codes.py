"""The codes with a page that a reach may include, found by the codes that it names.

A library has a reach for most of its entries, and thousands of codes: to ask each reach of each code takes a hundred
times as long where there are ten times as many of both.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Mapping

from kb.domain.reach import Reach, shape


class NearCodes:
    """Tells of a reach which codes it may include: all but these it surely does not."""

    def __init__(self, parents: Mapping[str, str]) -> None:
        """Take the codes that have a page, in order, each with the code that it is an add-on to, or with nothing."""
        self._order = {code: number for number, code in enumerate(parents)}
        self._add_ons: dict[str, list[str]] = {}
        for code, parent in parents.items():
            if parent:
                self._add_ons.setdefault(parent, []).append(code)
        self._of_shape: dict[str, list[str]] = {}
        for code in sorted({*self._order, *self._add_ons}):
            self._of_shape.setdefault(shape(code), []).append(code)

    def of(self, reach: Reach) -> Collection[str]:
        """Return the codes that a reach may include, in the order of the pages."""
        if reach.kind not in {"named code", "range"}:
            return self._order.keys()
        found = {code for named in self._named(reach) for code in self._with_add_ons(named)}
        return sorted(found, key=self._order.__getitem__)

    def _named(self, reach: Reach) -> Collection[str]:
        """Return the codes that a reach names, or that are between its ends."""
        if reach.kind == "named code":
            return reach.codes
        first, last = reach.codes
        alike = self._of_shape.get(shape(first), [])
        return alike[bisect_left(alike, first) : bisect_right(alike, last)]

    def _with_add_ons(self, code: str) -> Iterator[str]:
        """Yield a code that has a page, and its add-ons."""
        if code in self._order:
            yield code
        yield from self._add_ons.get(code, ())
