"""Percentiles of listed amounts, by the inclusive method, and only where there are enough amounts.

Fewer than ten amounts give no figure. The inclusive method stays between the least and the greatest amount, where
the default of `statistics.quantiles` gave -5,012 out of two amounts (import study, section 4).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from typing import Final

FEWEST: Final = 10
POINTS: Final = {"p10": 10, "p25": 25, "median": 50, "p75": 75, "p90": 90}
CENT: Final = Decimal("0.01")


@dataclass(frozen=True)
class Figure:
    """The number of amounts and their percentiles by name, to the cent."""

    n: int
    points: dict[str, Decimal]


def figure_of(amounts: Sequence[Decimal]) -> Figure | None:
    """Give the percentiles of some amounts; None for fewer than FEWEST."""
    if len(amounts) < FEWEST:
        return None
    ordered = sorted(amounts)
    points = {name: percentile(ordered, share).quantize(CENT, ROUND_HALF_EVEN) for name, share in POINTS.items()}
    return Figure(len(ordered), points)


def percentile(ordered: Sequence[Decimal], share: int) -> Decimal:
    """Give the amount below which `share` percent of the sorted amounts are, between two neighbors by proportion."""
    whole, rest = divmod((len(ordered) - 1) * share, 100)
    below = ordered[whole]
    above = ordered[min(whole + 1, len(ordered) - 1)]
    return below + (above - below) * rest / 100
