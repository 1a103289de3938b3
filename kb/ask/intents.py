"""Replies to what is no question of a plan: what changed, what is unknown, how to reach a plan, a code itself."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection
from typing import Final

from kb.answers.resolve import resolve
from kb.ask.asked import Asked
from kb.ask.changed import ASKED, changes_since, since_month
from kb.ask.claims import is_known
from kb.ask.code_facts import of_code
from kb.ask.contacts import of_contacts, of_ways
from kb.ask.last_days import of_last_days
from kb.ask.policy_names import of_policies
from kb.ask.reply import ROWS, Gap, Reply
from kb.catalogue.acts import Act
from kb.domain.days import day
from kb.domain.scopes import plan_title
from kb.domain.vocabulary import QUESTIONS
from kb.search.asks import CONTACTS

UNKNOWNS: Final = re.compile(
    r"\bwhat (?:do(?:n'?t| not) (?:we|you) know|(?:is|are)(?: still)? (?:unknown|missing|not known|open)"
    r"|are the (?:unknowns|gaps))\b|\b(?:open|known|our|any|the|what|data|list(?: of)?) gaps\b",
    re.IGNORECASE | re.ASCII,
)
"""The words that ask what is not known."""

ASK_THEM: Final = "Ask the plan, and write down who answered, the day and the reference."
ALL_KNOWN: Final = "Each question has an answer here."
"""What is next where a plan has no answer on a code, and what is told where it has all."""

CHANGED: Final = "{number} changes are recorded{since}."
UNCHANGED: Final = "No change is recorded{since}."
SINCE: Final = " since {first}"
FROM: Final = " from {first} to {last}"
CHANGES_PAGE: Final = "The page Changes has all of them, with what was said before and after."
"""What is told before and after the changes that are recorded."""

FIRST_TOLD: Final = "Told first: what changed an answer{names}, the newest first."
NAMING: Final = " and names {codes}"
"""What is told where more changes are recorded than are told."""


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
    return of_policies(asked) or of_code(asked) or of_last_days(asked) or of_ways(asked)


def of_changes(asked: Asked) -> Reply:
    """Reply with what git recorded as changed, of the codes and plans named, since the day named."""
    desk, read = asked.desk, asked.found.read
    first = dt.date.fromisoformat(read.day) if read.day else since_month(asked.typed, desk.today)
    last = dt.date.fromisoformat(read.last_day) if read.day else None
    plans = read.scopes if read.named else ()
    claims = list(changes_since(desk.on_disk, desk.log, (first, last), read.codes, plans))
    since = _since(first, last, desk.today)
    naming = NAMING.format(codes=" or ".join(read.codes)) if read.codes else ""
    more = (FIRST_TOLD.format(names=naming),) if len(claims) > ROWS else ()
    lead = ((CHANGED if claims else UNCHANGED).format(number=len(claims), since=since), *more)
    return Reply(
        asked.typed,
        "answer" if claims else "not known",
        lead=lead,
        claims=tuple(claims[:ROWS]),
        following=(CHANGES_PAGE,),
    )


def _since(first: dt.date | None, last: dt.date | None, today: dt.date) -> str:
    if not first:
        return ""
    return (FROM if last and last < today else SINCE).format(first=day(first), last=day(last) if last else "")


def of_unknowns(asked: Asked) -> Reply:
    """Reply with what is unknown of the codes and plans named, plans together that lack the same, and whom to ask."""
    desk, read = asked.desk, asked.found.read
    plans = read.scopes if read.named else ()
    codes = [code for code in read.codes if code in desk.current.codes]
    acts = [act for act in desk.acts if _is_unknown(act, plans, read.codes)]
    lacking: dict[str, set[str]] = {}
    for act in acts:
        lacking.setdefault(act.about, set()).update(act.questions)
    if plans and codes:
        lacking = {scope: _lacking(asked, scope, codes) for scope in plans}
    alike: dict[tuple[str, ...], list[str]] = {}
    for scope, slugs in lacking.items():
        labels = tuple(one.label for one in QUESTIONS if one.slug in slugs)
        alike.setdefault(labels, []).append(plan_title(desk.current, scope))
    lines = tuple(Gap(f"{', '.join(labels)}: {'; '.join(names)}") for labels, names in alike.items() if labels)
    if plans and codes and not lines:
        return Reply(asked.typed, "answer", lead=(ALL_KNOWN,))
    return Reply(
        asked.typed,
        "not known",
        unknown=lines,
        following=(ASK_THEM,) if plans and codes else tuple(dict.fromkeys(act.action for act in acts)),
    )


def _lacking(asked: Asked, scope: str, codes: list[str]) -> set[str]:
    """Return the questions (their slugs) that a plan has no answer to on one of some codes."""
    found = ((one.slug, resolve(asked.desk.current, code, scope, one.key)) for code in codes for one in QUESTIONS)
    return {slug for slug, answer in found if not is_known(answer.value)}


def _is_unknown(act: Act, plans: Collection[str], codes: Collection[str]) -> bool:
    of_plan, of_code = not plans or act.about in plans, not codes or bool({*codes} & {*act.codes})
    return "unknown" in act.kinds and of_plan and of_code
