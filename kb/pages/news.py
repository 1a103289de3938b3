"""The newest changes for the home page, a line for each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from kb.changes.addresses import address, commit_address
from kb.changes.recorded import RecordedCommit
from kb.changes.wording import DID, about, counted, gist
from kb.domain.model import Library
from kb.pages.change_view import TONES
from kb.pages.payer_changes import changes_answer

MOST_NEWS: Final = 5
"""How many changes of each kind the home page shows."""


@dataclass(frozen=True)
class News:
    """One line of news for the home page; `by_payer` tells what a payer's new revision changed from a library edit.

    `about` names what it concerns, and is the link; `text` says what changed. Of a change that takes effect on a day
    after it was recorded, `ahead` is that day and `since` the text from it on.
    """

    day: dt.date
    about: str
    text: str
    address: str
    direction: str
    tone: str
    ahead: dt.date | None = None
    since: str = ""
    by_payer: bool = False


def news(library: Library, found: tuple[RecordedCommit, ...]) -> tuple[News, ...]:
    """Return the newest changes that differ in an answer, a line for each: payers' first, then library edits.

    A large addition has one line.
    """
    told = tuple(_news(library, found))
    own, edits = ([item for item in told if item.by_payer is by_payer] for by_payer in (True, False))
    return (*own[:MOST_NEWS], *edits[:MOST_NEWS])


def _news(library: Library, found: tuple[RecordedCommit, ...]) -> Iterator[News]:
    for one in found:
        on = one.commit.recorded
        for recorded in (recorded for recorded in one.detailed if recorded.change.answers):
            way = recorded.change.direction
            named, text, since = about(library, recorded), gist(recorded), gist(recorded, DID)
            own = changes_answer(recorded)
            yield News(on, named, text, address(recorded), way, TONES[way], recorded.ahead, since, own)
        if one.added:
            yield News(on, f"{counted(one.added)} added", "", commit_address(one), "", "")
