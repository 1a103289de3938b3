"""A query beside what the index holds: misspelled words corrected, beginnings and families of codes spelled out.

Only words of names and titles are corrected, and the reader is told. A token with a digit is never changed: of a code
that has no page here the reader is told so, with the codes near it as choices. The browser does the same in
`static/expansion.js`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any, Final

from kb.search import code_list, document_numbers
from kb.search.analysis import CODE, fold
from kb.search.document_numbers import BARE, as_held, is_held, lettered
from kb.search.lexicon import MOST, Lexicon
from kb.search.not_held import CLOSE, LEVEL_II, MENTIONED, NO_CODE, NOWHERE, OF_RANGE, SHOWN
from kb.search.number_keys import BETWEEN
from kb.search.query import NOISE, QUESTION_WORDS, Group
from kb.search.spelling import LONG, nearest

FAMILY: Final = r"[a-tv-z][0-9][0-9a-z]"
"""An ICD-10-CM category: C43 has C43.0, C43.9 and so on."""

BEGINNING: Final = r"[0-9]{3,4}|[a-v][0-9]{2,3}"
"""What a billing code may begin with."""

FEWEST: Final = 3
"""Digits that anything may have: such a number is looked for in names of documents alone."""

SHORTEST: Final = 5
"""Letters a word must have to be corrected: shorter ones are near too many others."""

SHORT, FEW = 4, 5
"""Letters that a shortened word must have, and how many words it may stand for: immuno for immunotherapy."""

SENSE: Final = ("un", "in", "im", "ir", "non", "de", "dis", "mis")
"""Negating prefixes: spelling correction never adds or removes one."""


AS_TYPED: Final = (
    *("dental", "dentist", "vision", "hospice", "hearing", "rural", "prison", "detention"),
    *("charter", "navigate", "compass", "surest", "nexus"),
)
"""Words that name another kind of insurance, a payer or a product of one: read for a word near them, the answer would
be another's."""

SOUNDS: Final = ("cks", "szx", "aeiou", "fpv", "gj", "ui")
"""Letters that are heard alike at the beginning of a name."""

FIRST_LETTERS: Final = ("aeiou", "ckqsxz", "fpv", "gj", "bdh", "lmn", "rtwy")
"""The first letters of the words of each file of `spelling`: what is heard alike is in one.

A word is mended by those that begin with its first letter, or one heard like it, or with its second.
"""


@dataclass(frozen=True)
class Corrected:
    """A word as typed, and the word that was searched for instead."""

    typed: str
    used: str


def correct_spelling(
    groups: Iterable[Group], lexicon: Lexicon, kept: frozenset[str] = frozenset()
) -> Iterator[Corrected]:
    """Correct the words that are nowhere and are near a known one; those in `kept` stay as they are."""
    for group in groups:
        word = group.written
        plain = group.kind == "word" and not group.negative and re.fullmatch("[a-z]+", word)
        asks = word in QUESTION_WORDS or word in NOISE or word in AS_TYPED
        if plain and not asks and word not in kept and len(word) >= SHORTEST and not lexicon.holds(group.terms[0]):
            used = nearest(
                word, {known: n for known, n in lexicon.spelling.items() if may_mend(word, known, lexicon)}
            )
            if used and used != word:
                yield Corrected(word, used)


def may_mend(word: str, known: str, lexicon: Lexicon) -> bool:
    """Return whether one word may be read for another: never with another sense, and a name only by one slip.

    A slip mostly keeps the first letter; where it does not, the first two have changed places, or it is a name and
    its first letter is one that sounds alike: signa for Cigna.
    """
    if word[0] != known[0] and word[:2] != known[1::-1] and not _sounds_alike(word, known, lexicon):
        return False
    if any(one == start + other for start in SENSE for one, other in ((word, known), (known, word))):
        return False
    return known not in lexicon.names or is_one_slip(word, known)


def _sounds_alike(word: str, known: str, lexicon: Lexicon) -> bool:
    return known in lexicon.names and word[1:] == known[1:] and any({word[0], known[0]} <= set(s) for s in SOUNDS)


def is_one_slip(word: str, known: str) -> bool:
    """Return whether two words differ by letters that changed places, one more or less, or, if long, one letter."""
    if sorted(word) == sorted(known) or word[1:] == known[1:]:
        return True
    if len(word) == len(known) >= LONG - 1:
        return sum(one != other for one, other in zip(word, known, strict=True)) == 1
    short, long = sorted((word, known), key=len)
    return len(long) == len(short) + 1 and any(long[:at] + long[at + 1 :] == short for at in range(len(long)))


def corrected(typed: str, mended: tuple[Corrected, ...]) -> str:
    """Return a cleaned query with its corrected words."""
    text = fold(typed)
    for word in mended:
        text = re.sub(rf"(?<![0-9a-z]){word.typed}(?![0-9a-z])", word.used, text)
    return text


def expand(group: Group, lexicon: Lexicon) -> tuple[Group, str]:
    """Spell a group out where it stands for several terms, and say so."""
    if group.kind == "dates":
        return _dates(group, lexicon), ""
    if group.kind == "prefix":
        return replace(group, kind="any", terms=lexicon.beginning(group.terms[0]) or group.terms), ""
    term = str(group.terms[0])
    if group.kind == "concept":
        return _concept(group, term, lexicon)
    if group.kind == "word" and re.search("[0-9]", term):
        return _number(group, term, lexicon)
    if group.kind == "word" and len(term) >= SHORT and not lexicon.holds(term):
        begun = lexicon.beginning(term)
        return (replace(group, terms=begun) if 0 < len(begun) <= FEW else group), ""
    return group, ""


