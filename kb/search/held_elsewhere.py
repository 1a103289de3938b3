"""Numbers of documents that are asked for and that the plan asked of has not, or that the library only mentions.

A number that the library holds anywhere is told with whose it is. What only mentions a document does not answer for
it. The browser says the same, in `static/held_elsewhere.js`. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from kb.search.analysis import Concepts, words
from kb.search.document_numbers import numbers_asked, of_other_revisions
from kb.search.documents import SearchDocument
from kb.search.field_sets import CONFLICTS, Matcher, having, within
from kb.search.first_entry import numbers_of, texts_of
from kb.search.query import Group
from kb.search.ranking import Ranked
from kb.search.reading_result import Reading
from kb.search.scoring import SOURCE
from kb.search.sentences import sentences, sentences_with

REVISION: Final = r"[.-]([0-9]{2,3})$"
"""The revision at the end of a document's number."""

OF_CONTRACTOR: Final = "[al][0-9]{5}"
"""The number of an LCD or an article: titles of sources tell its versions; static/held_elsewhere.js has the same."""

VERSIONS: Final = tuple(word.term for word in words("version edition revision"))
DIGITS: Final = (1, 2, 3)
"""The words of sections that name versions, as terms, and how many digits their numbers are written with."""

NOWHERE: Final = "“{number}” stands nowhere in this library: no result is of it."
"""What is told of a number that nothing holds."""

OTHER: Final = "~!"
"""How the term of a plan begins that is not in the library."""

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
    read: Reading, ranked: Ranked, documents: Sequence[SearchDocument], matcher: Matcher, concepts: Concepts
) -> dict[str, str]:
    """Say whose each number is that what was found does not hold and that the library does; by the words typed."""
    gone = {*ranked.loosened, *ranked.unheld}
    found = {one: NOWHERE.format(number=one) for one in nowhere(read, ranked, matcher)}
    for group in numbers_asked(read.groups):
        own = within(matcher, "title", *group.terms)
        holding = own or set(matcher.matches(group, alone=True))
        if group.written in gone and holding and group.written not in read.mentioned:
            titles = list(dict.fromkeys(documents[number].title for number in sorted(holding)))[:SHOWN]
            what = "is held as a document of" if own else "is only mentioned, by"
            whose = (
                f"no document of {read.plan_label} is recorded by it" if read.named else "what follows is not of it"
            )
            said = _said_of_others(read, [documents[number] for number in sorted(own)], concepts)
            more = f", where it says: “{said.rstrip('.')}”" if said else ""
            more += f"; {whose}" if read.scopes or not said else ""
            found[group.written] = f"“{group.written.upper()}” {what} {' and '.join(titles)}{more}."
    return found


def _said_of_others(read: Reading, sections: Sequence[SearchDocument], concepts: Concepts) -> str:
    """Return what sections say of a plan that is named and not here: that it shows the document as well."""
    names = [str(term) for group in read.groups if not group.negative for term in group.terms]
    others = [name for name in names if name.startswith(OTHER)]
    texts = (section.fields.get("text", "") for section in sections if others)
    return next((said for text in texts for said in sentences_with(others, text, concepts)), "")


def nowhere(read: Reading, ranked: Ranked, matcher: Matcher) -> list[str]:
    """Return the numbers, as typed, that nothing in the library holds; codes are told of as such."""
    gone = {*ranked.loosened, *ranked.unheld} - {code.written.lower() for code in read.absent}
    asked = (group for group in numbers_asked(read.groups) if group.written in gone)
    return [group.written for group in asked if not matcher.matches(group, alone=True)]


def on_mentioned(
    read: Reading, ranked: Ranked, documents: Sequence[SearchDocument], matcher: Matcher, concepts: Concepts
) -> Iterator[str]:
    """Quote what the best result says of each number that no entry is on."""
    for group in numbers_asked(read.groups):
        holding = matcher.matches(group, alone=True) if group.written in read.mentioned else {}
        first = next((documents[number] for number, _ in ranked.order if number in holding), None)
        if first:
            text = first.fields.get("text", "")
            said = next(sentences_with(group.terms, text, concepts), "") or " ".join(_of_revision(group, [text]))
            told = f"only mentions it: “{said}”" if said else "cites it as a source."
            yield f"“{group.written.upper()}” has no entry of its own here. {first.title} {told}"


def on_revision(read: Reading, first: int, documents: Sequence[SearchDocument]) -> Iterator[str]:
    """Quote what the entry of the first result says of a revision that is asked for and has no entry of its own."""
    texts = texts_of(first, documents)
    for group in of_other_revisions(read.groups):
        if said := _of_revision(group, texts):
            yield f"{group.written.upper()}: {documents[first].title} says of it: “{' '.join(said)}”"


def on_versions(read: Reading, first: int, documents: Sequence[SearchDocument], matcher: Matcher) -> Iterator[str]:
    """Say which versions of a document are asked for by number that the entry of the first result does not name.

    One of a contractor's article that the title of a source has is told with what cites it.
    """
    named = set().union(*(within(matcher, "word", term) for term in VERSIONS)) & set(numbers_of(first, documents))
    numbers = [*numbers_asked(read.groups)]
    typed = {group.written: group for group in numbers if re.fullmatch(OF_CONTRACTOR, group.written)}
    article = replace(next(iter(typed.values())), kind=SOURCE) if len(typed) == 1 else None
    for version in read.versions if numbers else ():
        written = tuple(version.zfill(digits) for digits in DIGITS)
        if named & within(matcher, "word", *written):
            continue
        cited = _citing(article, written, matcher) if article else None
        if article is None or cited is None:
            yield f"{documents[first].title} names no version {version}."
            continue
        told = min({*numbers_of(cited, documents)} & having(matcher, CONFLICTS), default=cited)
        of, where = article.written.upper(), f"{documents[told].title}, {documents[told].heading}"
        yield f"Version {version} of {of} is cited as a source: see {where}."


def _citing(article: Group, version: tuple[str, ...], matcher: Matcher) -> int | None:
    """Return the first section whose sources' titles have an article and a version in one of its spellings."""
    in_source = (article, Group(SOURCE, version, ""), Group(SOURCE, VERSIONS, ""))
    return min(set.intersection(*(set(matcher.matches(one, alone=True)) for one in in_source)), default=None)


def _of_revision(group: Group, texts: Sequence[str]) -> list[str]:
    """Return the first sentences that name the revision at the end of a number: `.27`, `edition 098`."""
    typed = re.search(REVISION, group.written)
    if not typed:
        return []
    named = rf"(?<![0-9a-z])(?:[.-]|(?:edition|revision|version) )0*{int(typed[1])}(?![0-9])"
    return [one for text in texts for one in sentences(text) if re.search(named, one.lower())][:SHOWN]


def sections_mentioning(read: Reading, matcher: Matcher) -> frozenset[int]:
    """Return the sections whose value is no answer for a number that they only mention."""
    asked = (group for group in numbers_asked(read.groups) if group.written in read.mentioned)
    return frozenset(number for group in asked for number in matcher.matches(group, alone=True))
