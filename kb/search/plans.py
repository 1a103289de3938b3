"""Whose answer a query asks for: the payers, plans, states and lines of business that it names.

A plan is a payer's scope, `bcbs/texas`. A licensee is found by its brand and state however they are put ("BCBS of
Texas", "Texas Blue Cross", "bcbstx"), a line of business narrows a payer, and what is named and not held here is told
by name. No other plan's answer ever takes its place. Pure; the browser does the same in `static/plans.js`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import pairwise
from typing import Any, Final

from kb.domain.model import Library, Payer, Scope
from kb.domain.states import STATES
from kb.search.analysis import Concepts, spans, words

MEDICARE: Final = "medicare"
NATIONAL: Final = "national"
ADVANTAGE: Final = "medicare-advantage"

LINES: Final = {
    "commercial": (
        "commercial",
        "employer plan",
        "employer group",
        "group plan",
        "commercial plan",
        "commercial plans",
    ),
    ADVANTAGE: (
        *("Medicare Advantage", "dual complete", "dual special needs", "DSNP", "D-SNP", "Medicare Advantage plan"),
        *("Medicare Advantage plans", "Medicare HMO", "Medicare PPO", "Medicare plan", "Medicare plans"),
    ),
    "exchange": ("exchange", "marketplace", "ACA plan", "ACA plans", "individual plan", "individual and family plan"),
    "medicaid": ("medicaid", "community plan", "managed medicaid", "better health", "CHIP", "medicaid plan"),
    "federal-employee": ("federal employee", "federal employee program"),
    NATIONAL: ("national", "national rules"),
}
"""The words that narrow a payer to a line of business, or to the national rules."""

LINE_TITLES: Final = {
    "commercial": "commercial",
    ADVANTAGE: "Medicare Advantage",
    "exchange": "exchange",
    "medicaid": "Medicaid",
    "federal-employee": "federal employee",
    NATIONAL: "national",
    "original-medicare": "Original Medicare",
}

CONTRACTOR: Final = ("Medicare Administrative Contractor", "MAC", "MACs")
"""Words for whoever decides for Medicare in a state."""

CONNECTORS: Final = ("or", "vs", "versus", "and", "compare", "compared", "than", "between", "both")
"""Words that put two payers side by side: Medicare beside one of them is then Original Medicare."""


@dataclass(frozen=True)
class Plan:
    """A scope as the reading knows it: payer, name in full, kind, lines of business and states as far as recorded."""

    payer: str
    name: str
    kind: str
    lines: tuple[str, ...]
    states: tuple[str, ...]


@dataclass(frozen=True)
class Other:
    """A payer or plan without entries here."""

    name: str
    payer: str
    states: tuple[str, ...]
    lines: tuple[str, ...]


@dataclass(frozen=True)
class PlanTables:
    """Plans by id, titles of payers by id, other plans, and by term of a query what it names: (kind, id)."""

    plans: Mapping[str, Plan]
    payers: Mapping[str, str]
    others: Mapping[str, Other]
    terms: Mapping[str, tuple[str, str]]


@dataclass(frozen=True)
class Mention:
    """A word or phrase of a query by its kind (payer, plan, state, line, other, connector, word), in order."""

    kind: str
    id: str
    written: str


@dataclass(frozen=True)
class Named:
    """The plans of the library that a query names, whether it names any plan at all, and what of it is not held."""

    scopes: tuple[str, ...] = ()
    named: bool = False
    missing: tuple[str, ...] = ()
    payers: tuple[str, ...] = ()
    label: str = ""


# ---- the table of names


def name_groups(library: Library) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Give each payer, plan, other plan and state by its term, with every name it goes by.

    A name that several plans share, such as "Commercial plans", is none of theirs: their payer tells them apart.
    """
    yield from _plan_names(library)
    yield from ((name, (page.title, *page.aliases)) for name, page in library.payers.items())
    for other in library.lookup.other_plans:
        yield f"!{other.name}", (other.name, *other.aliases)
    for payer, page in library.payers.items():
        if is_by_state(payer, library):
            short = [alias for alias in page.aliases if alias.isalpha() and len(alias) <= len("BCBSA")]
            yield from (
                (f"{payer}@{state}", tuple(f"{alias}{state}" for alias in short)) for state in STATES if short
            )
    yield from ((f"@{state}", (name,)) for state, name in STATES.items())


