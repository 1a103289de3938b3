"""The frozen values of what was recorded: a commit, the files it changed in meaning, and the answers that moved."""

from __future__ import annotations

from dataclasses import dataclass

from kb.diff.change import Change
from kb.diff.grouping import Group
from kb.history.versions import Commit

EVERY = "*"
"""Stands for all codes of the library."""


@dataclass(frozen=True)
class FileChange:
    """What one commit did to one file.

    `lineage` is the id of its history: its newest path. `payer` is empty for a code page. `codes` are those it speaks
    for and those whose answers it moves, in order, or EVERY alone where that is each code there is. `groups` are the
    resolved answers that moved, first of all by this. `page` is the page on which it stands for good.
    """

    commit: Commit
    change: Change
    lineage: str
    payer: str
    codes: tuple[str, ...]
    groups: tuple[Group, ...] = ()
    page: str = ""


@dataclass(frozen=True)
class Note:
    """A file of which no change can be told, and why."""

    path: str
    text: str


@dataclass(frozen=True)
class RecordedCommit:
    """A commit: its changes, the tightest first, the files of a large addition, notes, how many files say the same.

    A large addition is told as a whole: `added` has its files without what they did to the answers. `page` is the
    first of the pages on which it stands.
    """

    commit: Commit
    told: tuple[FileChange, ...]
    added: tuple[FileChange, ...] = ()
    notes: tuple[Note, ...] = ()
    unchanged: int = 0
    page: str = ""

    @property
    def changes(self) -> tuple[FileChange, ...]:
        """Every change of the commit, those of a large addition last."""
        return (*self.told, *self.added)
