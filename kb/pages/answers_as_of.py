"""The answer grid of a code on every date of service, as recorded today: when each cell changes, and to what.

Only cells that an entry with more than one state can move are resolved, and only on the days on which it changes.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain, pairwise
from sys import intern
from typing import Final, NamedTuple, cast

from kb.answers.applicable import kinds_by_code, reach_kind_by, reaching_entries_of, related_scopes
from kb.answers.by_class import CODE
from kb.answers.resolve import COMPARED, Resolution, resolve_reached
from kb.catalogue.resolved import ResolvedAnswer, flat
from kb.domain.model import Entry, Later, Library
from kb.domain.reach import Reach
from kb.domain.scopes import scope_ids, scope_title_of
from kb.domain.vocabulary import QUESTIONS, Question
from kb.history.in_force_periods import InForcePeriod
from kb.history.library_as_of import as_ended, as_in_force, latest_first
from kb.history.versions import Lineage, Version
from kb.pages.grid import Cell, Grid, make_cell
from kb.pages.version_history import Upcoming, VersionHistories

WITHDRAWN: Final = "withdrawn later"
"""The mark of an answer whose entry was in force on the day, and has been withdrawn since."""


@dataclass(frozen=True)
class State:
    """A lineage from a day on (None: from the beginning): its entry in force or ended, or None while it has none."""

    first: dt.date | None
    entry: Entry | None
    version: Version | None


class Facts(NamedTuple):
    """What a card shows of an answer beside its cell; static/dated_answers.js has the fields in the same order.

    `source` is the title, the publisher and the address of the first source.
    """

    reason: str = ""
    reach: str = ""
    effective: str = ""
    standing: str = ""
    confidence: str = ""
    source: tuple[str, ...] = ()
    note: str = ""
    warning: str = ""


NO_FACTS: Final = Facts()


@dataclass(frozen=True, slots=True)  # there are very many
class DatedCell:
    """A cell from a day on, what a card adds to it, and the address of the section behind it.

    The address is empty where nobody has searched. A cell that never changes has no facts: the card has them already.
    """

    first: dt.date | None
    cell: Cell
    address: str
    facts: Facts = NO_FACTS

    @property
    def shown(self) -> tuple[str, str, tuple[str, ...]]:
        """The answer with its reach or reason and its marks: what a reader sees change."""
        return self.cell.value, self.cell.by, self.cell.marks


Row = tuple[DatedCell, ...]
"""The cells of a question in order of days; none where they never change."""

Rows = tuple[Row, ...]
"""The cells of each question."""

Moving = tuple[str, str, str, tuple[tuple[str, tuple[str, ...], tuple[str, ...] | None], ...]]
"""What the moving answers of codes to a question depend on in a scope.