def _plan_names(library: Library) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Give the names of each plan, and those that a few plans of one payer share, by the ids of all of these."""
    shared = _shared_names(library)
    for payer, scope in library.scopes:
        called = tuple(name for name in (scope.name, *scope.aliases) if name.casefold() not in shared)
        if called:
            yield f"{payer.name}/{scope.id}", called
    for name, plans in shared.items():
        if len({plan.partition("/")[0] for plan in plans}) == 1 and len(plans) > 1:
            yield "+".join(sorted(plans)), (name,)


def _shared_names(library: Library) -> dict[str, set[str]]:
    """Give the names that no plan has alone, each with the plans that have it; without any where a payer has it."""
    seen: dict[str, set[str]] = {}
    for payer, scope in library.scopes:
        for name in (scope.name, *scope.aliases):
            seen.setdefault(name.casefold(), set()).add(f"{payer.name}/{scope.id}")
    generic = {phrase.casefold() for phrases in LINES.values() for phrase in phrases}
    payers = {name.casefold() for page in library.payers.values() for name in (page.title, *page.aliases)}
    return {
        name: set() if name in generic | payers else plans
        for name, plans in seen.items()
        if len(plans) > 1 or name in generic | payers
    }


def is_by_state(payer: str, library: Library) -> bool:
    """Tell whether the plans of a payer are told apart by state: licensees of a brand, contractors of Medicare."""
    page = library.payers[payer]
    others = (other for other in library.lookup.other_plans if other.payer == payer)
    return any(scope.states for scope in page.scopes) or any(other.states for other in others)


def make_plan_tables(library: Library, concepts: Concepts) -> PlanTables:
    """Make the tables from a library; `concepts` are those that its search cuts queries with."""
    plans = {f"{payer.name}/{scope.id}": _plan(payer, scope) for payer, scope in library.scopes}
    others = {
        other.name: Other(other.name, other.payer, other.states, other.lines) for other in library.lookup.other_plans
    }
    terms: dict[str, tuple[str, str]] = {}
    for payer in library.payers:
        terms |= {f"~{payer}": ("payer", payer), f"payer={payer}": ("payer", payer)}
    for plan in plans:
        terms |= {f"~{plan}": ("plan", plan), f"scope={plan}": ("plan", plan)}
    shared = ("+".join(sorted(owners)) for owners in _shared_names(library).values() if len(owners) > 1)
    terms |= {f"~{owners}": ("plans", owners) for owners in shared}
    terms |= {f"~!{name}": ("other", name) for name in others}
    terms |= {f"~@{state}": ("state", state) for state in STATES}
    by_state = [payer for payer in library.payers if is_by_state(payer, library)]
    terms |= {f"~{payer}@{state}": ("glued", f"{payer}@{state}") for payer in by_state for state in STATES}
    if MEDICARE in library.payers:
        terms |= {
            found[0].terms[0]: ("payer", MEDICARE) for name in CONTRACTOR if len(found := spans(name, concepts)) == 1
        }
    terms |= {f"scope={line}": ("line", line) for line in LINES}
    for line, phrases in LINES.items():
        cut = (spans(phrase, concepts) for phrase in phrases)
        terms |= {found[0].terms[0]: ("line", line) for found in cut if len(found) == 1}
    terms |= {word.term: ("connector", word.raw) for word in words(" ".join(CONNECTORS))}
    return PlanTables(plans, {name: page.title for name, page in library.payers.items()}, others, terms)


def _plan(payer: Payer, scope: Scope) -> Plan:
    name = scope.name if scope.kind in {"licensee", "contractor", "brand"} else f"{payer.title}, {scope.name}"
    lines = (*scope.line_of_business, *((NATIONAL,) if scope.kind == NATIONAL else ()))
    return Plan(payer.name, name, scope.kind, lines, scope.states)


def line_groups() -> Iterator[tuple[str, tuple[str, ...]]]:
    """Give the phrases of each line of business that are more than one word, by a term of their own."""
    for line, phrases in LINES.items():
        yield f"line:{line}", tuple(phrase for phrase in phrases if len(phrase.split()) > 1)


# ---- what is named


def read_plans(mentions: Sequence[Mention], tables: PlanTables) -> Named:
    """Find the plans that the mentions of a query name together."""
    found = _Mentions(mentions, tables)
    if not (found.payers or found.others or found.lines or found.states):
        return Named()
    if not (found.payers or found.others):
        return _without_payer(found, tables)
    scopes: list[str] = []
    missing = [f"{tables.others[name].name} is not in this library." for name in found.others]
    for payer in found.payers:
        mine, told = _of_payer(payer, found, tables)
        scopes += mine
        missing += told
    payers = [*found.payers, *(tables.others[name].payer for name in found.others if tables.others[name].payer)]
    label = ", ".join([*(tables.payers[payer] for payer in found.payers), *found.others])
    if len(scopes) == 1:
        label = tables.plans[scopes[0]].name
    return Named(
        scopes=tuple(dict.fromkeys(scopes)),
        named=True,
        missing=tuple(dict.fromkeys(missing)),
        payers=tuple(dict.fromkeys(payers)),
        label=label,
    )


class _Mentions:
    """The mentions of a query by kind; Medicare beside another payer is that payer's Medicare Advantage."""

    def __init__(self, mentions: Sequence[Mention], tables: PlanTables) -> None:
        self.plans = [plan for one in mentions if one.kind in {"plan", "plans"} for plan in one.id.split("+")]
        glued = [tuple(one.id.split("@")) for one in mentions if one.kind == "glued"]
        payers = [one.id for one in mentions if one.kind == "payer"]
        payers += [tables.plans[plan].payer for plan in self.plans] + [payer for payer, _ in glued]
        self.states = list(
            dict.fromkeys([one.id for one in mentions if one.kind == "state"] + [at for _, at in glued])
        )
        self.lines = list(dict.fromkeys(one.id for one in mentions if one.kind == "line"))
        self.others = list(dict.fromkeys(one.id for one in mentions if one.kind == "other"))
        self.payers = list(dict.fromkeys(payers))
        named = [*self.payers, *self.others]
        plain = not any(tables.plans[plan].payer == MEDICARE for plan in self.plans)
        if MEDICARE in self.payers and len(named) > 1 and plain and self._belongs(mentions):
            self.payers.remove(MEDICARE)
            self.lines = list(dict.fromkeys([*self.lines, ADVANTAGE]))

    @staticmethod
    def _belongs(mentions: Sequence[Mention]) -> bool:
        """Tell whether Medicare is a line of the other payer: beside it, or with no word that sets them apart."""
        if not any(one.kind == "connector" for one in mentions):
            return True
        whose = ("payer", "plan", "plans", "other", "glued")
        return any(
            one.kind in whose and other.id == MEDICARE and one.id != MEDICARE for one, other in pairwise(mentions)
        )


