"""The library at a glance: coverage maps, how much is known of each payer, and observed amounts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from kb.domain.model import CodePage, Library
from kb.pages.grid import Grid
from kb.pages.page import Crumb, Page
from kb.pages.pictures import AmountPlot, CoverageMap, Share, amount_plot, coverage_maps, shares

MOST_MAPS: Final = 4
MOST_LARGE_MAPS: Final = 2
MOST_PLOTS: Final = 1
"""How many maps are drawn, those of the best documented codes, and how many where plans are too many for marks."""


@dataclass(frozen=True)
class Glance:
    """What the page shows. `more` counts the codes that are not drawn, `more_plots` those whose amounts are not."""

    as_of: dt.date
    maps: tuple[CoverageMap, ...]
    more: int
    shares: tuple[Share, ...]
    plots: tuple[tuple[CodePage, AmountPlot], ...]
    more_plots: int
    crumbs: tuple[Crumb, ...]


def glance_page(library: Library, grids: Mapping[str, Grid], as_of: dt.date) -> Page:
    """Make the page from the grid of every code."""
    best = sorted(library.codes, key=lambda code: (grids[code].known, code), reverse=True)
    drawn = [library.codes[code] for code in best if library.codes[code].observed_amounts]
    plots = [(page, plot) for page in drawn if (plot := amount_plot(page))]
    every = coverage_maps([library.codes[code] for code in best], grids)
    maps = every[: MOST_MAPS if every and every[0].rows else MOST_LARGE_MAPS]
    shown = Glance(
        as_of=as_of,
        maps=maps,
        more=len(best) - sum(len(map_.codes) for map_ in maps),
        shares=shares(grids),
        plots=tuple(plots[:MOST_PLOTS]),
        more_plots=len(plots[MOST_PLOTS:]),
        crumbs=(Crumb("Home", "index.html"), Crumb("Coverage map")),
    )
    return Page("glance.html", "glance", "Coverage map", shown)
