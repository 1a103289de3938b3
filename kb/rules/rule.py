"""What a rule is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from kb.content.parse import Parsed
from kb.domain.model import Document, Library
from kb.domain.problem import Place

Found = Iterator[tuple[Place, str]]
"""Place and message of each error; the message ends with how to fix it."""

D = TypeVar("D", bound=Document)


@dataclass(frozen=True)
class TextRule:
    """A rule on the text of a file, held even where front matter is out of order."""

    code: str
    tells: str
    find: Callable[[Parsed], Found]


@dataclass(frozen=True)
class Rule:
    """A rule on a document whose front matter could be read, beside all the others."""

    code: str
    tells: str
    find: Callable[[Document, Library], Found]


def on(kind: type[D], find: Callable[[D, Library], Found]) -> Callable[[Document, Library], Found]:
    """Hold a rule on one kind of document only."""

    def only(document: Document, library: Library) -> Found:
        return find(document, library) if isinstance(document, kind) else iter(())

    return only
