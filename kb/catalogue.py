"""The catalogue: a library as tables in SQLite, with every answer resolved. Rebuilt each time, never edited.

Table classes of SQLModel accept any value, so each row is validated by its plain class before it becomes one.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Engine
from sqlmodel import Field, Session, SQLModel, col, create_engine, func, select

from kb.model import Document, Entry, Library
from kb.resolve import Resolution, resolve
from kb.vocabulary import QUESTIONS, UNKNOWN


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
    """An entry without its answers."""

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


class AnswerFields(SQLModel):
    """What an entry itself says to a question."""

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
    """What was searched, and found wanting."""

    document: str = Field(primary_key=True)
    number: int = Field(primary_key=True)
    questions: str
    where: str
    words: str
    on: dt.date


class ResolvedFields(SQLModel):
    """The resolved answer of a code, a scope and a question; `entry` decides, or is the first to open."""

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
    """Table of answers as entries give them."""

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
"""An open catalogue, as its queries take it."""

Row = TypeVar("Row", bound=SQLModel)


def build(library: Library, file: Path | None = None) -> Engine:
    """Fill a fresh catalogue in memory, or in a file that must not exist yet."""
    engine = create_engine(f"sqlite:///{file}" if file else "sqlite://")
    SQLModel.metadata.create_all(engine)
    with Session(engine) as session:
        session.add_all(rows(library))
        session.commit()
    return engine


@contextmanager
def opened(library: Library) -> Iterator[Tables]:
    """Fill a catalogue in memory and lend it for queries."""
    engine = build(library)
    try:
        with Session(engine) as tables:
            yield tables
    finally:
        engine.dispose()


def rows(library: Library) -> Iterator[SQLModel]:
    """Give every row of the catalogue, each validated."""
    for code in library.codes.values():
        yield _row(Code, CodeFields, vars(code))
        yield from _numbered(AmountRow, AmountFields, code.observed_amounts, code=code.code)
    for position, (payer, scope) in enumerate(library.scopes):
        name = payer.name
        given = {"id": f"{name}/{scope.id}", "position": position, "payer": name, "payer_title": payer.title}
        yield _row(ScopeRow, ScopeFields, {**vars(scope), **given})
    for entry in library.entries:
        yield from _entry(entry)
    for document in library.documents:
        yield from _document(document)
    yield from _resolved(library)


def _row(table: type[Row], fields: type[SQLModel], values: dict[str, Any]) -> Row:
    """Validate the values of one row by its plain class, then make the row."""
    wanted = {name: values[name] for name in fields.model_fields}
    return table(**fields.model_validate(wanted).model_dump())


def _numbered(table: type[Row], fields: type[SQLModel], items: Iterable[object], **given: str) -> Iterator[Row]:
    for number, item in enumerate(items, 1):
        yield _row(table, fields, {**vars(item), **given, "number": number})


def _entry(entry: Entry) -> Iterator[SQLModel]:
    given = {"id": entry.id, "scope": entry.scope_id, "reach_kind": entry.reach.kind, "reach": entry.reach.label}
    yield _row(EntryRow, EntryFields, {**vars(entry), **given})
    for answer in entry.answers.values():
        yield _row(AnswerRow, AnswerFields, {**vars(answer), "entry": entry.id, "sources": " ".join(answer.sources)})


def _document(document: Document) -> Iterator[SQLModel]:
    yield from _numbered(SourceRow, SourceFields, document.sources.values(), document=document.id)
    for number, receipt in enumerate(document.looked, 1):
        given = {"document": document.id, "number": number, "questions": " ".join(receipt.questions)}
        yield _row(ReceiptRow, ReceiptFields, {**vars(receipt), **given})


def _resolved(library: Library) -> Iterator[Resolved]:
    position = 0
    for code in library.codes.values():
        for payer, scope in library.scopes:
            for question in QUESTIONS:
                found = resolve(library, code.code, f"{payer.name}/{scope.id}", question.key)
                position += 1
                yield _row(Resolved, ResolvedFields, _resolution(found, position))


def _resolution(found: Resolution, position: int) -> dict[str, Any]:
    """Flatten a resolution to the columns of its table."""
    leading, decider = found.leading, found.decider
    return {
        **vars(found),
        "position": position,
        "entry": leading.entry.id if leading else "",
        "decided": decider is not None,
        "reach": leading.rank if leading else "",
        "named": any(speaker.rank == "named code" and speaker.known for speaker in found.deciders),
        "standing": found.standing,
        "confidence": decider.answer.confidence if decider else "",
        "part_read": found.part_read,
        "currency": decider.entry.currency if decider else "",
        "effective": decider.entry.effective if decider else None,
    }


def scopes(tables: Tables) -> list[ScopeRow]:
    """Every scope, in the order of lists."""
    return list(tables.exec(select(ScopeRow).order_by(col(ScopeRow.position))))


def grid(tables: Tables, code: str) -> dict[tuple[str, str], Resolved]:
    """The resolved answers of a code by scope and question."""
    found = tables.exec(select(Resolved).where(Resolved.code == code).order_by(col(Resolved.position)))
    return {(row.scope, row.question): row for row in found}


def said(tables: Tables) -> dict[tuple[str, str], AnswerRow]:
    """Every answer as its entry gives it, by entry and question."""
    return {(row.entry, row.question): row for row in tables.exec(select(AnswerRow))}


def sources(tables: Tables) -> dict[tuple[str, str], SourceRow]:
    """Every source record, by document and id."""
    return {(row.document, row.id): row for row in tables.exec(select(SourceRow))}


def unknown_reasons(tables: Tables, code: str) -> dict[str, int]:
    """How often each reason stands behind an unknown of a code, the most frequent first."""
    number = func.count()
    query = select(Resolved.reason, number).where(Resolved.code == code, Resolved.value == UNKNOWN)
    return dict(tables.exec(query.group_by(Resolved.reason).order_by(number.desc(), col(Resolved.reason))).all())


def due(tables: Tables) -> list[EntryRow]:
    """Every entry in the order in which it is due for review."""
    return list(tables.exec(select(EntryRow).order_by(col(EntryRow.review_by), col(EntryRow.id))))
