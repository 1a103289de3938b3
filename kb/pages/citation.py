"""What a citation of an entry says beside the address of its page, which only the reader's browser knows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from kb.days import day
from kb.model import Entry, Source
from kb.pages.page import NumberedSource
from kb.vocabulary import EXTENTS, STANDINGS, names


@dataclass(frozen=True)
class Citation:
    """`told` stands before the address, `source` behind it; `source` is empty where the entry cites none."""

    told: str
    source: str


def citation(entry: Entry, where: str, sources: Mapping[str, NumberedSource], today: dt.date) -> Citation:
    """Say what an entry is: `where` (payer and scope), title, document, effective date, and of which day that is."""
    effective = f"effective {day(entry.effective)}" if entry.effective else "no effective date"
    said = f"{entry.document}, {effective}" if entry.document else f"No document named, {effective}"
    main = main_source(sources)
    return Citation(
        f"{where}: {entry.title}. {said}. Payer policy library as of {day(today)}.",
        f"Main source: {main.title}, {main.publisher}, {main.url} ({main.standing})." if main else "",
    )


def main_source(sources: Mapping[str, NumberedSource]) -> Source | None:
    """Give the source of the strongest standing, then the most fully read, then the first cited, if there is any."""
    return min((source.record for source in sources.values()), key=_rank, default=None)


def _rank(source: Source) -> tuple[int, int]:
    return names(STANDINGS).index(source.standing), names(EXTENTS).index(source.read)
