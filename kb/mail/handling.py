"""One mail through claim, decision and sending: nothing is lost, and nothing is answered twice.

Between two steps a run may break at any place. Before `begin` nothing was sent, and the mail is taken up again. After
it the reply may have arrived: unless the ledger says so, a person gets the mail.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace
from email.message import EmailMessage
from typing import Final, Literal

from kb.mail.asker import Asker
from kb.mail.decide import Decision, Outcome, Received, decide
from kb.mail.head import identity_of, parted, read_head, sender_hash
from kb.mail.ledger import BROKE_SENDING, HOUR, Claim, Ledger, Mail
from kb.mail.outgoing import Sent
from kb.mail.settings import Settings

Folder = Literal["Answered", "Person", "Silent"]
FOLDERS: Final[dict[Outcome, Folder]] = {
    "answered": "Answered",
    "noted": "Person",
    "person": "Person",
    "silent": "Silent",
}
"""Where a mail goes once it is done."""

Send = Callable[[EmailMessage, Callable[[], bool]], Sent]


@dataclass(frozen=True)
class Ports:
    """What a mail needs on its way: settings, the library, the ledger, the way out and the clock."""

    settings: Settings
    asker: Callable[[], Asker]
    ledger: Ledger
    send: Send
    clock: Callable[[], dt.datetime]


@dataclass(frozen=True)
class Handled:
    """What became of a mail: the folder it goes to, or none where it stays for a later run; and why.

    `is_out`: the outgoing server could not be reached.
    """

    folder: Folder | None
    reason: str
    is_out: bool = False


UNSURE: Final = "the connection broke while the reply was sent: it may have arrived"
WAITS: Final = "the outgoing server has not taken the reply; it is tried again"
NEVER: Final = "the outgoing server refuses the reply"
GIVEN_UP: Final = "the outgoing server has not taken the reply for too long"
HELD: Final = "another run has it"
TOLD: Final = {
    "unsure": BROKE_SENDING,
    "broken": "runs broke over it several times",
    "another": "another mail had the same id",
}


def handle(mail: Received, place: str, ports: Ports) -> Handled:
    """Claim a mail, decide on it and send the reply. `place` tells a mail from another copy of it.

    Raises ToolError if the ledger cannot be written.
    """
    head = read_head(parted(mail.raw)[0])
    identity = identity_of(head, mail.raw)
    claim = ports.ledger.claim(Mail(identity, place, sender_hash(head)), _now(ports))
    if claim.standing != "ours":
        return _as_told(claim)
    try:
        asker = ports.asker()
        decision = decide(replace(mail, lately=claim.lately), asker, ports.settings, ports.clock())
        return _carry_out(identity.key, decision, claim, ports)
    except BaseException:
        ports.ledger.give_back(identity.key, _now(ports))
        raise


def _now(ports: Ports) -> float:
    return ports.clock().timestamp()


def _as_told(claim: Claim) -> Handled:
    """File a mail that is not ours to decide on."""
    if claim.standing == "held":
        return Handled(None, HELD)
    if claim.standing == "done":
        return Handled("Silent", "another copy") if claim.again else Handled(FOLDERS[claim.outcome], "done before")
    return Handled("Person", TOLD[claim.standing])


def _carry_out(key: str, decision: Decision, claim: Claim, ports: Ports) -> Handled:
    """Send the reply of a decision, if there is one, and note what became of it."""
    if not decision.reply:
        return _finish(key, decision.outcome, decision.reason, ports)
    became = ports.send(decision.reply, lambda: ports.ledger.begin(key, _now(ports)))
    if became == "taken":
        return Handled(None, HELD)
    if became in {"unreachable", "later"}:
        return _wait(key, claim, ports, is_out=became == "unreachable")
    failed = {"never": NEVER, "unsure": UNSURE}.get(became)
    return _finish(key, "person" if failed else decision.outcome, failed or decision.reason, ports)


def _finish(key: str, outcome: Outcome, reason: str, ports: Ports) -> Handled:
    noted = ports.ledger.finish(key, _now(ports), outcome, reason)
    return Handled(FOLDERS[outcome], reason) if noted else Handled(None, HELD)


def _wait(key: str, claim: Claim, ports: Ports, *, is_out: bool) -> Handled:
    """Leave a mail for a later run, or to a person where that has been tried for too long."""
    if _now(ports) - claim.since > ports.settings.patience * HOUR:
        return replace(_finish(key, "person", GIVEN_UP, ports), is_out=is_out)
    ports.ledger.release(key, _now(ports))
    return Handled(None, WAITS, is_out=is_out)
