"""The frozen values that content becomes. What a file says and what the build works out never share a class."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, fields, replace
from functools import cached_property
from typing import Any, Self

from kb.domain.code_facts import (
    CodePair,
    Conflict,
    FeeRow,
    LifeEvent,
    Modifier,
    ObservedAmount,
    RecordElement,
    UnitLimit,
)
from kb.domain.code_list import CodeList
from kb.domain.concepts import CONCEPTS, Concept
from kb.domain.contacts import Contact
from kb.domain.criteria import Criterion
from kb.domain.near_codes import NearCodes
from kb.domain.periods import Period
from kb.domain.places import Path, Places
from kb.domain.problem import Place
from kb.domain.reach import Reach
from kb.domain.source_record import SourceRecord, WatchedSource
from kb.domain.staff import Posting, Team


def values_of(record: Any) -> dict[str, Any]:
    """Return the values of a record by name, as `vars` does of one that has no slots."""
    return {one.name: getattr(record, one.name) for one in fields(record)}


@dataclass(frozen=True, slots=True)  # there are very many
class Source:
    """Where a claim comes from. `printed` is the date the document carries: a year, a month or a day.

    `part` is the page or section of it that the file relies on.
    """

    id: str
    title: str
    publisher: str
    url: str
    standing: str
    retrieved: dt.date
    read: str
    printed: str = ""
    own_url: str = ""
    part: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)  # there are very many
class Receipt:
    """Search log for an unknown: where, with which words, when, for which questions, and what was asked.

    `plans` are the licensees that a search told by their brand was about: it vouches for no other one.
    """

    where: str
    words: str
    on: dt.date
    questions: tuple[str, ...] = ()
    through: str = ""
    plans: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)  # there are very many
class Section:
    """A second-level heading and the Markdown below it. `line` is that of the heading."""

    heading: str
    slug: str
    line: int
    text: str


@dataclass(frozen=True, slots=True)  # there are very many
class Answer:
    """The value an entry gives to one question, and how sure it is. `words` is the payer's own word.

    `periods` are the time limits of the value as numbers, `contacts` whom to turn to, whether the value is known or
    not.
    """

    question: str
    value: str
    sources: tuple[str, ...] = ()
    words: str = ""
    confidence: str = ""
    note: str = ""
    reason: str = ""
    periods: tuple[Period, ...] = ()
    contacts: tuple[Contact, ...] = ()


@dataclass(frozen=True)
class Adoption:
    """A team that has adopted an edition of a rule, and the first day on which it works by it."""

    by: str
    on: dt.date
    note: str = ""


@dataclass(frozen=True)
class Document:
    """What every content file has. `path` is relative to the policies folder; `id` is the path without `.md`.

    `owner` is the team that keeps it, empty if the file names none.
    """

    path: str
    title: str
    reviewed: dt.date
    review_by: dt.date
    sources: Mapping[str, Source]
    looked: tuple[Receipt, ...]
    sections: tuple[Section, ...]
    places: Mapping[Path, Place] = field(repr=False, compare=False)
    owner: str = field(default="", kw_only=True)

    @property
    def id(self) -> str:
        """The path without its ending: the name of the file in the library, and of its page on the site."""
        return self.path.removesuffix(".md")

    def place(self, *path: str | int) -> Place:
        """Find the place of a value in the file, by its keys; of one that is not there, the nearest key above it."""
        while path and path not in self.places:
            path = path[:-1]
        return self.places.get(path, Place())

    def put_away(self) -> Self:
        """Return the document with its places written down, which nobody asks where nothing is wrong."""
        return replace(self, places=Places(self.places))


@dataclass(frozen=True)
class Entry(Document):
    """What one scope of a payer says on the codes of one reach. It holds from `effective` to `ends`, both included.

    `replaces` are the ids of entries, since taken out of the library, whose rule this entry continues; `criteria` are
    those that its document prints as data, `listed` its code list.
    """

    payer: str
    scope: str
    reach: Reach
    document: str
    currency: str
    effective: dt.date | None
    ends: dt.date | None
    date_basis: str
    answers: Mapping[str, Answer]
    adopted: tuple[Adoption, ...] = ()
    replaces: tuple[str, ...] = ()
    criteria: tuple[Criterion, ...] = ()
    listed: CodeList | None = None

    @property
    def scope_id(self) -> str:
        """The id of its scope: `cigna/commercial`."""
        return f"{self.payer}/{self.scope}"


@dataclass(frozen=True)
class Scope:
    """A part of a payer with answers of its own: a line of business, a licensee, a contractor, a brand.

    `states` are postal abbreviations; none if nobody recorded them.
    """

    id: str
    name: str
    kind: str
    line_of_business: tuple[str, ...]
    aliases: tuple[str, ...] = ()
    note: str = ""
    states: tuple[str, ...] = ()


@dataclass(frozen=True)
class Portal:
    """A public page of a payer worth opening."""

    name: str
    url: str


@dataclass(frozen=True)
class Payer(Document):
    """An organisation that pays, or a brand of such organisations, and its scopes in the order shown."""

    aliases: tuple[str, ...]
    scopes: tuple[Scope, ...]
    portals: tuple[Portal, ...]
    contacts_reason: str

    @property
    def name(self) -> str:
        """The payer's id, which is its folder: `cigna`."""
        return self.path.split("/")[0]


