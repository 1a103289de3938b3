"""Libraries made on the spot for tests of answers: a few plans, four codes, and the entries that a case needs."""

from __future__ import annotations

import datetime as dt

from kb.domain.concepts import CONCEPTS
from kb.domain.model import Answer, CodePage, Entry, Library, Payer, Receipt, Scope, Source
from kb.domain.reach import concept_reach, read_reach
from kb.domain.vocabulary import UNKNOWN, names

DAY = dt.date(2026, 3, 2)
DATED = {"reviewed": DAY, "review_by": DAY, "sections": (), "places": {}}
PLANS, SECOND, BRAND, LOCAL = "example/plans", "example/second", "example/brand", "example/local"
NATIONAL, MAC = "medicare/national", "medicare/mac"
KINDS = {
    PLANS: "line of business",
    SECOND: "line of business",
    BRAND: "brand",
    LOCAL: "licensee",
    NATIONAL: "national",
    MAC: "contractor",
}
CODES = {"0708T": "", "0709T": "0708T", "96401": "", "0712T": "96401"}
"""The codes that have a page, each with its parent; 0710T has no page."""

SEARCHED = (Receipt("Example lists", "0708T", DAY, ("coverage",)),)
NAMING = (Receipt("Example lists", "0708T", DAY, ("coverage",), plans=("local",)),)
OF_ANOTHER = (Receipt("Example lists", "0708T", DAY, ("coverage",), plans=("elsewhere",)),)
"""The receipt of a search that a brand tells of its licensee, and one that it tells of another."""
SOURCES = {
    standing[0] + read[0]: Source(standing[0] + read[0], "Example", "Example", "https://e.org", standing, DAY, read)
    for standing in ("primary", "secondary")
    for read in ("whole", "part")
}
"""Source records by the first letters of their standing and of how much was read: `pw`, `pp`, `sw`, `sp`."""


def entry(name, codes, scope, answer, **fields):
    """Make an entry; `codes` is written as in front matter, or is a concept."""
    payer, part = scope.split("/")
    reach = concept_reach(codes) if codes in names(CONCEPTS) else read_reach(tuple(codes.split(", ")))
    dates = {"effective": None, "ends": None, "date_basis": ""}
    held = {"currency": "current", "document": name, "sources": {}, "looked": (), **dates, **DATED, **fields}
    path = f"{scope}/{name}.md"
    answers = {answer.question: answer}
    return Entry(path=path, title=f"Title of {name}", payer=payer, scope=part, reach=reach, answers=answers, **held)


def says(name, codes, value, scope=PLANS, question="coverage", **fields):
    """Make an entry that gives a value."""
    return entry(name, codes, scope, Answer(question, value, tuple(fields.get("sources", ()))), **fields)


def silent(name, codes, reason, scope=PLANS, question="coverage", **fields):
    """Make an entry that says *data not available*."""
    return entry(name, codes, scope, Answer(question, UNKNOWN, reason=reason), **fields)


def code_page(code, parent):
    rows = ("life_cycle", "fee_schedule", "units", "pairs", "modifiers", "observed_amounts", "conflicts")
    relation = {"code": code, "family": "", "add_on_to": parent, "add_on_type": "", "add_on_sources": ()}
    held = {"sources": {}, "looked": (), "concepts": ("cancer vaccines", "clinical trials"), **relation, **DATED}
    return CodePage(path=f"codes/{code.lower()}.md", title=code, **held, **dict.fromkeys(rows, ()))


def payer_page(payer):
    found = [(scope.split("/")[1], kind) for scope, kind in KINDS.items() if scope.startswith(payer)]
    held = {"aliases": (), "portals": (), "contacts_reason": "", "sources": {}, "looked": (), **DATED}
    scopes = tuple(Scope(name, name, kind, ()) for name, kind in found)
    return Payer(path=f"{payer}/payer.md", title=payer, scopes=scopes, **held)


def library(*entries):
    payers = {payer: payer_page(payer) for payer in ("example", "medicare")}
    return Library(payers, {code: code_page(code, parent) for code, parent in CODES.items()}, entries)
