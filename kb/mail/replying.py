"""A reply as a message: to the sender alone, in plain text, marked as made by a program, with an id of its own."""

from __future__ import annotations

import datetime as dt
from email import policy
from email.message import EmailMessage
from email.utils import format_datetime
from typing import Final

from kb.mail.head import Head, reply_id
from kb.mail.settings import Settings
from kb.mail.wording import SUBJECT

MOST_REFERENCES: Final = 30
"""How many ids of earlier mails a reply names: enough to see a thread of robots, and no head without end."""

WRAPPED: Final = policy.SMTP.clone(max_line_length=76)
"""How its text is wrapped: quoted-printable has lines of 76 characters at most (RFC 2045)."""

WRITTEN: Final = policy.SMTP.clone(max_line_length=998)
"""How a reply is written: an id that is longer than a line would become an encoded word, and name nothing."""


def reply_message(head: Head, key: str, text: str, settings: Settings, now: dt.datetime) -> EmailMessage:
    """Make the reply to a mail of a key; of the mail it has only its sender's address and the ids of its thread."""
    message = EmailMessage(policy=WRAPPED)
    message["From"] = settings.address
    message["To"] = head.sender
    message["Subject"] = SUBJECT
    message["Date"] = format_datetime(now)
    message["Message-ID"] = reply_id(key, settings.address)
    if head.message_id:
        message["In-Reply-To"] = head.message_id
        message["References"] = " ".join((*head.earlier[-MOST_REFERENCES:], head.message_id))
    message["Auto-Submitted"] = "auto-replied"
    message["X-Auto-Response-Suppress"] = "All"
    message["X-Loop"] = settings.address
    message.set_content(text, cte="quoted-printable")
    return message


def as_sent(message: EmailMessage) -> bytes:
    """Write a reply as it is handed to a mail server."""
    return message.as_bytes(policy=WRITTEN)
