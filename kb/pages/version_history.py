"""The versions of an entry as its pages show them: what each changed, when it is in force, and which begin later."""

from __future__ import annotations

import datetime as dt
import posixpath
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

from kb.content.markdown import Lead
from kb.diff.change import Change
from kb.diff.changes import change_of
from kb.diff.wording import shown_facts, shown_name, shown_sides
from kb.domain.model import Entry
from kb.history.clocks import Clocks
from kb.history.in_force import BEGINS_LATER, AsOfDates, InForce, in_force, state_of
from kb.history.in_force_periods import InForcePeriod, in_force_periods, period_of
from kb.history.replacements import replaced_lineages
from kb.history.versions import RECORDED, SHALLOW, UNRECORDED, Lineage, Version
from kb.pages.timeline import Timeline, timeline
from kb.pages.version_addresses import VERSIONS, AddressesByPath, shown_version

NONE: Final = "none"
"""What a fact that a version added or removed is on its other side."""

NOTES = {
    RECORDED: "",
    SHALLOW: "History is recorded here in part: this site was built from a shallow clone, so what was recorded "
    "before its first commit is not known here.",
    UNRECORDED: "History: not recorded here. This site was built without git, so it knows the files as they stood "
    "on the day of the build, and no earlier version of them.",
}
"""What a page says on its history, by the state of the history."""


@dataclass(frozen=True)
class Step:
    """One fact that a version changed: its name, `Coverage`, its value before and after, and the direction."""

    name: str
    before: str
    after: str
    direction: str


@dataclass(frozen=True)
class VersionView:
    """A version in a list: its page (empty if it has none), what it changed, and the period it is in force.

    `state` is in force, begins later, earlier, ended or withdrawn. `no_change` says why nothing is compared.
    """

    version: Version
    address: str
    state: str
    period: InForcePeriod | None
    direction: str
    steps: tuple[Step, ...]
    prose: tuple[str, ...]
    no_change: str

    @property
    def headline(self) -> str:
        """The direction of the version, where none of its steps has one."""
        return "" if any(step.direction for step in self.steps) else self.direction


@dataclass(frozen=True)
class Upcoming:
    """A version that begins later: the day on which it does, and what it changes."""

    view: VersionView
    effective: dt.date


@dataclass(frozen=True)
class VersionHistory:
    """The versions of an entry on its page: `versions` newest first, `periods` earliest first, with addresses.

    `begins` is filled where the entry on the page has not begun. The version on the page holds `since` a day and
    `until` another, as far as there are such days. `ends` is its last day where no other version follows it, and
    `ended` tells that this lies before the day of the site.
    """

    note: str
    versions: tuple[VersionView, ...]
    periods: tuple[tuple[InForcePeriod, str], ...]
    upcoming: tuple[Upcoming, ...]
    timeline: Timeline
    begins: dt.date | None
    since: dt.date | None
    until: dt.date | None
    ends: dt.date | None
    ended: bool

    @property
    def divided(self) -> bool:
        """Whether more than one version is in force at some time, so that a picture is useful."""
        return len({period.version for period, _ in self.periods if period.version}) > 1

    @property
    def told_by_date(self) -> bool:
        """Whether the list by date of service tells all: one version is recorded, which holds to this day and on."""
        spans = [period for period, _ in self.periods if period.version]
        return len(self.versions) == len(spans) == 1 and not (spans[0].last or self.begins)


