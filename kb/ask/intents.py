"""Replies to what is no question of a plan: what changed, what is unknown, how to reach a plan, a code itself."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Collection
from typing import Final

from kb.ask.asked import Asked
from kb.ask.changed import ASKED, changes_since, since_month
from kb.ask.claims import contact_claims
from kb.ask.code_facts import of_code
from kb.ask.last_days import of_last_days
from kb.ask.reply import ROWS, Gap, Reply
from kb.catalogue.acts import Act, acts_on
from kb.domain.days import day
from kb.domain.scopes import plan_title
from kb.domain.vocabulary import QUESTIONS
from kb.search.asks import CONTACTS
from kb.search.period_groups import groups_named

UNKNOWNS: Final = re.compile(
    r"\bwhat (?:do(?:n'?t| not) (?:we|you) know|is (?:unknown|missing|not known)|are the (?:unknowns|gaps))\b",
    re.IGNORECASE | re.ASCII,
)
"""The words that ask what is not known."""

POSTAL: Final = "postal address"

NO_CONTACT: Final = "{plans}: no {kinds} for this is recorded here."
TAKE: Final = "Take it from the member's card or from the plan's own site for providers."
"""What is told where a plan has no contact of the kind asked for."""


def of_intent(asked: Asked) -> Reply | None:
    """Reply where one of these is asked; None where it is not."""
    read = asked.found.read
    if ASKED.search(asked.typed):
        return of_changes(asked)
    if UNKNOWNS.search(asked.typed):
        return of_unknowns(asked)
    wanted = [ask.key for ask in read.asks if ask.key in CONTACTS]
    if wanted and (read.scopes or read.beside):
        return of_contacts(asked, wanted)
    return of_code(asked) or of_last_days(asked)


def of_changes(asked: Asked) -> Reply:
    """Reply with what git recorded as changed, of the codes and plans named, since the day named."""
    desk, read = asked.desk, asked.found.read
    first = dt.date.fromisoformat(read.day) if read.day else since_month(asked.typed, desk.today)
    plans = read.scopes if read.named else ()
    claims = list(changes_since(desk.on_disk, desk.history(), first, read.codes, plans))
    since = f" since {day(first)}" if first else ""
    more = ("The newest are told.",) if len(claims) > ROWS else ()
    lead = (f"{len(claims)} changes are recorded{since}.", *more) if claims else (f"No change is recorded{since}.",)
    return Reply(
        asked.typed,
        "answer" if claims else "not known",
        lead=lead,
        claims=tuple(claims[:ROWS]),
        following=("The page Changes has all of them, with what was said before and after.",),
    )


def of_unknowns(asked: Asked) -> Reply:
    """Reply with what is unknown of the codes and plans named, plans together that lack the same, and whom to ask."""
    desk, read = asked.desk, asked.found.read
    plans = read.scopes if read.named else ()
    acts = [act for act in acts_on(desk.current, desk.today) if _is_unknown(act, plans, read.codes)]
    lacking: dict[str, set[str]] = {}
    for act in acts:
        lacking.setdefault(act.about, set()).update(act.questions)
    alike: dict[tuple[str, ...], list[str]] = {}
    for scope, slugs in lacking.items():
        labels = tuple(one.label for one in QUESTIONS if one.slug in slugs)
        alike.setdefault(labels, []).append(plan_title(desk.current, scope))
    lines = (Gap(f"{', '.join(labels)}: {'; '.join(names)}") for labels, names in alike.items())
    return Reply(
        asked.typed,
        "not known",
        unknown=tuple(lines),
        following=tuple(dict.fromkeys(act.action for act in acts)),
    )


def of_contacts(asked: Asked, wanted: list[str]) -> Reply:
    """Reply with the contacts that are recorded of the plans named; none of another plan or kind stands in."""
    desk, found = asked.desk, asked.found
    kinds = tuple(POSTAL if key == "address" else key for key in wanted)
    scopes = found.read.scopes or found.read.beside
    claims = tuple(
        claim
        for scope in scopes
        for claim in contact_claims(desk.current, scope, kinds, found.read.question, _for_line(asked))
    )
    names = ", ".join(plan_title(desk.current, scope) for scope in scopes)
    missing = () if claims else (Gap(NO_CONTACT.format(plans=names, kinds=" or ".join(kinds))),)
    return Reply(
        asked.typed,
        "answer" if claims else "not known",
        claims=claims,
        unknown=missing,
        following=() if claims else (TAKE,),
    )


def _for_line(asked: Asked) -> Callable[[str], bool]:
    """Tell for whom a contact must be: where the payer has no plan of the line of business named, for that line."""
    read, searcher = asked.found.read, asked.desk.searcher
    if read.scopes:
        return lambda _: True
    lines = {f"line:{line}" for line in read.lines}
    return lambda who: bool(lines & {*groups_named(who.lower(), searcher.concepts, searcher.tables.plans)})


def _is_unknown(act: Act, plans: Collection[str], codes: Collection[str]) -> bool:
    of_plan, of_code = not plans or act.about in plans, not codes or bool({*codes} & {*act.codes})
    return "unknown" in act.kinds and of_plan and of_code
