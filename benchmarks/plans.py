"""Plan each generated entry: scope, reach, document, name and answers, in proportions like those of the real library.

Every scope has a few general entries (all codes, Category III, add-on codes), some on concepts, and many on named
codes and ranges. The first scopes of the list have more entries than the last.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from random import Random
from typing import Final

from benchmarks import phrases
from benchmarks.words import Facts, document_number, fill
from benchmarks.world import Code, Named
from kb.content.parse import slug
from kb.domain.concepts import CONCEPTS
from kb.domain.model import Scope
from kb.domain.vocabulary import COVERAGE, PRIOR_AUTHORIZATION, QUESTIONS, UNKNOWN, names

SITES: Final = (
    *("knee", "hip", "shoulder", "ankle", "wrist", "lumbar", "cervical", "thoracic", "cardiac", "renal", "hepatic"),
    *("retinal", "corneal", "nasal", "sinus", "thyroid", "breast", "prostate", "bladder", "skin", "scalp", "nerve"),
    *("venous", "arterial", "pulmonary", "gastric", "colonic", "pelvic", "tumor", "bone marrow"),
)
PROCEDURES: Final = (
    *("arthroscopy", "fusion", "ablation", "injection", "imaging", "biopsy", "stimulation", "implant", "revision"),
    *("repair", "infusion", "immunotherapy", "monitoring", "mapping", "embolization", "reconstruction", "screening"),
    *("gene testing", "vaccine", "cell therapy", "laser therapy", "rehabilitation"),
)

KINDS: Final = ("named code", "range", "concept", "category", "all codes", "add-on codes")
HOW_OFTEN: Final = (48, 6, 16, 13, 13, 4)
MOST: Final = {"concept": 7, "category": 2, "all codes": 3, "add-on codes": 1}
"""How many entries of a kind a scope may have; beyond, an entry names its codes."""

ASKED: Final = {
    "named code": (92, 55, 40, 40, 28, 10, 10),
    "range": (95, 30, 15, 30, 10, 3, 3),
    "concept": (95, 35, 15, 10, 5, 2, 2),
    "category": (95, 35, 20, 20, 15, 2, 3),
    "all codes": (15, 40, 35, 20, 20, 65, 65),
    "add-on codes": (15, 10, 15, 100, 20, 0, 0),
}
"""By kind of reach: in how many of a hundred entries each question is answered, in the order of the questions."""

UNKNOWNS: Final = (40, 52, 50, 38, 72, 25, 25)
"""Of a hundred answers to each question, how many are data not available."""

BY_VALUE: Final = {
    "coverage": (names(COVERAGE)[:-1], (10, 26, 11, 34, 19)),
    "prior_authorization": (names(PRIOR_AUTHORIZATION)[:-1], (24, 30, 36, 10)),
}
GENERAL_NAMES: Final = ("all-codes", "appeals", "timely-filing", "prior-approval", "general-rules")


@dataclass(frozen=True)
class Plan:
    """What an entry will say. `links` are phrases that lead from it to other pages of the library."""

    payer: Named
    scope: Scope
    name: str
    title: str
    facts: Facts
    reach_key: str
    reach: tuple[str, ...]
    document: str
    answers: dict[str, str]
    links: tuple[str, ...] = ()

    @property
    def path(self) -> str:
        """The entry's file below the policies folder."""
        return f"{self.payer.id}/{self.scope.id}/{self.name}.md"


@dataclass
class _Shelf:
    """What a scope has so far: names, kinds, reaches with documents, and the plans themselves."""

    names: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    taken: set[tuple[frozenset[str], str]] = field(default_factory=set)
    plans: list[Plan] = field(default_factory=list)


def plan_all(numbers: Random, payers: tuple[Named, ...], codes: tuple[Code, ...], number: int) -> Iterator[Plan]:
    """Give so many plans, one after the other; no two of a scope share a name, or reach and document."""
    scopes = [(payer, scope) for payer in payers for scope in payer.scopes]
    shelves = [_Shelf() for _ in scopes]
    weights = [1 / (place + len(scopes) / 2) for place in range(len(scopes))]
    listed = tuple(code.code for code in codes)
    for place in numbers.choices(range(len(scopes)), weights, k=number):
        plan = _plan(numbers, *scopes[place], shelves[place], listed)
        shelves[place].plans.append(plan)
        yield plan


def _plan(numbers: Random, payer: Named, scope: Scope, shelf: _Shelf, codes: tuple[str, ...]) -> Plan:
    kind = numbers.choices(KINDS, HOW_OFTEN)[0]
    kind = kind if shelf.kinds[kind] < MOST.get(kind, len(shelf.plans) + 1) else "named code"
    shelf.kinds[kind] += 1
    service = f"{numbers.choice(SITES)} {numbers.choice(PROCEDURES)}"
    reach, document = _unique(numbers, kind, codes, shelf, service)
    name = _free(_name(numbers, kind, reach, service), shelf)
    facts = Facts(service, _label(reach, codes), payer.title, scope.name, codes)
    plan = Plan(
        payer, scope, name, _title(kind, reach, service), facts, "concept" if kind == "concept" else "codes",
        reach, document, _answers(numbers, kind, scope, facts),
    )  # fmt: skip
    return replace(plan, links=tuple(_links(numbers, plan, shelf)))


