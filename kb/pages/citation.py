"""The text of a citation of an entry, without the address of its page, which only the reader's browser knows.

It never says more than the page: each answer has how sure it is, and the source is one that answers cite.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from kb.domain.days import dated, day
from kb.domain.model import Entry, Source
from kb.domain.vocabulary import EXTENTS, STANDINGS, label, names
from kb.pages.page import NumberedSource


@dataclass(frozen=True)
class Citation:
    """The text before the address, and that after it: the main source, empty if the entry cites none."""

    text: str
    source: str


@dataclass(frozen=True)
class CitedAnswer:
    """An answer in a citation: the question's title, the value, how sure it is or why unknown, and its sources."""

    title: str
    value: str
    sure: str
    sources: tuple[NumberedSource, ...]


def citation(entry: Entry, where: str, answers: Iterable[CitedAnswer], today: dt.date) -> Citation:
    """Make the citation of an entry: `where` is payer and scope in words, `today` the day of the library."""
    given = tuple(answers)
    effective = f"effective {day(entry.effective)}" if entry.effective else "no effective date"
    document = f"{entry.document}, {effective}" if entry.document else f"No document named, {effective}"
    cited = "".join(f" {one.title}: {one.value} ({one.sure})." for one in given)
    main = main_source(source for one in given for source in one.sources)
    said = f"{where}: {entry.title}. {document}.{cited} Payer policy library as of {day(today)}."
    return Citation(dated(said), _told(main) if main else "")


def _told(source: Source) -> str:
    """Name a source; its address stays as it is."""
    return f"Main source: {dated(source.title)}, {source.publisher}, {source.url} ({label(source.standing)})."


def main_source(sources: Iterable[NumberedSource]) -> Source | None:
    """Return the source with the strongest standing, then the most fully read, then the first cited, if any."""
    return min((source.record for source in sources), key=_rank, default=None)


def _rank(source: Source) -> tuple[int, int]:
    return names(STANDINGS).index(source.standing), names(EXTENTS).index(source.read)
