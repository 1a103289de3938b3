"""What the library itself says a code is billed with, beside what official files say: rows of pages and entries."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kb.domain.model import Library
from kb.domain.scopes import scope_title_of
from kb.domain.vocabulary import SUPERSEDED
from kb.facts.code_facts import CodeFacts
from kb.facts.crosswalk import BILLED_WITH, POLICY_LISTS, PRIMARY_OF, Crossing, crosswalk, with_own
from kb.facts.store import Store

PAGE: Final = "page of {code} in this library"


def every_crossing(library: Library, facts: CodeFacts, store: Store) -> tuple[Crossing, ...]:
    """Give the rows of a code from official files, then those that the library's pages and entries add."""
    return with_own(crosswalk(facts, store), own_crossings(library, facts.code))


def own_crossings(library: Library, code: str) -> tuple[Crossing, ...]:
    """Give the rows of a code from the library: primaries and add-ons typed on pages, entries that name the code."""
    return (*_typed(library, code), *_listed(library, code))


def _typed(library: Library, code: str) -> Iterator[Crossing]:
    page = library.codes.get(code)
    for primary in page.primaries if page else ():
        yield Crossing(code, primary, BILLED_WITH, PAGE.format(code=code), "")
    for other in library.codes.values():
        if code in other.primaries:
            yield Crossing(code, other.code, PRIMARY_OF, PAGE.format(code=other.code), "")


def _listed(library: Library, code: str) -> Iterator[Crossing]:
    for entry in library.entries_naming(code):
        if entry.currency != SUPERSEDED:
            since = entry.effective.isoformat() if entry.effective else ""
            yield Crossing(code, entry.id, POLICY_LISTS, scope_title_of(library, entry), since)
