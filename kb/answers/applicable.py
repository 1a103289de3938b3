"""Which entries apply to a code, a scope and a question, and by which reach.

The scope's own entries apply. For a Medicare contractor the national ones apply too. For a licensee that has none on
the code, those of its brand apply: their search receipts count, their values never decide.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

from kb.domain.model import Answer, Entry, Later, Library, Receipt, Source
from kb.domain.reach import Reach, reaches
from kb.domain.vocabulary import SUPERSEDED, UNKNOWN

NATIONAL: Final = "medicare/national"
LOOKED: Final = "looked and not found"
UNLOOKED: Final = "not looked up"

KindsByCode = Mapping[str, Mapping[Reach, str]]
"""By code, the reaches that include it, each with the kind of reach."""


class ReachingEntry(NamedTuple):
    """An entry that reaches a code, whatever the question. `rank` is the kind of reach, one of RANKS.

    `licensee` is filled for an entry of the brand: the id of the licensee that is asked about. `later` is filled for
    one that begins after the date of service of the library: it gives no answer on that day.
    """

    entry: Entry
    rank: str
    licensee: str = ""
    later: Later | None = None

    @property
    def for_brand(self) -> bool:
        """Whether it is an entry of the brand of the licensee that is asked about."""
        return bool(self.licensee)


@dataclass(frozen=True, slots=True)  # there are very many
class ApplicableEntry:
    """An entry that answers the question, with a value or as unknown. `rank` is the kind of reach, one of RANKS.

    `licensee` is filled for an entry of the brand: the id of the licensee that is asked about, for which its receipts
    count if they name it; its value does not decide. `outdated` marks an old edition of which is not recorded whether
    it was in force on the date of service.
    """

    entry: Entry
    answer: Answer
    rank: str
    licensee: str = ""
    outdated: bool = False

    @property
    def for_brand(self) -> bool:
        """Whether it is an entry of the brand of the licensee that is asked about."""
        return bool(self.licensee)

    @property
    def known(self) -> bool:
        """Whether it gives a value."""
        return self.answer.value != UNKNOWN

    @property
    def decides(self) -> bool:
        """Whether its value may be the answer."""
        informs_only = self.for_brand or self.rank == "concept" or self.entry.currency == SUPERSEDED
        return self.known and not informs_only and not self.outdated

    @property
    def receipts(self) -> tuple[Receipt, ...]:
        """The searches for the question that its entry tells; of the brand those that name the licensee."""
        told = (receipt for receipt in self.entry.looked if self.answer.question in receipt.questions)
        return tuple(receipt for receipt in told if not self.licensee or self.licensee in receipt.plans)

    @property
    def has_receipt(self) -> bool:
        """Whether its entry tells a search for the question."""
        return bool(self.receipts)

    @property
    def reason(self) -> str:
        """Why it gives no value; for an entry of the brand, whether it has a receipt of a search."""
        if self.for_brand:
            return LOOKED if self.has_receipt else UNLOOKED
        return self.answer.reason

    @property
    def searched(self) -> bool:
        """Whether somebody searched and found nothing."""
        return self.reason == LOOKED

    @property
    def sources(self) -> tuple[Source, ...]:
        """The source records of its answer."""
        return tuple(self.entry.sources[source] for source in self.answer.sources)


def applicable_entries(library: Library, code: str, scope: str, question: str) -> list[ApplicableEntry]:
    """Find the entries that answer a question (its key) on a code for a scope: its own, the national, the brand's."""
    return answering_entries(reaching_entries_of(library, code, scope), question)


def reaching_entries_of(library: Library, code: str, scope: str) -> list[ReachingEntry]:
    """Find the entries that reach a code for one scope, as `reaching_entries` does, but by its own entries only."""
    scopes = (scope, *related_scopes(library, scope))
    candidates = ((name, entry) for name in scopes for entry in library.entries_of(name))
    ranked = ((name, entry, reach_kind_of(library, entry, code)) for name, entry in candidates)
    present = [ReachingEntry(entry, rank, licensee_of(name, scope)) for name, entry, rank in ranked if rank]
    return [*present, *_upcoming_entries(library, code, scope, scopes)]


def reaching_entries(
    library: Library, code: str, scopes: Iterable[str], kinds: KindsByCode | None = None
) -> dict[str, list[ReachingEntry]]:
    """Find for each of the scopes the entries that reach a code: its own, and those of its `related_scopes`.

    `kinds` are those of the reaches of the library, where they have been found for many codes together.
    """
    reaching = _reaching(library, code, kinds or {})
    related = {scope: (scope, *related_scopes(library, scope)) for scope in scopes}
    return {
        scope: [
            *_reaching_entries(scope, found, reaching),
            *_upcoming_entries(library, code, scope, found),
        ]
        for scope, found in related.items()
    }


