"""The glossary: every label of the pages in plain words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from kb.domain import vocabulary
from kb.domain.reach import CATEGORY_RULES, REACH_WORDS
from kb.domain.vocabulary import Question, Value
from kb.pages.page import Crumb, Page

APPLIES: Final = {
    "named code": "the policy lists this code",
    "range": "the policy lists a range of codes that includes this one",
    "category": "the rule covers every code of that category",
    "all codes": "the rule covers every code of the plan, such as a filing limit",
    "inherited": "found for the primary code, and taken for its add-on",
}
"""What each word on how a rule applies to a code means, by the kind of reach."""

TERMS: Final = (
    Value(
        "plan",
        "a payer's line of business, such as its commercial or Medicare Advantage plans; for Original Medicare, the "
        "MAC of a state; for Blue Cross Blue Shield, the company of a state",
    ),
    Value("MAC", "Medicare Administrative Contractor: it processes the Original Medicare claims of some states"),
    Value("national rule", "a rule of CMS that holds for every MAC; it is shown once, in the national row"),
    Value("policy", "one record of this library: what one document of a plan says, with its sources and dates"),
    Value("distinct answers", "a rule that applies to several plans counts once"),
    Value("background only", "it is about a service, or out of date: it does not decide an answer"),
    Value("check primary code", "the add-on's answer looks better than that of its primary code: check both"),
    Value("search log", "where, when and with which words an answer was searched for"),
    Value("review interval", "after how many days an answer is checked again"),
    Value("effective date", "the first day that a rule holds, by date of service or by date processed"),
    Value("primary code", "the code that an add-on must be billed with"),
    Value("MUE", "Medically Unlikely Edit: the most units of a code that Medicare pays without a question"),
    Value("MAI", "MUE adjudication indicator: 1 counts a claim line, 2 and 3 a date of service"),
    Value(
        "NCCI PTP edit",
        "a pair of codes: column 1 is paid, column 2 is denied, unless the indicator is 1 and a modifier applies",
    ),
    Value("E/I/U", "experimental, investigational or unproven: the usual ground to deny a Category III code"),
    Value("more restrictive, less restrictive", "which way a change goes: less or more is covered, or asked for"),
    Value("other change", "a text, a source or a confidence changed: neither more nor less restrictive"),
    Value("record number", "such as c853d39, beside a date: the commit that recorded a version"),
)
"""Words of the pages that are in none of the lists of values."""


@dataclass(frozen=True)
class Glossary:
    """What the page explains: questions with their answers, how a rule applies, lists of labels, other terms."""

    questions: tuple[Question, ...]
    applies: tuple[tuple[str, str], ...]
    lists: tuple[tuple[str, str, tuple[Value, ...]], ...]
    terms: tuple[Value, ...]
    half_lives: tuple[Question, ...]
    crumbs: tuple[Crumb, ...]


def _called(kind: str) -> str:
    """Name a kind of reach as pages do."""
    return ", ".join(CATEGORY_RULES.values()) if kind == "category" else REACH_WORDS[kind]


def glossary_page() -> Page:
    """Make the glossary."""
    shown = Glossary(
        questions=vocabulary.QUESTIONS,
        applies=tuple((_called(kind), meaning) for kind, meaning in APPLIES.items()),
        lists=(
            ("unknown", "Why an answer is unknown", vocabulary.REASONS),
            ("standing", "Source type", vocabulary.STANDINGS),
            ("read", "How much was read", vocabulary.EXTENTS),
            ("confidence", "Confidence", vocabulary.CONFIDENCES),
            ("currency", "How current a document is", vocabulary.CURRENCIES),
            ("amounts", "Published hospital rates", vocabulary.AMOUNT_READINGS),
        ),
        terms=TERMS,
        half_lives=tuple(question for question in vocabulary.QUESTIONS if question.half_life),
        crumbs=(Crumb("Home", "index.html"), Crumb("Glossary")),
    )
    return Page("glossary.html", "glossary", "Glossary", shown)
