"""What a plan answers on every date of service, as claim sheets need it: when each answer changes, and to what.

Between the days on which a version of one of its entries begins, ends or was recorded, no answer moves.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from kb.answers.answer import without_page
from kb.answers.applicable import related_scopes
from kb.answers.by_class import Classes, resolve_classes
from kb.answers.criteria import PrintedCriterion, printed_criteria
from kb.answers.resolve import Resolution
from kb.domain.model import Entry, Library
from kb.history.answer_as_of import record_as_of
from kb.history.clocks import Clocks
from kb.history.in_force import AsOfDates
from kb.history.in_force_periods import in_force_periods
from kb.history.library_as_of import AsOf, entries_as_of
from kb.history.versions import UNRECORDED, Lineage

Record = dict[str, Any]


class Answered(NamedTuple):
    """An answer from a day on (None: from the beginning), and as plain values with the versions that it came from.

    `library` is what it was resolved in; `lineages` are the ids of those of the entries that decide.
    """

    first: dt.date | None
    found: Resolution
    record: Record
    library: Library
    lineages: tuple[str, ...]


@dataclass(frozen=True)
class CodeDays:
    """The answers of a plan on one class of codes: by day to all questions, by what is recorded now and was then.

    `then` are those by what had been recorded on the date of service itself; none where no history is recorded.
    `criteria` are what documents print, by day.
    """

    now: tuple[tuple[Answered, ...], ...]
    then: tuple[tuple[Answered, ...], ...]
    criteria: tuple[tuple[dt.date | None, tuple[PrintedCriterion, ...]], ...]


class ClaimDays:
    """Finds the answers of plans by day; the versions of entries are read once for all plans."""

    def __init__(self, clocks: Clocks) -> None:
        """Take the clocks of a site, and sort its lineages by the scopes that they ever were of."""
        self.clocks, self.library = clocks, clocks.library
        self.history = replace(clocks.history, lineages={**clocks.history.lineages, **clocks.lineages})
        self.of_scope: dict[str, list[Lineage]] = {}
        for lineage in clocks.lineages.values():
            for scope in dict.fromkeys(version.scope for version in lineage.versions):
                self.of_scope.setdefault(scope, []).append(lineage)

    def days_of(self, scope: str, codes: Collection[str]) -> Mapping[str, CodeDays]:
        """Give by code the answers of a plan; codes that are answered alike on every day share them."""
        lineages = self._lineages(scope)
        begins = _begins(lineages)
        now = [self._on(scope, lineages, codes, AsOfDates(day)) for day in begins]
        then = [self._on(scope, lineages, codes, AsOfDates(day, day)) for day in self._recorded(lineages, begins)]
        made: dict[tuple[int, ...], CodeDays] = {}
        found: dict[str, CodeDays] = {}
        for code in codes:
            key = tuple(day.classes.of[code][scope] for day in (*now, *then))
            key = (*key, int(code in self.library.codes))
            if key not in made:
                made[key] = CodeDays(
                    tuple(tuple(day.answers(code)) for day in now),
                    tuple(tuple(day.answers(code)) for day in then),
                    tuple((day.first, printed_criteria(day.then.library, code, scope)) for day in now),
                )
            found[code] = made[key]
        return found

    def on_days(self, scope: str, codes: Collection[str]) -> Iterator[OneDay]:
        """Yield a plan on each day from which an answer of it may be another, by what is recorded now."""
        lineages = self._lineages(scope)
        yield from (self._on(scope, lineages, codes, AsOfDates(day)) for day in _begins(lineages))

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
        found = {lineage.id: lineage for name in scopes for lineage in self.of_scope.get(name, ())}
        return [self.history.lineages[id_] for id_ in self.history.lineages if id_ in found]

    def _recorded(self, lineages: list[Lineage], begins: Collection[dt.date]) -> tuple[dt.date, ...]:
        """Return the days on which what was recorded by a day changes what holds on it."""
        if self.history.state == UNRECORDED:
            return ()
        recorded = {version.recorded for lineage in lineages for version in lineage.versions if version.recorded}
        first = min(recorded, default=dt.date.max)
        return (dt.date.min, *sorted(recorded | {day for day in begins if day > first}))

    def _on(self, scope: str, lineages: list[Lineage], codes: Collection[str], asked: AsOfDates) -> OneDay:
        documents, today = self.clocks.documents, self.clocks.today
        held = entries_as_of(self.history, lineages, asked, documents, today)
        entries = tuple(sorted(held.entries, key=_path))
        library = replace(self.library, entries=entries, later=held.later)
        then = AsOf(self.history, asked, library, held.versions, held.lineage_of, ())
        return OneDay(self.clocks, then, scope, resolve_classes(library, codes, {scope}))


def _path(entry: Entry) -> str:
    return entry.path


def _begins(lineages: Collection[Lineage]) -> tuple[dt.date, ...]:
    """Return the first of all days, and those on which another version comes into force, or one goes out of it."""
    found = {period.first for lineage in lineages for period in in_force_periods(lineage) if period.first}
    return (dt.date.min, *sorted(found))


@dataclass(frozen=True)
class OneDay:
    """A plan on the days from one on: the library then, and its answers by class of codes."""

    clocks: Clocks
    then: AsOf
    scope: str
    classes: Classes

    @property
    def first(self) -> dt.date | None:
        """The first of the days; None for the beginning."""
        day = self.then.asked.date
        return None if day == dt.date.min else day

    def answers(self, code: str) -> Iterator[Answered]:
        """Yield the answer to each question on a code, as sheets need it."""
        library, documents = self.clocks.on_disk, self.clocks.documents
        for found in self.classes.answers[self.classes.of[code][self.scope]]:
            told = found if code in library.codes else without_page(found)
            record = record_as_of(library, documents, told, self.then, code=code)
            lineages = tuple(self.then.lineage_of[decider.entry.id] for decider in told.deciders)
            yield Answered(self.first, told, record, self.then.library, lineages)
