"""What a document prints, gathered: its title, number, dates, codes and sentences, and all that is in doubt."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import chain
from typing import Final

from kb.drafts.code_tables import Codes, codes_of
from kb.drafts.numbers import Named, named
from kb.drafts.pages import Paper
from kb.drafts.printed_dates import Dates, dates_of
from kb.drafts.sentences import Quotes, quotes_of


@dataclass(frozen=True)
class Draft:
    """What was read of a document. It holds no answer.

    `left_out` names the PARTS that cannot be written as they are printed.
    """

    paper: Paper
    named: Named
    dates: Dates
    codes: Codes
    quotes: Quotes
    doubts: tuple[str, ...]
    left_out: frozenset[str] = frozenset()

    def without(self, parts: Iterable[str], rules: str) -> Draft:
        """Return the draft without some parts, which as printed break `rules` of the checker."""
        told = (f"{PARTS[part]} left out: as printed it breaks a rule of check ({rules})" for part in parts)
        return replace(self, left_out=frozenset(parts), doubts=(*self.doubts, *told))


PARTS: Final = {
    "heading": "the heading of the code list",
    "codes": "the codes that the entry is about",
    "title": "the title",
    "quotes": "every sentence",
    "listed": "the code list",
}
"""The parts that a draft can do without, in the order in which they are given up."""


def draft_of(paper: Paper) -> Draft:
    """Read a draft out of the text of a document."""
    name, dates, codes = named(paper), dates_of(paper), codes_of(paper)
    quotes = quotes_of(paper, codes.taken)
    doubts = (*paper.doubts, *_of_pages(paper), *name.doubts, *dates.doubts, *codes.doubts, *quotes.doubts)
    return Draft(paper, name, dates, codes, quotes, doubts)


def _of_pages(paper: Paper) -> list[str]:
    """Tell which pages could not be read whole."""
    blank = [page.number for page in paper.pages if not page.lines]
    pictures = [page.number for page in paper.pages if page.pictures and page.lines]
    columns = [page.number for page in paper.pages if page.in_columns]
    told = (
        ("no text, scanned or empty; look at it", blank),
        ("a picture, in which codes or words may stand; look at it", pictures),
        ("set in two columns; compare the sentences with it", columns),
    )
    return list(chain.from_iterable([f"page {_listed(found)}: {what}"] if found else [] for what, found in told))


def _listed(numbers: list[int]) -> str:
    shown = ", ".join(map(str, numbers[:20]))
    return f"{shown} and {len(numbers) - 20} more" if len(numbers) > 20 else shown  # noqa: PLR2004
