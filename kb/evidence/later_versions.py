"""The versions of an entry from the one in force on: what each changed, and its status on the date of service."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from kb.diff.change import Change, Fact
from kb.diff.changes import change_of
from kb.diff.wording import shown_facts, whole
from kb.domain.model import Entry
from kb.domain.vocabulary import QUESTIONS
from kb.history.documents import Documents
from kb.history.in_force import AsOfDates, InForce
from kb.history.versions import Lineage, Version

MOST_FACTS: Final = 8
"""How many facts of a change are listed; the rest is counted."""

FIRST: Final = ("answer", "date")
"""The kinds of facts that are listed first."""

HOUSEKEEPING: Final = frozenset({"reviewed", "review by"})
"""Dates of our own work, which say nothing about the rule."""


@dataclass(frozen=True)
class Step:
    """A version: its answers (`says`), what it changed, and its status on the date of service.

    `direction` and `facts` are empty for the first one listed, for a withdrawal, and where today's schema cannot read
    a side; `note` then says which. `late`: recorded after the date of service. `more` counts facts left out.
    """

    version: Version
    status: str
    late: bool
    says: tuple[tuple[str, str], ...] = ()
    direction: str = ""
    facts: tuple[Fact, ...] = ()
    more: int = 0
    reworded: tuple[str, ...] = ()
    note: str = ""


def steps(lineage: Lineage, force: InForce, asked: AsOfDates, documents: Documents) -> tuple[Step, ...]:
    """List the version that decides and those after it, or all where none does, without repeats of a text."""
    first = lineage.versions.index(force.decided) if force.decided else 0
    return tuple(_steps(_differing(lineage.versions[first:]), force, asked, documents))


def before(lineage: Lineage, force: InForce) -> int:
    """Count the versions before the one that decides, which are not listed."""
    return lineage.versions.index(force.decided) if force.decided else 0


def _differing(versions: tuple[Version, ...]) -> Iterator[Version]:
    last = None
    for version in versions:
        if (version.path, version.blob) != last:
            last = version.path, version.blob
            yield version


def _steps(versions: Iterator[Version], force: InForce, asked: AsOfDates, documents: Documents) -> Iterator[Step]:
    old: Entry | None = None
    for number, version in enumerate(versions):
        new = _entry(version, documents)
        change = change_of(old, new) if number and new else None
        late = version.recorded is not None and version.recorded > asked.date
        note = _note(version, new, compared=not number or old is not None)
        changed = _step_text(change) if change else ("", (), 0, ())
        yield Step(version, status_of(version, force, asked), late, _says(new), *changed, note)
        old = new or old


def _entry(version: Version, documents: Documents) -> Entry | None:
    found = None if version.withdrawn else documents.read_version(version)
    return found if isinstance(found, Entry) else None


def _note(version: Version, entry: Entry | None, *, compared: bool) -> str:
    if version.withdrawn:
        return "The file was taken out of the library."
    if entry is None:
        return "Today's schema cannot read this version; its text is kept."
    return "" if compared else "The version before it cannot be read by today's schema: nothing to compare with."


def _says(entry: Entry | None) -> tuple[tuple[str, str], ...]:
    answers = entry.answers if entry else {}
    return tuple((question.label, answers[question.key].value) for question in QUESTIONS if question.key in answers)


def _step_text(change: Change) -> tuple[str, tuple[Fact, ...], int, tuple[str, ...]]:
    facts = [fact for fact in shown_facts(change) if fact.name not in HOUSEKEEPING]
    ordered = sorted(facts, key=lambda fact: fact.kind not in FIRST)
    reworded = () if whole(change) else tuple(passage.heading for passage in change.passages)
    return change.direction, tuple(ordered[:MOST_FACTS]), len(ordered[MOST_FACTS:]), reworded


def status_of(version: Version, force: InForce, asked: AsOfDates) -> str:
    """Say what a version is on the date of service, by what was recorded by `known`."""
    if version == force.version:
        return "the text for the date of service"
    if version == force.decided:
        return "withdrawn by the date of service" if version.withdrawn else "had ended before the date of service"
    if version in force.upcoming:
        return "begins after the date of service"
    if version in force.superseded_later:
        return "recorded later: by what is known since, it would have been the one in force"
    if not asked.knows(version):
        return "recorded after the day up to which this page looks"
    return "took no effect of its own: a newer version stands in its place"
