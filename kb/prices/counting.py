"""Counts what shares an amount in a payer's in-network list, out of the bytes of its items.

It counts as `Shares.add` counts the charges of a whole reading, item by item and not price by price: most prices are
of other providers or at other amounts, and no value is made of them. Items that were cut out of the first reading are
looked at for nothing else, so that a strange key in them is not found.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from io import TextIOWrapper
from typing import IO, Any, Final, cast

from kb.prices import cells as cell
from kb.prices.items import BadItem
from kb.prices.payer_items import IN_NETWORK, NEGOTIATED_KINDS, providers_in, setting_of
from kb.prices.row import ARRANGEMENTS
from kb.prices.shares import Plan, Shares
from kb.prices.typed import TypedBlock, TypedItem, TypedPrice, typed_item
from kb.prices.walk import NotCut, list_items

REMEMBERED: Final = 1 << 16
"""How many printed values are kept with what they mean, before all are forgotten."""

NO_AMOUNT: Final = -1
PLAIN: Final = frozenset({"inpatient", "outpatient", "both"})

Names = tuple[str, ...]
Found = set[tuple[int, str, int]]
"""Whose prices, in which setting, at which amount, all by number: 0 for nobody's, and for an amount of no account."""


def count(
    text: TextIOWrapper, shares: Shares, firsts: Mapping[str, set[str]], of: tuple[str, str], key: bytes
) -> bool:
    """Read a file whose whole shape is known, and add to the shares what it has; false where that is not sure.

    `firsts` has the groups by the reference that stands for them, and `of` the payer and the plan. Where it is not
    sure, nothing is added.
    """
    try:
        Counting(shares, firsts, *of, key).count(text)
    except (NotCut, ValueError, RecursionError):  # the last two for a number or a depth that no reader takes
        return False
    return True


