"""A document that several files cite, as it is recorded once; and what the last visits of addresses found."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Final

OF_THE_DOCUMENT: Final = ("title", "publisher", "url", "own_url", "standing", "printed")
"""What a file that cites the document repeats word for word."""

OF_THE_READING: Final = ("read", "retrieved", "note")
"""What a file that cites the document can say for itself: what was read of it, when, and what to know."""


@dataclass(frozen=True)
class SourceRecord:
    """A document by its id. `edition_of` is the id of the document of which it is an edition, empty for none.

    `read`, `retrieved` and `note` are what a file begins with that cites it and says nothing of its own.
    """

    id: str
    title: str
    publisher: str
    url: str
    standing: str
    read: str
    retrieved: dt.date
    own_url: str = ""
    printed: str = ""
    edition_of: str = ""
    note: str = ""


READ_AGAIN: Final = ("changed", "moved", "gone", "login page", "redirect loop", "wrong certificate", "no answer")
"""What a visit of an address can find that somebody should look at."""


@dataclass(frozen=True)
class WatchedSource:
    """An address that has to be looked at: one of READ_AGAIN, the day on which that was seen, and more in words."""

    url: str
    state: str
    seen: dt.date
    told: str = ""
