"""The periods in which each version of an entry is in force, by what is recorded today. Pure.

The versions divide all dates of service into periods: within one the same version is in force, or none is for the
same reason.
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
    """A period from `first` to `last`, both included, and what is in force on each day; None: open on that side.

    `recorded_from` is the first day on which any recorded version begins.
    """

    first: dt.date | None
    last: dt.date | None
    force: InForce
    recorded_from: dt.date | None

    @property
    def version(self) -> Version | None:
        """The version in force; None if there is none."""
        return self.force.version

    @property
    def none_in_force(self) -> str:
        """Say what it means that no version is in force: none is recorded, or ours has ended; empty if one is."""
        if self.version:
            return ""
        return "Nothing of ours is in force" if self.force.decided else NOT_RECORDED

    @property
    def why(self) -> str:
        """Say in a sentence why this version, or none, is in force, without naming a day of the period."""
        if self.version:
            return f"The newest of the versions recorded so far that had begun; {span_in_words(self.version)}."
        return self.force.why if self.force.decided else f"What is recorded so far begins on {self.recorded_from}."

    @property
    def caveats(self) -> tuple[str, ...]:
        """Warn of what the version in force leaves open about its dates."""
        if not self.version:
            return ()
        gone = (f"It was withdrawn later, {recorded(later)}." for later in self.force.upcoming if later.withdrawn)
        return (*date_caveats(self.version), *gone)

    def holds(self, day: dt.date) -> bool:
        """Return whether a day lies in the period."""
        return (self.first or dt.date.min) <= day <= (self.last or dt.date.max)


def in_force_periods(lineage: Lineage) -> tuple[InForcePeriod, ...]:
    """Divide all days by which version of a lineage is in force, the earliest period first."""
    found: list[InForcePeriod] = []
    for first in (None, *sorted(set(boundary_days(lineage)))):
        force = in_force(lineage, AsOfDates(first or dt.date.min))
        if first:
            if _same(found[-1].force, force):
                continue
            found[-1] = _until(found[-1], first - DAY)
        recorded_from = min((version.begins for version in lineage.versions if not version.withdrawn), default=None)
        found.append(InForcePeriod(first, None, force, recorded_from))
    return tuple(found)


def boundary_days(lineage: Lineage) -> Iterator[dt.date]:
    """Yield the days on which another version may come into force, or one goes out of it."""
    for version in lineage.versions:
        if dt.date.min < version.begins < dt.date.max:
            yield version.begins
        if version.span.ends and version.span.ends < dt.date.max:
            yield version.span.ends + DAY


def _same(one: InForce, other: InForce) -> bool:
    return (one.version, one.decided) == (other.version, other.decided)


def _until(period: InForcePeriod, last: dt.date) -> InForcePeriod:
    return InForcePeriod(period.first, last, period.force, period.recorded_from)


def period_of(found: tuple[InForcePeriod, ...], version: Version) -> InForcePeriod | None:
    """Return the period in which a version is in force; None if it never is."""
    return next((period for period in found if period.version == version), None)
