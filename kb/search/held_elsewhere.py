"""Numbers of documents that are asked for and that the plan asked of has not, or that the library only mentions.

A number that the library holds anywhere is told with whose it is. What only mentions a document does not answer for
it. The browser says the same, in `static/held_elsewhere.js`. Pure.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from kb.search.analysis import Concepts, analyse
from kb.search.document_numbers import numbers_asked
from kb.search.documents import SearchDocument
from kb.search.field_sets import Matcher, within
from kb.search.query import Group
from kb.search.ranking import Ranked
from kb.search.reading_result import Reading
from kb.search.sentences import sentences

SHOWN: Final = 2
"""How many documents of one number are named."""


def mentioned_numbers(groups: Iterable[Group], matcher: Matcher) -> tuple[str, ...]:
    """Return the numbers, as typed, that sections speak of and that no entry is on."""
    return tuple(
        group.written
        for group in numbers_asked(groups)
        if matcher.matches(group, alone=True) and not within(matcher, "title", *group.terms)
    )


def told_elsewhere(
    read: Reading, ranked: Ranked, documents: Sequence[SearchDocument], matcher: Matcher
) -> dict[str, str]:
    """Say whose each number is that what was found does not hold and that the library does; by the words typed."""
    gone = {*ranked.loosened, *ranked.unheld}
    found = {}
    for group in numbers_asked(read.groups):
        own = within(matcher, "title", *group.terms)
        holding = own or set(matcher.matches(group, alone=True))
        if group.written in gone and holding:
            titles = list(dict.fromkeys(documents[number].title for number in sorted(holding)))[:SHOWN]
            what = "is held as a document of" if own else "is only mentioned, by"
            whose = f"it is no document of {read.plan_label}" if read.named else "what follows is not of it"
            found[group.written] = f"“{group.written.upper()}” {what} {' and '.join(titles)}; {whose}."
    return found


def on_mentioned(
    read: Reading, ranked: Ranked, documents: Sequence[SearchDocument], matcher: Matcher, concepts: Concepts
) -> Iterator[str]:
    """Quote what the best result says of each number that no entry is on."""
    for group in numbers_asked(read.groups):
        holding = matcher.matches(group, alone=True) if group.written in read.mentioned else {}
        first = next((documents[number] for number, _ in ranked.order if number in holding), None)
        if first:
            said = next(_sentences_with(group, first.fields.get("text", ""), concepts), "")
            quoted = f": “{said}”" if said else "."
            yield f"“{group.written.upper()}” has no entry of its own here. {first.title} only mentions it{quoted}"


def _sentences_with(group: Group, text: str, concepts: Concepts) -> Iterator[str]:
    for sentence in sentences(text):
        if any(term.text in group.terms for term in analyse(sentence, concepts)):
            yield sentence


def sections_mentioning(read: Reading, matcher: Matcher) -> frozenset[int]:
    """Return the sections whose value is no answer for a number that they only mention."""
    asked = (group for group in numbers_asked(read.groups) if group.written in read.mentioned)
    return frozenset(number for group in asked for number in matcher.matches(group, alone=True))
