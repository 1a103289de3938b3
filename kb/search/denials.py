"""Denial codes of a remittance advice within a query: CARC with their group code, RARC, or a number said to be one.

The library's table says which question a code is about. Pure; the browser does the same in `static/reading.js`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from kb.domain.vocabulary import QUESTIONS
from kb.search.dates import python_pattern

BILLING: Final = "billing"

NAMED: Final = "(?:(?:[cr]arc|remark|reason|rejection|adjustment)(?: code)?|denial code)"
"""Words that say of what comes next that it is such a code."""

DAYS: Final = " ?(?:d(?![a-z/])|(?:days?|wks?|weeks?|mos?|months?|yrs?|years?|hrs?|hours?)(?![a-z]))"
SPAN: Final = rf"{DAYS}|(?<![0-9]{{3}}) ?units?(?![a-z])"
"""What a number behind a denial counts: denied 95 days after the service, denied 3 units."""

DENIAL: Final = (
    r"(?<![0-9a-z])(?:carc |rarc )?(?<g>co|pr|oa|pi)[ -]?(?<n>[a-z]?[0-9]{1,3})(?![0-9a-z])",
    r"(?<![0-9a-z])(?:rarc |remark (?:code )?)?(?<n>n[0-9]{1,3}|ma[0-9]{1,3})(?!\.?[0-9a-z])",
    rf"(?<![0-9a-z]){NAMED}[ #:-]+(?<n>[abdmnpwy]?[0-9]{{1,3}})(?![0-9a-z]|{DAYS})",
    rf"(?<![0-9a-z])deni(?:al|ed)[ #:-]+(?<n>[abdmnpwy]?[0-9]{{1,3}})(?![0-9a-z]|{SPAN})",
    r"(?<![0-9a-z./-])(?<n>[0-9]{1,3}) (?=denial(?: code)?(?![a-z]))",
    r"(?<![0-9a-z])(?<n>(?:[abdmnpwy]|ma)[0-9]{1,3})(?!\.?[0-9a-z])",
)
"""Codes of a remittance advice: with their group, with their letters, beside a word that names them so, or formed so.

