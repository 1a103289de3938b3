"""The answer for a code, a scope and a question: which entry decides, and why. Pure; the heart of the library.

The closest reach decides: named code, range, category, all codes, then what an add-on inherits from its parent.
Within one reach an entry in force goes before an old one. *Data not available* does not end the search: the next
reach is asked, and both are shown. Entries on a concept and superseded entries inform and never decide. Where
deciding entries of one reach disagree, the answer is *sources conflict*. A Medicare contractor falls back to the
national scope; no other scope takes an answer from another. Where a licensee has no entry of its own, the brand's
receipts tell whether anybody looked.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from kb.model import Answer, Entry, Library, Source
from kb.reach import RANKS, reaches
from kb.vocabulary import CONFLICT, COVERAGE, PRIOR_AUTHORIZATION, STANDINGS, UNKNOWN, names

NATIONAL: Final = "medicare/national"
LOOKED: Final = "looked and not found"
UNLOOKED: Final = "not looked up"
ORDERED: Final = {"coverage": names(COVERAGE)[:-1], "prior_authorization": names(PRIOR_AUTHORIZATION)[:3]}
"""Answers that can be better or worse, from the best on."""


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


@dataclass(frozen=True)
class Resolution:
    """The answer, the entries that decide it (several where they conflict), and all that inform it.

    `warning` is filled where an add-on looks better than its parent.
    """

    code: str
    scope: str
    question: str
    value: str
    reason: str
    why: str
    deciders: tuple[Speaker, ...]
    informers: tuple[Speaker, ...]
    warning: str = ""

    @property
    def decider(self) -> Speaker | None:
        """The entry that decides, or the first of those in conflict; None where nothing is known."""
        return self.deciders[0] if self.deciders else None

    @property
    def leading(self) -> Speaker | None:
        """The entry to open first: the decider, else the closest that has something to say."""
        return next(iter((*self.deciders, *self.informers)), None)

    @property
    def sources(self) -> tuple[Source, ...]:
        """The sources of the deciding answers, each once."""
        return tuple(dict.fromkeys(source for speaker in self.deciders for source in speaker.sources))

    @property
    def standing(self) -> str:
        """The best standing among the sources; empty where nothing is known."""
        found = {source.standing for source in self.sources}
        return next((standing for standing in names(STANDINGS) if standing in found), "")

    @property
    def part_read(self) -> bool:
        """Whether every source of the answer was read in part only."""
        return bool(self.sources) and all(source.read != "whole" for source in self.sources)


def resolve(library: Library, code: str, scope: str, question: str) -> Resolution:
    """Answer one question (its key) on one code for one scope (`cigna/commercial`)."""
    found = _resolve(library, code, scope, question)
    page = library.codes.get(code)
    if not page or not page.add_on_to or question not in ORDERED or not found.deciders:
        return found
    parent = _resolve(library, page.add_on_to, scope, question)
    return _warn(found, parent, page.add_on_to)


def _resolve(library: Library, code: str, scope: str, question: str) -> Resolution:
    speakers = sorted(_relevant(speaking(library, code, scope, question)), key=_closeness)
    deciders = _closest([speaker for speaker in speakers if speaker.decides])
    informers = tuple(speaker for speaker in speakers if speaker not in deciders)
    values = {speaker.answer.value for speaker in deciders}
    value = UNKNOWN if not values else values.pop() if len(values) == 1 else CONFLICT
    reason = _reason(informers) if value == UNKNOWN else CONFLICT if value == CONFLICT else ""
    why = explain(code, scope, value, deciders, informers)
    return Resolution(code, scope, question, value, reason, why, deciders, informers)


def _relevant(found: Iterator[Speaker]) -> list[Speaker]:
    """Leave the brand's word out where the scope itself has one on the code."""
    speakers = list(found)
    own = any(not speaker.for_brand and speaker.rank != "concept" for speaker in speakers)
    return [speaker for speaker in speakers if not (own and speaker.for_brand)]


def speaking(library: Library, code: str, scope: str, question: str) -> Iterator[Speaker]:
    """Find the entries that speak to it: the scope's own, the national ones for a contractor, the brand's."""
    for name in (scope, *_beside(library, scope)):
        for entry in library.entries_of(name):
            rank = rank_of(library, entry, code)
            if rank and question in entry.answers:
                yield Speaker(entry, entry.answers[question], rank, name not in {scope, NATIONAL})


def _beside(library: Library, scope: str) -> list[str]:
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


def _closeness(speaker: Speaker) -> tuple[bool, int, bool, bool, str]:
    """Sort close reach before wide, editions in force before old ones, a contractor's own before the national.

    Reach goes first since a national rule on the code itself binds the contractor whose rule is on its category.
    """
    old = speaker.entry.currency in {"old", "superseded"}
    return speaker.for_brand, RANKS.index(speaker.rank), old, speaker.entry.scope_id == NATIONAL, speaker.entry.id


