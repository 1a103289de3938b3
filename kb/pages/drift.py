"""The drift pages: how long changes take to be detected, reviewed and adopted, by payer, and missing dates."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from kb.changes.addresses import DRIFT, NEWEST
from kb.changes.drift import STEPS, Drift, Lag, drifts, lag
from kb.domain.model import Payer
from kb.domain.scopes import scope_title_of
from kb.history.clocks import Clocks
from kb.pages.page import Crumb, Page
from kb.pages.version_history import NOTES

MOST_ENTRIES: Final = 200
"""How many entries one page lists; more are on further pages."""


@dataclass(frozen=True)
class PayerDrift:
    """The lags of a payer by step, how many of its entries have one (`counted`), and how many entries it has."""

    payer: Payer
    lags: tuple[Lag | None, ...]
    counted: int
    entries: int


@dataclass(frozen=True)
class DriftView:
    """What a drift page shows. `payers` are all there are, and `totals` count the entries of each reason.

    Of the entries it has a part: `rows` are those with a lag, each with payer and scope in words, and `lacking` has
    those without a date by all that they lack, so that each is listed once. `pages` are the addresses of all parts,
    of which this is `number`.
    """

    note: str
    payers: tuple[PayerDrift, ...]
    rows: tuple[tuple[Drift, str], ...]
    lacking: tuple[tuple[str, tuple[tuple[Drift, str], ...]], ...]
    counted: int
    totals: tuple[tuple[str, int], ...]
    pages: tuple[str, ...]
    number: int
    steps: tuple[str, ...]
    crumbs: tuple[Crumb, ...]


def drift_pages(clocks: Clocks) -> Iterator[Page]:
    """Make the drift page, and further ones where it would list too many entries."""
    found = drifts(clocks)
    parts = [found[start : start + MOST_ENTRIES] for start in range(0, len(found), MOST_ENTRIES)] or [()]
    pages = (DRIFT, *(DRIFT.replace(".html", f"-{number}.html") for number in range(2, len(parts) + 1)))
    payers = tuple(_payer(page, found) for page in clocks.on_disk.payers.values())
    totals = tuple(Counter(reason for one in found for reason in one.lacks).items())
    for number, part in enumerate(parts, 1):
        named = [(one, scope_title_of(clocks.on_disk, one.entry)) for one in part]
        reasons = dict.fromkeys(one.lacks for one in part if one.lacks)
        shown = DriftView(
            note=NOTES[clocks.history.state],
            payers=payers,
            rows=tuple((one, where) for one, where in named if one.counts),
            lacking=tuple(("; ".join(why), tuple(pair for pair in named if pair[0].lacks == why)) for why in reasons),
            counted=sum(one.counts for one in found),
            totals=totals,
            pages=pages,
            number=number,
            steps=STEPS,
            crumbs=(Crumb("Home", "index.html"), Crumb("Changes", NEWEST), Crumb("Policy change lag")),
        )
        part_of = f", part {number} of {len(parts)}" if len(parts) > 1 else ""
        yield Page(pages[number - 1], "drift", f"Policy change lag{part_of}", shown)


def _payer(page: Payer, found: tuple[Drift, ...]) -> PayerDrift:
    own = [one for one in found if one.entry.payer == page.name]
    return PayerDrift(page, tuple(lag(own, step) for step in STEPS), sum(one.counts for one in own), len(own))
