"""The frozen values of the log: a commit, the files it changed in meaning, and the answers that moved."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from kb.diff.change import Change
from kb.diff.grouping import Group
from kb.diff.wording import takes_effect
from kb.history.versions import Commit

EVERY = "*"
"""Means all codes of the library."""


@dataclass(frozen=True)
class FileChange:
    """What one commit did to one file.

    `lineage` is the id of the lineage of the file. `payer` is empty for a code page. `codes` are those that the file
    applies to and those whose answers it moves, in order, or EVERY alone where these are all codes. `groups` are the
    resolved answers of which this is the first cause that they moved. `page` is the address of its page, for good.
    """

    commit: Commit
    change: Change
    lineage: str
    payer: str
    codes: tuple[str, ...]
    groups: tuple[Group, ...] = ()
    page: str = ""

    @property
    def ahead(self) -> dt.date | None:
        """The day on which it takes effect, where that was still to come on the day of recording; else None."""
        return takes_effect(self.change, self.commit.recorded)


@dataclass(frozen=True)
class Note:
    """A file whose change is not known, and why."""

    path: str
    text: str


@dataclass(frozen=True)
class RecordedCommit:
    """A commit: its changes in detail, the tightest first, the files of a large addition, notes.

    `added` has the files of a large addition: of each its own answers alone, and not what they did to others.
    `unchanged` counts the files whose meaning is the same. `page` is the address of the first of its pages.
    """

    commit: Commit
    detailed: tuple[FileChange, ...]
    added: tuple[FileChange, ...] = ()
    notes: tuple[Note, ...] = ()
    unchanged: int = 0
    page: str = ""

    @property
    def changes(self) -> tuple[FileChange, ...]:
        """Every change of the commit, those of a large addition last."""
        return (*self.detailed, *self.added)
