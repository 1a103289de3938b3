"""A PostgreSQL database holds what the SQLite file holds, row for row; what fails leaves its old content.

The server is that of KB_TEST_DATABASE, an address at which schemas may be made, as `.ci/run` starts one.
"""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from dataclasses import replace
from decimal import Decimal
from types import NoneType

import pytest
from pydantic import ValidationError
from sqlalchemy import create_engine, inspect, select, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.pool import NullPool

from kb.catalogue import tables as catalogue
from kb.catalogue.database import DRIVER, MARK, SCHEMA, open_database, save_catalogue
from kb.catalogue.schema import METADATA, TABLES
from kb.commands.main import main
from kb.domain.problem import ToolError
from kb.site.build import build
from tests.catalogue.test_tables import EDITION, read


@pytest.fixture(scope="module")
def server():
    """Give the address of a server for tests; without one the test is skipped, or fails where one is required."""
    address = os.environ.get("KB_TEST_DATABASE")
    if not address and os.environ.get("KB_REQUIRE_DATABASE") == "1":
        pytest.fail("KB_TEST_DATABASE is not set, and KB_REQUIRE_DATABASE asks for a PostgreSQL server")
    if not address:
        pytest.skip(
            "no PostgreSQL server: set KB_TEST_DATABASE to the address of one whose schemas tests may replace"
        )
    return address


@pytest.fixture
def address(server):
    """Give the address of the server, without the schemas of other tests."""
    ask(server, f"DROP SCHEMA IF EXISTS {SCHEMA} CASCADE", "DROP SCHEMA IF EXISTS of_others CASCADE")
    return server


@pytest.fixture
def library(good_library):
    return read(good_library)


@contextmanager
def connected(address):
    """Connect to a database, with the schema of the catalogue before others; commit at the end."""
    engine = create_engine(address.replace("postgresql:", f"{DRIVER}:"), poolclass=NullPool)
    with engine.begin() as connection:
        connection.execute(text(f"SET search_path TO {SCHEMA}, public"))
        yield connection


def ask(address, *statements):
    """Run statements, and give the rows of the last."""
    with connected(address) as connection:
        found = [connection.execute(text(statement)) for statement in statements][-1]
        return [tuple(row) for row in found] if found.returns_rows else []


def rows_of(run):
    """Give the sorted rows of every table, and those of the view, with what runs a query."""
    found = {name: sorted(map(plain, run(columns(name))), key=repr) for name in TABLES}
    return {**found, "resolved": sorted(map(plain, run(text("SELECT * FROM resolved"))), key=repr)}


def columns(name):
    row, fields = TABLES[name]
    return select(*(getattr(row, column) for column in fields.model_fields))


def in_sqlite(library):
    with catalogue.open_catalogue(library) as tables:
        catalogue.insert_edition(tables.session.connection(), EDITION)
        return rows_of(tables.session.execute)


def in_postgres(address):
    with connected(address) as connection:
        return rows_of(connection.execute)


def plain(row):
    """Give a row with its values as SQLite holds them: amounts as floating-point numbers, days as text."""
    return tuple(
        value
        if isinstance(value, (int, str, NoneType))
        else float(value)
        if isinstance(value, Decimal)
        else str(value)
        for value in row
    )


@pytest.mark.slow
@pytest.mark.parametrize("folder", ["good_library", "real_policies"])
def test_every_table_and_the_view_have_the_rows_of_the_file(address, folder, request):
    library = read(request.getfixturevalue(folder))
    save_catalogue(open_database(address), library, EDITION)
    expected = in_sqlite(library)
    assert expected == in_postgres(address)
    amounts = {(page.code, row.low) for page in library.codes.values() for row in page.observed_amounts}
    assert amounts == set(ask(address, "SELECT code, low FROM observed_amount"))


def test_the_database_has_every_key_and_refuses_a_row_that_names_none(address, library):
    save_catalogue(open_database(address), library, EDITION)
    with connected(address) as connection:
        found = {
            (table, *key["constrained_columns"], key["referred_table"], *key["referred_columns"])
            for table in METADATA.tables
            for key in inspect(connection).get_foreign_keys(table, schema=SCHEMA)
        }
    assert found == {
        (table.name, *key.column_keys, key.referred_table.name, *(one.column.name for one in key.elements))
        for table in METADATA.tables.values()
        for key in table.foreign_key_constraints
    }
    with pytest.raises(IntegrityError, match="foreign key"):
        ask(address, "UPDATE entry SET scope = 'nobody/nothing'")
    with pytest.raises(IntegrityError, match="foreign key"):
        ask(address, "DELETE FROM payer")


def spoiled(library, **wrong):
    return replace(library, entries=(*library.entries[:-1], replace(library.entries[-1], **wrong)))


def of_wrong_type(library):
    return spoiled(library, title=7)


def refused_in_its_row(library):
    """PostgreSQL has no character of number 0 in its texts."""
    return spoiled(library, title="\0")


