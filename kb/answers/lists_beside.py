"""What stands beside an answer: the code lists and the criteria of a plan, and what they say of an item. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from kb.answers.criteria import ItemSaid, PrintedCriterion, printed_criteria, said_of, verdict
from kb.answers.listings import Listing, listings
from kb.domain.model import Library


@dataclass(frozen=True)
class ListsBeside:
    """The lists of a plan that speak of a code. `item` is the diagnosis or modifier asked, `said` what of it."""

    library: Library
    listed: tuple[Listing, ...]
    criteria: tuple[PrintedCriterion, ...]
    item: str = ""
    said: tuple[ItemSaid, ...] = ()

    @property
    def record(self) -> dict[str, Any]:
        """Write them as plain values; what there is none of is left out."""
        rows = {"listed": [one.record for one in self.listed], "criteria": [one.record for one in self.criteria]}
        item = {"item": self.item, "answer": verdict(self.said), "said": [one.record for one in self.said]}
        return {**{name: found for name, found in rows.items() if found}, **({"with": item} if self.item else {})}

    @property
    def lines(self) -> Iterator[str]:
        """Say them in sentences: the lists, and the verdict on the item or else each criterion."""
        yield from (one.told(self.library) for one in self.listed)
        if self.item:
            yield f"{self.item.upper()}: {verdict(self.said)}."
            yield from (one.told(self.library) for one in self.said)
        else:
            yield from (one.told for one in self.criteria)


def lists_beside(library: Library, code: str, scope: str, item: str = "") -> ListsBeside:
    """Gather the lists of a plan that speak of a code, and of an item beside it where one is asked."""
    criteria = printed_criteria(library, code, scope)
    said = said_of(criteria, item) if item else ()
    return ListsBeside(library, listings(library, code, scope), criteria, item, said)
