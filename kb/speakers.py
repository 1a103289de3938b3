"""Who speaks: the entries that have something to say on a question about a code, and by which reach.

A scope's own entries speak; beside a Medicare contractor's, the national ones; beside a licensee's, where it has none
on the code, those of the brand, which lend their receipts and no answer.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from kb.model import Answer, Entry, Library, Source
from kb.reach import reaches
from kb.vocabulary import UNKNOWN

NATIONAL: Final = "medicare/national"
LOOKED: Final = "looked and not found"
UNLOOKED: Final = "not looked up"


@dataclass(frozen=True)
class Speaker:
    """An entry that has something to say on the question, and by which reach: one of RANKS.

    `for_brand` marks an entry of the brand beside a licensee's own: it lends its receipt and no answer.
    """

    entry: Entry
    answer: Answer
    rank: str
    for_brand: bool = False

    @property
    def known(self) -> bool:
        """Whether it gives a value."""
        return self.answer.value != UNKNOWN

    @property
    def decides(self) -> bool:
        """Whether its value may stand as the answer."""
        informs_only = self.for_brand or self.rank == "concept" or self.entry.currency == "superseded"
        return self.known and not informs_only

    @property
    def reason(self) -> str:
        """Why it gives no value; for a licensee, whether the brand's entry has a receipt of a search."""
        if self.for_brand:
            return (
                LOOKED
                if any(self.answer.question in receipt.questions for receipt in self.entry.looked)
                else UNLOOKED
            )
        return self.answer.reason

    @property
    def searched(self) -> bool:
        """Whether somebody searched, in vain."""
        return self.reason == LOOKED

    @property
    def sources(self) -> tuple[Source, ...]:
        """The source records of its answer."""
        return tuple(self.entry.sources[source] for source in self.answer.sources)


def speakers(library: Library, code: str, scope: str, question: str) -> list[Speaker]:
    """Find the entries that speak to it: the scope's own, the national ones for a contractor, the brand's."""
    found = list(_speaking(library, code, scope, question))
    own = any(not speaker.for_brand and speaker.rank != "concept" for speaker in found)
    return [speaker for speaker in found if not (own and speaker.for_brand)]


def _speaking(library: Library, code: str, scope: str, question: str) -> Iterator[Speaker]:
    for name in (scope, *beside(library, scope)):
        for entry in library.entries_of(name):
            rank = rank_of(library, entry, code)
            if rank and question in entry.answers:
                yield Speaker(entry, entry.answers[question], rank, name not in {scope, NATIONAL})


def beside(library: Library, scope: str) -> list[str]:
    """Name the scopes that stand beside one: the national scope, and the brand of a licensee."""
    payer, _, name = scope.partition("/")
    found = library.payers.get(payer)
    kinds = {known.id: known.kind for known in found.scopes} if found else {}
    brands = [f"{payer}/{known}" for known, kind in kinds.items() if kind == "brand"]
    return [NATIONAL] if kinds.get(name) == "contractor" else brands if kinds.get(name) == "licensee" else []


def rank_of(library: Library, entry: Entry, code: str) -> str:
    """Tell by which reach an entry speaks for a code; empty where it does not."""
    page = library.codes.get(code)
    if entry.reach.kind == "concept":
        return "concept" if page and entry.reach.label in page.concepts else ""
    parent = page.add_on_to if page else ""
    if reaches(entry.reach, code, add_on=bool(parent)):
        return entry.reach.kind
    inherits = parent and reaches(entry.reach, parent, add_on=False)
    return "inherited" if inherits else ""
