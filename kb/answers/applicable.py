"""Who speaks: the entries that have something to say on a question about a code, and by which reach.

A scope's own entries speak; beside a Medicare contractor's, the national ones; beside a licensee's, where it has none
on the code, those of the brand, which lend their receipts and no answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

from kb.domain.model import Answer, Entry, Later, Library, Source
from kb.domain.reach import Reach, reaches
from kb.domain.vocabulary import UNKNOWN

NATIONAL: Final = "medicare/national"
LOOKED: Final = "looked and not found"
UNLOOKED: Final = "not looked up"


class Voice(NamedTuple):
    """An entry that reaches a code, whatever the question: a speaker before it is asked.

    `later` is filled for one that begins after the day the library stands for: it has no say on that day.
    """

    entry: Entry
    rank: str
    for_brand: bool
    later: Later | None = None


@dataclass(frozen=True)
class Speaker:
    """An entry that has something to say on the question, and by which reach: one of RANKS.

    `for_brand` marks an entry of the brand beside a licensee's own: it lends its receipt and no answer. `outdated`
    marks an old edition of which it is not recorded whether it held on the day that the library stands for.
    """

    entry: Entry
    answer: Answer
    rank: str
    for_brand: bool = False
    outdated: bool = False

    @property
    def known(self) -> bool:
        """Whether it gives a value."""
        return self.answer.value != UNKNOWN

    @property
    def decides(self) -> bool:
        """Whether its value may stand as the answer."""
        informs_only = self.for_brand or self.rank == "concept" or self.entry.currency == "superseded"
        return self.known and not informs_only and not self.outdated

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
    return heard(voices_of(library, code, scope), question)


def voices_of(library: Library, code: str, scope: str) -> list[Voice]:
    """Find for one scope the entries that reach a code, as `voices` does; only entries concerned are looked at."""
    near = (scope, *beside(library, scope))
    concerned = ((name, entry) for name in near for entry in library.entries_of(name))
    ranked = ((name, entry, rank_of(library, entry, code)) for name, entry in concerned)
    present = [Voice(entry, rank, name not in {scope, NATIONAL}) for name, entry, rank in ranked if rank]
    return [*present, *_later_voices(library, code, scope, near)]


def voices(library: Library, code: str, scopes: Iterable[str]) -> dict[str, list[Voice]]:
    """Find for each of the scopes the entries that reach a code: its own, and those of the scopes beside it."""
    reaching = _reaching(library, code)
    near = {scope: beside(library, scope) for scope in scopes}
    return {
        scope: [*_voices(scope, found, reaching), *_later_voices(library, code, scope, (scope, *found))]
        for scope, found in near.items()
    }


def heard(found: list[Voice], question: str) -> list[Speaker]:
    """Let those speak that have something to say on a question; the brand only where a licensee is silent."""
    told = [
        Speaker(voice.entry, voice.entry.answers[question], voice.rank, voice.for_brand)
        for voice in found
        if not voice.later and question in voice.entry.answers
    ]
    own = any(not speaker.for_brand and speaker.rank != "concept" for speaker in told)
    return [speaker for speaker in told if not (own and speaker.for_brand)]


def _later_voices(library: Library, code: str, scope: str, near: Iterable[str]) -> Iterator[Voice]:
    for later in library.later:
        name = later.entry.scope_id
        rank = rank_of(library, later.entry, code) if name in near else ""
        if rank:
            yield Voice(later.entry, rank, name not in {scope, NATIONAL}, later)


def _reaching(library: Library, code: str) -> dict[str, list[tuple[Entry, str]]]:
    """Give the entries that reach a code with the reach by which they do, by scope; each reach is looked at once."""
    found: dict[str, list[tuple[Entry, str]]] = {}
    for reach in library.reaches:
        rank = rank_by(library, reach, code)
        for entry in library.entries_on(reach) if rank else ():
            found.setdefault(entry.scope_id, []).append((entry, rank))
    return found


def _voices(scope: str, beside: list[str], reaching: Mapping[str, list[tuple[Entry, str]]]) -> Iterator[Voice]:
    for name in (scope, *beside):
        for entry, rank in reaching.get(name, ()):
            yield Voice(entry, rank, name not in {scope, NATIONAL})


def beside(library: Library, scope: str) -> list[str]:
    """Name the scopes that stand beside one: the national scope, and the brand of a licensee."""
    payer, _, name = scope.partition("/")
    found = library.payers.get(payer)
    kinds = {known.id: known.kind for known in found.scopes} if found else {}
    brands = [f"{payer}/{known}" for known, kind in kinds.items() if kind == "brand"]
    return [NATIONAL] if kinds.get(name) == "contractor" else brands if kinds.get(name) == "licensee" else []


def rank_of(library: Library, entry: Entry, code: str) -> str:
    """Tell by which reach an entry speaks for a code; empty where it does not."""
    return rank_by(library, entry.reach, code)


def rank_by(library: Library, reach: Reach, code: str) -> str:
    """Tell by which reach any entry with this one speaks for a code; empty where it does not."""
    page = library.codes.get(code)
    if reach.kind == "concept":
        return "concept" if page and reach.label in page.concepts else ""
    parent = page.add_on_to if page else ""
    if reaches(reach, code, add_on=bool(parent)):
        return reach.kind
    inherits = parent and reaches(reach, parent, add_on=False)
    return "inherited" if inherits else ""
