"""What makes the text of each kind of new file from the facts that were typed or asked for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from kb.authoring.names import id_from
from kb.authoring.new_entry import CHOICES, LEAST_SURE, NewEntry, NewSource, entry_text, host_of, name_of
from kb.authoring.new_pages import Plan, code_text, payer_text, with_plan
from kb.commands import console
from kb.commands.mistyped import PROGRAM
from kb.content.kinds import suggest
from kb.content.load import Texts
from kb.domain.model import Library
from kb.domain.problem import UsageError, shown
from kb.domain.reach import is_code, read_reach
from kb.domain.scopes import find_scope, scope_ids, scope_title
from kb.domain.vocabulary import LINES_OF_BUSINESS, QUESTIONS, SCOPE_KINDS, UNKNOWN, Question, names, question
from kb.history.answer_as_of import read_day

KINDS: Final = {
    "payer": ("acme", ("name", "plan", "plan_name", "kind", "line")),
    "plan": ("acme/exchange", ("name", "kind", "line", "states")),
    "code": ("12001", ("title", "add_on_to")),
    "entry": (
        "acme/commercial",
        ("codes", "question", "value", "words", "source", "url", "publisher", "standing", "read", "retrieved",
         "confidence", "title", "document", "currency", "effective"),
    ),
}  # fmt: skip
"""What can be made: an example of its id, and the options it takes, in the order in which they are asked for."""

OF_A_LINE: Final = "line of business"
Facts = Mapping[str, str]
"""What was typed, by the name of the option; only what is not empty."""


@dataclass(frozen=True)
class Desk:
    """What a new file is made from: the library that it joins, what was typed, and whether more can be asked for."""

    folder: Path
    texts: Texts
    library: Library
    facts: Facts
    today: dt.date
    asks: bool

    def fact(self, name: str, what: str, assumed: str = "") -> str:
        """Give a fact: as typed, else asked for where somebody is there, else what is assumed."""
        typed = self.facts.get(name, "")
        return typed or (console.ask(what, assumed) if self.asks else assumed)

    def needed(self, name: str, what: str, example: str, assumed: str = "") -> str:
        """Give a fact without which no file can be made. Raises UsageError where there is none."""
        found = self.fact(name, what, assumed)
        if not found:
            raise UsageError(f"missing: {what[0].lower()}{what[1:]}; add {option_of(name)} {example}")
        return found

    def chosen(self, name: str, what: str, allowed: Collection[str], assumed: str = "") -> str:
        """Give a fact that is one of a list. Raises UsageError, with the nearest of the list, where it is none."""
        found = self.fact(name, f"{what} ({', '.join(allowed)})", assumed)
        if found and found not in allowed:
            raise UsageError(
                f"{option_of(name)}: '{shown(found)}' is no value here; {suggest(found, tuple(allowed))}"
            )
        return found


def option_of(name: str) -> str:
    """Write the name of a fact as the option by which it is given."""
    return f"--{name.replace('_', '-')}"


Made = tuple[str, str, str]
"""The path of a file, its text, and what to type next."""


def _new_payer(desk: Desk, name: str) -> Made:
    called = desk.facts.get("name", "") or (name if not _is_id(name) else "")
    payer = name if _is_id(name) else id_from(called) if called else ""
    if not payer:
        raise UsageError(f"the payer's id or name is missing; type: {PROGRAM} new payer acme --name 'Acme Health'")
    path = f"{payer}/payer.md"
    _refuse_existing(desk, path, f"add a plan to it: {PROGRAM} new plan {payer}/exchange")
    title = desk.needed("name", "The payer's name", "'Acme Health'", called)
    plan = _plan(desk, desk.needed("plan", "The id of its first plan", "commercial"), "plan_name")
    text = payer_text(title, (), plan, desk.today)
    return path, text, f"{PROGRAM} new entry {payer}/{plan.id}"


def _is_id(word: str) -> bool:
    return bool(word) and id_from(word) == word


def _plan(desk: Desk, part: str, name_of_plan: str) -> Plan:
    """Make a plan. A plan called like a line of business is one; of any other its kind must be known."""
    if not _is_id(part):
        raise UsageError(f"'{shown(part)}' is no id of a plan; write {id_from(part)}")
    lines = names(LINES_OF_BUSINESS)
    own = part if part in lines else ""
    kind = desk.chosen("kind", "What kind of plan", names(SCOPE_KINDS), OF_A_LINE if own else "")
    if not kind:
        raise UsageError(f"what kind of plan '{part}' is must be known; add --kind 'line of business', or licensee")
    line = desk.chosen("line", "Its line of business", lines, own)
    called = desk.fact(name_of_plan, "The plan's name", f"{part.replace('-', ' ').capitalize()} plans" if own else "")
    if not called:
        raise UsageError(f"the name of '{part}' is missing; add {option_of(name_of_plan)} 'Name of the plan'")
    states = tuple(desk.facts.get("states", "").upper().replace(",", " ").split())
    return Plan(part, called, kind, (line,) if line else (), states)


def _new_plan(desk: Desk, name: str) -> Made:
    payer, _, part = name.partition("/")
    path = f"{payer}/payer.md"
    if not part:
        raise UsageError(f"name the payer and the plan: {PROGRAM} new plan acme/exchange")
    if path not in desk.texts.files:
        raise UsageError(f"there is no payer '{shown(payer)}'; first type: {PROGRAM} new payer {id_from(payer)}")
    if payer not in desk.library.payers:
        raise UsageError(f"{path} has problems; fix them first: {PROGRAM} check")
    if find_scope(desk.library, name):
        raise UsageError(f"{name} is there already, in {path}; edit it there, or choose another id")
    text = with_plan(desk.texts.files[path], _plan(desk, part, "name"))
    return path, text, f"{PROGRAM} new entry {name}"


def _new_code(desk: Desk, name: str) -> Made:
    code = name.upper()
    if not is_code(code):
        raise UsageError(f"'{shown(name)}' is no CPT or HCPCS code; write it like 12001, 0709T or J9035")
    path = f"codes/{code.lower()}.md"
    _refuse_existing(desk, path, "edit that file")
    title = desk.needed("title", "What the code is, in your own words (no CPT descriptor)", "'What it is'")
    parent = desk.facts.get("add_on_to", "").upper()
    plan = next(iter(scope_ids(desk.library)), "PAYER/PLAN")
    return path, code_text(code, title, parent, desk.today), f"{PROGRAM} new entry {plan} --codes {code}"


def _new_entry(desk: Desk, name: str) -> Made:
    payer, _, rest = name.partition("/")
    part, _, own = rest.partition("/")
    found = find_scope(desk.library, f"{payer}/{part}")
    if not found:
        raise UsageError(_no_plan(desk.library, payer, part))
    written = desk.needed("codes", "The codes it applies to, or a service of concepts.yml", "12001")
    concept = written.lower() if written.lower() in names(desk.library.concepts) else ""
    codes = () if concept else _codes(written)
    for code in read_reach(codes).named_codes if codes else ():
        if f"codes/{code.lower()}.md" not in desk.texts.files:
            raise UsageError(f"there is no page for {code}; first type: {PROGRAM} new code {code}")
    path = f"{payer}/{part}/{own or name_of(codes or (concept,))}.md"
    _refuse_existing(desk, path, f"edit that file, or name another: {PROGRAM} new entry {payer}/{part}/NAME")
    entry = _entry(desk, scope_title(found[0].title, found[1].name), codes)
    entry = replace(entry, concept=concept)
    _tell_least_sure(desk, entry)
    return path, entry_text(entry, desk.today), f"{PROGRAM} check"


def _codes(written: str) -> tuple[str, ...]:
    """Read the codes of a new entry. Raises UsageError where they are none."""
    parts = tuple(part.strip() for part in written.split(",") if part.strip())
    codes = tuple(part.upper() if is_code(part.upper()) else part for part in parts)
    try:
        read_reach(codes)
    except ValueError as fault:
        raise UsageError(f"--codes: {fault}") from fault
    return codes


def _entry(desk: Desk, whose: str, codes: tuple[str, ...]) -> NewEntry:
    asked = _question(desk.fact("question", f"Question ({', '.join(q.slug for q in QUESTIONS)})", "coverage"))
    value = _value(desk, asked)
    if value == UNKNOWN:
        return NewEntry(whose, codes, asked, value, NewSource(), desk.facts.get("title", ""))
    title = desk.fact("source", "Title of the document that says so")
    url = desk.fact("url", "Web address where it was read")
    known = NewSource(
        title,
        desk.fact("publisher", "Who publishes it", host_of(url)),
        url,
        desk.chosen("standing", "How close to the payer", CHOICES["standing"], LEAST_SURE["standing"]),
        desk.chosen("read", "How much of it was read", CHOICES["read"], LEAST_SURE["read"]),
        retrieved=read_day("--retrieved", desk.fact("retrieved", "The day it was read", desk.today.isoformat())),
    )
    return NewEntry(
        whose, codes, asked, value, known,
        title=desk.facts.get("title", ""),
        document=desk.facts.get("document", ""),
        currency=desk.chosen("currency", "Is it the edition in force", CHOICES["currency"], LEAST_SURE["currency"]),
        effective=read_day("--effective", desk.facts.get("effective", "")),
        words=desk.facts.get("words", ""),
        confidence=desk.chosen("confidence", "How sure", CHOICES["confidence"], LEAST_SURE["confidence"]),
    )  # fmt: skip


def _question(written: str) -> Question:
    found = question(written)
    if not found:
        raise UsageError(f"--question: no question '{shown(written)}'; {suggest(written, SLUGS)}")
    return found


def _value(desk: Desk, asked: Question) -> str:
    allowed = names(asked.values)
    hint = f"Answer ({', '.join(allowed)})" if allowed else "Answer, in your own words (or: unknown)"
    written = desk.fact("value", hint)
    if written.lower() in {"unknown", UNKNOWN}:
        return UNKNOWN
    if written and allowed and written not in allowed:
        raise UsageError(f"--value: '{shown(written)}' is no value here; {suggest(written, allowed)}")
    return written


def _no_plan(library: Library, payer: str, part: str) -> str:
    known = library.payers.get(payer)
    if not payer or not part:
        return f"name the payer and the plan: {PROGRAM} new entry acme/commercial"
    if not known:
        return f"there is no payer '{shown(payer)}'; first type: {PROGRAM} new payer {id_from(payer)} --plan {part}"
    plans = ", ".join(scope.id for scope in known.scopes)
    return (
        f"{payer} has no plan '{shown(part)}', only {plans}; first type: {PROGRAM} new plan {payer}/{id_from(part)}"
    )


def _tell_least_sure(desk: Desk, entry: NewEntry) -> None:
    """Say which values stand for something that nobody said."""
    given = {**LEAST_SURE, "standing": entry.source.standing, "read": entry.source.read,
             "confidence": entry.confidence, "currency": entry.currency}  # fmt: skip
    taken = [
        f"{name} {value}" for name, value in given.items() if name not in desk.facts and value == LEAST_SURE[name]
    ]
    if taken and entry.value and entry.value != UNKNOWN:
        console.print_line(f"Not said, so the least sure was written: {', '.join(taken)}.", "yellow")


def _refuse_existing(desk: Desk, path: str, way: str) -> None:
    if path in desk.texts.files or (desk.folder / path).exists():
        raise UsageError(f"{desk.folder / path} is there already and stays as it is; {way}")


SLUGS: Final = tuple(each.slug for each in QUESTIONS)
MAKERS: Final[dict[str, Callable[[Desk, str], Made]]] = {
    "payer": _new_payer,
    "plan": _new_plan,
    "code": _new_code,
    "entry": _new_entry,
}
"""What makes each kind of file."""
