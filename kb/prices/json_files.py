"""A price file in JSON: a hospital's or a payer's, as its first keys tell."""

from __future__ import annotations

from collections.abc import Iterator
from io import TextIOWrapper

from kb.prices.json_stream import BROKEN_JSON, Again, Bytes, events_of
from kb.prices.objects import ITEMS, read_objects
from kb.prices.payer import KEYS, read_payer
from kb.prices.references import read_references
from kb.prices.row import Charge, Keep
from kb.prices.source import Source

__all__ = ["read_json", "read_references"]


def read_json(name: str, text: TextIOWrapper, source: Source, again: Again, keep: Keep) -> Iterator[Charge]:
    """Read a JSON file and give its charges; fills `source` first. Raises Refused where it is no price file."""
    if source.payer or _is_payers(again):
        return read_payer(name, source, again, keep)
    return read_objects(name, text, source, again, keep)


def _is_payers(again: Again) -> bool:
    """Tell whether the first key that only one of the two has is a payer's."""
    try:
        for path, event, value in events_of(Bytes(again())):
            if not path and event == "map_key" and value in {*KEYS, ITEMS, "hospital_name"}:
                return value in KEYS
    except BROKEN_JSON:
        return False
    return False
