"""The command on any code: code. What official files and the plans of the library say of it."""

from __future__ import annotations

import datetime as dt
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Final

from kb.answers.crosswalk import every_crossing
from kb.answers.wide_rules import WideRule, rule_record, rules_on
from kb.commands import console
from kb.commands.library import sound_library, store_of
from kb.commands.options import DEFAULT, Argument, DateOfService, Json, Known, Option, Policies, Today, day_of_call
from kb.content.load import load
from kb.domain.days import read_day
from kb.domain.model import Library
from kb.domain.problem import UsageError, shown
from kb.facts.beside import beside, sentence
from kb.facts.code_facts import CodeFacts
from kb.facts.codes import is_code
from kb.facts.crosswalk import HEADING, crosswalk_lines
from kb.facts.localities import LOCAL_HEADING, WITHIN, WITHOUT, LocalAmount, amounts_by_locality
from kb.facts.of_code import PRIMARIES, facts_of
from kb.facts.provenance import Provenance
from kb.facts.sections import (
    COVERAGE_HEADING,
    EXPLAINED,
    PAIR_COLUMNS,
    PAIR_HEADINGS,
    SECTIONS,
    group_line,
    lines_of,
    papers,
    record_of,
    source_record,
)
from kb.facts.store import Store
from kb.facts.tables import BY_NAME, COVERAGE, LOCALITIES
from kb.history.facts_as_of import FactsAsOf, facts_as_of
from kb.history.today import not_in_force
from kb.search.lookup import LookUp

STDIN: Final = "-"
EVERY: Final = "ALL"
EMPTY: Final = (
    "No official file is imported here: `python3 build.py import cms FILE` reads the ones that you download."
)


Papers = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Asked:
    """What is asked of a code besides: another code, the state of localities (or ALL, or none), and of which day."""

    other: str
    state: str
    today: dt.date


def code_command(  # noqa: PLR0913  (each is an option of the call)
    code: Annotated[str, Argument(help="A CPT or HCPCS code: 12001; - reads codes from standard input.")],
    *,
    policies: Policies = DEFAULT,
    other: Annotated[str, Option("--with", help="Another code: is it paid beside the first?")] = "",
    state: Annotated[str, Option("--state", help="Amounts by locality in a state, or in all: CA, all.")] = "",
    date: DateOfService = "",
    known: Known = "",
    today: Today = "",
    as_json: Json = False,
) -> None:
    """Tell what official files say of any code: fees, units, add-ons, pairs, OPPS, ASC, coverage, and plans.

    With --date: by the edition in force on that day. With --known: out of what git had recorded by a day.
    """
    texts, on = load(policies), day_of_call(today)
    store = store_of(texts)
    library = sound_library(texts, on, as_json=as_json, store=store)
    held = _held(policies, store, date, known)
    asked = Asked(read_code(other) if other else "", read_state(state), on)
    if code == STDIN:
        for line in sys.stdin:
            console.print_json_line(_record(held, library, read_code(line), asked))
    elif as_json:
        console.print_json(_record(held, library, read_code(code), asked))
    else:
        for text, style in _lines(held, library, read_code(code), asked):
            console.print_line(text, style)


def read_code(written: str) -> str:
    """Read a code. Raises UsageError where it is none."""
    code = written.strip().upper()
    if not is_code(code):
        raise UsageError(f"'{shown(written)}' is no CPT or HCPCS code; write it like 12001 or 0709T")
    return code


def read_state(written: str) -> str:
    """Read whose localities are asked for: a state, ALL, or nothing. Raises UsageError where it is none of these."""
    state = written.strip().upper()
    if state and state != EVERY and not re.fullmatch("[A-Z]{2}", state):
        raise UsageError(f"--state: '{shown(written)}' is no state; write CA, or all")
    return state


def code_record(desk: LookUp, code: str, beside: str) -> dict[str, Any]:
    """Write what is said of a code today as plain values, and of another beside it, if one is given."""
    asked = Asked(read_code(beside) if beside else "", "", desk.today)
    return _record(FactsAsOf(desk.store, {}), desk.on_disk, read_code(code), asked)


def _held(policies: Path, store: Store, date: str, known: str) -> FactsAsOf:
    """Give the facts to answer from: those on disk, or the editions of a day out of what git holds."""
    day, by = read_day("--date", date), read_day("--known", known)
    return facts_as_of(policies, store, day, by) if day or by else FactsAsOf(store, {})


def _rules(library: Library, facts: CodeFacts, today: dt.date) -> tuple[WideRule, ...]:
    page = library.codes.get(facts.code)
    add_on = bool(page and page.add_on_to) or PRIMARIES in facts.rows
    early = {entry.id for entry in not_in_force(library, today)}
    return tuple(rule for rule in rules_on(library, facts.code, add_on=add_on) if rule.entry not in early)


