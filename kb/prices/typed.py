"""Items of a payer's in-network list as typed values, without the keys that nothing asks for.

The only module that knows msgspec, an extra that reads items about ten times as fast as the parser of streams.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, Final

from msgspec import MsgspecError, Raw, Struct
from msgspec.json import Decoder

from kb.prices.walk import NotCut

Text = str | int | None


class TypedPrice(Struct, gc=False):
    """A negotiated price; its rate and places as printed."""

    negotiated_rate: Raw = Raw()
    negotiated_type: str | None = None
    setting: str | None = None
    service_code: Raw = Raw()


class TypedBlock(Struct, gc=False):
    """Prices that some providers have."""

    provider_references: list[int | float | str] | None = None
    provider_groups: Raw = Raw()
    negotiated_prices: list[TypedPrice] | None = None


class TypedItem(Struct, gc=False):
    """An item: its code, and the prices of it."""

    negotiation_arrangement: str | None = None
    billing_code: Text = None
    billing_code_type: Text = None
    bundled_codes: list[Any] | None = None
    covered_services: list[Any] | None = None
    negotiated_rates: list[TypedBlock] | None = None


ITEM, PARTS, BLOCKS = Decoder(TypedItem), Decoder(dict[str, Raw]), Decoder(list[Raw])
RATES: Final = "negotiated_rates"


def typed_item(raw: bytes | memoryview) -> TypedItem:
    """Read an item. Raises NotCut where it is not what the schema says."""
    try:
        return ITEM.decode(raw)
    except MsgspecError as fault:
        raise NotCut from fault


def parts_of(raw: bytes) -> tuple[dict[str, Any], Iterator[Any]]:
    """Give an item without its rates, and its rates one by one, so that never all of them are values at once.

    Numbers are as printed, as the parser of streams gives them. Raises NotCut, also while the rates are given.
    """
    try:
        parts = PARTS.decode(raw)
        rates = BLOCKS.decode(parts.pop(RATES, Raw(b"[]")))
    except MsgspecError as fault:
        raise NotCut from fault
    return {key: _value(part) for key, part in parts.items()}, map(_value, rates)


def _value(raw: Raw) -> Any:
    try:
        return json.loads(bytes(raw), parse_float=Decimal)
    except (ValueError, RecursionError) as fault:
        raise NotCut from fault