Scope, question, parent of an add-on where that matters, and the lineages that speak to the question, with how each of
their states reaches the code and the parent.
"""

Timelines = Mapping[str, Rows]
"""By scope, the cells of each question in order of days; only scopes with an answer that ever changes."""


@dataclass(frozen=True)
class ChangeDay:
    """A day on which answers change: how many, and the entries that begin, end or are withdrawn, with their pages."""

    day: dt.date
    answers: int
    entries: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class CodeDates:
    """What a code page shows of dates. `upcoming` has the name of each entry, its page, and its upcoming version."""

    note: str
    change_days: tuple[ChangeDay, ...]
    upcoming: tuple[tuple[str, str, Upcoming], ...]
    timelines: Timelines


class CodeTimelines:
    """Makes the timelines of codes; the states of lineages and the related scopes are found once for all codes."""

    def __init__(self, histories: VersionHistories) -> None:
        """Take the version histories of a site, and find the states of each lineage."""
        self.histories, self.library = histories, histories.clocks.library
        self.scopes = scope_ids(self.library)
        self.scopes_applying = {scope: {scope, *related_scopes(self.library, scope)} for scope in self.scopes}
        lineages = histories.clocks.lineages.items()
        self.states = {id_: tuple(self._states(found)) for id_, found in lineages if id_ not in histories.replaced}
        gone = (lineage for lineage in histories.clocks.lineages.values() if lineage.newest.withdrawn)
        self.withdrawn = {version for lineage in gone for version in lineage.versions}
        self.on: dict[Reach, set[str]] = {}
        for id_, entry in ((id_, state.entry) for id_, states in self.states.items() for state in states):
            if entry:
                self.on.setdefault(entry.reach, set()).add(id_)
        self._by_code = kinds_by_code(self.library, self.on)
        self._order = {id_: number for number, id_ in enumerate(self.states)}
        self.moving = {id_ for id_, states in self.states.items() if len(states) > 1}
        told = (
            (id_, (state.entry.answers for state in states if state.entry)) for id_, states in self.states.items()
        )
        self.asked = {id_: frozenset(chain.from_iterable(answers)) for id_, answers in told}
        self._moved: dict[Moving, Row] = {}
        self._together: dict[tuple[int, ...], Rows] = {}
        self.moved_of: dict[str, dict[str, Rows]] = {scope: {} for scope in self.scopes}
        """By scope and code, the cells that change: of the codes that were asked for."""

    def _states(self, lineage: Lineage) -> Iterator[State]:
        for period in self.histories.periods(lineage):
            yield State(period.first, self._entry(period), period.force.decided)

    def _entry(self, period: InForcePeriod) -> Entry | None:
        read = self.histories.entry(period.force.decided) if period.force.decided else None
        return read and (as_in_force(read) if period.version else as_ended(read))

    def forget(self) -> None:
        """Let go of what cells are found by, where no further code with a page is asked for: it is most of them."""
        self._moved.clear()
        self._together.clear()

    def _kinds(self, code: str) -> dict[str, tuple[str, ...]]:
        """Return the lineages that apply to a code on some day, each with the kind of reach of each of its states."""
        kinds = self._by_code.get(code)
        if kinds is None:
            kinds = {reach: kind for reach in self.on if (kind := reach_kind_by(self.library, reach, code))}
        found = {id_ for reach in kinds for id_ in self.on[reach]}
        return {
            id_: tuple(kinds.get(state.entry.reach, "") if state.entry else "" for state in self.states[id_])
            for id_ in sorted(found, key=self._order.__getitem__)
        }

    def timelines(self, code: str, grid: Grid) -> Timelines:
        """Resolve a code on each day on which an answer may change; `grid` is today's."""
        return self._timelines(code, self._kinds(code), grid)

    def _timelines(self, code: str, kinds: Mapping[str, tuple[str, ...]], grid: Grid) -> Timelines:
        by_scope: dict[str, list[str]] = {}
        for id_ in kinds:
            for scope in dict.fromkeys(state.entry.scope_id for state in self.states[id_] if state.entry):
                by_scope.setdefault(scope, []).append(id_)
        parent = self.library.codes[code].add_on_to if code in self.library.codes else ""
        parents = self._kinds(parent) if parent else {}
        timelines = {}
        for scope in self.scopes:
            ids = dict.fromkeys(id_ for name in self.scopes_applying[scope] for id_ in by_scope.get(name, ()))
            if self.moving.isdisjoint(ids):
                continue
            rows = self._rows(code, scope, {id_: (kinds[id_], parents.get(id_)) for id_ in ids}, parent)
            if any(len(row) > 1 for row in rows):
                self.moved_of[scope][code] = rows
                timelines[scope] = tuple(self._filled(scope, rows, grid))
        return timelines

    def _rows(
        self,
        code: str,
        scope: str,
        reached: Mapping[str, tuple[tuple[str, ...], tuple[str, ...] | None]],
        parent: str,
    ) -> Rows:
        """Resolve the answers that may move; `reached` are lineages, with how each reaches code and parent."""
        rows = []
        for question in QUESTIONS:
            compared = parent if question.key in COMPARED else ""
            mine = [id_ for id_ in reached if question.key in self.asked[id_]]
            by = tuple((id_, reached[id_][0], reached[id_][1] if compared else None) for id_ in mine)
            key = (scope, question.key, compared, by)
            if key not in self._moved:
                self._moved[key] = self._of_scope(code, scope, question, mine)
            rows.append(self._moved[key])
        return self._together.setdefault(tuple(map(id, rows)), tuple(rows))

    @staticmethod
    def _filled(scope: str, moved: Rows, grid: Grid) -> Iterator[tuple[DatedCell, ...]]:
        """Yield today's cell where an answer never moves."""
        for row, question in zip(moved, QUESTIONS, strict=True):
            cell = grid.cell(scope, question.key)
            yield row or (DatedCell(None, cell, cell.address),)

    def _of_scope(self, code: str, scope: str, question: Question, ids: Iterable[str]) -> Row:
        """Resolve an answer on each day on which one of the lineages moves it; none where none does."""
        moving = [state for id_ in ids if id_ in self.moving for state in self.states[id_]]
        row: list[DatedCell] = []
        for first in (None, *sorted({state.first for state in moving if state.first})) if moving else ():
            present = self._entries_on(ids, first)
            entries = tuple(entry for entry, _ in present)
            library = replace(self.library, entries=entries, later=tuple(self._later(ids, first)))
            found = _resolved(library, code, scope, question.key)
            answer = flat(found)
            cell = make_cell(question, answer)
            deciders = {decider.entry.id for decider in found.deciders}
            if any(version in self.withdrawn for entry, version in present if entry.id in deciders):
                cell = replace(cell, marks=(*cell.marks, WITHDRAWN))
            _add(row, DatedCell(first, cell, self._address(cell, present), _facts(found, answer)))
        return tuple(row)

    def _entries_on(self, ids: Iterable[str], day: dt.date | None) -> list[tuple[Entry, Version]]:
        """Return the entries of a day in order of path; of two files at one path, the one recorded later counts."""
        found: dict[str, tuple[Entry, Version]] = {}
        states = [state for id_ in ids if (state := self._state(id_, day)).entry]
        for state in sorted(states, key=lambda state: latest_first(cast("Version", state.version))):
            entry = cast("Entry", state.entry)
            found.setdefault(entry.path, (entry, cast("Version", state.version)))
        return [found[path] for path in sorted(found)]

    def _later(self, ids: Iterable[str], day: dt.date | None) -> Iterator[Later]:
        """Yield the entries that begin after a day, and whether they are in force today."""
        for id_ in ids:
            today = self._state(id_, self.histories.clocks.today)
            for state in self.states[id_]:
                if state.entry and state.first and (day is None or state.first > day):
                    yield Later(state.entry, state == today)

    def _state(self, id_: str, day: dt.date | None) -> State:
        begun = [state for state in self.states[id_] if state.first is None or (day and state.first <= day)]
        return begun[-1]

    def _address(self, cell: Cell, present: Iterable[tuple[Entry, Version]]) -> str:
        for entry, version in present:
            if entry.id == cell.entry:
                has_section = cell.question.slug in {section.slug for section in entry.sections}
                return intern(f"{self.histories.addresses[version]}{f'#{cell.question.slug}' if has_section else ''}")
        return ""

    def dates(self, code: str, grid: Grid) -> CodeDates:
        """Find when the answers on a code change, and by which entries; `grid` is today's."""
        ids = self._kinds(code)
        timelines = self._timelines(code, ids, grid)
        changes = Counter(day for rows in timelines.values() for row in rows for day in _days(row))
        causes: dict[dt.date, dict[str, str]] = {}
        for id_ in ids:
            for state in self.states[id_]:
                if state.first:
                    causes.setdefault(state.first, {}).setdefault(*self._named(id_, state.version))
        change_days = (ChangeDay(day, changes[day], tuple(causes.get(day, {}).items())) for day in sorted(changes))
        lineages = [self.histories.clocks.lineages[id_] for id_ in ids]
        upcoming = [
            (*self._named(lineage.id, lineage.newest), coming)
            for lineage in lineages
            for coming in self.histories.upcoming(lineage)
        ]
        in_order = sorted(upcoming, key=lambda item: (item[2].effective, item[0]))
        return CodeDates(self.histories.note, tuple(change_days), tuple(in_order), timelines)

    def _named(self, id_: str, version: Version | None) -> tuple[str, str]:
        """Return the name of an entry, and the page of the version, or else of the entry."""
        entry = next(state.entry for state in reversed(self.states[id_]) if state.entry)
        known = entry.payer in self.library.payers and f"{entry.scope_id}" in self.scopes
        where = scope_title_of(self.library, entry) if known else entry.scope_id
        newest = self.histories.clocks.lineages[id_].newest
        address = self.histories.addresses.get(version or newest, "") or self.histories.addresses.get(newest, "")
        return f"{where}: {entry.title}", address


