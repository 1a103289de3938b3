"""Notes before the results: what is named and not in the library, what was dropped, what was not understood.

The browser says the same, in `static/notes_text.js`. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from kb.domain.vocabulary import QUESTIONS
from kb.search.asks import kinds_of, products_of, told
from kb.search.dimensions import PEER
from kb.search.query import begins_with
from kb.search.ranking import Ranked
from kb.search.reading_result import Reading
from kb.search.sections_asked import PAIRS, SUMMARY

TITLES: Final = {question.key: question.label.lower() for question in QUESTIONS}
UNDATED: Final = "No answer is given: “{date}” could not be read as a date. What follows is of today."
NOT_BELOW: Final = "what follows does not name it"
"""What is told of a code without a page where no result mentions it."""

RANGE_TELLS: Final = "the first result is about {range}, a range that it falls in"
"""The same where the first result speaks of a range of codes."""

EXAMPLE_TELLS: Final = (
    "the first result is about codes within {first}-{last}, and does not say whether it is one of them"
)
"""The same where that gives the range as an example, and may be about the code or not."""

FIRST_TELLS: Final = "the first result is about it"
"""What is told of a code without a page that the first result names, or is a row on."""

PRODUCT_TELLS: Final = "the first result is about {product}, by its name"
"""The same where the title of the first result has the product that is named beside the code."""

KIND_TELLS: Final = "the first result speaks of {kind} in general, not of it"
"""The same where the first result names the kind of code that it is."""

KIND_QUOTED: Final = "the first result speaks of {kind} in general; what it says of this code is quoted above"
"""The same where the first result names the code, too, and is quoted."""

ELSEWHERE: Final = "; other sections of this library do."
"""What is told of words that the library holds, and what was found does not."""

TO_COME: Final = " That day is to come: a rule may change before it."
"""What is told of answers on a day to come."""

NOT_HERE: Final = r" is not in this library\.$|^This library (?:has|knows) no "
"""How a plan that is named and not here is told of: before all else, for what follows is none of its answers."""

OTHERWISE: Final = "; other words may say it."
"""What is told of words that nothing holds as they were typed."""


@dataclass(frozen=True)
class Seen:
    """What the sections found tell beside the reading.

    `leading` are sentences on the first result, `across` that it speaks of another step or schedule; `of_plan`: it is
    a plan's, and no code page or payer page. `held` tells of the numbers, as typed, that other plans have, `of_day`
    what the edition of the first result leaves open on the day asked of; `range` is the range of codes that it is on.
    `spoken` tells of the words, as typed, that other sections of the plan asked of hold. `to_come`: of a day to come.
    `product` is the one that is named and that the title of the first result has. `silent` are the names of the
    payers, of several, of which nothing found is on the question. `example` are the ends of the range of which the
    first result names codes as an example. `quoted` are the codes without a page of which something is quoted;
    `is_quoted`: of each code something on the question is. `on_page` quotes what a code page says of the plan, which
    has no entry on the question.
    """

    leading: tuple[str, ...] = ()
    across: str = ""
    of_plan: bool = False
    held: Mapping[str, str] = field(default_factory=dict)
    of_day: tuple[str, ...] = ()
    range: str = ""
    spoken: Mapping[str, str] = field(default_factory=dict)
    to_come: bool = False
    product: str = ""
    silent: tuple[str, ...] = ()
    example: tuple[str, str] = ("", "")
    quoted: frozenset[str] = frozenset()
    is_quoted: bool = False
    on_page: str = ""


def what_to_know(read: Reading, ranked: Ranked, seen: Seen) -> Iterator[str]:
    """Yield the sentences that are before the results, the gravest first."""
    who = read.plan_label if read.named and read.scopes else ""
    absent = [one for one in read.missing if re.search(NOT_HERE, one)]
    asked = list(told(read.asks, ranked.told, read.plan_label if read.named else "", _about(read)))
    outside = {kind.outside for kind in kinds_of(read.asks)}
    yield from (one for one in asked if one in outside)
    yield from absent
    yield from (one for one in asked if one not in outside)
    yield from seen.leading
    if read.undated:
        yield UNDATED.format(date=read.undated)
    yield from (one for one in read.missing if one not in absent)
    yield from seen.of_day
    yield from _silent(read, ranked, seen, who)
    asked_alone = read.question and not read.table and (read.codes or not read.class_of_codes)
    if not read.named and seen.of_plan and (asked_alone or read.codes):
        yield "No plan is named: each result speaks only for the plan in its title."
    yield from _without_page(read, ranked, seen)
    if ranked.unpaired:
        yield f"Data not available: no row of code pairs here names {' and '.join(read.codes)} together."
    yield from seen.held.values()
    yield from filter(None, seen.spoken.values())
    yield from _not_found(read, ranked, seen, f" of {who}" if who else "")
    if seen.across:
        yield seen.across
    if read.day:
        yield f"Answers are of {read.when}; the sections found are those of today.{TO_COME if seen.to_come else ''}"
    yield from read.notes


def _silent(read: Reading, ranked: Ranked, seen: Seen, who: str) -> Iterator[str]:
    """Say that nothing is recorded: of the plans asked of on the question, of some of them, or on a code."""
    is_asked = read.question and not read.outside
    if who and is_asked and ranked.without_question and not seen.is_quoted:
        on = " ".join((TITLES[read.question], *([f"of {' and '.join(read.codes)}"] if read.codes else [])))
        numbers = (group.written.upper() for group in read.groups if begins_with(group, "#"))
        on = " ".join((on, *(f"in {number}" for number in numbers)))
        nothing, none = f"Nothing of {who} on {on} is recorded in this library.", f"No entry of {who} is on {on}."
        yield f"{none} {seen.on_page}" if seen.on_page else nothing
    elif is_asked and seen.silent:
        yield f"Nothing of {' or '.join(seen.silent)} on {TITLES[read.question]} is recorded in this library."
    silent = [code for code in ranked.silent if code.lower() not in dict(ranked.kinds_told)]
    if who and silent and not read.question:
        yield f"Nothing of {who} on {' or '.join(silent)} is recorded in this library."


def _about(read: Reading) -> str:
    """Say what is asked about: the question, and the codes."""
    question = f" for {TITLES[read.question]}" if read.question and not read.is_weak else ""
    question = " for a peer-to-peer" if any(value[:2] == PEER for value in read.dimensions) else question
    codes = f" of {', '.join(read.codes)}" if read.codes else ""
    return f"{question}{codes}"


def _without_page(read: Reading, ranked: Ranked, seen: Seen) -> Iterator[str]:
    """Say which codes have no page."""
    for code in read.absent:
        near = f" Near it: {', '.join(code.near)}." if code.near else ""
        so = code.so if code.written.lower() not in ranked.loosened else NOT_BELOW
        kind = dict(ranked.kinds_told).get(code.written.lower())
        so = PRODUCT_TELLS.format(product=seen.product) if seen.product else so
        so = (KIND_QUOTED if code.written in seen.quoted else KIND_TELLS).format(kind=kind) if kind else so
        so = _tells(code.written, seen) if code.written in ranked.first_tells else so
        yield f"{code.told}: {so}.{near}"


def _tells(written: str, seen: Seen) -> str:
    """Say how the first result is about a code without a page."""
    first, last = seen.example
    if first <= written.upper() <= last:
        return EXAMPLE_TELLS.format(first=first, last=last)
    return RANGE_TELLS.format(range=seen.range) if seen.range else FIRST_TELLS


def _not_found(read: Reading, ranked: Ranked, seen: Seen, of: str) -> Iterator[str]:
    """Say which words nothing holds, or nothing of what was found; `of` names the plans asked of."""
    told = {*(code.written.lower() for code in read.absent), *seen.held, *seen.spoken, *read.mentioned}
    gone = [word for word in ranked.loosened if word not in told and read.table != SUMMARY]
    if gone and not of and not set(gone) & set(ranked.dropped):
        yield f"What follows does not speak of {_quoted(gone)}{ELSEWHERE}"
    elif gone:
        yield f"Nothing{of} here speaks of {_quoted(gone)}: what follows does not."
    if ranked.apart:
        yield "Nothing here speaks of all of these codes together: each result speaks of some of them."
    is_elsewhere = read.named and not (read.scopes or read.beside)
    describes = read.table == PAIRS and bool(read.absent)
    unheld = () if is_elsewhere else ranked.unheld
    unheld = tuple(word for word in unheld if not describes or word in products_of(read.groups))
    words = [word for word in unheld if word not in told and word not in ranked.loosened]
    yield from _unheld(words, ranked, of)
    off = [word for word in words if word in ranked.elsewhere]
    if off and read.question:
        yield f"Nothing found{of} on {TITLES[read.question]} has {_named(off)}{ELSEWHERE}"
    elif off:
        yield f"The first results{of} do not speak of {_quoted(off)}; others do."


def _unheld(words: Sequence[str], ranked: Ranked, of: str) -> Iterator[str]:
    """Say which words nothing in the library holds, and which only other sections than those found."""
    nowhere = [word for word in words if word in ranked.dropped]
    if nowhere:
        yield f"Nothing found{of} has {_named(nowhere)}{OTHERWISE}"
    others = [word for word in words if word not in ranked.dropped and word not in ranked.elsewhere]
    if others:
        yield f"Nothing found{of} has {_named(others)}{ELSEWHERE}"


def _named(words: Sequence[str]) -> str:
    noun = "amount" if all(word.startswith("$") for word in words) else "word"
    return f"the {noun}{'s' if len(words) > 1 else ''} {_quoted(words)}"


def _quoted(words: Sequence[str]) -> str:
    return " or ".join(f"“{word}”" for word in words)
