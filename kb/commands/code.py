"""The command on any code: code. What official files and the plans of the library say of it."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, Final

from kb.answers.wide_rules import WideRule, rule_record, rules_on
from kb.commands import console
from kb.commands.options import (
    DEFAULT,
    Argument,
    DateOfService,
    Json,
    Known,
    Option,
    Policies,
    Today,
    day_of_call,
    sound_library,
    store_of,
)
from kb.content.load import load
from kb.domain.model import Library
from kb.domain.problem import UsageError, shown
from kb.facts.beside import beside, sentence
from kb.facts.code_facts import CodeFacts
from kb.facts.codes import is_code
from kb.facts.crosswalk import crosswalk
from kb.facts.of_code import PRIMARIES, facts_of
from kb.facts.provenance import Provenance
from kb.facts.sections import (
    COVERAGE_HEADING,
    PAIR_HEADINGS,
    SECTIONS,
    group_line,
    lines_of,
    record_of,
    source_record,
)
from kb.facts.store import Store
from kb.facts.tables import BY_NAME, COVERAGE
from kb.history.answer_as_of import read_day
from kb.history.facts_as_of import FactsAsOf, facts_as_of
from kb.history.today import not_in_force

STDIN: Final = "-"
EMPTY: Final = (
    "No official file is imported here: `python3 build.py import cms FILE` reads the ones that you download."
)


def code_command(  # noqa: PLR0913  (each is an option of the call)
    code: Annotated[str, Argument(help="A CPT or HCPCS code: 12001; - reads codes from standard input.")],
    *,
    policies: Policies = DEFAULT,
    other: Annotated[str, Option("--with", help="Another code: is it paid beside the first?")] = "",
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
    second = read_code(other) if other else ""
    if code == STDIN:
        for line in sys.stdin:
            console.print_json_line(_record(held, library, read_code(line), second, on))
    elif as_json:
        console.print_json(_record(held, library, read_code(code), second, on))
    else:
        for text, style in _lines(held, library, read_code(code), second, on):
            console.print_line(text, style)


def read_code(written: str) -> str:
    """Read a code. Raises UsageError where it is none."""
    code = written.strip().upper()
    if not is_code(code):
        raise UsageError(f"'{shown(written)}' is no CPT or HCPCS code; write it like 12001 or 0709T")
    return code


def _held(policies: Path, store: Store, date: str, known: str) -> FactsAsOf:
    """Give the facts to answer from: those on disk, or the editions of a day out of what git holds."""
    day, by = read_day("--date", date), read_day("--known", known)
    return facts_as_of(policies, store, day, by) if day or by else FactsAsOf(store, {})


def _rules(library: Library, facts: CodeFacts, today: dt.date) -> tuple[WideRule, ...]:
    page = library.codes.get(facts.code)
    add_on = bool(page and page.add_on_to) or PRIMARIES in facts.rows
    early = {entry.id for entry in not_in_force(library, today)}
    return tuple(rule for rule in rules_on(library, facts.code, add_on=add_on) if rule.entry not in early)


def _record(held: FactsAsOf, library: Library, code: str, other: str, today: dt.date) -> dict[str, Any]:
    facts = facts_of(held.store, code)
    made = record_of(facts, held.store)
    made["page"] = f"codes/{code.lower()}.html" if code in library.codes else None
    made["plans"] = [rule_record(rule) for rule in _rules(library, facts, today)]
    made["crosswalk"] = [row.record() for row in crosswalk(facts, held.store)]
    made["later"] = {name: edition.isoformat() for name, edition in held.later.items()}
    if other:
        second = facts_of(held.store, other)
        made["with"] = {"code": other, "known": second.known, "answers": [
            {"claims": found.setting, "state": found.state, "told": sentence(found, code, other),
             "source": source_record(found.source) if found.source else None}
            for found in beside(held.store, facts, second)
        ]}  # fmt: skip
    return made


def _lines(held: FactsAsOf, library: Library, code: str, other: str, today: dt.date) -> Iterator[tuple[str, str]]:
    facts = facts_of(held.store, code)
    page = library.codes.get(code)
    yield f"{code}{f': {page.title}' if page else ''}", "bold"
    yield from _not_held(held, facts)
    if other:
        yield f"With {other}", "bold"
        for found in beside(held.store, facts, facts_of(held.store, other)):
            yield f"    {sentence(found, code, other)}", ""
            if found.source:
                yield f"        {found.source.label}", "dim"
    yield from _facts(facts, held.store)
    rules = _rules(library, facts, today)
    if rules:
        yield "What plans of the library say", "bold"
    for rule in rules:
        yield f"    {rule.scope}: {rule.title} ({rule.by})", ""
        for question, value in rule.answers:
            yield f"        {question}: {value}", ""


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
            yield from _head(section.heading, store.sources[section.table])
            yield from ((f"    {label}: {value}", "") for label, value in lines_of(section, row))
    for name, groups in facts.pairs.items():
        yield from _head(PAIR_HEADINGS[name], store.sources[name])
        for group in groups:
            yield f"    {group_line(group)}", ""
            yield f"        {group.others}", "dim"
    if facts.documents:
        yield from _head(COVERAGE_HEADING, store.sources[COVERAGE.name])
        yield from ((f"    {row[1]} {row[0]}: {row[5]}", "") for row in facts.documents)


def _head(heading: str, source: Provenance) -> Iterator[tuple[str, str]]:
    yield heading, "bold"
    yield f"    {source.label}{'' if source.whole else '; a part of the table'}", "dim"
