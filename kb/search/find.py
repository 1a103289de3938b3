"""A query, as typed, to hits that can be shown: what the command line prints, and what the browser must equal."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any, Final

from kb.domain.model import Library
from kb.search import index as engine
from kb.search.analysis import Concepts
from kb.search.asks import products_of, words_of
from kb.search.cached import cached, folder_of
from kb.search.compared import codes_of_products, without_entry
from kb.search.diagnoses import told_of_diagnoses
from kb.search.documents import SearchDocument, collect, concepts_of
from kb.search.editions import as_of_then, dated_value, none_then, on_editions, out_of_force_beside, told_out_of_force
from kb.search.excerpt import Asked, excerpt, why
from kb.search.field_sets import CODE_PAGES, Matcher, having, within
from kb.search.first_entry import conflicts_on_question, held_there, on_conflicts, on_starts, on_yearless, said_there
from kb.search.fitting import fitted
from kb.search.gather import make_lexicon
from kb.search.headline import value_of, with_exception
from kb.search.held_elsewhere import (
    nowhere,
    on_mentioned,
    on_revision,
    on_versions,
    sections_mentioning,
    told_elsewhere,
)
from kb.search.intent_words import BENCHMARKS
from kb.search.leading import crossed, on_leading
from kb.search.lexicon import Lexicon
from kb.search.notes import Seen, what_to_know
from kb.search.of_hospitals import on_figures, without_row
from kb.search.query import Group
from kb.search.ranking import Ranked
from kb.search.ranking_first import TIMED_QUESTIONS
from kb.search.reading import read_query
from kb.search.reading_result import Reading
from kb.search.reading_tables import ReadingTables, make_reading_tables
from kb.search.remembered import remembered
from kb.search.result import Hit, Result
from kb.search.rule_behind import on_rule_behind, rule_before
from kb.search.scoring import SCALE
from kb.search.spoken_elsewhere import (
    on_absent_codes,
    on_unpaired,
    products_in,
    said_on_page,
    spoken_by_plan,
    spoken_on_pages,
    untitled,
    without_table,
)

RANGE: Final = r"[0-9A-Z]{5}(?: to |[-\u2013])[0-9A-Z]{5}"
"""How the reach of a rule on a range of codes is written."""

EXAMPLE: Final = r"for example within ([0-9A-Z]{5})-([0-9A-Z]{5})"
"""How a row of code pairs tells of many codes that it does not list."""

NO_DAY: Final = dt.date(2000, 1, 1)


@dataclass(frozen=True)
class Searcher:
    """Documents, phrases, index, lexicon and reading tables that belong together."""

    documents: tuple[SearchDocument, ...]
    concepts: Concepts
    index: Any
    lexicon: Lexicon
    tables: ReadingTables

    @cached_property
    def opened(self) -> engine.Opened:
        """The index, open from the first query on."""
        return engine.Opened(self.index)


def make_searcher(library: Library, cache: Path | None = None, key: str = "") -> Searcher:
    """Index a library; with a cache folder, take the index from there where nothing has changed since.

    `key` is one of all that the library is made from: by it, all else that a search needs is kept there, too.
    """
    if cache is None:
        documents, concepts = collect(library), concepts_of(library)
        return _searcher(library, documents, concepts, engine.create(documents, concepts))
    made: list[Any] = []

    def make() -> tuple[Searcher, str]:
        documents, concepts = collect(library), concepts_of(library)
        folder = folder_of(documents, concepts, cache)
        made.append(cached(documents, concepts, folder))
        return replace(_searcher(library, documents, concepts, made[0]), index=None), folder.name

    found, folder = remembered(make, "searcher", key, cache)
    return replace(found, index=made[0] if made else cached(found.documents, found.concepts, cache / folder))


def _searcher(library: Library, documents: tuple[SearchDocument, ...], concepts: Concepts, index: Any) -> Searcher:
    lexicon = make_lexicon(library, documents, *engine.terms(index))
    return Searcher(documents, concepts, index, lexicon, make_reading_tables(library, concepts))


def _spoken_of(read: Reading) -> tuple[Group, ...]:
    """Return the words of the dimensions named as a group: an excerpt shows what is said of the setting asked for."""
    terms = tuple(dict.fromkeys(term for phrases in read.alike for phrase in phrases for term in phrase.split(" ")))
    return (Group("any", terms, ""),) if terms else ()


def _sought(question: str) -> str:
    """Return what a question asks for: an `amount`, a `time`, or nothing that is known by how it is written."""
    return "amount" if question == BENCHMARKS else "time" if question in TIMED_QUESTIONS else ""


def _terms_told(read: Reading) -> Iterator[str]:
    """Yield the terms of the words of sections that tell of what is asked for."""
    yield from (term for phrases in words_of(read.asks) for phrase in phrases for term in phrase.split(" "))


def find(searcher: Searcher, typed: str, limit: int = 10, today: dt.date = NO_DAY) -> Result:
    """Search as typed; `limit` is at least 1; `today` is the reader's day, which words such as last year need."""
    matcher = engine.Matcher(searcher.opened)
    read, ranked, added = _fitted(searcher, typed, today, matcher)
    read, kept = held_there(read, ranked, searcher.documents, matcher)
    there, ranked = [word for word in ranked.unheld if word not in kept.unheld], kept
    first = ranked.order[0][0] if ranked.order else None
    across = "" if read.asks else crossed(read, first, searcher.documents, searcher.tables.intent, matcher)
    leading = searcher.documents[first] if first is not None else None
    of_plan = leading is not None and leading.kind == "entry"
    read, exception = with_exception(read, leading, searcher.concepts)
    earlier = rule_before(read, ranked, searcher.documents, searcher.tables.products, matcher)
    read, then = with_exception(read, earlier, searcher.concepts)
    quoted = tuple(on_absent_codes(read, leading, searcher.tables.intent, searcher.concepts))
    before = (
        *added.values(),
        *([exception] if exception else []),
        *(told for _, told, _ in quoted),
        *_before(read, ranked, there, searcher, matcher),
    )
    held = {
        **told_elsewhere(read, ranked, searcher.documents, matcher, searcher.concepts),
        **told_of_diagnoses(read, searcher.tables.diagnoses),
    }
    beside = (
        out_of_force_beside(read, [number for number, _ in ranked.order], searcher.documents) if ranked.order else []
    )
    of_day = (
        *(_on_first(read, first, searcher, today, earlier) if first is not None else ()),
        *([then] if then else []),
        *(told for one in beside for told in told_out_of_force(read, one, "")),
        *on_rule_behind(read, ranked, searcher.documents),
    )
    off = untitled(read, matcher)
    spoken = {
        **spoken_on_pages(read, ranked, searcher.documents, matcher, searcher.concepts),
        **off,
        **spoken_by_plan(read, ranked, searcher.documents, matcher),
    }
    to_come, product = read.day > today.isoformat(), _titled_product(read, first, matcher)
    silent_payers = tuple(searcher.tables.plans.payers[payer] for payer in ranked.silent_payers)
    seen = Seen(
        before,
        across,
        of_plan,
        held,
        of_day,
        _range_of(leading),
        spoken,
        to_come,
        product,
        silent_payers,
        _example_of(leading),
        quoted=frozenset(code for code, _, _ in quoted),
        is_quoted=_are_told(read, [is_on for _, _, is_on in quoted]),
        on_page=said_on_page(read, ranked, searcher.documents, matcher, searcher.concepts),
    )
    notes = tuple(what_to_know(read, ranked, seen))
    read = as_of_then(read, leading, today, _conflicts(first, searcher)) if leading and first is not None else read
    read = none_then(read, beside)
    is_off = bool(off) and not read.codes
    silent = sections_mentioning(read, matcher) if not is_off else {number for number, _ in ranked.order}
    silent |= frozenset(number for number, _ in ranked.order if _answers_others(read, ranked, number, searcher))
    shown = (
        _hit(
            searcher,
            number,
            score,
            read,
            "" if number in silent else _value(searcher, number, read, ranked, today),
            is_leading=number == first,
            settled=ranked.settled,
        )
        for number, score in ranked.order[:limit]
    )
    return Result(tuple(shown), len(ranked.order), read, ranked, notes)


