"""What no reply goes to: robots, lists, bounces, copies, and mail that is not to this mailbox (RFC 3834)."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from kb.mail.head import Head, is_reply_id
from kb.mail.settings import ADDRESS, Settings

ROBOT_NAMES: Final = re.compile(
    r"(?:mailer-daemon|postmaster|no[-_.]?reply|do[-_.]?not[-_.]?reply|bounces?|listserv|majordomo|mdaemon|daemon|root"
    r"|notifications?|alerts?|newsletter|automated|autoreply|(?:owner|bounces?|return)[-+].*|.*[-+](?:bounces?|request|owner))@.*"
)
"""Addresses behind which nobody reads."""

BULK: Final = frozenset({"bulk", "junk", "list", "auto_reply"})
ROBOT_FIELDS: Final = (
    *("x-autoreply", "x-autorespond", "x-autoresponse", "x-auto-reply", "x-vacation", "x-mail-autoreply"),
    *("x-failed-recipients", "x-ms-exchange-generated-message-source", "x-cron-env"),
)
LIST_FIELDS: Final = (
    "mailing-list",
    "x-mailing-list",
    "x-mailman-version",
    "x-campaign-id",
    "feedback-id",
    "x-listname",
)
ONCE: Final = ("from", "sender", "message-id", "subject", "date", "content-type", "reply-to", "to", "cc")
"""Fields that a sound mail has once at most (RFC 5322)."""

DEEPEST_THREAD: Final = 10
"""How many of our own replies a thread may hold: more is a conversation of robots."""


def why_silent(head: Head, settings: Settings, envelope: str | None) -> str:
    """Say why a mail gets no reply, whoever sent it; empty where nothing speaks against one.

    `envelope` is the sender that the mail server was told, without brackets; None where it is not known.
    """
    returned = head.first("return-path").strip() if envelope is None else f"<{envelope}>"
    tests: tuple[tuple[str, Callable[[], bool]], ...] = (
        ("a field that may stand once stands there twice", lambda: any(len(head.all(name)) > 1 for name in ONCE)),
        ("a bounce: its sender is empty", lambda: returned == "<>"),
        ("a report of a mail server", lambda: _type(head) in REPORTS),
        ("made by a robot", lambda: _is_robot(head)),
        ("from a list", lambda: _is_list(head)),
        ("marked as junk", lambda: head.first("x-spam-flag").lower() == "yes"),
        ("our own reply came back", lambda: _is_own(head, settings)),
        ("a thread of too many replies", lambda: _replies_before(head, settings) > DEEPEST_THREAD),
        ("a sender that is not clear", lambda: not head.sender),
        ("an address behind which nobody reads", lambda: bool(ROBOT_NAMES.fullmatch(head.sender))),
        ("a copy that is not to this mailbox", lambda: not _is_to(head, settings.address)),
        ("a sender who may not ask", lambda: not settings.allows(head.sender)),
        ("sent by another than its sender", lambda: _is_foreign(returned, settings)),
    )
    return next((reason for reason, holds in tests if holds()), "")


REPORTS: Final = frozenset({
    "multipart/report", "message/delivery-status", "message/disposition-notification", "message/feedback-report",
})  # fmt: skip


def _type(head: Head) -> str:
    return head.first("content-type").partition(";")[0].strip().lower()


def _is_robot(head: Head) -> bool:
    submitted = head.first("auto-submitted").partition(";")[0].strip().lower()
    said = head.first("precedence").strip().lower() in BULK
    return submitted not in {"", "no"} or said or any(head.all(name) for name in ROBOT_FIELDS)


def _is_list(head: Head) -> bool:
    return any(name.startswith("list-") or name in LIST_FIELDS for name, _ in head.fields)


def _is_own(head: Head, settings: Settings) -> bool:
    loops = any(settings.address in value.lower() for value in head.all("x-loop"))
    return loops or head.sender == settings.address or is_reply_id(head.message_id, settings.address)


def _replies_before(head: Head, settings: Settings) -> int:
    return sum(is_reply_id(one, settings.address) for one in head.earlier)


def _is_to(head: Head, address: str) -> bool:
    written = " ".join((*head.all("to"), *head.all("cc"))).lower()
    return bool(re.search(rf"(?<![\w.+-]){re.escape(address)}(?![\w.-])", written))


def _is_foreign(returned: str, settings: Settings) -> bool:
    """Tell whether a mail was handed over by somebody who may not ask; where it is not known who, it was not."""
    return bool(returned) and not settings.allows("".join(ADDRESS.findall(returned)[:1]).lower())
