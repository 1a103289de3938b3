"""Which sections a reading finds, and in which order.

Required terms filter the results. The rest are sorted: sections on the question first, then the others, by score: the
score of the words in a section, times the share of the words, weighted by rarity, that it has. All numbers are
integers, so that the browser (`static/ranking.js`) gets equal scores. A code that no section has is dropped from the
required terms, and a note says so; a plan is never dropped.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from kb.domain.vocabulary import QUESTIONS
from kb.search.analysis import words as words_of
from kb.search.binding import binds, names_code
from kb.search.documents import INFORMS, ROWS, UNKNOWN_VALUE
from kb.search.plan_tables import LINE_WORDS
from kb.search.query import NOISE, Group
from kb.search.reading_result import Reading
from kb.search.scoring import rarity
from kb.search.sections_asked import PAIRS

NATIONAL: Final = "medicare/national"
CODE_PAGES: Final = "kind=code"
CONFLICTS: Final = "section=conflicts"
COVERAGE, BENCHMARKS, DOCUMENTATION = "coverage", "benchmarks", "documentation"
SETTINGS: Final = ("fee schedule", "setting")
FEWEST: Final = 2
"""Codes that a section should have where none has all that are asked for."""
OLD: Final = ("status=old", "status=superseded")


class Matcher(Protocol):
    """An index to rank: how many sections there are, and which of them match a group."""

    @property
    def count(self) -> int:
        """How many sections there are."""

    def matches(self, group: Group, *, alone: bool) -> dict[int, int]:
        """Return the score of every section that holds a group."""


@dataclass(frozen=True)
class Ranked:
    """Sections by number with their scores, best first; `best` is the top group of sections, to which notes refer.

    `dropped` are the words that no section here holds; `unheld` those that none of the best holds; `loosened` the
    codes that had to be dropped; `without_question` says that no section of the plan is on the question.
    `apart`: no section has all of the codes, so each has some of them.
    """

    order: tuple[tuple[int, int], ...] = ()
    best: frozenset[int] = frozenset()
    dropped: tuple[str, ...] = ()
    unheld: tuple[str, ...] = ()
    loosened: tuple[str, ...] = ()
    without_question: bool = False
    apart: bool = False


def rank(read: Reading, matcher: Matcher) -> Ranked:
    """Rank the sections that a reading finds."""
    wanted = list(dict.fromkeys(group for group in read.groups if not group.negative))
    if not read.groups and not read.scopes:
        return Ranked()
    known = [group for group in wanted if matcher.matches(group, alone=True)]
    alone = len([group for group in known if group.kind != "facet"]) == 1
    held = {group: matcher.matches(group, alone=alone) for group in wanted}
    nowhere = [group for group in wanted if group not in known]
    field = _allowed(read, matcher) - _unwanted(read, matcher)
    base, loosened, apart = _base(field, [group for group in known if binds(group)], held)
    ranking = [group for group in known if not binds(group) or group in loosened]
    if not known or (
        ranking and not any(binds(g) for g in known) and not any(held[g].keys() & base for g in ranking)
    ):
        base = set() if wanted else base
    scored = _scored(base, [group for group in known if group.kind != "facet"], held, loosened, matcher.count)
    mine = _of_plans(read, matcher) if read.named else set()
    pages = _own_pages(read, matcher) if read.named else set()
    if not scored and (read.scopes or read.beside):
        scored = dict.fromkeys(field & (mine | beside_line(read, matcher)), 0)
    topic = set(matcher.matches(_facet(f"topic={topic_asked(read)}"), alone=False)) if topic_asked(read) else set()
    plain = [group for group in ranking if group.kind == "word" and not read.read & set(group.terms)]
    first = _first_of_all(read, topic & scored.keys(), [held[group] for group in plain], matcher)
    of_codes = set(matcher.matches(_facet(CODE_PAGES), alone=False)) if _is_of_codes(read) else set()
    lesser = set(matcher.matches(_facet(*_lesser(read)), alone=False))
    spoken = [_speaking(phrases, matcher) for phrases in read.alike] if read.codes or read.named else []

    def place(number: int) -> tuple[int, ...]:
        where = (*(number not in those for those in first), number not in topic, number not in mine | pages)
        silent = sum(number not in those for those in spoken)
        less = (number not in of_codes, number in lesser)
        return (*map(int, where), silent, *map(int, less), -scored[number], number)

    order = sorted(scored, key=place)
    best = frozenset(scored.keys() & topic or scored)
    return Ranked(
        tuple((number, scored[number]) for number in order),
        best,
        tuple(group.written for group in nowhere),
        tuple(_unheld(read, [*nowhere, *ranking], held, best)),
        tuple(group.written for group in loosened),
        bool(read.question and not scored.keys() & topic & (mine or scored.keys())),
        apart,
    )


def _first_of_all(
    read: Reading, topic: set[int], said: Sequence[dict[int, int]], matcher: Matcher
) -> tuple[set[int], set[int]]:
    """Return what goes first: the section of a code page asked for, and its rows before it.

    A price row goes first where it holds two of the words that only rank (`said`, the sections of each), such as a
    hospital's name, and of the payer that is named.
    """
    rows = set(matcher.matches(_facet(ROWS), alone=False))
    if read.table:
        table = set(matcher.matches(_facet(f"section={read.table}"), alone=False))
        return table, table & rows if read.table == PAIRS else set()
    if read.question == BENCHMARKS:
        of_payers = set(
            matcher.matches(Group("concept", tuple(f"~{payer}" for payer in read.payers), ""), alone=False)
        )
        return _named_in(rows & topic & of_payers if read.named else rows & topic, said), set()
    return set(), set()


def _is_of_codes(read: Reading) -> bool:
    """Return whether code pages come first of their like: what to record for a code, a setting or a fee schedule."""
    on_setting = any(name in SETTINGS for name, _, _ in read.dimensions) and not read.question
    return bool(read.codes and not read.named and (on_setting or read.question == DOCUMENTATION))


def _named_in(rows: set[int], said: Sequence[dict[int, int]]) -> set[int]:
    """Return the rows that hold most of the words that only rank, if that is two or more."""
    held = {number: sum(number in word for word in said) for number in rows}
    most = max(held.values(), default=0)
    return {number for number, count in held.items() if count == most >= FEWEST}


def _speaking(phrases: Sequence[str], matcher: Matcher) -> set[int]:
    """Return the sections that hold one of the phrases, each given as terms."""
    found: set[int] = set()
    for phrase in phrases:
        held = [set(matcher.matches(Group("word", (term,), term), alone=True)) for term in phrase.split(" ")]
        found |= set.intersection(*held)
    return found


def _facet(*terms: str) -> Group:
    return Group("facet", terms, "")


def _of_plans(read: Reading, matcher: Matcher) -> set[int]:
    """Return the sections of the plans asked of; of every plan if none is named."""
    if not read.named:
        return set(range(matcher.count))
    scopes = [f"scope={scope}" for scope in read.scopes]
    if any(scope.startswith("medicare/") for scope in read.scopes):
        scopes += [f"scope={NATIONAL}", "of=medicare"]
    return set(matcher.matches(_facet(*scopes), alone=False)) if scopes else set()


def _allowed(read: Reading, matcher: Matcher) -> set[int]:
    """Return the sections that may be shown: of the plans asked of, their payers' own pages, and of codes."""
    if not read.named:
        return set(range(matcher.count))
    codes = set(matcher.matches(_facet(CODE_PAGES), alone=False))
    return _of_plans(read, matcher) | _own_pages(read, matcher) | codes | beside_line(read, matcher)


