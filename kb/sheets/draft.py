"""An entry while lines of a sheet are put into it: what it says, and what is to change."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from kb.authoring.source_records import values_of
from kb.domain.model import Entry
from kb.domain.reach import Reach
from kb.domain.scopes import scope_title
from kb.sheets.targets import Target

Record = dict[str, Any]
"""The keys of a record of front matter with their values."""


@dataclass
class Draft:
    """An entry while lines are put into it: what it says and what is to change.

    `taken` counts what was taken for something that no cell says; `kept` are the sections whose older words stay
    below the new statement, to be read again.
    """

    target: Target
    reach: Reach
    today: dt.date
    keys: Record = field(default_factory=dict)
    records: dict[str, Record] = field(default_factory=dict)
    changed: dict[str, Record] = field(default_factory=dict)
    receipts: list[Record] = field(default_factory=list)
    sections: dict[str, str] = field(default_factory=dict)
    days: list[dt.date] = field(default_factory=list)
    stated: dict[str, str] = field(default_factory=dict)
    taken: Counter[str] = field(default_factory=Counter)
    kept: list[str] = field(default_factory=list)

    @property
    def entry(self) -> Entry | None:
        """The entry as the library has it; None where it is new."""
        return self.target.entry

    @property
    def whose(self) -> str:
        """Payer and plan in words."""
        return scope_title(self.target.payer.title, self.target.scope.name)

    @property
    def is_changed(self) -> bool:
        """Whether anything is to be written."""
        return bool(self.keys or self.changed or self.receipts or self.sections) or not self.entry


def begin(target: Target, reach: Reach, today: dt.date) -> Draft:
    """Begin with what the entry of a target says."""
    held = target.entry.sources if target.entry else {}
    return Draft(target, reach, today, records={name: values_of(source) for name, source in held.items()})
