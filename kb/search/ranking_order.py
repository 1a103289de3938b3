"""In which order found sections are shown: what is asked for by name or by question first, then by what they say.

The browser does the same in `static/ranking_order.js`. Pure.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from kb.domain.states import STATES
from kb.search.documents import INFORMS, UNKNOWN_VALUE
from kb.search.field_sets import (
    CONFLICTS,
    COVERAGE,
    SUPERSEDED,
    Matcher,
    having,
    later_of_contractor,
    neutral,
    own_documents,
    own_pages,
    plain_words,
    speaking,
    within,
)
from kb.search.ranking_first import first_of_all, of_other_years
from kb.search.reading_result import Reading
from kb.search.subject import subject

MOST_WORDS: Final = 3
"""Words of a title that count."""

HALVED: Final = 2
"""What the score of a section on conflicts is divided by, unless they are asked for."""

OLD: Final = ("status=old", SUPERSEDED)


def ordered(  # noqa: PLR0913, PLR0917  (each is a set of its own)
    read: Reading,
    scored: dict[int, int],
    topic: set[int],
    telling: set[int],
    both_sides: frozenset[int],
    mine: set[int],
    said: Sequence[dict[int, int]],
    by_plan: Sequence[str],
    matcher: Matcher,
) -> list[int]:
    """Return the sections in order: what is asked for by name or by question first, then by what they say.

    What is alike goes by plan, in the order of `by_plan`, where the names of plans score in none.
    """
    plans = [having(matcher, f"scope={scope}") for scope in by_plan]
    first = first_of_all(read, topic & scored.keys(), said, matcher)
    own = own_documents(read, matcher)
    other_years = of_other_years(read, matcher)
    further = having(matcher, *(f"topic={key}" for key in read.further))
    pages = own_pages(read, matcher) if read.named else set()
    titled = titled_by(read, matcher)
    on_coverage = having(matcher, f"topic={COVERAGE}") if titled else set()
    spoken = [speaking(phrases, matcher) for phrases in read.alike] if read.codes or read.named else []
    after = later_of_contractor(read, matcher)
    before, lesser, others = neutral(read, matcher), having(matcher, *_lesser(read)), _off_code(read, matcher)
    reaching = having(matcher, *(f"code={code.lower()}" for code in read.codes)) if read.scopes else set()
    brand = having(matcher, f"scope={read.brand}") & topic if read.brand and not subject(read) else set()
    placed = of_states(read, matcher) & topic & mine
    asks = any("conflict" in group.terms for group in read.groups)
    conflicts = set[int]() if asks else having(matcher, CONFLICTS)

    def place(number: int) -> tuple[int, ...]:
        words = titled.get(number, 0)
        where = (number not in telling, *(number not in those for those in first), number not in own)
        where = (*where, number not in both_sides, number not in placed, number in other_years)
        tier = 0 if number in topic else 1 if number in further else 2
        title = (MOST_WORDS - words, words > 0 and number not in on_coverage)
        later = (number in those for those in after)
        silent = sum(number not in those for those in spoken)
        less = (number not in before, bool(reaching) and number not in reaching, number in lesser, number in others)
        whose = (number not in brand, number not in mine | pages)
        plan = next((at for at, those in enumerate(plans) if number in those), len(plans))
        score = scored[number] // (HALVED if number in conflicts else 1)
        return (*map(int, (*where, tier, *whose, *title, *later, silent, *less)), plan, -score, number)

    order = sorted(scored, key=place)
    return order if own or read.named or not read.codes else _not_superseded_first(order, matcher)


def of_states(read: Reading, matcher: Matcher) -> set[int]:
    """Return the sections that name a state which no plan asked of is recorded for; none where a subject is named."""
    named = [f"~@{state}" for state, name in STATES.items() if name in read.states]
    return set() if subject(read) else within(matcher, "word", *named)


def _off_code(read: Reading, matcher: Matcher) -> set[int]:
    """Return what is known of other subjects, by entries that decide nothing for a code named beside one plan."""
    if len(read.scopes) != 1 or not read.codes or subject(read):
        return set()
    return having(matcher, INFORMS) - having(matcher, UNKNOWN_VALUE)


def _not_superseded_first(order: list[int], matcher: Matcher) -> list[int]:
    """Put the first section that was not superseded before those that were."""
    superseded = having(matcher, SUPERSEDED)
    first = next((number for number in order if number not in superseded), None)
    return order if first is None else [first, *(number for number in order if number != first)]


def titled_by(read: Reading, matcher: Matcher) -> dict[int, int]:
    """Return how many of the words that only rank a title holds, where a plan and a subject are named and no more."""
    if not read.scopes or read.question or read.codes or read.class_of_codes:
        return {}
    found: dict[int, int] = {}
    for group in plain_words(read, [group for group in read.groups if not group.negative]):
        for number in within(matcher, "title", *group.terms):
            found[number] = min(found.get(number, 0) + 1, MOST_WORDS)
    return found


def _is_one_company(scopes: Sequence[str]) -> bool:
    """Return whether plans are of one company: the id of one begins those of the others."""
    short = min(scopes, key=len)
    return all(one == short or one.startswith(f"{short}-") for one in scopes)


def _lesser(read: Reading) -> tuple[str, ...]:
    """Return the facets that rank a section below similar ones.

    Of several plans what has no answer, but not of a company's on a question alone; beside a code what decides
    nothing for one, and of a plan what a newer edition may have replaced, and did replace unless a day is asked of.
    """
    on_codes = bool(read.codes or read.class_of_codes)
    on_question = bool(read.question) and not (read.codes or subject(read))
    are_several = len(read.scopes) > 1 and not (on_question and _is_one_company(read.scopes))
    unknown = (UNKNOWN_VALUE,) if read.named and not read.lines and are_several else ()
    return (
        *unknown,
        *((INFORMS,) if on_codes else ()),
        *(OLD if (on_codes and read.named) or read.asks_newest else ()),
        *((SUPERSEDED,) if read.named and read.question and not read.day else ()),
    )