One that the table has not is told as such where it has a group, or where the query speaks of a denial.
"""

NOTHING_ON: Final = "Nothing in this library speaks of {words}."
"""What is told of the words that a denial code stands for where nothing has them."""

OF_DENIAL: Final = (
    r"(?<![0-9a-z])(?:denials?|denied|denies|[cr]arc|remarks?|reject(?:s|ed|ion)?|remit(?:tance)?|eob|era|835"
    r"|(?:reason|adjustment) codes?|(?:co|pr|oa|pi)[ -]?[0-9]{1,3})(?![0-9a-z])"
)
"""Words by which a query speaks of a denial."""

REMARK: Final = "n[0-9]{3}|ma[0-9]{2,3}|m[0-9]{3}"
"""How a remark code is written that is read as one in any query."""

REMARKS: Final = "(?:n|m|ma)[0-9]+"
"""How remark codes are written: each tells more of a denial than the code of its reason."""

LETTERED: Final = r"[a-z].*|.*(?:[cr]arc|remark|code).*"
"""How a code is written where it is one even if the table has it not: with its letter, or behind a word for codes."""


REPEATED: Final = (
    r"(?<![0-9a-z])(?<g>(?:co|pr|oa|pi|carc|rarc|denial|denied|reason)(?: code)?[ #:-]*)(?<a>[0-9]{1,3})"
    r" ?(?<j>vs|versus|and|or|&|/|,) ?(?<n>[0-9]{2,3})(?![0-9a-z/]| ?(?:mod|units?|days?))"
)
"""Two denial codes of which the second has no group of its own: CARC 197 vs 198."""

HAPPENED: Final = (
    r"(?<![0-9a-z])(?<!be )(?<!not )(?<!never )(?:re)?(?:"
    r"billed(?: (?:amounts?|charges?|codes?))?|charged|submitted"
    r"|filed(?! (?:late|past|timely|on time|within|by|after))"
    r"|sent(?: in| out)?|rendered|performed|coded)(?: (?:together|along))?(?: (?:with|w))?(?![0-9a-z])"
)
"""Words by which a query tells what was done before a denial: billed 8/20/26. They ask for nothing."""

UNITS_BILLED: Final = "(?<![0-9a-z.])(?:x ?)?[0-9]{1,3} ?units?(?![0-9a-z])"
"""How a claim line has its units, which ask for nothing either beside a denial that is about no billing."""

ASKED_LIMIT: Final = "(?<![a-z])(?:max(?:imum)?|limits?|many|allow(?:s|ed)?|mues?|per)(?![a-z])"
"""A word beside which a number of units is asked about."""

ASKED_HOW: Final = "(?<![a-z])how(?! (?:many|much|long|late))(?![a-z])"
"""A word beside which they ask: how is it billed after CO-97."""

Meanings = Mapping[str, tuple[str, str, str]]
"""By denial code in small letters: its question, the words that find the sections on it, and a remark."""


@dataclass(frozen=True)
class DeniedFor:
    """The denial codes of a query as shown and as written, what a reader is told, and the words in their place.

    `question` is the one that a remark code is about, else the first of them; empty for none.
    """

    codes: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()
    words: str = ""
    question: str = ""


def take_denial_codes(text: str, meanings: Meanings) -> tuple[str, DeniedFor]:
    """Put in place of denial codes outside quotes the words that find the sections on each; tell what was read."""
    found = DeniedFor()
    text = re.sub(python_pattern(REPEATED), r"\g<g>\g<a> \g<j> \g<g>\g<n>", text)
    speaks = re.search(OF_DENIAL, text) is not None
    for pattern in DENIAL:
        for match in reversed(list(re.finditer(python_pattern(pattern), text))):
            group, number = match.groupdict().get("g") or "", match["n"]
            held = _meaning(group, number, meanings)
            is_formed = re.fullmatch(LETTERED if speaks else REMARK, match[0])
            is_code = held or group or is_formed
            if text[: match.start()].count('"') % 2 or not is_code:
                continue
            added = held[1] if held else ""
            shown = "-".join(part for part in (group, number) if part).upper()
            codes, notes = (*found.codes, (shown, match[0].strip())), (*found.notes, _told(shown, held))
            asked = held[0] if held else ""
            question = asked if asked and re.fullmatch(REMARKS, number) else found.question or asked
            found = DeniedFor(codes, notes, f"{found.words} {added}".strip(), question)
            text = f"{text[: match.start()]} {added} {text[match.end() :]}"
    return _without_what_happened(text, found.question) if found.question else text, found


def _without_what_happened(text: str, question: str) -> str:
    """Leave out what a query beside a denial code tells of the claim, outside quotes: the code's question stands."""
    if re.search(ASKED_HOW, text):
        return text
    are_asked = question == BILLING or re.search(ASKED_LIMIT, text)
    happened = HAPPENED if are_asked else f"{HAPPENED}|{UNITS_BILLED}"
    parts = text.split('"')
    return '"'.join(part if number % 2 else re.sub(happened, ",", part) for number, part in enumerate(parts))


def _told(shown: str, held: tuple[str, str, str] | None) -> str:
    if not held:
        return f"{shown} is a denial code that this library's table does not have."
    question, _, remark = held
    title = next((one.label.lower() for one in QUESTIONS if one.key == question), "")
    return f"{shown} is read as a denial about {title}.{f' {remark}' if remark else ''}"


def _meaning(group: str, number: str, meanings: Meanings) -> tuple[str, str, str] | None:
    """Find a denial code with its group, else by its number alone, whatever group the table has it with."""
    exact = meanings.get(f"{group}-{number}" if group else number)
    ends = (value for code, value in meanings.items() if code.endswith(f"-{number}"))
    return exact or meanings.get(number) or next(ends, None)
