"""The catalogue in a PostgreSQL database: the tables and rows of the SQLite file, in a schema of their own.

A write is one transaction: readers see the old content until it is committed, and keep it if anything fails. No
message holds a password.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

from kb.catalogue.resolved import resolve_answers
from kb.catalogue.rows import Values
from kb.catalogue.schema import METADATA
from kb.catalogue.sql import (
    ArgumentError,
    Connection,
    Engine,
    NullPool,
    SQLAlchemyError,
    create_engine,
    make_url,
    text,
)
from kb.catalogue.tables import fill, insert_edition
from kb.domain.model import Library
from kb.domain.problem import ToolError, UsageError

SCHEMA: Final = "policy_library"
MARK: Final = "Made by the build of a policy library, which replaces its tables"
"""The comment on a schema that a build made, and so may write to again."""

EXAMPLE: Final = "postgresql://USER@HOST/NAME"
DRIVER: Final = "postgresql+psycopg"
SECONDS: Final = 10
"""How long to wait for a server to answer."""

PREPARE: Final = (
    f"SELECT pg_advisory_xact_lock(hashtext('{SCHEMA}'))",  # one build at a time
    f"CREATE SCHEMA IF NOT EXISTS {SCHEMA}",
    f"COMMENT ON SCHEMA {SCHEMA} IS '{MARK}'",
    f"SET LOCAL search_path TO {SCHEMA}",
    "SET LOCAL lock_timeout TO '60s'",
    "DROP VIEW IF EXISTS resolved",
)
FOREIGN: Final = """
SELECT 1 FROM pg_namespace WHERE nspname = :schema
AND coalesce(obj_description(oid, 'pg_namespace'), '') <> :mark
AND EXISTS (SELECT 1 FROM pg_class WHERE relnamespace = pg_namespace.oid)
"""


@dataclass(frozen=True)
class Database:
    """A database: how to connect, its name in messages, and the passwords that no message may hold."""

    engine: Engine
    name: str
    secrets: tuple[str, ...]


def open_database(address: str) -> Database:
    """Find the database at an address, and connect once so that a fault is told before anything is made.

    Raises UsageError for an address that cannot be read, and ToolError if there is no driver, no server, no access,
    or the schema holds what no build made.
    """
    database = _database(address)
    with _told(database), database.engine.connect() as connection:
        _refuse_foreign(connection, database)
    return database


def save_catalogue(database: Database, library: Library, edition: Values) -> None:
    """Replace the content of the database: all rows of the library, and the row of its edition.

    Raises ToolError, and leaves the old content, if the server refuses anything.
    """
    answers = resolve_answers(library)
    with _told(database), database.engine.begin() as connection:
        _refuse_foreign(connection, database)
        for statement in PREPARE:
            connection.execute(text(statement))
        METADATA.drop_all(connection)
        METADATA.create_all(connection, checkfirst=False)
        fill(connection, library, answers)
        insert_edition(connection, edition)


def _database(address: str) -> Database:
    wrong = UsageError(
        f"--database: this is no address of a PostgreSQL database; type {EXAMPLE}, and in a password "
        "%40 for @, %3A for :, %2F for / (or set PGPASSWORD). Without --database the catalogue is the site's "
        "catalogue.sqlite"
    )
    if address.count("@") > 1:
        raise wrong
    try:
        url = make_url(address)
        if url.drivername not in {"postgresql", "postgres", DRIVER}:
            raise wrong
        told = {"connect_timeout": SECONDS} if "connect_timeout" not in url.query else {}
        engine = create_engine(url.set(drivername=DRIVER), poolclass=NullPool, connect_args=told)
    except (ArgumentError, ValueError):
        raise wrong from None
    except ImportError as fault:
        raise ToolError(
            "--database needs a driver for PostgreSQL: install it by `.venv/bin/python -m pip install -e "
            "'.[postgres]'`, or with uv by `uv pip install --python .venv/bin/python -e '.[postgres]'`"
        ) from fault
    secrets = (url.password, url.query.get("password"))
    name = f"{url.database or 'the default database'} on {url.host or url.query.get('host', 'the default host')}"
    return Database(engine, name, tuple(str(one) for one in secrets if one))


def _refuse_foreign(connection: Connection, database: Database) -> None:
    """Raise ToolError if the schema has tables that no build made."""
    if connection.execute(text(FOREIGN), {"schema": SCHEMA, "mark": MARK}).first():
        raise ToolError(
            f"--database: the schema {SCHEMA} of {database.name} was not made by a build, so it is not replaced; "
            "rename it, or name another database"
        )


@contextmanager
def _told(database: Database) -> Iterator[None]:
    """Raise what the server or the driver refuses as ToolError, without passwords."""
    try:
        yield
    except SQLAlchemyError as fault:
        words = " ".join(str(getattr(fault, "orig", None) or fault).split()).rstrip("?.")
        for secret in database.secrets:
            words = words.replace(secret, "***")
        raise ToolError(
            f"--database: {database.name} cannot be reached or written: {words}. Nothing was written: check the "
            "address, that the server runs, and what its user may do; then build again"
        ) from None
