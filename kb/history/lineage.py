"""Lineages from commits: which versions belong to one file, through renames, withdrawals and returns. Pure.

A renamed file stays in its lineage. A deleted one gets a withdrawn version, and its lineage continues where a file
returns to its path. A new file at a path from which another was renamed begins a lineage of its own.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass

from kb.history.commits import Change, Logged
from kb.history.effective_dates import Span
from kb.history.versions import ADDED, EDITED, RENAMED, WITHDRAWN, WORKING, Commit, Lineage, Version

UNDATED = Span()
KINDS = {"A": ADDED, "M": EDITED, "R": RENAMED, "D": WITHDRAWN}
EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
LATEST = 253_402_300_799
"""The last second of Python's calendar; a commit may carry any number."""


@dataclass(frozen=True)
class Disk:
    """The files on disk: the blob of each that could be read, and the paths of those that could not."""

    blobs: Mapping[str, str]
    unreadable: frozenset[str] = frozenset()


def commit_of(logged: Logged, boundary: Container[str] = ()) -> Commit:
    """Make a commit from an entry of the log."""
    return Commit(logged.sha, moment(logged.seconds), logged.subject, logged.sha in boundary)


def moment(seconds: int) -> dt.datetime:
    """Return the time of a number of seconds since 1970; one outside the calendar becomes the nearest inside."""
    return EPOCH + dt.timedelta(seconds=min(max(seconds, 0), LATEST))


def lineages(
    log: Iterable[tuple[Commit, Iterable[Change]]], spans: Mapping[str, Span], disk: Disk | None = None
) -> dict[str, Lineage]:
    """Gather the commits, oldest first, and then the files on disk, into lineages by id, in order of id.

    `spans` has the dates of blobs; a blob that is not in it has none.
    """
    fold = _Fold(spans)
    for commit, changes in log:
        fold.take(changes, commit)
    if disk:
        fold.take(fold.on_disk(disk), None)
    return fold.named()


class _Fold:
    """The lineages so far, by path: `live` where their file is now, `last` where it was last."""

    def __init__(self, spans: Mapping[str, Span]) -> None:
        self.spans = spans
        self.found: list[list[Version]] = []
        self.live: dict[str, list[Version]] = {}
        self.last: dict[str, list[Version]] = {}

    def take(self, changes: Iterable[Change], commit: Commit | None) -> None:
        """Add the changes of one commit. Files leave their paths first, so that others may take these paths."""
        changes = list(changes)
        moving = {change.before: self.leave(change.before) for change in changes if change.before}
        for change in sorted(changes, key=lambda change: bool(change.blob)):
            at = moving.get(change.before) or self.live.get(change.path) or self.last.get(change.path) or self.begin()
            at.append(self.version(change, commit, at))
            self.last[change.path] = at
            self.live.pop(change.path, None)
            if change.blob:
                self.live[change.path] = at

    def leave(self, path: str) -> list[Version] | None:
        """Remove the lineage of a path that its file is renamed from: the next file at that path is another."""
        self.last.pop(path, None)
        return self.live.pop(path, None)

    def begin(self) -> list[Version]:
        """Begin a lineage."""
        self.found.append([])
        return self.found[-1]

    def version(self, change: Change, commit: Commit | None, before: list[Version]) -> Version:
        """Make the version that a change results in."""
        recorded = commit.recorded if commit else None
        if recorded and before and before[-1].recorded:
            recorded = max(recorded, before[-1].recorded)
        if change.blob:
            kind, span = KINDS[change.status] if commit else WORKING, self.spans.get(change.blob, UNDATED)
        else:  # a withdrawal has the date basis of the text that it removes
            kind, span = WITHDRAWN, Span(date_basis=before[-1].span.date_basis if before else "")
        return Version(change.path, kind, change.blob, commit, recorded, span)

    def on_disk(self, disk: Disk) -> list[Change]:
        """Return the changes from the newest commit to the disk; a moved file is known by its unchanged text."""
        now = {path: at[-1].blob for path, at in self.live.items()}
        present = disk.blobs.keys() | disk.unreadable
        missing = {blob: path for path, blob in now.items() if path not in present}
        changes = []
        for path, blob in disk.blobs.items():
            if path not in now and blob in missing:
                changes.append(Change("R", path, blob, missing.pop(blob)))
            elif now.get(path) != blob:
                changes.append(Change("M" if path in now else "A", path, blob))
        moved = {change.before for change in changes}
        gone = now.keys() - present - moved
        return [*changes, *(Change("D", path, "") for path in sorted(gone))]

    def named(self) -> dict[str, Lineage]:
        """Name each lineage by its newest path; an older one whose path another has taken, by its last commit too."""
        made: dict[str, Lineage] = {}
        for at in self.found:
            name = at[-1].id
            if self.last.get(at[-1].path) is not at:
                name = f"{name}@{at[-1].commit.sha[:7] if at[-1].commit else 'disk'}"
                name += "+" * sum(known.rstrip("+") == name for known in made)
            made[name] = Lineage(name, tuple(at))
        return dict(sorted(made.items()))
