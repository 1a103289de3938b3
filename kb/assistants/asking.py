"""Tools that answer: one answer, several plans beside each other, and a question in staff's own words."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from typing import Any, Final

from kb.answers.caveats import Certainty, in_words
from kb.ask.compose import reply_to
from kb.ask.reply import reply_record
from kb.ask.wording import text_of
from kb.assistants import replies
from kb.assistants.tools import MOST, Tools, plans, refuse_patient_data, source_of
from kb.domain.days import day
from kb.domain.scopes import plan_title
from kb.domain.vocabulary import CONFLICT, UNKNOWN, label
from kb.history.answer_as_of import answer_in, answers_and_library, read_dates
from kb.history.clocks import own_day
from kb.search.lookup import found_record

NO_CONTACT: Final = "No telephone, portal or address for this is recorded here: take it from the plan's own site."


def answer(  # noqa: PLR0913, PLR0917  (each is an argument of the tool)
    tools: Tools, code: str, plan: str, question: str, date_of_service: str = "", known_by: str = ""
) -> replies.Reply:
    """Answer a question on a code for a plan, today or as of a day. Raises UsageError if a name is not known."""
    return _answers(tools, ((code, plan, question),), date_of_service, known_by)[0]


def _answers(
    tools: Tools, requests: tuple[tuple[str, str, str], ...], date_of_service: str, known_by: str = ""
) -> list[replies.Reply]:
    """Answer several requests out of one library, that of today or as of a day."""
    refuse_patient_data(*(word for words in requests for word in words), date_of_service, known_by)
    asked, desk = read_dates(date_of_service, known_by, ""), tools.desk
    if asked:
        then = answers_and_library(desk.on_disk, tools.history, requests, asked, desk.today)[0]
        return [_reply(tools, one, date_of_service or known_by, _cautions(one["as_of"])) for one in then]
    now = [answer_in(desk.on_disk, tools.history, words, desk.today, tools.in_force) for words in requests]
    return [_reply(tools, one, desk.today.isoformat(), one["cautions"]) for one in now]


def _cautions(as_of: dict[str, Any]) -> list[str]:
    """Return what an answer of a day leaves open: of the code, and of the versions of the entries that decide it."""
    deciding = (version for version in as_of["versions"] if version["role"] == "decides")
    return list(dict.fromkeys([*as_of["cautions"], *(one for version in deciding for one in version["caveats"])]))


def _reply(tools: Tools, found: dict[str, Any], on: str, cautions: Iterable[str]) -> replies.Reply:
    about = {
        "code": found["code"],
        "plan": found["scope"],
        "plan_name": plan_title(tools.library, found["scope"]),
        "question": found["question"],
        "day": on,
        "library_as_of": own_day(tools.desk.on_disk, tools.history).isoformat(),
    }
    sources = [source_of(source) for source in found["sources"]]
    upcoming = [f"{one['answer']}, from {one['effective']} on ({one['entry']})" for one in found.get("upcoming", ())]
    if found["answer"] == UNKNOWN:
        reason = label(found["reason"]) if found["reason"] else found["why"]
        searched = [replies.Searched(**receipt) for receipt in found["searched"]]
        return replies.Unknown(
            **about,
            value=f"{UNKNOWN}: {reason}",
            reason=reason,
            why=found["why"],
            searched=searched,
            upcoming=upcoming,
            next=_next(found),
        )
    if found["answer"] == CONFLICT:
        value = f"{CONFLICT}: {found['why']}"
        return replies.Conflict(**about, value=value, why=found["why"], sources=sources, next=_next(found))
    told = [*([found["warning"]] if found["warning"] else []), *cautions]
    return replies.Known(
        **about,
        value=_value(found, told),
        why=found["why"],
        entry=found["entry"],
        effective=found["effective"],
        note=found["note"],
        sources=sources,
        cautions=told,
        upcoming=upcoming,
    )


def _value(found: dict[str, Any], cautions: Iterable[str]) -> str:
    """Put how sure a value is, since when it holds and each caution into its own words."""
    part = bool(found["sources"]) and all(source["read"] != "whole" for source in found["sources"])
    sure = in_words(Certainty(found["standing"] or "", found["confidence"], found["currency"], part))
    since = f"; effective {day(dt.date.fromisoformat(found['effective']))}" if found["effective"] else ""
    return " ".join((f"{found['answer']} ({sure}{since})", *cautions))


def _next(found: dict[str, Any]) -> list[str]:
    contacts = [
        f"{one['kind']}: {one['value']} (from “{one['source_title']}”, checked {one['checked']})"
        for one in found["contacts"]
    ]
    ask = (
        f"Ask the plan about {found['question'].replace('-', ' ')} of {found['code']}, and keep the reference number."
    )
    return [ask, *(contacts or [NO_CONTACT])]


def compare(
    tools: Tools, code: str, question: str, chosen: Iterable[str] = (), date_of_service: str = ""
) -> replies.Compared:
    """Answer one question for several plans, or for all. Raises UsageError if a name is not known."""
    wanted = list(chosen) or [plan.id for plan in plans(tools).plans]
    found = _answers(tools, tuple((code, plan, question) for plan in wanted), date_of_service)
    known = [one for one in found if isinstance(one, replies.Known)]
    counts = Counter(one.value.partition(" (")[0] if isinstance(one, replies.Known) else one.status for one in found)
    return replies.Compared(
        counts=dict(counts.most_common()),
        known=known,
        conflicts=[one for one in found if isinstance(one, replies.Conflict)],
        unknown=[one for one in found if isinstance(one, replies.Unknown)],
    )


def ask(tools: Tools, question: str) -> replies.Asked:
    """Reply to a question in staff's own words: cited claims, the nearest to it, a question back, or a refusal."""
    refuse_patient_data(question)
    reply = reply_to(tools.desk, question)
    return replies.Asked(**reply_record(reply, text_of(reply)))


def search(tools: Tools, query: str, limit: int = 5) -> list[replies.Hit]:
    """Find the sections that speak of what is asked, best first."""
    refuse_patient_data(query)
    return [_hit(hit) for hit in found_record(tools.desk, query, min(limit, MOST))["hits"]]


def _hit(hit: dict[str, Any]) -> replies.Hit:
    sure = f" ({hit['certainty']})" if hit["value"] and hit["certainty"] else ""
    return replies.Hit(
        entry=hit["entry"],
        section=hit["section"],
        plan=hit["scope"],
        title=hit["title"],
        value=f"{hit['value']}{sure}" if hit["value"] else None,
        excerpt=hit["excerpt"],
    )
