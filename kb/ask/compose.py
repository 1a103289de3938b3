"""A question in words to its reply: refused, asked back, answered from records, nearest to it, or not known.

It is read as the search reads it. Words of the question that neither the reading nor what is cited holds make a reply
`nearest`, never `answer`.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from kb.answers.resolve import resolve
from kb.ask.asked import Asked
from kb.ask.choices import card_of_limit, choice_of, of_class
from kb.ask.claims import (
    Answered,
    acts_after,
    answer_claims,
    is_known,
    not_known,
    section_claims,
)
from kb.ask.contacts import of_turnarounds
from kb.ask.heard import left_open, other_dimensions, titled_first, unheard_topic
from kb.ask.intents import of_intent
from kb.ask.leads import TURNED, was_in_print, yes_or_no
from kb.ask.refusals import HOW_LONG, Refusal, refused
from kb.ask.reply import ROWS, Claim, Gap, Kind, Reply
from kb.domain.scopes import plan_title
from kb.domain.vocabulary import QUESTIONS, UNKNOWN
from kb.search.asks import unmet
from kb.search.card import CLASS_CODES, Card, Told, make_card
from kb.search.lookup import LookUp, look_up
from kb.search.period_groups import NONE_FOR
from kb.search.reading_result import Reading
from kb.search.reading_shown import CLASS_TITLES

OF_PAYERS: Final = re.compile(
    r"\b(?:which|what|who|all|any|every|each|list(?: of)?)(?: of (?:the|our|my))?"
    r" (?:payers?|plans?|insurers?|insurances?|carriers?|contractors?)\b"
    r"|^\W*who (?:covers|pays|requires|wants|needs|allows|reimburses)\b",
    re.IGNORECASE | re.ASCII,
)
"""The words that ask of all payers: which payers cover J9325. No plan is asked back for."""

DIAGNOSIS: Final = re.compile(r"[a-z][0-9][0-9a-z]\.[0-9a-z]{1,4}", re.IGNORECASE | re.ASCII)

HITS: Final = 5
"""How many sections are looked at for an answer."""

SECTIONS: Final = 2
"""How many sections a reply cites where no recorded answer is asked for."""

NOT_HERE: Final = "is not in this library"
"""What a note says of a payer or a plan that is not held."""

ELSEWHERE: Final = "Ask that plan, or look on its own site for providers; what other plans say does not hold for it."
NAME_MORE: Final = "Name a code, a plan and a question: cigna coverage 0709T."
NAME_ONE: Final = f"Name one question: {', '.join(one.label for one in QUESTIONS)}."
NOTHING: Final = "Nothing in this library speaks of that."
RECORDED: Final = "Recorded on {code} of this plan: {labels}. Ask for it by name."
MORE_UNKNOWN: Final = "{more} more answers are not known."
"""What is told beside claims: acts that are next, and what is not known."""


def reply_to(desk: LookUp, typed: str) -> Reply:
    """Reply to a question, which holds no patient's data, as of the day that it names, else as of today."""
    refusal = refused(typed)
    if refusal and refusal is not HOW_LONG:
        return _refused(typed, refusal)
    found, card = look_up(desk, typed, HITS)
    asked = Asked(desk, typed, found)
    reply = of_turnarounds(asked) if refusal else _reply(asked, card)
    if reply is None:
        return _refused(typed, HOW_LONG)
    return replace(reply, read_as=tuple(part.label for part in found.read.parts))


def _refused(typed: str, refusal: Refusal) -> Reply:
    return Reply(typed, "refused", lead=(refusal.reason,), following=(refusal.following,))


def _reply(asked: Asked, card: Card | None) -> Reply:
    read, intended = asked.found.read, of_intent(asked)
    if read.named and not read.scopes:
        return intended if intended and intended.claims and read.beside else _elsewhere(asked)
    if intended:
        return (_of_plans(asked) if intended.kind == "not known" and not read.named else None) or intended
    card = card or card_of_limit(read)
    return _of_card(asked, card) if card else _of_sections(asked)


def _of_plans(asked: Asked) -> Reply | None:
    """Ask back which plan is meant where a plan's record has what the page of a code lacks; None where none has."""
    library = asked.desk.current
    if asked.found.read.day or not unheard_topic(asked.typed):
        return None

    def answer(code: str, scope: str, question: str) -> Told:
        found = resolve(library, code, scope, question)
        return Told(found.value, found.leading.entry.id if found.leading else "")

    card = make_card(replace(asked.found.read, table=""), library, answer)
    known = [row for row in _answered(asked, card, asked.desk.today) if row.is_known] if card else []
    if not card or not known:
        return None
    reply = _which(asked, card, known)
    said = [claim.text for claim in reply.claims]
    return None if unheard_topic(asked.typed, *said) else reply


def _elsewhere(asked: Asked) -> Reply:
    """Refuse a payer or plan that the library does not hold; no other plan's answer takes its place."""
    found = asked.found
    told = tuple(note for note in found.notes if NOT_HERE in note) or found.notes
    return Reply(asked.typed, "refused", lead=told, following=(ELSEWHERE,), unread=found.unread)


