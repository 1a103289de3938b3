"""Which question a query puts: coverage, prior authorization, rates ... read from its words and phrases.

Also the dimensions that are never crossed: a step of an appeal, a fee schedule, a network, who asks. A query that
names one value of a dimension is not answered by another. The browser does the same in `static/intent.js`. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from kb.domain.vocabulary import QUESTIONS
from kb.search.analysis import Concepts, spans, words

COVERAGE: Final = "coverage"
BENCHMARKS: Final = "benchmarks"

CALLED: Final = {
    "appeals": (
        *("appeals", "appeal", "appealed", "dispute", "disputes", "reconsideration", "redetermination", "grievance"),
        *("peer-to-peer", "second level", "first level", "overturn", "fight the denial", "QIC", "ALJ", "hearing"),
        *("level 2", "level 1", "level two", "level one", "2nd level", "1st level", "external review", "IRO"),
        *("recon", "redet", "what now", "now what", "next step", "next steps", "what next"),
    ),
    "timely_filing": (
        *(
            "timely filing",
            "file a claim",
            "filing deadline",
            "claim deadline",
            "late claim",
            "timely",
            "filing limit",
        ),
        *("time limit to file", "deadline to file", "submit a claim", "days to file", "claim filing", "filing"),
        *("corrected claim", "corrected claims", "replacement claim", "replacement claims", "resubmit"),
        *("resubmission", "submit claims", "file claims", "days to submit", "claims deadline", "last day to file"),
    ),
    "prior_authorization": (
        *(
            "prior authorization",
            "authorization",
            "authorized",
            "authorize",
            "not required",
            "precertify",
            "preauthorize",
        ),
        *("predetermination", "approval", "referral", "notification"),
    ),
    "documentation": (
        *("documentation", "document", "documents", "documented", "additional documentation request", "chart notes"),
        *("medical necessity letter", "letter of medical necessity", "op note", "paperwork"),
    ),
    BENCHMARKS: (
        *(
            "benchmarks",
            "fee schedule",
            "contractor-priced",
            "price",
            "prices",
            "reimbursement",
            "reimburse",
            "priced",
        ),
        *(
            "reimbursed",
            "allowable",
            "allowed",
            "allows",
            "allowance",
            "cost",
            "costs",
            "fee",
            "fees",
            "pays",
            "paid",
        ),
        *(
            "payment rate",
            "payment rates",
            "payment",
            "rates",
            "how much",
            "relative value units",
            "charge",
            "charges",
        ),
        *("observed amounts", "conversion factor"),
    ),
    "billing": (
        *(
            "billing",
            "billed",
            "bill",
            "modifier",
            "modifiers",
            "units",
            "unit",
            "medically unlikely edit",
            "code pair",
        ),
        *(
            "NCCI",
            "bundled",
            "unbundle",
            "unbundled",
            "same day",
            "separately",
            "column",
        ),
        *("together", "code it", "place of service", "POS", "unprocessable"),
    ),
    COVERAGE: (
        *(
            "coverage",
            "covered",
            "noncovered",
            "not covered",
            "investigational",
            "payable",
            "uncovered",
            "experimental",
        ),
        *("medically necessary", "medical necessity", "benefit", "benefits"),
        *("routine costs", "routine cost", "routine care costs", "routine patient costs", "patient care costs"),
        *("routine patient care costs", "trial costs", "trial cost", "cost of trial", "costs of trial"),
        *("costs in trial", "costs in clinical trial", "cost sharing"),
    ),
}
"""The words that name each question, the question that goes first where several are named at the top.

