"""A payer's file (in-network rates, allowed amounts, or a table of contents) as charges, item by item.

What a file is, is told by its keys and not by the version that it claims. Provider references may stand before or
after the prices, since a file is read a second time for those of the wanted prices alone. Where a code is wanted,
items without it are cut out before the parser (`cut`); in doubt the parser reads the whole file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import ExitStack
from importlib import import_module
from typing import IO, Any, Final, cast

from kb.official.heads import refuse_persons
from kb.official.source import Refused, refuse
from kb.prices.cut import Cut, cut_file
from kb.prices.items import BadItem
from kb.prices.json_stream import BROKEN_JSON, Again, Bytes, broken, events_of, items_of, place_of
from kb.prices.payer_items import (
    IN_NETWORK,
    OUT_OF_NETWORK,
    REFERENCES,
    Of,
    payer_charges,
)
from kb.prices.row import At, Charge, Keep
from kb.prices.source import Source
from kb.prices.walk import NotCut, list_items

CONTENTS: Final = "reporting_structure"
HEAD: Final = {
    "reporting_entity_name": "payer",
    "plan_name": "plan",
    "plan_market_type": "market",
    "last_updated_on": "updated",
    "version": "version",
}
LISTS: Final = (IN_NETWORK, OUT_OF_NETWORK, REFERENCES, CONTENTS)
KEYS: Final = frozenset({*LISTS, "reporting_entity_name", "reporting_entity_type", "issuer_name", "plan_market_type"})
"""Keys at the root that no hospital's file has."""

SHOWN: Final = 20


def read_payer(name: str, source: Source, again: Again, keep: Keep) -> Iterator[Charge]:
    """Read a payer's file and give its charges; fills `source` first. Raises Refused with line and column."""
    with ExitStack() as stack:
        cut = cut_file(again(), keep.codes, stack) if keep.codes else None
        if cut:
            try:
                for _ in _cut_charges(name, Source(named=source.named), keep, cut):
                    pass
            except (Refused, NotCut, BadItem):
                pass  # the parser reads the whole file, and says where it breaks
            else:
                source.walked = True
                yield from _cut_charges(name, source, keep, cut)
                return
        if keep.quick and (cut := cut_file(again(), keep.codes, stack)):
            source.walked = True
            yield from _walked_charges(name, source, again, keep, cut)
            return
        yield from _charges(name, source, again, keep, Cut())


def _cut_charges(name: str, source: Source, keep: Keep, cut: Cut) -> Iterator[Charge]:
    """Give the charges of what is left of a file. Raises Refused, NotCut or BadItem, all without a place."""
    _read_file(name, Bytes(cut.roots()), source)
    parts = _parts_of()
    if parts is None or OUT_OF_NETWORK in source.lists or IN_NETWORK not in source.lists:
        yield from _charges(name, source, cut.again, keep, cut)
        return
    of = Of(source.payer, source.plan or source.named, source.updated, keep, set())
    for count, raw in enumerate(cut.items(IN_NETWORK), 1):
        source.lists[IN_NETWORK] = cut.number(IN_NETWORK, count)
        item, rates = parts(raw)
        yield from payer_charges(item, At(name, source.lists[IN_NETWORK], "item"), of, rates)
    if not source.lists[IN_NETWORK]:
        raise NotCut


def _walked_charges(name: str, source: Source, again: Again, keep: Keep, cut: Cut) -> Iterator[Charge]:
    """Give the charges of a whole file out of its bytes. Raises NotCut where the parser must read it."""
    try:
        _read_file(name, Bytes(cut.roots()), source)
        parts = _parts_of()
        if parts is None or OUT_OF_NETWORK in source.lists or IN_NETWORK not in source.lists:
            raise NotCut
        of = Of(source.payer, source.plan or source.named, source.updated, keep, set())
        for number, raw in enumerate(list_items(cast("IO[bytes]", again().buffer), IN_NETWORK.encode()), 1):
            source.lists[IN_NETWORK] = number
            item, rates = parts(raw)
            yield from payer_charges(item, At(name, number, "item"), of, rates)
    except (Refused, BadItem) as fault:
        raise NotCut from fault
    if not source.lists[IN_NETWORK]:
        raise NotCut


