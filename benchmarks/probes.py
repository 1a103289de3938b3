"""Nineteen questions of the field, asked of any engine in the same words, each with what counts as a good answer.

A hit is judged by its page, so that engines that find pages and engines that find sections are treated alike.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from kb.domain.vocabulary import NOT_COVERED
from kb.search.documents import SearchDocument

FIRST_PAGE: Final = 10
SAME_AS: Final = "prior authorization"


@dataclass(frozen=True)
class Found:
    """What an engine found: all of it by the engine's own names, the pages of its first ten, and what it said.

    `notes` is None where an engine has nothing to say it with; then no probe asks for it.
    """

    every: frozenset[str]
    pages: tuple[str, ...]
    notes: tuple[str, ...] | None = None

    @property
    def says_so(self) -> bool:
        """Tell whether the reader was told how the query was read, where the engine can tell that."""
        return self.notes is None or bool(self.notes)


@dataclass(frozen=True)
class Facts:
    """What is true of a page: the codes it names and is on, its answers on coverage, and its text in lower case."""

    named: frozenset[str]
    codes: frozenset[str]
    coverage: frozenset[str]
    text: str


Pages = Mapping[str, Facts]
Answers = Mapping[str, Found]
Judge = Callable[[Answers, Pages], bool]


@dataclass(frozen=True)
class Probe:
    """What is typed, whether the answers are good, and whether the library holds a page that can be."""

    typed: str
    good: Judge
    possible: Callable[[Pages], bool] = bool


def pages_of(documents: Iterable[SearchDocument]) -> dict[str, Facts]:
    """Gather what is true of each page from its sections."""
    held: dict[str, list[SearchDocument]] = defaultdict(list)
    for document in documents:
        held[document.entry].append(document)
    return {page: _facts(sections) for page, sections in held.items()}


def _facts(sections: list[SearchDocument]) -> Facts:
    texts = [text for section in sections for text in section.fields.values()]
    named = {code for section in sections for code in section.fields.get("named", "").lower().split()}
    facets = {facet for section in sections for facet in section.facets}
    codes, coverage = (
        frozenset(facet.split("=", 1)[1] for facet in facets if facet.startswith(name))
        for name in ("code=", "coverage=")
    )
    return Facts(frozenset(named), codes, coverage, " ".join(texts).lower())


def names_first(typed: str) -> Probe:
    """The first hit names the code that was typed."""
    code = typed.lower()

    def good(answers: Answers, pages: Pages) -> bool:
        return any(code in pages[page].named for page in answers[typed].pages[:1])

    return Probe(typed, good, lambda pages: any(code in facts.named for facts in pages.values()))


def is_of(typed: str, place: str, code: str = "") -> Probe:
    """The first hit is a page of a payer, or of one of its scopes, and on the code where one was typed."""

    def fits(page: str, pages: Pages) -> bool:
        return page.startswith(place) and (not code or code in pages[page].codes)

    def good(answers: Answers, pages: Pages) -> bool:
        return any(fits(page, pages) for page in answers[typed].pages[:1])

    return Probe(typed, good, lambda pages: any(fits(page, pages) for page in pages))


def same_pages(typed: str) -> Probe:
    """It finds what `prior authorization` finds."""

    def good(answers: Answers, _: Pages) -> bool:
        return bool(answers[typed].every) and answers[typed].every == answers[SAME_AS].every

    return Probe(typed, good)


def only_denied(typed: str) -> Probe:
    """Every hit of the first page is an entry whose answer is `not covered`."""
    value = NOT_COVERED.name.replace(" ", "-")

    def good(answers: Answers, pages: Pages) -> bool:
        found = answers[typed].pages
        return bool(found) and all(value in pages[page].coverage for page in found)

    return Probe(typed, good, lambda pages: sum(value in facts.coverage for facts in pages.values()) >= FIRST_PAGE)


def begins_code(typed: str) -> Probe:
    """The first hit names a code that begins so, and the reader is told that this was half a code."""

    def good(answers: Answers, pages: Pages) -> bool:
        found = answers[typed]
        return found.says_so and any(code.startswith(typed) for page in found.pages[:1] for code in pages[page].named)

    return Probe(typed, good)


def holds(typed: str, *, family: bool = False) -> Probe:
    """Every hit of the first page holds a diagnosis code, or one of its family, and then the reader is told."""
    text = f"{typed}." if family else typed

    def good(answers: Answers, pages: Pages) -> bool:
        found = answers[typed]
        said = found.says_so or not family
        return said and bool(found.pages) and all(text.lower() in pages[page].text for page in found.pages)

    return Probe(typed, good, lambda pages: any(text.lower() in facts.text for facts in pages.values()))


PROBES: Final = (
    names_first("0709T"),
    names_first("0709t"),
    begins_code("0709"),
    names_first("J9999"),
    names_first("99213"),
    is_of("aetna 0709T", "aetna/", "0709t"),
    is_of("hihgmark 0709T", "bcbs/highmark", "0709t"),
    is_of("aetan", "aetna/"),
    is_of("humna", "humana/"),
    *(same_pages(typed) for typed in ("preauth", "preauthorization", "precert", "prior auth")),
    only_denied("not covered"),
    only_denied('"not covered"'),
    holds("C43.9"),
    holds("C43", family=True),
    is_of("united healthcare 0709T", "uhc/", "0709t"),
    is_of("UHC 0709T", "uhc/", "0709t"),
)
ASKED: Final = (SAME_AS, *(probe.typed for probe in PROBES))


@dataclass(frozen=True)
class Passed:
    """How many probes an engine passed, those it failed, and those that this library cannot answer."""

    passed: int
    failed: tuple[str, ...]
    impossible: tuple[str, ...]

    def __str__(self) -> str:
        """Write it as `18/19`."""
        return f"{self.passed}/{self.passed + len(self.failed)}"


def judge(answers: Answers, pages: Pages) -> Passed:
    """Hold an engine's answers to all probes."""
    possible = [probe for probe in PROBES if probe.possible(pages)]
    failed = tuple(_failed(possible, answers, pages))
    impossible = tuple(probe.typed for probe in PROBES if probe not in possible)
    return Passed(len(possible) - len(failed), failed, impossible)


def _failed(probes: Iterable[Probe], answers: Answers, pages: Pages) -> Iterator[str]:
    for probe in probes:
        if not probe.good(answers, pages):
            yield probe.typed
