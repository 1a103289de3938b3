"""One change as a page shows it, and the commit that it came with."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Final

from kb.changes.addresses import address, anchor, commit_anchor
from kb.changes.pagination import MOST_SPANS
from kb.changes.recorded import EVERY, FileChange, Note, RecordedCommit
from kb.changes.wording import (
    DID,
    WILL,
    about,
    changed_answers,
    counted,
    gist,
    group_words,
    most_facts,
    what_happened,
    who,
)
from kb.diff.change import MOVED
from kb.diff.direction import DIRECTIONS
from kb.diff.word_diff import Span, excerpt
from kb.diff.wording import whole
from kb.domain.model import Library
from kb.history.clocks import Clocks
from kb.history.versions import Commit
from kb.pages.payer_changes import is_payers
from kb.pages.version_addresses import Addresses

MOST_NOTES: Final = 12
"""How many files with an unknown change a commit names; of more it gives the number."""

MOST_WHOM: Final = 6
"""How many payers and codes the line of a day's library edits names; of more it gives the number."""

TARGET: Final = re.compile(r"\]\([^()\s]*\)")
"""The address of a link in the text, which is left out."""

TONES: Final = {value.name: value.tone or "neutral" for value in DIRECTIONS}

VERBS: Final = (WILL, DID)

Shown = tuple[RecordedCommit, RecordedCommit]
"""A commit, and the part of it that a page shows."""


@dataclass(frozen=True)
class ChangeView:
    """A change as shown.

    `happened` says whether the payer's document or our reading of it differs, `by_payer` that it is the payer's
    document. `link` is the address of its page,
    `version` that of the version it made; empty if there is none.

    `answers` and `facts` are sentences; `prose` has the sections whose text differs, word by word. Of a change that
    takes effect after it was recorded, `gist_since` and `answers_since` are told from that day on.
    """

    recorded: FileChange
    anchor: str
    address: str
    about: str
    gist: str
    gist_since: str
    happened: str
    by_payer: bool
    link: str
    tone: str
    codes: str
    version: str
    answers: tuple[str, ...]
    answers_since: tuple[str, ...]
    facts: tuple[str, ...]
    prose: tuple[tuple[str, tuple[Span, ...]], ...]


@dataclass(frozen=True)
class CommitView:
    """A commit as shown: its changes, and the files of a large addition, which is counted in words.

    `payers` are the changes that new revisions of payers' documents made, `edits` all others. `left` counts its
    changes on other pages, to which `links` lead; `more_notes` counts notes left out.
    """

    commit: Commit
    anchor: str
    payers: tuple[ChangeView, ...]
    edits: tuple[ChangeView, ...]
    added: tuple[ChangeView, ...]
    counted: str
    left: int
    links: tuple[tuple[str, str], ...]
    notes: tuple[Note, ...]
    more_notes: int
    unchanged: int

    @property
    def has_edits(self) -> bool:
        """Whether it has more than changes that payers made."""
        return bool(self.edits or self.added or self.left or self.notes)


@dataclass(frozen=True)
class DayView:
    """The commits of a day; how many library edits they have, and of which payers and codes, in words."""

    on: dt.date
    commits: tuple[CommitView, ...]
    edited: str
    concern: tuple[str, ...]


