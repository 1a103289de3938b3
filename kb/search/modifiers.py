"""The modifiers that a query asks of by name, and which of them the page of its code speaks of.

The browser does the same in `static/modifiers.js`. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from kb.domain.model import CodePage, Entry, Library
from kb.domain.reach import reaches
from kb.facts.modifiers import BY_INDICATOR
from kb.search.query import Group
from kb.search.sections_asked import MODIFIERS
from kb.search.sentences import sentences
from kb.search.typed import CODE, MODIFIER

ASKED: Final = rf"(?:(?<![0-9a-z.-])|(?<= -))(?!as(?![0-9a-z])){MODIFIER}(?![0-9a-z.-])"
"""A modifier by itself. AS is left out: staff write the word more often."""

_TWO, _JOINED = "[0-9a-z]{2}", "(?: ?[,/&+] ?(?:or |and )?| (?:or|and|vs|versus|to) )"
_LIST: Final = f"{_TWO}(?:{_JOINED}{_TWO})*"
_NAMED: Final = "mod(?:ifier)?s?"
LISTED: Final = (
    rf"(?<![0-9a-z])(?:{_NAMED}[ :#=-]*{_LIST}|{_LIST} {_NAMED}(?! ?{_TWO}(?![0-9a-z]))|j[ab]{_JOINED}j[ab]"
    rf"|{CODE}[ -]j[ab])(?![0-9a-z])"
)
"""Modifiers beside a word for them, beside each other, or JA and JB behind a code: no jurisdiction is meant."""

OF_JURISDICTION: Final = "(?<![0-9a-z])j[a-n](?![0-9a-z])"
"""A modifier that could be the jurisdiction of a Medicare contractor."""

OF_INDICATORS: Final = (
    ("multiple_procedure", "multiple procedure", "51"),
    ("bilateral", "bilateral", "50 lt rt"),
    ("assistant", "assistant", "80 81 82"),
    ("co_surgeon", "co-surgeon", "62"),
    ("team", "team", "66"),
    ("pc_tc", "PC/TC", "26 tc"),
)
"""The indicators of a row of the physician fee schedule, how pages call them, and the modifiers that each is about
(CMS's file layout)."""

INDICATORS: Final = {
    modifier: (label, BY_INDICATOR.get(name, {}).get(modifier.upper(), {}))
    for name, label, modifiers in OF_INDICATORS
    for modifier in modifiers.split()
}
"""By modifier the indicator that is about it and what its values mean for it, where CMS says that."""

NARROW: Final = {"named code", "range"}
"""The reaches of entries on a few codes; what wider ones say of modifiers is not of one code."""

NOT_TOLD: Final = "Data not available: no page here speaks of modifier {modifier} with {code}."

BY_ROW: Final = (
    "{code}, modifier {modifier}: the {indicator} indicator of its newest fee schedule row is {value}{so}."
)
"""What is told of a modifier of which the page of a code has an indicator of the fee schedule, and no words."""


def listed_modifiers(text: str) -> frozenset[str]:
    """Return the words of a cleaned query that are modifiers, and that could be jurisdictions elsewhere."""
    parts = (match[0] for match in re.finditer(LISTED, text))
    return frozenset(found for part in parts for found in re.findall(OF_JURISDICTION, part))


def as_modifiers(groups: Sequence[Group], text: str) -> list[Group]:
    """Read such words of a query as modifiers, in their capitals: the JK of a modifier is no contractor's."""
    listed = listed_modifiers(text)
    return [_as_modifier(group) if group.written in listed else group for group in groups]


def _as_modifier(group: Group) -> Group:
    return replace(group, kind="word", terms=(group.written,), written=group.written.upper())


def modifiers_told(library: Library) -> dict[str, str]:
    """Return for every code with a page the modifiers that its rows, indicators of fees and text are about.

    So are the sentences on modifiers of entries on the code by itself or in a range. One of which the page has the
    indicator alone is followed by a colon and that: 50:0.
    """
    narrow = [entry for entry in library.entries if entry.reach.kind in NARROW]
    named: dict[str, set[str]] = {code: set() for code in library.codes}
    for entry in narrow:
        said = _named_in(entry)
        for code in library.near_codes.of(entry.reach) if said else ():
            named[code] |= said if reaches(entry.reach, code, add_on=False) else set()
    return {code: " ".join(sorted(_named_on(page, named[code]))) for code, page in library.codes.items()}


def _named_in(entry: Entry) -> set[str]:
    """Return the modifiers that the sentences of an entry on modifiers name, in small letters."""
    said = (told.lower() for section in entry.sections for told in sentences(section.text))
    return {found for told in said if "modifier" in told for found in re.findall(ASKED, told)}


def _named_on(page: CodePage, by_entries: set[str]) -> set[str]:
    texts = (section.text.lower() for section in page.sections if section.slug in {MODIFIERS, "code-pairs"})
    in_words = {found for text in texts for found in re.findall(ASKED, text)}
    in_words |= by_entries | {row.modifier.lower() for row in page.modifiers}
    of_fees = {
        modifier: getattr(row, name)
        for row in page.fee_schedule
        for name, _, modifiers in OF_INDICATORS
        if getattr(row, name)
        for modifier in modifiers.split()
    }
    return in_words | {f"{one}:{value}" for one, value in of_fees.items() if one not in in_words}


CLEAR: Final = r"(?<![0-9a-z.-])(?:x[epsu]|g[yz]|kx|q[01]|j[wz])(?![0-9a-z.-])"
"""A modifier that is nothing else: it is told of beside any question."""


def modifiers_asked(rest: str, table: str) -> tuple[str, ...]:
    """Return the modifiers that a query names, in small letters; none unless it asks for the section on them."""
    return tuple(dict.fromkeys(re.findall(ASKED, rest))) if table == MODIFIERS else ()


def modifiers_beside(rest: str, asked: Sequence[str]) -> tuple[str, ...]:
    """Return what to tell of: the modifiers asked of, or else those that a query has beside another question."""
    return tuple(asked) or tuple(dict.fromkeys(re.findall(CLEAR, rest)))


def on_modifiers(asked: Sequence[str], codes: Sequence[str], told: Mapping[str, str]) -> tuple[str, ...]:
    """Say which of the modifiers asked of the pages of the codes do not name, and what an indicator says of one."""
    held = [code for code in codes if code in told]
    named = {code: dict(one.partition(":")[::2] for one in told[code].split()) for code in held}
    missing = [one for one in asked if held and not any(one in those for those in named.values())]
    by_row = [_by_row(code, one, named[code][one]) for one in asked for code in held if named[code].get(one)]
    return (*(NOT_TOLD.format(modifier=one.upper(), code=" or ".join(held)) for one in missing), *by_row)


def _by_row(code: str, modifier: str, value: str) -> str:
    indicator, meanings = INDICATORS[modifier]
    so = f": {meanings[value]}" if value in meanings else ""
    return BY_ROW.format(code=code, modifier=modifier.upper(), indicator=indicator, value=value, so=so)
