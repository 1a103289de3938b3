"""A query beside what the index holds: misspelt words mended, beginnings and families of codes spelled out.

Only words of names and titles are mended, and the reader is told. A token with a digit is never changed: of a code
that has no page here the reader is told so, with the codes near it as choices. The browser does the same in
`static/expansion.js`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Final

from kb.search import dates as dated
from kb.search.analysis import CODE, Concepts, fold
from kb.search.lexicon import MOST, Lexicon
from kb.search.not_held import CLOSE, MENTIONED, NO_CODE, NOWHERE, SHOWN, NotHeld, codes_not_held
from kb.search.query import Group, parse_query
from kb.search.spelling import LONG, nearest

FAMILY: Final = r"[a-tv-z][0-9][0-9a-z]"
"""An ICD-10-CM category: C43 has C43.0, C43.9 and so on."""

BEGINNING: Final = r"[0-9]{3,4}|[a-v][0-9]{2,3}"
"""What a billing code may begin with."""

SHORTEST: Final = 4
"""Letters a word must have to be mended: shorter ones are near too many others."""


@dataclass(frozen=True)
class Corrected:
    """A word as typed, and the word that was searched for instead."""

    typed: str
    used: str


@dataclass(frozen=True)
class Reading:
    """A query as it is searched: its groups, the words that were mended, and what a reader must be told.

    `absent` are codes without a page; `date` is a date of service beside a code, as 2026-03-01: it is not searched.
    """

    groups: tuple[Group, ...]
    mended: tuple[Corrected, ...] = ()
    notes: tuple[str, ...] = ()
    absent: tuple[NotHeld, ...] = ()
    date: str = ""


def read_query(typed: str, concepts: Concepts, lexicon: Lexicon) -> Reading:
    """Read what was typed into groups that the index can answer."""
    asked, date = _dated(typed, concepts, lexicon)
    groups = parse_query(asked, concepts)
    mended = tuple(_correct_spelling(groups, lexicon))
    if mended:
        groups = parse_query(_corrected(asked, mended), concepts)
    widened = [_expand(group, lexicon) for group in groups]
    notes = tuple(note for _, note in widened if note)
    return Reading(tuple(group for group, _ in widened), mended, notes, codes_not_held(groups, lexicon), date)


def _dated(typed: str, concepts: Concepts, lexicon: Lexicon) -> tuple[str, str]:
    """Take the date of service out of a query that names a code with a page; without one a date is words."""
    rest, date = dated.read_date(typed)
    if not date:
        return typed, ""
    named = (group for group in parse_query(rest, concepts) if _names(group))
    codes = {term.removeprefix("code=") for group in named for term in group.terms}
    return (rest, date) if codes & set(lexicon.codes) else (typed, "")


def _names(group: Group) -> bool:
    """Tell whether the terms of a group are named one by one: a range names no code."""
    return not group.negative and group.kind != "any"


def _correct_spelling(groups: tuple[Group, ...], lexicon: Lexicon) -> Iterator[Corrected]:
    for group in groups:
        word = group.written
        plain = group.kind == "word" and not group.negative and re.fullmatch("[a-z]+", word)
        if plain and len(word) >= SHORTEST and not lexicon.holds(group.terms[0]):
            used = nearest(word, lexicon.spelling)
            if used:
                yield Corrected(word, used)


def _corrected(typed: str, mended: tuple[Corrected, ...]) -> str:
    corrected = fold(typed)
    for word in mended:
        corrected = re.sub(rf"(?<![0-9a-z]){word.typed}(?![0-9a-z])", word.used, corrected)
    return corrected


def _expand(group: Group, lexicon: Lexicon) -> tuple[Group, str]:
    """Spell a group out where it stands for several terms, and say so."""
    if group.kind == "dates":
        return _dates(group, lexicon), ""
    if group.kind == "prefix":
        return replace(group, kind="any", terms=lexicon.beginning(group.terms[0]) or group.terms), ""
    if group.kind == "word" and re.search("[0-9]", group.terms[0]):
        return _code(group, group.terms[0], lexicon)
    return group, ""


def _code(group: Group, term: str, lexicon: Lexicon) -> tuple[Group, str]:
    """Spell out a family of diagnoses and the beginning of a code."""
    if re.fullmatch(FAMILY, term):
        return _spelled(group, lexicon.beginning(f"{term}."), "is a family of diagnoses:", lexicon)
    if re.fullmatch(BEGINNING, term):
        return _spelled(group, _begun(term, lexicon), "is the beginning of", lexicon)
    return group, ""


def _begun(term: str, lexicon: Lexicon) -> tuple[str, ...]:
    """Give the codes that begin so; of a number that stands itself, such as a document's, only codes with a page."""
    if lexicon.holds(term):
        return tuple(code for code in lexicon.codes if code.startswith(term))
    return tuple(found for found in lexicon.beginning(term) if re.fullmatch(CODE, found))


def _spelled(group: Group, found: tuple[str, ...], what: str, lexicon: Lexicon) -> tuple[Group, str]:
    """Let a group stand for the terms found, and for itself where it stands anywhere."""
    if not found:
        return group, ""
    own = group.terms if lexicon.holds(group.terms[0]) else ()
    named = ", ".join(term.upper() for term in found[:SHOWN])
    more = f" and {len(found) - SHOWN} more" if len(found) > SHOWN else ""
    return replace(group, kind="any", terms=(*own, *found)), f"{group.written.upper()} {what} {named}{more}."


def _dates(group: Group, lexicon: Lexicon) -> Group:
    """Let a span of dates stand for every date of the index within it."""
    field, low, high = group.terms
    held = tuple(
        facet
        for facet in lexicon.facets
        if facet.startswith(f"{field}=") and low <= facet[len(field) + 1 :] and facet[len(field) + 1 :] <= f"{high}~"
    )
    return replace(group, kind="facet", terms=held or (f"{field}=none between {low} and {high}",))


def tables(lexicon: Lexicon) -> dict[str, Any]:
    """Give the tables of this module as plain data; the browser takes terms and facets from the postings."""
    return {
        "family": FAMILY,
        "beginning": BEGINNING,
        "shortest": SHORTEST,
        "long": LONG,
        "most": MOST,
        "shown": SHOWN,
        "close": CLOSE,
        "mentioned": MENTIONED,
        "nowhere": NOWHERE,
        "noCode": NO_CODE,
        "date": dated.tables(),
        "spelling": lexicon.spelling,
        "codes": lexicon.codes,
    }