@dataclass(frozen=True)
class CodePage(Document):
    """What a code is. `add_on_to` is the parent of an add-on, or empty: of several primary codes the first.

    `primaries` are all of them; rules on the parent alone are those that an add-on inherits.
    """

    code: str
    family: str
    add_on_to: str
    add_on_type: str
    add_on_sources: tuple[str, ...]
    concepts: tuple[str, ...]
    life_cycle: tuple[LifeEvent, ...]
    fee_schedule: tuple[FeeRow, ...]
    units: tuple[UnitLimit, ...]
    pairs: tuple[CodePair, ...]
    modifiers: tuple[Modifier, ...]
    observed_amounts: tuple[ObservedAmount, ...]
    conflicts: tuple[Conflict, ...]
    primaries: tuple[str, ...] = ()
    elements: tuple[RecordElement, ...] = ()


@dataclass(frozen=True)
class OtherPlan:
    """A payer or plan that staff ask about and that has no entry here.

    `payer` is the id of the payer or brand it belongs to, where that is in the library; `states` and `lines` are what
    it serves, by postal abbreviation and line of business, as far as recorded.
    """

    name: str
    aliases: tuple[str, ...] = ()
    payer: str = ""
    states: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True)
class DenialCode:
    """A code of a remittance advice, the question that it raises, and words that find the sections on it.

    `note` is what a reader must know before the answer: that a claim is corrected, say, and not appealed.
    """

    code: str
    question: str
    words: str
    note: str = ""


@dataclass(frozen=True)
class Lookup:
    """What staff type that is no policy here: plans without entries, and denial codes."""

    other_plans: tuple[OtherPlan, ...] = ()
    denial_codes: tuple[DenialCode, ...] = ()


@dataclass(frozen=True)
class ClaimVolume:
    """How many claims a team has on a code; `scope` is the id of the plan, empty for all plans without a row."""

    code: str
    scope: str
    claims: int


@dataclass(frozen=True)
class Later:
    """An entry that begins after the date of service of a library. `in_force_now`: whether it is in force today."""

    entry: Entry
    in_force_now: bool


