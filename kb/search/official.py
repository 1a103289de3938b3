"""What search adds from official files: that a code without a page has facts, and what a code is billed with.

The browser says the same, in `static/facts_notes.js`. The text index does not grow by it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from kb.facts.crosswalk import BILLED_WITH, PRIMARY_OF, crosswalk
from kb.facts.of_code import facts_of
from kb.facts.store import Store

ASKS: Final = re.compile(
    r"\bbill\w* with\b|\bbill\w*\b.*\bwith\b|\badd-?ons?\b|\bprimar(?:y|ies)\b|\bgoes with\b", re.IGNORECASE
)
"""How people ask what a code is billed with."""

WORDS: Final = {BILLED_WITH: "is an add-on to", PRIMARY_OF: "is the primary code of"}
ANY: Final = "codes/any.html"


@dataclass(frozen=True)
class OfficialNote:
    """A note on a code: what is told, and the page that shows it."""

    code: str
    told: str
    url: str


def official_notes(
    store: Store, typed: str, absent: tuple[str, ...], held: tuple[str, ...]
) -> Iterator[OfficialNote]:
    """Yield the notes on a query: `absent` are its codes without a page, `held` those with one."""
    if not store.sources:
        return
    for code in absent:
        if facts_of(store, code).known:
            told = f"{code}: no policy page here; fee, units and pairs stand in the official files imported."
            yield OfficialNote(code, told, f"{ANY}#{code}")
    if ASKS.search(typed):
        yield from (note for code in (*held, *absent) for note in _billed_with(store, code))


def _billed_with(store: Store, code: str) -> Iterator[OfficialNote]:
    rows = crosswalk(facts_of(store, code), store)
    for kind, words in WORDS.items():
        found = [row for row in rows if row.kind == kind]
        if found:
            told = f"{code} {words} {', '.join(row.target for row in found)} ({found[0].says})."
            yield OfficialNote(code, told, f"{ANY}#{code}")