def _fitted(
    searcher: Searcher, typed: str, today: dt.date, matcher: Matcher
) -> tuple[Reading, Ranked, dict[str, str]]:
    """Read a query and rank what it finds; return by code what is told of the products asked about by code, too.

    So they are where a plan named has no entry on them, and a rule on a range of codes, or on the code, comes first.
    """
    tables = searcher.tables
    read = read_query(typed, searcher.concepts, searcher.lexicon, tables, today)
    added = codes_of_products(read, tables.products, tables.plans, matcher)
    if added:
        by_code = read_query(" ".join((typed, *added)), searcher.concepts, searcher.lexicon, tables, today)
        by_code, ranked = fitted(by_code, matcher, tables.plans)
        first = ranked.order[0][0] if ranked.order else None
        leading = searcher.documents[first] if first is not None else None
        if _range_of(leading) or first in within(matcher, "named", *map(str.lower, added)) - having(
            matcher, CODE_PAGES
        ):
            products = {group.written for group, _ in products_in(read, tables.products)}
            unheld = tuple(word for word in ranked.unheld if word not in products)
            return by_code, replace(ranked, unheld=unheld), added
    return (*fitted(read, matcher, tables.plans), {})


def _before(
    read: Reading, ranked: Ranked, there: Sequence[str], searcher: Searcher, matcher: Matcher
) -> Iterator[str]:
    """Yield what to know of the first result; `there` are the words that other sections of its entry hold."""
    first, documents, tables = ranked.order[0][0] if ranked.order else None, searcher.documents, searcher.tables
    yield from without_table(read, documents[first] if first is not None else None, documents, matcher)
    yield from without_entry(read, tables.plans, matcher)
    yield from on_unpaired(read, ranked, documents, matcher)
    if first is not None:
        yield from on_yearless(read, first, documents)
        yield from without_row(read, documents, matcher, searcher.concepts)
        yield from on_figures(read, first, documents, matcher, searcher.concepts)
        yield from said_there(read, there, first, documents, searcher.concepts)
    yield from on_mentioned(read, ranked, documents, matcher, searcher.concepts)
    of_revision = tuple(on_revision(read, first, documents)) if first is not None else ()
    yield from of_revision
    if first is not None:
        yield from on_versions(read, first, documents, matcher)
    is_other = of_revision or read.mentioned or nowhere(read, ranked, matcher) or _off_class(read, first, matcher)
    yield from on_leading(_without_effective(read) if is_other else read, ranked, documents)


