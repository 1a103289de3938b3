"""A question in words to its reply: refused, asked back, answered from records, nearest to it, or not known.

It is read as the search reads it. Words of the question that neither the reading nor what is cited holds make a reply
`nearest`, never `answer`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from kb.answers.resolve import resolve
from kb.ask.claims import (
    Answered,
    acts_after,
    answer_claims,
    not_known,
    section_claims,
)
from kb.ask.intents import ROWS, of_intent
from kb.ask.refusals import refused
from kb.ask.reply import Claim, Kind, Reply
from kb.domain.scopes import plan_title
from kb.domain.vocabulary import QUESTIONS, question
from kb.search.card import Card
from kb.search.lookup import LookUp, look_up
from kb.search.result import Result

HITS: Final = 5
"""How many sections are looked at for an answer."""

SECTIONS: Final = 2
"""How many sections a reply cites where no recorded answer is asked for."""

NOT_HERE: Final = "is not in this library"


def reply_to(desk: LookUp, typed: str) -> Reply:
    """Reply to a question, which holds no patient's data, as of the day that it names, else as of today."""
    refusal = refused(typed)
    if refusal:
        return Reply(typed, "refused", lead=(refusal.reason,), following=(refusal.following,))
    found, card = look_up(desk, typed, HITS)
    return replace(_reply(desk, typed, found, card), read_as=tuple(part.label for part in found.read.parts))


def _reply(desk: LookUp, typed: str, found: Result, card: Card | None) -> Reply:
    if found.read.named and not found.read.scopes:
        return _elsewhere(typed, found)
    intended = of_intent(desk, typed, found)
    if intended:
        return intended
    return _of_card(desk, typed, found, card) if card else _of_sections(desk, typed, found)


def _elsewhere(typed: str, found: Result) -> Reply:
    """Refuse a payer or plan that the library does not hold; no other plan's answer takes its place."""
    told = tuple(note for note in found.notes if NOT_HERE in note) or found.notes
    act = "Ask that plan, or look on its own site for providers; what other plans say does not hold for it."
    return Reply(typed, "refused", lead=told, following=(act,), unread=found.unread)


def _of_card(desk: LookUp, typed: str, found: Result, card: Card) -> Reply:
    """Reply with the recorded answers of the plans asked of, or ask back which plan is meant."""
    on = dt.date.fromisoformat(card.day) if card.day else desk.today
    rows = list(_answered(desk, card, on))
    known = [row for row in rows if row.is_known]
    if card.counts:
        return _which(desk, typed, found, card, known)
    asked_back = found.read.question == "" and len(found.read.scopes) > 1
    claims = tuple(claim for row in known[:ROWS] for claim in answer_claims(row))
    unknown = [not_known(row) for row in rows if not row.is_known]
    more = len(unknown) - ROWS
    kept = (*unknown[:ROWS], *((f"{more} more answers are not known.",) if more > 0 else ()))
    kind: Kind = "nearest" if claims and found.unread else "answer" if claims else "not known"
    asks = (f"Name one question: {', '.join(one.label for one in QUESTIONS)}.",) if asked_back else ()
    return Reply(
        typed,
        kind,
        lead=found.notes,
        claims=claims,
        unknown=kept,
        following=tuple(dict.fromkeys((*acts_after(rows[:ROWS]), *asks))),
        unread=found.unread,
    )


def _answered(desk: LookUp, card: Card, on: dt.date) -> Iterator[Answered]:
    library = desk.library_on(on)
    for row in card.rows:
        found = resolve(library, row.code, row.scope, row.question)
        yield Answered(found, plan_title(library, row.scope), desk.cautions(on, found))


def _which(desk: LookUp, typed: str, found: Result, card: Card, known: list[Answered]) -> Reply:
    """Ask back which plan is meant: how many give each value, one that gives it, and plans to choose from."""
    asked = question(card.question)
    counts = ", ".join(f"{value}: {number}" for value, number in card.counts)
    lead = f"Which plan? {asked.title if asked else card.question} of {card.code}, by {card.plans} plans: {counts}."
    differing: dict[str, Answered] = {}
    for row in known:
        differing.setdefault(row.found.value, row)
    following = tuple(f"{typed.strip()} {plan_title(desk.current, row.found.scope)}" for row in known[:ROWS])
    return Reply(
        typed,
        "which",
        lead=(lead,),
        claims=tuple(claim for row in differing.values() for claim in answer_claims(row)),
        following=following,
        unread=found.unread,
    )


def _of_sections(desk: LookUp, typed: str, found: Result) -> Reply:
    """Reply with the sections that hold what is asked; nearest where a word of the question stands in none."""
    claims: list[Claim] = []
    for hit in found.hits:
        if len(claims) < SECTIONS and (not claims or _speaks_alike(found, hit.document.entry)):
            claims += [one for one in section_claims(desk.current, hit) if one.text not in {c.text for c in claims}]
    weak = bool(found.unread or found.read.missing or found.read.outside)
    kind: Kind = "not known" if not claims else "nearest" if weak else "answer"
    act = "Name a code, a plan and a question: cigna coverage 0709T."
    return Reply(
        typed,
        kind,
        lead=found.notes,
        claims=tuple(claims),
        unknown=() if claims else ("Nothing in this library speaks of that.",),
        following=() if kind == "answer" else (act,),
        unread=found.unread,
    )


def _speaks_alike(found: Result, entry: str) -> bool:
    """Return whether a further section is of the page of the first, and so of the same plan or code."""
    return bool(found.hits) and found.hits[0].document.entry == entry
