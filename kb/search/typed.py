"""What was typed, cleaned for reading: signs of every kind made one, codes freed of what is glued to them.

Everything works on patterns that `tables()` hands to the browser, which does the same in
`site_templates/static/typed.js`; one list of examples holds both. Text inside quotes is left as it is.
"""

from __future__ import annotations

import re
import string
from typing import Any, Final

from kb.domain.states import STATES
from kb.search.shorthand import SHORTHAND

LONGEST: Final = 10_000
"""Characters of a query that are read: room for a pasted list of five hundred lines."""

WIDE: Final = "[\uff01-\uff5e]"
WIDE_OFFSET: Final = 0xFEE0
"""Full-width letters and signs, which are so far behind the plain ones."""

REPLACED: Final = (
    ("[\u2010-\u2015\u2212\u2e3a\u2e3b\ufe58\ufe63]", "-"),  # dashes and the minus sign
    ("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]", ""),  # what nobody sees
    ("[“”‟„«»]", '"'),
)
"""Signs that phones, word processors and other systems put, and what they are read as."""

LOWER: Final = str.maketrans(string.ascii_uppercase, string.ascii_lowercase)

CODE: Final = "(?:[0-9]{4}[tfu]|[0-9]{5}|[a-v][0-9]{4})"
MODIFIER: Final = (
    "(?:2[2-7]|3[23]|4[789]|5[0-9]|6[236]|7[36789]|8[0-2]|9[0-25]|tc|as|rt|lt|x[epsu]|g[aqtvxyz]|k[x]|q[01]|j[abwz]|"
    "e[1-4]|f[0-9a]|t[0-9a])"
)
"""Modifiers that staff put behind a code."""

ORGANS: Final = (
    "lung|breast|prostate|ovarian|ovary|colon|colorectal|renal|kidney|skin|bladder|cervical|pancreatic|gastric|"
    "liver|brain|thyroid|esophageal|uterine|endometrial|testicular"
)
OF_CANCER: Final = (
    "(?:vaccines?|immunotherapy|immuno(?:tx)?|immn?tx|therapy|treatment|drugs?|patients?|pts?|screening)(?![0-9a-z])"
)
"""Words beside which CA is cancer, and not California."""

LEAVING_OUT: Final = "(?:(?:any|every)one but|(?:other|apart|aside) (?:than|from)|besides|but not)"
EVERY: Final = (
    "(?:every|any)(?:body|thing)|all|(?:all|any|every|each|other)(?: other)? "
    "(?:payer|plan|insurer|insurance|carrier|licensee|contractor|mac|bcbs|blue)s?(?: plans?)?"
)
"""Words that leave out what comes next, and those behind which `but` does."""

ICD: Final = r"(?<![0-9a-z])icd[- ]?(?:9|10)?(?:[- ]?(?:cm|pcs))?"
"""The classification of diagnoses by any of its names."""

_NO_CODES: Final = "".join(
    f"(?<!{word} )"
    for word in ("co", "pr", "oa", "pi", "carc", "rarc", "denied", "denial", "reason", "code", "codes")
)
_CENTS, _ENDED = "(?:[.][0-9]{1,2})?", "(?![0-9a-z]|[.,][0-9])"
_COUNTED: Final = (
    "(?! ?(?:units?|mg|mcg|ml|iu|pfu|cells?|doses?|vials?|days?|members?|patients?|claims?|rows?|plaque)(?![a-z]))"
)
AMOUNTS: Final = (
    (r"(?<![0-9a-z.,-])[$]?([0-9]{1,3}[.][0-9]{1,2}) ?(?:m|mm|mil|mill|million)(?![0-9a-z])", r"\1 million"),
    (r"(?<![0-9a-z$])(?:usd|us[$]) ?[$]?(?=[0-9])|[$] +(?=[0-9])", "$"),
    (rf"[$]([0-9]{{1,3}}),([0-9]{{3}})(?:,([0-9]{{3}}))?{_CENTS}{_ENDED}", r"$\1\2\3"),
    (rf"(?<![0-9a-z$.,-])([0-9]{{1,3}}),([0-9]{{3}})[.][0-9]{{2}}{_ENDED}", r"$\1\2"),
    (rf"(?<![0-9a-z$.,-]){_NO_CODES}([0-9]{{1,2}}),([0-9]{{3}}){_ENDED}{_COUNTED}", r"$\1\2"),
    (rf"(?<![0-9a-z$.,-])([0-9]{{1,2}}),([0-9]{{3}}){_ENDED}(?= ?(?!usd|dollars)[a-z])", r"\1\2"),
    (rf"(?<![0-9a-z$.,-])(?!(?:19|20)[0-9]{{2}}[.])([0-9]{{4,7}})[.][0-9]{{2}}{_ENDED}", r"$\1"),
    (r"(?<![0-9a-z.,-])[$]?([0-9]{1,7})(?:[.][0-9]{1,2})? ?(?:usd|(?:us )?dollars?)(?![0-9a-z])", r"$\1"),
)
"""An amount of money in its usual forms, with its sign and without comma and cents: $6,859.00, 10,008 USD, $ 500.

A number with a comma that counts something, 12,500 units, is one without it; $2.7m are 2.7 million."""