def beside_line(read: Reading, matcher: Matcher) -> set[int]:
    """Return the sections of a payer's other plans that are on the question and speak of the line asked for."""
    if not read.beside or not (read.lines or read.question):
        return set()
    words = [words_of(LINE_WORDS[line])[0].term for line in read.lines if line in LINE_WORDS]
    found = set(matcher.matches(_facet(*(f"scope={scope}" for scope in read.beside)), alone=False))
    found &= set(matcher.matches(_facet(f"topic={read.question or COVERAGE}"), alone=False))
    return found & set(matcher.matches(Group("word", tuple(words), ""), alone=False)) if read.lines else found


def _own_pages(read: Reading, matcher: Matcher) -> set[int]:
    """Return the sections of the pages of the payers that are named."""
    payers = sorted({scope.partition("/")[0] for scope in read.scopes} | set(read.payers))
    if not payers:
        return set()
    pages = set(matcher.matches(_facet("kind=payer"), alone=False))
    return pages & set(matcher.matches(_facet(*(f"payer={payer}" for payer in payers)), alone=False))


def _unwanted(read: Reading, matcher: Matcher) -> set[int]:
    unwanted = (group for group in read.groups if group.negative)
    return {number for group in unwanted for number in matcher.matches(group, alone=True)}


def _base(
    field: set[int], binding: Sequence[Group], held: dict[Group, dict[int, int]]
) -> tuple[set[int], tuple[Group, ...], bool]:
    """Keep the sections that have all required terms; if none has, those with two of several codes, else drop codes.

    Returns the sections, the codes dropped, the last first, and whether the sections have some codes each.
    """
    loosened: list[Group] = []
    kept = list(binding)
    while True:
        found = set(field).intersection(*(held[group].keys() for group in kept)) if kept else set(field)
        codes = [group for group in kept if names_code(group) and group.kind != "facet"]
        if found or not codes:
            return found, tuple(loosened), False
        gone = next((group for group in reversed(codes) if not field & held[group].keys()), None)
        some = set() if gone or len(codes) <= FEWEST else _with_some(field, kept, codes, held)
        if some:
            return some, tuple(loosened), True
        gone = gone or codes[-1]
        kept.remove(gone)
        loosened.append(gone)