@dataclass
class Counting:
    """One pass over a file: whose prices are wanted by reference, and what has been counted."""

    shares: Shares
    firsts: Mapping[str, set[str]]
    payer: str
    plan: str
    key: bytes
    inline: bool = False
    whose: dict[object, int] = field(default_factory=dict)
    names: dict[Names, int] = field(default_factory=lambda: {(): 0})
    wanted: dict[Decimal, int] = field(default_factory=dict)
    amounts: dict[bytes, int] = field(default_factory=dict)
    places: dict[bytes, str] = field(default_factory=dict)
    plans: dict[Plan, int] = field(default_factory=dict)
    hits: dict[tuple[Plan, Decimal], int] = field(default_factory=dict)

    def count(self, text: TextIOWrapper) -> None:
        """Read the whole file, and add what it has to the shares. Raises NotCut before anything is added."""
        self._begin()
        for raw in list_items(cast("IO[bytes]", text.buffer), IN_NETWORK.encode()):
            self._item(typed_item(raw))
        for plan, bits in self.plans.items():
            self.shares.plans[plan] = self.shares.plans.get(plan, 0) | bits
        for (plan, amount), bits in self.hits.items():
            self.shares.amounts[plan][amount] |= bits

    def _begin(self) -> None:
        for ref, names in self.firsts.items():
            self.whose[ref] = self._number(tuple(sorted(names)))
            if ref.isascii() and ref.isdigit() and (ref == "0" or ref[0] != "0"):
                self.whose[int(ref)] = self.whose[ref]
        self.inline = any(ref.startswith("#") for ref in self.firsts)
        every = (amount for found in self.shares.amounts.values() for amount in found)
        self.wanted = {amount: number for number, amount in enumerate(dict.fromkeys(every), 1)}

    def _number(self, names: Names) -> int:
        return self.names.setdefault(names, len(self.names))

    def _item(self, item: TypedItem) -> None:
        """Count an item; a bundle or a capitation has no price of its code alone."""
        arrangement = " ".join((item.negotiation_arrangement or "").split()).lower()
        if arrangement in ARRANGEMENTS or item.bundled_codes or item.covered_services:
            return
        written = (" ".join(cell.text_of(each).split()) for each in (item.billing_code, item.billing_code_type))
        code = cell.code_of(*written)
        if code is None or not cell.is_procedure(code):
            return
        found = self._found(item)
        if found:
            self._add(self.shares.bit(code.code), found)

    def _found(self, item: TypedItem) -> Found:
        """Find the prices in dollars of wanted groups. Most of the time of a count is spent in these lines."""
        found: Found = set()
        amounts, whose, alone = self.amounts.get, self.whose.get, not self.inline
        for block in item.negotiated_rates or ():
            refs = block.provider_references
            who = whose(refs[0], 0) if alone and refs and len(refs) == 1 else 0
            if not (who or (who := self._names(block))):
                continue
            for price in block.negotiated_prices or ():
                if price.negotiated_type not in NEGOTIATED_KINDS and not _is_dollars(price):
                    continue
                rate, setting = bytes(price.negotiated_rate), price.setting
                amount = amounts(rate)
                if amount is None:
                    amount = self._read(rate)
                if amount != NO_AMOUNT:
                    found.add((who, setting if setting in PLAIN else self._setting(price), amount))
        return found

    def _read(self, rate: bytes) -> int:
        """Read a printed rate, and give the number of a wanted amount, or what says that it is none."""
        if len(self.amounts) > REMEMBERED:
            self.amounts.clear()
        value = json.loads(rate, parse_float=Decimal) if rate else None
        amount = cell.amount_of(" ".join(cell.text_of(value).split()))
        self.amounts[rate] = NO_AMOUNT if amount is None else self.wanted.get(amount, 0)
        return self.amounts[rate]

    def _setting(self, price: TypedPrice) -> str:
        if price.setting and price.setting.strip():
            return cell.setting_of(price.setting)
        raw = bytes(price.service_code)
        if raw not in self.places:
            if len(self.places) > REMEMBERED:
                self.places.clear()
            self.places[raw] = setting_of({"service_code": json.loads(raw) if raw else None})[0]
        return self.places[raw]

    def _names(self, block: TypedBlock) -> int:
        """Give the number of the wanted groups that a block is of."""
        refs = block.provider_references or ()
        found = {self.whose.get(ref, 0) or self._odd(ref) for ref in refs}
        if self.inline and bytes(block.provider_groups):
            found.add(self.whose.get(self._inside(block), 0))
        found.discard(0)
        if len(found) < 2:  # noqa: PLR2004  (of one reference)
            return found.pop() if found else 0
        every = list(self.names)
        return self._number(tuple(sorted({name for number in found for name in every[number]})))

    def _odd(self, ref: float | str) -> int:
        """Look a reference up that is written in another way: 7.0 is found as 7 already, but not 7.5 and " 7"."""
        if isinstance(ref, float) and not ref.is_integer():
            raise NotCut
        return self.whose.get(ref.strip(), 0) if isinstance(ref, str) else 0

    def _inside(self, block: TypedBlock) -> str:
        """Give the reference that groups within a block go by."""
        groups: Any = json.loads(bytes(block.provider_groups), parse_float=Decimal)
        try:
            return providers_in(groups, set(), self.key).refs[0] if groups else ""
        except (BadItem, AttributeError, TypeError) as fault:
            raise NotCut from fault

    def _add(self, bit: int, found: Found) -> None:
        every, amounts = list(self.names), [None, *self.wanted]
        for who, setting, at in found:
            for name in every[who]:
                plan = (name, self.payer, self.plan, setting)
                wanted = self.shares.amounts.get(plan)
                if wanted is None:
                    continue
                self.plans[plan] = self.plans.get(plan, 0) | bit
                if (amount := amounts[at]) in wanted:
                    self.hits[plan, amount] = self.hits.get((plan, amount), 0) | bit


def _is_dollars(price: TypedPrice) -> bool:
    """Tell whether a negotiated type that is written in another way is one of dollars."""
    return " ".join((price.negotiated_type or "").lower().split()) in NEGOTIATED_KINDS
