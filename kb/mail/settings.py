"""The settings of questions by mail, read from a file of TOML; secrets stand in the environment or in files.

An error names the file, the key and the way out.
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, Final, Literal, cast

from kb.domain.problem import UsageError, shown

ADDRESS: Final = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_{|}~.-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.)+[A-Za-z0-9-]{2,63}")
"""A plain address: no quotes, no comments, no letters beyond ASCII."""

DOMAIN: Final = re.compile(r"(?:[A-Za-z0-9-]{1,63}\.)+[A-Za-z0-9-]{2,63}")
FIELD: Final = re.compile(r"[A-Za-z][A-Za-z0-9-]{1,70}")
LOCAL: Final = frozenset({"127.0.0.1", "::1", "localhost"})
HIGHEST_PORT: Final = 65_535

Security = Literal["tls", "starttls", "none"]
PORTS: Final[Mapping[str, Mapping[str, int]]] = {
    "outgoing": {"tls": 465, "starttls": 587, "none": 25},
    "incoming": {"tls": 993, "starttls": 143, "none": 143},
}


@dataclass(frozen=True)
class Server:
    """A mail server: where it listens, how the way to it is kept secret, and how one signs in.

    With `token`, the address of a token service, `client` is asked a token for with the secret (OAuth 2.0, client
    credentials); else `user` signs in with it. Without a user nobody signs in.
    """

    host: str
    port: int
    security: Security
    user: str = ""
    secret: str = ""
    token: str = ""
    client: str = ""
    scope: str = ""
    envelope: str = ""
    inbox: str = "INBOX"


@dataclass(frozen=True)
class Settings:
    """Who may ask, who vouches for senders, and where mail and ledger are.

    `address` is the mailbox that is asked. `allow` are domains and addresses. `authserv_id` names the organization's
    own server in the field `header`. `most` replies go to a sender an hour. A claim that is older than `lease`
    seconds is of a run that broke; after `patience` hours without the outgoing server a person takes a mail.
    """

    address: str
    allow: frozenset[str]
    authserv_id: str
    ledger: Path
    outgoing: Server
    incoming: Server | None = None
    maildir: Path | None = None
    header: str = "Authentication-Results"
    most: int = 20
    largest: int = 1_000_000
    lease: int = 900
    patience: int = 48

    def allows(self, sender: str) -> bool:
        """Tell whether an address, in lower case, is one that may ask."""
        return sender in self.allow or sender.partition("@")[2] in self.allow


SERVER_KEYS: Final = frozenset({*(field.name for field in fields(Server))})
KEYS: Final = frozenset({*(field.name for field in fields(Settings))})
OF_ONE: Final = {"outgoing": {"inbox"}, "incoming": {"envelope"}}
"""Keys that a table does not take."""


def read_settings(path: Path) -> Settings:
    """Read the settings of a file. Raises UsageError if it cannot be read or says what it may not."""
    try:
        read = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as fault:
        raise UsageError(
            f"{path}: cannot be read ({fault.strerror}); name a file of settings with --settings"
        ) from fault
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        raise UsageError(f"{path}: is no TOML ({fault}); correct it there") from fault
    return _Table(str(path), "", read, path.parent).settings()


@dataclass(frozen=True)
class _Table:
    """A table of the file, with what to name in an error. Relative paths begin where the file lies."""

    file: str
    name: str
    values: Mapping[str, Any]
    folder: Path

    def wrong(self, key: str, what: str) -> UsageError:
        """Make the error on a key."""
        return UsageError(f"{self.file}: {self.name}{key}: {what}")

    def known(self, keys: frozenset[str]) -> None:
        """Raise UsageError for a key that means nothing."""
        for key in self.values:
            if key not in keys:
                raise self.wrong(shown(key), f"no such key; take one of: {', '.join(sorted(keys))}")

    def text(self, key: str, like: re.Pattern[str] | None = None, default: str | None = None) -> str:
        """Read a text of a form."""
        value = self.values.get(key, default)
        if value is None:
            raise self.wrong(key, "is missing; add it")
        if not isinstance(value, str) or not value.isprintable() or (like and value and not like.fullmatch(value)):
            raise self.wrong(key, "is not written as expected; give " + EXAMPLES.get(key, "a text in quotes"))
        if not value and default is None:
            raise self.wrong(key, "is empty; give " + EXAMPLES.get(key, "a text in quotes"))
        return value

    def secret(self) -> str:
        """Read where a secret stands; the path of a file begins where the settings lie."""
        kind, _, where = self.text("secret", SECRET, "").partition(":")
        return f"{kind}:{self.folder / Path(where).expanduser() if kind == 'file' else where}" if kind else ""

    def number(self, key: str, default: int, most: int) -> int:
        """Read a number from 1 on."""
        value = self.values.get(key, default)
        if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= most:
            raise self.wrong(key, f"expected a whole number from 1 to {most}")
        return value

    def place(self, key: str) -> Path:
        """Read the path of a file or folder."""
        return self.folder / Path(self.text(key)).expanduser()

    def allowed(self) -> frozenset[str]:
        """Read who may ask: domains and addresses."""
        value = self.values.get("allow")
        if not isinstance(value, list) or not value:
            raise self.wrong("allow", "is missing; give a list of domains and addresses: ['example.org']")
        for one in value:
            if not isinstance(one, str) or not (ADDRESS.fullmatch(one) or DOMAIN.fullmatch(one)):
                raise self.wrong(
                    "allow", "holds what is no domain and no address; give 'example.org' or 'a@example.org'"
                )
        return frozenset(one.lower() for one in value)

    def table(self, key: str) -> _Table:
        """Read a table of a server."""
        value = self.values.get(key)
        if not isinstance(value, dict):
            raise self.wrong(key, f"is missing; add a table [{key}] with host, user and secret")
        return _Table(self.file, f"{key}.", value, self.folder)

    def settings(self) -> Settings:
        """Read the whole file."""
        self.known(KEYS)
        sizes = {
            "most": (20, 10_000),
            "largest": (1_000_000, 50_000_000),
            "lease": (900, 86_400),
            "patience": (48, 720),
        }
        return Settings(
            address=self.text("address", ADDRESS).lower(),
            allow=self.allowed(),
            authserv_id=self.text("authserv_id").lower(),
            ledger=self.place("ledger"),
            outgoing=self.table("outgoing").server("outgoing"),
            incoming=self.table("incoming").server("incoming") if "incoming" in self.values else None,
            maildir=self.place("maildir") if "maildir" in self.values else None,
            header=self.text("header", FIELD, "Authentication-Results"),
            **{key: self.number(key, *bounds) for key, bounds in sizes.items()},
        )

    def server(self, key: str) -> Server:
        """Read a server; without secrecy none but this machine is spoken to."""
        self.known(SERVER_KEYS - OF_ONE[key])
        host, security = self.text("host"), self.text("security", default="starttls" if key == "outgoing" else "tls")
        if security not in PORTS[key]:
            raise self.wrong("security", "expected one of: tls, starttls, none")
        if security == "none" and host not in LOCAL:
            raise self.wrong("security", "none goes with a server on this machine only; take tls or starttls")
        return Server(
            host,
            self.number("port", PORTS[key][security], HIGHEST_PORT),
            cast("Security", security),
            secret=self.secret(),
            envelope=self.text("envelope", ADDRESS, ""),
            inbox=self.text("inbox", default="INBOX"),
            **{name: self.text(name, default="") for name in ("user", "token", "client", "scope")},
        )


SECRET: Final = re.compile(r"(?:env|file):.+")
EXAMPLES: Final = {
    "address": "one address: policy-questions@example.org",
    "authserv_id": "the name by which your own server signs its results: mx.example.org",
    "header": "the name of a field: Authentication-Results",
    "secret": "env:NAME of a variable, or file:PATH; the secret itself never stands here",
    "envelope": "one address: bounces@example.org",
}
"""What each key holds, told where it does not."""


def secret_of(server: Server, environment: Callable[[str], str | None] = os.environ.get) -> str:
    """Read the secret of a server from where the settings say it is. Raises UsageError if it is not there."""
    kind, _, where = server.secret.partition(":")
    if not kind:
        return ""
    try:
        found = environment(where) if kind == "env" else Path(where).read_text(encoding="utf-8").strip()
    except OSError as fault:
        raise UsageError(f"{where}: the secret cannot be read ({fault.strerror}); fix its permissions") from fault
    if not found:
        raise UsageError(f"{server.secret}: no secret is there; set it")
    return found
