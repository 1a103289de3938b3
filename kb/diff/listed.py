"""What differs between two stores in the listed prices that imports sum up, by table and by code."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from kb.diff.change import FactChange, TableChange
from kb.diff.direction import NEUTRAL
from kb.facts.listed import listed_table, owners
from kb.facts.store import Store

Line = tuple[str, ...]


def listed_changes(before: Store, after: Store) -> Iterator[tuple[TableChange, Mapping[str, FactChange]]]:
    """Give each table of listed prices that differs, and what differs of each code in it."""
    for owner in sorted({*owners(before.files), *owners(after.files)}):
        table = listed_table(owner)
        if all(before.files.get(path) == after.files.get(path) for path in (table.path, table.provenance)):
            continue
        was, now = _lines(before, owner), _lines(after, owner)
        gone, new = (Counter(line[0] for line in lines) for lines in (was - now, now - was))
        facts = {code: FactChange(_told(owner, gone[code], new[code]), NEUTRAL) for code in sorted({*gone, *new})}
        yield TableChange(f"listed/{owner}", None, None, gone.total(), new.total()), facts


def _lines(store: Store, owner: str) -> set[Line]:
    return {tuple(line.cells.values()) for lines in store.listed.values() for line in lines if line.owner == owner}


def _told(owner: str, gone: int, new: int) -> str:
    return f"listed prices, {owner}: lines gone: {gone:,}, new: {new:,}"
