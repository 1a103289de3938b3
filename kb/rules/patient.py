"""What looks like a patient's data: one table for the search box, the command line and the checker.

`PATTERNS` is wide, for what people type: a policy is found by code, payer and question, so whatever looks like a
person is held back. The rule on content uses only the patterns that no honest policy text holds. Dates of service,
codes, document numbers, provider identifiers and toll-free numbers are no patient's data.

The browser reads the same patterns (`site_templates/static/privacy.js`), so they are such that Python and JavaScript
read alike: classes of ASCII, and no possessive quantifiers. Each is linear: what repeats without a bound is a single
class. They know one space and one dash; `ALIKE` turns the others into these.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from kb.content.parse import Parsed
from kb.domain.problem import place_in
from kb.rules.rule import Found, TextRule

BLANKS: Final = "\t\v\f\r\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u3000"
DASHES: Final = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"
ALIKE: Final = str.maketrans(BLANKS + DASHES, " " * len(BLANKS) + "-" * len(DASHES))
"""Blanks and dashes of every kind as the plain ones that the patterns know."""

LETTER, SIGN = "[AC-HJKMNP-RT-Y]", "[0-9AC-HJKMNP-RT-Y]"
"""What a Medicare beneficiary identifier is made of: no S, L, O, I, B or Z."""

BETWEEN: Final = "[ .-]?"
GROUPS: Final = "[ .-]{0,3}"
NUMBER: Final = r"(?: ?(?:numbers?|no|num|nbr|nr|id|i\.d\.|ids)\b\.?| ?#)"
"""The word that says that a number follows."""

THEN: Final = "[^A-Za-z0-9]{0,4}(?:is )?"
"""What may be between a lead word and its number."""

SIX: Final = r"(?=(?:[A-Za-z-]{0,4}\d){6})[A-Za-z0-9-]{6,}"
FIVE: Final = r"(?=[A-Za-z0-9]*\d)[A-Za-z0-9_-]{5,}"
PERSON: Final = (
    "member|mem|mbr|subscriber|beneficiary|bene|insured|enrollee|cardholder|card|policy ?holder|recipient|patient|pt"
)
MONTH: Final = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}"
BOUND: Final = (
    r"(?!(?: (?:years?|yrs?))?(?: ?\+| ?-| (?:and|or|to|through|limit|policy|rule|edition|claim|version)\b))"
)
"""What no person's age is followed by: `65 and older`, `18 to 64`, `10 year old policy`."""

NOT_A_LIMIT: Final = "".join(
    f"(?<!{word} )" for word in ("over", "under", "than", "least", "claim", "claims", "policy", "denial", "edition")
)
"""What stands before no person's age: `over 65 years old`, `claim 2 years old`."""

NO_NAME: Final = (
    "Medic|Blue|Cigna|Aetna|United|Anthem|Humana|Kaiser|Tricare|Centene|Molina|Category|Protect|Access|Servic|Portal|"
    "Financ|Advoc|Safety|Educat|Right|Care|Center|Respons|Assist|Bill|Balanc|Consent|Record|Account|Discharg|Report|"
    "Outcome|Control|Manag|Navig|Support|Eligib|Benefit|Cover|Claim|Number|Name|Ident|Inform|Data|Visit|Encounter|"
    "Liab|Deduct|Copay|Cost|Status|Age|With|Has|Is|In|Of|And|Or|Who|Needs|Denied|On|For|Under|Was|Prior|Appeal"
)
"""Prefixes of capitalized words that follow `patient` or `member` and are not names."""

STREET: Final = "street|avenue|ave|road|rd|lane|boulevard|blvd|drive|court|terrace|parkway"


@dataclass(frozen=True)
class Pattern:
    """One kind of data: `what` it looks like in words, and how it is written.

    `content` is set where no policy text holds the like, so that the checker refuses it, too; `half` where a text
    that is still being typed is known by its first signs; `case` where upper case tells a name from a word.
    """

    what: str
    written: str
    content: bool = False
    half: bool = False
    case: bool = False

    @property
    def flags(self) -> str:
        """The flags of a browser's pattern."""
        return "" if self.case else "i"

    @cached_property
    def read(self) -> re.Pattern[str]:
        """The pattern, ready to search with."""
        return re.compile(self.written, re.ASCII | (0 if self.case else re.IGNORECASE))


