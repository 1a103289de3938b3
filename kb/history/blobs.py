"""The contents of versions by the name of their blob: fetched when needed, many at a time, and kept in memory."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

Fetch = Callable[[Iterable[str]], Iterable[tuple[str, bytes]]]
"""A function from the names of blobs to pairs of name and content; it runs one process for all of them."""


class Blobs:
    """The contents `held` from the start (files on disk, not committed), and a function to fetch the others."""

    def __init__(self, held: Mapping[str, bytes], fetch: Fetch) -> None:
        self._held, self._fetch = dict(held), fetch

    def get(self, blobs: Iterable[str]) -> dict[str, bytes]:
        """Return the contents of these blobs. Raises ToolError if the repository has lost one."""
        wanted = tuple(dict.fromkeys(blobs))
        self._held.update(self._fetch([blob for blob in wanted if blob not in self._held]))
        return {blob: self._held[blob] for blob in wanted}
