"""Which sections a reading finds, and in which order.

Required terms filter the results. The rest are sorted: sections on the question first, then the others, by score: the
score of the words in a section, times the share of the words, weighted by rarity, that it has. All numbers are
integers, so that the browser (`static/ranking.js`) gets equal scores. A code that no section has is dropped from the
required terms, and a note says so; a plan is never dropped.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Final

from kb.search.asks import products_of
from kb.search.binding import binds, names_code
from kb.search.code_kinds import of_kind
from kb.search.diagnosis_lists import TYPED
from kb.search.documents import INFORMS, ROWS
from kb.search.field_sets import (
    BILLING,
    CODE_PAGES,
    COVERAGE,
    Matcher,
    allowed,
    beside_line,
    having,
    numbers_of_documents,
    of_plans,
    own_documents,
    payers_without,
    plain_words,
    within,
)
from kb.search.plan_tables import MEDICARE
from kb.search.query import Group, untold
from kb.search.ranking_asks import sections_of_asks, topic_asked
from kb.search.ranking_base import FEWEST, base_of, scored_of, settled_of
from kb.search.ranking_first import codes_held, conflicts_asked, own_on_question, told_apart
from kb.search.ranking_order import ordered
from kb.search.ranking_words import leading_of
from kb.search.reading_result import Reading
from kb.search.sections_asked import PAIRS, SUMMARY
from kb.search.subject import subject_groups

NEXT_FEW: Final = 4
"""Results one of which must be of an entry that speaks of a product named, or a note says that none is."""


@dataclass(frozen=True)
class Ranked:
    """Sections by number with their scores, best first; `best` is the top group of sections, to which notes refer.

    `dropped` are the words that no section here holds; `unheld` those that none of the best holds, `elsewhere` those
    of them that another section found holds, of a plan asked of one of its own; `loosened` the codes that had to be
    dropped; `without_question` says that no section of the plan is on the question. `apart`: no section has all of
    the codes, so each has some.
    `naming` are the sections that name a code that has no page, `first_tells` the codes without a page that the first
    result is about, `kinds_told` those with their kind, of which it speaks in general. `whole` are the sections that
    hold all of the subject, `told` the keys of asks that a section tells of. `informing` is the section on the
    subject asked about that decides nothing for a code. `speaks`: words besides the question were found.
    `settled` are the words that need not be looked for. `silent` are the codes without a page that no section of the
    plan named is on. `unpaired`: no row holds the two
    codes together. `silent_payers` are those, of several, that have no section found on the question.
    """

    order: tuple[tuple[int, int], ...] = ()
    best: frozenset[int] = frozenset()
    dropped: tuple[str, ...] = ()
    unheld: tuple[str, ...] = ()
    elsewhere: tuple[str, ...] = ()
    loosened: tuple[str, ...] = ()
    without_question: bool = False
    apart: bool = False
    naming: frozenset[int] = frozenset()
    first_tells: tuple[str, ...] = ()
    kinds_told: tuple[tuple[str, str], ...] = ()
    informing: int | None = None
    speaks: bool = False
    whole: frozenset[int] = frozenset()
    told: tuple[str, ...] = ()
    silent: tuple[str, ...] = ()
    unpaired: bool = False
    silent_payers: tuple[str, ...] = ()
    settled: frozenset[Group] = frozenset()


def rank(read: Reading, matcher: Matcher) -> Ranked:  # noqa: PLR0915  (one step after another)
    """Rank the sections that a reading finds."""
    wanted = list(dict.fromkeys(group for group in read.groups if not group.negative))
    if not read.groups and not read.scopes:
        return Ranked()
    kinds = of_kind(read, matcher)
    by_kind = {code: numbers for code, (_, numbers) in kinds.items()}
    field = allowed(read, matcher) - _unwanted(read, matcher)
    mine = of_plans(read, matcher) if read.named else set()
    topic = having(matcher, f"topic={topic_asked(read)}") if topic_asked(read) else set()
    settled = settled_of(read, wanted, field & mine & topic, matcher)
    known = [
        group
        for group in wanted
        if group in settled or matcher.matches(group, alone=True) or by_kind.get(str(group.terms[0]))
    ]
    alone = len([group for group in known if group.kind != "facet"]) == 1
    held = {group: _held(group, by_kind, matcher, alone=alone) for group in wanted if group not in settled}
    nowhere = [group for group in wanted if group not in known]
    base, loosened, apart = base_of(field, [group for group in known if binds(group)], held)
    ranking = [group for group in known if not binds(group) or group in loosened]
    if not known or (
        ranking and not any(binds(g) for g in known) and not any(held[g].keys() & base for g in ranking)
    ):
        base = set() if wanted else base
    documents = own_documents(read, matcher)
    if not read.codes and len({*numbers_of_documents(read)}) > 1:
        base = base | documents & field
    own = own_on_question(read, base, matcher) & field
    is_absent = bool(read.absent) and not codes_held(read)
    loosened = (
        *loosened,
        *(g for g in known if own and is_absent and names_code(g) and g.kind != "facet" and g not in loosened),
    )
    ranking = [group for group in known if not binds(group) or group in loosened]
    scoring = [group for group in known if group.kind != "facet" and group not in settled]
    scored = scored_of(base | own, scoring, held, loosened, matcher.count)
    if not scored and (read.scopes or read.beside):
        scored = dict.fromkeys(field & (mine | beside_line(read, matcher)), 0)
    asked = sections_of_asks(read, matcher)
    telling = set[int]().union(*asked.values())
    for number in (telling | told_apart(read, matcher)) & field:
        scored.setdefault(number, 0)
    is_bound = any(binds(group) or group.kind == "value" for group in wanted)
    if read.question and not (read.is_weak or is_bound):
        on_question = topic & field & mine if read.named else topic & field
        scored |= {} if scored.keys() & on_question else dict.fromkeys(on_question, 0)
    said = plain_words(read, ranking)
    of_words = [held[group] for group in said]
    beside = _products_named(known)
    of_plan = (base | own) & (mine if read.named else base | own)
    of_plan &= documents or of_plan
    both = of_plan.intersection(*(held[group] for group in beside)) if beside else set[int]()
    speaking = {group: both or of_plan & held[group].keys() for group in beside}
    of_product = both & within(matcher, "title", *(term for group in beside for term in group.terms))
    if read.codes or read.question or any(re.fullmatch(TYPED, group.written) for group in wanted):
        telling = telling or of_product & topic or of_product
    both_sides = conflicts_asked(read, topic, of_words, matcher)
    leading = leading_of(read, scored.keys(), mine, topic, of_words, matcher)
    by_plan = read.scopes if settled else ()
    order = ordered(read, scored, topic, telling, both_sides | leading, mine, of_words, by_plan, matcher)
    further = both_sides | leading | documents
    best = frozenset((scored.keys() & topic or scored.keys()) | (further & scored.keys()))
    is_plan_alone = read.scopes and not (read.question or read.codes or read.asks or read.class_of_codes)
    unheld = _unheld(read, [*nowhere, *ranking], held, best & mine if is_plan_alone else best)
    unheld += [
        group
        for group in beside
        if group not in unheld and not _first_speak_of(speaking[group], order, read, matcher)
    ]
    of_whom = scored.keys() & mine if read.named and read.scopes else scored.keys()
    naming = within(matcher, "named", *(code.written.lower() for code in read.absent))
    titled = [within(matcher, "title", *group.terms) for group in said]
    return Ranked(
        order=tuple((number, scored[number]) for number in order),
        best=best,
        dropped=tuple(group.written for group in nowhere),
        unheld=tuple(group.written for group in unheld),
        elsewhere=tuple(group.written for group in unheld if held[group].keys() & of_whom),
        loosened=tuple(group.written for group in loosened),
        without_question=bool(
            read.question and not scored.keys() & topic & (mine or scored.keys()) and not _priced(known)
        ),
        apart=apart,
        naming=frozenset(naming),
        kinds_told=tuple((code, called) for code, (called, numbers) in kinds.items() if {*order[:1]} & numbers),
        first_tells=tuple(_told_first(read, order, naming, matcher)),
        informing=_informing(read, order, topic & mine, titled, matcher),
        speaks=bool(documents & scored.keys()) or any(held[g].keys() & scored.keys() for g in said),
        whole=frozenset(scored.keys()).intersection(*(held[group].keys() for group in subject_groups(read))),
        told=tuple(key for key, those in asked.items() if those & scored.keys()),
        unpaired=_is_unpaired(read, held, matcher),
        silent=tuple(_silent_on(read, mine & scored.keys(), matcher)),
        silent_payers=payers_without(read, scored.keys() & topic, matcher) if read.question else (),
        settled=settled,
    )


def _is_unpaired(read: Reading, held: dict[Group, dict[int, int]], matcher: Matcher) -> bool:
    """Return whether two codes are asked about together, and no row of a code page names both."""
    if read.table not in {PAIRS, SUMMARY}:
        return False
    codes = [group for group in held if binds(group) and names_code(group) and group.kind == "word"]
    return len(codes) == FEWEST and not having(matcher, ROWS).intersection(*(held[group].keys() for group in codes))


def _silent_on(read: Reading, own: AbstractSet[int], matcher: Matcher) -> Iterable[str]:
    """Yield the codes without a page that none of the sections found of the plan named holds."""
    ranges = {group.written: group.terms for group in read.groups if group.kind == "any" and not group.negative}
    for code in read.absent if read.scopes else ():
        terms = ranges.get(code.written.lower(), (code.written.lower(),))
        if not own & matcher.matches(Group("any", terms, ""), alone=True).keys():
            yield code.written


def _products_named(known: Sequence[Group]) -> list[Group]:
    """Return the products that are named: the first results hold them, or a note says that none does."""
    products = products_of(known)
    return [group for group in known if group.written in products and not binds(group)]


def _first_speak_of(both: set[int], order: Sequence[int], read: Reading, matcher: Matcher) -> bool:
    """Return whether one of the first results holds the products named; of a plan asked of, one of its entries."""
    few = both.intersection(order[:NEXT_FEW])
    return bool(few - having(matcher, CODE_PAGES) if read.named else few)


def _held(group: Group, by_kind: dict[str, set[int]], matcher: Matcher, *, alone: bool) -> dict[int, int]:
    """Return the score of every section that holds a group, or speaks of the kind of code that it is."""
    return {**dict.fromkeys(by_kind.get(str(group.terms[0]), ()), 0), **matcher.matches(group, alone=alone)}


def _priced(groups: Iterable[Group]) -> bool:
    """Return whether an amount is asked about: the rows that print it answer, whoever they are of."""
    return any(str(group.terms[0]).startswith("$") for group in groups if group.terms)


def _told_first(read: Reading, order: Sequence[int], naming: set[int], matcher: Matcher) -> Iterable[str]:
    """Yield the codes without a page that the first result names as its own, or that it is a row on."""
    of_code = read.question in {"", BILLING} and (not read.named or set(read.payers) == {MEDICARE})
    rows = having(matcher, ROWS) if of_code else set()
    for code in read.absent if order else ():
        holding = matcher.matches(Group("word", (code.written.lower(),), ""), alone=True)
        if order[0] in naming or (order[0] in rows and order[0] in holding):
            yield code.written


def _informing(
    read: Reading, order: Sequence[int], on_topic: set[int], titled: Sequence[set[int]], matcher: Matcher
) -> int | None:
    """Return the section of the plan named on the subject that a query names beside a code; None for none."""
    if not (read.codes and read.scopes and topic_asked(read) == COVERAGE and titled):
        return None
    informs = having(matcher, INFORMS) & on_topic
    counted = [(sum(number in those for those in titled), number) for number in order if number in informs]
    most = max((count for count, _ in counted), default=0)
    return next((number for count, number in counted if count == most), None) if most else None


def _unwanted(read: Reading, matcher: Matcher) -> set[int]:
    unwanted = (group for group in read.groups if group.negative)
    return {number for group in unwanted for number in matcher.matches(group, alone=True)}


def _unheld(
    read: Reading, groups: Iterable[Group], held: dict[Group, dict[int, int]], best: frozenset[int]
) -> list[Group]:
    """Return the words that the reading did not use and that none of the best sections holds."""
    passed = untold(read.groups)
    return [
        group
        for group in groups
        if not any(term in read.read for term in (*map(str, group.terms), group.written))
        and group.written not in passed
        and not str(group.terms[0]).startswith("~@")
        and not best & held[group].keys()
    ]
