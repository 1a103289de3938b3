"""Text to terms: what counts as a word, a code, a synonym and a document number.

The browser does the same in `site_templates/static/analysis.js`, from the tables of `tables()`; a test holds both
to one list of examples. Nothing is dropped: *not*, *may* and *if* carry the meaning here. A token with a digit is
exact; other words are stemmed with Porter2.
"""

from __future__ import annotations

import re
import string
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final, NamedTuple

import snowballstemmer

from kb.search import number_keys
from kb.search.number_keys import key_of, keys_at

WORD_PATTERN: Final = r"(?=[a-z]*[0-9])[0-9a-z]+(?:\.[0-9a-z]+)+|[0-9a-z]+"
"""A run of letters and digits; dots stay inside where a digit comes before: c43.9, 310.1, mpg043.27."""

WORDS: Final = re.compile(WORD_PATTERN)

BLANK: Final = r"\t-\r \u00a0\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
"""What parts words, for a character class: Python and the browser mean different characters by `\\s`."""

FORMS: Final = r"\u00a0-\u024f\u1e00-\u1eff\u2000-\u218f\u2460-\u24ff\ufb00-\ufb06\uff01-\uff5e"
"""Letters with accents, ligatures, circled and wide ones: what is taken apart. No more, for Unicode grows with every
edition, and the build and a browser hardly ever have the same one."""

MARKS: Final = r"\u0300-\u036f"
POSSESSIVE: Final = "['’]s(?![0-9a-z])"  # noqa: RUF001
LOWER: Final = str.maketrans(string.ascii_uppercase, string.ascii_lowercase)

CODE: Final = number_keys.CODE
DASH: Final = rf"[{BLANK}]?[-–—][{BLANK}]?|[{BLANK}](?:to|through|thru)[{BLANK}]"  # noqa: RUF001
WIDEST_RANGE: Final = 1_000
"""Codes a range may expand to; a wider one is no list of codes."""

DOCUMENT_PREFIXES: Final = ("cpb", "mpg", "mp", "ncd", "lcd", "lca", "ma", "mm", "cr", "cpcp", "med")
"""Letters that begin a document number: CPB 0557, CPB-557 and cpb0557 are one."""

PREFIXES: Final = frozenset(DOCUMENT_PREFIXES)
NUMBERED: Final = re.compile("[0-9][0-9.]*")
PREFIXED: Final = re.compile("([a-z]+)[0-9][0-9.]*")
DASHED: Final = re.compile(DASH)
UP_TO: Final = frozenset(("to", "through", "thru"))
"""The words of a dash: only behind one of these does a range end two words on."""

SIGNS: Final = frozenset("-.\u2010\u2011\u2012\u2013\u2014")
"""What may part the letters of a number from its digits."""

HYPHENS: Final = ("-", "\u2010", "\u2011")

STEMS: Final = (
    ("preauthoriz", "preauthoriz"),
    ("authoriz", "authoriz"),
    ("united", "united"),
)
"""Words exempt from Porter2 stemming, which would merge authorization with author, and United with unit."""

ENGLISH: Final = snowballstemmer.stemmer("english")


class Word(NamedTuple):
    """A token: as written (folded), as a term, and where it is in the folded text."""

    raw: str
    term: str
    start: int
    end: int


class Term(NamedTuple):
    """What the index holds: a term and the position of its word."""

    text: str
    position: int


@dataclass(frozen=True)
class Span:
    """Some words of a query that count as one: a word, a concept (synonym, document number), or codes of a range."""

    kind: str
    terms: tuple[str, ...]
    written: str


Concepts = Mapping[str, Mapping[tuple[str, ...], str]]
"""By first term: the concept that each phrase stands for, by its terms, the longest phrase first."""


def fold(text: str) -> str:
    """Lower the case of a to z and take accents and possessives away; the browser folds alike."""
    if not text.isascii():
        text = re.sub(f"[{FORMS}]+", lambda found: unicodedata.normalize("NFKD", found[0]), text)
        text = re.sub(f"[{MARKS}]+", "", text)
    return re.sub(POSSESSIVE, "", text.translate(LOWER))


