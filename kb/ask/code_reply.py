"""What replies on a code itself are made of: claims in a reply, a table of a code's page, the names in a question."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from kb.ask.asked import Asked
from kb.ask.cited import page_sources
from kb.ask.heard import kind_of, unheard
from kb.ask.reply import ROWS, Claim, Reply, claim_of
from kb.content.code_tables import Table, code_tables
from kb.content.parse import slug
from kb.domain.model import CodePage, Library

PAIRS: Final = "Code pairs"
WHAT: Final = "What it is"
AMOUNTS: Final = "Observed amounts"

OF_NO_HOSPITAL: Final = frozenset(("hospital", "hospitals", "medical", "center", "clinic", "university", "health"))
"""Words of the names of hospitals that name none by themselves."""


def made(asked: Asked, claims: Iterable[Claim], said: str = "", lead: str = "", *, of_day: bool = False) -> Reply:
    """Make the reply of some claims; `said` are words of the question that chose them, `of_day`: so did its date."""
    told = tuple(claims)[:ROWS]
    unread = (*unheard(asked, told, said), *(() if of_day else other_day(asked)))
    kind = kind_of(unread)
    return Reply(asked.typed, kind, lead=(lead,) if lead and kind == "answer" else (), claims=told, unread=unread)


def other_day(asked: Asked) -> Iterator[str]:
    """Yield the date that is named: rows are of the edition that each names, and of no other day."""
    yield from (part.label for part in asked.found.read.parts if part.kind == "date")


def table_of(page: CodePage, heading: str) -> Table | None:
    """Return a table of a code's page by its heading; None where it has no rows."""
    return next((table for table in code_tables(page) if table.heading == heading), None)


def words_said(typed: str) -> set[str]:
    """Return the words of a question, but for those of the names of hospitals that name none by themselves."""
    return {*typed.lower().replace("?", " ").split()} - OF_NO_HOSPITAL


def add_on_claims(library: Library, page: CodePage) -> Iterator[Claim]:
    """Yield of what a code is an add-on, and which codes are add-ons to it."""
    for other in library.codes.values():
        if other.primaries and page.code in {other.code, *other.primaries}:
            kind = f" (type {other.add_on_type})" if other.add_on_type else ""
            text = f"{other.code}: add-on to {' or '.join(other.primaries)}{kind}."
            yield from claim_of(text, other.id, slug(WHAT), page_sources(other, other.add_on_sources))
