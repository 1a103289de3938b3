"""A query, as typed, to its answers and its hits: what `search` prints, and each line of a list of queries."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any, Final

from kb.answers.caveats import in_words
from kb.answers.resolve import Resolution, resolve
from kb.catalogue.acts import Act, acts_on
from kb.changes.log import change_log
from kb.changes.recorded import RecordedCommit
from kb.domain.model import Entry, Library
from kb.facts.codes import is_code
from kb.facts.store import NOTHING, Store
from kb.history.answer_as_of import age, overdue
from kb.history.clocks import BLANK
from kb.history.documents import Documents, documents_of
from kb.history.in_force import AsOfDates
from kb.history.library_as_of import AsOf, library_as_of
from kb.history.versions import History
from kb.search.card import Card, Told, card_record, make_card
from kb.search.find import Searcher, find, make_searcher
from kb.search.official import OfficialNote, official_notes
from kb.search.reading_result import Reading
from kb.search.remembered import remembered
from kb.search.result import Hit, Result

COPIES: Final = "Copies of other days may say otherwise: see its section Conflicts."
"""What is told of an answer of another day whose entry has no date and tells of sources that disagree."""


@dataclass(frozen=True)
class LookUp:
    """A library ready for queries: as on disk, as in force today, and its history, read when a query names a day.

    `store` are the facts from official files. `key` is one of the files on disk and of the code: what takes long to
    make of them is kept in the cache by it.
    """

    on_disk: Library
    current: Library
    history: Callable[[], History]
    today: dt.date
    cache: Path | None = None
    store: Store = NOTHING
    key: str = ""
    _then: dict[dt.date, AsOf] = field(default_factory=dict)

    @cached_property
    def searcher(self) -> Searcher:
        """The index of what is in force today, made once."""
        return make_searcher(self.current, self.cache, self._current_key)

    @cached_property
    def _current_key(self) -> str:
        """A key of what is in force today: that of the files on disk, and what is not as it stands there."""
        on_disk, current = (one.by_path for one in (self.on_disk, self.current))
        others = [entry for path, entry in current.items() if on_disk.get(path) is not entry]
        gone = sorted(on_disk.keys() - current.keys())
        return f"{self.key} {others} {gone}" if self.key else ""

    @cached_property
    def _read(self) -> tuple[History, Documents]:
        history = self.history()
        return history, documents_of(history, self.on_disk)

    @cached_property
    def log(self) -> tuple[RecordedCommit, ...]:
        """What git recorded as changed, newest first; read once. Raises ToolError if git has lost a text."""
        history, documents = self._read
        commits = " ".join((history.state, history.note, *(commit.sha for commit in history.commits)))
        key = f"{self.key} {commits}" if self.key else ""
        return remembered(lambda: change_log(history, documents), "changes", key, self.cache)

    @cached_property
    def acts(self) -> tuple[Act, ...]:
        """What there is to do about what is in force today; made once."""
        key = f"{self._current_key} {self.today}" if self.key else ""
        return remembered(lambda: tuple(acts_on(self.current, self.today)), "acts", key, self.cache)

    def library_on(self, day: dt.date) -> Library:
        """Return the library in force on a day of service, as recorded by now."""
        return self.current if day == self.today else self._as_of(day).library

    def _as_of(self, day: dt.date) -> AsOf:
        if day not in self._then:
            history, documents = self._read
            self._then[day] = library_as_of(history, AsOfDates(day), documents, self.today)
        return self._then[day]

    def turns(self, first: dt.date, last: dt.date) -> list[dt.date]:
        """Return the days after the first of a span on which an entry begins, or is over."""
        entries = (*self.on_disk.entries, *self.current.entries, *(later.entry for later in self.on_disk.later))
        begins = {entry.effective for entry in entries if entry.effective}
        over = {entry.ends + dt.timedelta(days=1) for entry in entries if entry.ends}
        return sorted(day for day in begins | over if first < day <= last)

    def cautions(self, day: dt.date, found: Resolution) -> tuple[str, ...]:
        """Return what an answer of a day leaves open: of the dates of the entries that decide it, and of the code."""
        warned = (found.warning,) if found.warning else ()
        if day == self.today:
            return (*warned, *overdue(found, day))
        then = self._as_of(day)
        deciding = (then.versions[then.lineage_of[decider.entry.id]] for decider in found.deciders)
        caveats = (caveat for one in deciding for caveat in one.caveats)
        copies = (COPIES,) if may_differ(found) else ()
        return tuple(dict.fromkeys((*caveats, *copies, *warned)))


def may_differ(found: Resolution) -> bool:
    """Tell whether an entry without a date decides that tells of sources that disagree."""
    return any(not one.entry.effective and _has_conflicts(one.entry) for one in found.deciders)


def _has_conflicts(entry: Entry) -> bool:
    return any(section.heading == "Conflicts" for section in entry.sections)


def look_up(desk: LookUp, typed: str, limit: int) -> tuple[Result, Card | None]:
    """Find the sections that a query asks for, and answer it as of the day that it names, else as of today."""
    found = find(desk.searcher, typed, limit, desk.today)
    day = dt.date.fromisoformat(found.read.day) if found.read.day else desk.today

    last = dt.date.fromisoformat(found.read.last_day) if found.read.last_day else day

    def answer(code: str, scope: str, question: str) -> Told:
        one = resolve(desk.library_on(day), code, scope, question)
        sure = in_words(one.certainty) if one.certainty else ""
        changes = tuple(_changes(desk, (code, scope, question), one.value, day, last))
        entry = one.leading.entry.id if one.leading else ""
        note = one.leading.answer.note if one.leading else ""
        cautions = (*desk.cautions(day, one), *([note] if note else []))
        return Told(one.value, entry, one.marks, sure, cautions, changes)

    aged = age(desk.current, BLANK, desk.today)
    return replace(found, notes=(*found.notes, *aged)), make_card(found.read, desk.current, answer)


def _changes(
    desk: LookUp, asked: tuple[str, str, str], value: str, first: dt.date, last: dt.date
) -> Iterator[tuple[str, str]]:
    """Yield the days after the first of a span from which another value holds, with that value."""
    for day in desk.turns(first, last):
        found = resolve(desk.library_on(day), *asked).value
        if found != value:
            yield day.isoformat(), found
        value = found


def found_record(desk: LookUp, typed: str, limit: int) -> dict[str, Any]:
    """Write what a query finds as plain values, ready for JSON."""
    found, card = look_up(desk, typed, limit)
    read = found.read
    official = notes_of(desk, typed, read)
    return {
        "query": typed,
        "read_as": {
            "codes": list(read.codes),
            "payers": list(read.payers),
            "plans": list(read.scopes),
            "plan_named": read.named,
            "question": read.question.replace("_", "-") or None,
            "class": read.class_of_codes or None,
            "date": read.day or None,
            "last_date": read.last_day or None,
            "parts": [{"kind": part.kind, "label": part.label} for part in read.parts],
            "mended": [{"typed": word.typed, "used": word.used} for word in read.mended],
        },
        "unread": list(found.unread),
        "notes": list(found.notes),
        "card": card_record(card),
        "hits": [hit_record(hit) for hit in found.hits],
        "total": found.total,
        **({"official": [vars(note) for note in official]} if official else {}),
    }


def notes_of(desk: LookUp, typed: str, read: Reading) -> tuple[OfficialNote, ...]:
    """Return what official files add to a query."""
    absent = tuple(code.written for code in read.absent if is_code(code.written))
    return tuple(official_notes(desk.store, typed, absent, tuple(read.codes)))


def hit_record(hit: Hit) -> dict[str, Any]:
    """Write a hit as plain values; `until` is the last day of a rule that has ended, or that will."""
    document = hit.document
    scope = next((f.removeprefix("scope=") for f in document.facets if f.startswith("scope=") and "/" in f), None)
    return {
        "entry": document.entry,
        "section": document.section,
        "scope": scope,
        "title": f"{document.title}: {document.heading}",
        "url": document.url,
        "score": hit.score,
        "value": document.value or None,
        "marks": list(document.marks),
        "certainty": document.certainty or None,
        "effective": document.effective or None,
        "until": document.ends or None,
        "excerpt": hit.excerpt,
        "why": list(hit.why),
    }
