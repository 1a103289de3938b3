"""Which section of a code page a query asks for by its words, and which words what comes first should hold.

The browser does the same in `static/reading.js`. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from kb.search.analysis import words
from kb.search.intent import IntentTables, said_of_value
from kb.search.other_numbers import UNLISTED, UNLISTED_WORD
from kb.search.plan_tables import MEDICARE, Named
from kb.search.said_by import BY_COUNT as COUNT_SAID
from kb.search.said_by import BY_MODIFIER as MODIFIER_SAID
from kb.search.typed import MODIFIER

TOGETHER: Final = (
    r"(?<![0-9a-z])(?:same (?:day|date|claim|session)|together|which (?:one|code|of)|with|bundled?|unbundled?|pair"
    r"|paid|pays?|and)(?![0-9a-z])"
)
"""Words by which two codes are asked about together."""

COVERED: Final = r"(?<![0-9a-z])cover(?:s|ed|age|able)?(?![0-9a-z])(?!.*(?:same|together|bundl|pair|unbundl))"
"""Words by which coverage is asked of each of two codes, and not whether they are paid together."""

EFFECTIVE: Final = (
    r"(?<![0-9a-z])(?:since when|effective(?: date)?|eff date|start date|in effect|in force|begin date"
    r"|(?:take|takes|took|taking|go|goes|went|come|comes|came)(?: in)?(?:to)? (?:effect|force))(?![0-9a-z])"
)
"""Words that ask since when a policy holds."""

NEWEST: Final = (
    "(?<![0-9a-z])(?:latest|newest|most recent|up to date|"
    "(?:current|last|newer?) (?:version|edition|revision|update))(?![0-9a-z])"
)
"""Words that ask for the newest edition of a document."""

STARTS: Final = (
    r"(?<![0-9a-z])(?:count(?:s|ed|ing)? (?:from|off|as of)|(?:runs?|starts?|begins?) (?:from|on|at|when|with)|clock"
    r"|from (?:what|which|when)|(?:when|which day|what day)[^?]{0,40}(?:start|begin|run|count)s?"
    r"|from (?:the )?(?:dos|date of service|discharge|remit|remittance|receipt|eob|denial)[^?]{0,30} or )"
)
"""Words that ask from which day a time runs."""

ALONE: Final = r"(?<![0-9a-z])(?:without|w/o|alone|by itself|no primary|missing primary|no [0-9]{4}t)(?![0-9a-z])"
"""Words by which one code is asked about without the other."""

UNPAIRED: Final = (
    rf"{ALONE}|(?<![0-9a-z])(?:add[ -]?ons?(?: codes?)? (?:to|for|of|with)"
    r"|(?:days?|weeks?) (?:after|before|apart|later)|(?:other|another|different|separate|next) (?:day|date|claim)s?"
    r"|global (?:periods?|days?)|zzz)(?![0-9a-z])"
)
"""Words by which two codes are no pair: one without the other, what one is added to, days apart, global days."""

PLACES: Final = r"(?<![0-9a-z])(?:places? of service|pos)(?! plan)(?![0-9a-z])"
"""Words that ask for a place of service."""

DRUG: Final = r"(?<![0-9a-z.])[jq][0-9]{4}(?![0-9a-z])"
"""The number of a code for a drug."""

DRUG_WORDS: Final = (words("drugs")[0].term, words("injectable")[0].term)
"""Terms of the sections on drugs."""

TOLD_WITH: Final = "(?:document|records?(?![a-z])|descri|remarks|locator|nte(?![a-z])|box 19)"
"""Words that ask what has to be told of a service on a claim, or sent with it."""

SPOKEN_OF: Final = (
    (PLACES, (" ".join(word.term for word in words("place of service")),)),
    (rf"^(?!.*{TOLD_WITH}).*?{UNLISTED}", (f"place {words(UNLISTED_WORD)[0].term}",)),
    (
        rf"^(?=.*{TOLD_WITH}).*?(?:{UNLISTED}|(?<![a-z]){UNLISTED_WORD}(?![a-z]))",
        (" ".join(words(word)[0].term for word in ("description", UNLISTED_WORD)),),
    ),
    (ALONE, (words("alone")[0].term,)),
    (NEWEST, tuple(words(name)[0].term for name in ("edition", "revision", "version", "reviewed"))),
)
"""What a query can speak of, and the terms of which sections on it hold one."""

PLAIN_MODIFIER: Final = rf"(?<![0-9a-z.]){MODIFIER}(?![0-9a-z.])"
"""A modifier that stands by itself: beside two codes it asks whether it opens the pair."""

SETTING: Final = (
    "(?:hospital|hosp|outpatient|outpt|hopd|facility|office|practitioner|physician|professional|pro|prof)"
)
"""Where a service is given, or who gives it: files of code pairs are told apart by it."""

SUMMARY: Final = "summary"
DIFFERENCE: Final = (
    rf"^(?!.*(?<![0-9a-z])(?:edits?|pairs?|ptp|ncci|{SETTING} (?:vs|versus|or|v) {SETTING})(?![0-9a-z]))"
    r".*?(?<![0-9a-z])(?:differ(?:s|ence|ences|ent)?|versus|vs|compared?|comparison|distinguish)(?![0-9a-z])"
)
"""The section that tells what a code is, and the words by which two codes are asked to be told apart, but no pair."""

PAIRS: Final = "code-pairs"
"""The section of a code page that two codes together ask for."""

CLINICAL, CLAIM_FORM = (
    "clinical-context",
    r"(?<![0-9a-z])(?:places? of service(?! plan)|pos(?! plan)|rev(?:enue)? codes?|tob|types? of bill)(?![0-9a-z])",
)
"""The section that has what a claim form asks for besides codes, and the words that ask for it."""

OF_UNITS: Final = r"(?<![0-9a-z])(?:mues?|units?|medically unlikely edits?|qty|quantity)(?![0-9a-z])"
"""Words of a query on units, and of a text that speaks of them."""

UNITS, BY_UNITS = ("units", rf"{OF_UNITS}|{COUNT_SAID}")
"""The section on units, and the words that ask for it."""

OPPS: Final = ("fee schedule", 1)
HOSPITAL: Final = ("setting", 1, words("hospital")[0].term)
"""A value of a dimension, and the one that it means beside pairs or units, with the word for it."""

BY_COUNT: Final = (
    "(?<![0-9a-z])how many (?!(?:calendar |business |more )?(?:days?|weeks?|months?|years?|hours?|minutes?|levels?"
    "|payers?|plans?|states?|steps?|times|pages?|amounts?|rows?|pairs?)(?![a-z]))"
)
"""Words that ask how often a code may be billed: how many injections in one visit."""

LIFE_CYCLE: Final = "life-cycle"
BY_LIFE: Final = (
    r"(?<![0-9a-z])(?:retir(?:e|es|ed|ing)|sunsets?|expir(?:e|es|ed|ation)|(?:end|termination|deletion) date"
    r"|(?:is|was|been|be|get|gets|getting|when|code) (?:deleted|discontinued|terminated|converted)"
    r"|(?:delet(?:e|es|ed)|discontinued|terminated) (?:when|code)"
    r"|still (?:valid|active|billable|in use|good)|(?:valid|active|good) (?:code|until|till|through|thru)"
    r"|when (?:did|does|was|is) [0-9]{4}[tfu] (?:start|begin|added|new|effective)|new code (?:date|when|as of))"
    rf"(?![0-9a-z])|{EFFECTIVE}"
)
"""The section on the life of a code, and the words that ask for it: since when it is valid among them."""

SUNSET: Final = words("sunset")[0].term
"""The term of what tells when a code ends."""

MODIFIERS, BY_MODIFIER = "modifiers", rf"(?<![0-9a-z])mod(?:ifier)?s?(?![0-9a-z])|{MODIFIER_SAID}"
"""The section on modifiers, and the words that ask for it."""


WHAT_IT_IS: Final = "what-it-is"
BY_MEANING: Final = (
    r"(?<![0-9a-z])(?:descri(?:ptions?|ptors?|be)|definitions?|nomenclature|(?:drug|product|vaccine|brand) name"
    r"|(?:which|what) (?:drug|product|vaccine)|name of (?:the )?(?:drug|product|vaccine))(?![0-9a-z])"
)
"""The section that says what a code stands for, and the words that ask for it."""

FEES, BY_SURGEONS = (
    "fee-schedule",
    r"(?<![0-9a-z])(?:assistants? (?:at )?surg(?:eons?|ery)|co-?surgeons?|team surg(?:eons?|ery))(?![0-9a-z])",
)
"""The section with the rows of the fee schedule, and the words for whom it has indicators."""

ASKED_FOR: Final = (
    (FEES, BY_SURGEONS, None),
    (CLINICAL, CLAIM_FORM, None),
    (WHAT_IT_IS, BY_MEANING, ""),
    (LIFE_CYCLE, BY_LIFE, ""),
    (MODIFIERS, BY_MODIFIER, "billing"),
    (UNITS, BY_UNITS, "billing"),
    (UNITS, BY_COUNT, ""),
)
"""The sections of a code page, the words that ask for each, and the question beside which they do; None for any."""


def table_of(rest: str, question: str, codes: Sequence[str], named: Named, *, together: bool) -> str:
    """Return the section of a code page that a query asks for, whoever pays; empty for none."""
    if named.named and set(named.payers) != {MEDICARE}:
        return ""
    asked = (section for section, said, on in ASKED_FOR if on in {None, question} and re.search(said, rest))
    if codes and (section := next(asked, "")):
        return section
    is_unlisted = re.search(UNLISTED, rest)
    if together and not question and not is_unlisted and re.search(DIFFERENCE, rest):
        return SUMMARY
    is_pair = together and not is_unlisted and not re.search(UNPAIRED, rest)
    return PAIRS if is_pair and question in {"", "billing"} else ""


def first_told_of(table: str) -> Iterator[tuple[str, ...]]:
    """Yield the word that what comes first should hold where the life of a code is asked for."""
    if table == LIFE_CYCLE:
        yield (SUNSET,)


def of_setting(dimension: tuple[str, int, str], table: str) -> tuple[str, int, str]:
    """Read OPPS as the hospital where pairs or units are asked for: their files are told apart by setting."""
    return HOSPITAL if dimension[:2] == OPPS and table in {PAIRS, UNITS} else dimension


def alike_of(dimensions: Sequence[tuple[str, int, str]], intent: IntentTables) -> Iterator[tuple[str, ...]]:
    """Yield for each dimension named all phrases of its value."""
    for name, number in dict.fromkeys((name, number) for name, number, _ in dimensions):
        yield tuple(said_of_value(name, number, intent))


def spoken_of(rest: str) -> Iterator[tuple[str, ...]]:
    """Yield the word that what comes first should hold where an unlisted code is named, or a code without another."""
    for pattern, terms in SPOKEN_OF:
        if re.search(pattern, rest):
            yield terms
