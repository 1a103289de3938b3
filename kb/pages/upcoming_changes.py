"""Rules that begin or end after the day that a site is made for, so that pages can tell readers of a later day."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from kb.history.in_force_periods import InForcePeriod
from kb.pages.version import full_title
from kb.pages.version_history import VersionHistories


@dataclass(frozen=True)
class Turn:
    """A day on which what is in force of an entry changes, and how: begins, changes, ends or withdrawn.

    `address` is that of the page that shows the entry on the day of the site, `version` that of the version that
    begins; empty if none does. `title` names the entry with whom it speaks for.
    """

    day: dt.date
    what: str
    address: str
    title: str
    version: str


def turns(histories: VersionHistories) -> tuple[Turn, ...]:
    """Return every turn after the day of the site, in order of days."""
    return tuple(sorted(_turns(histories), key=lambda turn: (turn.day, turn.title)))


def _turns(histories: VersionHistories) -> Iterator[Turn]:
    for lineage in histories.clocks.lineages.values():
        for before, after in pairwise(histories.periods(lineage)):
            if after.first and after.first > histories.clocks.today:
                version = histories.addresses.get(after.version, "") if after.version else ""
                own = histories.shown_address(lineage)
                yield Turn(after.first, _what(before, after), own, full_title(histories, lineage), version)


def _what(before: InForcePeriod, after: InForcePeriod) -> str:
    if after.version:
        return "changes" if before.version else "begins"
    return "withdrawn" if after.force.decided and after.force.decided.withdrawn else "ends"


def turn_days(found: Iterable[Turn]) -> list[str]:
    """Return the days of turns, each once, in order."""
    return sorted({turn.day.isoformat() for turn in found})


def turns_script(found: Iterable[Turn]) -> tuple[str, str]:
    """Return the address and the text of the script of turns: day, what, address, title, version of each."""
    rows = [[turn.day.isoformat(), turn.what, turn.address, turn.title, turn.version] for turn in found]
    return "static/turns.js", f"kb.turns({json.dumps(rows, ensure_ascii=True, separators=(',', ':'))});\n"
