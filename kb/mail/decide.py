"""A mail to its decision: a reply with answers, a note without, a person's folder, or silence. Pure."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from email.message import EmailMessage
from typing import Final, Literal

from kb.mail.asker import Asker
from kb.mail.head import Head, decoded, identity_of, parted, read_head
from kb.mail.own_text import own_text
from kb.mail.parts import Body, Unreadable, read_body
from kb.mail.questions import questions_of
from kb.mail.replying import reply_message
from kb.mail.robots import why_silent
from kb.mail.settings import Settings
from kb.mail.vouched import why_not_vouched
from kb.mail.wording import PATIENT, answer_text
from kb.rules.patient import refusal, refused_in_content

Outcome = Literal["answered", "noted", "person", "silent"]
"""What becomes of a mail: a reply with answers; a note that says why there are none; a person reads it; nothing."""

SUPPRESSED: Final = frozenset({"all", "autoreply", "oof"})
"""What a sender writes in X-Auto-Response-Suppress who wants no reply by a program. People write so, too."""

TOO_LARGE, CALENDAR, ENCRYPTED = "larger than is read", "an invitation", "encrypted"
NO_REPLY_WANTED, TOO_MANY, NO_QUESTION = "asks for no reply by a program", "too many mails of a sender", "no question"
PATIENT_DATA: Final = "looks like data of a patient"


@dataclass(frozen=True)
class Decision:
    """What is to become of a mail, why, and the reply, if there is to be one."""

    outcome: Outcome
    reason: str
    reply: EmailMessage | None = None


@dataclass(frozen=True)
class Received:
    """A mail as it came: its bytes, the sender that the server was told (None: unknown), and what is known of it.

    `cut` is set where it is too large, so that only its head is there; `lately` counts the sender's mails that got a
    reply within an hour.
    """

    raw: bytes
    envelope: str | None = None
    cut: bool = False
    lately: int = 0


def decide(mail: Received, asker: Asker, settings: Settings, now: dt.datetime) -> Decision:
    """Decide what becomes of a mail. Nothing but its head is read before its sender is vouched for."""
    head = read_head(parted(mail.raw)[0])
    silent = why_silent(head, settings, mail.envelope) or why_not_vouched(head, settings)
    if silent:
        return Decision("silent", silent)
    if mail.cut or len(mail.raw) > settings.largest:
        return Decision("person", TOO_LARGE)
    try:
        return _of_body(mail, head, read_body(mail.raw), (asker, settings, now))
    except Unreadable as fault:
        return Decision("person", str(fault))


def _of_body(mail: Received, head: Head, body: Body, ports: tuple[Asker, Settings, dt.datetime]) -> Decision:
    """Decide on a mail whose sender is vouched for."""
    asker, settings, now = ports
    held = _why_held(mail, head, body, settings)
    if held:
        return held
    subject = decoded(head.first("subject"))
    lines = own_text(body.text, head.name)
    written = "\n".join((subject, *lines))
    key = identity_of(head, mail.raw).key
    if refusal(written) or refused_in_content(f"{body.whole}\n{body.text}"):
        return Decision("noted", PATIENT_DATA, reply_message(head, key, PATIENT, settings, now))
    asked = questions_of(lines, subject)
    if not asked:
        return Decision("person", NO_QUESTION)
    text = answer_text(asker, asked, f"{written}\n{body.whole}\n{head.name}")
    return Decision("answered", f"{len(asked)} asked", reply_message(head, key, text, settings, now))


def _why_held(mail: Received, head: Head, body: Body, settings: Settings) -> Decision | None:
    """Decide on a mail that is not answered, whatever it says."""
    wanted = {part.strip().lower() for part in head.first("x-auto-response-suppress").split(",")}
    tests: tuple[tuple[Outcome, str, bool], ...] = (
        ("silent", CALENDAR, body.is_calendar),
        ("person", ENCRYPTED, body.is_encrypted),
        ("person", NO_REPLY_WANTED, bool(wanted & SUPPRESSED)),
        ("person", TOO_MANY, mail.lately >= settings.most),
    )
    return next((Decision(outcome, reason) for outcome, reason, holds in tests if holds), None)
