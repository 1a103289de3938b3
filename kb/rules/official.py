"""Rows typed by hand on a code page, held against the tables from official files.

Of the same edition, both must say the same: else it is a problem that names both places. A row of an older edition
than the one that is held is a notice: the file says it now.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from kb.domain.code_facts import CodePair, FeeRow, UnitLimit
from kb.domain.model import CodePage
from kb.domain.problem import Place
from kb.facts.code_facts import CodeFacts
from kb.facts.codes import alike, expand, is_code
from kb.facts.of_code import PRIMARIES, facts_of
from kb.facts.pair_index import PairGroup, with_code
from kb.facts.provenance import Provenance
from kb.facts.store import Store
from kb.facts.tables import ADD_ONS, FEES, UNITS_HOSPITAL, UNITS_PRACTITIONER, Table
from kb.official.editions import edition_of

CONTRADICTED: Final = "fact-contradicted"
OLDER: Final = "fact-older"
SETTINGS: Final = {"practitioner": "practitioner", "outpatient hospital": "hospital"}
UNITS: Final = {"practitioner": UNITS_PRACTITIONER, "outpatient hospital": UNITS_HOSPITAL}
FEE_COLUMNS: Final = (
    ("status", "status"),
    ("global_days", "global_days"),
    ("pc_tc", "pc_tc"),
    ("multiple_procedure", "multiple_procedure"),
    ("bilateral", "bilateral"),
    ("assistant", "assistant"),
    ("co_surgeon", "co_surgeon"),
    ("team", "team"),
)
"""The columns of a fee row typed by hand, and of the table."""


@dataclass(frozen=True)
class Held:
    """A finding on a row: its place on the page, the message, and whether it contradicts or is only older."""

    place: Place
    message: str
    contradicts: bool


def against_files(page: CodePage, store: Store) -> Iterator[Held]:
    """Hold the rows of a code page against the tables; nothing where no table holds the code."""
    if not store.sources:
        return
    facts = facts_of(store, page.code)
    for number, unit in enumerate(page.units):
        yield from _unit(page, number, unit, facts, store)
    for number, fee in enumerate(page.fee_schedule):
        yield from _fee(page, number, fee, facts, store)
    pairs = [found for number, pair in enumerate(page.pairs) for found in _pair(page, number, pair, facts, store)]
    yield from (found for found in pairs if found.contradicts)
    yield from _older_pairs([found for found in pairs if not found.contradicts])
    yield from _primaries(page, facts, store)


def _told(typed: str, table: Table, source: Provenance, file_says: str, typed_on: dt.date) -> tuple[str, bool] | None:
    """Judge a typed value by its edition: the message, and whether it contradicts; None where both say the same."""
    says = f"policies/{table.path} ({source.label})"
    if typed_on == source.edition and typed != file_says:
        return (
            f"the page says {typed}, {says} says {file_says}; correct the row, or take it out: the file is shown",
            True,
        )
    if typed_on < source.edition:
        same = "the same" if typed == file_says else file_says
        return f"the row is of {typed_on}; {says} says {same}, and is shown: take the row out, or renew it", False
    return None


def _unit(page: CodePage, number: int, row: UnitLimit, facts: CodeFacts, store: Store) -> Iterator[Held]:
    table = UNITS.get(row.setting)
    rows = facts.rows.get(table.name, ()) if table else ()
    if table and rows:
        said = f"{rows[0][0]} units, indicator {rows[0][1]}"
        typed = f"{row.units} units, indicator {row.indicator}"
        told = _told(typed, table, store.sources[table.name], said, row.effective)
        if told:
            yield Held(page.place("units", number, "units"), *told)


def _fee(page: CodePage, number: int, row: FeeRow, facts: CodeFacts, store: Store) -> Iterator[Held]:
    edition = edition_of(row.file.replace(" ", "_"), (row.file,), ())
    rows = [found for found in facts.rows.get(FEES.name, ()) if not found[0]]
    if not rows or edition is None:
        return
    held = dict(zip(FEES.names[1:], rows[0], strict=False))
    pairs = [(name, str(getattr(row, ours)), held[name]) for ours, name in FEE_COLUMNS]
    pairs.append(("facility_total", str(row.total_rvu), held["facility_total"]))
    different = [pair for pair in pairs if pair[1] != pair[2]]
    typed = ", ".join(f"{name.replace('_', ' ')} {value}" for name, value, _ in different) or "so"
    said = ", ".join(f"{name.replace('_', ' ')} {value or 'nothing'}" for name, _, value in different) or "so"
    told = _told(typed, FEES, store.sources[FEES.name], said, edition)
    if told:
        yield Held(page.place("fee_schedule", number, "file"), *told)


def _pair(page: CodePage, number: int, row: CodePair, facts: CodeFacts, store: Store) -> Iterator[Held]:
    for setting in row.setting:
        name = f"pairs-{SETTINGS.get(setting, setting)}"
        source = store.sources.get(name)
        if not source or not (source.whole or page.code in source.codes):
            continue
        place = page.place("pairs", number, "others")
        says = f"policies/facts/cms/{name}.csv ({source.label})"
        if row.edition < source.edition:
            message = f"the row is of {row.edition}; {says} is shown: take the row out, or renew it"
            yield Held(place, message, contradicts=False)
        elif row.edition == source.edition:
            wrong = [code for code in typed_codes(row.others) if not _agrees(row, facts.pairs.get(name, ()), code)]
            if wrong:
                few = ", ".join(wrong[:5])
                message = (
                    f"column {row.column}, modifier {row.indicator} of {few} is not what {says} says; correct it"
                )
                yield Held(place, message, contradicts=True)


def _older_pairs(found: list[Held]) -> Iterator[Held]:
    """Yield one notice for all rows of pairs that are older, at the first of them."""
    if found:
        rows = len({one.place for one in found})
        message = f"{rows} row{'' if rows == 1 else 's'} of pairs: {found[0].message}"
        yield Held(found[0].place, message, contradicts=False)


def typed_codes(others: str) -> list[str]:
    """Return the codes that a row typed by hand names: 96401, 96360-96361; other words are passed over."""
    found: list[str] = []
    for first, last in re.findall(r"\b([0-9A-Z]{5})(?:-([0-9A-Z]{5}))?\b", others):
        if is_code(first) and not last:
            found.append(first)
        elif is_code(first) and is_code(last) and alike(first, last) and first < last:
            found += expand(f"{first}-{last}")
    return found if not re.search(r"many|within|for example", others) else []


def _agrees(row: CodePair, groups: tuple[PairGroup, ...], code: str) -> bool:
    return any(group.column == row.column and group.modifier == row.indicator for group in with_code(groups, code))


def _primaries(page: CodePage, facts: CodeFacts, store: Store) -> Iterator[Held]:
    rows = facts.rows.get(PRIMARIES, ())
    listed = {row[0] for row in rows}
    wrong = [code for code in page.primaries if rows and code not in listed]
    if wrong:
        source = store.sources[ADD_ONS.name]
        says = f"policies/{ADD_ONS.path} ({source.label}) says {', '.join(sorted(listed))}"
        message = f"the page says add-on to {', '.join(wrong)}, {says}; correct it"
        yield Held(page.place("add_on_to"), message, contradicts=True)
    if rows and page.add_on_type and page.add_on_type not in {row[1] for row in rows}:
        source = store.sources[ADD_ONS.name]
        message = f"the page says type {page.add_on_type}, {source.label} says {rows[0][1]}; correct it"
        yield Held(page.place("add_on_type"), message, contradicts=True)
