"""What a claim sheet is made of: what is asked, its parts, and lines with the sources that say so."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from kb.answers.answer import source_record, source_words
from kb.domain.model import DenialCode, Source
from kb.facts.provenance import Provenance
from kb.history.in_force import AsOfDates


@dataclass(frozen=True)
class ClaimAsked:
    """The claim: its codes in order, the plan, and the two clocks with the date of service.

    `decided` is the day of the decision, remittance or notice that time limits of appeals count from, if there is
    one; `beside` a diagnosis, modifier or place of service to look for in criteria, or empty; `denial` what the claim
    was denied for, if it was.
    """

    codes: tuple[str, ...]
    scope: str
    dates: AsOfDates
    today: dt.date
    decided: dt.date | None = None
    beside: str = ""
    denial: DenialCode | None = None


@dataclass(frozen=True)
class Cited:
    """A source as a sheet names it. `read` is how much of it was read; empty for an official file."""

    title: str
    publisher: str
    url: str
    standing: str = ""
    read: str = ""
    printed: str = ""
    retrieved: str = ""

    @property
    def words(self) -> str:
        """Name it in a line, without its address."""
        words = source_words(asdict(self))
        return words.removesuffix(f" {self.url}") if self.url else words


@dataclass(frozen=True)
class SheetLine:
    """What a record says, details below it, and who says so. `known` is unset where it is not known.

    A line without sources states nothing of a payer: it says what is missing, or what to ask.
    """

    text: str
    details: tuple[str, ...] = ()
    sources: tuple[Cited, ...] = ()
    known: bool = True


@dataclass(frozen=True)
class SheetPart:
    """A heading with its lines; `empty` is what stands there where no line does."""

    heading: str
    lines: tuple[SheetLine, ...]
    empty: str


def cited_of(record: dict[str, Any]) -> Cited:
    """Write the record of a source as a sheet names it."""
    names = ("title", "publisher", "url", "standing", "read", "printed", "retrieved")
    return Cited(**{name: record.get(name) or "" for name in names})


def cited_each(sources: Iterable[Source]) -> tuple[Cited, ...]:
    """Name each source once."""
    return tuple(dict.fromkeys(cited_of(source_record(source)) for source in sources))


def cited_file(source: Provenance) -> Cited:
    """Name the official files that a table was made from."""
    return Cited(source.label, "CMS", source.own_url, retrieved=source.retrieved.isoformat())
