"""What makes the text of a new entry, and of the record of a document that several entries cite."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from kb.authoring.names import id_from
from kb.authoring.new_entry import CHOICES, LEAST_SURE, NewEntry, NewSource, entry_text, host_of, name_of
from kb.authoring.source_records import record_text, values_of
from kb.commands import console
from kb.commands.mistyped import PROGRAM
from kb.commands.new_desk import Desk, Made, is_id, refuse_existing
from kb.content.kinds import suggest
from kb.content.source_records import path_of_record
from kb.domain.days import read_day
from kb.domain.model import Library
from kb.domain.problem import UsageError, shown
from kb.domain.reach import is_code, read_reach
from kb.domain.scopes import find_scope, scope_title
from kb.domain.source_record import SourceRecord
from kb.domain.vocabulary import QUESTIONS, UNKNOWN, Question, names, question

SLUGS: Final = tuple(each.slug for each in QUESTIONS)


def new_entry(desk: Desk, name: str) -> Made:
    """Make an entry with one answer, or with a place to fill in. Raises UsageError where that cannot be."""
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
    refuse_existing(desk, path, f"edit that file, or name another: {PROGRAM} new entry {payer}/{part}/NAME")
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
    return NewEntry(
        whose, codes, asked, value, _source(desk),
        title=desk.facts.get("title", ""),
        document=desk.facts.get("document", ""),
        currency=desk.chosen("currency", "Is it the edition in force", CHOICES["currency"], LEAST_SURE["currency"]),
        effective=read_day("--effective", desk.facts.get("effective", "")),
        words=desk.facts.get("words", ""),
        confidence=desk.chosen("confidence", "How sure", CHOICES["confidence"], LEAST_SURE["confidence"]),
    )  # fmt: skip


def _source(desk: Desk) -> NewSource:
    """Make the source of a value: as recorded in `sources/` where an id from there is given, else as told."""
    title = desk.fact("source", "Title of the document that says so, or its id in sources/")
    if held := desk.library.source_records.get(title):
        return NewSource(held.title, held.publisher, held.url, held.standing, held.read, recorded=held)
    url = desk.fact("url", "Web address where it was read")
    return NewSource(
        title,
        desk.fact("publisher", "Who publishes it", host_of(url)),
        url,
        desk.chosen("standing", "How close to the payer", CHOICES["standing"], LEAST_SURE["standing"]),
        desk.chosen("read", "How much of it was read", CHOICES["read"], LEAST_SURE["read"]),
        retrieved=read_day("--retrieved", desk.fact("retrieved", "The day it was read", desk.today.isoformat())),
    )


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
    taken_over = {"standing", "read"} if entry.source.recorded else set()
    given = {**LEAST_SURE, "standing": entry.source.standing, "read": entry.source.read,
             "confidence": entry.confidence, "currency": entry.currency}  # fmt: skip
    said = {*desk.facts, *taken_over}
    taken = [f"{name} {value}" for name, value in given.items() if name not in said and value == LEAST_SURE[name]]
    if taken and entry.value and entry.value != UNKNOWN:
        console.print_line(f"Not said, so the least sure was written: {', '.join(taken)}.", "yellow")


def new_source(desk: Desk, name: str) -> Made:
    """Make the record of a document that several files cite; what is not said is as in a file that cites it."""
    if not is_id(name):
        way = f"write {id_from(name)}" if id_from(name) else f"type: {PROGRAM} new source acme-guide-2026"
        raise UsageError(f"'{shown(name)}' is no id of a source; {way}")
    path = path_of_record(name)
    refuse_existing(desk, path, "edit that file, then type fmt to copy the change into the files that cite it")
    base = desk.facts.get("edition_of", "")
    if base and base not in desk.library.source_records:
        raise UsageError(
            f"--edition-of: no record '{shown(base)}'; {suggest(base, tuple(desk.library.source_records))}"
        )
    cited = next((document.sources[name] for document in desk.library.documents if name in document.sources), None)
    known: dict[str, Any] = values_of(cited) if cited else {**LEAST_SURE, "retrieved": desk.today}
    url = desk.needed("url", "Web address where it was read", "https://...", known.get("url", ""))
    made = SourceRecord(
        name,
        desk.needed("title", "The document's own title", "'Provider guide 2026'", known.get("title", "")),
        desk.fact("publisher", "Who publishes it", known.get("publisher", host_of(url))),
        url,
        desk.chosen("standing", "How close to the payer", CHOICES["standing"], known["standing"]),
        desk.chosen("read", "How much of it was read", CHOICES["read"], known["read"]),
        read_day("--retrieved", desk.fact("retrieved", "The day it was read", f"{known['retrieved']}")) or desk.today,
        own_url=known.get("own_url", ""),
        printed=desk.facts.get("printed", known.get("printed", "")),
        edition_of=base,
        note=known.get("note", ""),
    )
    told = f"cite it as [{name}]: write `{name}:` below `sources:` of a file, then type {PROGRAM} fmt"
    return path, record_text(made), told
