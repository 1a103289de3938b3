"""Words that staff shorten, and the words of our texts that they stand for: `inj` for injection. Pure.

Each is a pattern and what it is read as; `typed` rewrites them, in both engines.
"""

from __future__ import annotations

from typing import Final

WORDS: Final = {
    "injection": "injs?|injxs?",
    "university": "univ",
    "manufacturer": "mfrs?|mfgs?|mfgr",
    "outpatient": "outpts?|outpat|o/p",
    "inpatient": "inpts?|inpat|i/p",
    "service": "svcs?|srvcs?",
    "amount": "amts?",
    "required": "reqd|req'd",
    "different": "diff",
    "additional": "addl|add'l",
    "replacement": "replcmt|replmt",
    "department": "dept",
    "telephone": "tele|tel",
    "tax id": "tins?|tax id(?:entification)?(?: number| #| no)?",
    "vaccine": "vax|vacc",
    "immunotherapy": "immunotx|immunother",
    "administration": "admin",
    "facility": "fac",
    "miscellaneous": "misc",
    "unclassified": "unclass",
    "reimbursement": "reimb",
    "retroactive": "retro",
    "previously": "prev",
    "charge": "chgs?",
    "original": "orig",
    "medically necessary": "med nec|medically nec|med necessary",
    "medical necessity": "med necessity",
    "medicare advantage": "med adv(?:antage)?",
}
"""By what is written here, the ways of shortening it."""

OF_CLAIMS: Final = (
    (r"(?<![0-9a-z])clm(s?)(?![0-9a-z])", r"claim\1"),
    (r"(?<![0-9a-z])(?:pymn?t|paymn?t|pmt)(s?)(?![0-9a-z])", r"payment\1"),
    (r"(?<![0-9a-z])(?:addrs?|addys?)(?![0-9a-z])", "address"),
)
"""Words of claims, whose plural and genitive are kept."""

FORM_LOCATOR: Final = (r"(?<![0-9a-z])(?:fl|form locator)[ -]?([0-9]{1,2})(?![0-9a-z])", r"form locator \1")
"""A field of the claim form of hospitals: FL80, FL 80."""

SHORTHAND: Final = (
    *OF_CLAIMS,
    *((rf"(?<![0-9a-z])(?:{short})(?![0-9a-z'])", plain) for plain, short in WORDS.items()),
    FORM_LOCATOR,
)
