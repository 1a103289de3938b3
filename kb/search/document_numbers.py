"""Numbers of documents in every way they are typed: `z 67` for Z-67, `med 24` for MED.00024, `504` for 0504.

The index holds each number by its key (`number_keys`). A query's letters and digits are put together where that makes
a number, and a number that nothing has as typed is looked up by its key, or with zeros before it. The browser does
the same in `static/document_numbers.js`. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, Final

from kb.search.analysis import CODE, DOCUMENT_PREFIXES
from kb.search.lexicon import Lexicon
from kb.search.number_keys import BETWEEN, DIAGNOSIS, compact, is_number, key_of
from kb.search.query import NOISE, QUESTION_WORDS, Group

TYPED: Final = (
    rf"(?<![0-9a-z.{BETWEEN}])(?:([a-z]{{1,4}})[ {BETWEEN}])?([a-z]{{1,4}})((?: ?#|[ {BETWEEN}]{{0,2}}))"
    rf"(?=[0-9])([0-9a-z]+(?:[{BETWEEN}][0-9a-z]+)*)(?![0-9a-z])"
)
"""One or two short words, a sign or a blank or nothing, and what begins with a digit."""

COMMON: Final = (
    *("mod", "pos", "dos", "rev", "tob", "age", "day", "co", "pr", "oa", "pi", "cpt", "type", "page", "box", "code"),
    *("dob", "hcc", "edit", "fl"),
)
"""Words before other numbers than those of documents."""

COUNTED: Final = (
    " ?(?:(?:business|calendar|working) )?(?:days?|weeks?|months?|hours?|hrs?|years?|yrs?|%|percent)(?![a-z])"
)
"""What is counted by digits before it, which are then no document's number: ma 60 days is ma in 60 days."""

VERSION: Final = r"(?<![0-9a-z])(?:version|edition|revision)s? 0*([0-9]{1,3})(?![0-9a-z.])"
"""A version that a cleaned query asks for."""

RANGE: Final = f"(?:{CODE})[ {BETWEEN}]{{1,3}}(?:{CODE})"
"""A range of codes, which is no number of a document: j9000-j9999."""

YEAR: Final = "(?:19|20)[0-9]{2}"

WRITTEN: Final = "0[0-9]{2,}|[0-9]{4,}"
"""Digits that are a number of a document and count nothing."""

DIGITS: Final = "[0-9]{3,4}"
"""A number whose leading zero may have been left out, or put before it."""

SHORT: Final = rf"{DIAGNOSIS}|[0-9]{{3,}}(?:\.[0-9]+)+|[a-z]{{5,8}}[0-9]{{2,}}"
"""Numbers that could be something else as well, a diagnosis or an amount: z67, 801.024, and cgmed67."""

EDITION: Final = "[a-z]{1,2}"
"""The letters of an edition: 2026T0644O."""

SHORTEST: Final = 6
"""Signs that a key has at least to stand for those with a letter more."""

LONGEST: Final = 4
"""Digits of a number with its leading zeros."""

BARE: Final = (
    rf"(?!ncd|lcd|lca|cpb)[a-z]+[ #{BETWEEN}]*([0-9]+(?:\.[0-9]+)+)"
    rf"|(?:cpb|cpcp|med|mpg?)[ #{BETWEEN}]*((?!{YEAR}$)[0-9]{{3,4}})"
)
"""A number whose letters may be more than its own: 8.01.01 is typed behind many, 0558 behind those for any policy."""


def joined(text: str, lexicon: Lexicon) -> tuple[str, dict[str, str]]:
    """Put the letters and digits of each number of a cleaned query together; give also how each was typed.

    Behind a blank they belong together where the library has such a number, behind a sign in any case.
    """
    shown: dict[str, str] = {}
    for found in reversed(list(re.finditer(TYPED, text))):
        if text[: found.start()].count('"') % 2:
            continue
        if found[2] in DOCUMENT_PREFIXES and " " in found[3] and re.match(COUNTED, text[found.end() :]):
            text = f"{text[: found.end(2)]} in{text[found.end(2) :]}"
            continue
        start = next((at for at in _starts(found) if _is_one(text[at : found.end()], lexicon)), None)
        if start is None:
            continue
        typed = text[start : found.end()]
        one = _put_together(typed)
        shown[one] = typed
        text = f"{text[:start]}{one}{text[found.end() :]}"
    return text, shown


