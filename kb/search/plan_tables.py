"""The names that plans go by, made once from a library: of payers, plans, lines of business, states, other plans.

A plan is a payer's scope, `bcbs/texas`. A licensee goes by its brand and state however they are put: "BCBS of Texas",
"Texas Blue Cross", "bcbstx". Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import combinations
from typing import Any, Final

from kb.domain.model import Library, Payer, Scope
from kb.domain.states import ALSO_CALLED, STATES
from kb.search.analysis import Concepts, spans, words

MEDICARE: Final = "medicare"
NATIONAL: Final = "national"
ADVANTAGE: Final = "medicare-advantage"

LINES: Final = {
    "commercial": (
        "commercial",
        "comm",
        "employer plan",
        "employer group",
        "group plan",
        "commercial plan",
        "commercial plans",
    ),
    ADVANTAGE: (
        *("Medicare Advantage", "dual complete", "dual special needs", "DSNP", "D-SNP", "Medicare Advantage plan"),
        *("SNP", "CSNP", "C-SNP", "ISNP", "I-SNP", "special needs plan", "special needs plans"),
        *("Medicare Advantage plans", "Medicare HMO", "Medicare PPO", "Medicare plan", "Medicare plans"),
        *("Medicare adv", "mcr adv", "mcr advantage", "mcare advantage", "MAPD", "Medicare replacement"),
    ),
    "exchange": ("exchange", "marketplace", "ACA plan", "ACA plans", "individual plan", "individual and family plan"),
    "medicaid": (
        "medicaid",
        "mcaid",
        "mdcd",
        "mcd",
        "community plan",
        "managed medicaid",
        "better health",
        "CHIP",
        "medicaid plan",
    ),
    "federal-employee": (
        *("federal employee", "federal employee program", "federal employees health benefits", "FEHB", "FEHBP"),
        *("federal employee health benefits", "FEHB plan"),
    ),
    NATIONAL: ("national", "national rules"),
}
"""The words that narrow a payer to a line of business of the vocabulary, or to the national rules.

Original Medicare has none: it is named as the payer Medicare."""

LINE_TITLES: Final = {
    "commercial": "commercial",
    ADVANTAGE: "Medicare Advantage",
    "exchange": "exchange",
    "medicaid": "Medicaid",
    "federal-employee": "federal employee",
    NATIONAL: "national",
    "original-medicare": "Original Medicare",
}
"""How notes name each line of business of the vocabulary, and the national rules."""

LINE_NAMES: Final = {"commercial", "medicare", "advantage", "hmo", "ppo", "medicaid", "exchange", "marketplace", "ma"}
"""Words of a name that tell the line of business, so that it is no other plan's."""

CONTRACTOR: Final = ("Medicare Administrative Contractor", "MAC", "MACs")
"""Words for whoever decides for Medicare in a state."""

STEPS_OF_MEDICARE: Final = ("ALJ", "QIC", "DAB")
"""Steps of an appeal that Medicare alone has: they name it where no payer is named."""

CONNECTORS: Final = ("or", "vs", "versus", "and", "compare", "compared", "than", "between", "both")
"""Words that put two payers side by side: Medicare beside one of them is then Original Medicare."""

BRANDS: Final = (
    ("Blue Cross and Blue Shield", "BCBS"),
    ("Blue Cross Blue Shield", "BCBS"),
    ("Blue Cross and Blue Shield", "BlueCross BlueShield"),
    ("Blue Cross Blue Shield", "BlueCross BlueShield"),
    ("Blue Cross", "BlueCross"),
    ("Blue Shield", "BlueShield"),
    ("Blue Cross", "BC"),
)
"""A brand within the name of a plan, and how staff put it."""

EXCHANGES: Final = (
    *("Covered California", "Access Health CT", "Get Covered Illinois", "Get Covered New Jersey", "Pennie"),
    *("Connect for Health Colorado", "MNsure", "Health Connector", "Maryland Health Connection", "HealthCare.gov"),
    *("NY State of Health", "Cover Virginia", "Vermont Health Connect", "Washington Healthplanfinder", "BeWellnm"),
    *("Your Health Idaho", "kynect", "Nevada Health Link", "HealthSource RI", "CoverME", "Georgia Access"),
)
"""Names of marketplaces: of a line of business, not of what is covered."""

