"""A reply as plain text: how it was read, what comes first, claims with numbered sources, and what to do next."""

from __future__ import annotations

from collections.abc import Iterator

from kb.answers.answer import source_record, source_words
from kb.ask.reply import Reply
from kb.domain.model import Source

HEADS = {
    "nearest": "Not answered here as asked; the nearest that is recorded:",
    "not known": "Not known.",
    "refused": "Not answered here.",
}


def text_of(reply: Reply) -> str:
    """Write a reply as lines of text, with the numbers of sources behind each claim."""
    return "\n".join(_lines(reply))


def _lines(reply: Reply) -> Iterator[str]:
    numbers: dict[Source, int] = {}
    if reply.read_as:
        yield f"Read as: {' · '.join(reply.read_as)}"
    if reply.unread:
        yield f"Nothing cited speaks of: {', '.join(f'“{word}”' for word in reply.unread)}"
    if reply.kind in HEADS:
        yield HEADS[reply.kind]
    yield from reply.lead
    for claim in reply.claims:
        marks = "".join(f" [{numbers.setdefault(source, len(numbers) + 1)}]" for source in claim.sources)
        yield f"- {claim.text}{marks}"
    if reply.unknown:
        yield "Not known:" if reply.claims else "What is missing:"
        yield from (f"- {line}" for line in reply.unknown)
    if reply.following:
        yield "Next:"
        yield from (f"- {line}" for line in reply.following)
    if numbers:
        yield "Sources:"
        yield from (f"[{number}] {source_words(source_record(source))}" for source, number in numbers.items())
