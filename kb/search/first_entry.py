"""What the entry of the first result holds beside the section shown: words of the query, and where sources disagree.

A word that it holds is not told as missing. The browser does the same in `static/first_entry.js`. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from kb.domain.states import STATES
from kb.search.analysis import Concepts, analyse
from kb.search.asks import products_of
from kb.search.documents import SearchDocument
from kb.search.field_sets import Matcher, beside_line, of_plans, rows_on_line
from kb.search.headline import question_of, scope_of
from kb.search.intent import IntentTables
from kb.search.period_groups import Limit
from kb.search.plan_tables import LINE_TITLES
from kb.search.query import Group
from kb.search.ranking import Ranked
from kb.search.reading_result import Reading
from kb.search.scoring import SOURCE
from kb.search.sentences import sentences, sentences_with
from kb.search.subject import subject

MOST: Final = 2
"""Sentences on a conflict that are quoted, and results that a note above them must not deny."""

MOST_LIMITS: Final = 4
"""Time limits whose first day is told."""

FEWEST: Final = 2
"""Words of the subject that such a sentence must hold where the subject has as many."""

OURS: Final = "Our reading"
"""How a sentence begins that is no source's."""

LISTED: Final = " A price that a hospital lists for one follows: it is no rule of the plan."
"""What is told where no plan of a line of business is here, and a row of a price file names one."""

CODE_PAGE: Final = "code"

CONFLICTS: Final = "conflicts"
"""The section of an entry on sources that disagree."""


def numbers_of(first: int, documents: Sequence[SearchDocument]) -> range:
    """Return the sections of the entry of a section, by number; of a code page, those with the same heading."""
    whose = _whose(documents[first])
    start, end = first, first + 1
    while start and _whose(documents[start - 1]) == whose:
        start -= 1
    while end < len(documents) and _whose(documents[end]) == whose:
        end += 1
    return range(start, end)


def texts_of(first: int, documents: Sequence[SearchDocument]) -> list[str]:
    """Return the texts of the sections of the entry of a section."""
    return [documents[number].fields.get("text", "") for number in numbers_of(first, documents)]


def _whose(document: SearchDocument) -> tuple[str, str]:
    return document.entry, document.section if document.kind == CODE_PAGE else ""


def conflicts_of(first: int, documents: Sequence[SearchDocument]) -> list[str]:
    """Return the sentences on conflicts of the entry that a section is of."""
    mine = (documents[number] for number in numbers_of(first, documents))
    text = next((document.fields.get("text", "") for document in mine if document.section == CONFLICTS), "")
    return sentences(text) if text else []


def on_yearless(read: Reading, first: int, documents: Sequence[SearchDocument]) -> Iterator[str]:
    """Quote what the entry of the first result records of days that were typed without a year: 4/15 or 4/16."""
    days = re.findall("([0-9]{1,2})[/-]([0-9]{1,2})", " ".join(read.yearless))
    marks = [f"-{int(month):02}-{int(day):02}" for month, day in days]
    said = [told for told in conflicts_of(first, documents) if any(mark in told for mark in marks)]
    effective = documents[first].effective
    if said:
        yield f"{documents[first].title}, conflicts: “{' '.join(said[:MOST])}”"
    elif effective[4:] in marks:
        yield f"{documents[first].title}: effective {effective}."


def conflicts_on_question(
    first: int, documents: Sequence[SearchDocument], intent: IntentTables, concepts: Concepts
) -> list[str]:
    """Return the sentences on conflicts that name no other question than that of the section."""
    asked = question_of(documents[first])
    told = []
    for said in conflicts_of(first, documents):
        named = {intent.questions.get(term.text, "") for term in analyse(said, concepts)} - {""}
        if not asked or not named or asked in named:
            told.append(said)
    return told


def held_there(
    read: Reading, ranked: Ranked, documents: Sequence[SearchDocument], matcher: Matcher
) -> tuple[Reading, Ranked]:
    """Leave out of what is told as missing the words and the states that the entry of the first result speaks of.

    The page of a product's code is no entry of a plan that is named.
    """
    if not ranked.order:
        return read, ranked
    there = set(numbers_of(ranked.order[0][0], documents))
    asked = (group for group in read.groups if group.written in ranked.unheld and not group.negative)
    held = {group.written for group in asked if there & _holding(group, matcher)}
    if read.named and documents[ranked.order[0][0]].kind == CODE_PAGE:
        held -= products_of(read.groups)
    theirs = there | of_plans(read, matcher) if read.states else there
    spoken = {
        STATES[state] for state in STATES if STATES[state] in read.states and theirs & _on_state(state, matcher)
    }
    missing = (_with_state(told, spoken) for told in read.missing)
    unheld = tuple(word for word in ranked.unheld if word not in held)
    speaks = ranked.order[0][0] in beside_line(read, matcher) if read.lines else False
    first = {number for number, _ in ranked.order[:MOST]}
    lists = bool(first & rows_on_line(read, matcher)) if read.lines else False
    told = tuple(_with_line(one, read, speaks=speaks, lists=lists) for one in missing)
    return replace(read, missing=told), replace(ranked, unheld=unheld)