def _unique(
    numbers: Random, kind: str, codes: tuple[str, ...], shelf: _Shelf, service: str
) -> tuple[tuple[str, ...], str]:
    """Draw a reach and a document until the scope does not have the two together."""
    while True:
        reach, document = _reach(numbers, kind, codes), _document(numbers, service)
        key = frozenset(reach), document
        if key not in shelf.taken:
            shelf.taken.add(key)
            return reach, document


def _document(numbers: Random, service: str) -> str:
    """Draw a document; one entry in seven has none."""
    return f"Generated {document_number(numbers)}, {service.capitalize()}" if numbers.randrange(7) else ""


def _reach(numbers: Random, kind: str, codes: tuple[str, ...]) -> tuple[str, ...]:
    match kind:
        case "concept":
            return (numbers.choice(names(CONCEPTS)),)
        case "category":
            return (numbers.choices(("category III", "category I", "HCPCS Level II"), (92, 4, 4))[0],)
        case "all codes" | "add-on codes":
            return (kind,)
        case "range":
            return (_range(numbers, _popular(numbers, codes)),)
    many = numbers.choices((1, 2, 3, 5, 12), (58, 22, 10, 7, 3))[0]
    return tuple(dict.fromkeys(_popular(numbers, codes) for _ in range(many)))


def _popular(numbers: Random, codes: tuple[str, ...]) -> str:
    """Draw a code; the first of the list are drawn more often."""
    return codes[int(len(codes) * numbers.random() ** 1.7)]


def _range(numbers: Random, first: str) -> str:
    """Give a range of 2 to 40 codes that begins at a code, or ends at it where it stands too high."""
    digits = re.sub("[^0-9]", "", first)
    step = numbers.choice((1, 3, 3, 9, 39))
    other = int(digits) + step if int(digits) + step < 10 ** len(digits) else int(digits) - step
    second = first.replace(digits, f"{other:0{len(digits)}d}")
    return f"{min(first, second)}-{max(first, second)}"


def _label(reach: tuple[str, ...], codes: tuple[str, ...]) -> str:
    """Give a code that stands for the reach in sentences: the first one named, else the first of the library."""
    first = reach[0].split("-")[0]
    return first if first in codes else codes[0]


def _name(numbers: Random, kind: str, reach: tuple[str, ...], service: str) -> str:
    """Give the file name staff would give: the code, the service, or the rule."""
    if kind == "all codes":
        return numbers.choice(GENERAL_NAMES)
    if kind in {"concept", "category", "add-on codes"}:
        return slug(reach[0])
    return slug(reach[0]) if numbers.randrange(5) < 2 else slug(service)  # noqa: PLR2004 - a share


def _free(name: str, shelf: _Shelf) -> str:
    """Number a name that the scope has already."""
    shelf.names[name] += 1
    return name if shelf.names[name] == 1 else _free(f"{name}-{shelf.names[name]}", shelf)


def _title(kind: str, reach: tuple[str, ...], service: str) -> str:
    if kind == "named code":
        return f"Generated entry, {' and '.join(reach[:2])} by name, {service}"
    return f"Generated rule on {reach[0].replace('-', ' to ')}, {service}"


def _answers(numbers: Random, kind: str, scope: Scope, facts: Facts) -> dict[str, str]:
    """Draw which questions are answered, and how; a brand has no answers of its own."""
    drawn = {
        question.key: _value(numbers, question.key, 100 if scope.kind == "brand" else unknown, facts)
        for question, asked, unknown in zip(QUESTIONS, ASKED[kind], UNKNOWNS, strict=True)
        if numbers.randrange(100) < asked
    }
    return drawn or {"coverage": _value(numbers, "coverage", 100, facts)}


def _value(numbers: Random, question: str, unknown: int, facts: Facts) -> str:
    if numbers.randrange(100) < unknown:
        return UNKNOWN
    if question in BY_VALUE:
        values, weights = BY_VALUE[question]
        return numbers.choices(values, weights)[0]
    return fill(numbers, phrases.SHORT[question], facts)


def _links(numbers: Random, plan: Plan, shelf: _Shelf) -> Iterator[str]:
    """Give links to the payer's page, to the page of a named code, and to an earlier entry of the scope."""
    yield f"the scopes are on the [payer's page](../payer.md#{numbers.choice(('summary', 'who-decides'))})"
    if plan.reach_key == "codes" and re.fullmatch("[0-9A-Z]{5}", plan.reach[0]):
        yield f"the facts are on the page of [{plan.reach[0]}](../../codes/{plan.reach[0].lower()}.md)"
    for other in shelf.plans and numbers.sample(shelf.plans, 1):
        anchor = slug(numbers.choice(list(other.answers)))
        yield f"begin with [{other.facts.service}]({other.name}.md#{anchor})"
