"""The drift page: how long changes take to be detected, reviewed and adopted, by payer, and what lacks a date."""

from __future__ import annotations

from dataclasses import dataclass

from kb.changes.addresses import DRIFT, NEWEST
from kb.changes.drift import STEPS, Drift, Lag, drifts, lag
from kb.history.clocks import Clocks
from kb.model import Payer
from kb.pages.page import Crumb, Page, place
from kb.pages.past import NOTES


@dataclass(frozen=True)
class PayerDrift:
    """A payer's lags by step, how many entries have one, and how many it has."""

    payer: Payer
    lags: tuple[Lag | None, ...]
    counted: int
    entries: int


@dataclass(frozen=True)
class DriftView:
    """What the drift page shows. `rows` are the entries with a lag, each with its place in words.

    `lacking` has for each reason the entries that lack a date for it.
    """

    note: str
    payers: tuple[PayerDrift, ...]
    rows: tuple[tuple[Drift, str], ...]
    lacking: tuple[tuple[str, tuple[tuple[Drift, str], ...]], ...]
    steps: tuple[str, ...]
    crumbs: tuple[Crumb, ...]


def drift_page(clocks: Clocks) -> Page:
    """Make the drift page."""
    found = drifts(clocks)
    named = [(one, place(clocks.on_disk, one.entry)) for one in found]
    reasons = dict.fromkeys(reason for one in found for reason in one.lacks)
    shown = DriftView(
        note=NOTES[clocks.history.state],
        payers=tuple(_payer(page, found) for page in clocks.on_disk.payers.values()),
        rows=tuple((one, where) for one, where in named if one.counts),
        lacking=tuple((why, tuple(pair for pair in named if why in pair[0].lacks)) for why in reasons),
        steps=STEPS,
        crumbs=(Crumb("Home", "index.html"), Crumb("Changes", NEWEST), Crumb("How long changes take")),
    )
    return Page(DRIFT, "drift", "How long changes take to arrive", shown)


def _payer(page: Payer, found: tuple[Drift, ...]) -> PayerDrift:
    own = [one for one in found if one.entry.payer == page.name]
    return PayerDrift(page, tuple(lag(own, step) for step in STEPS), sum(one.counts for one in own), len(own))