def _parts_of() -> Any:
    """Load what reads the parts of an item one by one, whose library is an extra; None where it is missing."""
    try:
        return import_module("kb.prices.typed").parts_of
    except ModuleNotFoundError:
        return None


def _read_file(name: str, stream: Bytes, source: Source) -> None:
    """Read what the file says of itself. Raises Refused where it is broken, or no payer's price file."""
    try:
        _read_roots(name, stream, source)
    except BROKEN_JSON as fault:
        raise NotCut from fault
    _refuse_source(name, source)


def _charges(name: str, source: Source, again: Again, keep: Keep, cut: Cut) -> Iterator[Charge]:
    stream = Bytes(again())
    try:
        if not source.lists:
            _read_roots(name, stream, source)
            _refuse_source(name, source)
        of = Of(source.payer, source.plan or source.named, source.updated, keep, set())
        for items in (IN_NETWORK, OUT_OF_NETWORK):
            if items in source.lists:
                stream = Bytes(again())
                yield from _items(name, stream, items, source, again, of, cut)
        if CONTENTS in source.lists:
            stream = Bytes(again())
            _read_contents(stream, source)
    except BROKEN_JSON as fault:
        raise broken(name, stream.signs, again, fault) from fault


def _items(  # noqa: PLR0913, PLR0917  (the parts of one reading)
    name: str, stream: Bytes, items: str, source: Source, again: Again, of: Of, cut: Cut
) -> Iterator[Charge]:
    for count, item in enumerate(items_of(stream, f"{items}.item"), 1):
        number = cut.number(items, count)
        source.lists[items] = number
        try:
            yield from payer_charges(item, At(name, number, "item"), of)
        except BadItem as fault:
            raise refuse(name, f"item {number}: {fault}", fault.code, *place_of(items, count, again)) from fault
    if items == IN_NETWORK and not source.lists[items]:
        raise refuse(name, f"'{items}' is empty; download the file again", "no-rows")


def _read_roots(name: str, stream: Bytes, source: Source) -> None:
    """Keep what the file says of itself, wherever it stands, and which lists it has."""
    for path, event, value in events_of(stream):
        if not path and event == "map_key":
            refuse_persons(name, [(1, [value, "-"])])
        elif path in HEAD and event in {"string", "number"}:
            setattr(source, HEAD[path], " ".join(str(value).split()))
        elif path in LISTS and event == "start_array":
            source.lists[path] = 0
        elif path in LISTS and event not in {"end_array", "null"}:
            raise refuse(name, f"'{path}' is no list; mend the file", "not-a-table")


def _refuse_source(name: str, source: Source) -> None:
    if not source.lists.keys() - {REFERENCES}:
        message = f"no list '{IN_NETWORK}', '{OUT_OF_NETWORK}' or '{CONTENTS}', so this is no payer's price file"
        raise refuse(name, f"{message}; take the file that has its prices", "unknown-kind")
    if not source.payer:
        raise refuse(name, "no 'reporting_entity_name', so no price has a payer; mend the file", "no-payer")


def _read_contents(stream: Bytes, source: Source) -> None:
    """List what a table of contents lists: how many plans and files, and the names of the first files."""
    seen = set[int]()
    for part in items_of(stream, f"{CONTENTS}.item"):
        found = part if isinstance(part, dict) else {}
        source.plans += _length(found.get("reporting_plans"))
        source.lists[CONTENTS] += 1
        for address in _addresses(found):
            if (number := hash(address)) not in seen:
                seen.add(number)
                source.files += 1
                source.listed += [_file_name(address)] if len(source.listed) < SHOWN else []


def _length(value: object) -> int:
    return len(value) if isinstance(value, list) else 0


def _addresses(found: dict[str, Any]) -> Iterator[str]:
    every = [*_list(found.get("in_network_files")), *_list(found.get("allowed_amount_file"))]
    for each in every:
        if isinstance(each, dict) and isinstance(each.get("location"), str):
            yield each["location"]


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _file_name(address: str) -> str:
    """Give the name at the end of an address, without what follows a question mark: it may be a signature."""
    return re.split(r"[?#]", address, maxsplit=1)[0].rstrip("/").rsplit("/", 1)[-1]
