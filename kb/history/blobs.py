"""The texts of versions by their blob: fetched when asked for, many in one go, and kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

Fetch = Callable[[Iterable[str]], Iterable[tuple[str, bytes]]]
"""Blobs to their contents, whatever number in one process."""


class Blobs:
    """What is held already (texts on disk that are not committed), and a way to fetch the rest."""

    def __init__(self, held: Mapping[str, bytes], fetch: Fetch) -> None:
        self._held, self._fetch = dict(held), fetch

    def get(self, blobs: Iterable[str]) -> dict[str, bytes]:
        """Give the contents of these blobs. Raises ToolError where the repository has lost one."""
        wanted = tuple(dict.fromkeys(blobs))
        self._held.update(self._fetch([blob for blob in wanted if blob not in self._held]))
        return {blob: self._held[blob] for blob in wanted}
