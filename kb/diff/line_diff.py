"""Two texts compared line by line, as a unified diff that is bounded in time and length."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from kb.domain.sequences import opcodes

AROUND: Final = 2
"""Lines shown before and after a change."""

MOST_SHOWN: Final = 1_000
Row = tuple[str, str, int, int]
"""The mark of a line, its text, and its numbers on both sides, counted from 0."""


def line_diff(old: str, new: str, old_name: str, new_name: str) -> tuple[str, ...]:
    """Return what differs between two texts as lines of a unified diff, empty where nothing does."""
    shown = [line for hunk in _hunks(list(_rows(old.split("\n"), new.split("\n")))) for line in _told(hunk)]
    if not shown:
        return ()
    rest = [f"... {len(shown) - MOST_SHOWN} more lines"] if len(shown) > MOST_SHOWN else []
    return (f"--- {old_name}", f"+++ {new_name}", *shown[:MOST_SHOWN], *rest)


def _rows(old: Sequence[str], new: Sequence[str]) -> Iterator[Row]:
    for kind, start, end, first, last in opcodes(old, new):
        if kind == "equal":
            yield from ((" ", old[at], at, first + at - start) for at in range(start, end))
        else:
            yield from (("-", old[at], at, first) for at in range(start, end))
            yield from (("+", new[at], end, at) for at in range(first, last))


def _hunks(rows: list[Row]) -> Iterator[list[Row]]:
    """Gather the rows that are changed or stand near a change into runs."""
    changed = [at for at, row in enumerate(rows) if row[0] != " "]
    near = sorted({at + by for at in changed for by in range(-AROUND, AROUND + 1) if 0 <= at + by < len(rows)})
    for _, run in groupby(enumerate(near), key=lambda found: found[1] - found[0]):
        yield [rows[at] for _, at in run]


def _told(hunk: list[Row]) -> Iterator[str]:
    """Write a run of rows: where it stands on both sides, then each row behind its mark."""
    (_, _, old, new), marks = hunk[0], [row[0] for row in hunk]
    yield f"@@ -{old + 1},{len(hunk) - marks.count('+')} +{new + 1},{len(hunk) - marks.count('-')} @@"
    yield from (f"{mark}{text}" for mark, text, _, _ in hunk)