def _of_payer(payer: str, found: _Mentions, tables: PlanTables) -> tuple[list[str], list[str]]:
    """Give the plans of one payer that are meant, and what is meant and not held."""
    pool = [plan for plan, held in tables.plans.items() if held.payer == payer]
    own = [plan for plan in found.plans if tables.plans[plan].payer == payer]
    if not own and any(tables.others[name].payer == payer for name in found.others):
        return [], []
    chosen = own or pool
    missing: list[str] = []
    by_state = any(tables.plans[plan].states for plan in pool) or any(
        other.payer == payer and other.states for other in tables.others.values()
    )
    if found.states and by_state:
        chosen, missing = _in_states(payer, found.states, own, pool, tables)
    if found.lines and chosen:
        chosen, told = _of_lines(payer, found.lines, own, chosen, pool, tables)
        missing += told
    return chosen, missing


def _in_states(
    payer: str, states: list[str], own: list[str], pool: list[str], tables: PlanTables
) -> tuple[list[str], list[str]]:
    chosen: list[str] = []
    missing: list[str] = []
    for state in states:
        here = [plan for plan in own or pool if state in tables.plans[plan].states]
        here = here or [plan for plan in pool if own and state in tables.plans[plan].states]
        chosen += here
        if here and payer == MEDICARE:
            missing.append(f"The Medicare contractor (MAC) for {STATES[state]} is {tables.plans[here[0]].name}.")
        if here:
            continue
        other = next((o.name for o in tables.others.values() if o.payer == payer and state in o.states), "")
        if payer == MEDICARE:
            who = f"The Medicare contractor (MAC) for {STATES[state]}, {other}," if other else ""
            told = f"{who} has no policy in this library." if other else _no_contractor(state)
            missing.append(f"{told} What follows are Medicare's national rules.")
            chosen += [plan for plan in pool if tables.plans[plan].kind == NATIONAL]
        else:
            held = f"{other} is not in this library." if other else ""
            missing.append(held or f"This library has no {tables.payers[payer]} plan for {STATES[state]}.")
    return chosen, missing


