"""The head of a mail: its fields as they were written, its one sender, and what tells it from any other mail."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from email import policy
from email.header import decode_header, make_header
from email.parser import BytesHeaderParser
from functools import cached_property
from typing import Final

from kb.mail.settings import ADDRESS

END: Final = re.compile(rb"\r?\n[ \t]*\r?\n")
"""What parts the head of a mail from its body."""

ALONE: Final = re.compile(rb"\r(?!\n)")
"""A carriage return that ends no line. Python's parser takes it for an end."""

SENDER: Final = re.compile(
    rf'\s*(?:(?P<name>"(?:[^"\\]|\\.)*"\s*|[^<>@",;:()]*)<(?P<in>{ADDRESS.pattern})>'
    rf"|(?P<bare>{ADDRESS.pattern})(?:\s+\((?P<said>[^()<>@]*)\))?)\s*"
)
"""A sender whom all programs read alike: one address, with or without a name. Whatever else there is, is unclear."""

MESSAGE_ID: Final = re.compile(r"<[!-;=?A-\[\]-~]{1,200}@[!-;=?A-\[\]-~]{1,200}>")
"""A message id that can stand in a reply: printable ASCII, one @ at least, no blanks."""

LONGEST: Final = 998
"""The longest value of a field that is read: what RFC 5322 allows for a line."""


@dataclass(frozen=True)
class Head:
    """The fields of a mail in their order, names in lower case, values on one line."""

    fields: tuple[tuple[str, str], ...]

    def all(self, name: str) -> tuple[str, ...]:
        """Return the values of a field, given in lower case, as often as it stands there."""
        return tuple(value for field, value in self.fields if field == name)

    def first(self, name: str) -> str:
        """Return the first value of a field; empty where there is none."""
        return next(iter(self.all(name)), "")

    @cached_property
    def sender(self) -> str:
        """The address of the one sender, in lower case; empty where it is not one, or not clear which."""
        found = self._from
        return (found["in"] or found["bare"]).lower() if found else ""

    @property
    def name(self) -> str:
        """The sender's own name, as shown to readers; empty where there is none."""
        found = self._from
        return decoded((found["name"] or found["said"] or "").strip().strip('"')) if found else ""

    @cached_property
    def _from(self) -> re.Match[str] | None:
        values = self.all("from")
        return SENDER.fullmatch(values[0]) if len(values) == 1 and len(values[0]) <= LONGEST else None

    @property
    def message_id(self) -> str:
        """The message id; empty where there is none that can stand in a reply."""
        value = self.first("message-id").strip()
        return value if MESSAGE_ID.fullmatch(value) else ""

    @property
    def earlier(self) -> tuple[str, ...]:
        """The ids of the mails that came before in a thread, the oldest first."""
        written = f"{self.first('references')} {self.first('in-reply-to')}"[: 20 * LONGEST]
        return tuple(dict.fromkeys(MESSAGE_ID.findall(written)))


def read_head(raw: bytes) -> Head:
    """Read the fields of a mail. Bytes beyond ASCII are taken for UTF-8, other ones are replaced.

    A carriage return alone ends no line: a mail server reads on, and would let pass a field hidden behind one.
    """
    message = BytesHeaderParser(policy=policy.compat32).parsebytes(ALONE.sub(b" ", raw))
    return Head(tuple((name.lower(), _plain(str(value))) for name, value in message.raw_items()))


def _plain(value: str) -> str:
    text = value.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return re.sub(r"[\r\n]+[ \t]*", " ", text).strip(" \t")


def decoded(value: str) -> str:
    """Write the encoded words of a field in plain letters; what cannot be read stays as it is."""
    try:
        return " ".join(str(make_header(decode_header(value[:LONGEST]))).split())
    except (LookupError, ValueError):  # an unknown charset, or no text in it
        return value


def parted(raw: bytes) -> tuple[bytes, bytes]:
    """Part a mail into head and body."""
    found = END.search(raw)
    return (raw[: found.end()], raw[found.end() :]) if found else (raw, b"")


@dataclass(frozen=True)
class Identity:
    """What tells a mail from others: `key`, of its message id and sender, and `body`, of what it says.

    Both are hashes: no word of a mail can be read from them.
    """

    key: str
    body: str


def identity_of(head: Head, raw: bytes) -> Identity:
    """Return the identity of a mail. One without a message id is known by date, subject and body."""
    body = hashlib.sha256(b"".join(parted(raw)[1].split())).hexdigest()
    named = head.first("message-id").strip() or "\0".join((head.first("date"), head.first("subject"), body))
    return Identity(_hash(named, head.first("from")), body)


def sender_hash(head: Head) -> str:
    """Return the hash of a sender, by which the ledger counts replies."""
    return _hash(head.sender)


def _hash(*texts: str) -> str:
    return hashlib.sha256("\0".join(texts).encode("utf-8", "surrogateescape")).hexdigest()


def reply_id(key: str, address: str) -> str:
    """Return the message id of the reply to a mail: always the same, so that a second copy is told apart."""
    return f"<kb-{key[:40]}@{address.partition('@')[2]}>"


def is_reply_id(one: str, address: str) -> bool:
    """Tell whether a message id is one of our own replies."""
    return bool(re.fullmatch(rf"<kb-[0-9a-f]{{40}}@{re.escape(address.partition('@')[2])}>", one.lower()))
