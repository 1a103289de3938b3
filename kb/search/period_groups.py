"""Time limits that an entry states for a group: a state, a network, a line of business, a product, a step.

A query that names a group is told that group's limit, or what the section says of it, or that no limit is stated for
it and which groups have one. The general limit never stands for it. The browser does the same in
`static/period_groups.js`. Pure.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from kb.domain.model import Answer, Entry, Library
from kb.domain.periods import NOT_STATED, Period
from kb.domain.states import STATES
from kb.domain.vocabulary import QUESTIONS, UNKNOWN
from kb.search.analysis import Concepts, spans
from kb.search.intent import IntentTables, read_dimensions
from kb.search.limit_text import Said, said_of_groups
from kb.search.payer_order import SECOND, SECOND_MARK
from kb.search.plan_tables import ADVANTAGE, LINE_TITLES, MEDICARE, Named, PayerOrder, PlanTables
from kb.search.plans import differs_by_state

NEGATED: Final = "not medicare"
RECEIPT: Final = "receipt of the notice"

NONE_FOR: Final = "no time limit is stated for "
"""How what is told begins where a plan states no time limit for the groups named."""

ONE_LEVEL, FIRST_LEVEL = "the one level", "first level"
"""A limit of the one level that there is answers for the first."""

PARTS: Final = (*("step of an appeal", "claim", "network", "who asks", "urgency", "product", "funding", "setting"),)
"""Dimensions of which every value needs a time limit of its own: what is stated in general is not stated for it."""

MEANT_ANYWAY: Final = ("who asks:1", "urgency:1", "network:1", "setting:0")
"""Values that a time limit for all is for: a provider's standard request, a practitioner in the network."""


@dataclass(frozen=True)
class Limit:
    """A time limit of a plan: `told` in words, for `who`, from the day `since` on; `marks` are its groups.

    Where the text alone speaks of a group, `told` is what it says; for the value of the answer itself it is empty.
    """

    scope: str
    question: str
    who: str
    told: str
    since: str
    note: str
    marks: tuple[str, ...]


@dataclass(frozen=True)
class Told:
    """What is told of a plan for the groups that a query names, or of its subject: in a sentence, and as a value.

    `entry` is the one entry whose answer it goes before; empty where it goes before that of any. `alone`: it stands
    in the place of that answer, which holds only later.
    """

    scope: str
    question: str
    sentence: str
    value: str
    entry: str = ""
    alone: bool = False


def make_limits(library: Library, concepts: Concepts, plans: PlanTables, intent: IntentTables) -> tuple[Limit, ...]:
    """Return the time limits of a library that are for a group, in the order of its entries."""
    timed = [question.key for question in QUESTIONS if question.timed]
    answers = (
        (entry, key, entry.answers[key])
        for entry in library.entries
        for key in timed
        if key in entry.answers and entry.answers[key].value != UNKNOWN
    )
    return tuple(limit for found in answers for limit in _of_answer(*found, concepts, plans, intent))


def _of_answer(  # noqa: PLR0913, PLR0917  (each is a table of its own)
    entry: Entry, key: str, answer: Answer, concepts: Concepts, plans: PlanTables, intent: IntentTables
) -> Iterator[Limit]:
    """Yield the time limits of an answer, then the value itself, then what its text says of further groups."""
    periods = [_limit(entry.scope_id, key, period, concepts, plans, intent) for period in answer.periods]
    value = Said("", "", tuple(f"{name}:{number}" for name, number, _ in read_dimensions(answer.value, intent)))
    held = {mark for limit in periods for mark in limit.marks} | set(value.marks)
    kinds = {*map(_kind, held)}

    def groups_of(text: str) -> Iterator[str]:
        """Read the groups of a text; a state or a line of business only where a number is for one."""
        yield from (f"{name}:{number}" for name, number, _ in read_dimensions(text, intent))
        yield from (mark for mark in groups_named(text.lower(), concepts, plans) if _kind(mark) in kinds)

    told = (value, *said_of_groups(entry, key, groups_of, held | set(MEANT_ANYWAY)))
    yield from _with_first_level(periods, held.union(*(said.marks for said in told)), intent)
    for said in told:
        yield Limit(entry.scope_id, key, said.who, said.told, "", "", said.marks)