def _no_contractor(state: str) -> str:
    return f"Which Medicare contractor (MAC) serves {STATES[state]} is not recorded in this library."


def _of_lines(  # noqa: PLR0913, PLR0917  (each is a list of its own)
    payer: str, lines: list[str], own: list[str], chosen: list[str], pool: list[str], tables: PlanTables
) -> tuple[list[str], list[str]]:
    """Keep the plans that serve a line; a plan named without one gives way to its sibling that does."""
    kept: list[str] = []
    missing: list[str] = []
    for line in lines:
        serving = [plan for plan in chosen if line in tables.plans[plan].lines]
        family = {other for plan in own for other in pool if _are_family(plan, other, tables)}
        serving = serving or [plan for plan in pool if plan in family and line in tables.plans[plan].lines]
        unrecorded = [plan for plan in chosen if not tables.plans[plan].lines and tables.plans[plan].kind != "brand"]
        kept += serving or (unrecorded if own or len(chosen) == 1 else [])
        if not serving:
            missing.append(_no_line(payer, line, own or chosen, unrecorded, tables))
    return kept, missing


def _are_family(plan: str, other: str, tables: PlanTables) -> bool:
    """Tell whether two plans are of one company: in the same state, or the id of one begins that of the other."""
    one, two = tables.plans[plan].states, tables.plans[other].states
    short, long = sorted((plan, other), key=len)
    return bool(set(one) & set(two)) or long.startswith(f"{short}-")


def _no_line(payer: str, line: str, chosen: list[str], unrecorded: list[str], tables: PlanTables) -> str:
    title = tables.plans[chosen[0]].name if len(chosen) == 1 and unrecorded else tables.payers[payer]
    told = f"This library has no {LINE_TITLES[line]} plan of {title}."
    if unrecorded and len(chosen) == 1:
        line = LINE_TITLES[line]
        return f"Which lines of business {title} speaks for is not recorded; it may not hold for {line} plans."
    held = [
        LINE_TITLES[name]
        for name in LINE_TITLES
        if any(name in plan.lines for plan in tables.plans.values() if plan.payer == payer)
    ]
    return f"{told} It has: {', '.join(held)}." if held else told


def _without_payer(found: _Mentions, tables: PlanTables) -> Named:
    """Give the plans of a state, or of a line of business, where no payer is named."""
    plans = list(tables.plans)
    if found.states:
        plans = [plan for plan in plans if set(found.states) & set(tables.plans[plan].states)]
    if found.lines:
        plans = [plan for plan in plans if set(found.lines) & set(tables.plans[plan].lines)]
    label = ", ".join([*(STATES[state] for state in found.states), *(LINE_TITLES[line] for line in found.lines)])
    if plans:
        return Named(scopes=tuple(plans), named=True, label=label)
    if found.lines:
        return Named(named=True, missing=(f"This library has no {label} plan.",), label=label)
    return Named()


def exported(tables: PlanTables) -> dict[str, Any]:
    """Give the tables as plain data, for the browser."""
    return {**asdict(tables), "lines": LINE_TITLES, "states": STATES, "connectors": CONNECTORS}