def _record(held: FactsAsOf, library: Library, code: str, asked: Asked) -> dict[str, Any]:
    facts = facts_of(held.store, code)
    made = record_of(facts, held.store)
    made["page"] = f"codes/{code.lower()}.html" if code in library.codes else None
    made["plans"] = [rule_record(rule) for rule in _rules(library, facts, asked.today)]
    made["crosswalk"] = [row.record() for row in every_crossing(library, facts, held.store)]
    made["later"] = {name: edition.isoformat() for name, edition in held.later.items()}
    if asked.state:
        made["localities"] = [one.record() for one in _localities(held.store, facts, asked.state)]
    if other := asked.other:
        second = facts_of(held.store, other)
        made["with"] = {"code": other, "known": second.known, "answers": [
            {"claims": found.setting, "state": found.state, "told": sentence(found, code, other),
             "source": source_record(found.source) if found.source else None}
            for found in beside(held.store, facts, second)
        ]}  # fmt: skip
    return made


def _lines(held: FactsAsOf, library: Library, code: str, asked: Asked) -> Iterator[tuple[str, str]]:
    facts = facts_of(held.store, code)
    page = library.codes.get(code)
    yield f"{code}{f': {page.title}' if page else ''}", "bold"
    yield from _not_held(held, facts)
    if asked.other:
        yield from _beside_lines(held.store, facts, asked.other)
    yield from _facts(facts, held.store)
    if asked.state:
        yield from _local_lines(held.store, facts, asked.state)
    yield from _crossings(library, facts, held.store)
    rules = _rules(library, facts, asked.today)
    if rules:
        yield "What plans of the library say", "bold"
    for rule in rules:
        yield f"    {rule.scope}: {rule.title} ({rule.by})", ""
        for question, value in rule.answers:
            yield f"        {question}: {value}", ""


def _beside_lines(store: Store, facts: CodeFacts, other: str) -> Iterator[tuple[str, str]]:
    yield f"With {other}", "bold"
    for found in beside(store, facts, facts_of(store, other)):
        yield f"    {sentence(found, facts.code, other)}", ""
        if found.source:
            yield f"        {found.source.label}", "dim"


def _crossings(library: Library, facts: CodeFacts, store: Store) -> Iterator[tuple[str, str]]:
    found = crosswalk_lines(every_crossing(library, facts, store))
    if found:
        yield HEADING, "bold"
    yield from ((f"    {told} ({says})", "") for told, says in found)


def _not_held(held: FactsAsOf, facts: CodeFacts) -> Iterator[tuple[str, str]]:
    if not held.store.sources and not held.later:
        yield EMPTY, "yellow"
    elif not facts.known:
        yield f"{facts.code} stands in none of the files imported; that is no answer.", "yellow"
    for name, edition in held.later.items():
        yield f"{BY_NAME[name].title}: no edition of that day is held; the first is of {edition}.", "yellow"


def _facts(facts: CodeFacts, store: Store) -> Iterator[tuple[str, str]]:
    for section in SECTIONS:
        for row in facts.rows.get(section.key, ()):
            yield from _head(section.heading, store.sources[section.table], papers(section.family, section.labels))
            yield from ((f"    {label}: {value}", "") for label, value in lines_of(section, row))
    for name, groups in facts.pairs.items():
        yield from _head(PAIR_HEADINGS[name], store.sources[name], papers("pairs", PAIR_COLUMNS))
        for group in groups:
            yield f"    {group_line(group)}", ""
            yield f"        {group.others}", "dim"
    if facts.documents:
        yield from _head(COVERAGE_HEADING, store.sources[COVERAGE.name])
        yield from ((f"    {row[1]} {row[0]}: {row[5]}", "") for row in facts.documents)


def _localities(store: Store, facts: CodeFacts, state: str) -> tuple[LocalAmount, ...]:
    return amounts_by_locality(store, facts, "" if state == EVERY else state)


def _local_lines(store: Store, facts: CodeFacts, state: str) -> Iterator[tuple[str, str]]:
    found = _localities(store, facts, state)
    if not found:
        yield f"{LOCAL_HEADING}: none; it needs a fee row with a conversion factor, and a GPCI file", "yellow"
        return
    yield from _head(LOCAL_HEADING, store.sources[LOCALITIES.name])
    for one in found:
        modifier = f", modifier {one.modifier}" if one.modifier else ""
        yield (
            f"    {one.place}{modifier}: {_dollars(one.nonfacility)} {WITHOUT}, {_dollars(one.facility)} {WITHIN}",
            "",
        )


def _dollars(amount: str) -> str:
    return f"${amount}" if amount else "none"


def _head(heading: str, source: Provenance, explained: Papers = ()) -> Iterator[tuple[str, str]]:
    yield heading, "bold"
    yield f"    {source.label}{'' if source.whole else '; a part of the table'}", "dim"
    yield from ((f"    {EXPLAINED} {paper} ({url})", "dim") for paper, url in explained)
