"""The answers on a claim sheet: the value for each code, what was known then, whom to contact, and what to ask."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, Final

from kb.answers.answer import NO_PAGE_FOR, searched_words
from kb.answers.explain import SO
from kb.domain.days import day
from kb.domain.model import Library
from kb.domain.vocabulary import UNKNOWN, label, question
from kb.evidence.claim_lines import ClaimAsked, SheetLine, SheetPart, cited_each, cited_of
from kb.history.in_force import LATE, UNDATED

Record = dict[str, Any]

ANSWERS: Final = "Answers on the date of service"
ANSWER: Final = "{question}, {codes}: {value}"
QUOTED: Final = "In the source's words: “{words}”"
COMING: Final = "From {day} a recorded rule says “{value}”."
DIFFERS: Final = "By what was recorded here on the date of service, {code}: {value}."
NO_PAGE: Final = "{code} has no page in this library: nobody here has looked up what it is. Check the code."
NO_PRIMARY: Final = "{code} is an add-on to {primaries}, which is not on this sheet."

OF_CODES: Final = (
    ("{code} is not listed", "{codes} are not listed"),
    ("including {code}", "including {codes}"),
    (" lists {code}.", " lists {codes}."),
)
"""How an explanation names one code, and how it names several whose answer is the same."""

CONTACTS: Final = "Whom to contact"
NO_CONTACT: Final = f"{UNKNOWN}: no contact of this plan is recorded."
CHECKED: Final = "Checked {day}."
ASKED: Final = "{asked}"
"""What stands for the questions of a contact: a plan may name it for several."""

CALLS: Final = "Not known, and what to ask"
NO_CALL: Final = "Each of the questions has an answer above."
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
            yield NO_PAGE.format(code=code)
        elif page.primaries and not {*page.primaries} & {*asked.codes}:
            yield NO_PRIMARY.format(code=code, primaries=" or ".join(page.primaries))
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
    return SheetPart(ANSWERS, lines, "")


def _sameness(answer: Record) -> tuple[Any, ...]:
    """Give by what answers are joined: all that are not known are, but where a rule is told that begins later."""
    if answer["answer"] == UNKNOWN and not [*_later(answer)]:
        return answer["question"], UNKNOWN
    return answer["question"], answer["answer"], answer["reason"], answer["entry"], answer["note"]


def _answer_line(held: list[Record], then: Mapping[tuple[str, str], Record], *, told_late: bool) -> SheetLine:
    first, codes = held[0], ", ".join(answer["code"] for answer in held)
    known = first["answer"] != UNKNOWN
    text = ANSWER.format(question=title_of(first), codes=codes, value=_value_of_all(held))
    doubts = dict.fromkeys(doubt for answer in held if (doubt := doubt_of(answer)))
    why = (*sure_of(first), *doubts, *words_of(first), _why_of_all(held)) if known else ()
    later = [text for text in _later(first) if not (told_late and text.startswith(RECORDED_LATE))]
    sources = tuple(dict.fromkeys(cited_of(source) for answer in held for source in answer["sources"]))
    return SheetLine(text, (*why, *later, *_differs(held, then)), sources, known)


def doubt_of(answer: Record) -> str:
    """Give the warning of an answer; that a code has no page is told once, at the head of a sheet."""
    warning = answer["warning"] or ""
    return "" if warning.startswith(NO_PAGE_FOR) else warning


def why_of(answer: Record) -> str:
    """Explain an answer without saying it once more."""
    return str(answer["why"]).replace(SO.format(value=answer["answer"]), "", 1)


def _why_of_all(held: list[Record]) -> str:
    """Explain the answer of several codes by naming all of them, where nothing else differs; else as of the first."""
    codes = [str(answer["code"]) for answer in held]
    told = {naming_all(why_of(answer), str(answer["code"]), codes) for answer in held}
    return told.pop() if len(told) == 1 else why_of(held[0])


def naming_all(why: str, code: str, codes: list[str]) -> str:
    """Let an explanation of the answer of one code speak of several."""
    if len(codes) == 1:
        return why
    names = f"{', '.join(codes[:-1])} and {codes[-1]}"
    for of_one, of_all in OF_CODES:
        why = why.replace(of_one.format(code=code), of_all.format(codes=names))
    return why


def _value_of_all(held: list[Record]) -> str:
    """Give the value of several answers; where it is not known for different reasons, each with its codes."""
    by_reason: dict[str, list[str]] = {}
    for answer in held:
        by_reason.setdefault(value_of(answer), []).append(answer["code"])
    if len(by_reason) == 1:
        return value_of(held[0])
    reasons = (
        f"{', '.join(codes)}: {value.removeprefix(UNKNOWN).strip(' ()')}" for value, codes in by_reason.items()
    )
    return f"{UNKNOWN} ({'; '.join(reasons)})"


def value_of(answer: Record) -> str:
    """Give the value of an answer, with the reason where it is not known."""
    reason = f" ({label(answer['reason'])})" if answer["answer"] == UNKNOWN and answer["reason"] else ""
    return f"{answer['answer']}{reason}"


def title_of(answer: Record) -> str:
    """Name the question of an answer as pages do."""
    asked = question(answer["question"])
    return asked.label if asked else str(answer["question"])


def sure_of(answer: Record) -> Iterator[str]:
    """Yield how sure the value is and since when it holds; nothing where no entry decides."""
    if not answer["decided"]:
        return
    sure = f"{label(answer['standing'])}, {label(answer['currency'])}, {answer['confidence']} confidence"
    effective = answer["effective"]
    since = f"effective {day(dt.date.fromisoformat(effective))}" if effective else "no effective date recorded"
    yield f"{sure}; {since}."


def words_of(answer: Record) -> Iterator[str]:
    """Yield the words that are quoted from the source, and the note beside the value."""
    if answer["words"]:
        yield QUOTED.format(words=answer["words"])
    if answer["note"]:
        yield answer["note"]


def _later(answer: Record) -> Iterator[str]:
    """Yield what is in doubt about the versions that decide, and what is recorded to begin after the day."""
    for version in answer["as_of"]["versions"]:
        if version["role"] == "decides":
            yield from (caveat for caveat in version["caveats"] if caveat != UNDATED)  # told beside how sure it is
        yield from coming_of(version)


def coming_of(version: Record) -> Iterator[str]:
    """Yield what later versions of a rule say, each from its own day."""
    for coming in version["upcoming"]:
        if coming["effective"]:
            yield COMING.format(day=coming["effective"], value=coming["answer"] or UNKNOWN)


def _differs(held: list[Record], then: Mapping[tuple[str, str], Record]) -> Iterator[str]:
    """Say where another answer was recorded on the date of service itself."""
    for answer in held:
        known = then.get((answer["question"], answer["code"]))
        if known and known["answer"] != answer["answer"]:
            yield DIFFERS.format(code=answer["code"], value=value_of(known))


def contacts_part(library: Library, answers: Iterable[Record]) -> SheetPart:
    """List whom to turn to, each once, with the questions that the source names it for; `library` has the sources."""
    held: dict[tuple[str, ...], tuple[SheetLine, list[str]]] = {}
    for answer in answers:
        for contact in answer["contacts"]:
            line = contact_line(library, contact)
            held.setdefault(contact_key(contact), (line, []))[1].append(title_of(answer))
    lines = tuple(
        replace(line, text=line.text.replace(ASKED, ", ".join(dict.fromkeys(asked)), 1))
        for line, asked in held.values()
    )
    return SheetPart(CONTACTS, lines, NO_CONTACT)


def contact_key(contact: Record) -> tuple[str, ...]:
    """Give by what a contact is told once."""
    return contact["kind"], contact["value"], contact.get("who", ""), contact["url"]


def contact_line(library: Library, contact: Record) -> SheetLine:
    """Write a contact, with `{asked}` for the questions that it is for."""
    who = f" ({contact['who']})" if "who" in contact else ""
    checked = CHECKED.format(day=day(dt.date.fromisoformat(contact["checked"])))
    details = (checked, contact.get("turnaround", ""), contact.get("note", ""))
    entry = library.by_path[f"{contact['entry']}.md"]
    source = cited_each([entry.sources[contact["source"]]])
    text = f"{ASKED}, {label(contact['kind'])}{who}: {contact['value']}"
    return SheetLine(text, tuple(filter(None, details)), source)


def calls_part(answers: Iterable[Record], plan: str, asked: ClaimAsked) -> SheetPart:
    """List what is not known, where it was searched, and what to ask the plan."""
    unknown: dict[str, list[Record]] = {}
    for answer in answers:
        if answer["answer"] == UNKNOWN:
            unknown.setdefault(answer["question"], []).append(answer)
    lines = tuple(_call_line(held, plan, asked) for held in unknown.values())
    first = (SheetLine(RECORD),) if lines else ()
    return SheetPart(CALLS, (*first, *lines), NO_CALL)


def _call_line(held: list[Record], plan: str, asked: ClaimAsked) -> SheetLine:
    about = question(held[0]["question"])
    searched = dict.fromkeys(searched_words(receipt) for answer in held for receipt in answer["searched"])
    script = ASKS.format(plan=plan, asks=about.asks if about else "", service=day(asked.dates.date))
    codes = ", ".join(answer["code"] for answer in held)
    text = ANSWER.format(question=title_of(held[0]), codes=codes, value=UNKNOWN)
    return SheetLine(text, (*searched, script), known=False)
