"""All that the store says of one code: the rows of its tables, its pairs in both directions, the documents on it.

The same values are printed by the command, written to the site and given as JSON.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from kb.facts.code_facts import CodeFacts
from kb.facts.codes import expand, holds, is_code
from kb.facts.pair_index import Groups, every_group
from kb.facts.store import Store
from kb.facts.table_text import Row
from kb.facts.tables import (
    ADD_ONS,
    ASC_ANCILLARY,
    ASC_PROCEDURES,
    COVERAGE,
    COVERAGE_CODES,
    FEES,
    HCPCS,
    OPPS,
    PAIRS_HOSPITAL,
    PAIRS_PRACTITIONER,
    UNITS_DME,
    UNITS_HOSPITAL,
    UNITS_PRACTITIONER,
)

PLAIN: Final = (
    FEES, UNITS_PRACTITIONER, UNITS_HOSPITAL, UNITS_DME, OPPS, ASC_PROCEDURES, ASC_ANCILLARY, HCPCS,
)  # fmt: skip
"""The tables whose rows begin with their code."""

PAIRS: Final = (PAIRS_PRACTITIONER, PAIRS_HOSPITAL)
PRIMARIES: Final = "primaries"
ADDED: Final = "added"
"""The rows of the add-on table in which a code is the add-on, and those in which it is the primary."""

CENT: Final = Decimal("0.01")


def facts_of(store: Store, code: str) -> CodeFacts:
    """Give the facts of one code, from what is kept between runs where the store has that."""
    if store.index and (found := store.index.of(code)):
        return found
    pairs = {table.name: store.pairs(table).of(code) for table in PAIRS}
    listing = (row for row in store.rows(COVERAGE_CODES) if holds(row[2], code))
    return _facts(store, code, pairs, _documents(store, listing))


def every_code(store: Store) -> Iterable[CodeFacts]:
    """Give the facts of every code of the store, in order of code."""
    found = store.index.every() if store.index else None
    return _from_tables(store) if found is None else found


def _from_tables(store: Store) -> Iterator[CodeFacts]:
    pairs = {table.name: every_group(store.rows(table)) for table in PAIRS}
    listed: dict[str, list[Row]] = {}
    for row in store.rows(COVERAGE_CODES):
        for code in expand(row[2]):
            listed.setdefault(code, []).append(row)
    codes = {*listed, *(code for found in pairs.values() for code in found), *codes_of(store)}
    for code in sorted(codes):
        of_code = {name: found.get(code, ()) for name, found in pairs.items()}
        yield _facts(store, code, of_code, _documents(store, listed.get(code, ())))


def codes_of(store: Store) -> set[str]:
    """Give the codes of the tables that have a row a code."""
    found = {row[0] for table in PLAIN for row in store.rows(table)}
    return {*found, *(code for row in store.rows(ADD_ONS) for code in row[:2] if is_code(code))}


def known_codes(store: Store) -> set[str]:
    """Give every code of which the store says something."""
    found = codes_of(store)
    for table in (*PAIRS, COVERAGE_CODES):
        for row in store.rows(table):
            found.update(expand(row[-1]))
            if table is not COVERAGE_CODES:
                found.add(row[0])
    return found


def _facts(store: Store, code: str, pairs: Mapping[str, Groups], documents: tuple[Row, ...]) -> CodeFacts:
    rows = {table.name: tuple(row[1:] for row in store.of(table, code)) for table in PLAIN}
    rows[FEES.name] = tuple(map(with_amounts, rows[FEES.name]))
    rows[PRIMARIES] = tuple(row[1:] for row in store.of(ADD_ONS, code))
    rows[ADDED] = tuple((row[0], *row[2:]) for row in store.of(ADD_ONS, code, 1))
    kept = {name: found for name, found in rows.items() if found}
    return CodeFacts(code, kept, {name: groups for name, groups in pairs.items() if groups}, documents)


def with_amounts(row: Row) -> Row:
    """Add the amounts of a fee row: total relative values times conversion factor, where both are there."""
    told = dict(zip(FEES.names[1:], row, strict=True))
    return (
        *row,
        *(_amount(told[name], told["conversion_factor"]) for name in ("nonfacility_total", "facility_total")),
    )


def _amount(total: str, factor: str) -> str:
    if not total or not factor or not Decimal(total):
        return ""
    return str((Decimal(total) * Decimal(factor)).quantize(CENT, ROUND_HALF_UP))


def _documents(store: Store, listing: Iterable[Row]) -> tuple[Row, ...]:
    """Give the documents that list a code, each with the number of its groups that do."""
    groups: dict[str, int] = {}
    for row in listing:
        groups[row[0]] = groups.get(row[0], 0) + 1
    found = ((store.of(COVERAGE, number), count) for number, count in sorted(groups.items()))
    return tuple((row[0], row[1], *row[3:], str(count)) for rows, count in found for row in rows)


def source_tables(facts: CodeFacts) -> tuple[str, ...]:
    """Name the tables that say something of a code."""
    named = [*facts.rows, *facts.pairs, *([COVERAGE.name] if facts.documents else [])]
    return tuple(dict.fromkeys(ADD_ONS.name if name in {PRIMARIES, ADDED} else name for name in named))
