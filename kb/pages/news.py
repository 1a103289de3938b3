"""The newest changes for the home page, a line for each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from kb.changes.addresses import address, commit_address
from kb.changes.recorded import RecordedCommit
from kb.changes.wording import DID, counted, headline
from kb.domain.model import Library
from kb.pages.change_view import TONES

MOST_NEWS: Final = 5


@dataclass(frozen=True)
class News:
    """One line of news for the home page.

    Of a change that takes effect on a day after it was recorded, `ahead` is that day and `since` the line from it on.
    """

    day: dt.date
    text: str
    address: str
    direction: str
    tone: str
    ahead: dt.date | None = None
    since: str = ""


def news(library: Library, found: tuple[RecordedCommit, ...]) -> tuple[News, ...]:
    """Return the newest changes that differ in an answer, a line for each; a large addition has one."""
    return tuple(item for _, item in zip(range(MOST_NEWS), _news(library, found), strict=False))


def _news(library: Library, found: tuple[RecordedCommit, ...]) -> Iterator[News]:
    for one in found:
        on = one.commit.recorded
        for recorded in (recorded for recorded in one.detailed if recorded.change.answers):
            way = recorded.change.direction
            since = headline(library, recorded, DID)
            yield News(on, headline(library, recorded), address(recorded), way, TONES[way], recorded.ahead, since)
        if one.added:
            yield News(on, f"{counted(one.added)} added", f"{commit_address(one)}", "", "")