AMOUNT: Final = (rf"[$]([0-9]+){_CENTS}(?![0-9a-z])", r"\1usd")
"""An amount, and the word that it is cut as: signs part words, and digits alone may be a code."""

REWRITTEN: Final = (
    # a code whose letter stands apart: 0709-T, 0709 T; a year before `T code` is none
    (r"(?<![0-9a-z./-])(?!(?:19|20)[0-9]{2} )([0-9]{4})[ -]([tfu])(?![0-9a-z])", r"\1\2"),
    # the names of code sets glued to a code, or before it: CPT0709T, HCPCS code J3590, procedure code 0709T
    (rf"(?<![0-9a-z])(?:cpt|hcpcs)[-:#]?(?={CODE}(?![0-9]))", ""),
    (
        rf"(?<![0-9a-z])(?:cpt|hcpcs|procedure|proc|px)(?: (?:codes?|number|no\.?))*[ :#-]+(?={CODE}(?![0-9a-z]))",
        "",
    ),
    # a modifier behind a dash of its own, which leaves nothing out: x2 -JW
    (rf"(?<![^ ])-(?!ga)(?={MODIFIER}(?![0-9a-z]))", ""),
    # a state before a brand: ncbcbs
    (rf"(?<![0-9a-z])({'|'.join(STATES).lower()})bcbs(?![0-9a-z])", r"bcbs\1"),
    # a plan by another of its names: community & state
    (r"(?<![0-9a-z])community (?:&|and) state(?![0-9a-z])", "community plan"),
    # Blue Shield of California, shortened: bs ca
    (r"(?<![0-9a-z])bs (?:of )?(?=calif(?:ornia)?(?![0-9a-z])|ca(?= [0-9]{4}|$))", "blue shield "),
    # a modifier glued to its code: 0709T59, 0709T-59, 0709T/59
    (rf"(?<![0-9a-z.])([0-9]{{4}}[tfu]|[a-v][0-9]{{4}})[-/]?({MODIFIER})(?![0-9a-z])", r"\1 \2"),
    (rf"(?<![0-9a-z.-])([0-9]{{5}})[-/]({MODIFIER})(?![0-9a-z-])", r"\1 \2"),
    (r"(?<![0-9a-z.-])([0-9]{5})(tc|as|rt|lt|x[epsu]|g[aqtvxyz]|kx|j[wz])(?![0-9a-z])", r"\1 \2"),
    # a number of units glued to its code: 36511X1, 0709Tx2, 0709T*3
    (rf"(?<![0-9a-z.-])({CODE})[x*]([0-9]{{1,3}})(?![0-9a-z.])", r"\1 x\2"),
    *AMOUNTS,
    # a dollar sign that stands alone asks for an amount
    (r"(?<![0-9a-z$])[$]+(?![0-9$])", "price"),
    # which one is column 1: "one" is no word of a text
    (r"(?<![0-9a-z])(which|what) ones?(?![0-9a-z])", r"\1"),
    # with and without, shortened
    (r"(?<![0-9a-z])w/o(?![0-9a-z])", "without"),
    (r"(?<![0-9a-z/])w/ ?(?=[0-9a-z])", "with "),
    # the classification of diagnoses by any of its names
    (
        rf"{ICD}(?: (?:dx|diagnosis))?(?: codes?)?(?![0-9a-z])(?![ :#=-]*[a-z][0-9])",
        "diagnosis codes",
    ),
    (rf"{ICD}(?: codes?)?(?![0-9a-z])", "diagnosis"),
    (r"(?<![0-9a-z])dx codes?(?![0-9a-z])(?![ :#=-]*[a-z][0-9])", "diagnosis codes"),
    (r"(?<![0-9a-z])dx(?: codes?)?(?![0-9a-z])", "diagnosis"),
    # levels of an appeal, versions and cancer, shortened
    (r"(?<![0-9a-z])(?:lvls?|lv)(?![0-9a-z])", "level"),
    # a level that was denied may be the one asked of, or the one before it: both limits are told
    (
        r"((?:1st|first) level|level (?:1|one))((?: appeal)? denied)(?![0-9a-z])(?! (?:claim|service)s?)",
        r"\1\2 second level",
    ),
    (r"(?<![0-9a-z])v(?:ers?)?[. ]?([0-9]{1,2})(?![0-9a-z.])", r"version \1"),
    (rf"(?<![0-9a-z])({ORGANS}) ca(?![0-9a-z])", r"\1 cancer"),
    (rf"(?<![0-9a-z])(?<!shield )(?<!cross )(?<!bcbs )(?<!anthem )(?<!medicare )ca (?={OF_CANCER})", "cancer "),
    # who is left out, by other words: any payer besides cigna, every plan but aetna; of some words not before a code
    (rf"(?<![0-9a-z]){LEAVING_OUT}(?= [0-9a-z])", "except"),
    (r"(?<![0-9a-z])(?:except(?:ing)? for|with the exception of) (?![^ ]*[0-9])", "except "),
    (rf"(?<![0-9a-z])({EVERY}) but (?![^ ]*[0-9]|not )", r"\1 except "),
    # a jurisdiction of a Medicare contractor by its letter: jurisdiction E, jurisdiction J15
    (r"(?<![0-9a-z])(?:mac )?jurisdictions? j?-?([a-n]|[0-9]{1,2})(?![0-9a-z])", r"j\1"),
    # intradermal, shortened
    (r"(?<![0-9a-z])id (?=(?:ca |cancer )?(?:inj|immun|immn?tx|vacc|vax|route|admin))", "intradermal "),
    # documents by their long names, and numbers whose letter stands apart
    (r"clinical policy bulletins?(?: (?:number|no\.?|#))? (?=[0-9])", "cpb "),
    (r"local coverage determinations?(?: (?:number|no\.?|#))? (?=l?[0-9])", "lcd "),
    (r"national coverage determinations?(?: (?:number|no\.?|#))? (?=[0-9])", "ncd "),
    (r"(?<![0-9a-z])(?:local coverage )?articles? (?=a?[0-9]{5}(?![0-9]))", ""),
    (r"(?<![0-9a-z])lcd[ #-]*l?(?=[0-9]{5}(?![0-9]))", "l"),
    (r"(?<![0-9a-z])lca[ #-]*a?(?=[0-9]{5}(?![0-9]))", "a"),
    (r"(?<![0-9a-z])([al])[ -](?=[0-9]{5}(?![0-9]))", r"\1"),
    *SHORTHAND,
    AMOUNT,
)
"""Ways of writing and the one way they are read as, in this order."""


def clean(typed: str) -> str:
    """Return a query with its signs and codes in their one form, in lower case; quoted text keeps its words."""
    text = re.sub(WIDE, lambda found: chr(ord(found[0]) - WIDE_OFFSET), typed[:LONGEST])
    for pattern, plain in REPLACED:
        text = re.sub(pattern, plain, text)
    parts = text.translate(LOWER).split('"')
    return '"'.join(part if number % 2 else rewritten(part) for number, part in enumerate(parts))


def rewritten(text: str) -> str:
    """Bring codes and document numbers of an unquoted text into their one form."""
    for pattern, plain in REWRITTEN:
        text = re.sub(pattern, plain, text)
    return text


def tables() -> dict[str, Any]:
    """Return the patterns as plain data, for the browser."""
    return {
        "longest": LONGEST,
        "wide": WIDE,
        "wideOffset": WIDE_OFFSET,
        "replaced": REPLACED,
        "rewritten": [
            (pattern, re.sub(r"\\([0-9])", r"$\1", plain.replace("$", "$$"))) for pattern, plain in REWRITTEN
        ],
    }
