"""The providers behind the references of a payer's prices, out of the list that stands before or after the prices."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from decimal import Decimal
from io import TextIOWrapper
from typing import IO, Final, cast

from kb.official.source import refuse
from kb.prices.items import BadItem, object_of
from kb.prices.json_stream import BROKEN_JSON, Again, Bytes, broken, items_of, place_of
from kb.prices.payer_items import REFERENCES, providers_in, reference_of
from kb.prices.row import Providers
from kb.prices.walk import VALUE, NotCut, list_items

NUMBER: Final = b'"provider_group_id"'


@dataclass
class Behind:
    """The providers behind some references (None for all), and how many lead to another file: not followed."""

    wanted: frozenset[str] | None
    key: bytes
    found: dict[str, Providers] = field(default_factory=dict)
    elsewhere: int = 0
    known: set[str] = field(default_factory=set)

    def add(self, item: object) -> None:
        """Take over a reference, if it is wanted. Raises BadItem."""
        each = object_of(item, "a provider reference", self.known)
        reference = reference_of(each.get("provider_group_id"))
        if self.wanted is not None and reference not in self.wanted:
            return
        groups = each.get("provider_groups")
        self.elsewhere += not groups and bool(each.get("location"))
        made = providers_in(groups if isinstance(groups, list) else [], self.known, self.key)
        held = self.found.get(reference, Providers(()))
        self.found[reference] = Providers((), held.tins | made.tins, held.npis | made.npis)


def read_references(name: str, again: Again, wanted: frozenset[str] | None, key: bytes, *, walked: bool) -> Behind:
    """Find the providers behind some references; `walked` is set for a file whose whole shape is known."""
    if walked:
        try:
            return _walk(again(), Behind(wanted, key))
        except (NotCut, BadItem):
            pass  # the parser says what is wrong, and where
    behind, stream = Behind(wanted, key), Bytes(again())
    try:
        for count, item in enumerate(items_of(stream, f"{REFERENCES}.item"), 1):
            try:
                behind.add(item)
            except BadItem as fault:
                message = f"provider reference {count}: {fault}"
                raise refuse(name, message, fault.code, *place_of(REFERENCES, count, again)) from fault
    except BROKEN_JSON as fault:
        raise broken(name, stream.signs, again, fault) from fault
    return behind


def _walk(text: TextIOWrapper, behind: Behind) -> Behind:
    """Read the list, and nothing behind it. Raises NotCut and BadItem."""
    for raw in list_items(cast("IO[bytes]", text.buffer), REFERENCES.encode(), alone=True):
        at = raw.find(NUMBER)
        value = VALUE.match(raw, at + len(NUMBER)) if at >= 0 else None
        if not value or raw.find(NUMBER, at + 1) >= 0:
            raise NotCut
        wanted = behind.wanted
        if wanted is None or not value[1].isdigit() or value[1].decode() in wanted:
            behind.add(_parsed(raw, text))
    return behind


def _parsed(raw: bytes, text: TextIOWrapper) -> object:
    try:
        found: object = json.loads(raw.decode(text.encoding, text.errors or "strict"), parse_float=Decimal)
    except ValueError as fault:
        raise NotCut from fault
    return found