def _resolved(library: Library, code: str, scope: str, key: str) -> Resolution:
    """Answer a question on a code, with `{code}` for it in the explanations."""
    parent = library.codes[code].add_on_to if code in library.codes else ""
    own = reaching_entries_of(library, code, scope)
    inherited = reaching_entries_of(library, parent, scope) if parent else []
    return next(resolve_reached(CODE, scope, own, (parent, inherited), (key,)))


def _facts(found: Resolution, row: ResolvedAnswer) -> Facts:
    """Return what a card adds to the cell of a resolved answer."""
    entry = found.leading.entry if found.leading else None
    own = entry.answers.get(found.question) if entry else None
    first = entry.sources.get(own.sources[0]) if entry and own and own.sources else None
    return Facts(
        reason=row.reason,
        reach=row.reach if row.decided else "",
        effective=row.effective.isoformat() if row.effective else "",
        standing=row.standing,
        confidence=row.confidence,
        source=(first.title, first.publisher, first.url) if first and row.decided else (),
        note=own.note if own else "",
        warning=row.warning,
    )


def _add(row: list[DatedCell], dated: DatedCell) -> None:
    """Add a cell to a timeline, unless it is the same as the last."""
    if not row or replace(row[-1], first=dated.first) != dated:
        row.append(dated)


def _days(row: Iterable[DatedCell]) -> Iterator[dt.date]:
    """Yield the days on which a cell shows another answer, and not only another explanation of it."""
    for before, after in pairwise(row):
        if after.first and before.shown != after.shown:
            yield after.first
