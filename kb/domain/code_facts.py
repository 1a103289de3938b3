"""The frozen rows of a code page: facts on a code that hold for every payer. Every row names its sources."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class LifeEvent:
    """A date in the life of a code, printed by a source or inferred by us."""

    event: str
    on: str
    basis: str
    sources: tuple[str, ...]
    note: str = ""


@dataclass(frozen=True)
class FeeRow:
    """A row of the Medicare physician fee schedule: status, global days and relative value units."""

    file: str
    status: str
    global_days: str
    total_rvu: Decimal
    multiple_procedure: str
    bilateral: str
    assistant: str
    co_surgeon: str
    team: str
    pc_tc: str
    sources: tuple[str, ...]
    conversion_factor: Decimal | None = None
    note: str = ""


@dataclass(frozen=True)
class UnitLimit:
    """A medically unlikely edit (MUE): the most units expected per patient, provider and date."""

    setting: str
    units: int
    indicator: str
    rationale: str
    effective: dt.date
    sources: tuple[str, ...]


@dataclass(frozen=True)
class CodePair:
    """An NCCI procedure-to-procedure edit between this code and others. `column` is this code's."""

    others: str
    what: str
    column: int
    indicator: str
    setting: tuple[str, ...]
    edition: dt.date
    sources: tuple[str, ...]
    rationale: str = ""
    note: str = ""


@dataclass(frozen=True)
class Modifier:
    """What a source says about a modifier with this code."""

    modifier: str
    rule: str
    sources: tuple[str, ...]


@dataclass(frozen=True)
class ObservedAmount:
    """An amount a hospital's price file prints for this code, in US dollars: an observation, never a benchmark.

    `rows_sharing` counts the rows of the file, or of that plan in it, with the same amount; `entries` counts the
    payer terms behind a range.
    """

    hospital: str
    reading: str
    as_of: str
    sources: tuple[str, ...]
    payer: str = ""
    plan: str = ""
    gross: Decimal | None = None
    cash: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    entries: int | None = None
    rows_sharing: int | None = None
    note: str = ""


@dataclass(frozen=True)
class Conflict:
    """Two public statements that cannot both hold, and how we read them."""

    topic: str
    says: str
    against: str
    reading: str
    sources: tuple[str, ...]


@dataclass(frozen=True)
class RecordElement:
    """What a record must show for this code, as a source has it: `asked_by` is the plan (its scope) that asks for it.

    A text shows it by one of `words`; where it has none, no text is searched for it. A text with one of `unlike` is
    about another service or route.
    """

    shows: str
    sources: tuple[str, ...]
    words: tuple[str, ...] = ()
    unlike: tuple[str, ...] = ()
    asked_by: str = ""
    note: str = ""
