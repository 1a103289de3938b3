"""The contents of versions by the name of their blob: fetched when needed, many at a time, and kept in memory.

Those of files on disk are held as the texts that the library is read from, so that they are in memory once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

Fetch = Callable[[Iterable[str]], Iterable[tuple[str, bytes]]]
"""A function from the names of blobs to pairs of name and content; it runs one process for all of them."""


class Blobs:
    """The `texts` held from the start (files on disk, committed or not), and a function to fetch the others."""

    def __init__(self, texts: Mapping[str, str], fetch: Fetch) -> None:
        self._texts, self._fetch = texts, fetch
        self._fetched: dict[str, bytes] = {}

    def get(self, blobs: Iterable[str]) -> dict[str, bytes]:
        """Return the contents of these blobs. Raises ToolError if the repository has lost one."""
        wanted = tuple(dict.fromkeys(blobs))
        new = [one for one in wanted if one not in self._texts and one not in self._fetched]
        self._fetched.update(self._fetch(new))
        return {one: self._texts[one].encode() if one in self._texts else self._fetched[one] for one in wanted}