@dataclass(frozen=True)
class ChangeContext:
    """What is needed to show a change: the library, the addresses of versions and other pages, titles of months."""

    titles: Mapping[str, str]
    clocks: Clocks
    versions: Addresses
    others: Collection[str]

    @property
    def library(self) -> Library:
        """The library whose names of payers, scopes and pages are shown."""
        return self.clocks.on_disk

    def links(self, recorded: FileChange) -> tuple[str, str]:
        """Return the address of the page that a change concerns, and that of the version it made."""
        page = f"{recorded.lineage}.html"
        lineage = self.clocks.lineages.get(recorded.lineage)
        if not lineage:
            return page if page in self.others else "", ""
        made = (self.versions.get(version, "") for version in lineage.versions if version.commit == recorded.commit)
        own, version = page if page in self.others else self.versions.get(lineage.newest, ""), next(made, "")
        return own, version if version != own else ""

    def days(self, found: tuple[Shown, ...]) -> tuple[DayView, ...]:
        """Group commits by day; one without changes and notes is left out."""
        shown = (pair for pair in found if pair[1].changes or pair[1].notes)
        by_day = groupby(shown, lambda pair: pair[0].commit.recorded)
        return tuple(self.day(on, tuple(self.commit(*pair) for pair in group)) for on, group in by_day)

    def day(self, on: dt.date, commits: tuple[CommitView, ...]) -> DayView:
        """Make the view of a day, whose library edits are counted by whom they concern."""
        edits = [view for commit in commits for view in commit.edits]
        added = [view for commit in commits for view in commit.added]
        still = sum(not view.recorded.change.answers for view in edits)
        silent = [f"{still} with no answer affected"] * bool(still)
        numbers = [counted_edits(len(edits)), *silent] * bool(edits) + [f"{len(added)} files added"] * bool(added)
        whom = sorted({self.whom(view.recorded) for view in (*edits, *added)})
        named = (*whom[:MOST_WHOM], *([f"{len(whom) - MOST_WHOM} more"] if len(whom) > MOST_WHOM else ()))
        return DayView(on, commits, ", ".join(numbers) or "Library edits", named)

    def whom(self, recorded: FileChange) -> str:
        """Name the payer or the code that a change concerns."""
        payer = self.library.payers.get(recorded.payer)
        return payer.title if payer else who(self.library, recorded)

    def commit(self, one: RecordedCommit, part: RecordedCommit) -> CommitView:
        """Make the view of a part of a commit, with links to the rest."""
        left = len(one.changes) - len(part.changes)
        views = tuple(self.view(recorded) for recorded in part.detailed)
        return CommitView(
            commit=one.commit,
            anchor=commit_anchor(one),
            payers=tuple(view for view in views if view.by_payer),
            edits=tuple(view for view in views if not view.by_payer),
            added=tuple(self.view(recorded, short=True) for recorded in part.added),
            counted=counted(one.added),
            left=left,
            links=self.rest_links(one, part) if left else (),
            notes=part.notes[:MOST_NOTES],
            more_notes=len(part.notes[MOST_NOTES:]),
            unchanged=part.unchanged,
        )

    def rest_links(self, one: RecordedCommit, part: RecordedCommit) -> tuple[tuple[str, str], ...]:
        """Return title and address of the pages with the parts of a commit before and after the one shown."""
        shown = {id(recorded) for recorded in part.changes}
        missing = [recorded for recorded in one.changes if id(recorded) not in shown]
        first = next((number for number, recorded in enumerate(one.changes) if id(recorded) in shown), 0)
        near = (*missing[:first][-1:], *missing[first:][:1])
        return tuple((self.titles[recorded.page], f"{recorded.page}#{commit_anchor(one)}") for recorded in near)

    def view(self, recorded: FileChange, *, short: bool = False) -> ChangeView:
        """Make the view of a change; a `short` one, for a list of added files, has no effects and facts."""
        change, (link, version) = recorded.change, self.links(recorded)
        groups = () if short else changed_answers(recorded)
        told = {
            verb: tuple(group_words(self.library, group, recorded.ahead, verb) for group in groups) for verb in VERBS
        }
        facts = () if short else most_facts(change)
        left = (f"moved from {change.was}",) if change.kind == MOVED else ()
        return ChangeView(
            recorded=recorded,
            anchor=anchor(recorded),
            address=address(recorded),
            about=about(self.library, recorded),
            gist=gist(recorded),
            gist_since=gist(recorded, DID),
            happened=what_happened(change),
            by_payer=is_payers(recorded),
            link=link,
            version=version,
            tone=TONES[change.direction],
            codes=" ".join(recorded.codes) if recorded.codes != (EVERY,) else EVERY,
            answers=told[WILL],
            answers_since=told[DID],
            facts=(*left, *facts),
            prose=() if short or whole(change) else tuple((p.heading, _cut(p.spans)) for p in change.passages),
        )


def counted_edits(number: int) -> str:
    """Count library edits: `1 library edit`."""
    return f"{number} library {'edit' if number == 1 else 'edits'}"


def _cut(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """Return the words that differ; nothing if there are too many."""
    cut = excerpt(spans) if len(spans) <= MOST_SPANS else ()
    return tuple(replace(span, text=TARGET.sub("]", span.text)) for span in cut)
