"""The review worklist: counts by payer and kind on one page, and the rows of each payer on pages of its own."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from kb.catalogue.review import DUE_WITHIN, KINDS, ToDo
from kb.domain.model import Library, Payer
from kb.domain.scopes import ids_of
from kb.domain.vocabulary import Value
from kb.pages.page import Crumb, Page

MOST_ROWS: Final = 60
"""How many rows one page of a payer shows; more are on further pages."""

MOST_CODES: Final = 6
"""How many codes a row names; of more it gives the number."""


@dataclass(frozen=True)
class PayerLine:
    """A payer on the board: how many rows of each kind, and the day of its next review.

    `due_days` tells a script on which days how many of its reviews are due, those not on the board yet among them:
    each day by how many days it is behind the one before, and the number, `2026-12-01:3 4:1`.
    """

    payer: Payer
    counts: tuple[tuple[Value, int], ...]
    total: int
    next_review: dt.date
    due_days: str


@dataclass(frozen=True)
class Board:
    """What the board's first page shows. `codes` are the rows of code pages, which belong to no payer.

    `next_later` is the first day on which a code page is due that is not on the board yet; None where there is none.
    """

    day: dt.date
    within: int
    kinds: tuple[Value, ...]
    lines: tuple[PayerLine, ...]
    totals: tuple[tuple[Value, int], ...]
    codes: tuple[ToDo, ...]
    next_later: dt.date | None
    crumbs: tuple[Crumb, ...]


@dataclass(frozen=True)
class PayerBoard:
    """A page of a payer: a part of its rows, each with its id. `before` counts the rows on the pages before this one.

    `pages` are the addresses of all parts, of which this is `number`. `next_review` is the first day of a review.
    """

    payer: Payer
    day: dt.date
    kinds: tuple[Value, ...]
    counts: tuple[tuple[Value, int], ...]
    rows: tuple[ToDo, ...]
    ids: tuple[str, ...]
    total: int
    before: int
    next_review: dt.date
    next_later: dt.date | None
    due_days: str
    within: int
    scopes: Mapping[str, str]
    most_codes: int
    number: int
    pages: tuple[str, ...]
    crumbs: tuple[Crumb, ...]


def review_pages(library: Library, rows: tuple[ToDo, ...], later: tuple[ToDo, ...], day: dt.date) -> Iterator[Page]:
    """Make the board's first page, then the pages of each payer; `later` are the reviews that come after them."""
    by_payer, later_by = _by_payer(library, rows), _by_payer(library, later)
    lines = tuple(_line(library, payer, by_payer[name], later_by[name]) for name, payer in library.payers.items())
    shown = Board(
        day=day,
        within=DUE_WITHIN,
        kinds=KINDS,
        lines=lines,
        totals=_counts([row for row in rows if row.payer]),
        codes=tuple(by_payer[""]),
        next_later=_first_day(later_by[""]),
        crumbs=(Crumb("Home", "index.html"), Crumb("Review worklist")),
    )
    yield Page("review.html", "review", "Review worklist", shown)
    for line in lines:
        yield from _payer_pages(line, by_payer[line.payer.name], _first_day(later_by[line.payer.name]), day)


def _by_payer(library: Library, rows: Iterable[ToDo]) -> dict[str, list[ToDo]]:
    found: dict[str, list[ToDo]] = {name: [] for name in ("", *library.payers)}
    for row in rows:
        found[row.payer].append(row)
    return found


def _first_day(rows: Iterable[ToDo]) -> dt.date | None:
    return min((row.day for row in rows if row.day), default=None)


def _line(library: Library, payer: Payer, rows: list[ToDo], later: list[ToDo]) -> PayerLine:
    days = [entry.review_by for scope in ids_of(payer) for entry in library.entries_of(scope)]
    coming = [row.day for row in rows if row.day]
    due = Counter(row.day for row in (*rows, *later) if row.day)
    return PayerLine(
        payer, _counts(rows), len(rows), min((payer.review_by, *days, *coming)), _written(sorted(due.items()))
    )


def _written(numbers: list[tuple[dt.date, int]]) -> str:
    """Write days, in order, and their numbers: of all but the first how many days it is behind the one before."""
    found = [f"{day}:{number}" for day, number in numbers[:1]]
    found += [f"{(day - before).days}:{number}" for (before, _), (day, number) in pairwise(numbers)]
    return " ".join(found)


def _counts(rows: list[ToDo]) -> tuple[tuple[Value, int], ...]:
    counted = Counter(row.kind for row in rows)
    return tuple((kind, counted[kind.name]) for kind in KINDS)


def unknown_rows(rows: Iterable[ToDo]) -> dict[tuple[str, str, str], str]:
    """Return the address of the row on an unknown, by scope, slug of the question and reason: one for all codes."""
    by_payer: dict[str, list[ToDo]] = {}
    for row in rows:
        by_payer.setdefault(row.payer, []).append(row)
    return {
        (row.scope, question.slug, row.reason): f"{_address(payer, place // MOST_ROWS + 1)}#{name}"
        for payer, found in by_payer.items()
        for place, (name, row) in enumerate(zip(_ids(found), found, strict=True))
        if row.kind == "unknown"
        for question in row.questions
    }


def _ids(rows: list[ToDo]) -> Iterator[str]:
    """Yield each row of a payer an id: its kind, its scope, and its number among the rows of both."""
    counted: Counter[str] = Counter()
    for row in rows:
        start = f"{row.kind.replace(' ', '-')}-{row.scope.partition('/')[2] or 'payer'}"
        counted[start] += 1
        yield f"{start}-{counted[start]}"


def _address(payer: str, number: int) -> str:
    return f"review/{payer}{f'-{number}' if number > 1 else ''}.html"


def _payer_pages(line: PayerLine, rows: list[ToDo], next_later: dt.date | None, day: dt.date) -> Iterator[Page]:
    payer, ids = line.payer, tuple(_ids(rows))
    parts = [rows[start : start + MOST_ROWS] for start in range(0, len(rows), MOST_ROWS)] or [[]]
    pages = tuple(_address(payer.name, number) for number in range(1, len(parts) + 1))
    crumbs = (Crumb("Home", "index.html"), Crumb("Review worklist", "review.html"), Crumb(payer.title))
    for number, (address, part) in enumerate(zip(pages, parts, strict=True), 1):
        shown = PayerBoard(
            payer=payer,
            day=day,
            kinds=KINDS,
            counts=line.counts,
            rows=tuple(part),
            ids=ids[(number - 1) * MOST_ROWS : number * MOST_ROWS],
            total=len(rows),
            before=(number - 1) * MOST_ROWS,
            next_review=line.next_review,
            next_later=next_later,
            due_days=line.due_days,
            within=DUE_WITHIN,
            scopes={id_: scope.name for id_, scope in zip(ids_of(payer), payer.scopes, strict=True)},
            most_codes=MOST_CODES,
            number=number,
            pages=pages,
            crumbs=crumbs,
        )
        part_of = f", part {number} of {len(parts)}" if len(parts) > 1 else ""
        yield Page(address, "review_payer", f"To review: {payer.title}{part_of}", shown)