PATTERNS: Final = (
    Pattern(
        "a Medicare beneficiary identifier",
        rf"(?<![A-Za-z0-9])[1-9]{BETWEEN}{LETTER}{BETWEEN}{SIGN}{BETWEEN}[0-9]{GROUPS}{LETTER}{BETWEEN}{SIGN}{BETWEEN}"
        rf"[0-9]{GROUPS}{LETTER}{BETWEEN}{LETTER}{BETWEEN}[0-9]{BETWEEN}[0-9](?![A-Za-z0-9])",
        content=True,
        half=True,
    ),
    Pattern(
        "a social security number",
        r"(?<![\d-])(?:\d{3}|[xX*]{3})- ?(?:\d\d|[xX*]{2})- ?\d{4}(?:[A-Za-z]\d?)?"
        r"(?![\d-])",
        content=True,
        half=True,
    ),
    Pattern(
        "a social security number",
        rf"(?<![\d.-])\d{{3}} \d\d \d{{4}}(?![\d.-])"
        rf"|\b(?:ssn|ss ?#|social(?: security)?){NUMBER}?{THEN}(?:ending (?:in )?)?\d{{4,}}",
    ),
    Pattern(
        "a medical record number",
        rf"\b(?:MRN|M\.R\.N\.?|MR ?#|medrec|med(?:ical)? rec(?:ord)?s?{NUMBER}|(?:patient )?(?:chart|record){NUMBER})"
        rf"{THEN}[A-Za-z]{{0,3}}\d{{4,}}",
        content=True,
        half=True,
    ),
    Pattern(
        "a member id",
        rf"\b(?:{PERSON})(?:'?s)?{NUMBER}[^A-Za-z0-9]{{1,4}}(?:is )?{FIVE}",
        content=True,
        half=True,
    ),
    Pattern(
        "a member id",
        rf"\b(?:{PERSON})[^A-Za-z0-9]{{1,4}}(?!dos)[A-Za-z]{{0,4}}\d{{6,}}"
        rf"|\b(?:(?:medicare|medicaid|insurance|health plan){NUMBER}|mbi|hicn?|id(?: ?#)?){THEN}{SIX}"
        rf"|\bmedicaid{NUMBER}{THEN}[A-Za-z]{{1,3}}\d{{4,}}|\bmedi-?cal{NUMBER}?{THEN}\d{{7,}}",
    ),
    Pattern(
        "a policy or group number",
        rf"\b(?:policy|certificate|contract){NUMBER}{THEN}(?:\d{{8,}}|[A-Za-z]{{2,4}}\d{{6,}})"
        rf"|\b(?:group|grp){NUMBER}{THEN}\d{{1,4}}-?\d{{4,}}|\b(?:group|grp)[^A-Za-z0-9]{{1,4}}\d{{6,}}",
    ),
    Pattern(
        "an account number",
        rf"\b(?:account|acct|a/c|FIN|CSN|HAR)(?:{NUMBER}|\.)?{THEN}[A-Za-z]{{0,3}}\d{{6,}}"
        rf"|\b(?:account|acct|encounter|visit){NUMBER}{THEN}{SIX}",
    ),
    Pattern(
        "a claim or authorization number",
        rf"\b(?:claim|auth|authorization|referral|reference|ref|case|confirmation|tracking){NUMBER}{THEN}{SIX}"
        rf"|\b(?:ICN|DCN|TCN){NUMBER}?{THEN}[A-Za-z]{{0,3}}\d{{6,}}|\bclaim[^A-Za-z0-9]{{1,4}}\d{{9,}}",
    ),
    Pattern(
        "a date of birth",
        rf"\b(?:DOB|D\.O\.B\.?|birth ?date|birth ?day|date of birth|born(?: (?:on|in))?){THEN}"
        rf"(?:\d|{MONTH}\.? \d)",
        content=True,
        half=True,
    ),
    Pattern(
        "a date of birth",
        r"(?<![\d:=/.-])\d{1,2}[/.-]\d{1,2}[/.-]19\d\d(?!\d)|(?<![\d:=])19\d\d[/.-]\d{1,2}[/.-]\d{1,2}(?!\d)"
        rf"|\b{MONTH}\.? \d{{1,2}}(?:st|nd|rd|th)?,? 19\d\d\b|(?<!\d)\d{{1,2}} {MONTH}\.?,? 19\d\d\b"
        rf"|\b(?:YOB|year of birth){THEN}\d{{2,4}}",
    ),
    Pattern(
        "a telephone number",
        rf"(?<![\d.-])(?:\+?1[ .-]{{0,2}})?(?!\(?8(?:00|22|33|44|55|66|77|88))\(?[2-9]\d\d\)?"
        rf"[ .-]{{1,2}}[2-9]\d\d[ .-]\d{{4}}(?![\d-])|\b(?:phone|tel|telephone|cell|mobile)"
        rf"{NUMBER}?{THEN}(?!8(?:00|22|33|44|55|66|77|88))(?:\d{{10}}|\d{{3}}[.-]\d{{4}})(?!\d)",
        half=True,
    ),
    Pattern(
        "an e-mail address",
        r"(?<![A-Za-z0-9.+_-])[A-Za-z0-9.+_-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.){1,8}[A-Za-z]{2,}",
        half=True,
    ),
    Pattern(
        "a patient's name",
        rf"\b(?:(?:{PERSON})(?:'?s)? )(?:full |first |last )?name ?[:=] ?[A-Za-z]"
        rf"|\b(?:(?:{PERSON})(?:'?s)? )(?:full |first |last )?name is [A-Za-z]"
        rf"|\b(?:mrs\.?|mr\.|ms\.) ?[a-z]{{2,}}|\bpatient (?:named|called) [a-z]|^name ?[:=] ?[a-z]",
    ),
    Pattern(
        "a patient's name",
        rf"\b(?:[Pp]atient|PATIENT|[Pp]t|PT)\.?:? (?:[A-Z][a-z]+, [A-Z]|[A-Z]\. [A-Z])"
        rf"|\b(?:[Pp]atient|PATIENT|[Pp]t|PT)[.:]{{1,2}} ?[A-Z][A-Za-z'-]+,? [A-Z]"
        rf"|\b(?:[Pp]atient|PATIENT|[Pp]t|PT)\.?:? [A-Z]\. ?[A-Z]\."
        rf"|\b(?:[Pp]atient|[Mm]ember|[Pp]t)\.? (?!(?:{NO_NAME})[a-z]*\b)[A-Z][a-z]+ [A-Z][a-z]+\b"
        rf"|\b(?:Mr|Ms|Miss) [A-Z][a-z]+|\b[Pp]atient Name ?:? ?[A-Z]",
        case=True,
    ),
    Pattern(
        "a patient's age",
        rf"{NOT_A_LIMIT}(?<![\d.A-Za-z-])\d{{1,3}}[ -]?(?:y/?o|y\. ?o|yr?s?[ -]?old|years?[ -]?old|months?[ -]?old)"
        rf"(?:[mf]\b|\.?(?![A-Za-z])){BOUND}"
        rf"|(?<![\d.A-Za-z-])[1-9]\d(?:[mf]| (?:fe)?male)\b"
        rf"|\baged?[^A-Za-z0-9]{{1,3}}(?:is )?\d{{1,3}}(?![\d-]){BOUND}",
    ),
    Pattern(
        "a person's address",
        rf"(?<![\dA-Za-z.-])\d{{1,6}} (?:[nsew]\.? )?[a-z]+ (?:[a-z]+ )?(?:{STREET})\b"
        rf"|\b(?:apt|apartment|unit) ?# ?\d|\b(?:home|mailing|patient)(?:'?s)? address ?:? ?\d",
    ),
    Pattern(
        "a person's address",
        r"(?<![\dA-Za-z.-])\d{1,6} (?:[NSEW]\.? )?[A-Z][a-z]+ (?:[A-Z][a-z]+ )?(?:St|Dr|Ln|Ct|Pl|Way)\b",
        case=True,
    ),
    Pattern(
        "the number of a license or passport",
        rf"\b(?:driver'?s? licen[sc]e|DL ?#|licen[sc]e|passport){NUMBER}?{THEN}{SIX}",
    ),
    Pattern("a member id", r"(?<![A-Za-z0-9./-])(?:[A-Z]{1,4}\d{9,13}|[RUW]\d{8})(?![A-Z0-9])"),
    Pattern("a social security number", r"(?<![A-Za-z\d.-])\d{9}(?:[A-Z]\d?)?(?![A-Za-z\d.-])"),
)
"""The kinds in the order in which they are named: the surest first."""


