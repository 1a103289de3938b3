"""The catalogue: a library as tables in SQLite, with every answer resolved. Rebuilt each time, never edited.

Table classes of SQLModel accept any value, so each row is validated by its plain class before it is inserted. Rows go
in, and resolved answers come out, as plain values: there may be a hundred thousand, and an object of the session for
each costs ten times as much.
"""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import Any, Final, cast

from sqlalchemy import Engine, insert
from sqlmodel import Field, Session, SQLModel, col, create_engine, func, or_, select

from kb.catalogue.rows import Values, rows
from kb.domain.model import Library
from kb.domain.vocabulary import UNCONFIRMED_CURRENCIES, UNKNOWN


class CodeFields(SQLModel):
    """A code with a page."""

    code: str = Field(primary_key=True)
    title: str
    family: str
    add_on_to: str
    reviewed: dt.date
    review_by: dt.date


class ScopeFields(SQLModel):
    """A scope of a payer; `position` is its place in lists."""

    id: str = Field(primary_key=True)
    position: int
    payer: str = Field(index=True)
    payer_title: str
    name: str
    kind: str


class EntryFields(SQLModel):
    """An entry without its answers; `owner` is its own or its payer's."""

    id: str = Field(primary_key=True)
    scope: str = Field(index=True)
    title: str
    reach_kind: str
    reach: str
    document: str
    currency: str
    effective: dt.date | None
    ends: dt.date | None
    date_basis: str
    reviewed: dt.date
    review_by: dt.date
    owner: str


class AnswerFields(SQLModel):
    """The answer that an entry itself gives to a question."""

    entry: str = Field(primary_key=True)
    question: str = Field(primary_key=True)
    value: str = Field(index=True)
    reason: str
    words: str
    confidence: str
    note: str
    sources: str


class SourceFields(SQLModel):
    """A source record of a document."""

    document: str = Field(primary_key=True)
    id: str = Field(primary_key=True)
    number: int
    title: str
    publisher: str
    url: str
    own_url: str
    standing: str
    read: str
    printed: str
    retrieved: dt.date
    note: str


class ReceiptFields(SQLModel):
    """A receipt: where, when and with which words a search found nothing on some questions."""

    document: str = Field(primary_key=True)
    number: int = Field(primary_key=True)
    questions: str
    where: str
    words: str
    on: dt.date


class ResolvedFields(SQLModel):
    """The resolved answer of a code, a scope and a question; `entry` decides it, or else is the one to open first."""

    code: str = Field(primary_key=True)
    scope: str = Field(primary_key=True)
    question: str = Field(primary_key=True)
    position: int
    value: str
    reason: str
    why: str
    warning: str
    entry: str
    decided: bool
    reach: str
    named: bool
    standing: str
    confidence: str
    part_read: bool
    currency: str
    effective: dt.date | None


class AmountFields(SQLModel):
    """An amount a hospital's price file prints for a code."""

    code: str = Field(primary_key=True)
    number: int = Field(primary_key=True)
    hospital: str
    payer: str
    plan: str
    low: Decimal | None
    high: Decimal | None
    rows_sharing: int | None
    reading: str
    as_of: str


class Code(CodeFields, table=True):
    """Table of codes."""


class ScopeRow(ScopeFields, table=True):
    """Table of scopes."""

    __tablename__ = "scope"


class EntryRow(EntryFields, table=True):
    """Table of entries."""

    __tablename__ = "entry"


class AnswerRow(AnswerFields, table=True):
    """Table of the answers that entries give."""

    __tablename__ = "answer"


class SourceRow(SourceFields, table=True):
    """Table of sources."""

    __tablename__ = "source"


class ReceiptRow(ReceiptFields, table=True):
    """Table of receipts."""

    __tablename__ = "receipt"


class Resolved(ResolvedFields, table=True):
    """Table of resolved answers."""


class AmountRow(AmountFields, table=True):
    """Table of observed amounts."""

    __tablename__ = "observed_amount"


Tables = Session
"""An open catalogue: the first argument of each query."""

TABLES: Final[dict[str, tuple[type[SQLModel], type[SQLModel]]]] = {
    "code": (Code, CodeFields),
    "observed_amount": (AmountRow, AmountFields),
    "scope": (ScopeRow, ScopeFields),
    "entry": (EntryRow, EntryFields),
    "answer": (AnswerRow, AnswerFields),
    "source": (SourceRow, SourceFields),
    "receipt": (ReceiptRow, ReceiptFields),
    "resolved": (Resolved, ResolvedFields),
}
"""By name of the table: its class, and the plain class that validates its rows."""

