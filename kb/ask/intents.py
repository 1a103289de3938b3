"""Replies to what is none of the questions of a plan: what changed, what is unknown, and how to reach a plan."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection
from typing import Final

from kb.ask.changed import ASKED, changes_since, since_month
from kb.ask.claims import contact_claims
from kb.ask.reply import Reply
from kb.catalogue.acts import Act, acts_on
from kb.domain.days import day
from kb.domain.scopes import plan_title
from kb.search.asks import CONTACTS
from kb.search.lookup import LookUp
from kb.search.result import Result

ROWS: Final = 8
"""How many recorded answers a reply tells at most; the rest is counted."""

UNKNOWNS: Final = re.compile(
    r"\bwhat (?:do(?:n'?t| not) (?:we|you) know|is (?:unknown|missing|not known)|are the (?:unknowns|gaps))\b",
    re.IGNORECASE,
)
"""The words that ask what is not known."""

POSTAL: Final = "postal address"


def of_intent(desk: LookUp, typed: str, found: Result) -> Reply | None:
    """Reply where one of these is asked; None where it is not."""
    if ASKED.search(typed):
        return of_changes(desk, typed, found)
    if UNKNOWNS.search(typed):
        return of_unknowns(desk, typed, found)
    wanted = [ask.key for ask in found.read.asks if ask.key in CONTACTS]
    return of_contacts(desk, typed, found, wanted) if wanted and found.read.scopes else None


def of_changes(desk: LookUp, typed: str, found: Result) -> Reply:
    """Reply with what git recorded as changed, of the codes and plans named, since the day named."""
    read = found.read
    first = dt.date.fromisoformat(read.day) if read.day else since_month(typed, desk.today)
    plans = read.scopes if read.named else ()
    claims = list(changes_since(desk.on_disk, desk.history(), first, read.codes, plans))
    since = f" since {day(first)}" if first else ""
    more = ("The newest are told.",) if len(claims) > ROWS else ()
    lead = (f"{len(claims)} changes are recorded{since}.", *more) if claims else (f"No change is recorded{since}.",)
    return Reply(
        typed,
        "answer" if claims else "not known",
        lead=lead,
        claims=tuple(claims[:ROWS]),
        following=("The page Changes has all of them, with what was said before and after.",),
    )


def of_unknowns(desk: LookUp, typed: str, found: Result) -> Reply:
    """Reply with what is unknown of the codes and plans named, and whom to ask."""
    read = found.read
    plans = read.scopes if read.named else ()
    acts = [act for act in acts_on(desk.current, desk.today) if _is_unknown(act, plans, read.codes)]
    lines = [f"{plan_title(desk.current, act.about)}: {', '.join(act.questions)}" for act in acts]
    more = len(lines) - ROWS
    return Reply(
        typed,
        "not known",
        unknown=(*lines[:ROWS], *((f"{more} more plans or questions.",) if more > 0 else ())),
        following=tuple(dict.fromkeys(act.action for act in acts)),
    )


def of_contacts(desk: LookUp, typed: str, found: Result, wanted: list[str]) -> Reply:
    """Reply with the contacts that are recorded of the plans named; none of another plan or kind stands in."""
    kinds = tuple(POSTAL if key == "address" else key for key in wanted)
    scopes = found.read.scopes
    claims = tuple(
        claim for scope in scopes for claim in contact_claims(desk.current, scope, kinds, found.read.question)
    )
    names = ", ".join(plan_title(desk.current, scope) for scope in scopes)
    missing = () if claims else (f"{names}: no {' or '.join(kinds)} for this is recorded here.",)
    return Reply(
        typed,
        "answer" if claims else "not known",
        claims=claims,
        unknown=missing,
        following=() if claims else ("Take it from the member's card or from the plan's own site for providers.",),
    )


def _is_unknown(act: Act, plans: Collection[str], codes: Collection[str]) -> bool:
    of_plan, of_code = not plans or act.about in plans, not codes or bool({*codes} & {*act.codes})
    return "unknown" in act.kinds and of_plan and of_code
