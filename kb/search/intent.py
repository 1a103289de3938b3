"""What a query asks: a code, the scopes it names and a question; without a code, what holds for all codes.

Four tables of terms do it, so that the browser reads alike in `site_templates/static/intent.js`. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any, Final

from kb.domain.model import Library, Scope
from kb.domain.vocabulary import QUESTIONS
from kb.search.analysis import CODE, Concepts, spans
from kb.search.query import Group

COVERAGE: Final = "coverage"
"""The question that gives way to any other: a sentence on appeals speaks of what was not covered."""

CALLED: Final = {
    COVERAGE: ("coverage", "covered", "noncovered", "not covered", "investigational", "payable"),
    "prior_authorization": ("prior authorization", "authorization", "authorized", "not required"),
    "documentation": ("documentation", "document", "additional documentation request"),
    "billing": ("billing", "billed", "modifier", "units", "medically unlikely edit", "code pair", "NCCI"),
    "benchmarks": (
        *("benchmarks", "fee schedule", "contractor-priced", "price", "reimbursement"),
        *("how much", "pays", "paid"),
    ),
    "timely_filing": ("timely filing",),
    "appeals": ("appeals", "appeal"),
}
"""The words that name each question; every word of a synonym group names it with them."""

LINES: Final = {
    "commercial": ("commercial",),
    "medicare-advantage": ("Medicare Advantage",),
    "exchange": ("exchange", "marketplace"),
    "medicaid": ("medicaid",),
    "federal-employee": ("federal employee",),
    "national": ("national",),
}
"""The words that narrow a payer to a line of business, or to the national rules."""


@dataclass(frozen=True)
class Intent:
    """A code, the scopes named, as `cigna/commercial`, and the key of a question; no code where none is named."""

    code: str
    scopes: tuple[str, ...]
    question: str


@dataclass(frozen=True)
class Tables:
    """By term of a query: the code, the scopes, the question or the line of business it names.

    `serves` gives the lines of each scope; none where nobody recorded them.
    """

    codes: Mapping[str, str]
    scopes: Mapping[str, tuple[str, ...]]
    questions: Mapping[str, str]
    lines: Mapping[str, str]
    serves: Mapping[str, tuple[str, ...]]


def make_tables(library: Library, concepts: Concepts) -> Tables:
    """Make the tables from the names of a library and its synonyms."""
    codes = {name: code for code in library.codes for name in (code.lower(), f"code={code.lower()}")}
    questions = {**_terms_of(CALLED, concepts), **{f"question={found.slug}": found.key for found in QUESTIONS}}
    lines = {**_terms_of(LINES, concepts), **{f"scope={line}": line for line in LINES}}
    serves = {
        f"{payer}/{scope.id}": _served(scope) for payer, page in library.payers.items() for scope in page.scopes
    }
    return Tables(codes, _scopes(library), questions, lines, serves)


def _terms_of(called: Mapping[str, tuple[str, ...]], concepts: Concepts) -> dict[str, str]:
    """Give the term of each phrase that is one word or one concept."""
    cut = ((key, spans(phrase, concepts)) for key, phrases in called.items() for phrase in phrases)
    return {found[0].terms[0]: key for key, found in cut if len(found) == 1}


def _scopes(library: Library) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for payer, page in library.payers.items():
        every = tuple(f"{payer}/{scope.id}" for scope in page.scopes)
        found |= {f"~{payer}": every, f"payer={payer}": every}
        found |= {name: (scope,) for scope in every for name in (f"~{scope}", f"scope={scope}")}
    return found


def _served(scope: Scope) -> tuple[str, ...]:
    return (*scope.line_of_business, scope.kind) if scope.line_of_business else ()


def read_intent(groups: tuple[Group, ...], tables: Tables, concepts: Concepts) -> Intent | None:
    """Read what the groups of a query ask; None where they name no scope or no question, or codes without a page."""
    told = [term for group in groups if not group.negative for term in _terms(group, concepts)]
    code = next((tables.codes[term] for term in told if term in tables.codes), "")
    questions = [tables.questions[term] for term in told if term in tables.questions]
    question = next((key for key in questions if key != COVERAGE), "") or next(iter(questions), "")
    scopes = tuple(_named_scopes(told, tables))
    if not (scopes and question) or (not code and any(_names_codes(group) for group in groups)):
        return None
    return Intent(code, scopes, question)


def _names_codes(group: Group) -> bool:
    """Tell whether a group names a code, or several."""
    return group.kind == "any" or any(re.fullmatch(CODE, term.removeprefix("code=")) for term in group.terms)


def _terms(group: Group, concepts: Concepts) -> Iterator[str]:
    """Give the terms of a group, the concepts of a quoted phrase among them; a range of codes names none."""
    if group.kind == "phrase":
        yield from (term for span in spans(group.written, concepts) for term in span.terms)
    elif group.kind != "any":
        yield from group.terms


def _named_scopes(told: list[str], tables: Tables) -> Iterator[str]:
    """Give the scopes named: a payer's own scope goes before the payer, and a line of business leaves others out.

    Where no scope serves that line, none is left: the answer of another line would be no answer.
    """
    named = [tables.scopes[term] for term in told if term in tables.scopes]
    closest = [scopes for scopes in named if not any(set(other) < set(scopes) for other in named)]
    wanted = {tables.lines[term] for term in told if term in tables.lines}
    for scope in dict.fromkeys(scope for scopes in closest for scope in scopes):
        if not wanted or not tables.serves[scope] or wanted & set(tables.serves[scope]):
            yield scope


def exported(tables: Tables) -> dict[str, Any]:
    """Give the tables as plain data, for the browser."""
    return asdict(tables)
