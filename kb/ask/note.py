"""A reply as a note for an account: one line of plain text, short enough for the free text of a billing system."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from kb.answers.answer import source_record, source_words
from kb.ask.reply import Claim, Gap, Reply
from kb.ask.wording import HEADS, SOURCES, unread_words
from kb.domain.days import day
from kb.evidence.claim_text import LONGEST_NOTE, NOT_A_GUARANTEE
from kb.published.edition import Edition

ASKED: Final = "Asked: {asked}."
REMARKS: Final = "Read the remarks of the reply first."
FURTHER: Final = " and {more} more"
NOTES_LEFT: Final = "Their notes are left out."
LEFT: Final = "More in the reply: {more}."
TOO_LONG: Final = "What is recorded is too long for a note: see the reply."
MADE: Final = "Library as of {day}, {commit}."
"""What a note adds to the words of a reply."""

FULL_HASH: Final = re.compile(r"\b([0-9a-f]{12})[0-9a-f]{28}\b")


@dataclass(frozen=True)
class _Said:
    """A claim or a gap as it stands in a note: its words, the sources that are named, and how many more there are."""

    text: str
    sources: tuple[str, ...] = ()
    further: int = 0


@dataclass(frozen=True)
class _Draft:
    """A note before it is cut: what stands before and behind what is said, `marks` of what is left out of that."""

    head: tuple[str, ...]
    said: tuple[_Said, ...]
    marks: tuple[str, ...]
    foot: str


def note_of(reply: Reply, of: Edition) -> str:
    """Write a reply in at most LONGEST_NOTE characters; `of` tells the day and the commit of the library.

    It is cut at a claim and never within one: first go the notes of records, then all but the first source of each,
    then what the reply says beside its records, which is told before them; then claims and gaps, which are counted.
    Where there are claims one of them stands there, or nothing does that holds with its source only.
    """
    foot = _foot(of)
    drafts = tuple(_drafts(reply, foot))
    bare = _Draft(tuple(_head(reply)), (), (TOO_LONG,), foot)
    cut = (_cut(draft, needs_claim=bool(reply.claims)) for draft in drafts[-2:])
    every = (*map(_written, drafts), *cut, _written(bare))
    return next((text for text in every if 0 < len(text) <= LONGEST_NOTE), f"{TOO_LONG} {foot}")


def _drafts(reply: Reply, foot: str) -> Iterator[_Draft]:
    """Yield the ways to write a note, the fullest first."""
    head = tuple(_head(reply))
    every: tuple[Claim | Gap, ...] = (*reply.claims, *reply.unknown)
    yield _Draft((*head, *reply.lead), tuple(_said(one, one.text) for one in every), (), foot)
    marks = (NOTES_LEFT,) if any(claim.brief for claim in reply.claims) else ()
    brief = _Draft((*head, *reply.lead), tuple(_said(one, one.brief or one.text) for one in every), marks, foot)
    yield brief
    short = replace(brief, said=tuple(_with_first_source(one) for one in brief.said))
    yield short
    yield replace(short, head=(*head, *((REMARKS,) if reply.lead else ())))


def _head(reply: Reply) -> Iterator[str]:
    yield ASKED.format(asked=" · ".join(reply.read_as) or reply.question.strip())
    if reply.unread:
        yield f"{unread_words(reply)}."
    if reply.kind in HEADS:
        yield HEADS[reply.kind]


def _foot(of: Edition) -> str:
    commit = FULL_HASH.sub(r"\1", of.generated_from)
    return f"{MADE.format(day=day(of.as_of), commit=commit)} {NOT_A_GUARANTEE}"


def _said(one: Claim | Gap, text: str) -> _Said:
    sources = one.sources if isinstance(one, Claim) else ()
    return _Said(text, tuple(dict.fromkeys(source_words({**source_record(cited), "url": ""}) for cited in sources)))


def _with_first_source(said: _Said) -> _Said:
    return replace(said, sources=said.sources[:1], further=max(0, len(said.sources) - 1))


def _cut(draft: _Draft, *, needs_claim: bool) -> str:
    """Write as much of a draft as fits, in its order; nothing where a claim is needed and none does."""
    kept: tuple[_Said, ...] = ()
    for one in draft.said:
        if len(_written(_only(draft, (*kept, one)))) <= LONGEST_NOTE:
            kept = (*kept, one)
    has_claim = any(one.sources for one in kept)
    return _written(_only(draft, kept)) if has_claim or (kept and not needs_claim) else ""


def _only(draft: _Draft, kept: tuple[_Said, ...]) -> _Draft:
    return replace(draft, said=kept, marks=(*draft.marks, LEFT.format(more=len(draft.said) - len(kept))))


def _written(draft: _Draft) -> str:
    numbers: dict[str, int] = {}
    texts = []
    for one in draft.said:
        cited = "".join(f" [{numbers.setdefault(line, len(numbers) + 1)}]" for line in one.sources)
        texts.append(f"{one.text}{cited}{FURTHER.format(more=one.further) if one.further else ''}")
    sources = "; ".join(f"[{number}] {line}" for line, number in numbers.items())
    told = (*draft.head, *texts, *draft.marks, *([f"{SOURCES} {sources}."] if sources else []), draft.foot)
    return " ".join(told)
