"""The values of history: commits, versions of a file, its lineage, and the history of a whole folder."""

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

    `begins_clone` marks the one that a shallow clone begins with: what it holds was recorded then or before.
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
    """A file as it stood from one commit on. `blob` names its text; it is empty where the file is gone.

    `recorded` is the commit's day, or that of the version before it where a clock or a rebase would put it earlier;
    None is not yet, with `commit`.
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
        """The folder it stood in, which for an entry is its payer and scope: `cigna/commercial`."""
        return self.path.rpartition("/")[0]

    @property
    def withdrawn(self) -> bool:
        """Whether the file is gone from here on."""
        return not self.blob

    @property
    def begins(self) -> dt.date:
        """The first day it can hold: its effective date, or the earliest day there is where it gives none.

        A withdrawal begins on the day it was recorded; one that is not committed has not begun.
        """
        if self.withdrawn:
            return self.recorded or dt.date.max
        return self.span.effective or dt.date.min


@dataclass(frozen=True)
class Lineage:
    """The versions of one file, oldest first, through renames, withdrawals and returns.

    `id` is its newest path without `.md`. Where a later file took over that path, the older lineage is told apart by
    the commit of its last version: `cigna/commercial/x@1a2b3c4`.
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

    `state` is RECORDED, SHALLOW or UNRECORDED; `note` says in a sentence what is missing and why, and is empty where
    nothing is.
    """

    state: str
    lineages: Mapping[str, Lineage]
    commits: tuple[Commit, ...]
    note: str
    contents: Blobs = field(repr=False, compare=False)
