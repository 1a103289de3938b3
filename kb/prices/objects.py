"""A price file in JSON as charges, item by item. The only module that knows ijson.

Keys are those of CMS's schemas 2.0 to 3.0 (`standard_charge_information`); `modifier_information` has no price. The
hospital's name may stand behind the list: then the file is read once more for it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from io import TextIOWrapper
from typing import Any, Final

import ijson

from kb.domain.problem import shown
from kb.official.heads import refuse_persons
from kb.official.source import Refused, refuse
from kb.prices.items import BadItem, charges_of
from kb.prices.row import At, Charge, Keep
from kb.prices.source import Source, refuse_source

ITEMS: Final = "standard_charge_information"
HEAD: Final = {"hospital_name": "hospital", "last_updated_on": "updated", "version": "version"}
CHUNK: Final = 1 << 16
OTHERS: Final = {
    "in_network": "a payer's in-network file, which is not read yet",
    "out_of_network": "a payer's allowed-amounts file, which is not read",
    "reporting_structure": "a payer's table of contents: it has addresses and no prices",
}
"""Keys that tell another file of price transparency."""

Again = Callable[[], TextIOWrapper]
"""Opens the file once more, from its beginning."""


class Bytes:
    """A text as the bytes that the parser takes, chunk by chunk, and the place at which the last chunk begins.

    From the sign `single_from` on, a chunk is one sign, so that the parser stops at the very sign that it refuses.
    """

    def __init__(self, text: TextIOWrapper, single_from: int = -1) -> None:
        """Begin at the beginning of a text."""
        self.text, self.single_from = text, single_from
        self.chunk = ""
        self.line, self.column, self.signs = 1, 1, 0

    def read(self, size: int = -1) -> bytes:
        """Give the next chunk; nothing for a size of 0, by which the parser asks what is given."""
        if not size:
            return b""
        self.signs += len(self.chunk)
        self.line += self.chunk.count("\n")
        after = len(self.chunk) - 1 - self.chunk.rfind("\n")
        self.column = after + 1 if "\n" in self.chunk else self.column + after
        left = self.single_from - self.signs
        self.chunk = self.text.read(CHUNK if self.single_from < 0 else max(1, min(CHUNK, left)))
        return self.chunk.encode("utf-8", "replace")


def read_objects(name: str, text: TextIOWrapper, source: Source, again: Again, keep: Keep) -> Iterator[Charge]:
    """Read a JSON file and give its charges. Raises Refused with the line and column where it is broken."""
    stream = Bytes(text)
    try:
        yield from _charges(name, stream, source, again, keep)
    except (ijson.JSONError, UnicodeError) as fault:
        raise _broken(name, stream.signs, again, fault) from fault


def _broken(name: str, begins: int, again: Again, fault: Exception) -> Refused:
    """Refuse a file at the sign at which the parser stops: it is fed sign by sign from the chunk on that failed."""
    stream = Bytes(again(), begins)
    try:
        for _ in ijson.basic_parse(stream, buf_size=CHUNK):
            pass
    except (ijson.JSONError, UnicodeError):
        pass
    told = shown(str(fault).splitlines()[0].strip() or "broken")
    return refuse(name, f"no JSON from here on: {told}; download it again", "not-json", stream.line, stream.column)


def _charges(name: str, stream: Bytes, source: Source, again: Again, keep: Keep) -> Iterator[Charge]:
    events = ijson.parse(stream, buf_size=CHUNK)
    _read_head(name, events, source)
    if not source.hospital:
        source.hospital = str(next(ijson.items(Bytes(again()), "hospital_name"), None) or "").strip()
    refuse_source(name, source, 1)
    number, known = 0, set[str]()
    for number, item in enumerate(ijson.items(events, f"{ITEMS}.item"), 1):
        try:
            yield from charges_of(item, known, At(name, number, "item"), keep)
        except BadItem as fault:
            line, column = _place_of(number, again)
            raise refuse(name, f"item {number}: {fault}", fault.code, line, column) from fault
    if not number:
        raise refuse(name, f"'{ITEMS}' is empty; download the file again", "no-rows")


def _place_of(number: int, again: Again) -> tuple[int, int]:
    """Find the line and column at which an item begins; of one that is no object, at which it ends."""
    begins = -1
    for _ in range(2):
        stream, count = Bytes(again(), begins), 0
        for prefix, event, _value in ijson.parse(stream, buf_size=CHUNK):
            count += prefix == f"{ITEMS}.item" and event not in {"map_key", "end_map", "end_array"}
            if count == number:
                break
        begins = stream.signs
    return stream.line, stream.column


def _read_head(name: str, events: Iterator[tuple[str, str, Any]], source: Source) -> None:
    """Read on to the list of items, and keep what the file says of itself."""
    seen: list[str] = []
    for prefix, event, value in events:
        if not prefix and event == "map_key":
            seen.append(value)
            refuse_persons(name, [(1, [value, "-"])])
            if value in OTHERS:
                raise refuse(name, f"'{value}': {OTHERS[value]}", "unknown-kind")
        elif prefix in HEAD and event in {"string", "number"}:
            setattr(source, HEAD[prefix], " ".join(str(value).split()))
        elif prefix == ITEMS and event == "start_array":
            return
        elif prefix == ITEMS:
            break
    message = f"no list '{ITEMS}', so this is no hospital's price file; its keys: {shown(', '.join(seen))}"
    raise refuse(name, message, "unknown-kind")
