"""Amounts of the physician fee schedule by locality: each part of the relative values times its practice cost index.

The formula is CMS's: work, practice expense and malpractice, each times its index, summed, times the conversion
factor. The browser works it out alike, in `static/facts_localities.js`.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Final

from kb.facts.code_facts import CodeFacts
from kb.facts.store import Store
from kb.facts.tables import FEES, LOCALITIES

LOCAL_HEADING: Final = "Amounts by locality (our product)"
WITHOUT: Final = "without a facility"
WITHIN: Final = "in a facility"
CENT: Final = Decimal("0.01")


@dataclass(frozen=True)
class LocalAmount:
    """What the fee schedule pays in a locality, in US dollars; empty where a part is missing, or it is nothing."""

    state: str
    locality: str
    contractor: str
    modifier: str
    nonfacility: str
    facility: str

    @property
    def place(self) -> str:
        """Name the locality."""
        return f"{self.state} {self.locality} (contractor {self.contractor})"

    def record(self) -> dict[str, Any]:
        """Write it as plain values."""
        return {name: value or None for name, value in vars(self).items()}


def amounts_by_locality(store: Store, facts: CodeFacts, state: str = "") -> tuple[LocalAmount, ...]:
    """Give the amounts of a code in each locality, or in those of a state, in order of state and number."""
    fees = [dict(zip(FEES.names[1:], row, strict=False)) for row in facts.rows.get(FEES.name, ())]
    places = sorted((row[1], row[2], row) for row in store.rows(LOCALITIES) if not state or row[1] == state)
    found = (_amount(row, fee) for _, _, row in places for fee in fees)
    return tuple(one for one in found if one.nonfacility or one.facility)


def _amount(row: tuple[str, ...], fee: dict[str, str]) -> LocalAmount:
    contractor, state, locality, *indices = row
    without, within = (_sum(fee, setting, indices) for setting in ("nonfacility", "facility"))
    return LocalAmount(state, locality, contractor, fee["modifier"], without, within)


def _sum(fee: dict[str, str], setting: str, indices: list[str]) -> str:
    parts, factor = (fee["work_rvu"], fee[f"{setting}_pe_rvu"], fee["mp_rvu"]), fee["conversion_factor"]
    if not factor or not all(parts):
        return ""
    total = sum(Decimal(part) * Decimal(index) for part, index in zip(parts, indices, strict=True))
    return str((total * Decimal(factor)).quantize(CENT, ROUND_HALF_UP)) if total else ""
