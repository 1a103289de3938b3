"""The page that compares two scopes on a code; the browser fills it from the answers of the two payers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kb.domain.model import Library
from kb.pages.compare_pairs import Pair, pairs
from kb.pages.grid import Grid
from kb.pages.page import Crumb, Page


@dataclass(frozen=True)
class Compare:
    """What the page offers: codes with their titles, and pairs to begin with."""

    codes: tuple[tuple[str, str], ...]
    pairs: tuple[Pair, ...]
    crumbs: tuple[Crumb, ...]


def compare_page(library: Library, grids: Mapping[str, Grid]) -> Page:
    """Make the page, which without JavaScript leads to the grids of the codes."""
    codes = tuple((page.code, page.title) for page in library.codes.values())
    crumbs = (Crumb("Home", "index.html"), Crumb("Compare plans"))
    shown = Compare(codes, pairs(grids), crumbs)
    return Page("compare.html", "compare", "Compare plans", shown)
