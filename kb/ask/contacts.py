"""Replies on how to reach a plan: the contacts that are recorded, of the kind, the step and the line asked for."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from typing import Final

from kb.ask.asked import Asked
from kb.ask.claims import contact_claims, turnarounds_in_words
from kb.ask.heard import kind_of, other_dimensions
from kb.ask.refusals import HOW_LONG
from kb.ask.reply import ROWS, Claim, Gap, Reply
from kb.domain.scopes import plan_title
from kb.domain.vocabulary import CONTACT_KINDS, names
from kb.search.dimensions import PEER
from kb.search.period_groups import groups_named

HOW_TO: Final = re.compile(
    r"\bhow (?:do|does|can|should|to|would|must|is|are)\b[^?]{0,20}?"
    r"\b(?:submit|request|send|ask|get|obtain|file|start|initiate|make)(?:ted|ed)?\b",
    re.IGNORECASE | re.ASCII,
)
"""The words that ask by which way a request goes to a payer."""

DENIED: Final = re.compile(r"\bden(?:ied|ial|ials)\b", re.IGNORECASE | re.ASCII)
"""The words that say that something was denied: whom to reach about it is a contact for appeals."""

WAYS: Final = names(CONTACT_KINDS)
POSTAL: Final = "postal address"

NO_CONTACT: Final = "{plans}: no {kinds} for this is recorded here."
TAKE: Final = "Take it from the member's card or from the plan's own site for providers."
"""What is told where a plan has no contact of the kind asked for."""


def of_contacts(asked: Asked, wanted: list[str]) -> Reply:
    """Reply with the contacts that are recorded of the plans named; none of another plan, kind or step stands in.

    One for another line of business, or for appeals where claims are to be sent, is only the nearest.
    """
    desk, found = asked.desk, asked.found
    kinds = tuple(POSTAL if key == "address" else key for key in wanted)
    scopes = found.read.scopes or found.read.beside
    is_told = bool({*wanted} & {*found.ranked.told})
    is_peer = any(value[:2] == PEER for value in found.read.dimensions)
    held = kinds if is_told or not is_peer else ()
    claims = tuple(claim for scope in scopes for claim in _contacts(asked, scope, held, _for_line(asked)))
    plans = ", ".join(plan_title(desk.current, scope) for scope in scopes)
    missing = () if claims else (Gap(NO_CONTACT.format(plans=plans, kinds=" or ".join(kinds))),)
    return Reply(
        asked.typed,
        "not known" if not claims else "answer" if is_told else "nearest",
        lead=found.read.missing if found.read.scopes else (),
        claims=claims,
        unknown=missing,
        following=() if claims else (TAKE,),
    )


def of_ways(asked: Asked) -> Reply | None:
    """Reply with all ways that are recorded to ask a plan for prior authorization, where that is asked on no code."""
    read = asked.found.read
    if not HOW_TO.search(asked.typed) or read.codes or read.asks or read.question != "prior_authorization":
        return None
    claims = tuple(claim for scope in read.scopes for claim in _contacts(asked, scope, WAYS, lambda _: True))
    return Reply(asked.typed, "answer", claims=claims) if claims else None


def of_turnarounds(asked: Asked) -> Reply | None:
    """Reply with how long the plans named take, as their contacts record it; None where none does."""
    read, library = asked.found.read, asked.desk.current
    held = (one for scope in read.scopes for one in turnarounds_in_words(library, scope))
    claims = tuple(claim for about, claim in held if read.question in {"", about})[:ROWS]
    if not claims:
        return None
    said = {word.lower() for found in HOW_LONG.asked.finditer(asked.typed) for word in found[0].split()}
    left = (word for word in asked.found.unread if word.lower() not in said)
    unread = (*left, *other_dimensions(asked, *(claim.text for claim in claims)))
    return Reply(asked.typed, kind_of(unread), claims=claims, unread=unread)


def _contacts(asked: Asked, scope: str, kinds: Collection[str], is_for: Callable[[str], bool]) -> Iterator[Claim]:
    read = asked.found.read
    about = "appeals" if read.question == "coverage" and DENIED.search(asked.typed) else read.question
    return contact_claims(asked.desk.current, scope, kinds, about, is_for)


def _for_line(asked: Asked) -> Callable[[str], bool]:
    """Tell for whom a contact must be: where the payer has no plan of the line of business named, for that line."""
    read = asked.found.read
    if read.scopes:
        return lambda _: True
    searcher, lines = asked.desk.searcher, {f"line:{line}" for line in read.lines}
    return lambda who: bool(lines & {*groups_named(who.lower(), searcher.concepts, searcher.tables.plans)})
