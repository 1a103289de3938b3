"""`watched.csv`: addresses of sources that have changed, moved or gone, as `watch --record` found them."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterable, Iterator
from typing import Final

from kb.domain.problem import Place, Problem, shown
from kb.domain.source_record import READ_AGAIN, WatchedSource

FILE: Final = "watched.csv"
HEAD: Final = ["address", "state", "seen", "told"]
RULE: Final = "watched-row"


def read_watched(written: str) -> tuple[tuple[WatchedSource, ...], list[Problem]]:
    """Read the text of `watched.csv`: its rows, and every error with its place."""
    rows = list(csv.reader(io.StringIO(written)))
    if not rows:
        return (), []
    if rows[0] != HEAD:
        message = f"the first line is `{','.join(HEAD)}`; type `python3 build.py watch --record` to write it"
        return (), [Problem(FILE, Place(1, 1), RULE, message)]
    found: dict[str, WatchedSource] = {}
    problems: list[Problem] = []
    for line, row in enumerate(rows[1:], 2):
        if fault := next(_faults(row, found), ""):
            problems.append(Problem(FILE, Place(line, 1), RULE, fault))
        else:
            found[row[0]] = WatchedSource(row[0], row[1], dt.date.fromisoformat(row[2]), row[3])
    return tuple(found.values()), problems


def _faults(row: list[str], above: Iterable[str]) -> Iterator[str]:
    if len(row) != len(HEAD):
        yield f"{len(row)} cells; write {len(HEAD)}: {', '.join(HEAD)}"
        return
    url, state, seen, _ = row
    if state not in READ_AGAIN:
        yield f"'{shown(state)}' is no state here; use one of: {', '.join(READ_AGAIN)}"
    try:
        dt.date.fromisoformat(seen)
    except ValueError:
        yield f"'{shown(seen)}' is no date; write it like 2026-04-15"
    if url in above:
        yield f"{shown(url)} has a row above; keep one"


def watched_text(rows: Iterable[WatchedSource]) -> str:
    """Write rows as the text of `watched.csv`, by address."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(HEAD)
    writer.writerows(
        [row.url, row.state, row.seen.isoformat(), row.told] for row in sorted(rows, key=lambda one: one.url)
    )
    return out.getvalue()


def seen_again(before: Iterable[WatchedSource], visited: Iterable[WatchedSource | str]) -> list[WatchedSource]:
    """Put what was seen now in the place of what was seen before.

    `visited` are the addresses that have to be looked at, and as a bare text those that answer as ever: one that
    answers again is let go, but one that had changed stays until somebody has read it.
    """
    found = {row.url: row for row in before}
    for one in visited:
        if isinstance(one, WatchedSource):
            found[one.url] = one
        elif one in found and found[one].state != "changed":
            del found[one]
    return list(found.values())
