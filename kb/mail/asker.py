"""The library, ready for questions by mail: how it replies, and which words are its own."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from kb.ask.compose import reply_to
from kb.ask.reply import Reply
from kb.domain.model import Library, Payer
from kb.domain.vocabulary import QUESTIONS
from kb.search.lookup import LookUp


@dataclass(frozen=True)
class Asker:
    """Replies to a question, as of the day `on`; `words` are those that records use, in lower case."""

    ask: Callable[[str], Reply]
    words: frozenset[str]
    on: dt.date


def asker_of(desk: LookUp) -> Asker:
    """Make the asker of a library that is ready for queries."""
    return Asker(lambda typed: reply_to(desk, typed), words_of(*_texts(desk.on_disk)), desk.today)


def words_of(*texts: str) -> frozenset[str]:
    """Return the words of texts in lower case, numbers as they are."""
    return frozenset(word for text in texts for word in re.findall(r"[a-z]+|[0-9]+", text.lower()))


def _texts(library: Library) -> Iterator[str]:
    """Yield what the records of a library say, and how plans, codes and questions are called."""
    yield from library.codes
    yield from (f"{one.label} {one.title}" for one in QUESTIONS)
    for path, document in library.by_path.items():
        yield path
        yield document.title
        yield from (section.text for section in document.sections)
        yield from (f"{source.title} {source.publisher}" for source in document.sources.values())
        if isinstance(document, Payer):
            yield from document.aliases
            yield from (f"{scope.name} {' '.join(scope.aliases)}" for scope in document.scopes)
