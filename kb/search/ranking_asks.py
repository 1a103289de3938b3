"""Which sections tell of what a query asks for, and the question whose sections come first.

The browser does the same in `static/ranking_order.js`. Pure.
"""

from __future__ import annotations

import re
from typing import Final

from kb.search.ask_kinds import APPROVAL_LENGTH, CHANGES, HOSPITAL, Kind
from kb.search.asks import CONTACTS, OF_CLAIMS, Ask, kinds_of, words_of
from kb.search.dimensions import PEER
from kb.search.document_numbers import numbers_asked
from kb.search.field_sets import (
    CODE_PAGES,
    Matcher,
    beside_line,
    having,
    of_plans,
    own_pages,
    speaking,
    within,
)
from kb.search.of_hospitals import of_hospitals
from kb.search.reading_result import Reading
from kb.search.subject import subject

OF_ANY_QUESTION: Final = ("patient-bill",)
"""What a section on any question can tell of; static/ranking_asks.js has the same."""


def sections_of_asks(read: Reading, matcher: Matcher) -> dict[str, set[int]]:
    """Return by what is asked for the sections of the plans that tell of it, on the question if one is put.

    What changed in a document that is named by its number is told by sections that have the number; in what a title
    of the plans names, by the entries with that title; in a code without a page, by sections that have it. How long
    an approval holds can be told by any section of the entries on what is named: coverage for 6 months.
    """
    mine = set(range(matcher.count))
    if read.named:
        mine = of_plans(read, matcher) | own_pages(read, matcher) | beside_line(read, matcher)
    on = having(matcher, f"topic={read.question}") if read.question and not read.is_weak else mine
    numbers = [set(matcher.matches(group, alone=True)) for group in numbers_asked(read.groups)]
    of_numbers = set().union(*numbers) if numbers else _titled(read, matcher) & mine or mine
    found = {}
    for kind in kinds_of(read.asks):
        telling = _telling(kind, read, matcher)
        if kind.key == HOSPITAL:
            found[kind.key] = of_hospitals(read, matcher)
        elif kind.key == "opps":
            of_codes = within(matcher, "named", *(code.lower() for code in read.codes))
            found[kind.key] = telling & having(matcher, CODE_PAGES) & of_codes
        elif kind.key == CHANGES and read.codes and not numbers:
            on_codes = set[int]().union(*(having(matcher, f"code={code.lower()}") for code in read.codes))
            on_codes |= within(matcher, "word", *(code.written.lower() for code in read.absent))
            found[kind.key] = telling & mine & on & on_codes
        elif kind.key == APPROVAL_LENGTH:
            found[kind.key] = telling & mine & (on | _on_subject(read, matcher)) & of_numbers
        elif kind.on_subject:
            told = telling & _on_subject(read, matcher)
            found[kind.key] = told & mine if kind.words else told
        else:
            is_of_any = kind.key in OF_ANY_QUESTION
            is_numbered = bool(numbers) if is_of_any else bool(kind.words)
            found[kind.key] = telling & mine & (mine if is_of_any else on) & (of_numbers if is_numbered else mine)
    return found


def _telling(kind: Kind, read: Reading, matcher: Matcher) -> set[int]:
    """Return the sections that tell of a kind, whoever they are of; of a contact for a peer-to-peer those on it."""
    if kind.key not in CONTACTS:
        phrases = next(iter(words_of([Ask(kind.key)])), ())
        return having(matcher, kind.facet) if kind.facet else speaking(phrases, matcher)
    telling = _with_contact(kind.key, read, matcher)
    if any(value[:2] == PEER for value in read.dimensions):
        telling &= speaking([phrase for phrases in read.alike for phrase in phrases], matcher)
    return telling


def _with_contact(key: str, read: Reading, matcher: Matcher) -> set[int]:
    """Return the sections with a contact for all, or for a line that is named; for claims none of appeals."""
    telling = having(matcher, f"contact={key}").union(
        *(having(matcher, f"contact={key}@{one}") for one in read.lines)
    )
    is_of_claims = any(ask.key == key and re.search(OF_CLAIMS, ask.every) for ask in read.asks)
    return telling - having(matcher, "topic=appeals") if is_of_claims and read.question != "appeals" else telling


def _on_subject(read: Reading, matcher: Matcher) -> set[int]:
    """Return the sections of the entries on a product or a code that is named, by their titles or their codes."""
    groups = [group for group in read.groups if not group.negative and group.kind in {"word", "concept"}]
    titled = within(matcher, "title", *(term for group in groups for term in group.terms if term not in read.read))
    return titled | within(matcher, "named", *(code.lower() for code in read.codes))


def _titled(read: Reading, matcher: Matcher) -> set[int]:
    """Return the sections of entries whose titles hold a class or family of codes named, or a word of the subject."""
    families = (term for group in read.groups if group.kind == "any" for term in map(str, group.terms))
    named = (term for term in families if term.startswith("~"))
    return within(matcher, "title", *read.class_terms, *named, *sorted(subject(read)))


def topic_asked(read: Reading) -> str:
    """Return the question whose sections come first; coverage if a plan and a code are named without a question."""
    return read.question or ("coverage" if read.scopes and (read.codes or read.class_of_codes) else "")
