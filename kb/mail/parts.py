"""The text of a mail out of its parts. Attachments and mail within a mail are never opened."""

from __future__ import annotations

import codecs
import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import policy
from email.message import Message
from email.parser import BytesParser
from typing import Final

from kb.mail.markup import text_of_html

DEEPEST: Final = 20
"""How many parts may stand in each other."""

MOST: Final = 100
"""How many parts a mail may have."""

READ_AS_TEXT: Final = re.compile(
    r"(?:utf|ascii|iso8859|cp\d|koi8|gb|big5|euc|shift|iso2022|mac|latin)", re.IGNORECASE
)
"""Names of codecs of letters; others, such as punycode or escapes, are no charset of a mail."""

ENCRYPTED: Final = frozenset({"multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime"})
TAG: Final = re.compile(r"<[^<>]{0,2000}>")
PGP: Final = "-----BEGIN PGP MESSAGE-----"


class Unreadable(Exception):
    """The parts of a mail cannot be read; the text says why."""


@dataclass(frozen=True)
class Body:
    """What a mail says: its text, and `whole`: all of its text, also of what is quoted, and the names of its files.

    `kinds` are the types of all parts that are no attachments.
    """

    text: str
    whole: str
    kinds: frozenset[str]

    @property
    def is_calendar(self) -> bool:
        """Whether it is an invitation, or a reply to one."""
        return "text/calendar" in self.kinds

    @property
    def is_encrypted(self) -> bool:
        """Whether it is encrypted, or signed in a form that hides its text."""
        return bool(ENCRYPTED & self.kinds) or self.text.lstrip().startswith(PGP)


def read_body(raw: bytes) -> Body:
    """Read the text of a mail. Raises Unreadable if it has too many parts, too deep, or breaks the parser."""
    try:
        message = BytesParser(policy=policy.compat32).parsebytes(raw)
        leaves = list(_leaves(message, 0))
        names = [str(part.get_filename() or "") for part in message.walk()]
    except Unreadable:
        raise
    except (RecursionError, ValueError, LookupError, TypeError, AttributeError, AssertionError) as fault:
        raise Unreadable("its parts cannot be read") from fault  # what the parser raises on broken mail
    texts = [_text(part) for part in _chosen(leaves)]
    wholes = [_whole(part) for part, kind in leaves if kind.startswith("text/")]
    return Body("\n\n".join(texts).strip(), "\n".join((*wholes, *names)), frozenset(kind for _, kind in leaves))


def _leaves(part: Message, depth: int) -> Iterator[tuple[Message, str]]:
    """Yield the parts that are no attachments and hold no others, and each multipart by its type alone."""
    kind = part.get_content_type()
    if depth > DEEPEST:
        raise Unreadable("too many parts within each other")
    if part.get_content_disposition() == "attachment" or (depth and kind.startswith("message/")):
        return
    yield part, kind
    if part.is_multipart() and kind.startswith("multipart/"):
        inside = part.get_payload()
        if len(inside) > MOST:
            raise Unreadable("too many parts")
        for one in inside:
            if isinstance(one, Message):
                yield from _leaves(one, depth + 1)


def _chosen(leaves: list[tuple[Message, str]]) -> list[Message]:
    """Return the plain parts that say something; where there are none, those of HTML."""
    plain = [part for part, kind in leaves if kind == "text/plain" and _decoded(part).strip()]
    return plain or [part for part, kind in leaves if kind == "text/html"]


def _text(part: Message) -> str:
    text = _decoded(part)
    return text_of_html(text) if part.get_content_type() == "text/html" else text


def _whole(part: Message) -> str:
    text = _decoded(part)
    return html.unescape(TAG.sub(" ", text)) if part.get_content_type() == "text/html" else text


def _decoded(part: Message) -> str:
    """Decode a part by the charset that it names, else as UTF-8, else as Windows-1252."""
    payload = part.get_payload(decode=True)
    raw = payload if isinstance(payload, bytes) else b""
    named = [name for name in [str(part.get_content_charset() or "")] if _is_charset(name)]
    for charset in (*named, "utf-8"):
        try:
            return raw.decode(charset)
        except (UnicodeError, LookupError):
            continue
    return raw.decode("cp1252", "replace")


def _is_charset(name: str) -> bool:
    try:
        return bool(READ_AS_TEXT.match(codecs.lookup(name).name))
    except (LookupError, ValueError):
        return False