def _with_first_level(periods: list[Limit], held: set[str], intent: IntentTables) -> list[Limit]:
    """Let limits of the one level that a plan has stand for its first level, where nothing else does."""
    first = tuple(f"{name}:{number}" for name, number, _ in read_dimensions(FIRST_LEVEL, intent))
    if held & set(first):
        return periods
    return [replace(one, marks=(*one.marks, *first)) if ONE_LEVEL in one.who.lower() else one for one in periods]


def _limit(  # noqa: PLR0913, PLR0917  (each is a table of its own)
    scope: str, key: str, period: Period, concepts: Concepts, plans: PlanTables, intent: IntentTables
) -> Limit:
    since = period.since.isoformat() if period.since else ""
    marks = tuple(dict.fromkeys(_marks(period.whom.lower(), concepts, plans, intent)))
    return Limit(scope, key, period.whom, in_words(period), since, period.note, marks)


def in_words(period: Period) -> str:
    """Write a time limit: `95 days from the date of service, since 2023-05-01`."""
    start = period.starts_words or ("" if period.starts == NOT_STATED else f"the {period.starts}")
    if period.starts == RECEIPT:
        start = f"receipt of {period.starts_words or 'the notice'}"
    if period.presumed_days is not None:
        start = f"{start} (presumed {period.presumed_days} days after the notice)"
    told = f"{period.length_words} {f'from {start}' if start else '(from which day is not stated)'}"
    return f"{told}, since {period.since.isoformat()}" if period.since else told


def _marks(text: str, concepts: Concepts, plans: PlanTables, intent: IntentTables) -> Iterator[str]:
    """Yield the groups that the words of a limit name; a comma in them ends nothing: appeal, the one level."""
    yield from (f"{name}:{number}" for name, number, _ in read_dimensions(text.replace(",", ""), intent))
    yield from groups_named(text, concepts, plans)


def groups_named(text: str, concepts: Concepts, plans: PlanTables) -> Iterator[str]:
    """Yield the states and the lines of business that words name."""
    for span in spans(text, concepts):
        kind, name = plans.terms.get(span.terms[0], ("", ""))
        if kind == "state":
            yield f"@{name}"
        if (kind == "line" or (kind, name) == ("payer", MEDICARE)) and NEGATED not in text:
            yield f"line:{ADVANTAGE if kind == 'payer' else name}"


def asked_marks(named: Named, dimensions: Sequence[tuple[str, int, str]], intent: IntentTables) -> dict[str, str]:
    """Return the groups that a query names, each with how it is written or called."""
    marks = {f"{name}:{number}": intent.spoken[phrase] for name, number, phrase in dimensions}
    marks |= {f"@{state}": STATES[state] for state in named.states}
    return marks | {f"line:{line}": LINE_TITLES[line] for line in named.lines}


def limits_told(  # noqa: PLR0913, PLR0917  (each is a part of the reading)
    question: str,
    named: Named,
    asked: dict[str, str],
    last: str,
    limits: Sequence[Limit],
    plans: PlanTables,
) -> tuple[Told, ...]:
    """Return by plan and question what is to be told of its limits for the groups that a query names."""
    found = []
    for scope in dict.fromkeys((*named.scopes, *named.beside)):
        mine = [limit for limit in limits if limit.scope == scope and limit.question == question]
        groups = _in_order(asked, plans.plans[scope].payer, named.order)
        groups = {mark: said for mark, said in groups.items() if not _is_of_all(mark, mine, plans.plans[scope].lines)}
        value, more = _told(mine, groups, last, beside=scope not in named.scopes)
        if value:
            found.append(Told(scope, question, f"{plans.plans[scope].name}: {value}.{more}", value))
    return tuple(found)


def _is_of_all(mark: str, mine: Sequence[Limit], lines: Sequence[str]) -> bool:
    """Return whether a group is the one line of business that a plan has, of which it states no limit apart."""
    is_only_line = [mark] == [f"line:{line}" for line in lines]
    return is_only_line and not any(mark in limit.marks for limit in mine)


