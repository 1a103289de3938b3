"""The home page: search, the answer grid, what is unknown, what is due for review."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from kb.catalogue import EntryRow
from kb.model import CodePage, Library
from kb.pages.grid import Grid
from kb.pages.page import Page


@dataclass(frozen=True)
class Home:
    """What the home page shows. `code` is the code whose grid stands here: the best documented one."""

    code: CodePage
    grid: Grid
    codes: tuple[CodePage, ...]
    unknown_reasons: Mapping[str, int]
    due: tuple[EntryRow, ...]
    as_of: dt.date
    entries: int


def home_page(
    library: Library, grids: Mapping[str, Grid], reasons: Mapping[str, Mapping[str, int]], due: list[EntryRow]
) -> Page:
    """Make the home page from the grids and the unknowns of every code, and the entries in order of review."""
    code = max(library.codes, key=lambda name: (grids[name].known, bool(library.codes[name].add_on_to), name))
    shown = Home(
        code=library.codes[code],
        grid=grids[code],
        codes=tuple(library.codes.values()),
        unknown_reasons=reasons[code],
        due=tuple(due[:6]),
        as_of=as_of(library),
        entries=len(library.entries),
    )
    return Page("index.html", "home", "What each payer says, who says so, and how sure we are", shown)


def as_of(library: Library) -> dt.date:
    """The day of the newest review: the content's own date, since a build may not depend on the clock."""
    return max(document.reviewed for document in library.documents)