def _concept(group: Group, term: str, lexicon: Lexicon) -> tuple[Group, str]:
    """Find a document by its number, and the codes of a family by its name."""
    if term in lexicon.of_families:
        return _spelled(group, lexicon.of_families[term], "is a family of codes:", lexicon)
    return _document(group, term, lexicon) if term.startswith("#") and not lexicon.holds(term) else (group, "")


def _number(group: Group, term: str, lexicon: Lexicon) -> tuple[Group, str]:
    """Find the document that a number is of, or the codes that it begins; a page's code goes before a document."""
    coded, note = _code(group, term, lexicon)
    is_page = any(code.startswith(term) for code in lexicon.codes)
    held, told = (group, "") if is_page else as_held(group, lexicon)
    if held == group:
        return coded, note
    key = str(held.terms[0])
    return (held, told) if lexicon.holds(key) else _document(held, key, lexicon)


def _document(group: Group, term: str, lexicon: Lexicon) -> tuple[Group, str]:
    """Find a document by the beginning of its number, or without the edition that was typed.

    What stands behind a dot is an edition only of a number that is a document by itself: NCD 110.25 is none of 110.
    """
    begun = lexicon.beginning(f"{term}.")
    if begun:
        return _spelled(group, begun, "is the beginning of", lexicon)
    if editions := lettered(term, lexicon):
        named = ", ".join(f"{group.written}{one[len(term) :]}".upper() for one in editions[:SHOWN])
        return replace(group, kind="any", terms=editions), f"{group.written.upper()} is read as revision {named}."
    base = term.rpartition(".")[0]
    if not base or not lexicon.holds(base):
        return _without_letters(group, lexicon)
    found = tuple(one for one in (base, *lexicon.beginning(f"{base}.")) if lexicon.holds(one))
    number = re.sub(f"[{BETWEEN}][0-9a-z]+$", "", group.written).upper()
    note = (
        f"{group.written.upper()} has no entry of its own: what follows is of {number}, or of other revisions of it."
    )
    return replace(group, kind="any", terms=found), note


def _without_letters(group: Group, lexicon: Lexicon) -> tuple[Group, str]:
    """Let a number that nothing has with the letters before it stand for the one without them: med 8.01.01."""
    bare = re.fullmatch(BARE, group.written)
    number = (bare[1] or bare[2]) if bare else ""
    if not number or re.fullmatch(CODE, number):
        return group, ""
    held, told = as_held(replace(group, kind="word", terms=(number,)), lexicon)
    key, told = str(held.terms[0]), told or f"{group.written.upper()} is read as {number}."
    if lexicon.holds(key):
        return (held if len(key) > FEWEST else replace(held, kind="title")), told
    return (_document(held, key, lexicon)[0], told) if is_held(key, lexicon) else (group, "")


def _code(group: Group, term: str, lexicon: Lexicon) -> tuple[Group, str]:
    """Spell out a family of diagnoses and the beginning of a code."""
    family = lexicon.beginning(f"{term}.") if re.fullmatch(FAMILY, term) else ()
    if family:
        return _spelled(group, family, "is a family of diagnoses:", lexicon)
    if re.fullmatch(BEGINNING, term):
        return _spelled(group, _begun(term, lexicon), "is the beginning of", lexicon)
    return group, ""


def _begun(term: str, lexicon: Lexicon) -> tuple[str, ...]:
    """Return the codes that begin so; of a number that is itself, such as a document's, only codes with a page."""
    if lexicon.holds(term):
        return tuple(code for code in lexicon.codes if code.startswith(term))
    return tuple(found for found in lexicon.beginning(term) if re.fullmatch(CODE, found))


def _spelled(group: Group, found: tuple[str, ...], what: str, lexicon: Lexicon) -> tuple[Group, str]:
    """Let a group stand for the terms found, and for itself where it is anywhere."""
    if not found:
        return group, ""
    own = group.terms if lexicon.holds(group.terms[0]) else ()
    named = ", ".join(term.upper().lstrip("#") for term in found[:SHOWN])
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
    """Return the tables of this module as plain data; the browser takes terms, facets and spelling from files."""
    return {
        "family": FAMILY,
        "ofFamilies": lexicon.of_families,
        "beginning": BEGINNING,
        "fewest": FEWEST,
        "shortest": SHORTEST,
        "long": LONG,
        "begun": [SHORT, FEW],
        "most": MOST,
        "shown": SHOWN,
        "close": CLOSE,
        "levelTwo": LEVEL_II,
        "mentioned": MENTIONED,
        "nowhere": NOWHERE,
        "noCode": NO_CODE,
        "ofRange": OF_RANGE,
        "sense": SENSE,
        "sounds": SOUNDS,
        "firstLetters": FIRST_LETTERS,
        "asTyped": AS_TYPED,
        "documents": document_numbers.tables(),
        "codes": code_list.packed(lexicon.codes),
    }