def _starts(found: re.Match[str]) -> Iterator[int]:
    """Yield where the number of a match may begin: with both words before its digits, or with the nearer one."""
    taken = {*COMMON, *(QUESTION_WORDS + NOISE if " " in found[3] else ())}
    if found[1] and not {found[1], found[2]} & {*taken, *QUESTION_WORDS, *NOISE}:
        yield found.start(1)
    if found[2] not in taken:
        yield found.start(2)


def _put_together(typed: str) -> str:
    return compact(re.sub("[ #]+", "-", typed))


def _is_one(typed: str, lexicon: Lexicon) -> bool:
    """Return whether what was typed is the number of a document; what `analysis` reads as one anyway is left."""
    one = _put_together(typed)
    if re.fullmatch(RANGE, typed) or not (is_number(one) or is_number(re.sub("[ #]+", "-", typed))):
        return False
    if re.fullmatch(f"(?:{'|'.join(DOCUMENT_PREFIXES)})[^a-z]*", typed):
        return False
    return " " not in typed or is_held(f"#{key_of(one)}", lexicon)


def is_held(key: str, lexicon: Lexicon) -> bool:
    """Return whether the library has a number by its key, or an edition of it."""
    return lexicon.holds(key) or bool(lexicon.beginning(f"{key}.") or lettered(key, lexicon))


def lettered(key: str, lexicon: Lexicon) -> tuple[str, ...]:
    """Return the editions of a number, by its key, that are told apart by letters behind its last digit."""
    begun = lexicon.beginning(key) if key[-1:].isdigit() and len(key) >= SHORTEST else ()
    return tuple(one for one in begun if re.fullmatch(EDITION, one[len(key) :]))


def names_document(term: str) -> bool:
    """Return whether a term of a query is the number of a document: not a code, not a year, not a number of days."""
    if term.startswith("#"):
        return True
    is_other = re.fullmatch(f"{CODE}|{YEAR}", term)
    return is_number(term) or bool(re.fullmatch(WRITTEN, term) and not is_other)


def numbers_asked(groups: Iterable[Group]) -> Iterator[Group]:
    """Yield the groups of a query that are numbers of documents."""
    kinds = {"word", "concept", "any"}
    yield from (
        group
        for group in groups
        if not group.negative and group.kind in kinds and all(names_document(str(term)) for term in group.terms)
    )


def of_other_revisions(groups: Iterable[Group]) -> Iterator[Group]:
    """Yield the numbers of a query whose revision has no entry, so that they stand for the others of it."""
    yield from (group for group in groups if group.kind == "any" and str(group.terms[0]).startswith("#"))


def as_typed(groups: Iterable[Group], shown: Mapping[str, str]) -> list[Group]:
    """Give the groups of numbers that were put together back the words that were typed."""
    return [replace(group, written=shown.get(group.written, group.written)) for group in groups]


def as_held(group: Group, lexicon: Lexicon) -> tuple[Group, str]:
    """Let a number that nothing has as typed stand for the one that the library has, and say so if digits differ."""
    term = str(group.terms[0])
    if lexicon.holds(term):
        return group, ""
    key = f"#{key_of(term)}"
    if not term.isdigit():
        editions = (key, key.rpartition(".")[0]) if is_number(term) or re.fullmatch(SHORT, term) else ()
        held = any(is_held(one, lexicon) for one in editions if one)
        return (replace(group, kind="concept", terms=(key,)), "") if held else (group, "")
    for other in _with_zeros(term) if re.fullmatch(DIGITS, term) and not re.fullmatch(CODE, term) else ():
        if lexicon.holds(other):
            return replace(group, terms=(other,)), f"{term} is read as {other}."
    return group, ""


def _with_zeros(term: str) -> Iterator[str]:
    """Yield a number with the zeros before it that were left out, or without those that were put."""
    plain = term.lstrip("0")
    yield from (other for other in (plain.zfill(LONGEST), plain) if other != term and len(plain) > 1)


def tables() -> dict[str, Any]:
    """Return the patterns as plain data, for the browser."""
    return {
        "typed": TYPED,
        "counted": COUNTED,
        "version": VERSION,
        "range": RANGE,
        "common": COMMON,
        "digits": DIGITS,
        "edition": EDITION,
        "shortest": SHORTEST,
        "longest": LONGEST,
        "bare": BARE,
        "short": SHORT,
        "year": YEAR,
        "written": WRITTEN,
    }
