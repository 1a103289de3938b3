"""The texts and the sources of a script of the Ask page, each once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Final

from kb.answers.answer import source_record, source_words
from kb.domain.model import Library, Source
from kb.domain.scopes import scope_ids

TOGETHER: Final = 8
"""How many plans share a script: more would be much to load for one answer, fewer are many files."""


def parts_of(library: Library, together: int = TOGETHER) -> list[tuple[str, ...]]:
    """Return the plans by script, in the order of lists: each script has the answers, or the sources, of some."""
    scopes = scope_ids(library)
    return [scopes[start : start + together] for start in range(0, len(scopes), together)]


@dataclass
class Kept:
    """The texts and the sources of a script, each once.

    `shared` are texts that stand in another, before its own; `before` is how many sources do.
    """

    shared: tuple[str, ...] = ()
    texts: dict[str, int] = field(default_factory=dict)
    sources: dict[Source, int] = field(default_factory=dict)
    before: int = 0

    def __post_init__(self) -> None:
        """Begin with what is shared."""
        self.texts |= {text: number for number, text in enumerate(self.shared)}

    def text(self, told: str) -> int:
        """Return the number of a text."""
        return self.texts.setdefault(told, len(self.texts))

    def cited(self, sources: Iterable[Source]) -> list[int]:
        """Return the numbers of sources."""
        return [self.sources.setdefault(source, len(self.sources)) for source in sources]

    def written(self) -> dict[str, Any]:
        """Return both as data: a source as its words and its address."""
        own = list(self.texts)[len(self.shared) :]
        return {"texts": own, "sources": [_in_words(source) for source in list(self.sources)[self.before :]]}

    def continued(self) -> Kept:
        """Return what goes on with these numbers in a further script, which has only what is new."""
        return Kept(tuple(self.texts), sources={**self.sources}, before=len(self.sources))


def _in_words(source: Source) -> list[str]:
    words = source_words(source_record(source))
    return [words.removesuffix(f" {source.url}") if source.url else words, source.url]
