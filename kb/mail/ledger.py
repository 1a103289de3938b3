"""The ledger: which mail was claimed, is being sent, was sent. No word of a mail stands in it, only hashes.

A mail goes claimed -> sending -> done, and back to waiting where the outgoing server has certainly not taken the
reply. A run that breaks leaves its state behind: what was only claimed is taken up again, as nothing was sent; what
was being sent may have arrived, so a person gets it rather than the sender a second reply. Each step names the state
and the owner that it expects, so that of two runs one succeeds. SQLite writes through to the disk at each.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Final, Literal

from kb.domain.problem import ToolError
from kb.mail.decide import Outcome
from kb.mail.head import Identity

HOUR: Final = 3600.0
MOST_BREAKS: Final = 3
"""How often a run may break over a mail before a person gets it."""

SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS mail (
  key TEXT PRIMARY KEY, body TEXT NOT NULL, place TEXT NOT NULL, sender TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('claimed', 'sending', 'waiting', 'done')),
  outcome TEXT NOT NULL DEFAULT '', reason TEXT NOT NULL DEFAULT '', owner TEXT NOT NULL,
  first REAL NOT NULL, changed REAL NOT NULL, breaks INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS moved (
  place TEXT PRIMARY KEY, owner TEXT NOT NULL, changed REAL NOT NULL
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS by_sender ON mail (sender, changed);
"""

Standing = Literal["ours", "held", "done", "unsure", "broken", "another"]
"""What a claim finds: it is ours; another run has it; it is done; a run broke while it was sent; runs broke over it
several times; another mail had the same id."""


@dataclass(frozen=True)
class Claim:
    """What a claim found. `outcome` is set where the mail is done, and `again` where this is another copy of it.

    `lately` counts the sender's other mails within an hour that got a reply or may get one, `since` is when the mail
    was first seen.
    """

    standing: Standing
    outcome: Outcome = "silent"
    again: bool = False
    lately: int = 0
    since: float = 0.0


@dataclass(frozen=True)
class Mail:
    """A mail to claim: its identity, where it lies, and its sender as a hash."""

    identity: Identity
    place: str
    sender: str


@dataclass(frozen=True)
class _Row:
    """A line of the ledger."""

    body: str
    place: str
    state: str
    outcome: Outcome
    owner: str
    first: float
    changed: float
    breaks: int


SELECT: Final = f"SELECT {', '.join(field.name for field in fields(_Row))} FROM mail WHERE key = ?"  # noqa: S608