def _are_told(read: Reading, on: Sequence[bool]) -> bool:
    """Return whether something on the question is quoted of each of the codes; `on` has the quotes."""
    return len(on) == len(read.codes) == len(read.absent) and all(on) and bool(on)


def _titled_product(read: Reading, first: int | None, matcher: Matcher) -> str:
    """Return the product that is named, as typed, and that the title of the first result has; empty for none."""
    products = products_of(read.groups)
    named = (group for group in read.groups if group.written in products)
    return next((one.written for one in named if first in within(matcher, "title", *map(str, one.terms))), "")


def _example_of(leading: SearchDocument | None) -> tuple[str, str]:
    """Return the ends of the range of which a section names codes as an example; empty for none."""
    found = re.search(EXAMPLE, leading.fields.get("text", "")) if leading else None
    return (found[1], found[2]) if found else ("", "")


def _range_of(leading: SearchDocument | None) -> str:
    """Return the range of codes that a section is on; empty for none."""
    return leading.reach if leading and re.fullmatch(RANGE, leading.reach) else ""


def _off_class(read: Reading, first: int | None, matcher: Matcher) -> bool:
    """Return whether a class of codes is asked of, and the first result is of an entry on something else."""
    return bool(read.class_terms) and not read.codes and first not in within(matcher, "title", *read.class_terms)


def _without_effective(read: Reading) -> Reading:
    """Return a reading without its question since when: another revision's day is no answer for the one asked of."""
    asks = tuple(ask for ask in read.asks if ask.key != "changes")
    return replace(read, asks_effective=False, asks_newest=False, asks=asks)


def _on_first(
    read: Reading, first: int, searcher: Searcher, today: dt.date, earlier: SearchDocument | None
) -> Iterator[str]:
    """Yield what the entry of the first result leaves open on the day asked of, and where its sources disagree."""
    of_day = tuple(on_editions(read, first, searcher.documents, today, _conflicts(first, searcher), earlier=earlier))
    yield from of_day
    yield from on_starts(read, searcher.documents[first], searcher.tables.limits)
    if not read.asks and not of_day:
        yield from on_conflicts(read, first, searcher.documents, searcher.tables.intent, searcher.concepts)


def _conflicts(first: int, searcher: Searcher) -> list[str]:
    return conflicts_on_question(first, searcher.documents, searcher.tables.intent, searcher.concepts)


def _answers_others(read: Reading, ranked: Ranked, number: int, searcher: Searcher) -> bool:
    """Return whether a section answers for other codes or for other plans than those asked of."""
    of_absent = bool(read.codes) and set(read.codes) <= {code.written for code in read.absent}
    facets = searcher.documents[number].facets
    return (of_absent and number not in ranked.naming) or any(f"scope={scope}" in facets for scope in read.beside)


def _value(searcher: Searcher, number: int, read: Reading, ranked: Ranked, today: dt.date) -> str:
    """Return the value of a hit, with its edition where another day is asked of, or where a date was not read."""
    document = searcher.documents[number]
    return dated_value(replace(document, value=value_of(document, number, read, ranked)), read, today)


def _hit(  # noqa: PLR0913  (each is a part of a hit)
    searcher: Searcher,
    number: int,
    score: float,
    read: Reading,
    value: str,
    *,
    is_leading: bool,
    settled: frozenset[Group],
) -> Hit:
    """Make a hit with its value, empty where that answers for what was not asked of; no settled word is a reason."""
    document = searcher.documents[number]
    absent = frozenset(code.written.lower() for code in read.absent)
    years = frozenset(day[:4] for day in (read.day, read.last_day) if day)
    of_day = bool(years) or read.asks_effective
    told, kind = frozenset(_terms_told(read)), _sought(read.question)
    asked = Asked(read.read, absent, of_day, years, told, kind, is_leading)
    return Hit(
        replace(document, value=value),
        score / SCALE**2,
        excerpt(document, (*read.groups, *_spoken_of(read)), searcher.concepts, asked),
        why(document, tuple(group for group in read.groups if group not in settled), searcher.concepts),
    )