def refused_at_the_end(library):
    """Let a code add to one that is not there: that key is looked at when all rows are written."""
    return replace(library, codes={**library.codes, "0709T": replace(library.codes["0709T"], add_on_to="9999T")})


SPOILED = [(of_wrong_type, ValidationError), (refused_in_its_row, ToolError), (refused_at_the_end, ToolError)]


@pytest.mark.parametrize(("spoil", "fault"), SPOILED)
def test_a_write_that_fails_leaves_the_old_content(address, library, spoil, fault):
    database = open_database(address)
    save_catalogue(database, library, EDITION)
    before = in_postgres(address)
    with pytest.raises(fault, match=r"title|NUL|foreign key"):
        save_catalogue(database, spoil(library), EDITION)
    assert before == in_postgres(address)


def test_a_write_replaces_all_that_the_last_one_wrote(address, library):
    database, fewer = open_database(address), replace(library, entries=library.entries[1:])
    save_catalogue(database, library, EDITION)
    save_catalogue(database, fewer, EDITION)
    assert in_sqlite(fewer) == in_postgres(address)


def test_a_schema_that_no_build_made_is_refused_and_stays(address):
    ask(address, f"CREATE SCHEMA {SCHEMA}", f"CREATE TABLE {SCHEMA}.entry AS SELECT 1 AS kept")
    with pytest.raises(ToolError, match=f"the schema {SCHEMA} of .* was not made by a build"):
        open_database(address)
    assert [(1,)] == ask(address, "SELECT kept FROM entry")


def test_an_empty_schema_that_was_made_for_it_is_taken(address, library):
    ask(address, f"CREATE SCHEMA {SCHEMA}")
    save_catalogue(open_database(address), library, EDITION)
    assert [(MARK,)] == ask(address, f"SELECT obj_description('{SCHEMA}'::regnamespace, 'pg_namespace')")


def test_what_others_made_of_the_tables_is_not_dropped_but_told(address, library):
    database = open_database(address)
    save_catalogue(database, library, EDITION)
    ask(address, "CREATE SCHEMA of_others", "CREATE VIEW of_others.titles AS SELECT title FROM entry")
    with pytest.raises(ToolError, match=r"view of_others\.titles depends on table entry"):
        save_catalogue(database, library, EDITION)
    assert len(library.entries) == len(ask(address, "SELECT * FROM of_others.titles"))


WRONG = "no address of a PostgreSQL database; type postgresql://USER@HOST/NAME"
FAULTS = {
    "mysql://kb:opensesame@host/name": WRONG,
    "sqlite:///catalogue.sqlite": WRONG,
    "opensesame": WRONG,
    "postgresql://kb:open@sesame@host/name": WRONG,
    "postgresql://kb:opensesame@host:12ab/name": WRONG,
    "postgresql://kb:opensesame@127.0.0.1:1/name": "name on 127.0.0.1 cannot be reached",
    "postgresql://127.0.0.1:1/name?user=kb&password=opensesame": "name on 127.0.0.1 cannot be reached",
    "postgresql://kb:opensesame@127.0.0.1:1/name?opensesame=1": "name on 127.0.0.1 cannot be reached",
}


@pytest.mark.parametrize(("given", "told"), FAULTS.items())
def test_an_address_that_leads_nowhere_gets_one_message_without_its_password(given, told, tmp_path, capsys):
    assert 2 == main(["build", "--out", str(tmp_path / "site"), "--database", given])
    written = capsys.readouterr().err
    assert told in written
    assert 1 == written.count("\n")
    assert "sesame" not in written
    assert [] == list(tmp_path.iterdir())


@pytest.mark.parametrize(
    "words", [["build", "more", "--database"], ["buidl", "--database"], ["check", "--database"], ["search"]]
)
def test_a_mistyped_call_is_repeated_without_a_password(words, capsys):
    assert 2 == main([*words, "postgresql://kb:open@sesame@host/name?password=sesame", "--more"])
    assert "sesame" not in "".join(capsys.readouterr())


def test_without_the_driver_it_is_told_how_to_install_it(monkeypatch):
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(ToolError, match=r"needs a driver .* -e '\.\[postgres\]'"):
        open_database("postgresql://kb@127.0.0.1:1/name")


@pytest.mark.slow
def test_a_build_writes_the_database_too_even_if_nothing_else_changed(address, good_library, tmp_path, capsys):
    call = ["build", "--policies", str(good_library), "--out", str(tmp_path / "site"), "--database", address]
    for told in ("Making pages", "no entry, since none changed"):
        ask(address, f"DROP SCHEMA IF EXISTS {SCHEMA} CASCADE")
        assert 0 == main(call)
        assert told in capsys.readouterr().err
        assert 5 == len(ask(address, "SELECT * FROM entry"))


@pytest.mark.slow
def test_a_site_stays_when_its_database_cannot_be_written(good_library, tmp_path):
    def save(*_):
        raise ToolError("the database went away")

    with pytest.raises(ToolError, match="went away"):
        build(good_library, tmp_path / "site", lambda _: None, save=save)
    assert [] == list(tmp_path.iterdir())
