"""A node of front matter against a list of fields: typed values, every error, and where each value is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from kb.content import kinds
from kb.content.front_matter import Mapping, Node, Scalar
from kb.content.kinds import BadValue, Fault, Kind
from kb.domain.problem import Place, shown


@dataclass(frozen=True)
class Field:
    """One key: what it holds, whether it must be there, and what the field guide says of it."""

    key: str
    kind: Kind
    meaning: str
    required: bool = False


def record(fields: tuple[Field, ...]) -> Kind:
    """A kind that reads a mapping by these fields into a dict of values."""

    def read(node: Node) -> dict[str, Any]:
        values, faults = read_record(node, fields)
        if faults:
            raise BadValue(*faults)
        return values

    keys = tuple(field.key for field in fields)
    return Kind(f"a mapping of {', '.join(keys)}", read, keys)


def read_record(node: Node, fields: tuple[Field, ...]) -> tuple[dict[str, Any], list[Fault]]:
    """Read a mapping: the typed values by key (absent keys are absent), and every error found."""
    if not isinstance(node, Mapping):
        return {}, [(node.place, "wrong-kind", f"expected keys and values: {', '.join(f.key for f in fields)}")]
    known = {field.key: field for field in fields}
    values: dict[str, Any] = {}
    faults: list[Fault] = []
    for key, value in node.items:
        if key.text not in known:
            faults.append((key.place, "unknown-key", unknown_key(key.text, tuple(known))))
            continue
        try:
            values[key.text] = known[key.text].kind.read(value)
        except BadValue as bad:
            faults += bad.faults
    faults += _missing(node, fields)
    faults += _out_of_order(node, tuple(known))
    return values, faults


def _missing(node: Mapping, fields: tuple[Field, ...]) -> Iterator[Fault]:
    present = {key.text for key, _ in node.items}
    for field in fields:
        if field.required and field.key not in present:
            yield node.place, "missing-key", f"add `{field.key}:` ({field.meaning})"


def _out_of_order(node: Mapping, order: tuple[str, ...]) -> Iterator[Fault]:
    """Keys are in the schema's order, so that a change of one fact is a change of one line."""
    latest = -1
    for key, _ in node.items:
        if key.text not in order:
            continue
        rank = order.index(key.text)
        if rank < latest:
            yield key.place, "key-order", f"move `{key.text}:` above `{order[latest]}:`"
        latest = max(latest, rank)


def unknown_key(key: str, known: tuple[str, ...]) -> str:
    """Say what a key could have been meant to be."""
    return f"`{shown(key)}` is no key here; {kinds.suggest(key, known)}"


Places = dict[tuple[str | int, ...], Place]


def places(node: Node) -> Places:
    """Map the path of every value to its place: of a key where there is one, else of the item."""
    found: Places = {(): node.place}
    _walk(node, (), found)
    return found


def _walk(node: Node, path: tuple[str | int, ...], found: Places) -> None:
    if isinstance(node, Mapping):
        for key, value in node.items:
            found[(*path, key.text)] = value.place if isinstance(value, Scalar) else key.place
            _walk(value, (*path, key.text), found)
    elif not isinstance(node, Scalar):
        for number, item in enumerate(node.items):
            found[(*path, number)] = item.place
            _walk(item, (*path, number), found)
