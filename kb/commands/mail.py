"""The command that answers questions by mail: mail."""

from __future__ import annotations

import sys
import uuid
from collections.abc import Callable
from dataclasses import replace
from email.message import EmailMessage
from functools import cache, partial
from pathlib import Path
from typing import Annotated, Final

from kb.commands import console
from kb.commands.extras import module_of_extra
from kb.commands.lookup import make_look_up
from kb.commands.options import (
    CONTENT,
    DEFAULT,
    FAULT,
    Argument,
    Exit,
    Option,
    Policies,
    Today,
    day_of_call,
    expand_home_of_file,
    machine_time,
)
from kb.domain.problem import KbError, UsageError, shown
from kb.mail.asker import Asker, asker_of
from kb.mail.decide import Received, decide
from kb.mail.handling import Handled, Ports, handle
from kb.mail.ledger import Ledger
from kb.mail.maildir import keep
from kb.mail.outgoing import Sent, send
from kb.mail.settings import Settings, read_settings

PIPE, POLL, TRY = "pipe", "poll", "try"
STAYS: Final = "stays for a later run"
FAULT_OF: Final = "a fault of the program:"


def mail_command(  # noqa: PLR0913  (each is an option of the call)
    what: Annotated[str, Argument(help="What: pipe (a mail on standard input), poll (a mailbox), try (a file).")],
    file: Annotated[str, Argument(help="Of try: the file of a mail.", show_default=False)] = "",
    *,
    settings: Annotated[
        Path | None, Option("--settings", help="The file of settings, in TOML.", callback=expand_home_of_file)
    ] = None,
    sender: Annotated[
        str | None, Option("--sender", help="Of pipe and try: the sender that the mail server was told.")
    ] = None,
    policies: Policies = DEFAULT,
    today: Today = "",
) -> None:
    """Answer staff's questions by mail with cited replies; the organization's own server must vouch for a sender.

    `pipe` takes one mail from a mail server, sends the reply and keeps the mail in a Maildir; it exits with 75 on any
    fault, so that the server keeps the mail. `poll` goes through a mailbox once, over IMAP. `try` prints what would
    become of a mail, and sends and keeps nothing. kb/mail/README.md has the settings.
    """
    if what not in {PIPE, POLL, TRY}:
        raise UsageError(f"'{shown(what)}' is none of: {PIPE}, {POLL}, {TRY}; type one of them")
    if not settings:
        raise UsageError("name the file of settings: --settings mail.toml; kb/mail/README.md has one")
    asker = cache(lambda: asker_of(make_look_up(policies, day_of_call(today), as_json=False)))
    read = read_settings(settings)
    if what == TRY:
        _try(Path(file), sender, read, asker())
    elif what == PIPE:
        _pipe(sender, _ports(read, asker))
    else:
        _poll(_ports(read, asker))


def _ports(settings: Settings, asker: Callable[[], Asker]) -> Ports:
    ledger = Ledger(settings.ledger, uuid.uuid4().hex, settings.lease)
    return Ports(settings, asker, ledger, partial(send, settings.outgoing), machine_time)


def _try(file: Path, sender: str | None, settings: Settings, asker: Asker) -> None:
    """Print what would become of a mail of a file."""
    try:
        raw = file.read_bytes()
    except OSError as fault:
        raise UsageError(f"{file}: cannot be read ({fault.strerror}); name the file of a mail") from fault
    decided = decide(Received(raw, sender), asker, settings, machine_time())
    console.print_line(f"{decided.outcome}: {decided.reason}", "bold")
    if decided.reply:
        console.print_text(decided.reply.as_string())


def _pipe(sender: str | None, ports: Ports) -> None:
    """Take a mail from standard input; a mail that is not done ends with a fault, so that the server keeps it."""
    if not ports.settings.maildir:
        raise UsageError("the settings name no `maildir`; add the folder in which mail is kept")
    raw = sys.stdin.buffer.read()
    handled = handle(Received(raw, sender), PIPE, ports)
    if not handled.folder:
        console.print_error(f"{STAYS}: {handled.reason}")
        raise Exit(FAULT)
    keep(ports.settings.maildir, handled.folder, raw)
    console.print_line(f"{handled.folder}: {handled.reason}")


def _poll(ports: Ports) -> None:
    """Go through a mailbox once. Exits with 1 where a mail could not be handled; it stays for the next run."""
    if not ports.settings.incoming:
        raise UsageError("the settings have no table [incoming]; add it with host, user and secret")
    results: list[Handled] = []
    with module_of_extra("kb.mail.inbox", "imapclient", "mail").opened(ports.settings.incoming) as inbox:
        for number in inbox.numbers():
            ports.asker()
            found = inbox.fetch(number, ports.settings.largest)
            if not found:
                continue  # another run has moved it
            handled = _safely(Received(found.raw, None, found.cut), inbox.place(number), ports)
            if handled.folder and not ports.ledger.may_move(inbox.place(number), ports.clock().timestamp()):
                continue  # another run is about to
            if handled.folder:
                inbox.move(number, handled.folder)
            console.print_line(f"{inbox.place(number)}: {handled.folder or STAYS}: {handled.reason}")
            if handled.is_out:
                ports = replace(ports, send=_not_now)
            results.append(handled)
    if any(handled.reason.startswith(FAULT_OF) for handled in results):
        raise Exit(CONTENT)


def _safely(mail: Received, place: str, ports: Ports) -> Handled:
    """Handle a mail so that a fault over it keeps no other; no word of it is told."""
    try:
        return handle(mail, place, ports)
    except KbError:
        raise
    except Exception as fault:
        return Handled(None, f"{FAULT_OF} {type(fault).__name__}")


def _not_now(_: EmailMessage, __: Callable[[], bool]) -> Sent:
    """Stand in for a server that could not be reached a moment ago."""
    return "unreachable"
