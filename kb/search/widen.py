"""A query beside what the index holds: misspelt words mended, beginnings and families of codes spelled out.

Only words of names and titles are mended, and the reader is told. A token with a digit is never changed: a code that
stands nowhere is met with the codes near it, as choices. The browser does the same in `static/widen.js`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from kb.search.analysis import CODE, Concepts, fold
from kb.search.query import Group, parse_query

FAMILY: Final = r"[a-tv-z][0-9][0-9a-z]"
"""An ICD-10-CM category: C43 has C43.0, C43.9 and so on."""

BEGINNING: Final = r"[0-9]{3,4}|[a-v][0-9]{2,3}"
"""What a billing code may begin with."""

SHORTEST: Final = 4
"""Letters a word must have to be mended: shorter ones are near too many others."""

LONG: Final = 7
"""From this length on, two faults are mended; below it, one."""

MOST: Final = 200
"""Terms that a beginning may stand for."""

SHOWN: Final = 8


@dataclass(frozen=True)
class Lexicon:
    """What the index holds: its terms in order, its facets in order, its words of names with how often they stand.

    `codes` are the codes that have a page, in lower case.
    """

    terms: tuple[str, ...]
    facets: tuple[str, ...]
    spelling: Mapping[str, int]
    codes: tuple[str, ...]

    def holds(self, term: str) -> bool:
        """Tell whether a term stands anywhere."""
        at = bisect_left(self.terms, term)
        return at < len(self.terms) and self.terms[at] == term

    def beginning(self, start: str) -> tuple[str, ...]:
        """Give the first terms that begin so, in order."""
        at = bisect_left(self.terms, start)
        found: list[str] = []
        while at < len(self.terms) and self.terms[at].startswith(start) and len(found) < MOST:
            found.append(self.terms[at])
            at += 1
        return tuple(found)


@dataclass(frozen=True)
class Mended:
    """A word as typed, and the word that was searched for instead."""

    typed: str
    used: str


@dataclass(frozen=True)
class Reading:
    """A query as it is searched: its groups, the words that were mended, and what a reader must be told."""

    groups: tuple[Group, ...]
    mended: tuple[Mended, ...] = ()
    notes: tuple[str, ...] = ()


def read_query(typed: str, concepts: Concepts, lexicon: Lexicon) -> Reading:
    """Read what was typed into groups that the index can answer."""
    groups = parse_query(typed, concepts)
    mended = tuple(_mend(groups, lexicon))
    if mended:
        groups = parse_query(_corrected(typed, mended), concepts)
    widened = [_widen(group, lexicon) for group in groups]
    return Reading(tuple(group for group, _ in widened), mended, tuple(note for _, note in widened if note))


def _mend(groups: tuple[Group, ...], lexicon: Lexicon) -> Iterator[Mended]:
    for group in groups:
        word = group.written
        plain = group.kind == "word" and not group.negative and re.fullmatch("[a-z]+", word)
        if plain and len(word) >= SHORTEST and not lexicon.holds(group.terms[0]):
            used = nearest(word, lexicon.spelling)
            if used:
                yield Mended(word, used)


def nearest(word: str, spelling: Mapping[str, int]) -> str:
    """Find the word that is meant: the fewest faults, then the most frequent, then the first by letter; or none."""
    most = 2 if len(word) >= LONG else 1
    found = [
        (faults, -count, known)
        for known, count in spelling.items()
        if abs(len(known) - len(word)) <= most and (faults := distance(word, known, most)) <= most
    ]
    return min(found)[2] if found else ""


def distance(one: str, other: str, most: int) -> int:
    """Count the faults between two words: a letter wrong, missing, doubled, or swapped with the next one.

    Optimal string alignment; stops at more than `most`.
    """
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        before, row, last = row, [i], before
        for j, known in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != known))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == known:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return row[-1]


def _corrected(typed: str, mended: tuple[Mended, ...]) -> str:
    corrected = fold(typed)
    for word in mended:
        corrected = re.sub(rf"(?<![0-9a-z]){word.typed}(?![0-9a-z])", word.used, corrected)
    return corrected


def _widen(group: Group, lexicon: Lexicon) -> tuple[Group, str]:
    """Spell a group out where it stands for several terms, and say so."""
    if group.kind == "dates":
        return _dates(group, lexicon), ""
    if group.kind == "prefix":
        return replace(group, kind="any", terms=lexicon.beginning(group.terms[0]) or group.terms), ""
    if group.kind == "word" and re.search("[0-9]", group.terms[0]):
        return _code(group, group.terms[0], lexicon)
    return group, ""


def _code(group: Group, term: str, lexicon: Lexicon) -> tuple[Group, str]:
    """Spell out a family of diagnoses and the beginning of a code; offer neighbours of a code that stands nowhere."""
    if re.fullmatch(FAMILY, term):
        return _spelled(group, lexicon.beginning(f"{term}."), "is a family of diagnoses:", lexicon)
    if re.fullmatch(BEGINNING, term):
        return _spelled(group, _begun(term, lexicon), "is the beginning of", lexicon)
    return group, "" if lexicon.holds(term) else _neighbours(term, lexicon)


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


def _neighbours(code: str, lexicon: Lexicon) -> str:
    """Offer the codes with a page that are near one that stands nowhere; none is searched in its place.

    What has not the form of a code is met so where it is near one: 709T, or O709T with the letter O.
    """
    near = [known for known in lexicon.codes if distance(code, known, 1) <= 1]
    if not near and not re.fullmatch(CODE, code):
        return ""
    offered = f" Near it: {', '.join(known.upper() for known in near[:SHOWN])}." if near else ""
    return f"{code.upper()} stands nowhere here; a code is never guessed.{offered}"


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
        "spelling": lexicon.spelling,
        "codes": lexicon.codes,
    }