Every phrase of a synonym group names it with them. Appeals go before timely filing, for
a time to appeal is no time to file; coverage gives way to any other: a sentence on appeals speaks of what was not
covered.
"""

PRIORITY: Final = tuple(CALLED)

PRICED: Final = (
    r"(?<![0-9a-z])(?:what|how much|rate|amount)(?![0-9a-z]).{0,60}(?<![0-9a-z])"
    r"(?:pay|pays|paid|reimburse|reimburses|allow|allows|allowed)(?![0-9a-z])"
)
"""A sentence that asks for an amount: what will Medicare pay for 0709T."""

PAYS: Final = r"(?<![0-9a-z])(?:does|do|did|will|would|can)(?![0-9a-z]).{0,60}(?<![0-9a-z])pay(?![0-9a-z])"
"""A sentence that asks whether anything is paid: does Cigna pay 0709T."""

TIMELY_AS_TYPED: Final = "timely"
TIMELY: Final = words(TIMELY_AS_TYPED)[0].term
"""Its term is that of `time`, too, which names no question."""

WEAK: Final = (
    *(
        "cost",
        "costs",
        "paid",
        "pays",
        "charge",
        "charges",
        "fee",
        "fees",
        "payment",
        "allowed",
        "allows",
        "document",
    ),
    *("documents", "documented", "bill", "column", "notification", "referral", "filing", "benefit"),
    *("benefits", "hearing", "together"),
)
"""Words that name a question, and often stand for something else: one alone names none where nothing is on it."""

CLAUSES: Final = r"[,;?&+]| and | also | plus "
"""What parts the clauses of a query."""

ASKED_TOGETHER: Final = (
    ("coverage", "prior_authorization", "billing", "documentation", "benchmarks"),
    ("timely_filing", "appeals"),
)
"""Questions of which a query can put several; of others, one that is named beside them only tells what happened."""

TIMED: Final = (
    r"(?<![0-9a-z])(?:windows?|time ?frames?|deadlines?|how (?:long|many (?:days|months))|last day|limit)"
    r"(?![0-9a-z])"
)
"""Words that ask for a time limit."""

OF_CLAIMS, OF_DENIALS = (
    r"(?<![0-9a-z])(?:claims?|file|submit|send|bill|rebill)(?![0-9a-z])",
    r"(?<![0-9a-z])(?:denial|denied|decision|levels?)(?![0-9a-z])",
)
"""Words by which a time limit is one for a claim, or for what follows a denial, where no question is named."""

LIMITS_OF: Final = ((OF_DENIALS, "appeals"), (OF_CLAIMS, "timely_filing"))

TOPICS: Final = {
    "Units": "billing",
    "Code pairs": "billing",
    "Modifiers": "billing",
    "Fee schedule": BENCHMARKS,
    "Observed amounts": BENCHMARKS,
    "Clinical context": "documentation",
}
"""Headings of a code page that answer a question, whoever pays."""

DIMENSIONS: Final = {
    "step of an appeal": (
        ("redetermination", "redet"),
        ("reconsideration", "recon", "QIC", "qualified independent contractor"),
        ("hearing", "ALJ", "administrative law judge"),
        ("peer-to-peer",),
        ("second level", "second-level", "level 2", "level two", "2nd level"),
        ("first level", "first-level", "level 1", "level one", "1st level"),
        ("external review", "independent review", "IRO"),
    ),
    "who asks": (
        ("member", "members", "enrollee", "beneficiary", "subscriber"),
        ("provider", "providers"),
    ),
    "fee schedule": (
        ("physician fee schedule", "MPFS", "PFS"),
        ("OPPS", "APC", "outpatient prospective"),
        ("ASC", "ambulatory surgery center", "ambulatory surgical center"),
        ("DMEPOS",),
    ),
    "setting": (
        ("practitioner", "professional"),
        ("facility", "outpatient hospital", "hospital", "inpatient", "hosp", "outpt", "HOPD"),
    ),
    "network": (
        (
            *("out of network", "nonparticipating", "noncontracted", "non-participating", "nonpar", "non par", "OON"),
            *("non contracted", "not participating", "not contracted", "not in network"),
        ),
        ("in network", "in-network", "participating", "par", "contracted"),
    ),
    "claim": (
        ("corrected", "resubmission", "resubmit", "replacement claim", "corrected claim"),
        ("secondary", "coordination of benefits", "pays second", "COB"),
    ),
    "urgency": (("urgent", "expedited"), ("standard",)),
    "product": (("HMO", "HMOs"), ("PPO", "PPOs"), ("EPO",), ("POS plan",), ("indemnity",)),
    "funding": (
        ("fully insured", "full insured"),
        ("self funded", "self-funded", "self insured", "self-insured", "selffunded", "ASO", "self funding"),
    ),
}
"""What an answer can be about one value of and not another; each value with the words that name it."""


@dataclass(frozen=True)
class IntentTables:
    """By term of a query the question it names, by terms the value of a dimension they name: (dimension, number).

    `spoken` gives the words of a dimension's terms; `weak` are the terms that may stand for something else.
    """

    questions: Mapping[str, str]
    dimensions: Mapping[str, tuple[str, int]]
    classes: Mapping[str, str]
    spoken: Mapping[str, str]
    weak: frozenset[str] = frozenset()


CLASSES: Final = {"category-iii": ("category III",), "add-on": ("add-on code",)}
"""Kinds of code that a query can ask of instead of one code."""


def make_intent_tables(concepts: Concepts) -> IntentTables:
    """Make the tables; a phrase counts where the query's own cutting makes one term of it."""
    questions = {term: key for key, phrases in reversed(CALLED.items()) for term in _terms(phrases, concepts)}
    questions |= {f"question={found.slug}": found.key for found in QUESTIONS}
    called = [
        (" ".join(word.term for word in words(phrase)), phrase, (name, number))
        for name, values in DIMENSIONS.items()
        for number, phrases in enumerate(values)
        for phrase in phrases
    ]
    dimensions = {terms: value for terms, _, value in called}
    spoken = {terms: phrase for terms, phrase, _ in reversed(called)}
    classes = {term: name for name, phrases in CLASSES.items() for term in _terms(phrases, concepts)}
    return IntentTables(questions, dimensions, classes, spoken, frozenset(_terms(WEAK, concepts)))


