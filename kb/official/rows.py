"""Rows of a CMS table to rows of the store, by a layout; what is not as it must be is told with its place."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from kb.domain.problem import Place, Problem, shown
from kb.facts.table_text import Row
from kb.official.layout import Head, Layout
from kb.official.source import Refused

MOST: Final = 20
"""Problems that are told of one file."""

SHORT: Final = 3
"""Characters of a mark that may stand below no head."""

PIECE: Final = re.compile(r"(?=.*[0-9])[0-9A-Z]{1,5}")
"""A code, or the first signs of one."""

Tell = Callable[[int], None]
"""Is told how many rows were read, now and then."""


@dataclass
class Tally:
    """What was read of a file: rows of the store, how many rows it had, how many are no fact of the edition."""

    rows: list[Row] = field(default_factory=list)
    read: int = 0
    dropped: int = 0
    problems: list[Problem] = field(default_factory=list)

    def tell(self, problem: Problem) -> None:
        """Keep a problem; at the twentieth, refuse the file."""
        self.problems.append(problem)
        if len(self.problems) >= MOST:
            raise Refused(*self.problems)


def match_heads(layout: Layout, heads: tuple[str, ...]) -> tuple[Head | None, ...] | None:
    """Find what each head of a file is in a layout, None for one not known; None where this is another layout."""
    found: list[Head | None] = []
    free = list(layout.heads)
    for words in heads:
        known = next((each for each in free if each.words.fullmatch(words)), None) if words else None
        if known and known.column:
            free.remove(known)
        found.append(known)
    return None if any(each.needed for each in free) else tuple(found)


def unknown_heads(heads: tuple[str, ...], matched: tuple[Head | None, ...], left_out: frozenset[str]) -> list[int]:
    """Give the places of heads that a layout does not know and the call does not leave out."""
    return [
        at
        for at, (words, known) in enumerate(zip(heads, matched, strict=True))
        if words and known is None and words not in left_out
    ]


def read_rows(  # noqa: PLR0913, PLR0917  (a file, its layout, its heads, and what is wanted of it)
    name: str,
    layout: Layout,
    matched: tuple[Head | None, ...],
    rows: Iterable[tuple[int, list[str]]],
    edition: dt.date,
    tell: Tell,
) -> Tally:
    """Read the rows below the heads. Raises Refused with every problem, up to twenty."""
    tally = Tally()
    filled = [(at, head) for at, head in enumerate(matched) if head and head.column]
    places = {head.column: at for at, head in filled}
    bare = [at for at, head in enumerate(matched) if head is None]
    for line, cells in rows:
        if is_note(cells):
            continue
        tally.read += 1
        if not tally.read % 50_000:
            tell(tally.read)
        if len([cell for cell in cells if cell.strip()]) == 1:
            tally.tell(Problem(name, Place(line), "official-value", "a row cut short; download the file again"))
            continue
        for problem in _beside(name, line, cells, bare, len(matched), others=layout.others):
            tally.tell(problem)
        values = {head.column: head.clean(cells[at]) if at < len(cells) else "" for at, head in filled}
        _keep(name, layout, line, values, edition, places, tally)
    if tally.problems:
        raise Refused(*tally.problems)
    return tally


def _keep(  # noqa: PLR0913, PLR0917  (a row, its place and where it goes)
    name: str,
    layout: Layout,
    line: int,
    values: dict[str, str],
    edition: dt.date,
    places: dict[str, int],
    tally: Tally,
) -> None:
    kept = layout.keep(values, edition)
    if kept is None:
        tally.dropped += 1
        return
    if layout.continues(values):
        _carry_on(kept["code"], kept[layout.table.names[-1]], tally)
        return
    row = tuple(kept.get(column, "") for column in layout.table.names)
    for cell, column in zip(row, layout.table.columns, strict=True):
        if not column.pattern.fullmatch(cell):
            at = places.get(column.name, 0)
            message = f"'{shown(cell)}' below {column.name} is not {column.tells}{hint(cell, column.name)}"
            tally.tell(Problem(name, Place(line, at + 1), "official-value", message))
            return
    tally.rows.append(row)


def _carry_on(code: str, text: str, tally: Tally) -> None:
    """Add the rest of a text to the row before, where that is of the same code; else it is dropped."""
    if tally.rows and tally.rows[-1][0] == code:
        tally.read -= 1
        tally.rows[-1] = (*tally.rows[-1][:-1], f"{tally.rows[-1][-1]} {text}")
    else:
        tally.dropped += 1


def hint(cell: str, column: str) -> str:
    """Give the way out for a cell that is refused."""
    if cell.isdigit() and len(cell) < 5 and "code" in column.replace("add_on", "code").replace("primary", "code"):  # noqa: PLR2004
        return "; a spreadsheet program took its leading zeros: take the file as CMS publishes it"
    if column == "rationale":
        return "; where CMS has a new one, add it to kb/facts/rationales.py"
    return "; take the file as CMS publishes it: no other text is let in"


def _beside(  # noqa: PLR0913  (a row, and where its heads are)
    name: str, line: int, cells: list[str], bare: list[int], width: int, *, others: bool
) -> Iterator[Problem]:
    """Find text below no head, or behind the last one: nobody says what it is, so the file is refused."""
    if others:
        return
    for at in (*bare, *range(width, len(cells))):
        if at < len(cells) and len(cells[at].strip()) > SHORT:
            message = f"'{shown(cells[at])}' stands below no head; take the file as CMS publishes it"
            yield Problem(name, Place(line, at + 1), "official-value", message)


def is_note(cells: list[str]) -> bool:
    """Tell whether a row is empty or one cell of words: a note below the table; a piece of a code is no note."""
    filled = [cell.strip() for cell in cells if cell.strip()]
    return not filled or (len(filled) == 1 and not PIECE.fullmatch(filled[0]))
