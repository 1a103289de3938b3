"""The catalogue: a library as tables in SQLite, with every answer resolved. Rebuilt each time, never edited.

Each row is validated by its plain class before it is inserted. Resolved answers are read from memory, where they were
made: there may be a hundred thousand, and reading them back costs more than making them.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final, cast

from kb.answers.by_class import named
from kb.catalogue.resolved import ResolvedAnswer, ResolvedAnswers, resolve_answers
from kb.catalogue.rows import Values, rows
from kb.catalogue.schema import (
    METADATA,
    RESOLVED,
    TABLES,
    EntryRow,
    ScopeRow,
    column,
)
from kb.catalogue.sql import Connection, Engine, Session, create_engine, event, insert, select, text
from kb.domain.model import Library
from kb.domain.vocabulary import UNKNOWN


@dataclass(frozen=True)
class Tables:
    """An open catalogue, the first argument of each query: its session, and the resolved answers that it holds."""

    session: Session
    resolved: ResolvedAnswers


BATCH: Final = 10_000
"""How many rows are inserted at a time: enough to be quick, and few enough for memory."""


def build(library: Library, file: Path | None = None, resolved: ResolvedAnswers | None = None) -> Engine:
    """Fill a fresh catalogue, or one in a file that must not exist yet: with all rows or none.

    Answers that are resolved already may be given. Raises IntegrityError where a row names one that does not exist.
    """
    answers = resolved or resolve_answers(library)
    engine = create_engine(f"sqlite:///{file}") if file else create_engine("sqlite://", creator=_outside)
    event.listen(engine, "connect", lambda connection, _: connection.execute("PRAGMA foreign_keys = ON"))
    METADATA.create_all(engine)
    with engine.begin() as connection:
        fill(connection, library, answers)
    return engine


def _outside() -> sqlite3.Connection:
    """Open a fresh catalogue of this process alone: what SQLite cannot hold in two megabytes is in a file of its own.

    Nobody else sees that file, and it goes with the connection.
    """
    return sqlite3.connect("")


def fill(connection: Connection, library: Library, answers: ResolvedAnswers) -> None:
    """Insert all rows of a library but that of its edition into empty tables, and make the view of answers."""
    for name, found in rows(library, answers):
        table, fields = TABLES[name]
        for batch in _batches(_valid(values, fields) for values in found):
            connection.execute(insert(table), batch)
    connection.execute(text(RESOLVED))


def insert_edition(connection: Connection, edition: Values) -> None:
    """Insert the row of the edition."""
    table, fields = TABLES["edition"]
    connection.execute(insert(table), [_valid(edition, fields)])


UNTOLD: Final = ((24, 4), (92, 8))
"""Where the head of a file counts its changes, and names the SQLite that made the last: how many bytes stay empty."""

PAGE_SIZE: Final = 4096
"""Bytes of a page of the file; stated, since the default may differ from machine to machine."""


def as_bytes(tables: Tables, edition: Values) -> bytes:
    """Return the catalogue as the bytes of a file, with the row on its edition that it does not have yet.

    The same library, edition and version of SQLite give the same bytes.
    """
    insert_edition(tables.session.connection(), edition)
    tables.session.commit()
    connection = cast("sqlite3.Connection", tables.session.connection().connection.dbapi_connection)
    connection.execute(f"PRAGMA page_size = {PAGE_SIZE}")
    with TemporaryDirectory() as folder:  # in memory it would be there three times over
        file = Path(folder, "catalogue.sqlite")
        connection.execute("VACUUM INTO ?", (str(file),))
        with file.open("r+b") as written:
            for at, empty in UNTOLD:
                written.seek(at)
                written.write(bytes(empty))
        return file.read_bytes()


def _valid(values: Values, fields: type[Any]) -> Values:
    """Take the columns of a table and validate them by its plain class. Raises its ValidationError."""
    return dict(vars(fields.model_validate({name: values[name] for name in fields.model_fields})))


def _batches(found: Iterator[Values]) -> Iterator[list[Values]]:
    while batch := list(islice(found, BATCH)):
        yield batch


@contextmanager
def open_catalogue(library: Library, answers: ResolvedAnswers | None = None) -> Iterator[Tables]:
    """Fill a catalogue, and open it for queries inside a `with`. Resolved answers may be given."""
    resolved = answers or resolve_answers(library)
    engine = build(library, resolved=resolved)
    try:
        with Session(engine, expire_on_commit=False) as session:
            yield Tables(session, resolved)
    finally:
        engine.dispose()


def scopes(tables: Tables) -> list[ScopeRow]:
    """Every scope, in the order of lists."""
    return list(tables.session.scalars(select(ScopeRow).order_by(column(ScopeRow.position))))


def grid(tables: Tables, code: str) -> dict[tuple[str, str], ResolvedAnswer]:
    """The resolved answers of a code by scope and question, the code in their explanations; none without a page."""
    scopes = tables.resolved.of.get(code, {})
    found = (row for scope in scopes for row in tables.resolved.set_of(code, scope))
    return {(row.scope, row.question): row._replace(why=named(row.why, code)) for row in found}


def unknown_reasons(tables: Tables, code: str) -> dict[str, int]:
    """How many unknowns of a code each reason has, the most frequent first."""
    scopes = tables.resolved.of.get(code, {})
    rows = (row for scope in scopes for row in tables.resolved.set_of(code, scope))
    counted = Counter(row.reason for row in rows if row.value == UNKNOWN)
    return dict(sorted(counted.items(), key=lambda item: (-item[1], item[0])))


def most_decided(tables: Tables) -> str:
    """The code with the most decided answers; of several, the last."""
    decided = [sum(tables.resolved.answers[place].decided for place in places) for places in tables.resolved.sets]
    counted = {code: sum(decided[n] for n in scopes.values()) for code, scopes in tables.resolved.of.items()}
    return max(counted, key=lambda code: (counted[code], code))


def by_review_date(tables: Tables) -> list[EntryRow]:
    """Every entry, the one due first for review first."""
    return list(tables.session.scalars(select(EntryRow).order_by(column(EntryRow.review_by), column(EntryRow.id))))
