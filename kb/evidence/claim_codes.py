"""The coding parts of a claim sheet: codes beside each other, units and modifiers, and printed criteria."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations, permutations
from typing import Final

from kb.answers.criteria import BACKGROUND, PrintedCriterion
from kb.answers.lists_beside import lists_beside
from kb.content.code_tables import Row, code_tables
from kb.domain.days import day
from kb.domain.model import CodePage, Library
from kb.domain.vocabulary import UNKNOWN
from kb.evidence.claim_lines import ClaimAsked, SheetLine, SheetPart, cited_each, cited_file
from kb.facts.beside import NOT_IMPORTED, beside, sentence
from kb.facts.code_facts import CodeFacts
from kb.facts.codes import holds
from kb.facts.of_code import facts_of
from kb.facts.sections import SECTIONS, lines_of
from kb.facts.store import Store

BESIDE: Final = "These codes together"
ALONE: Final = "One code; name several to see what is recorded of them together."
NO_EDIT: Final = f"{UNKNOWN}: no edit between these codes is recorded, which does not say that there is none."
ADD_ON: Final = "{code} is an add-on to {primaries}; {beside}."
HERE, NOT_HERE = "{here} is on this sheet", "none of these is on this sheet"
PAIR: Final = "{code} beside {other} ({what}): {code} is {column}; {opens}."
PAIR_OF: Final = "On {claims} claims, effective {since}."

CODING: Final = "Units and modifiers"
NO_CODING: Final = f"{UNKNOWN}: neither is recorded for these codes."
UNIT: Final = "{code}, {setting} claims: at most {units} a day (MUE), MAI {indicator}"
UNIT_OF: Final = "File effective {day}; printed reason: {rationale}."
UNITS_LATER: Final = "{code}: the unit limits on file begin after the date of service."
MODIFIER: Final = "{code}, modifier {modifier}: {rule}"

CRITERIA: Final = "Criteria and documents to send"
NO_CRITERIA: Final = f"{UNKNOWN}: no criteria of this plan are recorded as data for these codes."
CRITERION: Final = "{codes}: {said}"

PAIRS, MODIFIERS = "Code pairs", "Modifiers"
"""The headings of the tables of a code page whose rows are told."""

UNITS: Final = "units"
"""The family of the sections of official files that limit units."""


@dataclass(frozen=True)
class FactsOf:
    """What the imported official files say of the codes of a claim; of no code where none is imported."""

    store: Store
    by_code: Mapping[str, CodeFacts]


def facts_of_codes(store: Store, codes: Iterable[str]) -> FactsOf:
    """Read the facts of some codes from a store."""
    return FactsOf(store, {code: facts_of(store, code) for code in codes} if store.sources else {})


def together_part(library: Library, facts: FactsOf, asked: ClaimAsked) -> SheetPart:
    """Say what is recorded of the codes beside each other: add-on and primary, and edits of each pair."""
    lines = (*_add_ons(library, asked), *_page_pairs(library, asked), *_file_pairs(facts, asked))
    return SheetPart(BESIDE, lines, ALONE if len(asked.codes) == 1 else NO_EDIT)


def _add_ons(library: Library, asked: ClaimAsked) -> Iterator[SheetLine]:
    for code in asked.codes:
        page = library.codes.get(code)
        if page and page.primaries:
            here = [primary for primary in page.primaries if primary in asked.codes]
            beside_it = HERE.format(here=", ".join(here)) if here else NOT_HERE
            text = ADD_ON.format(code=code, primaries=" or ".join(page.primaries), beside=beside_it)
            sources = cited_each(page.sources[name] for name in page.add_on_sources)
            yield SheetLine(text, (), sources, known=bool(here))


def _page_pairs(library: Library, asked: ClaimAsked) -> Iterator[SheetLine]:
    """Yield the rows of a code's page that hold another code of the claim; each edit once, where both pages do."""
    told: set[frozenset[str]] = set()
    for code, other in permutations(asked.codes, 2):
        page = library.codes.get(code)
        if page is None or {code, other} in told:
            continue
        rows = _rows(page, PAIRS)
        found = [
            row for pair, row in zip(page.pairs, rows, strict=True) if holds(pair.others.replace(",", " "), other)
        ]
        for row in found:
            told.add(frozenset({code, other}))
            _, what, column, opens, claims, since = row.cells
            text = PAIR.format(code=code, other=other, what=what, column=column, opens=opens)
            details = (PAIR_OF.format(claims=claims, since=since), row.note)
            yield SheetLine(
                text, tuple(filter(None, details)), cited_each(page.sources[name] for name in row.sources)
            )


