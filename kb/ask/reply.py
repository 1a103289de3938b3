"""What a reply is. A claim without a record and a source cannot be made."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final, Literal

from kb.answers.answer import source_record
from kb.domain.model import Source

ROWS: Final = 8
"""How many records a reply tells of a kind at most."""

Kind = Literal["answer", "nearest", "not known", "which", "refused"]


@dataclass(frozen=True)
class Claim:
    """One record in words: the entry or page that holds it, the section, and the sources, at least one.

    `text` is the record's own words with the names of plan and question before it, and what is in doubt behind it;
    `brief` is the same without the record's note, empty where there is none to leave out.
    """

    text: str
    entry: str
    section: str
    source: Source
    more: tuple[Source, ...] = ()
    brief: str = ""

    @property
    def sources(self) -> tuple[Source, ...]:
        """All sources of the record, in its order."""
        return (self.source, *self.more)


@dataclass(frozen=True)
class Gap:
    """What is not known, with the reason; `searched` says where it was searched, and may be empty."""

    brief: str
    searched: str = ""

    @property
    def text(self) -> str:
        """The whole of it."""
        return f"{self.brief} {self.searched}".strip()


@dataclass(frozen=True)
class Reply:
    """A reply to a question. `read_as` tells how the question was read, `unread` which of its words nothing holds.

    `lead` stands before the claims, `unknown` behind them: what is not known, with reason and search. `following` are
    the acts to take next. `question` is empty where it may not be repeated.
    """

    question: str
    kind: Kind
    lead: tuple[str, ...] = ()
    claims: tuple[Claim, ...] = ()
    unknown: tuple[Gap, ...] = ()
    following: tuple[str, ...] = ()
    read_as: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()


def claim_of(text: str, entry: str, section: str, sources: tuple[Source, ...], brief: str = "") -> Iterator[Claim]:
    """Yield the claim of a record; nothing where the record has no source, since then nobody says it."""
    if sources:
        yield Claim(text, entry, section, sources[0], sources[1:], brief)


def reply_record(reply: Reply, text: str) -> dict[str, Any]:
    """Write a reply as plain values, ready for JSON; `text` is the whole of it in words."""
    return {
        "query": reply.question or None,
        "kind": reply.kind,
        "text": text,
        "claims": [
            {
                "text": claim.text,
                "entry": claim.entry,
                "section": claim.section,
                "sources": [source_record(source) for source in claim.sources],
            }
            for claim in reply.claims
        ],
        "next": list(reply.following),
    }
