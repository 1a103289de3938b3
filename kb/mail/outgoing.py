"""Sends a reply by SMTP and says what became of it: sent, certainly not sent, or not known."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Callable
from contextlib import suppress
from email.message import EmailMessage
from typing import Literal

from kb.mail.replying import as_sent
from kb.mail.settings import Server, secret_of
from kb.mail.tokens import WAIT, bearer, token_of

Sent = Literal["sent", "unreachable", "later", "never", "unsure", "taken"]
"""It was taken; the server could not be reached; it was refused for now; for good; the connection broke while it was
sent, so that nobody knows; another run has the mail."""

TAKEN, FOR_GOOD = range(200, 300), range(500, 600)


def send(server: Server, message: EmailMessage, begin: Callable[[], bool]) -> Sent:
    """Send a reply to the one address that it is to. `begin` is called when nothing but its text is missing.

    The sender that the server is told is empty, as RFC 3834 has it, or that of the settings.
    """
    try:
        smtp = _connected(server)
    except (OSError, smtplib.SMTPException):
        return "unreachable"
    try:
        return _hand_over(smtp, server.envelope, message, begin)
    finally:
        with suppress(OSError, smtplib.SMTPException):
            smtp.quit()
        smtp.close()


def _connected(server: Server) -> smtplib.SMTP:
    """Connect and sign in."""
    secure = ssl.create_default_context()
    if server.security == "tls":
        smtp: smtplib.SMTP = smtplib.SMTP_SSL(server.host, server.port, timeout=WAIT, context=secure)
    else:
        smtp = smtplib.SMTP(server.host, server.port, timeout=WAIT)
    try:
        if server.security == "starttls":
            smtp.starttls(context=secure)
        smtp.ehlo_or_helo_if_needed()
        if server.token:
            token = token_of(server)
            smtp.auth("XOAUTH2", lambda _=None: bearer(server.user, token))
        elif server.user:
            smtp.login(server.user, secret_of(server))
    except BaseException:
        smtp.close()
        raise
    return smtp


def _hand_over(smtp: smtplib.SMTP, envelope: str, message: EmailMessage, begin: Callable[[], bool]) -> Sent:
    written = as_sent(message)
    try:
        if smtp.mail(envelope)[0] not in TAKEN:
            return "later"
        code = smtp.rcpt(str(message["To"]))[0]
    except (OSError, smtplib.SMTPException):
        return "unreachable"
    if code not in TAKEN:
        return "never" if code in FOR_GOOD else "later"
    if not begin():
        return "taken"
    try:
        code = smtp.data(written)[0]
    except smtplib.SMTPDataError as refused:  # it did not even want the text
        code = refused.smtp_code
    except (OSError, smtplib.SMTPException):
        return "unsure"
    return "sent" if code in TAKEN else "never" if code in FOR_GOOD else "later"