def _with_some(
    field: set[int], kept: Sequence[Group], codes: Sequence[Group], held: dict[Group, dict[int, int]]
) -> set[int]:
    """Return the sections that have two or more of several codes, and all else that is required."""
    others = [held[group].keys() for group in kept if group not in codes]
    found = set(field).intersection(*others)
    return {number for number in found if sum(number in held[code] for code in codes) >= FEWEST}


def _scored(
    base: set[int],
    groups: Sequence[Group],
    held: dict[Group, dict[int, int]],
    loosened: Collection[Group],
    count: int,
) -> dict[int, int]:
    """Score each section: what the groups score in it, times the share of them that it holds, weighed by rarity."""
    if not groups:
        return dict.fromkeys(base, 0)
    rare = {group: max(1, rarity(count, len(held[group]))) for group in groups}
    whole = sum(rare.values())
    bound = any(binds(group) and group not in loosened for group in groups)
    scores: dict[int, int] = {}
    for number in base:
        mine = [group for group in groups if number in held[group]]
        if mine or bound:
            scores[number] = sum(held[g][number] for g in mine) * sum(rare[g] for g in mine) // whole
    return scores


def _unheld(
    read: Reading, groups: Iterable[Group], held: dict[Group, dict[int, int]], best: frozenset[int]
) -> Iterable[str]:
    """Yield the words that the reading did not use and that none of the best sections holds."""
    for group in groups:
        used = any(str(term) in read.read for term in group.terms) or group.written in NOISE
        if not used and not best & held[group].keys():
            yield group.written


def _lesser(read: Reading) -> tuple[str, ...]:
    """Return the facets that rank a section below similar ones.

    Sections on conflicts, unless they are asked for; of several plans what has no answer; beside a code what decides
    nothing for one, and of a plan what a newer edition may have replaced.
    """
    on_codes = bool(read.codes or read.class_of_codes)
    unknown = (UNKNOWN_VALUE,) if len(read.scopes) > 1 and read.named and not read.lines else ()
    conflicts = () if any("conflict" in group.terms for group in read.groups) else (CONFLICTS,)
    return (*unknown, *conflicts, *((INFORMS,) if on_codes else ()), *(OLD if on_codes and read.named else ()))


def topic_asked(read: Reading) -> str:
    """Return the question whose sections come first; coverage if a plan and a code are named without a question."""
    return read.question or ("coverage" if read.scopes and (read.codes or read.class_of_codes) else "")


def question_title(key: str) -> str:
    """Return the title of a question."""
    return next(question.title for question in QUESTIONS if question.key == key)
