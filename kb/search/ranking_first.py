"""Which sections go first of all: a section of a code page asked for, price rows by name, an absent payer's mention.

The browser does the same in `static/ranking_first.js`. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from kb.domain.vocabulary import QUESTIONS
from kb.search.documents import INFORMS, ROWS, YEAR_OF_FILE
from kb.search.field_sets import (
    BENCHMARKS,
    CODE_PAGES,
    CONFLICTS,
    COVERAGE,
    Matcher,
    beside_line,
    having,
    of_plans,
    within,
)
from kb.search.plan_tables import MEDICARE
from kb.search.query import Group, begins_with
from kb.search.ranking_asks import topic_asked
from kb.search.reading_result import Reading
from kb.search.sections_asked import DRUG, DRUG_WORDS, MODIFIERS, PAIRS, SUMMARY

WHOLE: Final = "section=summary"
WHAT_IT_IS: Final = "section=what-it-is"
LIFE_CYCLE: Final = "section=life-cycle"
"""The section that tells since when a code is there: all that answers for a day before."""

FEES: Final = "section=fee-schedule"
TIMED_QUESTIONS: Final = tuple(question.key for question in QUESTIONS if question.timed)
"""Questions on time limits, which are for every code."""

OF_CODES: Final = ("billing", "documentation")
"""Questions of which a rule for all codes tells little of one; static/ranking_first.js has the same."""

FEWEST: Final = 2
"""Words of the query that a price row must hold to go first."""


def first_of_all(
    read: Reading, topic: set[int], said: Sequence[dict[int, int]], matcher: Matcher
) -> tuple[set[int], set[int]]:
    """Return what goes first: the section of a code page asked for, and its rows before it.

    A price row goes first where it holds two of the words that only rank (`said`, the sections of each), such as a
    hospital's name, and of the payer that is named.
    """
    rows = having(matcher, ROWS)
    is_medicare = not read.named or set(read.payers) == {MEDICARE}
    if read.unborn and read.day and is_medicare:
        of_codes = within(matcher, "named", *(code.lower() for code in read.unborn))
        return having(matcher, LIFE_CYCLE) & of_codes - rows, set()
    if read.table == SUMMARY:
        absent = within(matcher, "word", *(code.written.lower() for code in read.absent))
        naming = having(matcher, CODE_PAGES) & having(matcher, WHAT_IT_IS) & absent
        return told_apart(read, matcher) | naming, naming or having(matcher, WHOLE)
    if read.table:
        table = having(matcher, f"section={read.table}")
        return table, table & rows if read.table == PAIRS else set()
    if read.question == BENCHMARKS:
        of_payers = set(
            matcher.matches(Group("concept", tuple(f"~{payer}" for payer in read.payers), ""), alone=False)
        )
        return _named_in(rows & topic & of_payers if read.named else rows & topic, said), set()
    if read.named and not (read.scopes or read.payers) and read.codes:
        return _naming(read, matcher) - rows or having(matcher, WHOLE), set()
    return _what_it_is(read, topic, matcher), set()


def _what_it_is(read: Reading, topic: set[int], matcher: Matcher) -> set[int]:
    """Return what the codes are where no plan is named and no rule on the question names one of them.

    It goes before the rules of some plans for all codes, which tell little of one.
    """
    if read.named or not read.codes or read.question not in OF_CODES:
        return set()
    named = within(matcher, "named", *(code.lower() for code in read.codes))
    pages = having(matcher, CODE_PAGES)
    return set() if named & (topic - pages) else named & pages & having(matcher, WHAT_IT_IS)


def told_apart(read: Reading, matcher: Matcher) -> set[int]:
    """Return what the pages of several codes say each of its own: what it is, or which modifiers it has."""
    of_modifiers = read.table == MODIFIERS and len(read.codes) > 1 and not read.absent
    if read.table != SUMMARY and not of_modifiers:
        return set()
    pages = having(matcher, CODE_PAGES) & within(matcher, "named", *(code.lower() for code in read.codes))
    told = (WHOLE, WHAT_IT_IS) if read.table == SUMMARY else (f"section={read.table}",)
    return pages & having(matcher, *told)


def conflicts_asked(
    read: Reading, topic: set[int], said: Sequence[dict[int, int]], matcher: Matcher
) -> frozenset[int]:
    """Return the sections on conflicts that hold the words which nothing of the plan on the question holds.

    They tell both sides; a section on the question may have one of them alone. `said` has the sections of each word.
    Those of entries on a service count where coverage is asked about.
    """
    if not (read.named and topic):
        return frozenset()
    mine = of_plans(read, matcher) | beside_line(read, matcher)
    mine -= set() if read.question in {"", COVERAGE} else having(matcher, INFORMS)
    lacking = [word.keys() for word in said if not word.keys() & topic & mine]
    return frozenset((mine & having(matcher, CONFLICTS)).intersection(*lacking)) if lacking else frozenset()


def of_other_years(read: Reading, matcher: Matcher) -> set[int]:
    """Return the rows of a fee schedule that come from files of other years than the one asked of."""
    if read.question != BENCHMARKS or not read.day:
        return set()
    years = {read.day[:4], read.last_day[:4]}
    return having(matcher, FEES) & having(matcher, ROWS) - having(matcher, *(YEAR_OF_FILE + year for year in years))


def own_on_question(read: Reading, found: set[int], matcher: Matcher) -> set[int]:
    """Return the plan's sections on the question, where none is among those found, which hold all codes.

    Of several codes a section has to hold one, of those that have a page if any has: for a plan and two codes the
    question is coverage where none is put. For a code without a page a time limit is one for every code; any other
    rule counts where it is on drugs and the code is one of a drug.
    """
    mine = of_plans(read, matcher)
    asked = read.question or (topic_asked(read) if read.absent and not read.asks else "")
    if not (read.named and read.scopes and asked):
        return set()
    on = mine & having(matcher, f"topic={asked}")
    if held := codes_held(read):
        holding = within(matcher, "word", *(code.lower() for code in held))
        return on & holding & having(matcher, *(f"scope={scope}" for scope in read.scopes))
    if not read.absent or not read.question or found & mine:
        return set()
    if read.question in TIMED_QUESTIONS:
        return on
    is_drug = any(re.fullmatch(DRUG, code.written.lower()) for code in read.absent)
    return on & within(matcher, "word", *DRUG_WORDS) if is_drug else set()


def codes_held(read: Reading) -> list[str]:
    """Return of several codes those that have a page."""
    absent = {code.written for code in read.absent}
    return [code for code in read.codes if code not in absent] if len(read.codes) > 1 else []


def _naming(read: Reading, matcher: Matcher) -> set[int]:
    """Return the sections that speak of a payer that is named and has no plan here."""
    others = (group for group in read.groups if begins_with(group, "~!"))
    return {number for group in others for number in matcher.matches(group, alone=True)}


def _named_in(rows: set[int], said: Sequence[dict[int, int]]) -> set[int]:
    """Return the rows that hold most of the words that only rank, if that is two or more."""
    held = {number: sum(number in word for word in said) for number in rows}
    most = max(held.values(), default=0)
    return {number for number, count in held.items() if count == most >= FEWEST}
