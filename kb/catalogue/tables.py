"""The catalogue: a library as tables in SQLite, with every answer resolved. Rebuilt each time, never edited.

Each row is validated by its plain class before it is inserted. Rows go in, and resolved answers come out, as plain
values: there may be a hundred thousand, and an object of the session for each costs ten times as much.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any, Final, cast

from sqlalchemy import Engine, create_engine, event, func, insert, or_, select
from sqlalchemy.orm import Session

from kb.catalogue.rows import Values, rows
from kb.catalogue.schema import (
    METADATA,
    TABLES,
    AnswerRow,
    AnswerSourceRow,
    EntryRow,
    Resolved,
    ScopeRow,
    SourceRow,
    column,
)
from kb.domain.model import Library
from kb.domain.vocabulary import UNCONFIRMED_CURRENCIES, UNKNOWN

Tables = Session
"""An open catalogue: the first argument of each query."""

BATCH: Final = 10_000
"""How many rows are inserted at a time: enough to be quick, and few enough for memory."""


def build(library: Library, file: Path | None = None) -> Engine:
    """Fill a fresh catalogue in memory, or in a file that must not exist yet: with all rows or none.

    Raises IntegrityError where a row names one that does not exist.
    """
    engine = create_engine(f"sqlite:///{file}" if file else "sqlite://")
    event.listen(engine, "connect", lambda connection, _: connection.execute("PRAGMA foreign_keys = ON"))
    METADATA.create_all(engine)
    with engine.begin() as connection:
        for name, found in rows(library):
            table, fields = TABLES[name]
            for batch in _batches(_valid(values, fields) for values in found):
                connection.execute(insert(table), batch)
    return engine


PAGE_SIZE: Final = 4096
"""Bytes of a page of the file; stated, since the default may differ from machine to machine."""


def as_bytes(tables: Tables, edition: Values) -> bytes:
    """Give the catalogue as the bytes of a file, with the row on its edition that it does not have yet.

    The same library, edition and version of SQLite give the same bytes.
    """
    table, fields = TABLES["edition"]
    tables.execute(insert(table), [_valid(edition, fields)])
    tables.commit()
    connection = cast("sqlite3.Connection", tables.connection().connection.dbapi_connection)
    connection.execute(f"PRAGMA page_size = {PAGE_SIZE}")
    connection.execute("VACUUM")
    return connection.serialize()


def _valid(values: Values, fields: type[Any]) -> Values:
    """Take the columns of a table and validate them by its plain class. Raises its ValidationError."""
    return dict(vars(fields.model_validate({name: values[name] for name in fields.model_fields})))


def _batches(found: Iterator[Values]) -> Iterator[list[Values]]:
    while batch := list(islice(found, BATCH)):
        yield batch


@contextmanager
def open_catalogue(library: Library) -> Iterator[Tables]:
    """Fill a catalogue in memory, and open it for queries inside a `with`."""
    engine = build(library)
    try:
        with Session(engine, expire_on_commit=False) as tables:
            yield tables
    finally:
        engine.dispose()


def scopes(tables: Tables) -> list[ScopeRow]:
    """Every scope, in the order of lists."""
    return list(tables.scalars(select(ScopeRow).order_by(column(ScopeRow.position))))


def grid(tables: Tables, code: str) -> dict[tuple[str, str], Resolved]:
    """The resolved answers of a code by scope and question: plain rows, with the attributes of a Resolved."""
    query = _columns(Resolved).where(column(Resolved.code) == code).order_by(column(Resolved.position))
    return {(row.scope, row.question): row for row in cast("Iterable[Resolved]", tables.execute(query))}


def stated_answers(tables: Tables) -> dict[tuple[str, str], AnswerRow]:
    """Every answer as its entry gives it, by entry and question: plain rows, as in a grid."""
    found = cast("Iterable[AnswerRow]", tables.execute(_columns(AnswerRow)))
    return {(row.entry, row.question): row for row in found}


def cited_sources(tables: Tables) -> dict[tuple[str, str], tuple[str, ...]]:
    """The ids of the sources that each answer of an entry cites, by entry and question, in their order."""
    query = _columns(AnswerSourceRow).order_by(column(AnswerSourceRow.number))
    found: dict[tuple[str, str], tuple[str, ...]] = {}
    for row in cast("Iterable[AnswerSourceRow]", tables.execute(query)):
        found[row.entry, row.question] = (*found.get((row.entry, row.question), ()), row.source)
    return found


def sources(tables: Tables) -> dict[tuple[str, str], SourceRow]:
    """Every source record, by document and id: plain rows, as in a grid."""
    found = cast("Iterable[SourceRow]", tables.execute(_columns(SourceRow)))
    return {(row.document, row.id): row for row in found}


def _columns(table: type[Any]) -> Any:
    """Select the columns of a table: its rows then have the table's attributes and are no objects of the session."""
    return select(*(getattr(table, name) for name in table.model_fields))


def uncertain_answers(tables: Tables) -> Iterable[Resolved]:
    """Every resolved answer that is unknown, in conflict, secondary, part-read, old or undated: rows by position."""
    unconfirmed = column(Resolved.currency).in_(UNCONFIRMED_CURRENCIES)
    weak = or_(column(Resolved.standing) == "secondary", column(Resolved.part_read), unconfirmed)
    query = _columns(Resolved).where(or_(column(Resolved.reason) != "", weak)).order_by(column(Resolved.position))
    return cast("Iterable[Resolved]", tables.execute(query))


def unknown_reasons(tables: Tables, code: str) -> dict[str, int]:
    """How many unknowns of a code each reason has, the most frequent first."""
    number, reason = func.count(), column(Resolved.reason)
    query = select(reason, number).where(column(Resolved.code) == code, column(Resolved.value) == UNKNOWN)
    found = tables.execute(query.group_by(reason).order_by(number.desc(), reason))
    return {why: count for why, count in found}  # noqa: C416  (rows are no pairs for dict)


def most_decided(tables: Tables) -> str:
    """The code with the most decided answers; of several, the last."""
    code = column(Resolved.code)
    query = select(code).group_by(code).order_by(func.sum(column(Resolved.decided)), code)
    return list(tables.scalars(query))[-1]


def by_review_date(tables: Tables) -> list[EntryRow]:
    """Every entry, the one due first for review first."""
    return list(tables.scalars(select(EntryRow).order_by(column(EntryRow.review_by), column(EntryRow.id))))
