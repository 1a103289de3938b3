"""What differs between two facts stores, code by code: pairs gone and new, units, fees, add-ons, payment.

Only the lines of a table that differ are read. Codes with a page, those that are watched, and one that is asked for
are told one by one; all others are counted.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Final

from kb.diff.change import CodeChange, Concern, FactChange, FactsDiff, TableChange
from kb.diff.direction import LOOSER, NEUTRAL, TIGHTER
from kb.diff.listed import listed_changes
from kb.facts.codes import CONTRACTOR, expand
from kb.facts.store import Store
from kb.facts.table_text import Row
from kb.facts.tables import BY_NAME, TABLES, Table

OFFICIAL: Final = "official-fact"
"""The rule of the gate: a fact of a code with a page, or of one that is watched, differs."""

PAIRS_SHOWN: Final = 12


def compare_facts(before: Store, after: Store, pages: Iterable[str], asked: str = "") -> FactsDiff:
    """Compare two stores. `pages` are the codes with a page; `asked` is a code to tell of besides, or empty."""
    watched = {*pages, *before.watched, *after.watched}
    tables: list[TableChange] = []
    found: dict[str, list[FactChange]] = defaultdict(list)
    for table in TABLES:
        changed = _changed(before, after, table)
        if changed is None:
            continue
        gone, new = changed
        editions = (before.sources.get(table.name), after.sources.get(table.name))
        old, now = (source.edition if source else None for source in editions)
        tables.append(TableChange(table.name, old, now, len(gone), len(new)))
        for code, fact in _facts(table, gone, new):
            found[code].append(fact)
    for change, facts in listed_changes(before, after):
        tables.append(change)
        for code, fact in facts.items():
            found[code].append(fact)
    told = {code for code in found if code in watched or code == asked}
    codes = (CodeChange(code, code in watched, tuple(found[code])) for code in sorted(told))
    return FactsDiff(tuple(tables), tuple(codes), len(found) - len(told))


def fact_concerns(found: FactsDiff) -> Iterator[Concern]:
    """Give a reason for a second approval for each code with a page, or watched, whose facts differ."""
    for change in found.codes:
        if change.watched:
            yield Concern(OFFICIAL, change.code, "; ".join(fact.text for fact in change.facts))


def _changed(before: Store, after: Store, table: Table) -> tuple[list[Row], list[Row]] | None:
    """Return the rows of a table that are gone and those that are new; None where it is the same file."""
    old, new = before.files.get(table.path, b""), after.files.get(table.path, b"")
    if old == new and before.files.get(table.provenance) == after.files.get(table.provenance):
        return None
    was, now = set(old.splitlines()[1:]), set(new.splitlines()[1:])
    return _rows(before, table, was - now), _rows(after, table, now - was)


def _rows(store: Store, table: Table, lines: set[bytes]) -> list[Row]:
    if table.runs or b'"' not in b"".join(lines):
        return [tuple(line.decode("utf-8", "replace").split(",")) for line in sorted(lines)]
    wanted = {line.decode("utf-8", "replace") for line in lines}
    return [row for row in store.rows(table) if _written(row) in wanted]


def _written(row: Row) -> str:
    return ",".join(f'"{cell.replace(chr(34), chr(34) * 2)}"' if set(cell) & set(',"') else cell for cell in row)


def _facts(table: Table, gone: list[Row], new: list[Row]) -> Iterator[tuple[str, FactChange]]:
    if table.name.startswith("pairs-"):
        yield from _pair_facts(table, gone, new)
    elif table.name == "add-ons":
        yield from _add_on_facts(gone, new)
    elif table.name == "coverage-codes":
        yield from _listing_facts(gone, new)
    elif table.by_code:
        yield from _row_facts(table, gone, new)


def _row_facts(table: Table, gone: list[Row], new: list[Row]) -> Iterator[tuple[str, FactChange]]:
    """Compare rows by their key, cell by cell."""
    was, now = ({row[: table.key]: row for row in rows} for rows in (gone, new))
    for key in sorted({*was, *now}):
        where = f"{_short(table)}{f', modifier {key[1]}' if table.key > 1 and key[1] else ''}"
        before, after = was.get(key), now.get(key)
        if before is None or after is None:
            yield key[0], FactChange(f"{where}: {'new row' if before is None else 'row gone'}", NEUTRAL)
            continue
        for name, one, other in zip(table.names, before, after, strict=True):
            if one != other:
                text = f"{where}: {name.replace('_', ' ')} {one or 'none'} → {other or 'none'}"
                yield key[0], FactChange(text, _direction(table, name, one, other))


def _direction(table: Table, name: str, before: str, after: str) -> str:
    if table.name.startswith("units-") and name == "units" and before.isdigit() and after.isdigit():
        return LOOSER if int(after) > int(before) else TIGHTER
    return NEUTRAL


def _short(table: Table) -> str:
    titles = {"fees": "fee schedule", "hcpcs": "HCPCS file", "opps": "OPPS"}
    if table.name.startswith("units-"):
        return f"MUE, {table.name.removeprefix('units-')}"
    return titles.get(table.name, BY_NAME[table.name].title)


Terms = tuple[str, str, str, str]
"""Indicator, rationale, first day and last day of an edit."""


def _pair_facts(table: Table, gone: list[Row], new: list[Row]) -> Iterator[tuple[str, FactChange]]:
    """Compare pairs one by one, and tell for both codes of each which are gone, new, or otherwise than before."""
    was, now = _terms(gone), _terms(new)
    sums: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for one, other in {*was, *now}:
        kind = _kind(was.get((one, other)), now.get((one, other)))
        if kind:
            sums[one][kind].append(other)
            sums[other][kind].append(one)
    claims = table.name.removeprefix("pairs-")
    for code, kinds in sorted(sums.items()):
        for kind in sorted(kinds):
            codes = sorted(kinds[kind])
            few = f" ({', '.join(codes)})" if len(codes) <= PAIRS_SHOWN else ""
            noun = "pair" if len(codes) == 1 else "pairs"
            yield code, FactChange(f"{claims}: {len(codes):,} {noun} {kind}{few}", DIRECTIONS[kind])


DIRECTIONS: Final = {
    "gone": LOOSER,
    "new": TIGHTER,
    "with modifier 0 → 1": LOOSER,
    "with modifier 1 → 0": TIGHTER,
    "with another reason or date": NEUTRAL,
}


def _kind(before: Terms | None, after: Terms | None) -> str:
    if before == after:
        return ""
    if before is None:
        return "new"
    if after is None:
        return "gone"
    return "with another reason or date" if before[0] == after[0] else f"with modifier {before[0]} → {after[0]}"


def _terms(rows: list[Row]) -> dict[tuple[str, str], Terms]:
    return {(row[0], other): (row[1], row[2], row[3], row[4]) for row in rows for other in expand(row[5])}


def _add_on_facts(gone: list[Row], new: list[Row]) -> Iterator[tuple[str, FactChange]]:
    was, now = ({row[:2]: row[2:] for row in rows} for rows in (gone, new))
    for add_on, primary in sorted({*was, *now}):
        before, after = was.get((add_on, primary)), now.get((add_on, primary))
        what = "is new" if before is None else "is gone" if after is None else "has another type or date"
        way = LOOSER if before is None else TIGHTER if after is None else NEUTRAL
        yield add_on, FactChange(f"add-on file: primary {primary} {what}", way)
        if primary != CONTRACTOR:
            yield primary, FactChange(f"add-on file: add-on {add_on} {what}", way)


def _listing_facts(gone: list[Row], new: list[Row]) -> Iterator[tuple[str, FactChange]]:
    was, now = ({(row[0], code) for row in rows for code in expand(row[2])} for rows in (gone, new))
    for document, code in sorted(was ^ now):
        what = "lists it no longer" if (document, code) in was else "lists it now"
        yield code, FactChange(f"coverage: {document} {what}", NEUTRAL)