def _in_order(asked: dict[str, str], payer: str, order: PayerOrder) -> dict[str, str]:
    """Return the groups asked of one of two payers: a secondary claim goes to the one that pays second alone."""
    if payer == order.second:
        return {SECOND_MARK: SECOND[0], **asked}
    return {mark: said for mark, said in asked.items() if payer != order.first or mark != SECOND_MARK}


def _told(mine: Sequence[Limit], asked: dict[str, str], last: str, *, beside: bool) -> tuple[str, str]:
    """Return what is told as a value, and what a sentence adds."""
    kinds = {_kind(mark) for limit in mine for mark in limit.marks}
    meant = [mark for mark in asked if _kind(mark) in kinds or (mine and _is_part(mark))]
    if not meant:
        return "", ""
    chosen = _chosen(mine, meant)
    told = "; ".join(_for_group(limit, last) for limit in chosen if limit.told)
    if chosen:
        held = {mark for limit in chosen for mark in limit.marks}
        open_ = [asked[mark] for mark in meant if told and mark not in held]
        return told, f" Whether that holds for {' or '.join(open_)} is not stated." if open_ else ""
    if beside:
        return "", ""
    others = "; ".join(f"{limit.who}: {limit.told}" for limit in mine if limit.who)
    more = f" What is stated: {others}." if others else ""
    return f"{NONE_FOR}{' and '.join(asked[m] for m in meant)}", more


def _is_part(mark: str) -> bool:
    """Return whether a group needs a time limit of its own, whatever the plan states in general."""
    return _kind(mark) in PARTS and mark not in MEANT_ANYWAY


def _chosen(mine: Sequence[Limit], meant: Sequence[str]) -> list[Limit]:
    """Return the limits that hold most of the groups meant, of those that are for no other value of one."""
    fitting = [limit for limit in mine if not _conflict(limit, meant)]
    held = [sum(mark in limit.marks for mark in meant) for limit in fitting]
    most = max(held, default=0)
    return [limit for limit, count in zip(fitting, held, strict=True) if most and count == most]


def _conflict(limit: Limit, meant: Sequence[str]) -> bool:
    """Return whether a limit is for another value of a group that is meant: another state, another network."""
    own = {_kind(mark) for mark in limit.marks}
    return any(_kind(mark) in own and not _shares(limit, _kind(mark), meant) for mark in meant)


def _shares(limit: Limit, kind: str, meant: Sequence[str]) -> bool:
    return any(mark in limit.marks for mark in meant if _kind(mark) == kind)


def _kind(mark: str) -> str:
    return "@" if mark.startswith("@") else mark.partition(":")[0]


def _for_group(limit: Limit, last: str) -> str:
    early = f"none is stated for {last}; " if last and limit.since > last else ""
    note = f" ({limit.note.rstrip('.')})" if limit.note else ""
    return f"for {limit.who}: {early}{limit.told}{note}" if limit.who else limit.told


def without_stated_lines(named: Named, question: str, limits: Sequence[Limit]) -> Iterator[str]:
    """Yield what is told of plans without the doubt whether one serves a line of which it states a limit itself."""
    stated = {mark for one in limits if one.scope in named.scopes and one.question == question for mark in one.marks}
    lines = [LINE_TITLES[line] for line in named.lines if f"line:{line}" in stated]
    yield from (
        told for told in named.missing if not any(told.endswith(f"not hold for {one} plans.") for one in lines)
    )


def state_notes(named: Named, told: Sequence[Told], limits: Sequence[Limit], plans: PlanTables) -> Iterator[str]:
    """Say that a payer has no plans by state, unless what was told of its limits names the state."""
    states = " or ".join(STATES[state] for state in named.states)
    by_state = {(limit.scope, limit.question) for limit in limits if any(m.startswith("@") for m in limit.marks)}
    of = {one.scope.partition("/")[0] for one in told if (one.scope, one.question) in by_state}
    for payer in named.payers if states else ():
        if payer in plans.payers and not differs_by_state(payer, plans) and payer not in of:
            yield f"Answers of {plans.payers[payer]} are not kept by state here: {states} may have a rule of its own."
