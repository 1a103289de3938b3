"""The home page: search, the answer grid, what is unknown, what is due for review."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from kb.catalogue.schema import EntryRow
from kb.domain.model import CodePage, Library
from kb.domain.scopes import scope_title_of
from kb.history.clocks import Clocks
from kb.pages.grid import Grid, is_large
from kb.pages.news import News
from kb.pages.page import Page
from kb.pages.upcoming_changes import Turn

MOST_CODES: Final = 12
MOST_DUE: Final = 6
"""How many codes and entries the home page shows; the rest is on pages it links to."""

AHEAD: Final = dt.timedelta(days=90)
"""How far ahead the home page tells of what begins or ends."""


@dataclass(frozen=True)
class Home:
    """What the home page shows. `code` is the code whose grid is shown: the best documented one.

    With few scopes that have a known answer the grid is shown `whole`, else one line a payer. `codes` are the best
    documented ones, in order of code; `more_codes` counts the rest. `due` has the payer and scope in words.
    """

    code: CodePage
    grid: Grid
    whole: bool
    codes: tuple[CodePage, ...]
    more_codes: int
    unknown_reasons: Mapping[str, int]
    due: tuple[tuple[EntryRow, str], ...]
    news: tuple[News, ...]
    soon: tuple[Turn, ...]
    as_of: dt.date
    entries: int


@dataclass(frozen=True)
class Told:
    """What happened and what will: the newest changes, and every day ahead on which a rule begins or ends."""

    news: tuple[News, ...]
    ahead: tuple[Turn, ...]


def home_page(
    clocks: Clocks,
    grids: Mapping[str, Grid],
    reasons: Mapping[str, Mapping[str, int]],
    due: list[EntryRow],
    told: Told,
) -> Page:
    """Make the home page from the grids and the unknowns of every code, and the entries in order of review."""
    library = clocks.library
    best = sorted(library.codes, key=lambda name: _documented(library, grids, name), reverse=True)
    code, first = best[0], set(best[:MOST_CODES])
    soon = {row.id for row in due[:MOST_DUE]}
    places = {entry.id: scope_title_of(library, entry) for entry in library.entries if entry.id in soon}
    shown = Home(
        code=library.codes[code],
        grid=grids[code],
        whole=not is_large(grids[code].groups),
        codes=tuple(page for name, page in library.codes.items() if name in first),
        more_codes=len(best[MOST_CODES:]),
        unknown_reasons=reasons[code],
        due=tuple((row, places[row.id]) for row in due[:MOST_DUE]),
        news=told.news,
        soon=tuple(turn for turn in told.ahead if turn.day <= clocks.today + AHEAD),
        as_of=clocks.today,
        entries=len(library.entries),
    )
    return Page("index.html", "home", "What each payer says about a code, with its source", shown)


def _documented(library: Library, grids: Mapping[str, Grid], code: str) -> tuple[int, bool, str]:
    """Return the sort key of a code: how many answers are known; an add-on goes before its parent."""
    return grids[code].known, bool(library.codes[code].add_on_to), code