def _closest(deciders: list[Speaker]) -> tuple[Speaker, ...]:
    """Keep the deciders that are as close as the first one."""
    if not deciders:
        return ()
    first = _closeness(deciders[0])[:4]
    return tuple(speaker for speaker in deciders if _closeness(speaker)[:4] == first)


def _reason(informers: tuple[Speaker, ...]) -> str:
    """Say why nothing is known: the closest entry's own reason, or what its silence amounts to."""
    for speaker in informers:
        if speaker.rank != "concept" and (not speaker.known or speaker.entry.currency == "superseded"):
            return "lapsed" if speaker.known else speaker.reason
    return next((speaker.reason for speaker in informers if not speaker.known), UNLOOKED)


def _warn(found: Resolution, parent: Resolution, code: str) -> Resolution:
    order = ORDERED[found.question]
    ranks = {value: order.index(value) for value in order}
    mine, theirs = ranks.get(found.value), ranks.get(parent.value)
    if mine is None or (theirs is not None and mine >= theirs):
        return found
    warning = f"The parent {code} stands at “{parent.value}”: check it before relying on the add-on's better status."
    return Resolution(**{**vars(found), "warning": warning})


def explain(code: str, scope: str, value: str, deciders: tuple[Speaker, ...], informers: tuple[Speaker, ...]) -> str:
    """Say in words which entry decides and why, and what else was there."""
    parts = [*_silence(code, scope, informers)]
    if not deciders:
        parts.append("No entry of this scope gives a value that decides." if informers else NOTHING)
    elif value == CONFLICT:
        told = "; ".join(f"{speaker.entry.id} says “{speaker.answer.value}”" for speaker in deciders)
        parts.append(f"Entries of the same reach disagree: {told}.")
    else:
        parts.append(f"{_because(code, deciders[0])}, so it stands at “{value}”.")
    if deciders and deciders[0].entry.scope_id != scope:
        parts.append("This is the national answer.")
    parts += [_informs(speaker, deciders) for speaker in informers if _worth_telling(speaker, scope, deciders)]
    return " ".join(parts)


def _silence(code: str, scope: str, informers: tuple[Speaker, ...]) -> Iterator[str]:
    """Say first that the closest entry, by name, knows nothing, and whose search that was."""
    silent = next((speaker for speaker in informers if not speaker.known and speaker.rank == "named code"), None)
    if silent is None:
        return
    where = "Nationally, " if silent.entry.scope_id != scope and not silent.for_brand else ""
    if silent.for_brand:
        yield f"Searched across the licensees of the brand: {silent.reason}." if silent.searched else NOBODY
    elif silent.searched and silent.answer.question != "benchmarks":
        yield f"{where}{code} is not named in what could be read: {silent.reason}."
    else:
        yield f"{where}{code} by name: {silent.reason}."


NOBODY: Final = "Nobody has searched for it yet."
NOTHING: Final = "No entry of this scope speaks to the question."


def _because(code: str, speaker: Speaker) -> str:
    name, reach = _name(speaker), speaker.entry.reach
    told = {
        "named code": f"{name} names {code}",
        "range": f"{name} reaches the range {reach.label}, {code} among it",
        "category": f"{name} reaches {reach.label} as a whole, {code} among them",
        "all codes": f"{name} holds for all codes",
        "inherited": f"{name} names the parent of the add-on {code}",
    }[speaker.rank]
    return told[0].upper() + told[1:]


def _name(speaker: Speaker) -> str:
    """Quote the payer's document; an entry without one goes by our title, and says that it is ours."""
    return f"“{speaker.entry.document}”" if speaker.entry.document else f"our entry “{speaker.entry.title}”"


def _worth_telling(speaker: Speaker, scope: str, deciders: tuple[Speaker, ...]) -> bool:
    """Tell of what never decides, of another word within the deciding reach, and of a contractor's own word."""
    if not speaker.known or any(speaker.answer.value == decider.answer.value for decider in deciders):
        return False
    same_reach = any(speaker.rank == decider.rank for decider in deciders)
    own = any(decider.entry.scope_id != scope for decider in deciders) and speaker.entry.scope_id == scope
    return not speaker.decides or same_reach or own


def _informs(speaker: Speaker, deciders: tuple[Speaker, ...]) -> str:
    name, value = _name(speaker), speaker.answer.value
    name = name[0].upper() + name[1:]
    note = f" ({speaker.answer.note})" if speaker.answer.note else ""
    if speaker.rank == "concept":
        return f"{name}, on {speaker.entry.reach.label}, says “{value}”{note}: it informs only."
    if speaker.entry.currency == "superseded":
        return f"{name} said “{value}”: it has very likely been superseded and informs only."
    older = speaker.entry.currency == "old" and all(decider.entry.currency != "old" for decider in deciders)
    return f"{name}{', which is older,' if older else ''} says “{value}”."