def _with_state(told: str, spoken: set[str]) -> str:
    """Say that a plan which speaks of a state has no answers of it alone, where it was told as not known there."""
    found = re.match(r"Whether a rule of (.+) holds in (.+) is not recorded in this library\.", told)
    if not found or found[2] not in spoken:
        return told
    own = f"Answers of {found[1]} are not kept by state here: {found[2]} may have a rule of its own."
    return f"{own}{told[found.end() :]}"


def _with_line(told: str, read: Reading, *, speaks: bool, lists: bool) -> str:
    """Say that the first result, of another line of a payer, names the line that is asked for and not here.

    `lists`: a row of prices names one. It is no rule of that plan.
    """
    line = next((LINE_TITLES[line] for line in read.lines if f" no {LINE_TITLES[line]} plan of" in told), "")
    of_first = f" Of the first result only what names {line} speaks of it." if line and speaks else ""
    return f"{told}{of_first}{LISTED if line and lists else ''}"


def said_there(
    read: Reading,
    words: Sequence[str],
    first: int,
    documents: Sequence[SearchDocument],
    concepts: Concepts,
) -> Iterator[str]:
    """Quote what other sections of the entry of the first result say of words that the section itself has not."""
    others = [documents[number] for number in numbers_of(first, documents) if number != first]
    groups = [
        group for group in read.groups if group.written in words and not group.negative and group.kind != "value"
    ]
    found: list[str] = []
    for group in groups:
        texts = (document.fields.get("text", "") for document in others)
        said = next((one for text in texts for one in sentences_with(group.terms, text, concepts)), "")
        found += [said] if said and said not in found else []
    if found:
        named = " or ".join(f"“{group.written}”" for group in groups)
        yield f"{documents[first].title}, on {named}: “{' '.join(found[:MOST]).rstrip('.')}”."


def _on_state(state: str, matcher: Matcher) -> set[int]:
    return _holding(Group("concept", (f"~@{state}",), ""), matcher)


def _holding(group: Group, matcher: Matcher) -> set[int]:
    """Return the sections that hold a group, in the titles of their sources, too."""
    return {*matcher.matches(group, alone=True), *matcher.matches(replace(group, kind=SOURCE), alone=True)}


def on_conflicts(
    read: Reading, first: int, documents: Sequence[SearchDocument], intent: IntentTables, concepts: Concepts
) -> Iterator[str]:
    """Quote what the entry of the first result records of sources that disagree on what is asked."""
    document = documents[first]
    if document.kind != "entry" or document.section == CONFLICTS:
        return
    wanted = subject(read) | {term for _, _, phrase in read.dimensions for term in phrase.split(" ")}
    own = (said for said in conflicts_of(first, documents) if OURS not in said)
    told = {said: {term.text for term in analyse(said, concepts)} for said in own}
    fewest = min(len(wanted), FEWEST)
    on_subject = [said for said, terms in told.items() if wanted and len(terms & wanted) >= fewest]
    on_question = [said for said, terms in told.items() if names_question(terms, read, intent)]
    if found := (on_subject or ([] if read.limits else on_question))[:MOST]:
        yield f"{document.title}: sources disagree: “{' '.join(found).rstrip('.')}”."


def names_question(terms: set[str], read: Reading, intent: IntentTables) -> bool:
    """Return whether one of the terms of a sentence names the question that is asked."""
    return bool(read.question) and any(intent.questions.get(term) == read.question for term in terms)


def on_starts(read: Reading, document: SearchDocument, limits: Sequence[Limit]) -> Iterator[str]:
    """Say for each time limit of the first result from which day it runs, where that is asked."""
    scope, topic = scope_of(document), question_of(document)
    if not read.asks_start or read.limits or read.question not in {"", topic}:
        return
    mine = (one for one in limits if (one.scope, one.question) == (scope, topic))
    told = [
        f"{one.who}: {one.told}" if one.who else one.told for one in mine if re.search(" from |from which", one.told)
    ]
    if told:
        yield f"{document.title}, from which day: {'; '.join(told[:MOST_LIMITS])}."
