"""What a build is asked for, and what it made."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from concurrent.futures import Executor
from dataclasses import dataclass
from pathlib import Path

from kb.content.load import Texts
from kb.domain.problem import Problem
from kb.history.versions import History
from kb.published.edition import Committed
from kb.site.unchanged import Names, Note

Progress = Callable[[str], None]
Recall = Callable[[Path, Texts], History]
"""Reads the history of a policies folder, given the texts that stand in it."""
Save = Callable[..., None]
"""Given the library and its edition, writes the catalogue to another place than the site."""


@dataclass(frozen=True)
class Order:
    """What a site is to be made of, as `build` is given it, and what was found of that when nothing was made yet.

    `whole` is the path of the site from the root on, `code` the key of the code, `note` that on the site which is
    there, `names` the list of its files, `history` that of the texts, and `key` that of all
    there is, where these were read already.
    """

    policies: Path
    out: Path
    whole: Path
    progress: Progress
    read_versions: Recall
    base: str
    made_from: Committed | None
    edit: str
    day: dt.date | None
    today: dt.date | None
    keep: tuple[str, ...]
    cache: Path | None
    executor: Executor | None
    save: Save
    memory: dict[bytes, object] | None
    texts: Texts
    code: str
    note: Note | None
    names: Names | None
    history: History | None
    key: str

    @property
    def settings(self) -> tuple[object, ...]:
        """What a site is made by, beside its content and history."""
        return self.code, self.base, self.made_from, self.edit, self.day, self.keep


@dataclass(frozen=True)
class Built:
    """What a build made: the folder, how many pages, and the problems that kept it from being made."""

    out: Path
    pages: int
    entries: int
    problems: tuple[Problem, ...]


def tell_left(folders: Iterable[Path], progress: Progress) -> None:
    """Say which folders of a build could not be cleared away: they hold what no build wrote, or lack rights."""
    for folder in folders:
        progress(f"{folder} stays; look through it and delete it")
