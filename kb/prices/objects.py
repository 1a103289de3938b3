"""A hospital's price file in JSON as charges, item by item.

Keys are those of CMS's schemas 2.0 to 3.0 (`standard_charge_information`); `modifier_information` has no price. The
hospital's name may stand behind the list: then the file is read once more for it.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import TextIOWrapper
from typing import Any, Final

from kb.domain.problem import shown
from kb.official.heads import refuse_persons
from kb.official.source import refuse
from kb.prices.items import BadItem, charges_of
from kb.prices.json_stream import BROKEN_JSON, Again, Bytes, broken, events_of, items_of, place_of
from kb.prices.row import At, Charge, Keep
from kb.prices.source import Source, refuse_source

ITEMS: Final = "standard_charge_information"
HEAD: Final = {"hospital_name": "hospital", "last_updated_on": "updated", "version": "version",
               "license_information.state": "state"}  # fmt: skip


def read_objects(name: str, text: TextIOWrapper, source: Source, again: Again, keep: Keep) -> Iterator[Charge]:
    """Read a JSON file and give its charges. Raises Refused with the line and column where it is broken."""
    stream = Bytes(text)
    try:
        yield from _charges(name, stream, source, again, keep)
    except BROKEN_JSON as fault:
        raise broken(name, stream.signs, again, fault) from fault


def _charges(name: str, stream: Bytes, source: Source, again: Again, keep: Keep) -> Iterator[Charge]:
    events = events_of(stream)
    _read_head(name, events, source)
    if not source.hospital:
        source.hospital = str(next(items_of(Bytes(again()), "hospital_name"), None) or "").strip()
    refuse_source(name, source, 1)
    number, known = 0, set[str]()
    for number, item in enumerate(items_of(events, f"{ITEMS}.item"), 1):
        try:
            yield from charges_of(item, known, At(name, number, "item"), keep)
        except BadItem as fault:
            line, column = place_of(ITEMS, number, again)
            raise refuse(name, f"item {number}: {fault}", fault.code, line, column) from fault
    if not number:
        raise refuse(name, f"'{ITEMS}' is empty; download the file again", "no-rows")


def _read_head(name: str, events: Iterator[tuple[str, str, Any]], source: Source) -> None:
    """Read on to the list of items, and keep what the file says of itself."""
    seen: list[str] = []
    for prefix, event, value in events:
        if not prefix and event == "map_key":
            seen.append(value)
            refuse_persons(name, [(1, [value, "-"])])
        elif prefix in HEAD and event in {"string", "number"}:
            setattr(source, HEAD[prefix], " ".join(str(value).split()))
        elif prefix == ITEMS and event == "start_array":
            return
        elif prefix == ITEMS:
            break
    message = f"no list '{ITEMS}', so this is no hospital's price file; its keys: {shown(', '.join(seen))}"
    raise refuse(name, message, "unknown-kind")