@dataclass(frozen=True)
class Ledger:
    """The ledger of a file. `owner` names this run; a claim of another stands for `lease` seconds."""

    path: Path
    owner: str
    lease: int

    @contextmanager
    def _write(self) -> Iterator[sqlite3.Connection]:
        """Open the file for one change. Raises ToolError if it cannot be written."""
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            connection = sqlite3.connect(self.path, timeout=60, isolation_level=None)
        except (OSError, sqlite3.Error) as fault:
            raise ToolError(f"{self.path}: the ledger cannot be opened; name a file that can be written") from fault
        try:
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("BEGIN IMMEDIATE")
            with connection:
                for statement in filter(str.strip, SCHEMA.split(";")):
                    connection.execute(statement)
                yield connection
        except sqlite3.Error as fault:
            raise ToolError(f"{self.path}: the ledger cannot be written ({fault}); see to its disk") from fault
        finally:
            connection.close()

    def claim(self, mail: Mail, now: float) -> Claim:
        """Claim a mail. What no run holds becomes ours; all else is told as it is."""
        with self._write() as connection:
            found = connection.execute(SELECT, [mail.identity.key]).fetchone()
            row = _Row(*found) if found else None
            told = self._told(row, mail, now) if row else None
            if told and told.standing in {"unsure", "broken"}:
                values = ("person", BROKE_SENDING if told.standing == "unsure" else BROKEN, now, mail.identity.key)
                connection.execute(
                    "UPDATE mail SET state = 'done', outcome = ?, reason = ?, changed = ? WHERE key = ?", values
                )
            if told:
                return told
            self._take(connection, mail, now, broke=bool(row and row.state == "claimed"))
            return Claim("ours", lately=_lately(connection, mail, now), since=row.first if row else now)

    def _told(self, row: _Row, mail: Mail, now: float) -> Claim | None:
        """Say what stands in the way of a claim; None where nothing does."""
        if row.body != mail.identity.body:
            return Claim("another")
        if row.state == "done":
            return Claim("done", row.outcome, again=row.place != mail.place)
        if row.state != "waiting" and row.owner != self.owner and now - row.changed < self.lease:
            return Claim("held")
        if row.state == "sending":
            return Claim("unsure")
        return Claim("broken") if row.state == "claimed" and row.breaks + 1 >= MOST_BREAKS else None

    def _take(self, connection: sqlite3.Connection, mail: Mail, now: float, *, broke: bool) -> None:
        connection.execute(
            "INSERT INTO mail (key, body, place, sender, state, owner, first, changed)"
            " VALUES (?, ?, ?, ?, 'claimed', ?, ?, ?) ON CONFLICT (key) DO UPDATE SET"
            " state = 'claimed', place = excluded.place, owner = excluded.owner, changed = excluded.changed,"
            " breaks = breaks + ?",
            [mail.identity.key, mail.identity.body, mail.place, mail.sender, self.owner, now, now, broke],
        )

    def begin(self, key: str, now: float) -> bool:
        """Note that the reply is about to be sent; false where another run has taken the mail."""
        return self._step(key, now, "claimed", "state = 'sending'")

    def finish(self, key: str, now: float, outcome: Outcome, reason: str) -> bool:
        """Note that a mail is done; false where another run has taken it."""
        return self._step(key, now, "any", "state = 'done', outcome = ?, reason = ?", outcome, reason)

    def may_move(self, place: str, now: float) -> bool:
        """Note that this run moves the mail of a place; false where another run does, or has just done so.

        Two runs that move one mail at once would leave it in its folder twice.
        """
        with self._write() as connection:
            done = connection.execute(
                "INSERT INTO moved (place, owner, changed) VALUES (?, ?, ?) ON CONFLICT (place) DO UPDATE"
                " SET owner = excluded.owner, changed = excluded.changed WHERE excluded.changed - changed >= ?",
                [place, self.owner, now, self.lease],
            )
            return done.rowcount == 1

    def give_back(self, key: str, now: float) -> bool:
        """Note that a mail waits which was only claimed; one whose reply was about to be sent stays as it is."""
        return self._step(key, now, "claimed", "state = 'waiting'")

    def release(self, key: str, now: float) -> bool:
        """Note that a mail waits: its reply has certainly not been sent."""
        return self._step(key, now, "any", "state = 'waiting'")

    def _step(self, key: str, now: float, state: str, change: str, *values: str) -> bool:
        states = ("claimed", "claimed") if state == "claimed" else ("claimed", "sending")
        with self._write() as connection:
            done = connection.execute(
                f"UPDATE mail SET {change}, changed = ?"  # noqa: S608  (the changes are those below)
                " WHERE key = ? AND owner = ? AND state IN (?, ?)",
                [*values, now, key, self.owner, *states],
            )
            return done.rowcount == 1


BROKE_SENDING: Final = "a run broke while the reply was sent: it may have arrived"
BROKEN: Final = "runs broke over it"


def _lately(connection: sqlite3.Connection, mail: Mail, now: float) -> int:
    """Count the other mails of a sender within an hour that got a reply, or may still get one."""
    found = connection.execute(
        "SELECT count(*) FROM mail WHERE sender = ? AND changed > ? AND key <> ?"
        " AND (state IN ('claimed', 'sending') OR outcome IN ('answered', 'noted'))",
        [mail.sender, now - HOUR, mail.identity.key],
    ).fetchone()
    return int(found[0])