def _terms(phrases: Iterable[str], concepts: Concepts) -> Iterable[str]:
    """Return the term of each phrase that is one word or one concept."""
    cut = (spans(phrase, concepts) for phrase in phrases)
    return (found[0].terms[0] for found in cut if len(found) == 1)


def question_groups() -> Iterable[tuple[str, tuple[str, ...]]]:
    """Yield the phrases of each question that are more than one word, by a term of their own."""
    for key, phrases in CALLED.items():
        yield f"asks:{key}", tuple(phrase for phrase in phrases if " " in phrase or "-" in phrase)


def read_question(terms: Iterable[str], text: str, tables: IntentTables) -> str:
    """Return the key of the question that is put; empty if none is. `text` is the cleaned query."""
    told = [term for term in terms if term in tables.questions and (term != TIMELY or TIMELY_AS_TYPED in text)]
    named = {tables.questions[term] for term in told}
    if re.search(PRICED, text) and named <= {COVERAGE, BENCHMARKS}:
        return BENCHMARKS
    if re.search(PAYS, text) and named <= {COVERAGE, BENCHMARKS}:
        return COVERAGE
    if re.search(TIMED, text) and named <= {"billing"}:
        timed = next((key for words, key in LIMITS_OF if re.search(words, text)), "")
        return timed or next(iter(named), "")
    return next((key for key in PRIORITY if key in named), "")


def is_weak(terms: Iterable[str], question: str, tables: IntentTables) -> bool:
    """Return whether a question is named only by words that may stand for something else."""
    naming = [term for term in terms if tables.questions.get(term) == question]
    return bool(naming) and tables.weak.issuperset(naming)


def further_questions(text: str, question: str, concepts: Concepts, tables: IntentTables) -> tuple[str, ...]:
    """Return the questions that other clauses of a cleaned query put beside the one it is read for."""
    family: tuple[str, ...] = next((names for names in ASKED_TOGETHER if question in names), ())
    found = []
    for clause in re.split(CLAUSES, text):
        terms = [term for span in spans(clause, concepts) for term in span.terms]
        other = read_question(terms, clause, tables)
        if other != question and other in family and not is_weak(terms, other, tables):
            found.append(other)
    return tuple(dict.fromkeys(found))


def read_dimensions(text: str, tables: IntentTables) -> list[tuple[str, int, str]]:
    """Find the values of dimensions that a cleaned query names: dimension, number, and the words as terms.

    The longest phrases come first, and a word counts for one alone: `non par` is not `par`.
    """
    left: list[str] = [word.term for word in words(text)]
    named = []
    for phrase, (name, number) in sorted(tables.dimensions.items(), key=lambda item: -item[0].count(" ")):
        wanted = phrase.split(" ")
        places = [at for at in range(len(left)) if left[at : at + len(wanted)] == wanted]
        if places:
            named.append((name, number, phrase))
        for at in places:
            left[at : at + len(wanted)] = [""] * len(wanted)
    return named


def topic_of(heading: str) -> str:
    """Return the question that a heading answers, on an entry or on a code page; empty for none."""
    asked = {question.title: question.key for question in QUESTIONS}
    return asked.get(heading) or TOPICS.get(heading, "")


def exported(tables: IntentTables) -> dict[str, Any]:
    """Return the tables as plain data, for the browser."""
    return {
        "questions": tables.questions,
        "dimensions": {phrase: list(value) for phrase, value in tables.dimensions.items()},
        "classes": tables.classes,
        "spoken": tables.spoken,
        "priority": PRIORITY,
        "priced": PRICED,
        "pays": PAYS,
        "timely": [TIMELY, TIMELY_AS_TYPED],
        "timed": TIMED,
        "limitsOf": LIMITS_OF,
        "weak": sorted(tables.weak),
        "clauses": CLAUSES,
        "askedTogether": ASKED_TOGETHER,
        "coverage": COVERAGE,
        "benchmarks": BENCHMARKS,
    }
