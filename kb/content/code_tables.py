"""The rows of a code page as tables in words: what pages print and search finds, heading by heading."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from kb.domain.code_facts import CodePair, Conflict, FeeRow, LifeEvent, Modifier, ObservedAmount, UnitLimit
from kb.domain.model import CodePage

SENTENCE: Final = 90
"""From how many signs on the text of a cell is read as sentences."""


@dataclass(frozen=True)
class Table:
    """A table below a heading; each row has one cell a column, and the ids of its sources.

    `once` are columns that pages tell in a line above the table where all rows say the same.
    """

    heading: str
    caption: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...] = ()
    once: tuple[str, ...] = ()

    @property
    def alike(self) -> tuple[tuple[str, str], ...]:
        """The columns to tell once, each with what all rows say."""
        held = [(column, {row.cells[at] for row in self.rows}) for at, column in enumerate(self.columns)]
        return tuple((column, said.pop()) for column, said in held if column in self.once and len(said) == 1)

    @property
    def wordy(self) -> bool:
        """Whether its cells hold sentences rather than short facts."""
        return any(len(text) > SENTENCE for row in self.rows for text in row.cells[1:])


@dataclass(frozen=True)
class Row:
    """The cells of a row as text; `tone` marks a row that must look different: inferred, catch-all, placeholder."""

    cells: tuple[str, ...]
    sources: tuple[str, ...]
    tone: str = ""
    note: str = ""


def code_tables(page: CodePage) -> tuple[Table, ...]:
    """Return the tables of a code page that have rows."""
    rows = (
        map(_life, page.life_cycle),
        map(_fee, page.fee_schedule),
        map(_unit, page.units),
        map(_pair, page.pairs),
        map(_modifier, page.modifiers),
        map(_amount, page.observed_amounts),
        map(_conflict, page.conflicts),
    )
    tables = (replace(table, rows=tuple(found)) for table, found in zip(TABLES, rows, strict=True))
    return tuple(table for table in tables if table.rows)


LIFE: Final = ("Event", "Date", "Basis")
FEE: Final = ("File", "Status", "Global days", "Total RVU", "Conversion factor", "Indicators")
UNITS: Final = ("Claims", "MUE", "MAI", "Rationale", "Effective")
PAIRS: Final = ("Other codes", "What they are", "This code is", "Modifier indicator", "Files", "Effective")
EDITION: Final = ("Files", "Effective")
MODIFIERS: Final = ("Modifier", "Rule")
AMOUNTS: Final = ("Hospital", "Payer and plan", "Negotiated", "Gross, cash", "Rows sharing it", "Reading", "File of")
CONFLICTS: Final = ("Topic", "One says", "Another says", "Our interpretation")

TABLES: Final = (
    Table("Life cycle", "Dates in the life of the code", LIFE),
    Table("Fee schedule", "Medicare physician fee schedule", FEE),
    Table("Units", "Medically unlikely edits (MUE)", UNITS),
    Table("Code pairs", "NCCI procedure-to-procedure edits", PAIRS, once=EDITION),
    Table("Modifiers", "Modifiers", MODIFIERS),
    Table("Observed amounts", "Amounts in hospital price files", AMOUNTS),
    Table("Conflicts", "Public statements that disagree", CONFLICTS),
)
"""The tables of a code page, without rows."""


OPENS: Final = {
    "1": "1: a modifier can bypass the edit",
    "0": "0: no modifier bypasses the edit",
    "9": "9: edit no longer active",
}
"""NCCI modifier indicators in words; anything else is shown as it is written."""


def _life(row: LifeEvent) -> Row:
    return Row((row.event, row.on, row.basis), row.sources, row.basis, row.note)


def _fee(row: FeeRow) -> Row:
    indicators = (
        f"PC/TC {row.pc_tc}, multiple procedure {row.multiple_procedure}, bilateral {row.bilateral}, "
        f"assistant {row.assistant}, co-surgeon {row.co_surgeon}, team {row.team}"
    )
    factor = str(row.conversion_factor) if row.conversion_factor is not None else "not recorded"
    cells = (row.file, row.status, row.global_days, str(row.total_rvu), factor, indicators)
    return Row(cells, row.sources, "", row.note)


def _unit(row: UnitLimit) -> Row:
    adjudication = row.indicator
    return Row((row.setting, str(row.units), adjudication, row.rationale, _day(row.effective)), row.sources)


def _pair(row: CodePair) -> Row:
    column = "column 1: paid" if row.column == 1 else "column 2: denied"
    opens = OPENS.get(row.indicator, row.indicator)
    cells = (row.others, row.what, column, opens, ", ".join(row.setting), _day(row.edition))
    note = ". ".join(part for part in (f"Rationale: {row.rationale}" if row.rationale else "", row.note) if part)
    return Row(cells, row.sources, "", note)


def _modifier(row: Modifier) -> Row:
    return Row((row.modifier, row.rule), row.sources)


def _amount(row: ObservedAmount) -> Row:
    who = row.plan or row.payer or "no payer named"
    charges = (row.gross, row.cash)
    charge = "not recorded" if charges == (None, None) else " / ".join(map(dollars, charges))
    share = "not recorded" if row.rows_sharing is None else f"{row.rows_sharing:,}"
    cells = (row.hospital, who, _range(row), charge, share, row.reading, row.as_of)
    return Row(cells, row.sources, row.reading, row.note)


def _range(row: ObservedAmount) -> str:
    if row.low is None and row.high is None:
        return "not recorded"
    span = dollars(row.low) if row.low == row.high else f"{dollars(row.low)} to {dollars(row.high)}"
    terms = "payer term" if row.entries == 1 else "payer terms"
    return f"{span} ({row.entries} {terms})" if row.entries else span


def _conflict(row: Conflict) -> Row:
    return Row((row.topic, row.says, row.against, row.reading), row.sources)


def dollars(amount: Decimal | None) -> str:
    """Write an amount in US dollars: $13,030.50; cents only where there are any."""
    if amount is None:
        return "not recorded"
    return f"${amount:,.2f}" if amount % 1 else f"${amount:,.0f}"


def _day(day: dt.date) -> str:
    return day.isoformat()
