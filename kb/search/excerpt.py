"""A hit for people: the words around the match, and why it matched."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from kb.search.analysis import BLANK, CODE, Concepts, Term, analyse, fold, has_phrase, words
from kb.search.documents import SearchDocument
from kb.search.pieces import (
    BOUND,
    ENDS,
    LEADING_LIMITS_ROOM,
    LEADING_MOST,
    LEADING_ROOM,
    LIMITS_ROOM,
    MOST,
    OPENING,
    ROOM,
    SENTENCE_ENDS,
    SOUGHT,
    TURN,
    Decisive,
    Part,
    bounding,
    parts_to_show,
    sought,
    turning,
    with_limits,
)
from kb.search.query import Group
from kb.search.scoring import FIELDS, SOURCE, VALUE_FIELDS

WIDTH: Final = 28
"""Words an excerpt shows."""

WHOLE: Final = 80
"""Words of a text that is shown whole."""

LEADING_WIDTH: Final = 64
LEADING_WHOLE: Final = 180
"""The same for the first hit, which people read as the answer."""

BEFORE: Final = 14
"""Words that are shown before the width, from the beginning of a sentence on."""

MORE, LEADING_MORE = 24, 48
"""Words that it may show beyond, to the end of a sentence or a clause; the same for the first hit."""

LATE: Final = 8
"""Words at the end of the width; one that was found among them is followed by as many."""

RARE: Final = 60
"""What a word that is once in the text counts; one that is there twice half of it, and so on."""

SUBJECT: Final = 3
"""How much more a word on the subject counts than one by which a plan, a question or a code is known."""

NO_SUBJECT: Final = ("any", "facet", "dates")
"""Kinds of groups that are on no subject."""


@dataclass(frozen=True)
class Asked:
    """What an excerpt needs of a reading beside its groups.

    `read` are the terms by which it names a plan or a question, `absent` the codes without a page, `of_day` tells
    that a day is asked of, `years` are those of it. `spoken` are words that tell of what is asked for, `sought` says
    that an `amount` or a `time` is. `is_leading`: the excerpt is that of the first hit.
    """

    read: frozenset[str] = frozenset()
    absent: frozenset[str] = frozenset()
    of_day: bool = False
    years: frozenset[str] = frozenset()
    spoken: frozenset[str] = frozenset()
    sought: str = ""
    is_leading: bool = False


NOTHING_ASKED: Final = Asked()

PLACES: Final = {
    "lead": "this page",
    "named": "named code",
    "name": "payer",
    "heading": "heading",
    "value": "answer",
    "title": "title",
    "denied": "counts as a denial",
    "text": "text",
    SOURCE: "title of a source",
}


def excerpt(
    document: SearchDocument, groups: tuple[Group, ...], concepts: Concepts, asked: Asked = NOTHING_ASKED
) -> str:
    """Cut the part of a section's text that holds most of the query's words, the rarer of them first.

    A row of a table is shown whole, and so is a short text. It begins and ends with a sentence if that is near: what
    a sentence begins with can turn its sense ("no source read names a modifier"), and its end can have the condition.
    What decides is shown beside it: a code that is asked for, the subject, and a date that bounds what is said where
    a day is asked of, an amount or a time where one is asked for; in the first hit the opening and the exceptions,
    too. A sentence beside one shown that limits it is shown with it.
    """
    shown = re.findall(f"[^{BLANK}]+", document.fields.get("text", ""))
    wanted = {word for group in groups for term in group.terms for word in (term, *_words_of(term))}
    wanted |= {word.term for group in groups if group.kind == "concept" for word in words(group.written)}
    width, whole = (LEADING_WIDTH, LEADING_WHOLE) if asked.is_leading else (WIDTH, WHOLE)
    if document.place or len(shown) <= whole:
        return " ".join(shown)
    subject = subject_of(groups, asked.read)
    named = frozenset(word for term in subject for word in (term, *_words_of(term)))
    bounds = bounding(shown, asked.years) if asked.of_day else [set[str]() for _ in shown]
    of_word = {word: _matches(word, wanted, concepts) for word in dict.fromkeys(shown)}
    marks = [of_word[word] for word in shown]
    times = Counter(term for mark in marks for term in mark)
    worth = {term: RARE // min(count, RARE) * (SUBJECT if term in subject else 1) for term, count in times.items()}

    def held(at: int) -> int:
        found = {term for mark in marks[at : at + width] for term in mark}
        return sum(worth[term] for term in found) * len(shown) + sum(map(bool, marks[at : at + width]))

    best = max(range(max(1, len(shown) - width + 1)), key=lambda at: (held(at), -at))
    first = next((at for at in range(best, len(shown)) if marks[at]), best)
    begun = next((at for at in range(first, 0, -1) if shown[at - 1].endswith((".", "!", "?"))), 0)
    end = (begun if held(begun) == held(best) else best) + width
    best = begun if end == begun + width or 0 <= best - begun <= BEFORE else best
    more = LEADING_MORE if asked.is_leading else MORE
    last = _end(shown, end, more, late=any(marks[end - LATE : end]))
    codes = frozenset(term for group in groups for term in group.terms if re.fullmatch(CODE, term))
    part = (best, min(last, len(shown)))
    kinds = (codes, asked.spoken, frozenset([BOUND]), frozenset([SOUGHT]), named)
    opens = document.kind != "payer"
    parts = _parts(
        shown, part, [mark | bound for mark, bound in zip(marks, bounds, strict=True)], kinds, asked, opens=opens
    )
    told = " … ".join(" ".join(shown[first:last]) for first, last in parts)
    return f"{'… ' if parts[0][0] else ''}{told}{' …' if parts[-1][1] < len(shown) else ''}"


def _parts(  # noqa: PLR0913  (each is a side of what is shown)
    shown: list[str],
    best: Part,
    marks: list[set[str]],
    kinds: tuple[frozenset[str], ...],
    asked: Asked,
    *,
    opens: bool,
) -> list[Part]:
    """Return the parts that are shown: the best one, what decides beside it, and the sentences that limit these."""
    turns = turning(shown, best, opens=opens) if asked.is_leading else [set[str]() for _ in shown]
    every = zip(marks, turns, sought(shown, asked.sought), strict=True)
    size = (LEADING_MOST, LEADING_ROOM) if asked.is_leading else (MOST, ROOM)
    named = kinds[-1]
    kinds = (*kinds, frozenset([OPENING]), frozenset([TURN]))
    decisive = Decisive(kinds, asked.absent | {BOUND, TURN, SOUGHT}, *size)
    parts = parts_to_show(shown, [set[str]().union(*those) for those in every], best, decisive)
    telling = [bool(mark & named) for mark in marks]
    return with_limits(shown, parts, telling, LEADING_LIMITS_ROOM if asked.is_leading else LIMITS_ROOM)


def subject_of(groups: tuple[Group, ...], read: frozenset[str]) -> frozenset[str]:
    """Return the terms of a query by which it names no plan, no question, no code and no document."""
    told = (term for group in groups if group.kind not in NO_SUBJECT for term in group.terms if term not in read)
    return frozenset(term for term in told if not (re.fullmatch(CODE, term) or term.startswith("#")))


def _words_of(term: str) -> Iterator[str]:
    """Yield the words of a concept by its name, which may be several: `~revenue code`."""
    if term.startswith("~") and term[1:2].isalpha():
        yield from (word.term for word in words(term[1:]))


def _end(shown: list[str], at: int, more: int, *, late: bool) -> int:
    """Return where to cut: behind the end of a sentence that is near, or of a clause, else where the width ends.

    `late`: a word that was found is among the last, so that more is shown in any case.
    """
    near = range(max(at, 1), min(at + more, len(shown)) + 1)
    ends = (place for signs in (SENTENCE_ENDS, ENDS) for place in near if shown[place - 1].endswith(signs))
    return next(ends, at + LATE if late else at)


def _matches(word: str, wanted: set[str], concepts: Concepts) -> set[str]:
    return {term.text for term in analyse(word, concepts) if term.text in wanted}


def why(document: SearchDocument, groups: tuple[Group, ...], concepts: Concepts) -> tuple[str, ...]:
    """Say for each group of the query where the section has it, in the field that counts most."""

    @cache
    def terms_of(name: str) -> tuple[list[Term], frozenset[str]]:
        found = analyse(document.fields.get(name, ""), concepts)
        return found, frozenset(term.text for term in found)

    asked = dict.fromkeys(group for group in groups if not group.negative)
    reasons = (_reason(document, group, terms_of) for group in asked)
    return tuple(dict.fromkeys(reason for reason in reasons if reason))


def _reason(
    document: SearchDocument, group: Group, terms_of: Callable[[str], tuple[list[Term], frozenset[str]]]
) -> str:
    """Say where a section has a group; `terms_of` gives the terms of a field by its name."""
    if group.kind == "facet":
        filters = [term.replace("=", ": ") for term in group.terms if term in document.facets]
        return f"filter {filters[0]}" if filters else ""
    for name in VALUE_FIELDS if group.kind == "value" else [field.name for field in FIELDS]:
        terms, texts = terms_of(name)
        held = [term for term in group.terms if term in texts]
        if held and (group.kind != "phrase" or has_phrase(terms, group.terms)):
            place = f"reached: {document.reach}" if name == "reached" else PLACES[name]
            return f"{_called(group, held[0])} ({place})"
    return ""


def _called(group: Group, held: str) -> str:
    """Name what was found: the concept beside the words typed, a code of a range beside the range."""
    name = held.lstrip("~")
    if group.kind in {"concept", "value"} and held.startswith("~") and fold(name) != fold(group.written):
        return f"{group.written} → {name}"
    return f"{group.written} → {held}" if group.kind == "any" else group.written
