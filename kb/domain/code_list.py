"""The code list of a document as it is printed: which codes are in it, and whether all of it was read."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Final

from kb.domain.reach import shape

WHOLE: Final = "whole"


@dataclass(frozen=True)
class CodeList:
    """The codes that a document lists below a heading. `codes` are single ones and ranges, 0708T-0710T."""

    source: str
    read: str
    codes: tuple[str, ...]
    heading: str = ""

    @property
    def is_whole(self) -> bool:
        """Whether the list was read to its end, so that a code that is missing here is not in it."""
        return self.read == WHOLE

    @cached_property
    def _single(self) -> frozenset[str]:
        return frozenset(code for code in self.codes if "-" not in code)

    @cached_property
    def _ranges(self) -> tuple[tuple[str, str], ...]:
        return tuple((first, last) for first, dash, last in (code.partition("-") for code in self.codes) if dash)

    @cached_property
    def _shapes(self) -> frozenset[str]:
        return frozenset(shape(code.partition("-")[0]) for code in self.codes)

    def holds(self, code: str) -> bool:
        """Return whether a code is in the list, by itself or within a range."""
        within = (shape(first) == shape(code) and first <= code <= last for first, last in self._ranges)
        return code in self._single or any(within)

    def could_hold(self, code: str) -> bool:
        """Return whether the list has codes of the same kind, such as Category III."""
        return shape(code) in self._shapes
