"""One reading of a query, for the box, the card, the hits and the commands: what it asks, of whom, of which day.

What is named binds: plans, codes, quotes, filters. The question comes next, all other words only rank. What nothing
could read is kept and told. The browser reads alike in `static/reading.js`, from the tables of this package; one list
of examples holds both. Pure.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from kb.domain.states import STATES
from kb.domain.vocabulary import BY_KEY
from kb.search import dates
from kb.search.analysis import Concepts, words
from kb.search.asks import kinds_of, products_of, terms_of_asks, words_of
from kb.search.binding import searched_of
from kb.search.dates import Found, find_dates
from kb.search.denials import NOTHING_ON, OF_DENIAL, DeniedFor, take_denial_codes
from kb.search.document_numbers import VERSION
from kb.search.expansion import expand
from kb.search.intent import IntentTables, questions_beside, read_dimensions, said_in
from kb.search.left_out import told_left_out
from kb.search.lexicon import Lexicon
from kb.search.mentions import MA, jurisdictions, may_be_pennsylvania
from kb.search.modifiers import modifiers_beside, on_modifiers
from kb.search.not_held import codes_not_held, on_ranges
from kb.search.payer_order import of_order
from kb.search.period_groups import NONE_FOR, without_stated_lines
from kb.search.plan_tables import MEDICARE, Mention, Named
from kb.search.query import NOISE, Group, begins_with, counting
from kb.search.ranking_first import TIMED_QUESTIONS
from kb.search.reading_asked import Asked, Given, read_asked, terms_said
from kb.search.reading_cut import Cut, cut_query
from kb.search.reading_result import Reading
from kb.search.reading_shown import of_service, parts, span, time_notes
from kb.search.reading_tables import ReadingTables
from kb.search.sections_asked import (
    EFFECTIVE,
    NEWEST,
    OF_UNITS,
    PLAIN_MODIFIER,
    STARTS,
    alike_of,
    first_told_of,
    spoken_of,
)
from kb.search.typed import clean

RECORDED_TODAY: Final = "As recorded today: "
"""What is before a time limit where a day of service before today is asked of."""


def read_query(typed: str, concepts: Concepts, lexicon: Lexicon, tables: ReadingTables, today: dt.date) -> Reading:
    """Read a query as typed. Never fails: what cannot be read is told."""
    text = clean(typed)
    times = find_dates(text, today)
    rest, denied = take_denial_codes(dates.without(text, times), tables.denials)
    cut = cut_query(rest, concepts, lexicon, tables)
    first, last = span(of_service(times))
    asked = read_asked(cut, Given(denied, times, first, last, today), concepts, lexicon, tables)
    kept = _searched(cut, asked.question, times, tables)
    years = dates.bare_years(times)
    counts = {*_counts(cut, asked.question), *years}
    widened = [(group, "") if group.written in counts else expand(group, lexicon) for group in kept]
    named, terms = cut.named, cut.terms
    read = Reading(
        groups=tuple(group for group, _ in widened),
        mended=cut.mended,
        notes=(
            *denied.notes,
            *cut.notes,
            *_nowhere(denied.words, lexicon),
            *time_notes(times),
            *(note for _, note in widened if note),
        ),
        absent=codes_not_held(
            tuple(g for g, (w, _) in zip(kept, widened, strict=True) if w == g and g.written not in years), lexicon
        ),
        codes=asked.codes,
        scopes=named.scopes,
        payers=named.payers,
        named=named.named,
        plan_label=named.label,
        state_only=named.state_only,
        unborn=asked.unborn,
        missing=tuple(_missing(cut, asked, denied, concepts, lexicon, tables, is_past="" < last < today.isoformat())),
        question=asked.question,
        class_of_codes=next(iter(asked.classes), ""),
        class_terms=tuple(term for term in terms if term in tables.intent.classes),
        day=first,
        last_day=last,
        dimensions=asked.dimensions,
        table=asked.table,
        read=_read_terms(cut, asked, denied, times, concepts, tables),
        asked_by=frozenset(_asked_by(cut, asked.question, tables)),
        limits=asked.limits,
        beside=named.beside,
        brand=named.brand,
        lines=named.lines,
        alike=(
            *alike_of(asked.dimensions, tables.intent),
            *spoken_of(cut.rest),
            *first_told_of(asked.table),
            *words_of(asked.asks),
            *((one,) for one in asked.modifiers),
        ),
        names_product=bool(products_of(cut.groups)),
        asks_effective=asked.asks_effective,
        asks_newest=bool(re.search(NEWEST, cut.rest)),
        asks_start=bool(re.search(STARTS, cut.text)),
        asks_units=bool(re.search(OF_UNITS, cut.rest)),
        further=asked.further,
        is_weak=asked.is_weak,
        asks=asked.asks,
        outside=any(kind.outside for kind in kinds_of(asked.asks)),
        states=tuple(_other_states(named, tables)),
        undated=_undated(text, times, asked.codes, asked.question),
        yearless=tuple(one.written for one in times if one.lacks_year),
        versions=tuple(dict.fromkeys(re.findall(VERSION, cut.text))),
    )
    return replace(read, parts=tuple(parts(read, of_service(times), denied)))


def _counts(cut: Cut, question: str) -> set[str]:
    """Return the words of a query that count something, and those of phrases that put a question: none is widened."""
    counted = counting(cut.groups, is_timed=question in TIMED_QUESTIONS)
    return {*counted, *(word for said in said_in(cut.text) for word in re.split("[^0-9a-z]+", said))}


def _missing(  # noqa: PLR0913, PLR0917  (each is a part of the reading)
    cut: Cut,
    asked: Asked,
    denied: DeniedFor,
    concepts: Concepts,
    lexicon: Lexicon,
    tables: ReadingTables,
    *,
    is_past: bool,
) -> Iterator[str]:
    """Yield what is told of what a query names and the library has not, or has for others.

    `is_past`: of a day of service before today, on which what is recorded today may not have held.
    """
    yield from _ambiguous(cut.groups, cut.mentions, tables)
    yield from jurisdictions(cut.text, concepts, tables)
    yield from told_left_out([*cut.out, *asked.values_out])
    yield from on_ranges(cut.groups, lexicon)
    if not (asked.is_weak or denied.codes):
        yield from _beside(cut, (asked.question, *asked.further), concepts, tables.intent)
    yield from without_stated_lines(cut.named, asked.question, tables.limits)
    recorded = (
        {limit.sentence for limit in asked.limits if not limit.value.startswith(NONE_FOR)} if is_past else set()
    )
    yield from (f"{RECORDED_TODAY}{told}" if told in recorded else told for told in asked.told_of_groups)
    yield from asked.told_of_life
    yield from on_modifiers(modifiers_beside(cut.rest, asked.modifiers), asked.codes, tables.modifiers)


def _read_terms(  # noqa: PLR0913, PLR0917  (each is a part of the reading)
    cut: Cut, asked: Asked, denied: DeniedFor, times: Sequence[Found], concepts: Concepts, tables: ReadingTables
) -> frozenset[str]:
    """Return the terms that the reading used."""
    written = (
        denied.words,
        *(match[0] for match in re.finditer(OF_DENIAL, cut.text) if denied.codes),
        *dates.bare_years(times),
        *cut.added,
        *of_order(cut.named.order),
        *(re.findall(PLAIN_MODIFIER, cut.text) if asked.together else []),
        *asked.modifiers,
        *said_in(cut.text),
        *(match[0] for match in re.finditer(EFFECTIVE, cut.text)),
        *(["effective"] if asked.asks_effective else []),
        *(ask.every for ask in asked.asks),
    )
    used = _used(cut.terms, cut.groups, cut.text, written, tables)
    return used | set(terms_of_asks(asked.asks, cut.groups)) | terms_said(denied, concepts)


def _asked_by(cut: Cut, question: str, tables: ReadingTables) -> Iterator[str]:
    """Yield the terms by which a query names its question and its one payer; none of several, or of a contractor.

    Another word than the question's own, such as experimental, is looked for; a contractor's rules go before the
    national ones by its name.
    """
    is_one = len(cut.named.payers) == 1 and MEDICARE not in cut.named.payers
    title = f"~{BY_KEY[question].label.lower()}" if question else ""
    for term in cut.terms if question and cut.named.scopes and is_one else ():
        if term == title or tables.plans.terms.get(term, ("",))[0] in {"payer", "plan", "plans"}:
            yield term


def _searched(cut: Cut, question: str, times: Sequence[Found], tables: ReadingTables) -> list[Group]:
    """Return the groups that are searched for: not the year of a time limit, and no word that orders two payers."""
    kept = searched_of(cut.groups, cut.mentions, cut.named, tables)
    years = dates.bare_years(times) if question in {"", *TIMED_QUESTIONS} and cut.named.named else ()
    without = {*years, *of_order(cut.named.order)}
    return [group for group in kept if group.written not in without] or kept


def _nowhere(said: str, lexicon: Lexicon) -> Iterator[str]:
    """Say of the words that a denial code stands for which of them nothing here has."""
    gone = [word.raw for word in words(said) if word.raw not in NOISE and not lexicon.holds(word.term)]
    if gone:
        yield NOTHING_ON.format(words=" or ".join(f"“{word}”" for word in gone))


def _beside(cut: Cut, questions: Sequence[str], concepts: Concepts, intent: IntentTables) -> list[str]:
    """Say which questions are named beside those that are answered; those that are ruled out are told as such."""
    return questions_beside(cut.text, cut.terms, (*questions, *cut.out.values()), concepts, intent)


def _undated(text: str, times: Sequence[Found], codes: Sequence[str], question: str) -> str:
    """Return the first date of a service that could not be read, where no other could; empty for none.

    A day of a decision, one without its year beside a time limit, and two of which it is asked which one holds beside
    no code, leave the answer as it is.
    """
    if span(of_service(times))[0] or (not codes and dates.are_choice(times, text)):
        return ""
    is_timed = question in TIMED_QUESTIONS
    unread = (one for one in times if not one.first and not (one.lacks_year and (one.is_decision or is_timed)))
    return next((one.written for one in unread), "")


def _other_states(named: Named, tables: ReadingTables) -> Iterator[str]:
    """Yield the states that are named and that no plan asked of is recorded for."""
    for state in named.states:
        if not any(state in tables.plans.plans[scope].states for scope in named.scopes):
            yield STATES[state]


def _ambiguous(groups: Sequence[Group], mentions: Sequence[Mention | None], tables: ReadingTables) -> Iterator[str]:
    """Say that MA could be two things where neither payer nor place tells which, and what PA is beside a brand."""
    if any(group.written == MA and one and one.kind == "word" for group, one in zip(groups, mentions, strict=True)):
        yield "“MA” can be Massachusetts or Medicare Advantage: write which one is meant."
    if may_be_pennsylvania(groups, mentions, tables):
        yield "“PA” is read as prior authorization: write Pennsylvania where the state is meant."


def _used(
    terms: Sequence[str], groups: Sequence[Group], rest: str, written: Sequence[str], tables: ReadingTables
) -> frozenset[str]:
    """Give the terms that the reading used: of a question, a class of codes, a dimension; `written` as text."""
    intent = tables.intent
    known = {term for term in terms if term in intent.questions or term in intent.classes} - intent.particular
    whose = {"payer", "plan", "plans", "other", "line", "not"}
    known |= {term for term in terms if tables.plans.terms.get(term, ("",))[0] in whose}
    phrased = (group.written for group in groups if begins_with(group, "~asks:", "~line:"))
    asks = (phrase for phrase in phrased if phrase not in intent.particular)
    phrases = (phrase for _, _, phrase in read_dimensions(rest, tables.intent))
    named = (group for group in groups if read_dimensions(group.written, tables.intent))
    known |= {str(term) for group in named if group.kind == "concept" for term in group.terms}
    spoken = (word.term for text in (*asks, *written) for word in words(text))
    return frozenset(known | set(spoken) | {term for phrase in phrases for term in phrase.split(" ")})
