"""Where the values of a file stand: kept as packed text until one is asked for, since few files have much to tell.

Written out, the places of ten thousand files take more room than all that these say.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator, Mapping
from typing import Final

from kb.domain.problem import Place

Path = tuple[str | int, ...]
"""The keys that lead to a value in front matter: `("sources", "openpayer-0558", "url")`."""

FAST: Final = 1
"""How hard places are packed: they then take a fifth of the room."""


class Places(Mapping[Path, Place]):
    """The place of each value of a file, by the keys that lead to it."""

    __slots__ = ("_written",)

    def __init__(self, places: Mapping[Path, Place]) -> None:
        """Write places down."""
        rows = [[list(path), place.line, place.column] for path, place in places.items()]
        self._written = zlib.compress(json.dumps(rows, separators=(",", ":")).encode(), FAST)

    def __getitem__(self, path: Path) -> Place:
        """Return the place of a value."""
        return self._read()[path]

    def __iter__(self) -> Iterator[Path]:
        """Yield the path of every value."""
        return iter(self._read())

    def __len__(self) -> int:
        """Return how many values there are."""
        return len(self._read())

    def _read(self) -> dict[Path, Place]:
        return {tuple(path): Place(line, column) for path, line, column in json.loads(zlib.decompress(self._written))}
