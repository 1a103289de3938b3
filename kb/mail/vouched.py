"""What the organization's own server says of a sender, in Authentication-Results (RFC 8601); no other is believed.

A server must take away fields of its own name from mail that comes in. So such a field counts only where it begins
with that name, as any filter sees it: not behind a comment, further quotes or odd signs. As a second guard, two
results of one method under that name count as a forgery, and so does a field that cannot be read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from kb.mail.head import LONGEST, Head
from kb.mail.settings import Settings

PAIR: Final = re.compile(r'(?<![A-Za-z0-9._-])([A-Za-z0-9._-]+)\s*(?:/\s*\d+\s*)?=\s*("(?:[^"\\]|\\.)*"|[^\s";]+)')
"""A method with its result, or a property with its value."""

MISSING: Final = "no result of your own server is in the mail"
TWICE: Final = "two results of one kind under the name of your own server: a forgery, or it lets such fields pass"
UNREADABLE: Final = "a result under the name of your own server that cannot be read: a forgery, or it is cut"
FAILED: Final = "your own server did not find that the mail is from its sender"
METHODS: Final = ("dmarc", "auth")


@dataclass(frozen=True)
class Found:
    """The result of one method, with its properties."""

    method: str
    result: str
    properties: tuple[tuple[str, str], ...]

    def says(self, name: str) -> str:
        """Return the value of a property, in lower case; empty where it is not there once."""
        values = [value for key, value in self.properties if key == name]
        return values[0] if len(values) == 1 else ""


def why_not_vouched(head: Head, settings: Settings) -> str:
    """Say why a sender is not vouched for; empty where the own server says that the mail is from its sender.

    That is `dmarc=pass` for the domain of the sender, or `auth=pass` for a user of the sender's address.
    """
    own = [value for value in head.all(settings.header.lower()) if _is_of(value, settings.authserv_id)]
    read = [without_comments(value) if len(value) <= 4 * LONGEST else None for value in own]
    if None in read:
        return UNREADABLE
    found = [one for text in read if text for one in _results(text) if one.method in METHODS]
    if not found:
        return MISSING
    if len({one.method for one in found}) < len(found):
        return TWICE
    return "" if all(_is_for(one, head.sender) for one in found) else FAILED


def _is_for(found: Found, sender: str) -> bool:
    domain = sender.partition("@")[2]
    named = found.says("header.from") == domain if found.method == "dmarc" else found.says("smtp.auth") == sender
    return bool(sender) and found.result == "pass" and named


def _is_of(value: str, authserv_id: str) -> bool:
    """Tell whether a field says that a server of that name wrote it."""
    name = re.escape(authserv_id)
    return bool(re.match(rf'(?:{name}|"{name}")(?:[ \t;(]|$)', value, re.ASCII | re.IGNORECASE))


def _results(text: str) -> Iterator[Found]:
    """Yield the results of a field without its comments."""
    for part in _split(text)[1:]:
        pairs = [(name.lower(), _unquoted(said).lower()) for name, said in PAIR.findall(part)]
        if pairs:
            yield Found(pairs[0][0], pairs[0][1], tuple(pairs[1:]))


def _split(text: str) -> list[str]:
    """Split at semicolons outside quotes."""
    return re.findall(r'(?:^|;)((?:"(?:[^"\\]|\\.)*"|[^;"])*)', text)


def _unquoted(said: str) -> str:
    return re.sub(r"\\(.)", r"\1", said[1:-1]) if said.startswith('"') else said


def without_comments(value: str) -> str | None:
    """Return a value without its comments, which may stand in each other; None where one does not end."""
    kept, depth, quoted, at = list[str](), 0, False, 0
    while at < len(value):
        sign = value[at]
        escaped = sign == "\\" and (quoted or depth)
        quoted = quoted ^ (sign == '"' and not depth)
        depth += 0 if quoted or escaped else (sign == "(") - (sign == ")" and depth > 0)
        step = 2 if escaped else 1
        if not depth:
            kept.append(value[at : at + step] if sign != ")" or quoted else " ")
        at += step
    return None if depth or quoted else "".join(kept)