def _file_pairs(facts: FactsOf, asked: ClaimAsked) -> Iterator[SheetLine]:
    """Yield what the imported pair tables say of each two codes; nothing where none is imported."""
    for code, other in combinations(asked.codes, 2) if facts.by_code else ():
        for found in beside(facts.store, facts.by_code[code], facts.by_code[other]):
            sources = (cited_file(found.source),) if found.source else ()
            yield SheetLine(sentence(found, code, other), (), sources, known=found.state != NOT_IMPORTED)


def coding_part(library: Library, facts: FactsOf, asked: ClaimAsked) -> SheetPart:
    """List units and modifiers of each code, from its page and from the official files that are imported."""
    lines: list[SheetLine] = []
    for code in asked.codes:
        page = library.codes.get(code)
        lines += [*_units(page, asked.dates.date), *_modifiers(page)] if page else []
        lines += _file_units(facts, code)
    return SheetPart(CODING, tuple(lines), NO_CODING)


def _units(page: CodePage, service: dt.date) -> Iterator[SheetLine]:
    """Yield for each kind of claim the limit of the newest file that had begun by the date of service."""
    begun = [row for row in page.units if row.effective <= service]
    newest = {row.setting: row for row in sorted(begun, key=lambda row: row.effective)}
    for row in newest.values():
        text = UNIT.format(code=page.code, setting=row.setting, units=row.units, indicator=row.indicator)
        details = (UNIT_OF.format(day=day(row.effective), rationale=row.rationale),)
        yield SheetLine(text, details, cited_each(page.sources[name] for name in row.sources))
    if page.units and not begun:
        yield SheetLine(UNITS_LATER.format(code=page.code), known=False)


def _modifiers(page: CodePage) -> Iterator[SheetLine]:
    for row in _rows(page, MODIFIERS):
        text = MODIFIER.format(code=page.code, modifier=row.cells[0], rule=row.cells[1])
        yield SheetLine(text, (), cited_each(page.sources[name] for name in row.sources))


def _file_units(facts: FactsOf, code: str) -> Iterator[SheetLine]:
    rows = facts.by_code[code].rows if facts.by_code else {}
    for section in SECTIONS:
        for row in rows.get(section.key, ()) if section.family == UNITS else ():
            said = "; ".join(f"{name} {value}" for name, value in lines_of(section, row))
            yield SheetLine(
                f"{code}, {section.heading}: {said}", (), (cited_file(facts.store.sources[section.table]),)
            )


def _rows(page: CodePage, heading: str) -> tuple[Row, ...]:
    return next((table.rows for table in code_tables(page) if table.heading == heading), ())


def criteria_part(then: Library, asked: ClaimAsked) -> SheetPart:
    """List the criteria that the plan's documents print for each code, and what they say of an item beside it."""
    printed: dict[tuple[object, ...], tuple[PrintedCriterion, list[str]]] = {}
    said: list[SheetLine] = []
    for code in asked.codes:
        held = lists_beside(then, code, asked.scope, asked.beside)
        for one in held.criteria:
            printed.setdefault((one.entry.id, one.criterion), (one, []))[1].append(code)
        said += [SheetLine(f"{code}: {line}") for line in held.lines] if asked.beside else []
    lines = tuple(_criterion_line(one, codes) for one, codes in printed.values())
    return SheetPart(CRITERIA, (*said, *lines), NO_CRITERIA)


def _criterion_line(one: PrintedCriterion, codes: list[str]) -> SheetLine:
    details = (one.criterion.note,) if one.criterion.note else ()
    sources = cited_each([one.entry.sources[one.criterion.source]])
    text = CRITERION.format(codes=", ".join(codes), said=said_by(one))
    return SheetLine(text, details, sources, known=one.decides)


def said_by(printed: PrintedCriterion) -> str:
    """Say a criterion, and whether it is background only."""
    return printed.said if printed.decides else f"{printed.said} ({BACKGROUND})"
