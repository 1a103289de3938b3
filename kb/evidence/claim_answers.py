"""The answers on a claim sheet: the value for each code, what was known then, whom to contact, and what to ask."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from kb.answers.answer import searched_words
from kb.domain.days import day
from kb.domain.model import Library
from kb.domain.vocabulary import UNKNOWN, label, question
from kb.evidence.claim_lines import Cited, ClaimAsked, SheetLine, SheetPart, cited_of
from kb.history.in_force import LATE

Record = dict[str, Any]

ASKS: Final = "Ask {plan}: “{asks}” Name the code and the date of service {service}; ask which document says so."
RECORD: Final = "Of each call write down who answered, the day, and the reference number."
NOT_THEN: Final = "On the date of service none of these answers was recorded here; each was recorded later."
RECORDED_LATE: Final = LATE.partition("{")[0]
"""How the caution begins that a version was recorded after the day that is asked."""


def nothing_known(known_then: Iterable[Record]) -> bool:
    """Tell whether of all answers none was recorded by the date of service, where that was asked at all."""
    values = [answer["answer"] for answer in known_then]
    return bool(values) and set(values) == {UNKNOWN}


def warnings_of(
    library: Library, answers: Iterable[Record], known_then: Iterable[Record], asked: ClaimAsked
) -> Iterator[str]:
    """Yield what must be read first: a code that may not exist on the day, and an add-on without its primary."""
    yield from dict.fromkeys(caution for answer in answers for caution in answer["as_of"]["cautions"])
    for code in asked.codes:
        page = library.codes.get(code)
        if page is None:
            yield f"{code} has no page in this library: nobody here has looked up what it is. Check the code."
        elif page.primaries and not {*page.primaries} & {*asked.codes}:
            yield f"{code} is an add-on to {' or '.join(page.primaries)}, which is not on this sheet."
    if nothing_known(known_then):
        yield NOT_THEN


def answers_part(answers: Iterable[Record], known_then: Iterable[Record]) -> SheetPart:
    """Write each answer in the order given, joined for the codes that have the same.

    `known_then` are the answers by what was recorded on the date of service; those that differ are told.
    """
    earlier = list(known_then)
    then = {} if nothing_known(earlier) else {(one["question"], one["code"]): one for one in earlier}
    joined: dict[tuple[Any, ...], list[Record]] = {}
    for answer in answers:
        joined.setdefault(_sameness(answer), []).append(answer)
    lines = tuple(_answer_line(held, then, told_late=nothing_known(earlier)) for held in joined.values())
    return SheetPart("Answers on the date of service", lines, "")


def _sameness(answer: Record) -> tuple[Any, ...]:
    return answer["question"], answer["answer"], answer["reason"], answer["entry"], answer["note"]


def _answer_line(held: list[Record], then: Mapping[tuple[str, str], Record], *, told_late: bool) -> SheetLine:
    first, codes = held[0], ", ".join(answer["code"] for answer in held)
    known = first["answer"] != UNKNOWN
    reason = f" ({label(first['reason'])})" if not known and first["reason"] else ""
    text = f"{title_of(first)}, {codes}: {first['answer']}{reason}"
    doubts = dict.fromkeys(answer["warning"] for answer in held if answer["warning"])
    why = (*_sure(first), *doubts, *_words(first), first["why"]) if known else ()
    later = [text for text in _later(first) if not (told_late and text.startswith(RECORDED_LATE))]
    sources = tuple(dict.fromkeys(cited_of(source) for answer in held for source in answer["sources"]))
    return SheetLine(text, (*why, *later, *_differs(held, then)), sources, known)


def title_of(answer: Record) -> str:
    """Name the question of an answer as pages do."""
    asked = question(answer["question"])
    return asked.label if asked else str(answer["question"])


def _sure(answer: Record) -> Iterator[str]:
    """Yield how sure the value is and since when it holds; nothing where no entry decides."""
    if not answer["decided"]:
        return
    sure = f"{label(answer['standing'])}, {label(answer['currency'])}, {answer['confidence']} confidence"
    effective = answer["effective"]
    since = f"effective {day(dt.date.fromisoformat(effective))}" if effective else "no effective date recorded"
    yield f"{sure}; {since}; policy {answer['entry']}."


def _words(answer: Record) -> Iterator[str]:
    if answer["words"]:
        yield f"In the source's words: “{answer['words']}”"
    if answer["note"]:
        yield answer["note"]


def _later(answer: Record) -> Iterator[str]:
    """Yield what is in doubt about the versions that decide, and what is recorded to begin after the day."""
    for version in answer["as_of"]["versions"]:
        if version["role"] == "decides":
            yield from version["caveats"]
        for coming in version["upcoming"]:
            yield f"From {coming['effective']}: {version['entry']} says “{coming['answer'] or UNKNOWN}”."


def _differs(held: list[Record], then: Mapping[tuple[str, str], Record]) -> Iterator[str]:
    """Say where another answer was recorded on the date of service itself."""
    for answer in held:
        known = then.get((answer["question"], answer["code"]))
        if known and known["answer"] != answer["answer"]:
            reason = f" ({label(known['reason'])})" if known["reason"] else ""
            yield f"By what was recorded here on the date of service, {answer['code']}: {known['answer']}{reason}."


def contacts_part(answers: Iterable[Record]) -> SheetPart:
    """List whom to turn to, each once, with the questions that the source names it for."""
    every = list(answers)
    cited = {(one.title, one.url): one for answer in every for one in map(cited_of, answer["sources"])}
    held: dict[tuple[Any, ...], tuple[Record, list[str]]] = {}
    for answer in every:
        for contact in answer["contacts"]:
            key = contact["kind"], contact["value"], contact.get("who"), contact["url"]
            held.setdefault(key, (contact, []))[1].append(title_of(answer))
    lines = tuple(_contact_line(contact, tuple(dict.fromkeys(asked)), cited) for contact, asked in held.values())
    return SheetPart("Whom to contact", lines, f"{UNKNOWN}: no contact of this plan is recorded.")


def _contact_line(contact: Record, asked: tuple[str, ...], cited: Mapping[tuple[str, str], Cited]) -> SheetLine:
    who = f" ({contact['who']})" if "who" in contact else ""
    checked = day(dt.date.fromisoformat(contact["checked"]))
    details = (f"Checked {checked}.", contact.get("turnaround", ""), contact.get("note", ""))
    title, url = contact["source_title"], contact["url"]
    source = cited.get((title, url), Cited(title, "", url))
    text = f"{', '.join(asked)}, {label(contact['kind'])}{who}: {contact['value']}"
    return SheetLine(text, tuple(filter(None, details)), (source,))


def calls_part(answers: Iterable[Record], plan: str, asked: ClaimAsked) -> SheetPart:
    """List what is not known, where it was searched, and what to ask the plan."""
    unknown: dict[str, list[Record]] = {}
    for answer in answers:
        if answer["answer"] == UNKNOWN:
            unknown.setdefault(answer["question"], []).append(answer)
    lines = tuple(_call_line(held, plan, asked) for held in unknown.values())
    first = (SheetLine(RECORD),) if lines else ()
    return SheetPart("Not known, and what to ask", (*first, *lines), "Each of the questions has an answer above.")


def _call_line(held: list[Record], plan: str, asked: ClaimAsked) -> SheetLine:
    about = question(held[0]["question"])
    searched = dict.fromkeys(searched_words(receipt) for answer in held for receipt in answer["searched"])
    script = ASKS.format(plan=plan, asks=about.asks if about else "", service=day(asked.dates.date))
    text = f"{title_of(held[0])}, {', '.join(answer['code'] for answer in held)}: {UNKNOWN}"
    return SheetLine(text, (*searched, script), known=False)
