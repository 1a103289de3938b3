"""How many days after its publication a change of policy was detected, reviewed and adopted. No date, no figure.

Published is the newest day that a document of the payer's own prints, among the sources of an entry's answers; where
none prints a day, its effective date. Detected is the first commit with this edition. Each lag counts from the day of
publication; it is negative where a rule was known before it took effect.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median
from typing import Final

from kb.domain.model import Adoption, Entry
from kb.history.clocks import Clocks
from kb.history.versions import Lineage, Version

OWN: Final = ("primary", "primary elsewhere")
STEPS: Final = ("detected", "reviewed", "adopted")

UNPUBLISHED: Final = "no day of publication: the payer's own sources print none, and no effective date is known"
BEFORE: Final = "published before this library began"
UNRECORDED: Final = "not recorded in a commit"
SHALLOW: Final = "recorded when this clone begins, or before"
UNREAD: Final = "an older version cannot be read, so when this revision was first recorded is unknown"
UNADOPTED: Final = "not adopted by any team"


@dataclass(frozen=True)
class Drift:
    """The days of an entry's edition, each None if it is not known, and in words what is missing (`lacks`).

    `basis` says what the day of publication is: `printed` or `effective`. Without one, or where it is before the
    library began, no lag is counted.
    """

    entry: Entry
    published: dt.date | None
    basis: str
    detected: dt.date | None
    reviewed: dt.date | None
    adopted: tuple[Adoption, ...]
    lacks: tuple[str, ...]

    @property
    def counts(self) -> bool:
        """Whether lags are counted."""
        return self.published is not None and self.detected is not None and BEFORE not in self.lacks

    def lag(self, step: str) -> int | None:
        """Return the days from publication to a step; None if one of them is not known."""
        first = min((one.on for one in self.adopted), default=None)
        on = {"detected": self.detected, "reviewed": self.reviewed, "adopted": first}[step]
        return (on - self.published).days if self.counts and self.published and on else None


@dataclass(frozen=True)
class Lag:
    """The lags of a step over some entries: how many there are, their median in days, and the entry of the worst."""

    number: int
    median: float
    worst: int
    entry: Entry


def drifts(clocks: Clocks) -> tuple[Drift, ...]:
    """Find the days of every entry on disk, in order of id."""
    commits = clocks.history.commits
    began = min((commit.recorded for commit in commits), default=None)
    return tuple(_drift(entry, clocks, began) for entry in clocks.on_disk.entries)


def lag(found: Iterable[Drift], step: str) -> Lag | None:
    """Summarize the lags of a step over entries; None if no entry has one."""
    known = [(days, one.entry) for one in found if (days := one.lag(step)) is not None]
    if not known:
        return None
    worst, entry = max(known, key=lambda pair: pair[0])
    return Lag(len(known), median(days for days, _ in known), worst, entry)


def _drift(entry: Entry, clocks: Clocks, began: dt.date | None) -> Drift:
    printed = _printed(entry)
    published = printed or entry.effective
    lineage = clocks.lineages[entry.id]
    first, why = _first(entry, lineage, clocks) if published else (None, "")
    read = _reviewed(lineage, first, clocks, published) if first and published else None
    early = published and began and published < began
    lacks = (
        *([UNPUBLISHED] if not published else []),
        *([BEFORE] if early else []),
        *([why] if why else []),
        *([UNADOPTED] if not entry.adopted else []),
    )
    basis = "printed" if printed else "effective" if published else ""
    return Drift(entry, published, basis, first.recorded if first else None, read, entry.adopted, lacks)


def _printed(entry: Entry) -> dt.date | None:
    cited = {name for answer in entry.answers.values() for name in answer.sources}
    own = (source for name, source in entry.sources.items() if name in cited and source.standing in OWN)
    days = [source.printed for source in own if len(source.printed) == len("2026-04-15")]
    return dt.date.fromisoformat(max(days)) if days else None


def _first(entry: Entry, lineage: Lineage, clocks: Clocks) -> tuple[Version | None, str]:
    """Find the first committed version of the current edition; or None, and why it is not known."""
    for version in lineage.versions:
        if version.withdrawn:
            continue
        page = clocks.documents.read_version(version)
        if not isinstance(page, Entry):
            return None, UNREAD
        if (_printed(page), page.effective) == (_printed(entry), entry.effective):
            if not version.commit:
                return None, UNRECORDED
            return (None, SHALLOW) if version.commit.begins_clone else (version, "")
    return None, UNRECORDED


def _reviewed(lineage: Lineage, first: Version, clocks: Clocks, published: dt.date) -> dt.date | None:
    """Return the first review, on or after publication, of a version with the edition."""
    versions = lineage.versions[lineage.versions.index(first) :]
    pages = clocks.documents.read(version for version in versions if not version.withdrawn)
    return min(
        (page.reviewed for page in pages if isinstance(page, Entry) and page.reviewed >= published), default=None
    )