def _of_card(asked: Asked, card: Card) -> Reply:
    """Reply with the recorded answers of the plans asked of, or ask back which plan is meant."""
    read = asked.found.read
    on = dt.date.fromisoformat(card.day) if card.day else asked.desk.today
    rows = list(_answered(asked, card, on))
    known = [row for row in rows if row.is_known]
    if card.counts:
        return _which(asked, card, [row for row in known if row.limit != UNKNOWN])
    claims = tuple(claim for row in known[:ROWS] for claim in answer_claims(row))
    texts = [claim.text for claim in claims]
    left, notes = left_open(asked)
    unread = (*left, *other_dimensions(asked, *texts), *unheard_topic(asked.typed, *texts))
    kind = _kind_of_card(asked, known, on, unread)
    unknown = [not_known(row) for row in rows if not row.is_known]
    more = len(unknown) - ROWS
    kept = (*unknown[:ROWS], *((Gap(MORE_UNKNOWN.format(more=more)),) if more > 0 else ()))
    asks = (NAME_ONE,) if _is_brief(read) else ()
    return Reply(
        asked.typed,
        kind,
        lead=(*(yes_or_no(asked.typed, rows) if kind == "answer" else ()), *notes),
        claims=claims,
        unknown=kept,
        following=tuple(dict.fromkeys((*acts_after(rows[:ROWS]), *asks, *_recorded(asked, rows, on)))),
        unread=unread,
    )


def _recorded(asked: Asked, rows: list[Answered], on: dt.date) -> Iterator[str]:
    """Yield what else is recorded of a plan on a code, where the one question that is put has no answer."""
    if len(rows) != 1 or rows[0].is_known or not rows[0].found.code or not asked.found.read.codes:
        return
    found, library = rows[0].found, asked.desk.library_on(on)
    others = [one for one in QUESTIONS if not one.timed and one.key != found.question]
    labels = [one.label for one in others if is_known(resolve(library, found.code, found.scope, one.key).value)]
    if labels:
        yield RECORDED.format(code=found.code, labels=", ".join(labels))


def _is_brief(read: Reading) -> bool:
    return read.question == "" and len(read.scopes) > 1


def _kind_of_card(asked: Asked, known: list[Answered], on: dt.date, unread: tuple[str, ...]) -> Kind:
    """An answer is of the group, the day and the words named; else what is recorded is only the nearest."""
    if not known:
        return "not known"
    unstated = any(limit.value.startswith(NONE_FOR) for limit in asked.found.read.limits)
    is_past = on < asked.desk.today
    unshown = is_past and not all(was_in_print(row.found, on) for row in known)
    return "nearest" if unread or unstated or unshown else "answer"


def _answered(asked: Asked, card: Card, on: dt.date) -> Iterator[Answered]:
    library, limits = asked.desk.library_on(on), asked.found.read.limits
    stated = {(one.scope, one.question) for one in limits if not one.value.startswith(NONE_FOR)}
    general = asked.found.read.class_of_codes if not asked.found.read.codes else ""
    for row in card.rows:
        found = resolve(library, row.code or CLASS_CODES.get(general, ""), row.scope, row.question)
        own = found.decider and found.decider.entry.scope_id == row.scope
        limit = row.value if own and (row.scope, row.question) in stated else ""
        cautions = asked.desk.cautions(on, found)
        yield Answered(
            found if row.code else of_class(found, general), plan_title(library, row.scope), cautions, limit
        )


def _which(asked: Asked, card: Card, known: list[Answered]) -> Reply:
    """Ask back which plan is meant; where all payers are asked of, tell the answers that are known."""
    choice = choice_of(card, known, card.code or CLASS_TITLES.get(asked.found.read.class_of_codes, ""))
    left, _ = left_open(asked)
    if known and OF_PAYERS.search(asked.typed) and not TURNED.search(asked.typed):
        claims = tuple(claim for row in choice.plans for claim in answer_claims(row))
        return Reply(asked.typed, "nearest" if left else "answer", (choice.counted,), claims, unread=left)
    return Reply(
        asked.typed,
        "which",
        lead=(choice.lead,),
        claims=tuple(claim for row in choice.differing for claim in answer_claims(row)),
        following=tuple(dict.fromkeys(f"{asked.typed.strip()} {row.name}" for row in choice.plans)),
        unread=left,
    )


def _of_sections(asked: Asked) -> Reply:
    """Reply with the sections that hold what is asked; nearest where a word of the question stands in none."""
    found, claims = asked.found, list[Claim]()
    hits = titled_first(asked)
    for hit in hits:
        if len(claims) < SECTIONS and (not claims or hit.document.entry == hits[0].document.entry):
            claims += [
                one for one in section_claims(asked.desk.current, hit) if one.text not in {c.text for c in claims}
            ]
    read = found.read
    told = {word for word in found.unread if not read.codes and _is_listed(word, found.notes)}
    left = (word for word in found.unread if word not in told)
    unread = (*left, *other_dimensions(asked, *(claim.text for claim in claims)))
    weak = unread or read.missing or read.absent or read.outside or unmet(read.asks, found.ranked.told)
    kind: Kind = "not known" if not claims else "nearest" if weak else "answer"
    return Reply(
        asked.typed,
        kind,
        lead=found.notes,
        claims=tuple(claims),
        unknown=() if claims else (Gap(NOTHING),),
        following=() if kind == "answer" else (NAME_MORE,),
        unread=unread,
    )


def _is_listed(word: str, notes: tuple[str, ...]) -> bool:
    """Return whether a word is a diagnosis of which a note tells the lists that have it."""
    return bool(DIAGNOSIS.fullmatch(word)) and any(note.startswith(f"{word.upper()} is listed") for note in notes)
