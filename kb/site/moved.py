"""The site of the last build, and what came to be as in the newest commit since then, or is so no longer."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kb.published.edition import Edition
from kb.site.kept import Kept
from kb.site.render import Templates


@dataclass(frozen=True)
class Site:
    """The folder of a site as the last build left it, what its files are made with, and results that it kept."""

    out: Path
    templates: Templates
    edition: Edition
    kept: Kept

    def read(self, address: str) -> bytes:
        """Read a file of the folder."""
        return (self.out / address).read_bytes()


@dataclass(frozen=True)
class Moved:
    """The entries, by id of lineage, whose text came to be as committed or other; what data was made from, and is."""

    lineages: frozenset[str]
    before: str
    now: str

    @property
    def is_nothing(self) -> bool:
        """Whether all is as it was."""
        return not self.lineages and self.before == self.now
