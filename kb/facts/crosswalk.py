"""What a code is billed with, and what it is not: rows from code to code, each with who says so and since when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from kb.facts.code_facts import CodeFacts
from kb.facts.codes import CONTRACTOR, count
from kb.facts.of_code import ADDED, PRIMARIES
from kb.facts.store import Store
from kb.facts.tables import ADD_ONS, COVERAGE

HEADING: Final = "What it is billed with, and what not"
BILLED_WITH: Final = "billed with"
PRIMARY_OF: Final = "primary of"
NOT_WITH: Final = "not with"
POLICY_LISTS: Final = "policy lists"


@dataclass(frozen=True)
class Crossing:
    """A row: from a code to others (codes and runs of codes, or a document), the kind, who says so, and since when.

    `since` is the day that the file prints, else that of its edition; `modifiers` says whether a modifier opens it.
    """

    source: str
    target: str
    kind: str
    says: str
    since: str
    modifiers: str = ""

    def record(self) -> dict[str, Any]:
        """Write the row as plain values."""
        return {
            "from": self.source,
            "to": self.target,
            "kind": self.kind,
            "says": self.says,
            "since": self.since,
            "modifiers": self.modifiers or None,
        }


def crosswalk(facts: CodeFacts, store: Store) -> tuple[Crossing, ...]:
    """Give the rows of a code: its primaries, its add-ons, the codes that are denied or paid beside it, documents."""
    return (*_add_ons(facts, store), *_pairs(facts, store), *_documents(facts, store))


def with_own(official: tuple[Crossing, ...], own: Iterable[Crossing]) -> tuple[Crossing, ...]:
    """Add what the library itself says to the rows of official files, but for what one of these says already."""
    told = {(row.kind, row.target) for row in official}
    return (*official, *(row for row in own if (row.kind, row.target) not in told))


def crosswalk_lines(rows: Iterable[Crossing]) -> tuple[tuple[str, str], ...]:
    """Write rows as pairs: of what kind and with what, and who says so since when; pairs of a table are one line."""
    lines: list[tuple[str, str]] = []
    groups: dict[tuple[str, str], list[Crossing]] = {}
    for row in rows:
        if row.kind == NOT_WITH:
            groups.setdefault((row.kind, row.says), []).append(row)
        else:
            lines.append((f"{row.kind}: {row.target}", f"{row.says}{f', since {row.since}' if row.since else ''}"))
    for (kind, says), found in groups.items():
        number = sum(count(row.target) for row in found)
        told = f"{number:,} code{'' if number == 1 else 's'} in {len(found)} group{'' if len(found) == 1 else 's'}"
        lines.append((f"{kind}: {told} of code pairs", says))
    return tuple(lines)


def _add_ons(facts: CodeFacts, store: Store) -> Iterator[Crossing]:
    for key, kind in ((PRIMARIES, BILLED_WITH), (ADDED, PRIMARY_OF)):
        for row in facts.rows.get(key, ()):
            if row[0] != CONTRACTOR:
                source = store.sources[ADD_ONS.name]
                yield Crossing(facts.code, row[0], kind, source.label, row[2] or source.edition.isoformat())


def _pairs(facts: CodeFacts, store: Store) -> Iterator[Crossing]:
    for name, groups in facts.pairs.items():
        source = store.sources[name]
        for group in groups:
            opens = "an NCCI modifier may open it" if group.modifier == "1" else "no modifier opens it"
            since = group.since or source.edition.isoformat()
            yield Crossing(facts.code, group.others, NOT_WITH, source.label, since, opens)


def _documents(facts: CodeFacts, store: Store) -> Iterator[Crossing]:
    for row in facts.documents:
        source = store.sources[COVERAGE.name]
        yield Crossing(facts.code, row[0], POLICY_LISTS, source.label, row[3] or source.edition.isoformat())
