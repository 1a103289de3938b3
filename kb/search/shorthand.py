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
    "immunotherapy": "immunotx|immunother|immn?tx|immuno tx",
    "administration": "admin",
    "facility": "fac",
    "miscellaneous": "misc",
    "unclassified": "unclass",
    "reimbursement": "reimb",
    "retroactive": "retro",
    "previously": "prev",
    "changes": (
        "chgs?(?= (?:since|in (?:19|20)|this|last|from|between|to (?:the )?(?:policy|rule|lcd|cpb|bulletin))"
        "|[^?]*(?<![0-9])20[0-9]{2} (?:vs|versus|to) 20[0-9]{2})"
    ),
    "charge": "chr?gs?",
    "changed": "chgd",
    "separately": "(?:(?<=bill )|(?<=billed )|(?<=pay )|(?<=paid )|(?<=code )|(?<=coded ))sep(?!\\.? ?[0-9])",
    "off-label": "off ?label",
    "redetermination": "redeterm(?:in)?s?",
    "reconsideration": "reconsids?",
    "original": "orig",
    "medically necessary": "med nec|medically nec|med necessary",
    "medical necessity": "med necessity",
    "medicare advantage": "med ?adv(?:antage)?",
    "medicaid expansion": "(?:medicaid|mcaid|mcd) exp(?:an|ans)?",
    "blue advantage": "blue adv",
    "medical records": "med recs?|medrecs?|recs",
    "prior approval": "(?:prior|pr) appr(?:vl|vals?|v|l)?s?",
    "approval": "apprvl|aprvl",
    "prior authorization": "p/a|prior authn|prior authz|prauths?",
    "assistant": "assts?|ass't",
    "bilateral": "bilat|b/l",
    "received": "rcvd|recvd|rec'd|recd",
    "secondary": "2ndary|2ndry",
    "primary": "1ary|prim",
    "policy": "pol|plcy",
    "standard": "std",
    "literature": "lit",
    "plaque-forming units": "pfus?",
    "within": "w/in",
    "characters": "chars",
    "until": (
        "till|til(?= (?:(?:when|what|which|then|the|end)(?![a-z])|[0-9]{1,2}[/-]))"
        "|(?:(?<=appeal )|(?<=good )|(?<=due )|(?<=valid )|(?<=days ))til(?= ?[?]?$)"
    ),
    "before": "b4|bfr",
    "coverage": "cov|cvg|covg|cvrg|cvrge",
    "covered": "cvrd|cov'd|covd",
    "noncovered": "noncov|non-cov|non cov",
    "investigational": "exp/inv|e ?& ?i|inv/exp",
    "supporting documents": "supp?(?:orting)? docs",
    "documents": "docs",
    "clinical notes": "clinicals",
    "letter of medical necessity": "lmn|lomn",
    "calendar days": "cal days",
    "business days": "bus days|biz days",
    "physician": "phys",
    "intradermal": "intraderm|intra-dermal",
    "subcutaneous": "subq|sub-q|sub q|subcut",
    "leukapheresis": "leukopheresis|leukaphersis|leuka",
    "allogeneic": "allogenic|allo",
    "autologous": "auto-?logous|autol",
    "federal employee": "fed(?:eral|l)?\\.? (?:emp(?:l|loyees?)?|workers?|govt? (?:employees?|workers?)|retirees?)"
    "|feds|postal (?:employees?|workers?|service|retirees?)|usps|pshb",
    "watching": "obs(?:erv(?:e|ation)?)?(?: time| period| mins?| minutes)|obs",
    "regulation": "regs?",
    "controversy": "amounts? in controversy|aic",
    "rvu": "wrvus?",
    "cancer": "oncs?",
    "professional claim": "pro[ -]?fees?(?! (?:schedule|amount|rate))(?: (?:form )?1500)?|profees?(?: 1500)?",
}
"""By what is written here, the ways of shortening it."""

OF_CLAIMS: Final = (
    (
        (
            r"(?<![0-9a-z])(?:(?:chgs?|charges?|billed)(?: (?:amt|amount))?:? ?[$](?=[0-9])"
            r"|(?:chgs?|charges?)(?: (?:amt|amount))?:? ?(?=(?!(?:19|20)[0-9]{2}(?![0-9.]))[0-9]{3,4}(?![0-9a-z/-])))"
        ),
        "$",
    ),
    (r"(?<=[0-9tf]) ?x ?[0-9]{1,2} ?(?=[|])", ""),
    (r"(?<![0-9a-z])clm(s?)(?![0-9a-z])", r"claim\1"),
    (r"(?<![0-9a-z])(?:pymn?t|paymn?t|pmt)(s?)(?![0-9a-z])", r"payment\1"),
    (r"(?<![0-9a-z])(?:addrs?|addys?)(?![0-9a-z])", "address"),
)
"""Words of claims, whose plural and genitive are kept; before them what a charge came to, and the units of a pasted
claim line: neither asks for rates or units."""

OF_MEDICARE_RATES: Final = (
    (
        r"(?<![0-9a-z])(?:[0-9]+(?:\.[0-9]+)? ?)?(?:%|percent(?:age)?|pct)(?: (?:of|off))?(?: the| current)? "
        r"(?:medicare|mcr|mcare|cms)(?![0-9a-z])(?! (?:adv|ma\b|hmo|ppo))"
    ),
    "percent rate",
)
"""A contract's rate told as a percent of Medicare's: it names no plan of Medicare."""

LEFT: Final = (
    (
        r"(?<![0-9a-z])(disenroll(?:ed|ment)?|termed|switched|moved|left)(?: (?:from|out of|off))?"
        r"(?: (?:a|an|the|his|her|their))? (?:ma|medicare advantage|mapd|mcr adv(?:antage)?|part c)(?: plans?)?"
        r"(?![0-9a-z])"
    ),
    r"\1 disenrollment",
)
"""A plan that a patient has left: it is not the plan that is asked of."""

FORM_LOCATOR: Final = (r"(?<![0-9a-z])(?:fl|form locator)[ -]?([0-9]{1,2})(?![0-9a-z])", r"locator \1")
"""A field of the claim form of hospitals: FL80, FL 80."""

SHORTHAND: Final = (
    *OF_CLAIMS,
    *((rf"(?<![0-9a-z])(?:{short})(?![0-9a-z'])", plain) for plain, short in WORDS.items()),
    OF_MEDICARE_RATES,
    LEFT,
    FORM_LOCATOR,
)
