"""What a plan answers on every date of service, as claim sheets need it: when each answer changes, and to what.

Between the days on which a version of an entry that speaks to it begins, ends or was recorded, no answer moves. So
each is resolved on these days alone, and once for all codes that the same entries reach in the same way.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from operator import itemgetter
from typing import Any, Final, NamedTuple, TypeVar

from kb.answers.answer import without_page
from kb.answers.applicable import ReachingEntry, kinds_of, licensee_of, reach_kind_by, related_scopes
from kb.answers.by_class import CODE, KEYS
from kb.answers.criteria import PrintedCriterion, printed_criteria
from kb.answers.resolve import COMPARED, Resolution, resolve_reached
from kb.domain.model import Entry, Later, Library
from kb.domain.reach import Reach
from kb.history.answer_as_of import record_as_of, value_as_of
from kb.history.clocks import Clocks
from kb.history.in_force import AsOfDates
from kb.history.in_force_periods import boundary_days, in_force_periods
from kb.history.library_as_of import AsOf, entries_as_of
from kb.history.versions import UNRECORDED, Lineage

Record = dict[str, Any]
Found = TypeVar("Found")


class Answered(NamedTuple):
    """An answer from a day on (None: from the beginning), and as plain values with the versions that it came from.

    `library` is what it was resolved in; `lineages` are the ids of those of the entries that decide.
    """

    first: dt.date | None
    found: Resolution
    record: Record
    library: Library
    lineages: tuple[str, ...]


Row = tuple[Answered, ...]
"""The answers to a question, by day."""


class Valued(NamedTuple):
    """The value of an answer from a day on (None: from the beginning), as plain values."""

    first: dt.date | None
    record: Record


ValueRow = tuple[Valued, ...]
"""The values of the answers to a question, by day."""


class Resolved(NamedTuple):
    """An answer from a day on (None: from the beginning); `lineages` are the ids of those that decide."""

    first: dt.date | None
    found: Resolution
    lineages: tuple[str, ...]


MANY: Final = 16
"""Codes from which on a rule is on many."""

ALWAYS: Final = ""
"""What stands for every code where lineages are listed by the codes that they may speak to."""

ResolvedRow = tuple[Resolved, ...]
"""The answers to a question, by day."""


@dataclass(frozen=True)
class CodeDays:
    """The answers of a plan on one class of codes: to each question by day, by what is recorded now and was then.

    `then` are the values by what had been recorded on the date of service itself; none where no history is recorded.
    `criteria` are what documents print, by day.
    """

    now: tuple[Row, ...]
    then: tuple[ValueRow, ...]
    criteria: tuple[tuple[dt.date | None, tuple[PrintedCriterion, ...]], ...]


class Speaking(NamedTuple):
    """How a lineage speaks to a code: by which kind of reach each of its versions includes it, and its parent."""

    id: str
    kinds: tuple[str, ...]
    of_parent: tuple[str, ...]


class Spoken(NamedTuple):
    """Who speaks to a code: whether it has a page, its parent if it is an add-on, and lineages in order."""

    has_page: bool
    parent: str
    lineages: tuple[Speaking, ...]


class _Kinds(dict[str, str]):
    """By code, the kind of reach by which a reach includes it; of codes with a page, those that it includes.

    For a code without a page it is found when it is asked for.
    """

    def __init__(self, library: Library, reach: Reach) -> None:
        super().__init__(kinds_of(library, reach))
        self.library, self.reach = library, reach

    def __missing__(self, code: str) -> str:
        if code in self.library.codes:
            return ""
        self[code] = found = reach_kind_by(self.library, self.reach, code)
        return found


Speaker = tuple[int, _Kinds, Entry, str, Later | None]
"""An entry with its place among those of a day, how its reach includes codes, and as `ReachingEntry` tells of it."""


@dataclass(frozen=True)
class _Told:
    """What the versions of a lineage say on any day.

    `always` marks one that may matter to any code: it replaces others, or a version cannot be read. `begins` are the
    days on which another version comes into force by what is recorded now, `turns` those by what ever was recorded.
    """

    paths: frozenset[str]
    kinds: tuple[_Kinds, ...]
    questions: frozenset[str]
    prints: bool
    always: bool
    begins: frozenset[dt.date]
    turns: frozenset[dt.date]
    recorded: frozenset[dt.date]


class ClaimDays:
    """Finds the answers of plans by day; the versions of entries are read once for all plans."""

    def __init__(self, clocks: Clocks) -> None:
        """Take the clocks of a site, and sort its lineages by the scopes that they ever were of."""
        self.clocks, self.library = clocks, clocks.library
        self.history = replace(clocks.history, lineages={**clocks.history.lineages, **clocks.lineages})
        self.order = {id_: number for number, id_ in enumerate(self.history.lineages)}
        self.of_scope: dict[str, list[Lineage]] = {}
        for lineage in clocks.lineages.values():
            for scope in dict.fromkeys(version.scope for version in lineage.versions):
                self.of_scope.setdefault(scope, []).append(lineage)
        self.of_path = _by_path(clocks.lineages.values())
        self._told: dict[str, _Told] = {}
        self._kinds: dict[Reach, _Kinds] = {}
        self._last: _Plan | None = None

    def days_of(self, scope: str, codes: Collection[str]) -> Mapping[str, CodeDays]:
        """Give by code the answers of a plan; codes that are answered alike on every day share them."""
        plan = self._plan(scope)
        return plan.by_code(codes, plan.code_days)

    def resolved(self, scope: str, codes: Iterable[str]) -> dict[str, tuple[ResolvedRow, ...]]:
        """Give by code what a plan answers to each question by day, by what is recorded now.

        Codes that the same entries answer a question on share its row.
        """
        plan = self._plan(scope)
        return plan.by_code(codes, plan.resolved)

    def _plan(self, scope: str) -> _Plan:
        """Return the answers of a plan; of the last one that was asked for, what was found stays."""
        if self._last is None or self._last.scope != scope:
            self._last = _Plan(self, scope, self._lineages(scope))
        return self._last

    def then(self, lineages: list[Lineage], asked: AsOfDates) -> AsOf:
        """Return the library as of some dates, of entries those of some lineages."""
        held = entries_as_of(self.history, lineages, asked, self.clocks.documents, self.clocks.today)
        entries = tuple(sorted(held.entries, key=_path))
        library = replace(self.library, entries=entries, later=held.later)
        return AsOf(self.history, asked, library, held.versions, held.lineage_of, ())

    def named_codes(self, scope: str) -> tuple[list[str], list[list[str]]]:
        """Return what rules of a plan name or once named: codes without a page one by one, and the ends of ranges."""
        versions = [one for lineage in self._lineages(scope) for one in lineage.versions if not one.withdrawn]
        self.clocks.documents.read(versions)
        read = map(self.clocks.documents.read_version, versions)
        reaches = [document.reach for document in read if isinstance(document, Entry)]
        alone = {code for reach in reaches for code in reach.named_codes if code not in self.library.codes}
        ranges = {tuple(reach.codes) for reach in reaches if reach.kind == "range"}
        return sorted(alone), [list(ends) for ends in sorted(ranges)]

    def _lineages(self, scope: str) -> list[Lineage]:
        """Return the lineages of a plan and of those whose entries speak for it, each once, in order."""
        scopes = (scope, *related_scopes(self.library, scope))
        found = {lineage.id for name in scopes for lineage in self.of_scope.get(name, ())}
        return [self.history.lineages[id_] for id_ in sorted(found, key=self.order.__getitem__)]

    def told(self, lineage: Lineage) -> _Told:
        """Return what the versions of a lineage say, which is read once."""
        if lineage.id not in self._told:
            self._told[lineage.id] = self._read(lineage)
        return self._told[lineage.id]

    def _read(self, lineage: Lineage) -> _Told:
        read = self.clocks.documents.read(version for version in lineage.versions if not version.withdrawn)
        entries = [document for document in read if isinstance(document, Entry)]
        return _Told(
            frozenset(version.path for version in lineage.versions),
            tuple(self.kinds(entry.reach) for entry in entries),
            frozenset(key for entry in entries for key in entry.answers),
            any(entry.criteria for entry in entries),
            len(entries) < len(read) or any(entry.replaces for entry in entries),
            frozenset(period.first for period in in_force_periods(lineage) if period.first),
            frozenset(boundary_days(lineage)),
            frozenset(version.recorded for version in lineage.versions if version.recorded),
        )

    def kinds(self, reach: Reach) -> _Kinds:
        """Return by which kind of reach a reach includes each code."""
        if reach not in self._kinds:
            self._kinds[reach] = _Kinds(self.library, reach)
        return self._kinds[reach]


class _Plan:
    """The answers of one plan; each row of answers is made once for all codes that the same entries speak to."""

    def __init__(self, days: ClaimDays, scope: str, lineages: list[Lineage]) -> None:
        self.days, self.scope, self.lineages = days, scope, lineages
        self.told = {lineage.id: days.told(lineage) for lineage in lineages}
        self.near = _near(self.told, days.library)
        self.recorded = days.history.state != UNRECORDED
        self.first = min((day for told in self.told.values() for day in told.recorded), default=dt.date.max)
        self.often = self._often()
        self._on: dict[tuple[AsOfDates, tuple[str, ...]], _Day] = {}
        self._spoken: dict[str, Spoken] = {}
        self._rows: dict[tuple[str, Spoken], Row] = {}
        self._values: dict[tuple[str, Spoken], ValueRow] = {}
        self._resolved: dict[tuple[str, Spoken], ResolvedRow] = {}

    def by_code(self, codes: Iterable[str], make: Callable[[str, Spoken], Found]) -> dict[str, Found]:
        """Give by code what is made of it and of who speaks to it, once for all codes that the same speak to."""
        made: dict[Spoken, Found] = {}
        found: dict[str, Found] = {}
        for code in codes:
            spoken = self.spoken(code)
            if spoken not in made:
                made[spoken] = make(code, spoken)
            found[code] = made[spoken]
        return found

    def spoken(self, code: str) -> Spoken:
        """Tell who speaks to a code on any day."""
        if code not in self._spoken:
            self._spoken[code] = self._who_speaks(code)
        return self._spoken[code]

    def _who_speaks(self, code: str) -> Spoken:
        page = self.days.library.codes.get(code)
        parent = page.add_on_to if page else ""
        speaking = []
        for id_ in self._near(code, parent):
            told = self.told[id_]
            kinds = tuple([kinds[code] for kinds in told.kinds])
            of_parent = tuple([kinds[parent] for kinds in told.kinds]) if parent else ()
            if any(kinds) or any(of_parent) or told.always:
                speaking.append(Speaking(id_, kinds, of_parent))
        return Spoken(page is not None, parent, tuple(speaking))

    def _near(self, code: str, parent: str) -> Iterable[str]:
        """Return the lineages that may speak to a code, in order: not many of those of a large plan."""
        if any(one not in self.days.library.codes for one in (code, parent) if one) or not code:
            return self.told
        found = {*self.near.get(code, ()), *self.near.get(parent, ()), *self.near.get(ALWAYS, ())}
        return sorted(found, key=self.days.order.__getitem__)

    def code_days(self, code: str, spoken: Spoken) -> CodeDays:
        """Give the answers on a code, and what documents print."""
        now = tuple(self._row(code, key, self._asked(key, spoken)) for key in KEYS)
        then = tuple(self._value_row(code, key, self._asked(key, spoken)) for key in KEYS) if self.recorded else ()
        printing = [one.id for one in spoken.lineages if self.told[one.id].prints or self.told[one.id].always]
        on = [self._day(AsOfDates(day), printing) for day in self._days(printing, then=False)]
        return CodeDays(now, then, tuple((day.first, day.criteria(code)) for day in on))

    def resolved(self, code: str, spoken: Spoken) -> tuple[ResolvedRow, ...]:
        """Give what the plan answers to each question on a code, by day."""
        return tuple(self._resolved_row(code, key, self._asked(key, spoken)) for key in KEYS)

    def _resolved_row(self, code: str, key: str, of: Spoken) -> ResolvedRow:
        if (key, of) not in self._resolved:
            ids = [one.id for one in of.lineages]
            on = (self._day(AsOfDates(day), ids) for day in self._days(ids, then=False))
            self._resolved[key, of] = tuple(day.resolved(code, key, of.parent, ids) for day in on)
        return self._resolved[key, of]

    def _asked(self, key: str, spoken: Spoken) -> Spoken:
        """Keep of who speaks to a code those that speak to a question, and the parent where its answer may matter."""
        asked = [one for one in spoken.lineages if key in self.told[one.id].questions or self.told[one.id].always]
        if key in COMPARED and any(any(one.kinds) for one in asked):
            return spoken._replace(lineages=tuple(asked))
        own = (one._replace(of_parent=()) for one in asked if any(one.kinds) or self.told[one.id].always)
        return Spoken(spoken.has_page, "", tuple(own))

    def _row(self, code: str, key: str, of: Spoken) -> Row:
        """Give the answers to a question by day: it moves with the lineages that speak to it, and with no others."""
        if (key, of) not in self._rows:
            ids = [one.id for one in of.lineages]
            on = (self._day(AsOfDates(day), ids) for day in self._days(ids, then=False))
            found = self._resolved_row(code, key, of)
            self._rows[key, of] = tuple(day.answer(code, one.found, ids) for day, one in zip(on, found, strict=True))
        return self._rows[key, of]

    def _value_row(self, code: str, key: str, of: Spoken) -> ValueRow:
        """Give the values of the answers to a question by what was recorded on each day."""
        if (key, of) not in self._values:
            ids = [one.id for one in of.lineages]
            on = (self._day(AsOfDates(day, day), ids) for day in self._days(ids, then=True))
            self._values[key, of] = tuple(day.value(code, key, of.parent, ids) for day in on)
        return self._values[key, of]

    def _days(self, ids: Iterable[str], *, then: bool) -> list[dt.date]:
        """Return the days on which what is in force of some lineages may change.

        What was recorded is told from the first day on which anything was.
        """
        tolds = [self.told[id_] for id_ in ids]
        if not then:
            return [dt.date.min, *sorted({day for told in tolds for day in told.begins})]
        recorded = {day for told in tolds for day in told.recorded}
        first = {self.first} if self.first < dt.date.max else set()
        return [
            dt.date.min,
            *sorted(first | recorded | {day for told in tolds for day in told.turns if day > self.first}),
        ]

    def _often(self) -> frozenset[dt.date]:
        """Return the days that very many codes ask for: those on which a rule on many of them changes."""
        wide = [told for told in self.told.values() if told.always or any(len(kinds) > MANY for kinds in told.kinds)]
        days = (day for told in wide for day in (*told.begins, *told.turns, *told.recorded))
        return frozenset((dt.date.min, self.first, *days))

    def _day(self, asked: AsOfDates, ids: Iterable[str]) -> _Day:
        """Return a plan on a day, of which some lineages are asked.

        What was in force of all others is found too where the day is asked for often; on others it would not be used.
        """
        alone = () if asked.date in self.often else tuple(self._with_rivals(ids))
        if (asked, alone) not in self._on:
            lineages = [self.days.history.lineages[id_] for id_ in alone] or self.lineages
            self._on[asked, alone] = _Day(self.days, self.days.then(lineages, asked), self.scope)
        return self._on[asked, alone]

    def _with_rivals(self, ids: Iterable[str]) -> list[str]:
        """Return lineages with those that ever stood at one of their paths: of two files at one, one counts."""
        found = {rival for id_ in ids for path in self.told[id_].paths for rival in self.days.of_path[path]}
        return sorted(found & self.told.keys(), key=self.days.order.__getitem__)


def _near(told: Mapping[str, _Told], library: Library) -> dict[str, list[str]]:
    """Return by code with a page the lineages whose versions include it, and those that may matter to any code."""
    near: dict[str, list[str]] = {}
    for id_, one in told.items():
        held = {code for kinds in one.kinds for code in kinds if code in library.codes}
        for code in (*held, *((ALWAYS,) if one.always else ())):
            near.setdefault(code, []).append(id_)
    return near


def _by_path(lineages: Iterable[Lineage]) -> dict[str, list[str]]:
    """Return by path the lineages that ever had a file there."""
    found: dict[str, list[str]] = {}
    for lineage in lineages:
        for path in {version.path for version in lineage.versions}:
            found.setdefault(path, []).append(lineage.id)
    return found


def _path(entry: Entry) -> str:
    return entry.path


@dataclass(frozen=True)
class _Day:
    """A plan on the days from one on: the library then, and its answers."""

    days: ClaimDays
    then: AsOf
    scope: str

    @property
    def first(self) -> dt.date | None:
        """The first of the days; None for the beginning."""
        return None if self.then.asked.date == dt.date.min else self.then.asked.date

    @cached_property
    def speakers(self) -> dict[str, list[Speaker]]:
        """By path, in order: the entries of the plan and of those that speak for it, and those that begin later."""
        scopes = (self.scope, *related_scopes(self.days.library, self.scope))
        held = [(entry, None) for entry in self.then.library.entries]
        every = (*held, *((later.entry, later) for later in self.then.library.later))
        found: dict[str, list[Speaker]] = {}
        for place, (entry, later) in enumerate(every):
            if entry.scope_id in scopes:
                licensee = licensee_of(entry.scope_id, self.scope)
                found.setdefault(entry.path, []).append((place, self.days.kinds(entry.reach), entry, licensee, later))
        return found

    def criteria(self, code: str) -> tuple[PrintedCriterion, ...]:
        """Return what documents print on a code."""
        return printed_criteria(self.then.library, code, self.scope)

    def resolved(self, code: str, key: str, parent: str, ids: Iterable[str]) -> Resolved:
        """Find what answers a question on a code; `ids` are the lineages that speak to it."""
        found = self._resolve(code, key, parent, ids)
        return Resolved(self.first, found, self._deciding(found))

    def _resolve(self, code: str, key: str, parent: str, ids: Iterable[str]) -> Resolution:
        paths = {path for id_ in ids for path in self.days.told(self.days.history.lineages[id_]).paths}
        spoken = (one for path in paths for one in self.speakers.get(path, ()) if key in one[2].answers)
        asked = sorted(spoken, key=itemgetter(0))
        own, of_parent = _reaching(asked, code), _reaching(asked, parent) if parent else []
        (found,) = resolve_reached(CODE, self.scope, own, (parent, of_parent), [key])
        return found

    def _deciding(self, found: Resolution) -> tuple[str, ...]:
        return tuple(self.then.lineage_of[decider.entry.id] for decider in found.deciders)

    def answer(self, code: str, found: Resolution, ids: Iterable[str]) -> Answered:
        """Write down what was found to answer a question on a code; `ids` are the lineages that speak to it."""
        told = found if code in self.days.library.codes else without_page(found)
        then = self._of(ids)
        record = record_as_of(self.days.clocks.on_disk, self.days.clocks.documents, told, then, code=code)
        return Answered(self.first, told, record, then.library, self._deciding(told))

    def value(self, code: str, key: str, parent: str, ids: Iterable[str]) -> Valued:
        """Find the value of the answer to a question on a code; `ids` are the lineages that speak to it."""
        found = self._resolve(code, key, parent, ids)
        held = self._of(ids)
        return Valued(
            self.first, value_as_of(self.days.clocks.on_disk, self.days.clocks.documents, found, held, code)
        )

    def _of(self, ids: Iterable[str]) -> AsOf:
        """Return what was in force of some lineages."""
        held = self.then.versions
        return replace(self.then, versions={id_: held[id_] for id_ in ids if id_ in held})


def _reaching(asked: Iterable[Speaker], code: str) -> list[ReachingEntry]:
    """Return the entries that reach a code, of those that are asked."""
    return [
        ReachingEntry(entry, rank, licensee, later)
        for _, kinds, entry, licensee, later in asked
        if (rank := kinds[code])
    ]
