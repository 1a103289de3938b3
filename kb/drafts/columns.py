"""Words with their places on a page made into lines of cells, and the reading order of two columns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from kb.drafts.pages import Line, clean
from kb.facts.codes import is_code

WIDE_GAP: Final = 1.6
"""A gap wider than this many heights of the letters parts two cells."""

SAME_LINE: Final = 0.4
"""Words whose baselines differ by less than this many heights stand on one line."""

FEWEST_LINES: Final = 6
"""Lines of prose that each of two columns has at least."""

PROSE: Final = 3
"""Words that a line of a column has at least; a cell of a table is mostly shorter."""

MIDDLE: Final = range(30, 71)
"""Where the gap between two columns may lie, in percent of the width."""


@dataclass(frozen=True)
class Word:
    """A word and its place in points: left and right edge, baseline from the bottom of the page, height."""

    text: str
    left: float
    right: float
    base: float
    height: float


@dataclass(frozen=True)
class Cell:
    """Words that stand close together on a line."""

    text: str
    left: float
    right: float
    base: float
    size: float

    @property
    def is_prose(self) -> bool:
        """Whether it is long enough for a line of a paragraph, and is no row of a code table."""
        words = self.text.split()
        return len(words) >= PROSE and not is_code(words[0].strip("+*"))


def lines_of(words: Iterable[Word], width: float) -> tuple[tuple[Line, ...], bool]:
    """Return the lines of a page in reading order, and whether it is set in two columns. `width` is in points."""
    rows = [_cells(row) for row in _rows(list(words))]
    gutter = _gutter([cell for row in rows for cell in row], width)
    if gutter:
        return tuple(_in_columns(rows, gutter)), True
    return tuple(_line(row) for row in rows if row), False


def _line(cells: Sequence[Cell]) -> Line:
    return Line(tuple(cell.text for cell in cells), size=max(cell.size for cell in cells))


def _rows(words: list[Word]) -> list[list[Word]]:
    """Gather words by their baselines, from the top down."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda one: (-one.base, one.left)):
        near = rows and abs(rows[-1][0].base - word.base) <= SAME_LINE * max(word.height, rows[-1][0].height)
        if near:
            rows[-1].append(word)
        else:
            rows.append([word])
    return [sorted(row, key=lambda one: one.left) for row in rows]


def _cells(row: Sequence[Word]) -> list[Cell]:
    parts: list[list[Word]] = [[row[0]]]
    for word in row[1:]:
        before = parts[-1][-1]
        if word.left - before.right > WIDE_GAP * max(word.height, before.height):
            parts.append([word])
        else:
            parts[-1].append(word)
    made = (
        Cell(clean(" ".join(w.text for w in part)), part[0].left, part[-1].right, part[0].base, part[0].height)
        for part in parts
    )
    return [cell for cell in made if cell.text]


def _gutter(cells: list[Cell], width: float) -> float:
    """Find the middle of the gap between two columns of prose; 0 where there is none."""
    places = [width * percent / 100 for percent in MIDDLE]
    spanned = [(sum(cell.left < x < cell.right for cell in cells), x) for x in places]
    fewest = min((count for count, _ in spanned), default=0)
    for _, group in groupby(spanned, key=lambda pair: pair[0] == fewest):
        found = list(group)
        middle = found[len(found) // 2]
        if middle[0] == fewest and _parts(cells, middle[1], fewest):
            return middle[1]
    return 0


def _parts(cells: list[Cell], x: float, spanning: int) -> bool:
    """Tell whether a line from top to bottom parts two columns of prose that stand beside each other."""
    left = [cell.base for cell in cells if cell.right <= x and cell.is_prose]
    right = [cell.base for cell in cells if cell.left >= x and cell.is_prose]
    if min(len(left), len(right)) < FEWEST_LINES or spanning > min(len(left), len(right)):
        return False
    shared = min(max(left), max(right)) - max(min(left), min(right))
    return shared > 0.5 * min(max(left) - min(left), max(right) - min(right))


def _in_columns(rows: list[list[Cell]], x: float) -> list[Line]:
    """Read the left column and then the right one, each time down to a line that goes over both."""
    made: list[Line] = []
    left: list[Line] = []
    right: list[Line] = []
    for row in rows:
        if any(cell.left < x < cell.right for cell in row):
            made += [*left, *right, _line(row)]
            left, right = [], []
            continue
        for side, part in ((left, [c for c in row if c.right <= x]), (right, [c for c in row if c.left >= x])):
            side.extend([_line(part)] if part else [])
    return [*made, *left, *right]