@lru_cache(maxsize=100_000)
def stem(raw: str) -> str:
    """Return the term of a folded token."""
    if re.search(r"[0-9]", raw):
        return raw
    kept = next((term for start, term in STEMS if raw.startswith(start)), None)
    return kept or str(ENGLISH.stemWord(raw))


def words(text: str) -> list[Word]:
    """Cut a text into its tokens."""
    return words_in(fold(text))


def words_in(folded: str) -> list[Word]:
    """Cut a folded text into its tokens."""
    made = tuple.__new__  # to call Word takes twice as long
    return [made(Word, (raw := m[0], stem(raw), m.start(), m.end())) for m in WORDS.finditer(folded)]


def _has_digit(raw: str) -> bool:
    return not raw.isalpha()


def make_concepts(groups: Iterable[tuple[str, Iterable[str]]]) -> Concepts:
    """Make the table of phrases from groups of a concept's name and its phrases."""
    found: dict[str, dict[tuple[str, ...], str]] = {}
    for name, phrases in groups:
        for phrase in phrases:
            terms = tuple(word.term for word in words(phrase))
            if terms:
                found.setdefault(terms[0], {}).setdefault(terms, f"~{name}")
    return {
        first: dict(sorted(phrases.items(), key=lambda item: (-len(item[0]), item[0])))
        for first, phrases in sorted(found.items())
    }


def analyse(text: str, concepts: Concepts) -> list[Term]:
    """Return every term of a text for the index: words, and at their positions concepts, numbers and ranged codes."""
    folded = fold(text)
    return terms_of(folded, words_in(folded), concepts)


def terms_of(folded: str, found: list[Word], concepts: Concepts) -> list[Term]:
    """Return every term of a folded text, given with its tokens."""
    terms: list[Term] = []
    made, behind_last = tuple.__new__, f"{folded} "  # to call Term takes twice as long
    for position, (raw, term, start, end) in enumerate(found):
        terms.append(made(Term, (term, position)))
        numbered = not raw.isalpha()  # a range begins with a code, and a number of a document has digits
        parted = behind_last[end] in SIGNS
        begins = numbered or term in concepts or raw in PREFIXES
        if not begins and not parted:  # nearly every word
            continue
        if "." in raw:
            terms.append(Term(raw.replace(".", ""), position))
        named = list(keys_at(folded, start)) if numbered or parted else []
        if begins:
            named += [concept for _, concept in concepts_at(found, position, concepts, folded)]
        terms += [Term(name, position) for name in dict.fromkeys(named)]
        ranged = range_at(found, position, folded) if numbered else None
        terms += [Term(code, position) for code in (ranged[1][1:-1] if ranged else ())]
    return terms


def spans(text: str, concepts: Concepts) -> list[Span]:
    """Cut the plain words of a query into spans, the longest concept first."""
    found, folded = words(text), fold(text)
    result: list[Span] = []
    at = 0
    while at < len(found):
        length, span = _span_at(found, at, folded, concepts)
        result.append(span)
        at += length
    return result


def _span_at(found: list[Word], at: int, folded: str, concepts: Concepts) -> tuple[int, Span]:
    ranged = range_at(found, at, folded)
    matches = concepts_at(found, at, concepts, folded)
    if ranged:
        length, kind, terms = ranged[0], "any", ranged[1]
    elif matches:
        length, kind, terms = matches[0][0], "concept", (matches[0][1],)
    else:
        length, kind, terms = 1, "word", (found[at].term,)
    return length, Span(kind, terms, folded[found[at].start : found[at + length - 1].end])