NEGATIONS: Final = ("not", "non", "except", "excluding", "without", "outside")
"""Words before a name that leave it out: cigna, not medicare."""

WHICH: Final = (
    "Which plan? {brand} is a name that separate companies share, each with rules of its own: add the state or the "
    "plan's name."
)
"""What is asked back where a brand is all that is named of a plan."""

LINE_WORDS: Final = {
    ADVANTAGE: "medicare",
    "medicaid": "medicaid",
    "exchange": "exchange",
    "commercial": "commercial",
}
"""The word by which an entry of another line speaks of the customers of this one."""


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
class PayerOrder:
    """The payer that pays first and the one that pays second, by id, where a query orders two; else both are empty.

    `is_ordered`: payers of one patient are spoken of, in an order or asking for it; `is_decided`: the first has
    decided already.
    """

    first: str = ""
    second: str = ""
    is_ordered: bool = False
    is_decided: bool = False


@dataclass(frozen=True)
class Named:
    """The plans of the library that a query names, whether it names any plan at all, and what of it is not held.

    `state_only`: a state is named and no payer, so that no plan of the state answers for a payer that nobody named.
    `states` and `lines` are those named; `beside` the plans of a payer that has none of the line asked for: their
    entries may speak of that line's customers. `brand` is the plan for a brand as a whole, where no licensee of it is
    named. `order`: which of two payers pays first.
    """

    scopes: tuple[str, ...] = ()
    named: bool = False
    missing: tuple[str, ...] = ()
    payers: tuple[str, ...] = ()
    label: str = ""
    state_only: bool = False
    states: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    brand: str = ""
    order: PayerOrder = PayerOrder()


def name_groups(library: Library) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield each payer, plan, other plan and state by its term, with every name it goes by.

    A name that several plans share, such as "Commercial plans", identifies none of them; the payer decides.
    """
    yield from _plan_names(library)
    yield from ((name, (page.title, *page.aliases)) for name, page in library.payers.items())
    for other in library.lookup.other_plans:
        yield f"!{other.name}", tuple(dict.fromkeys((other.name, *other.aliases, *_of_company(other.name))))
    yield from ((name, (name,)) for name in EXCHANGES)
    for payer, page in library.payers.items():
        if is_by_state(payer, library):
            short = [alias for alias in page.aliases if alias.isalpha() and len(alias) <= len("BCBSA")]
            yield from (
                (f"{payer}@{state}", tuple(f"{alias}{state}" for alias in short)) for state in STATES if short
            )
    yield from ((f"@{state}", (name, *ALSO_CALLED.get(state, ()))) for state, name in STATES.items())


def names_of_plan(scope: Scope) -> tuple[str, ...]:
    """Return the names of a plan, and those that staff make of them: Capital Blue, Capital BC, Capital BlueCross."""
    names = (scope.name, *scope.aliases)
    known = {name.casefold() for name in names}
    return (*names, *dict.fromkeys(name for name in _shortened(names) if name.casefold() not in known))


def _of_company(name: str) -> Iterator[str]:
    """Yield names that staff make of a company whose own name ends with the brand: Empire BCBS, BCBS Empire."""
    before, brand, rest = name.partition(" Blue Cross")
    if brand and rest in {"", " and Blue Shield", " Blue Shield"}:
        yield from (f"{before} BCBS", f"{before} Blue", f"BCBS {before}")


def _shortened(names: Iterable[str]) -> Iterator[str]:
    """Yield names of plans with the brand in them put otherwise, and with the whole name of Medicare Advantage."""
    for name in names:
        before, brand, _ = name.partition(" Blue Cross")
        if brand:
            yield f"{before} Blue"
        if brand and "Shield" not in name:
            yield name.replace(brand.strip(), "BCBS")
        if name.endswith(" Medicare"):
            yield f"{name} Advantage"
        for whole, short in BRANDS:
            if whole in name:
                yield name.replace(whole, short)


def _plan_names(library: Library) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the names of each plan, and those that a few plans of one payer share, by the ids of all of these."""
    shared = _shared_names(library)
    for payer, scope in library.scopes:
        called = tuple(name for name in names_of_plan(scope) if name.casefold() not in shared)
        if called:
            yield f"{payer.name}/{scope.id}", called
    for name, plans in shared.items():
        if len({plan.partition("/")[0] for plan in plans}) == 1 and len(plans) > 1:
            yield "+".join(sorted(plans)), (name,)


