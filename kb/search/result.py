"""What a search gives: the hits that are shown, and what to know first."""

from __future__ import annotations

from dataclasses import dataclass

from kb.search.documents import SearchDocument
from kb.search.ranking import Ranked
from kb.search.reading_result import Reading


@dataclass(frozen=True)
class Hit:
    """A section that was found, its score, the words around the match and the reasons."""

    document: SearchDocument
    score: float
    excerpt: str
    why: tuple[str, ...]


@dataclass(frozen=True)
class Result:
    """The hits, how many there are in all, how the query was read, what no best hit holds, and what to know first."""

    hits: tuple[Hit, ...]
    total: int
    read: Reading
    ranked: Ranked
    notes: tuple[str, ...]

    @property
    def unread(self) -> tuple[str, ...]:
        """The words that nothing read and that what was found does not hold."""
        return self.ranked.unheld
