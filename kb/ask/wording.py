"""A reply as plain text: how it was read, what comes first, claims with numbered sources, and what to do next."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kb.answers.answer import source_record, source_words
from kb.ask.reply import Reply

HEADS: Final = {
    "nearest": "Not answered here as asked; the nearest that is recorded:",
    "not known": "Not known.",
    "refused": "Not answered here.",
}
"""What stands first, by the kind of a reply."""

READ_AS, UNREAD, NEXT, SOURCES = "Read as:", "Nothing cited speaks of:", "Next:", "Sources:"
NOT_KNOWN: Final = {True: "Not known:", False: "What is missing:"}
"""What stands before the parts of a reply; before what is not known, by whether claims stand before it."""


def text_of(reply: Reply) -> str:
    """Write a reply as lines of text, with the numbers of sources behind each claim."""
    return "\n".join(_lines(reply))


def unread_words(reply: Reply) -> str:
    """Name the words of a question that nothing cited speaks of."""
    return f"{UNREAD} {', '.join(f'“{word}”' for word in reply.unread)}"


def _lines(reply: Reply) -> Iterator[str]:
    numbers: dict[str, int] = {}
    if reply.read_as:
        yield f"{READ_AS} {' · '.join(reply.read_as)}"
    if reply.unread:
        yield unread_words(reply)
    if reply.kind in HEADS:
        yield HEADS[reply.kind]
    yield from reply.lead
    for claim in reply.claims:
        cited = [source_words(source_record(source)) for source in claim.sources]
        marks = "".join(f" [{numbers.setdefault(line, len(numbers) + 1)}]" for line in dict.fromkeys(cited))
        yield f"- {claim.text}{marks}"
    if reply.unknown:
        yield NOT_KNOWN[bool(reply.claims)]
        yield from (f"- {gap.text}" for gap in reply.unknown)
    if reply.following:
        yield NEXT
        yield from (f"- {line}" for line in reply.following)
    if numbers:
        yield SOURCES
        yield from (f"[{number}] {line}" for line, number in numbers.items())