@dataclass(frozen=True)
class Library:
    """All content that was read: payers and codes by id, entries in order of id, and the synonym groups.

    `paths` are those of all files, also of those that could not be read into a document. `later` is filled in a
    library as of a date of service: an entry that begins after that day gives no answer for it, but shows that an old
    edition without dates has been replaced.
    """

    payers: Mapping[str, Payer]
    codes: Mapping[str, CodePage]
    entries: tuple[Entry, ...]
    synonyms: tuple[tuple[str, ...], ...] = ()
    lookup: Lookup = Lookup()
    paths: frozenset[str] = frozenset()
    later: tuple[Later, ...] = ()
    concepts: tuple[Concept, ...] = CONCEPTS
    volume: tuple[ClaimVolume, ...] = ()
    source_records: Mapping[str, SourceRecord] = field(default_factory=dict)
    watched: tuple[WatchedSource, ...] = ()
    teams: tuple[Team, ...] = ()
    postings: tuple[Posting, ...] = ()

    @property
    def documents(self) -> tuple[Document, ...]:
        """Every page of content: codes, payers, entries, each in order of id."""
        return (*self.codes.values(), *self.payers.values(), *self.entries)

    @cached_property
    def newest_review(self) -> dt.date:
        """The day of the newest review: the last day of which the content itself says that somebody looked."""
        return max(document.reviewed for document in self.documents)

    @cached_property
    def by_path(self) -> dict[str, Document]:
        """Every page of content by its path."""
        return {document.path: document for document in self.documents}

    @cached_property
    def families(self) -> dict[str, Concept]:
        """The services with a family of codes, by name."""
        return {concept.name: concept for concept in self.concepts if concept.codes}

    def owner_of(self, document: Document) -> str:
        """The team that keeps a document: its own, or for an entry its payer's; empty if neither names one."""
        payer = self.payers.get(document.payer) if isinstance(document, Entry) else None
        return document.owner or (payer.owner if payer else "")

    def teams_for(self, about: str, owner: str = "") -> tuple[Team, ...]:
        """Return the teams that keep a plan, a payer or a code page (its id), or own it by name."""
        ids = {about, about.partition("/")[0], about.removeprefix("codes/").upper()}
        return tuple(team for team in self.teams if ids & {*team.owns} or (owner and team.title == owner))

    @cached_property
    def _by_scope(self) -> dict[str, tuple[Entry, ...]]:
        found: dict[str, list[Entry]] = {}
        for entry in self.entries:
            found.setdefault(entry.scope_id, []).append(entry)
        return {scope: tuple(entries) for scope, entries in found.items()}

    def entries_of(self, scope: str) -> tuple[Entry, ...]:
        """The entries of a scope, `cigna/commercial`, in order of id."""
        return self._by_scope.get(scope, ())

    @cached_property
    def _by_name(self) -> dict[str, tuple[Payer, ...]]:
        found: dict[str, list[Payer]] = {}
        for payer in self.payers.values():
            scopes = (called for scope in payer.scopes for called in (scope.name, *scope.aliases))
            for name in {called.casefold() for called in (payer.name, payer.title, *payer.aliases, *scopes)}:
                found.setdefault(name, []).append(payer)
        return {name: tuple(payers) for name, payers in found.items()}

    def payers_called(self, name: str) -> tuple[Payer, ...]:
        """The payers of which one of the names, or one of a scope's, is this one in any case; in order of id."""
        return self._by_name.get(name.casefold(), ())

    @cached_property
    def _claims(self) -> dict[tuple[str, str], int]:
        return {(row.code, row.scope): row.claims for row in self.volume}

    def claims_on(self, code: str, scope: str) -> int:
        """How many claims a team has on a code in a plan, as far as `volume.csv` says; else none."""
        return self._claims.get((code, scope), self._claims.get((code, ""), 0))

    def editions_beside(self, id_: str) -> tuple[SourceRecord, ...]:
        """The other editions of the document of a source record, in order of id; none where it has no record."""
        own = self.source_records.get(id_)
        every = self._editions[own.edition_of or own.id] if own else ()
        return tuple(one for one in every if one.id != id_)

    @cached_property
    def _editions(self) -> dict[str, list[SourceRecord]]:
        found: dict[str, list[SourceRecord]] = {}
        for record in self.source_records.values():
            found.setdefault(record.edition_of or record.id, []).append(record)
        return found

    @cached_property
    def _watched(self) -> dict[str, WatchedSource]:
        return {row.url: row for row in self.watched}

    def seen_since(self, source: Source) -> WatchedSource | None:
        """What a visit of its address has found since a source was read; None where there is nothing to look at."""
        return self.seen_at(source.url, source.retrieved)

    def seen_at(self, url: str, since: dt.date) -> WatchedSource | None:
        """What a visit of an address has found since a day; None where there is nothing to look at."""
        found = self._watched.get(url)
        return found if found and found.seen > since else None

    @cached_property
    def with_criteria(self) -> tuple[Entry, ...]:
        """The entries that print criteria as data, in order of id."""
        return tuple(entry for entry in self.entries if entry.criteria)

    @cached_property
    def stating(self) -> frozenset[str]:
        """The payers of which an entry states a time limit or a contact."""
        answers = ((entry.payer, answer) for entry in self.entries for answer in entry.answers.values())
        return frozenset(payer for payer, answer in answers if answer.periods or answer.contacts)

    @cached_property
    def _by_named_code(self) -> dict[str, list[Entry]]:
        found: dict[str, list[Entry]] = {}
        for entry in self.entries:
            for code in entry.reach.named_codes:
                found.setdefault(code, []).append(entry)
        return found

    def entries_naming(self, code: str) -> tuple[Entry, ...]:
        """The entries of all scopes that name a code by itself, in order of id."""
        return tuple(self._by_named_code.get(code, ()))

    @cached_property
    def _by_reach(self) -> dict[Reach, tuple[Entry, ...]]:
        found: dict[Reach, list[Entry]] = {}
        for entry in self.entries:
            found.setdefault(entry.reach, []).append(entry)
        return {reach: tuple(entries) for reach, entries in found.items()}

    @property
    def reaches(self) -> Collection[Reach]:
        """Every reach that an entry has, each once."""
        return self._by_reach.keys()

    def entries_on(self, reach: Reach) -> tuple[Entry, ...]:
        """The entries of all scopes with exactly this reach, in order of id."""
        return self._by_reach.get(reach, ())

    @cached_property
    def near_codes(self) -> NearCodes:
        """Tells which codes a reach may include."""
        return NearCodes({code: page.add_on_to for code, page in self.codes.items()})

    @cached_property
    def scope_ids(self) -> tuple[str, ...]:
        """The ids of all scopes, in the order in which pages list them."""
        return tuple(f"{payer.name}/{scope.id}" for payer, scope in self.scopes)

    @cached_property
    def scopes(self) -> tuple[tuple[Payer, Scope], ...]:
        """Every scope with its payer, in the order in which pages list them."""
        return tuple((payer, scope) for payer in self.payers.values() for scope in payer.scopes)
