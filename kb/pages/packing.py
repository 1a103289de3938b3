"""Scripts of data: rows of texts as lists of numbers, so that no text appears twice; a large script is compressed.

The same version of zlib gives the same bytes.
"""

from __future__ import annotations

import datetime as dt
import json
import zlib
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final, TypeVar

Value = str | int | tuple[str, ...]
Row = TypeVar("Row")

MOST_PLAIN: Final = 32 * 1024
"""Up to so many bytes a script has its data as it is. What is larger takes a seventh or so when compressed."""

END: Final = ");\n"
PACKED: Final = 'kb.packed("'
"""How a script begins whose data is compressed; static/dom.js unpacks it."""


def script_of(name: str, *given: object) -> str:
    """Write a script that calls a function of `kb` with data."""
    written = ",".join(json.dumps(one, ensure_ascii=True, separators=(",", ":")) for one in given)
    if len(written) <= MOST_PLAIN:
        return f"kb.{name}({written});\n"
    packed = b64encode(zlib.compress(f"[{written}]".encode(), 9)).decode()
    return f'{PACKED}{name}","{packed}");\n'


def given_by(script: str) -> Any:
    """Return what a script of `script_of` hands over, as a list. Raises ValueError for another text."""
    if script.startswith(PACKED):
        return json.loads(zlib.decompress(b64decode(script.split('"')[3])))
    return json.loads(f"[{script.partition('(')[2].removesuffix(END)}]")


def numbers(row: Iterable[Value], values: dict[Value, int]) -> tuple[int, ...]:
    """Return the place of each value of a row among `values`, which grow by what is new.

    The first value is what is empty: "", 0 and () alike. Values that are empty at the end of a row are left out.
    """
    found = [values.setdefault(value or "", len(values)) for value in row]
    while found and not found[-1]:
        found.pop()
    return tuple(found)


def in_order(rows: Iterable[Iterable[int]], values: Mapping[Value, int]) -> tuple[list[list[int]], list[Value]]:
    """Return rows of places, and the values, sorted but for the first, which is empty: texts alike pack best."""
    empty, *others = values
    ordered = [empty, *sorted(others, key=repr)]
    places = {values[value]: place for place, value in enumerate(ordered)}
    return [[places[number] for number in row] for row in rows], ordered


class SharedRows:
    """Rows that several share, each packed once; what is held keeps a row, so that its identity stays its own."""

    def __init__(self) -> None:
        self._held: dict[int, tuple[object, list[Any]]] = {}

    def packed(self, row: Row, pack: Callable[[Row], list[Any]]) -> list[Any]:
        """Return a row as it was packed first, by `pack`."""
        if id(row) not in self._held:
            self._held[id(row)] = row, pack(row)
        return self._held[id(row)][1]


def by_day(told: Iterable[tuple[dt.date | None, Any]]) -> list[Any]:
    """Write what holds by day without the days on which nothing changes: `[4, "2026-04-15", 7]`."""
    row: list[Any] = []
    for first, what in told:
        if not row or row[-1] != what:
            row += [first.isoformat(), what] if first and row else [what]
    return row
