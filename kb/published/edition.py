"""Of which day published data is, what it was made from, and where it will stand."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any, Final

from kb.published.base_url import read_base

VERSION: Final = "1"
"""Rises where a reader of the old files would break; addresses hold it, and fields that are only added leave it."""

TOP: Final = f"api/v{VERSION}"
NOT_COMMITTED: Final = " and changes not yet committed"
WITHOUT_GIT: Final = "the library's day: no commit could be read"


@dataclass(frozen=True)
class Committed:
    """The commit that a build was made from: when it was made, in ISO 8601, and what to say of it.

    `differs`: files on disk are others than in the commit.
    """

    at: str
    commit: str
    differs: bool = False

    @property
    def told(self) -> str:
        """What published data says it was made from. No comma: in a sheet it would ask for quotes."""
        return f"{self.commit}{NOT_COMMITTED}" if self.differs else self.commit


@dataclass(frozen=True)
class Edition:
    """One publication of the library. `as_of` is its day; `base_url` ends with a slash, or is empty."""

    as_of: dt.date
    generated_at: str
    generated_from: str
    base_url: str = ""

    @property
    def row(self) -> dict[str, Any]:
        """The row of the catalogue on its edition."""
        made = {"generated_at": self.generated_at, "generated_from": self.generated_from}
        return {"as_of": self.as_of, "version": VERSION, **made}

    @property
    def told(self) -> dict[str, Any]:
        """What the lists say of the edition, so that no other file changes only because a commit was made."""
        return {
            "as_of": self.as_of.isoformat(),
            "generated_at": self.generated_at,
            "generated_from": self.generated_from,
        }


def head(kind: str, up: str) -> dict[str, Any]:
    """Return what every JSON file begins with; `up` leads from the file to the top of the version's folder."""
    return {"schema": f"{up}schema/{kind}.schema.json", "version": VERSION}


def edition(day: dt.date, recorded: Committed | None = None, base_url: str = "") -> Edition:
    """Make the edition of a library as of its day. Raises UsageError where the base address is none."""
    found = recorded or Committed(f"{day.isoformat()}T00:00:00Z", WITHOUT_GIT)
    return Edition(day, found.at, found.told, read_base(base_url))
