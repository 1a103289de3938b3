"""Which days of service each version of an entry speaks for, as recorded by now. Pure.

The versions divide all days into spans: within one the same version is in force, or none is for the same reason.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from kb.history.in_force import NOT_RECORDED, AsOfDates, InForce, date_caveats, in_force, recorded, span_in_words
from kb.history.versions import Lineage, Version

DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class InForcePeriod:
    """A span of days, both included, and what is in force on each of them; None is without an end on that side."""

    first: dt.date | None
    last: dt.date | None
    force: InForce
    opens: dt.date | None

    @property
    def version(self) -> Version | None:
        """The version in force; None where there is none."""
        return self.force.version

    @property
    def silence(self) -> str:
        """Say what it means that no version is in force: none is recorded, or ours has ended; empty where one is."""
        if self.version:
            return ""
        return "Nothing of ours is in force" if self.force.decided else NOT_RECORDED

    @property
    def why(self) -> str:
        """Say in a sentence why this version, or none; no day of the span is named."""
        if self.version:
            return f"The newest of the versions recorded so far that had begun; {span_in_words(self.version)}."
        return self.force.why if self.force.decided else f"What is recorded so far begins on {self.opens}."

    @property
    def caveats(self) -> tuple[str, ...]:
        """Warn of what the version in force leaves open about its days."""
        if not self.version:
            return ()
        gone = (f"It was withdrawn later, {recorded(later)}." for later in self.force.upcoming if later.withdrawn)
        return (*date_caveats(self.version), *gone)

    def holds(self, day: dt.date) -> bool:
        """Tell whether a day lies in the span."""
        return (self.first or dt.date.min) <= day <= (self.last or dt.date.max)


def in_force_periods(lineage: Lineage) -> tuple[InForcePeriod, ...]:
    """Divide all days by what is in force of a lineage, the earliest span first."""
    found: list[InForcePeriod] = []
    for first in (None, *sorted(set(_boundary_days(lineage)))):
        force = in_force(lineage, AsOfDates(first or dt.date.min))
        if found and _same(found[-1].force, force):
            continue
        if found and first:
            found[-1] = _until(found[-1], first - DAY)
        opens = min((version.begins for version in lineage.versions if not version.withdrawn), default=None)
        found.append(InForcePeriod(first, None, force, opens))
    return tuple(found)


def _boundary_days(lineage: Lineage) -> Iterator[dt.date]:
    """Give the days on which another version may come into force, or one goes out of it."""
    for version in lineage.versions:
        if dt.date.min < version.begins < dt.date.max:
            yield version.begins
        if version.span.ends and version.span.ends < dt.date.max:
            yield version.span.ends + DAY


def _same(one: InForce, other: InForce) -> bool:
    return (one.version, one.decided) == (other.version, other.decided)


def _until(reign: InForcePeriod, last: dt.date) -> InForcePeriod:
    return InForcePeriod(reign.first, last, reign.force, reign.opens)


def period_of(found: tuple[InForcePeriod, ...], version: Version) -> InForcePeriod | None:
    """Give the span in which a version is in force; None where it speaks for no day."""
    return next((reign for reign in found if reign.version == version), None)
