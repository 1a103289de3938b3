"""A mailbox over IMAP: what is new in it, and moving what is done. The only module that knows IMAPClient."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any, Final

from imapclient import IMAPClient
from imapclient.exceptions import IMAPClientAbortError, IMAPClientError

from kb.domain.problem import ToolError
from kb.mail.handling import FOLDERS
from kb.mail.settings import Server, secret_of
from kb.mail.tokens import WAIT, token_of

SIZE, HEADER, WHOLE = b"RFC822.SIZE", b"BODY[HEADER]", b"BODY[]"
MOVE: Final = "MOVE"


@dataclass(frozen=True)
class Fetched:
    """A mail of the mailbox: its bytes, and whether it was too large, so that they are its head alone."""

    raw: bytes
    cut: bool


@dataclass(frozen=True)
class Inbox:
    """A mailbox that is open. `validity` tells that its numbers still name the same mails.

    `prefix` stands before the names of folders, where the server keeps all of them below one.
    """

    client: Any
    validity: int
    prefix: str

    def numbers(self) -> list[int]:
        """Return the numbers of the mails that are there, the oldest first."""
        return sorted(int(one) for one in self.client.search(["UNDELETED"]))

    def fetch(self, number: int, largest: int) -> Fetched | None:
        """Fetch a mail, and leave it unread; None where it is gone. Of one that is too large the head is fetched."""
        size = self._part(number, SIZE)
        if size is None:
            return None
        cut = int(size) > largest
        raw = self._part(number, HEADER if cut else WHOLE)
        return Fetched(raw, cut) if isinstance(raw, bytes) else None

    def _part(self, number: int, part: bytes) -> Any:
        try:
            found = self.client.fetch([number], [part.replace(b"BODY", b"BODY.PEEK")])
        except IMAPClientAbortError:
            raise
        except IMAPClientError:  # another run has moved it between two words of ours
            return None
        return found.get(number, {}).get(part)

    def move(self, number: int, folder: str) -> None:
        """Move a mail to a folder; nothing where it is gone."""
        self.client.move([number], f"{self.prefix}{folder}")

    def place(self, number: int) -> str:
        """Name the place of a mail, which no other mail ever has."""
        return f"{self.validity}/{number}"


@contextmanager
def opened(server: Server) -> Iterator[Inbox]:
    """Open the mailbox of a server, with the folders that mail is moved to. Raises ToolError if it cannot be used."""
    try:
        client = _connected(server)
    except (OSError, IMAPClientError) as fault:
        raise ToolError(f"{server.host}:{server.port}: no mailbox can be opened there; look at [incoming]") from fault
    try:
        if not client.has_capability(MOVE):
            raise ToolError(f"{server.host}: cannot move mail (RFC 6851), which two runs at once need; use another")
        prefix = _prefix(client)
        for folder in sorted(set(FOLDERS.values())):
            with suppress(IMAPClientError):  # it is there, or another run has just made it
                client.create_folder(f"{prefix}{folder}")
        yield Inbox(client, int(client.select_folder(server.inbox)[b"UIDVALIDITY"]), prefix)
    except (OSError, IMAPClientError) as fault:
        raise ToolError(f"{server.host}: the mailbox broke off; what is not done stays for the next run") from fault
    finally:
        with suppress(OSError, IMAPClientError):
            client.logout()


def _prefix(client: Any) -> str:
    """Return what the names of one's own folders begin with (RFC 2342)."""
    spaces = client.namespace().personal if client.has_capability("NAMESPACE") else ()
    return str(spaces[0][0]) if spaces else ""


def _connected(server: Server) -> Any:
    """Connect and sign in."""
    secure = ssl.create_default_context()
    is_secret = server.security == "tls"
    client: Any = IMAPClient(
        server.host, server.port, use_uid=True, ssl=is_secret, ssl_context=secure if is_secret else None, timeout=WAIT
    )
    try:
        if server.security == "starttls":
            client.starttls(secure)
        if server.token:
            client.oauth2_login(server.user, token_of(server))
        else:
            client.login(server.user, secret_of(server))
    except BaseException:
        client.shutdown()
        raise
    return client