BATCH: Final = 10_000
"""How many rows are inserted at a time: enough to be quick, and few enough for memory."""


def build(library: Library, file: Path | None = None) -> Engine:
    """Fill a fresh catalogue in memory, or in a file that must not exist yet: with all rows or none."""
    engine = create_engine(f"sqlite:///{file}" if file else "sqlite://")
    SQLModel.metadata.create_all(engine)
    with engine.begin() as connection:
        for name, found in rows(library):
            table, fields = TABLES[name]
            for batch in _batches(_valid(values, fields) for values in found):
                connection.execute(insert(table), batch)
    return engine


PAGE_SIZE: Final = 4096
"""Bytes of a page of the file; stated, since the default may differ from machine to machine."""


def as_bytes(tables: Tables) -> bytes:
    """Give the catalogue as the bytes of a file: the same ones for the same library and the same SQLite."""
    connection = cast("sqlite3.Connection", tables.connection().connection.dbapi_connection)
    connection.execute(f"PRAGMA page_size = {PAGE_SIZE}")
    connection.execute("VACUUM")
    return connection.serialize()


def _valid(values: Values, fields: type[SQLModel]) -> Values:
    """Take the columns of a table and validate them by its plain class. Raises its ValidationError."""
    return vars(fields.model_validate({name: values[name] for name in fields.model_fields}))


def _batches(found: Iterator[Values]) -> Iterator[list[Values]]:
    while batch := list(islice(found, BATCH)):
        yield batch


@contextmanager
def open_catalogue(library: Library) -> Iterator[Tables]:
    """Fill a catalogue in memory, and open it for queries inside a `with`."""
    engine = build(library)
    try:
        with Session(engine) as tables:
            yield tables
    finally:
        engine.dispose()


def scopes(tables: Tables) -> list[ScopeRow]:
    """Every scope, in the order of lists."""
    return list(tables.exec(select(ScopeRow).order_by(col(ScopeRow.position))))


def grid(tables: Tables, code: str) -> dict[tuple[str, str], Resolved]:
    """The resolved answers of a code by scope and question: plain rows, with the attributes of a Resolved."""
    query = _columns(Resolved).where(col(Resolved.code) == code).order_by(col(Resolved.position))
    return {(row.scope, row.question): row for row in cast("Iterable[Resolved]", tables.exec(query))}


def stated_answers(tables: Tables) -> dict[tuple[str, str], AnswerRow]:
    """Every answer as its entry gives it, by entry and question: plain rows, as in a grid."""
    found = cast("Iterable[AnswerRow]", tables.exec(_columns(AnswerRow)))
    return {(row.entry, row.question): row for row in found}


def sources(tables: Tables) -> dict[tuple[str, str], SourceRow]:
    """Every source record, by document and id: plain rows, as in a grid."""
    found = cast("Iterable[SourceRow]", tables.exec(_columns(SourceRow)))
    return {(row.document, row.id): row for row in found}


def _columns(table: type[SQLModel]) -> Any:
    """Select the columns of a table: its rows then have the table's attributes and are no objects of the session."""
    return select(*(getattr(table, name) for name in table.model_fields))


def uncertain_answers(tables: Tables) -> Iterable[Resolved]:
    """Every resolved answer that is unknown, in conflict, secondary, part-read, old or undated: rows by position."""
    unconfirmed = col(Resolved.currency).in_(UNCONFIRMED_CURRENCIES)
    weak = or_(col(Resolved.standing) == "secondary", col(Resolved.part_read), unconfirmed)
    query = _columns(Resolved).where(or_(col(Resolved.reason) != "", weak)).order_by(col(Resolved.position))
    return cast("Iterable[Resolved]", tables.exec(query))


def unknown_reasons(tables: Tables, code: str) -> dict[str, int]:
    """How many unknowns of a code each reason has, the most frequent first."""
    number = func.count()
    query = select(Resolved.reason, number).where(Resolved.code == code, Resolved.value == UNKNOWN)
    return dict(tables.exec(query.group_by(Resolved.reason).order_by(number.desc(), col(Resolved.reason))).all())


def most_decided(tables: Tables) -> str:
    """The code with the most decided answers; of several, the last."""
    query = select(Resolved.code).group_by(Resolved.code).order_by(func.sum(Resolved.decided), col(Resolved.code))
    return list(tables.exec(query))[-1]


def by_review_date(tables: Tables) -> list[EntryRow]:
    """Every entry, the one due first for review first."""
    return list(tables.exec(select(EntryRow).order_by(col(EntryRow.review_by), col(EntryRow.id))))
