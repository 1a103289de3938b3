"""Which lines of a table can be passed over: whole rows without a wanted code, told by a few of their cells."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import repeat
from operator import itemgetter
from typing import Final

from kb.prices.cells import plain_code
from kb.prices.columns import Columns
from kb.prices.row import ALL_CODES, Keep

FARTHEST: Final = 64
"""The last column whose cell is cut out of a line alone."""

SOUGHT: Final = 8
"""Codes that are sought in a whole text of lines; more are faster looked up line by line."""

BEGINNING: Final = 250
"""Signs of a line in which its codes are sought first."""

LONG: Final = 1000
"""Signs of a line from which on it is faster to look at each line alone."""


@dataclass(frozen=True)
class Passing:
    """Tells rows without a wanted code: in which columns codes stand, which are wanted, how many cuts a line has.

    `again` is how the heads begin. Of few codes, `parts` has what each has in any letters.
    """

    places: tuple[int, ...]
    wanted: frozenset[str]
    parts: frozenset[str]
    cut_by: str
    cuts: int
    again: str

    def count(self, held: list[str], block: str) -> int:
        """Tell how many lines, from the first on, can be passed over; `block` is their text where all are whole.

        A line with a quote, or with more or fewer cells than heads, cannot; nor one that may be blank, or the heads.
        """
        if not (block and self._alike(held, block)):
            return next((at for at, line in enumerate(held) if not self._other_row(line)), len(held))
        some = list(range(len(held)))
        if self.parts:
            found = [part for part in self.parts if part in block]
            some = [at for at in some if any(part in held[at] for part in found)] if found else []
        return next((at for at in some if not self._other_code(held[at])), len(held))

    def _other_row(self, line: str) -> bool:
        whole = line.count(self.cut_by) == self.cuts and '"' not in line and "\0" not in line
        return whole and line[0].isalnum() and not line.startswith(self.again) and self._other_code(line)

    def _other_code(self, line: str) -> bool:
        last = self.places[-1] + 1
        first = line[:BEGINNING].split(self.cut_by, last)  # a whole line of a wide table is long to cut
        if len(first) <= last:
            first = line.split(self.cut_by, last)
        return all(plain_code(first[place]) not in self.wanted for place in self.places)

    def _alike(self, held: list[str], block: str) -> bool:
        """Tell whether all lines are short and whole rows, without looking for their codes."""
        if len(block) > LONG * len(held) or '"' in block or "\0" in block or self.again in block:
            return False
        counts = set(map(str.count, held, repeat(self.cut_by)))
        return counts == {self.cuts} and "".join(map(itemgetter(0), held)).isalnum()


def passing(columns: Columns, heads: list[str], keep: Keep, cut_by: str) -> Passing | None:
    """Give what tells lines that can be passed over; None where a reading wants all, or codes stand too far."""
    places = tuple(sorted(code for code, _ in columns.codes))
    if not keep.codes or not places or places[-1] >= FARTHEST:
        return None
    wanted = keep.codes | {ALL_CODES}
    parts = {max(re.split("[A-Z]", code), key=len) for code in wanted} if len(wanted) <= SOUGHT else set[str]()
    return Passing(places, wanted, frozenset(parts), cut_by, columns.width - 1, f"{heads[0]}{cut_by}")
