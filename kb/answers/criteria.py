"""What the criteria of a plan say of a code, and of a diagnosis, modifier or place of service beside it. Pure.

A criterion is told beside an answer and never decides it. Only a rule that speaks for the code can support or refuse
an item; a policy on a service informs. What no list holds is *data not available*, unless a list was read whole.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from kb.answers.applicable import ReachingEntry, licensee_of, reach_kind_of, related_scopes
from kb.domain.criteria import DIAGNOSES, LISTED, Criterion, criterion_record, diagnosis, is_diagnosis
from kb.domain.model import Entry, Library
from kb.domain.reach import RANKS
from kb.domain.scopes import scope_title_of
from kb.domain.vocabulary import CONFLICT, SUPERSEDED, UNKNOWN, label

BACKGROUND: Final = "background only"
"""What is told of a criterion that is no rule on the code."""

NOT_LISTED: Final = "not listed"
"""What a list that was read whole says of an item that is not in it."""


@dataclass(frozen=True)
class PrintedCriterion:
    """A criterion of an entry that applies to a code. `rank` is the kind of reach, one of RANKS."""

    entry: Entry
    rank: str
    criterion: Criterion

    @property
    def decides(self) -> bool:
        """Whether it speaks for the code, and not for a service or by an edition that was replaced."""
        return self.rank != "concept" and self.entry.currency != SUPERSEDED

    @property
    def told(self) -> str:
        """Say it on a line, with the entry that prints it."""
        informs = "" if self.decides else f", {BACKGROUND}"
        return f"{self.said} ({self.entry.id}{informs})"

    @property
    def said(self) -> str:
        """Say it on a line, without the entry that prints it."""
        return f"{self.criterion.kind}, {self.criterion.says}: {'; '.join(self.criterion.items)}"

    @property
    def record(self) -> dict[str, Any]:
        """Write it as plain values: the criterion, its entry, and who prints it."""
        source = self.entry.sources[self.criterion.source]
        return {
            **criterion_record(self.criterion),
            "entry": self.entry.id,
            "reach": self.rank,
            "decides": self.decides,
            "standing": source.standing,
            "source_title": source.title,
            "url": source.url,
        }


@dataclass(frozen=True)
class ItemSaid:
    """What one printed criterion says of an item that was asked; `within` is the item that takes it in, or empty."""

    printed: PrintedCriterion
    item: str
    within: str

    @property
    def says(self) -> str:
        """Give the verdict of the document, or that a list which was read whole does not hold the item."""
        return self.printed.criterion.says if self.within else NOT_LISTED

    @property
    def record(self) -> dict[str, Any]:
        """Write it as plain values."""
        return {"entry": self.printed.entry.id, "says": self.says, "within": self.within or None}

    def told(self, library: Library) -> str:
        """Say it in a sentence."""
        if not self.within:
            return f"{self.item}{lacking_words(self.printed, library)}"
        before, after = held_words(self.printed, library)
        return f"{self.item}{before}{'' if self.within == self.item else f', as {self.within}'}{after}"


def held_words(printed: PrintedCriterion, library: Library) -> tuple[str, str]:
    """Give what is told of an item that a criterion holds: the words behind the item, and those at the end."""
    says = printed.criterion.says
    verdict = label(says) if says == LISTED else f"listed as “{says}”"
    return f" is {verdict} in {_named(printed, library)}", _end(printed)


def lacking_words(printed: PrintedCriterion, library: Library) -> str:
    """Give what is told of an item that a criterion lacks; nothing where its list was not read whole."""
    if not printed.criterion.is_whole:
        return ""
    kind = printed.criterion.kind
    return f" is not in the {kind} of {_named(printed, library)}, a list that was read whole{_end(printed)}"


def _named(printed: PrintedCriterion, library: Library) -> str:
    """Name the document, its plan, and what it applies to."""
    entry = printed.entry
    return f"{entry.document or entry.title} ({scope_title_of(library, entry)}, on {entry.reach.label})"


def _end(printed: PrintedCriterion) -> str:
    informs = "" if printed.decides else "; that is background and no rule on the code"
    note = f" {printed.criterion.note.rstrip('.')}." if printed.criterion.note else ""
    return f"{informs}.{note}"


def printed_criteria(library: Library, code: str, scope: str) -> tuple[PrintedCriterion, ...]:
    """Return the criteria that apply to a code in a plan, those of the closest rule first.

    Those of a brand are left out: each licensee has its own.
    """
    scopes = [name for name in (scope, *related_scopes(library, scope)) if not licensee_of(name, scope)]
    printing = (entry for entry in library.with_criteria if entry.scope_id in scopes)
    ranked = ((entry, reach_kind_of(library, entry, code)) for entry in printing)
    applying = [ReachingEntry(entry, rank) for entry, rank in ranked if rank]
    applying.sort(key=_closeness)
    return tuple(PrintedCriterion(one.entry, one.rank, held) for one in applying for held in one.entry.criteria)


def _closeness(found: ReachingEntry) -> tuple[int, str]:
    return RANKS.index(found.rank), found.entry.id


def said_of(printed: tuple[PrintedCriterion, ...], item: str) -> tuple[ItemSaid, ...]:
    """Return what criteria say of a diagnosis, or of another item as typed: where it is listed, or surely is not."""
    of_diagnosis = is_diagnosis(item)
    wanted = diagnosis(item) if of_diagnosis else item.upper()
    asked = (one for one in printed if (one.criterion.kind == DIAGNOSES) == of_diagnosis)
    said = (ItemSaid(one, wanted, one.criterion.item_with(wanted)) for one in asked)
    return tuple(one for one in said if one.within or (one.printed.criterion.is_whole and of_diagnosis))


def verdict(said: tuple[ItemSaid, ...]) -> str:
    """Give what rules on the code say of an item: the closest one, that sources conflict, or data not available.

    A list without a verdict, and a whole list that lacks the item, are given where no rule says more.
    """
    deciding = [one for one in said if one.printed.decides]
    for rank in RANKS:
        firm = {one.says for one in deciding if one.printed.rank == rank} - {LISTED, NOT_LISTED}
        if firm:
            return CONFLICT if len(firm) > 1 else firm.pop()
    weak = {one.says for one in deciding}
    return next((word for word in (LISTED, NOT_LISTED) if word in weak), UNKNOWN)