def _shared_names(library: Library) -> dict[str, set[str]]:
    """Return the names that no plan has alone, each with the plans that have it; without any where a payer has it."""
    seen: dict[str, set[str]] = {}
    for payer, scope in library.scopes:
        for name in names_of_plan(scope):
            seen.setdefault(name.casefold(), set()).add(f"{payer.name}/{scope.id}")
    for payer in library.payers.values():
        for name, plans in _brand_names(payer):
            seen[name.casefold()] |= plans
    generic = {phrase.casefold() for phrases in LINES.values() for phrase in phrases}
    payers = {name.casefold() for page in library.payers.values() for name in (page.title, *page.aliases)}
    return {
        name: set() if name in generic | payers else plans
        for name, plans in seen.items()
        if len(plans) > 1 or name in generic | payers
    }


def _brand_names(payer: Payer) -> Iterator[tuple[str, set[str]]]:
    """Yield the aliases that begin a name of another plan, with the plans that it is a name of: Capital Blue Cross.

    A company with a product of its own line beside it goes by its other aliases, too, where they name no line.
    """
    scopes = {scope.id: scope for scope in payer.scopes}
    held = {scope.id: [_plain(name) for name in names_of_plan(scope)] for scope in payer.scopes}
    for scope in payer.scopes:
        aliases = (*scope.aliases, *_shortened(scope.aliases))
        begun = {alias: _begun(alias, scope, held) for alias in aliases}
        kin = {one for one in set().union(*begun.values()) if are_kin(scope.id, one, scopes)}
        for alias, ids in begun.items():
            whose = ids or (set() if LINE_NAMES & set(_plain(alias).split()) else kin)
            if whose:
                yield alias, {f"{payer.name}/{one}" for one in (scope.id, *whose)}


def _begun(alias: str, scope: Scope, held: Mapping[str, list[str]]) -> set[str]:
    """Return the other plans that have a name which an alias begins."""
    start = f"{_plain(alias)} "
    return {one for one, names in held.items() if one != scope.id and any(name.startswith(start) for name in names)}


def are_kin(one: str, other: str, plans: Mapping[str, Scope] | Mapping[str, Plan]) -> bool:
    """Return whether two plans are of one company: of one state, or the id of one begins that of the other."""
    short, long = sorted((one, other), key=len)
    return bool(set(plans[one].states) & set(plans[other].states)) or long.startswith(f"{short}-")


def _plain(name: str) -> str:
    return re.sub("[^0-9a-z]+", " ", name.casefold()).strip()


def is_by_state(payer: str, library: Library) -> bool:
    """Return whether the plans of a payer are told apart by state: licensees of a brand, contractors of Medicare."""
    page = library.payers[payer]
    others = (other for other in library.lookup.other_plans if other.payer == payer)
    return any(scope.states for scope in page.scopes) or any(other.states for other in others)


def make_plan_tables(library: Library, concepts: Concepts) -> PlanTables:
    """Make the tables from a library; `concepts` are those that its search cuts queries with."""
    plans = {f"{payer.name}/{scope.id}": _plan(payer, scope) for payer, scope in library.scopes}
    others = {
        other.name: Other(other.name, other.payer, other.states, other.lines) for other in library.lookup.other_plans
    }
    terms = _terms_of_ids(library.payers, plans)
    shared = (sorted(owners) for owners in _shared_names(library).values() if len(owners) > 1)
    terms |= {f"~{'+'.join(owners)}": (_kind(owners, plans), "+".join(owners)) for owners in shared}
    terms |= {f"~!{name}": ("other", name) for name in others}
    terms |= {f"~@{state}": ("state", state) for state in STATES}
    by_state = [payer for payer in library.payers if is_by_state(payer, library)]
    terms |= {f"~{payer}@{state}": ("glued", f"{payer}@{state}") for payer in by_state for state in STATES}
    terms |= {word.term: ("not", word.raw) for word in words(" ".join(NEGATIONS)) if word.term not in terms}
    if MEDICARE in library.payers:
        terms |= {
            found[0].terms[0]: ("payer", MEDICARE) for name in CONTRACTOR if len(found := spans(name, concepts)) == 1
        }
        terms |= {words(step)[0].term: ("step", MEDICARE) for step in STEPS_OF_MEDICARE}
    terms |= {f"scope={line}": ("line", line) for line in LINES}
    terms |= {f"~{name}": ("line", "exchange") for name in EXCHANGES}
    for line, phrases in LINES.items():
        cut = (spans(phrase, concepts) for phrase in phrases)
        terms |= {found[0].terms[0]: ("line", line) for found in cut if len(found) == 1}
    terms |= {word.term: ("connector", word.raw) for word in words(" ".join(CONNECTORS))}
    return PlanTables(plans, {name: page.title for name, page in library.payers.items()}, others, terms)


