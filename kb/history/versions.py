"""The values of history: commits, the versions of a file, its lineage, and the history of a folder."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from kb.history.blobs import Blobs
from kb.history.effective_dates import Span

RECORDED: Final = "recorded"
SHALLOW: Final = "recorded in part"
UNRECORDED: Final = "not recorded here"
"""The three states of a history: whole, from a shallow clone, none."""

ADDED, EDITED, RENAMED, WITHDRAWN, WORKING = "added", "edited", "renamed", "withdrawn", "working"
"""The kinds of a version: what its commit did to the file; `working` is on disk and not yet committed."""


@dataclass(frozen=True)
class Commit:
    """A commit of the main line: its name, the author's moment in UTC, and the first line of its message.

    `begins_clone` marks the one that a shallow clone begins with: its files were recorded then or before.
    """

    sha: str
    moment: dt.datetime
    subject: str
    begins_clone: bool = False

    @property
    def recorded(self) -> dt.date:
        """The author's day in UTC."""
        return self.moment.date()


@dataclass(frozen=True, slots=True)  # there are very many
class Version:
    """A file from one commit on. `blob` names its text; it is empty if the file is gone.

    `recorded` is the day of the commit, or that of the version before where a clock or a rebase would put it earlier;
    None, as is `commit`, where it is not committed.
    """

    path: str
    kind: str
    blob: str
    commit: Commit | None
    recorded: dt.date | None
    span: Span

    @property
    def id(self) -> str:
        """The entry's id at that time: the path without its ending."""
        return self.path.removesuffix(".md")

    @property
    def scope(self) -> str:
        """The folder of the file, which for an entry is the id of its scope: `cigna/commercial`."""
        return self.path.rpartition("/")[0]

    @property
    def withdrawn(self) -> bool:
        """Whether the file is gone with this version."""
        return not self.blob

    @property
    def begins(self) -> dt.date:
        """The first day it can be in force: its effective date, or the earliest day there is where it gives none.

        A withdrawal begins on the day it was recorded; one that is not committed has not begun.
        """
        if self.withdrawn:
            return self.recorded or dt.date.max
        return self.span.effective or dt.date.min


@dataclass(frozen=True)
class Lineage:
    """The versions of one file, oldest first, through renames, withdrawals and returns.

    `id` is its newest path without `.md`. Where a later file has taken that path, the id of the older lineage names
    the commit of its last version too: `cigna/commercial/x@1a2b3c4`.
    """

    id: str
    versions: tuple[Version, ...]

    @property
    def newest(self) -> Version:
        """The last version."""
        return self.versions[-1]


@dataclass(frozen=True)
class History:
    """The lineages of all files of a policies folder by id, and the commits that changed it, oldest first.

    `state` is RECORDED, SHALLOW or UNRECORDED; `note` says in a sentence what is missing and why, and is empty if
    nothing is.
    """

    state: str
    lineages: Mapping[str, Lineage]
    commits: tuple[Commit, ...]
    note: str
    contents: Blobs = field(repr=False, compare=False)
