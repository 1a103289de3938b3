"""The words by which a question is read, and the values of dimensions that are never crossed: tables, no reading.

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
        ("peer-to-peer", "p2p", "peer to peer"),
        ("second level", "second-level", "level 2", "level two", "2nd level", "second step", "2nd lvl", "lvl 2"),
        ("first level", "first-level", "level 1", "level one", "1st level", "first step", "1st lvl", "lvl 1"),
        ("external review", "independent review", "IRO"),
        ("third level", "level 3", "level three", "3rd level", "third step", "3rd lvl", "lvl 3"),
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
        ("practitioner", "professional", "prof"),
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

CLASSES: Final = {"category-iii": ("category III",), "add-on": ("add-on code",)}
"""Kinds of code that a query can ask of instead of one code."""