def _kind(owners: Sequence[str], plans: Mapping[str, Plan]) -> str:
    """Return what a name that several plans share is: of one company a `plan`, as any of its names; else `plans`."""
    is_one = all(are_kin(one, other, plans) for one, other in combinations(owners, 2))
    return "plan" if is_one else "plans"


def _terms_of_ids(payers: Iterable[str], plans: Iterable[str]) -> dict[str, tuple[str, str]]:
    """Return the terms that name a payer or a plan by its id; `static/store.js` makes them alike."""
    ids = [*(("payer", "payer", payer) for payer in payers), *(("plan", "scope", plan) for plan in plans)]
    return {term: (kind, name) for kind, facet, name in ids for term in (f"~{name}", f"{facet}={name}")}


def _plan(payer: Payer, scope: Scope) -> Plan:
    name = scope.name if scope.kind in {"licensee", "contractor", "brand"} else f"{payer.title}, {scope.name}"
    lines = (*scope.line_of_business, *((NATIONAL,) if scope.kind == NATIONAL else ()))
    return Plan(payer.name, name, scope.kind, lines, scope.states)


def line_groups() -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the phrases of each line of business that are more than one word, by a term of their own."""
    for line, phrases in LINES.items():
        yield f"line:{line}", tuple(phrase for phrase in phrases if " " in phrase or "-" in phrase)


def exported(tables: PlanTables) -> dict[str, Any]:
    """Return the tables as plain data, for the browser: without the terms that follow from ids."""
    known = _terms_of_ids(tables.payers, tables.plans)
    terms = {term: of for term, of in tables.terms.items() if known.get(term) != of}
    lines = {line: words(word)[0].term for line, word in LINE_WORDS.items()}
    told = {"lines": LINE_TITLES, "states": STATES, "connectors": CONNECTORS, "lineWords": lines, "which": WHICH}
    shared = dict(_shared(tables, terms))
    left = {term: of for term, of in terms.items() if term not in shared}
    return {**asdict(tables), **told, "terms": left, "shared": [*shared.values()], "plans": _by_payer(tables)}


def _shared(tables: PlanTables, terms: Mapping[str, tuple[str, str]]) -> Iterator[tuple[str, tuple[str, list[int]]]]:
    """Yield the terms of plans of several payers that have one id there: with it, and the numbers of the payers."""
    numbers = {payer: number for number, payer in enumerate(tables.payers)}
    for term, (kind, name) in terms.items():
        owners = [plan.partition("/") for plan in name.split("+")]
        if kind == "plans" and len({plan for _, _, plan in owners}) == 1:
            yield term, (owners[0][-1], [numbers[payer] for payer, _, _ in owners])


def _by_payer(tables: PlanTables) -> tuple[list[list[Any]], dict[str, list[int]]]:
    """Return each sort of plan once, without the payer's title before its name, and by payer the sorts of its plans.

    `static/by_word.js` puts them together again: most payers have the same sorts.
    """
    found, payers = dict[str, tuple[int, list[Any]]](), dict[str, list[int]]()
    for plan_id, plan in tables.plans.items():
        title = tables.payers[plan.payer]
        name = plan.name.removeprefix(title) if plan.name.startswith(f"{title}, ") else plan.name
        sort = [plan_id.removeprefix(f"{plan.payer}/"), name, plan.kind, plan.lines, plan.states]
        number, _ = found.setdefault(repr(sort), (len(found), sort))
        payers.setdefault(plan.payer, []).append(number)
    return [sort for _, sort in found.values()], payers