def concepts_at(found: list[Word], at: int, concepts: Concepts, folded: str) -> list[tuple[int, str]]:
    """Find the document number and the concepts that begin at a word: how many words each takes, longest first.

    A single letter behind a hyphen ends the word before it: no concept begins at the T of CAR-T.
    """
    number = _document_number(found[at : at + 2])
    phrases = concepts.get(found[at].term)
    ends_word = len(found[at].raw) == 1 and folded[found[at].start - 1 : found[at].start] in HYPHENS
    if not phrases or ends_word:
        return [number] if number else []
    longest = len(next(iter(phrases)))
    ahead = tuple(word.term for word in found[at : at + longest])
    named = [(length, phrases[ahead[:length]]) for length in range(len(ahead), 0, -1) if ahead[:length] in phrases]
    return sorted([*([number] if number else []), *named], key=lambda match: -match[0])


def _document_number(found: list[Word]) -> tuple[int, str] | None:
    """Read CPB 0557, CPB-557 or cpb0557 as one term: the letters, and the number without leading zeros."""
    if _has_digit(found[0].raw):
        joined = PREFIXED.fullmatch(found[0].raw)
        return (1, f"#{key_of(joined[0])}") if joined and joined[1] in PREFIXES else None
    if found[0].raw in PREFIXES and len(found) > 1:
        number = NUMBERED.fullmatch(found[1].raw)
        return (2, f"#{key_of(found[0].raw + number[0])}") if number else None
    return None


def range_at(found: list[Word], at: int, folded: str) -> tuple[int, tuple[str, ...]] | None:
    """Read a range of codes that begins at a word: how many words it takes, and every code of it."""
    for length in (2, 3) if found[at + 1 : at + 2] and found[at + 1].raw in UP_TO else (2,):
        if at + length > len(found):
            return None
        first, last = found[at], found[at + length - 1]
        if DASHED.fullmatch(folded, first.end, last.start):
            codes = _expanded(first.raw, last.raw)
            return (length, codes) if codes else None
    return None


@lru_cache(maxsize=1_000)
def _expanded(first: str, last: str) -> tuple[str, ...]:
    return tuple(expand(first, last))


def expand(first: str, last: str) -> Iterator[str]:
    """Yield every code from the first to the last; nothing if they are no codes of one kind in rising order."""
    alike = re.sub("[0-9]", "9", first) == re.sub("[0-9]", "9", last)
    if not (alike and re.fullmatch(CODE, first) and first < last):
        return
    low, high = (int(re.sub("[^0-9]", "", code)) for code in (first, last))
    if high - low > WIDEST_RANGE:
        return
    digits = len(re.sub("[^0-9]", "", first))
    for number in range(low, high + 1):
        yield re.sub("[0-9]+", f"{number:0{digits}d}", first)


def tables(concepts: Concepts) -> dict[str, Any]:
    """Return every table of this module as plain data, for the browser."""
    return {
        "forms": FORMS,
        "marks": MARKS,
        "possessive": POSSESSIVE,
        "blank": BLANK,
        "word": WORD_PATTERN,
        "code": CODE,
        "dash": DASH,
        "hyphens": HYPHENS,
        "widestRange": WIDEST_RANGE,
        "documentPrefixes": DOCUMENT_PREFIXES,
        "numbers": number_keys.tables(),
        "stems": STEMS,
        "concepts": _phrases_of(concepts),
    }


def _phrases_of(concepts: Concepts) -> dict[str, str]:
    """Return by concept its phrases, one behind the other: a third fewer bytes than by their first terms."""
    found: dict[str, list[str]] = {}
    for phrases in concepts.values():
        for terms, concept in phrases.items():
            found.setdefault(concept, []).append(" ".join(terms))
    return {concept: "|".join(phrases) for concept, phrases in found.items()}


def has_phrase(terms: list[Term], phrase: tuple[str, ...]) -> bool:
    """Return whether the words of a phrase are side by side in an analysed text."""
    positions = [{term.position for term in terms if term.text == wanted} for wanted in phrase]
    return any(all(start + step in found for step, found in enumerate(positions)) for start in positions[0])
