"""The words by which a question is read: tables, no reading.

`kb.search.intent` reads by them, and hands them to the browser.
"""

from __future__ import annotations

from typing import Final

from kb.search.analysis import words

COVERAGE: Final = "coverage"
BENCHMARKS: Final = "benchmarks"
DOCUMENTATION: Final = "documentation"

CALLED: Final = {
    "appeals": (
        *("appeals", "appeal", "appealed", "dispute", "disputes", "reconsideration", "redetermination", "grievance"),
        *("peer-to-peer", "second level", "first level", "overturn", "fight the denial", "QIC", "ALJ", "hearing"),
        *("level 2", "level 1", "level two", "level one", "2nd level", "1st level", "external review", "IRO"),
        *("level 3", "level three", "third level", "3rd level", "2nd lvl", "1st lvl", "lvl 2", "lvl 1", "lvl 3"),
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
    DOCUMENTATION: (
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
        *("payment policy", "payment policies", "reimbursement policy", "reimbursement policies"),
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

SENDS: Final = (
    r"(?<![0-9a-z])(?:(?:send|attach|submit|include)(?![0-9a-z]).{0,40} (?:with|w) (?:the |a |first |our )*claims?"
    r"|what (?:to|do (?:we|i)|should (?:we|i)|must (?:we|i)) (?:send|attach|submit|include)"
    r"|(?:have|need) to (?:send|attach|include))(?![0-9a-z])"
)
"""A sentence that asks what goes with a claim: do we have to send the protocol with the claim."""

PAYS: Final = r"(?<![0-9a-z])(?:does|do|did|will|would|can)(?![0-9a-z]).{0,60}(?<![0-9a-z])pay(?![0-9a-z])"
"""A sentence that asks whether anything is paid: does Cigna pay 0709T."""

PAID: Final = ("pay", "paid")
"""Terms of the rates that, alone or beside coverage, ask whether anything is paid: which study costs are paid."""

OF_AMOUNTS: Final = r"(?<![0-9a-z])(?:amounts?|average|expected|percent|per)(?![0-9a-z])|[$%]"
"""Words beside which they ask how much."""

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
    r"(?<![0-9a-z])(?:windows?|time ?frames?|deadlines?|how (?:long|many (?:days|months))|last day|limit"
    r"|(?:count(?:s|ed)?|runs?|starts?|days) from)"
    r"(?![0-9a-z])"
)
"""Words that ask for a time limit."""

OF_CLAIMS, OF_DENIALS = (
    r"(?<![0-9a-z])(?:claims?|file|submit|send|bill|rebill|dos|date of service|discharge)(?![0-9a-z])",
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

CLASSES: Final = {"category-iii": ("category III",), "add-on": ("add-on code",)}
"""Kinds of code that a query can ask of instead of one code."""