def looks_like(typed: str) -> str:
    """Say what a typed text looks like, such as `a member id`; empty if it looks like no patient's data.

    Letters and digits of other widths count as plain ones, and invisible characters as nothing.
    """
    seen = "".join(c for c in unicodedata.normalize("NFKC", typed) if unicodedata.category(c) != "Cf")
    plain = re.sub(r"[ \n]+", " ", seen.translate(ALIKE))
    return next((pattern.what for pattern in PATTERNS if pattern.read.search(plain)), "")


def refusal(typed: str, where: str = "this") -> str:
    """Say why a text is refused that looks like a patient's data, and the way out; empty if it is not.

    `where` names it to who typed it, such as an option or a line; the text itself is never repeated.
    """
    what = looks_like(typed)
    return what and told(what, where)


def told(what: str, where: str = "this") -> str:
    """Say that something looks like a kind of patient's data, and the way out: the same words everywhere."""
    return f"{where} looks like {what}, so it is not read; take it out: {ENOUGH}"


ENOUGH: Final = "a code, a plan, a question and a date are enough"


def refused_in_content(text: str) -> bool:
    """Tell whether the checker would refuse a text for what looks like a patient's data."""
    plain = text.translate(ALIKE)
    return any(pattern.content and pattern.read.search(plain) for pattern in PATTERNS)


def patient_data(parsed: Parsed) -> Found:
    """No text that looks like a patient's data."""
    text = parsed.text.translate(ALIKE)
    for pattern in PATTERNS:
        for match in pattern.read.finditer(text) if pattern.content else ():
            yield place_in(text, match.start()), told(pattern.what)


PATIENT_RULES: Final = (TextRule("patient-data", "nothing looks like a patient's data", patient_data),)