class VersionHistories:
    """The version histories of all entries of a site; the one asked for last is kept, since all take much memory."""

    def __init__(self, clocks: Clocks, lineages: Iterable[Lineage] | None = None) -> None:
        """Take the clocks of a site, and read all versions at once; or those of some lineages, others when asked."""
        self.clocks = clocks
        self.note = NOTES[clocks.history.state]
        read = clocks.lineages.values() if lineages is None else lineages
        wanted = (v for lineage in read for v in lineage.versions if not v.withdrawn)
        clocks.documents.read(wanted)
        self._last: tuple[str, VersionHistory] | None = None
        self._coming: dict[str, tuple[Upcoming, ...]] = {}
        self._periods: dict[str, tuple[InForcePeriod, ...]] = {}

    @cached_property
    def addresses(self) -> AddressesByPath:
        """The address of each version's page."""
        return AddressesByPath(self.clocks)

    def at(self, address: str) -> tuple[Lineage, Version] | None:
        """Return the lineage and the version of an address; None if no version has it."""
        return self._versions.get(address) if VERSIONS in address else self.addresses.of_entry(address)

    def shown_at(self, address: str) -> tuple[Lineage, Version]:
        """Return the lineage and the version of an address that has one. Raises KeyError if it has none."""
        if found := self.at(address):
            return found
        raise KeyError(address)

    @cached_property
    def _versions(self) -> Mapping[str, tuple[Lineage, Version]]:
        """The lineage and the version of each address."""
        lineages = self.clocks.lineages.values()
        return {
            self.addresses[v]: (lineage, v) for lineage in lineages for v in lineage.versions if v in self.addresses
        }

    def shown_address(self, lineage: Lineage) -> str:
        """Return the address of the page that shows an entry on the day of the site; empty if none does."""
        shown = shown_version(self.clocks, lineage) or lineage.newest
        return self.addresses.get(shown, "")

    @cached_property
    def replaced(self) -> Mapping[str, tuple[str, ...]]:
        """The ids of lineages that other entries replace, which are never in force, with the ids of these entries."""
        return replaced_lineages(self.clocks.lineages.values(), self.clocks.documents)

    def entry(self, version: Version) -> Entry | None:
        """Read a version; None if today's schema cannot, or the file is gone."""
        read = None if version.withdrawn else self.clocks.documents.read_version(version)
        return read if isinstance(read, Entry) else None

    def periods(self, lineage: Lineage) -> tuple[InForcePeriod, ...]:
        """Return the periods of a lineage; none if other entries replace it."""
        if lineage.id not in self._periods:
            self._periods[lineage.id] = () if lineage.id in self.replaced else in_force_periods(lineage)
        return self._periods[lineage.id]

    def of(self, lineage: Lineage) -> VersionHistory:
        """Return the version history of a lineage."""
        if not self._last or self._last[0] != lineage.id:
            self._last = lineage.id, self._make(lineage)
        return self._last[1]

    def upcoming(self, lineage: Lineage) -> tuple[Upcoming, ...]:
        """Return the versions of a lineage that begin later."""
        if lineage.id not in self._coming:
            force = in_force(lineage, AsOfDates(self.clocks.today))
            self._coming[lineage.id] = tuple(self._upcoming(lineage, force))
        return self._coming[lineage.id]

    def begins(self, lineage: Lineage) -> dt.date | None:
        """Return the day on which a lineage begins that has not begun; None for any other."""
        newest = lineage.newest
        return None if newest.withdrawn or shown_version(self.clocks, lineage) else newest.span.effective

    def _make(self, lineage: Lineage) -> VersionHistory:
        today = self.clocks.today
        force = in_force(lineage, AsOfDates(today))
        views = list(self._views(lineage, force))
        newest, shown = lineage.newest, shown_version(self.clocks, lineage)
        periods = self.periods(lineage)
        held = period_of(periods, shown or newest)
        last = shown.span.ends if shown else None
        ended = last is not None and last < today
        return VersionHistory(
            note=self.note,
            versions=tuple(reversed(views)),
            periods=tuple((period, self._address(period.version)) for period in periods),
            upcoming=self.upcoming(lineage),
            timeline=timeline(lineage, periods, force, today),
            begins=self.begins(lineage),
            since=held.first if held else None,
            until=held.last if held else None,
            ends=last if ended or _is_followed_by_nothing(held, periods) else None,
            ended=ended,
        )

    def _address(self, version: Version | None) -> str:
        return self.addresses.get(version, "") if version else ""

    def _views(self, lineage: Lineage, force: InForce) -> Iterator[VersionView]:
        found = self.periods(lineage)
        for before, version in zip((None, *lineage.versions), lineage.versions, strict=False):
            view = self._view(before, version, state_of(version, force))
            yield replace(view, period=period_of(found, version))

    def _view(self, before: Version | None, version: Version, state: str) -> VersionView:
        change = self.change(before, version)
        return VersionView(
            version=version,
            address=self._address(version),
            state=state,
            period=None,
            direction=change.direction if change else "",
            steps=tuple(_steps(change)) if change else (),
            prose=tuple(passage.heading for passage in change.passages) if change else (),
            no_change="" if change else self._no_change(before, version),
        )

    def change(self, before: Version | None, version: Version) -> Change | None:
        """Compare a version with the one before it; None if one cannot be read or nothing differs."""
        old, new = (self.entry(before) if before else None), self.entry(version)
        return change_of(old, new) if old and new else None

    def _no_change(self, before: Version | None, version: Version) -> str:
        """Say why no change of a version is shown."""
        if version.withdrawn:
            return "The file was removed."
        if before is None:
            begun = version.commit is not None and version.commit.begins_clone
            return "The first version known here." if begun else "The first version."
        if before.withdrawn:
            return "The file came back."
        if not (self.entry(before) and self.entry(version)):
            return "Not compared: today's schema cannot read this version or the one before it."
        return "Nothing in meaning."

    def _upcoming(self, lineage: Lineage, force: InForce) -> Iterator[Upcoming]:
        """Compare each version that begins later with the one in force before it."""
        before = force.version
        for version in force.upcoming:
            if version.begins < dt.date.max:
                view = self._view(before, version, BEGINS_LATER)
                yield Upcoming(replace(view, period=period_of(self.periods(lineage), version)), version.begins)
            before = version


def _is_followed_by_nothing(held: InForcePeriod | None, periods: tuple[InForcePeriod, ...]) -> bool:
    """Return whether a period ends, and no version is in force in the next."""
    after = periods[periods.index(held) + 1 :] if held else ()
    return any(not period.version for period in after[:1])


def old_links(histories: VersionHistories, version: Version, address: str) -> Lead:
    """Make a function that gives the address of a link of an older text: of the page there today, or nothing."""
    library = histories.clocks.on_disk

    def lead(target: str) -> str:
        written, _, anchor = target.partition("#")
        path = posixpath.normpath(posixpath.join(posixpath.dirname(version.path), written))
        page = f"{path.removesuffix('.md')}.html"
        known = histories.at(page)
        if path not in library.by_path and not known:
            return ""
        shown = histories.entry(known[1]) if known else library.by_path[path]
        slugs = {section.slug for section in shown.sections} if shown else set()
        return f"{'../' * address.count('/')}{page}{f'#{anchor}' if anchor in slugs else ''}"

    return lead


def _steps(change: Change) -> Iterator[Step]:
    """Yield the facts that changed, and the former id of a file that was moved."""
    if change.was:
        yield Step("Moved", change.was, change.id, "")
    whole = {fact.question for fact in change.answers if not (fact.before and fact.after)}
    for fact in shown_facts(change):
        if fact.question in whole and fact.kind != "answer":
            continue  # a fact that comes or goes with its answer is not listed
        name, (before, after) = shown_name(fact.name), shown_sides(fact)
        yield Step(name[0].upper() + name[1:], before or NONE, after or NONE, fact.direction)
