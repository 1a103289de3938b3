"""What Medicare itself pays for a code, beside listed prices: a share of a fee that anyone can look up.

A hospital's outpatient prices are beside the payment of OPPS, professional ones beside the physician fee schedule,
both before geographic adjustment, out of the facts store. Where there is no such fee, nothing is told.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Final

from kb.facts.localities import WITHIN, WITHOUT
from kb.facts.meanings import means
from kb.facts.of_code import with_amounts
from kb.facts.store import Store
from kb.facts.tables import FEES, OPPS
from kb.prices.row import ALLOWED, DERIVED, FEE_SCHEDULE, NEGOTIATED
from kb.prices.rules import Asked
from kb.prices.steps import FIGURE, Listed, is_mixed

OF_ONE_SERVICE: Final = frozenset({NEGOTIATED, DERIVED, FEE_SCHEDULE, ALLOWED})
"""Kinds of price that are for one service, as a fee of Medicare is."""

WHOLE: Final = Decimal(1)


@dataclass(frozen=True)
class Fee:
    """A fee of Medicare: what it is, in US dollars, and out of which file."""

    what: str
    amount: Decimal
    source: str


def fees_of(store: Store, asked: Asked) -> tuple[Fee, ...]:
    """Give the fees of Medicare that prices as asked for can be beside; none where the store has none."""
    if asked.kind not in OF_ONE_SERVICE:
        return ()
    if asked.billing == "professional":
        return tuple(_professional(store, asked))
    hospital = asked.setting == "outpatient" and not asked.modifier
    return tuple(_outpatient(store, asked)) if hospital else ()


def _outpatient(store: Store, asked: Asked) -> Iterator[Fee]:
    for row in store.of(OPPS, asked.code):
        told = dict(zip(OPPS.names, row, strict=True))
        if told["payment"] and Decimal(told["payment"]):
            what = f"hospital outpatient payment, {means('opps', 'status', told['status']) or told['status']}"
            yield Fee(what, Decimal(told["payment"]), store.sources[OPPS.name].label)


def _professional(store: Store, asked: Asked) -> Iterator[Fee]:
    for row in store.of(FEES, asked.code):
        if row[1] != asked.modifier:
            continue
        for amount, where in zip(with_amounts(row[1:])[-2:], (WITHOUT, WITHIN), strict=True):
            if amount:
                yield Fee(f"physician fee schedule, {where}", Decimal(amount), store.sources[FEES.name].label)


def share_lines(found: Listed, fees: tuple[Fee, ...]) -> Iterator[str]:
    """Say how the median, or the few amounts, compare with each fee of Medicare."""
    shares = _shares(found)
    for fee in fees if shares else ():
        told = [f"{_percent(each, fee)} %" for each in shares]
        what = f"The median is {told[0]}" if found.state == FIGURE else f"The amounts are {' to '.join(told)}"
        yield f"{what} of Medicare's ${fee.amount:,} ({fee.what}, before geographic adjustment; {fee.source})."


def share_records(found: Listed, fees: tuple[Fee, ...]) -> list[dict[str, Any]]:
    """Write the fees of Medicare, and what share of each the median or the few amounts are, as plain values."""
    shares = _shares(found)
    return [
        {"fee": fee.what, "amount": str(fee.amount), "source": fee.source,
         "percent": [_percent(each, fee) for each in shares]}
        for fee in fees
    ]  # fmt: skip


def _shares(found: Listed) -> tuple[Decimal, ...]:
    """Give the median, or the least and the greatest of few amounts.

    Nothing where rules that keep kinds are off, nor for drugs: a hospital's unit may be another than Medicare's.
    """
    mixed = {"kind", "billing", "setting"} & set(found.switched_off) or is_mixed(found.rows)
    if mixed or any(row.drug for row in found.rows):
        return ()
    if found.figure:
        return (found.figure.points["median"],)
    amounts = sorted({row.amount for row in found.rows if row.amount is not None})
    return tuple(dict.fromkeys([*amounts[:1], *amounts[-1:]]))


def _percent(amount: Decimal, fee: Fee) -> str:
    return str((amount * 100 / fee.amount).quantize(WHOLE, ROUND_HALF_UP))
