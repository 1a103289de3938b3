"""Which words of a text are gone and which are new. Line breaks do not count, breaks between paragraphs do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from kb.domain.sequences import opcodes

SAME, GONE, NEW = "same", "gone", "new"
TOKEN: Final = re.compile(r"\n\s*\n|\n(?=[ ]*(?:[-*+|]|[0-9]+[.)]|#)\s?)|[^\s]+")
"""A word, the end of a paragraph, or the end of a line below which a list item, a table row or a heading begins."""

AROUND: Final = 8
"""Words shown on each side of a change."""


@dataclass(frozen=True)
class Span:
    """A run of words that is in both texts (same), only in the old (gone) or only in the new (new)."""

    kind: str
    text: str


def compare(before: str, after: str) -> tuple[Span, ...]:
    """Compare two texts word by word. Texts that differ in line breaks alone give spans of `same` only."""
    old, new = _tokens(before), _tokens(after)
    spans: list[Span] = []
    for kind, start, end, from_, to in opcodes(old, new):
        if kind == "equal":
            spans.append(Span(SAME, _joined(old[start:end])))
        else:
            spans += [Span(GONE, _joined(old[start:end]))] if end > start else []
            spans += [Span(NEW, _joined(new[from_:to]))] if to > from_ else []
    return tuple(spans)


def differs(before: str, after: str) -> bool:
    """Tell whether two texts differ in more than their line breaks."""
    return _tokens(before) != _tokens(after)


def excerpt(spans: tuple[Span, ...], around: int = AROUND) -> tuple[Span, ...]:
    """Cut what is the same to a few words on each side of a change; … marks what is left out."""
    last = len(spans) - 1
    return tuple(
        _cut(span, around if number else 0, around if number < last else 0) if span.kind == SAME else span
        for number, span in enumerate(spans)
    )


def _cut(span: Span, first: int, last: int) -> Span:
    words = span.text.split(" ")
    if len(words) <= first + last + 1:
        return span
    return Span(SAME, " ".join([*words[:first], "…", *words[len(words) - last :]]))


def _tokens(text: str) -> list[str]:
    return list(_marks(text.strip()))


def _marks(text: str) -> Iterator[str]:
    for found in TOKEN.finditer(text):
        mark = found[0]
        yield mark if not mark.isspace() else "\n\n" if mark.count("\n") > 1 else "\n"


def _joined(tokens: list[str]) -> str:
    return re.sub(r" ?(\n+) ?", r"\1", " ".join(tokens))