def answering_entries(found: list[ReachingEntry], question: str) -> list[ApplicableEntry]:
    """Keep the entries that answer a question; those of the brand only where the licensee has none on the code.

    An entry of the brand without a receipt says nothing where the licensee's own entries have one.
    """
    answering = [
        ApplicableEntry(candidate.entry, candidate.entry.answers[question], candidate.rank, candidate.licensee)
        for candidate in found
        if not candidate.later and question in candidate.entry.answers
    ]
    licensee = [applicable for applicable in answering if not applicable.for_brand]
    if any(applicable.rank != "concept" for applicable in licensee):
        return licensee
    searched = any(applicable.has_receipt for applicable in licensee)
    return [
        applicable for applicable in answering if not (applicable.for_brand and searched and not applicable.searched)
    ]


def _upcoming_entries(library: Library, code: str, scope: str, scopes: Iterable[str]) -> Iterator[ReachingEntry]:
    for later in library.later:
        name = later.entry.scope_id
        rank = reach_kind_of(library, later.entry, code) if name in scopes else ""
        if rank:
            yield ReachingEntry(later.entry, rank, licensee_of(name, scope), later)


def _reaching(library: Library, code: str, kinds: KindsByCode) -> dict[str, list[tuple[Entry, str]]]:
    """Return the entries that reach a code, each with its kind of reach, by scope. Each reach is matched once."""
    found: dict[str, list[tuple[Entry, str]]] = {}
    near = kinds.get(code)
    matched = {reach: reach_kind_by(library, reach, code) for reach in library.reaches} if near is None else near
    for reach, rank in matched.items():
        for entry in library.entries_on(reach) if rank else ():
            found.setdefault(entry.scope_id, []).append((entry, rank))
    return found


def _reaching_entries(
    scope: str, scopes: Iterable[str], reaching: Mapping[str, list[tuple[Entry, str]]]
) -> Iterator[ReachingEntry]:
    for name in scopes:
        for entry, rank in reaching.get(name, ()):
            yield ReachingEntry(entry, rank, licensee_of(name, scope))


def licensee_of(name: str, scope: str) -> str:
    """Return the id of the licensee where a scope is asked about and the entry is of its brand, else nothing."""
    return "" if name in {scope, NATIONAL} else scope.partition("/")[2]


def related_scopes(library: Library, scope: str) -> list[str]:
    """Return the ids of scopes whose entries apply too: the national one of a contractor, or a licensee's brand."""
    payer, _, name = scope.partition("/")
    found = library.payers.get(payer)
    kinds = {known.id: known.kind for known in found.scopes} if found else {}
    brands = [f"{payer}/{known}" for known, kind in kinds.items() if kind == "brand"]
    return [NATIONAL] if kinds.get(name) == "contractor" else brands if kinds.get(name) == "licensee" else []


def reach_kind_of(library: Library, entry: Entry, code: str) -> str:
    """Return the kind of reach by which an entry applies to a code; empty if it does not."""
    return reach_kind_by(library, entry.reach, code)


def kinds_by_code(library: Library, reaches: Iterable[Reach]) -> KindsByCode:
    """Find which of some reaches include each code that has a page, and by which kind; reaches in their order."""
    found: dict[str, dict[Reach, str]] = {code: {} for code in library.codes}
    for reach in reaches:
        for code, kind in kinds_of(library, reach).items():
            found[code][reach] = kind
    return found


def kinds_of(library: Library, reach: Reach) -> dict[str, str]:
    """Return the codes with a page that a reach includes, in their order, each with the kind of reach."""
    near = library.near_codes.of(reach)
    return {code: kind for code in near if (kind := reach_kind_by(library, reach, code))}


def reach_kind_by(library: Library, reach: Reach, code: str) -> str:
    """Return the kind of reach, one of RANKS, by which a reach includes a code; empty if it does not."""
    page = library.codes.get(code)
    if reach.kind == "concept":
        family = library.families.get(reach.label)
        return "concept" if (page and reach.label in page.concepts) or (family and family.has(code)) else ""
    parent = page.add_on_to if page else ""
    if reaches(reach, code, add_on=bool(parent)):
        return reach.kind
    return "inherited" if reaches(reach, parent, add_on=False) else ""
