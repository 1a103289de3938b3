"""May two codes be billed together? What the pair tables say, and what they cannot say.

That a table has no edit of two codes is an answer only where the table is whole and the store knows both codes; else
the answer is that it is not in the files imported.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from kb.facts.code_facts import CodeFacts
from kb.facts.meanings import means
from kb.facts.of_code import PAIRS
from kb.facts.pair_index import DENIED, PairGroup, with_code
from kb.facts.provenance import Provenance
from kb.facts.rationales import PAIR_RATIONALES
from kb.facts.store import Store

EDIT: Final = "edit"
NO_EDIT: Final = "no edit"
NOT_IMPORTED: Final = "not in the files imported"


@dataclass(frozen=True)
class Beside:
    """What one pair table says of two codes: an edit with its groups, no edit, or that it cannot say."""

    setting: str
    state: str
    groups: tuple[PairGroup, ...]
    source: Provenance | None


def beside(store: Store, facts: CodeFacts, other: CodeFacts) -> tuple[Beside, ...]:
    """Say for practitioner and for hospital claims whether two codes have an edit."""
    return tuple(_beside(store, table.name, facts, other) for table in PAIRS)


def _beside(store: Store, name: str, facts: CodeFacts, other: CodeFacts) -> Beside:
    source = store.sources.get(name)
    groups = tuple(with_code(facts.pairs.get(name, ()), other.code))
    known = facts.known and other.known
    state = EDIT if groups else NO_EDIT if source and source.whole and known else NOT_IMPORTED
    return Beside(name.removeprefix("pairs-"), state, groups, source)


def sentence(found: Beside, code: str, other: str) -> str:
    """Write what a table says as a sentence: who is paid, whether a modifier opens it, and the reason printed."""
    if found.state == NO_EDIT:
        return f"{found.setting}: no edit between {code} and {other} in the whole table."
    if found.state == NOT_IMPORTED:
        return f"{found.setting}: not in the files imported; that is no answer."
    return f"{found.setting}: {' '.join(edit_words(group, code, other) for group in found.groups)}"


def edit_words(group: PairGroup, code: str, other: str) -> str:
    """Write an edit in words."""
    paid, denied = (other, code) if group.column == DENIED else (code, other)
    until = f" It ends on {group.until}." if group.until else ""
    since = f" It begins on {group.since}." if group.since else ""
    return (
        f"{paid} is paid, {denied} is denied. Modifier {group.modifier}: "
        f"{means('pairs', 'modifier', group.modifier)}. Printed reason: {reason(group)}.{since}{until}"
    )


def reason(group: PairGroup) -> str:
    """Give the rationale as CMS prints it."""
    return PAIR_RATIONALES[int(group.rationale) - 1]
