"""The words by which a question is read: tables, no reading.

`kb.search.intent` reads by them, and hands them to the browser.
"""

from __future__ import annotations

from typing import Final

from kb.search.analysis import words

COVERAGE: Final = "coverage"
BENCHMARKS: Final = "benchmarks"
DOCUMENTATION: Final = "documentation"
TIMELY_FILING: Final = "timely_filing"

CALLED: Final = {
    "appeals": (
        *("appeals", "appeal", "appealed", "dispute", "disputes", "reconsideration", "redetermination", "grievance"),
        *("peer-to-peer", "second level", "first level", "overturn", "fight the denial", "QIC", "ALJ", "hearing"),
        *("level 2", "level 1", "level two", "level one", "2nd level", "1st level", "external review", "IRO"),
        *("level 3", "level three", "third level", "3rd level", "2nd lvl", "1st lvl", "lvl 2", "lvl 1", "lvl 3"),
        *("level 4", "fourth level", "4th level", "level 5", "fifth level", "5th level", "council review", "DAB"),
        *("federal court", "district court", "judicial review", "departmental appeals board"),
        *("recon", "redet", "what now", "now what", "next step", "next steps", "what next", "whats next"),
        *("next level", "appealing", "appealable", "disputed", "disputing", "overturned", "upheld", "uphold"),
        *("rebuttal", "reconsider", "reconsidered", "grievances", "arbitration"),
        *("controversy", "fair hearing", "clinical appeal", "final level", "second appeal", "2nd appeal"),
        *("claim review", "claim reviews", "request for claim review", "claim review form"),
    ),
    TIMELY_FILING: (
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
        *(
            "claim due",
            "claims due",
            "claim due date",
            "filed late",
            "filing late",
            "late filing",
            "untimely",
            "past timely",
        ),
        *(
            "past filing",
            "too old to bill",
            "too late to bill",
            "how late can we bill",
            "days to bill",
            "time to bill",
        ),
        *(
            "time to file",
            "time to submit",
            "window to bill",
            "last day to bill",
            "last day to submit",
            "how long to bill",
        ),
        *(
            "how long to submit",
            "how far back",
            "proof of timely",
            "rebill",
            "rebilling",
            "resubmitted",
            "late charges",
        ),
        *("late claims", "claim submission", "initial claim", "deadline to bill"),
        *("deadline to submit", "corrected bill", "frequency code 7", "frequency 7", "dead line", "deadline to file"),
        *("dead line to bill", "dead line to file", "dead line for claims"),
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
        *(
            "prior determination",
            "predetermination",
            "approval",
            "referral",
            "notification",
            "preapproval",
            "pre-approval",
            "preapproved",
        ),
        *(
            "precertified",
            "preauthorized",
            "pre-service review",
            "preservice review",
            "prior review",
            "utilization review",
        ),
        *("UM review", "prenotification", "organization determination", "org determination", "gap exception"),
        *("auth number", "retro auth", "retroactive auth"),
        *(
            "before the harvest",
            "before harvest",
            "before apheresis",
            "before leukapheresis",
            "NME",
        ),
    ),
    DOCUMENTATION: (
        *("documentation", "document", "documents", "documented", "additional documentation request", "chart notes"),
        *("medical necessity letter", "letter of medical necessity", "op note", "op notes", "op report", "paperwork"),
        *("procedure note", "procedure notes", "office notes", "progress notes", "visit notes", "chart note"),
        *(
            "supporting documents",
            "supporting documentation",
            "infusion record",
            "injection record",
            "pathology report",
        ),
        *(
            "path report",
            "attachments",
            "attachment",
            "records request",
            "request for records",
            "medical record",
            "PWK",
        ),
        *(
            "to chart",
            "charting",
            "in the chart",
            "records to send",
            "send records",
            "invoice",
            "treatment plan",
            "signed order",
            "consent form",
        ),
        *("lot number", "lot numbers", "lot no", "batch number"),
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
        *("observed amounts", "conversion factor", "negotiated", "negotiate", "contracted rate", "contract rate"),
        *("contracted rates", "case rate", "carve out", "percent of charges", "percent rate", "payout", "AWP", "WAC"),
        *("price transparency", "machine readable file", "MRF", "gross charge", "cash price", "facility fee"),
        *("self pay", "selfpay"),
        *("expected payment", "expected reimbursement", "lowest", "cheapest", "highest", "dollar amount", "pricing"),
    ),
    "billing": (
        *(
            "billing",
            "billed",
            "billable",
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
        *(
            "same dos",
            "same date",
            "same visit",
            "same session",
            "same encounter",
            "bill together",
            "billed together",
        ),
        *("bill both", "bundles", "append", "quantity", "qty", "line item", "claim form"),
        *("NDC", "wastage", "waste"),
        *(
            "global period",
            "global days",
            "standalone",
            "stand alone",
            "primary denied",
            "parent denied",
            "unit of service",
        ),
        *("billing units", "max per day", "per day limit", "incident to", "tax id", "line note"),
        *("administration code", "administration codes", "injection code", "injection codes", "infusion code"),
        *("infusion codes", "product code", "product codes"),
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
        *("costs in trial", "costs in clinical trial", "cost sharing", "criteria", "coverage criteria"),
        *("stance", "policy position", "position on"),
    ),
}
"""The words that name each question, the question that goes first where several are named at the top.

Every phrase of a synonym group names it with them. Appeals go before timely filing, for
a time to appeal is no time to file; coverage gives way to any other: a sentence on appeals speaks of what was not
covered.
"""

PRIORITY: Final = tuple(CALLED)

PARTICULAR: Final = (
    *("retro auth", "retroactive auth", "retro authorization", "retroactive authorization", "auth number"),
    *("gap exception", "referral", "notification", "organization determination", "org determination", "UM review"),
    *("NDC", "wastage", "waste", "incident to", "tax id", "claim form", "line note"),
    *("PWK", "op note", "op notes", "op report", "procedure note", "procedure notes", "pathology report"),
    *("path report", "infusion record", "injection record", "treatment plan", "signed order", "consent form"),
    *("AWP", "WAC", "MRF", "machine readable file", "case rate", "carve out", "facility fee", "conversion factor"),
    *("grievance", "arbitration", "fair hearing", "proof of timely", "late charges", "cost sharing"),
)
"""Words that put a question and name one thing within it: what was found must hold them, or a note says otherwise."""

OF_FILES: Final = (
    "price|transparency|readable|schedule|sched|fee|data|mue|ncci|ptp|pairs?|edits?|add-on|aoc|m?pfs|opps|asc|rvu|gpci"
    "|hcpcs|noc|factor|cms"
)
"""What files of data are of: the MUE file."""

OF_FILERS: Final = "practitioner|physician|facility|hospital|hosp|outpatient"
"""What both files of data are of, and who files: the facility file."""

BY_FILER: Final = "an?|the|claims?|late|timely|with|within|by|to|for|an appeal|appeals?|corrected|initial|secondary"
"""What follows where it is the hospital that files."""

NOT_MEANT: Final = (
    (
        words("approval")[0].term,
        r"(?<![0-9a-z])(?:fda|food and drug)[a-z -]{0,16}approv|approv[a-z]*(?: by)?(?: the)? fda(?![a-z])",
    ),
    (
        words("filing")[0].term,
        (
            rf"(?<![0-9a-z])(?:(?:on|in) (?:the )?file|(?:{OF_FILES}) files?"
            rf"|(?:{OF_FILERS}) files?(?! (?:{BY_FILER})(?![a-z]))"
            r"|(?:what|which) files?(?= ?(?:$|[?]|is|are|has|have|was|were|did))"
            r"|files? (?:indicators?|edits?|columns?|rows?|versions?))(?![0-9a-z])"
        ),
    ),
    (
        words("POS")[0].term,
        (
            r"(?<![0-9a-z])(?<!what )(?<!which )(?<!right )(?<!correct )(?<!the )"
            r"pos(?! ?#?[0-9]{1,2}(?![0-9a-z])| codes?| for| do| is| to| should| allowed| of)(?![0-9a-z])"
        ),
    ),
    (
        words("invoice")[0].term,
        r"(?<![0-9a-z])(?:pric(?:e[ds]?|ing)|wac|asp|awp|costs?|rates?|paid|pays?|amounts?|reimburse[a-z]*)(?![0-9a-z])",
    ),
)
"""Terms that name no question where they are said of another thing: the approval of the FDA, what is on file,
a plan of the kind POS, an invoice by which a drug is priced."""

PRICED: Final = (
    r"(?<![0-9a-z])(?:what|how much|how (?:is|are|was|were|do|does|did|will|would)|rate|amount)(?![0-9a-z])"
    r".{0,60}(?<![0-9a-z])(?:pay|pays|paid|reimburse|reimburses|allow|allows|allowed)(?![0-9a-z])"
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

OF_AMOUNTS: Final = r"(?<![0-9a-z])(?:amounts?|average|expected|percent|per)(?![0-9a-z])|[$%]|[0-9]usd(?![0-9a-z])"
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
    *("benefits", "hearing", "together", "lowest", "highest", "waste", "invoice"),
    *("append", "quantity", "criteria", "upheld", "attachment", "negotiate"),
    *("tax id", "rebill", "pricing", "negotiated"),
    *("self pay", "selfpay", "batch number", "NME"),
)
"""Words that name a question, and often stand for something else: one alone names none where nothing is on it."""

APART: Final = (
    *("prior authorization", "authorization", "auth", "coverage", "appeal", "appeals", "billing", "coding"),
    *("documentation", "records", "rates", "fees", "prices", "timely filing"),
)
"""Names of questions that a negation before them rules out: coverage, not prior auth."""

NAMED: Final = (
    r"(?<![0-9a-z])(?:billing|coding|documentation|records|rates|benchmarks"
    r"|how (?:do|to|should|can) (?:i |we |you )?(?:bill|code))(?![0-9a-z])"
)
"""Names of questions, as typed, whose terms other words share: a clause that has one puts its question."""

TELLS: Final = (
    r"(?<![0-9a-z])(?:den(?:y|ied|ies|ial|ials)|because|due to|since|after|without|missing|lack(?:ed|ing)?|for no"
    r"|no (?:prior )?auth[a-z]*|had|got|was|were|upheld|rejected|already|if)(?![0-9a-z])"
)
"""Words of a clause that tells what happened, and asks nothing."""

SEVERAL: Final = 3
"""Questions that are several things asked for at once, whatever stands between them."""

BESIDE: Final = "Also named: {others}. What follows is on {question}: ask for anything else by itself."
"""What is told of questions that are named and not answered."""

CLAUSES: Final = r"[,;?&+]| and | also | plus | or "
"""What parts the clauses of a query."""

ENDS: Final = r"[,;?!]|\.(?= |$)"
"""What ends a part of a query, so that no phrase goes over it."""

ASKED_TOGETHER: Final = (
    ("coverage", "prior_authorization", "billing", "documentation", "benchmarks"),
    ("timely_filing", "appeals"),
)
"""Questions of which a query can put several; of others, one that is named beside them only tells what happened."""

TIMED: Final = (
    r"(?<![0-9a-z])(?:windows?|time ?frames?|deadlines?|when (?:must|should)|how (?:long|many (?:days|months))"
    r"|last da(?:y|te)|limit|(?:count(?:s|ed)?|runs?|starts?|days) from|due|by when|cut ?-?off|too late|how late"
    r"|still time)(?![0-9a-z])"
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
