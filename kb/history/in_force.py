"""Which version of an entry was in force: by the day that counts, and by what was recorded at a time. Pure.

Of the versions recorded by then, the newest whose effective date is not after the day decides; one without an
effective date began at an unknown time, so it qualifies, with a warning. Where the deciding version ended before the
day, nothing is in force. It is not "the newest whose span holds the day": an edit that adds an end date must not
bring the older, open-ended version back into force. For the same reason an edit that begins early replaces what was
recorded before it for a later day: the file no longer says that.

A withdrawal is a version that begins on the day it was recorded: before that day the last text is in force, with a
warning.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from kb.history.versions import WORKING, Lineage, Version

PROCESSED, NOT_STATED = "date processed", "not stated"
"""Values of `date_basis` by which another day than that of the service counts, or none is named."""


@dataclass(frozen=True)
class AsOfDates:
    """The two clocks: `date` of service, and by when it was `known`, that is recorded; None: now, with files on disk.

    `processed` is the day the claim is processed, for entries that count from it; without it `date` counts for them.
    """

    date: dt.date
    known: dt.date | None = None
    processed: dt.date | None = None

    def day(self, version: Version) -> dt.date:
        """The day that counts for a version."""
        return (self.processed or self.date) if version.span.date_basis == PROCESSED else self.date

    def knows(self, version: Version) -> bool:
        """Whether a version was recorded by the day of `known`."""
        return self.known is None or (version.recorded is not None and version.recorded <= self.known)


@dataclass(frozen=True)
class InForce:
    """The version in force, or None, with the reason in sentences (`why`) and warnings (`caveats`).

    `decided` is the version that the rule selects, also where it had ended or withdraws the file. `upcoming` are
    versions that begin after the day, in the order in which they will be in force; `superseded_later` are those
    recorded after `known` that would have been selected instead, oldest first.
    """

    version: Version | None
    why: str
    caveats: tuple[str, ...]
    upcoming: tuple[Version, ...]
    superseded_later: tuple[Version, ...]
    decided: Version | None


IN_FORCE, BEGINS_LATER, EARLIER, ENDED, GONE = "in force", "begins later", "earlier", "ended", "withdrawn"
"""The states of a version on a day."""

NOT_RECORDED: Final = "Not recorded here: which rule held then is not known"
"""The reason for days before all that is recorded: a rule may have been in force then."""

UNDATED: Final = "It gives no effective date: since when it holds is not known."
NOT_COMMITTED: Final = "not committed yet"
LATE: Final = "It was recorded on {day}, after that day: on the day itself it may not have been known."


def in_force(lineage: Lineage, asked: AsOfDates) -> InForce:
    """Find the version of a lineage in force on the dates, and why it is that one."""
    known = [version for version in lineage.versions if asked.knows(version)]
    later = lineage.versions[len(known) :]
    number = next((n for n in range(len(known) - 1, -1, -1) if known[n].begins <= asked.day(known[n])), -1)
    decided = known[number] if number >= 0 else None
    upcoming = tuple(_upcoming(known[number + 1 :]))
    held = decided if decided and not decided.withdrawn and not _ended(decided, asked) else None
    return InForce(
        version=held,
        why=_why(lineage, known, decided, asked),
        caveats=tuple(_caveats(held, upcoming, lineage.newest, asked)) if held else (),
        upcoming=upcoming,
        superseded_later=tuple(_superseded(decided, later, asked)),
        decided=decided,
    )


def state_of(version: Version, found: InForce) -> str:
    """Return the state of a version (in force, begins later, ended ...), given what is in force of its lineage."""
    if version.withdrawn:
        return GONE
    if version == found.version:
        return IN_FORCE
    if version in found.upcoming:
        return BEGINS_LATER
    return ENDED if version == found.decided else EARLIER


def _ended(version: Version, asked: AsOfDates) -> bool:
    return version.span.ends is not None and version.span.ends < asked.day(version)


def _upcoming(newer: list[Version]) -> list[Version]:
    """Keep the versions that will be in force some day: those that no newer one replaces before they begin."""
    kept: list[Version] = []
    first = dt.date.max
    for version in reversed(newer):
        if version.begins < first:
            kept.insert(0, version)
            first = version.begins
    return sorted(kept, key=lambda version: version.begins)


def _superseded(decided: Version | None, later: tuple[Version, ...], asked: AsOfDates) -> Iterator[Version]:
    """Yield the later versions that would have decided, except those that change neither the text nor the scope."""
    before = (decided.blob, decided.scope) if decided else None
    for version in later:
        if version.begins <= asked.day(version) and (version.blob, version.scope) != before:
            before = (version.blob, version.scope)
            yield version


def _why(lineage: Lineage, known: list[Version], decided: Version | None, asked: AsOfDates) -> str:
    by_then = f"by {asked.known}" if asked.known else "so far"
    if not known and _begins_clone(lineage.versions[0]):
        return (
            f"What was recorded {by_then} is not known here: the clone begins later, {recorded(lineage.versions[0])}."
        )
    if not known:
        return f"Nothing was recorded {by_then}; the first version was {recorded(lineage.versions[0])}."
    if decided is None:
        first = min(known, key=lambda version: version.begins)
        then = asked.day(first)
        return f"{NOT_RECORDED}. What was recorded {by_then} begins on {first.begins}, after {then}."
    if decided.withdrawn:
        return f"Not in force: it was withdrawn, {recorded(decided)}."
    if _ended(decided, asked):
        return f"Not in force: it ended on {decided.span.ends}, as {recorded(decided)}."
    return f"In force on {asked.day(decided)}: {reason_chosen(decided, by_then)}."


def reason_chosen(version: Version, by_then: str = "so far") -> str:
    """Say why a version is the one in force."""
    return f"the newest version recorded {by_then} that had begun, {recorded(version)}; {span_in_words(version)}"


def _caveats(decided: Version, upcoming: tuple[Version, ...], newest: Version, asked: AsOfDates) -> Iterator[str]:
    yield from date_caveats(decided, asked.processed)
    if decided.recorded and decided.recorded > asked.day(decided) and not _begins_clone(decided):
        yield LATE.format(day=decided.recorded)
    yield from (f"It was withdrawn later, {recorded(version)}." for version in upcoming if version.withdrawn)
    if newest.withdrawn and newest.commit is None and asked.knows(newest):
        yield "Its file is deleted on disk, which is not committed yet."


def caveats_by_day(lineage: Lineage, found: InForce) -> Iterator[tuple[str, dt.date | None]]:
    """Yield what is in doubt about a version in force, with the first day on which that is no longer so, or None."""
    if found.version:
        earliest = AsOfDates(dt.date.min)
        for caveat in _caveats(found.version, found.upcoming, lineage.newest, earliest):
            recorded_on = found.version.recorded
            is_late = recorded_on is not None and caveat == LATE.format(day=recorded_on)
            yield caveat, recorded_on if is_late else None


def date_caveats(decided: Version, processed: dt.date | None = None) -> Iterator[str]:
    """Warn of what a version leaves open about its dates, whatever the date of service."""
    span = decided.span
    if span.effective is None:
        yield UNDATED
    elif span.date_basis == PROCESSED and processed:
        yield f"Its dates count from the day the claim is processed: {processed} was compared."
    elif span.date_basis == PROCESSED:
        yield (
            "Its dates count from the day the claim is processed: the date given was compared as that day; "
            "give the processing date where it is another."
        )
    elif span.date_basis == NOT_STATED:
        yield "The document does not say which day its dates count from: the date of service was compared."
    if decided.kind == WORKING:
        yield "This text stands on disk and is not committed yet."


def _begins_clone(version: Version) -> bool:
    return version.commit is not None and version.commit.begins_clone


def recorded(version: Version) -> str:
    """Say when and by which commit a version was recorded."""
    if version.commit is None:
        return NOT_COMMITTED
    subject = f", “{version.commit.subject}”" if version.commit.subject else ""
    when = "on or before" if version.commit.begins_clone else "on"
    return f"recorded {when} {version.recorded} (commit {version.commit.sha[:7]}{subject})"


def span_in_words(version: Version) -> str:
    """Say from when to when a version holds, as far as it says so."""
    span = version.span
    until = f" until {span.ends}" if span.ends else ""
    return f"effective {span.effective}{until}" if span.effective else f"no effective date{until}"
