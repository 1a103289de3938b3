"""Sets of sections that the order of results goes by: own documents, titles, code pages, plans, unknown values.

The browser does the same in `static/field_sets.js`. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from typing import Final, Protocol

from kb.search.analysis import CODE
from kb.search.analysis import words as words_of
from kb.search.asks import products_of
from kb.search.documents import INFORMS, ROWS, UNKNOWN_VALUE
from kb.search.plan_tables import LINE_WORDS
from kb.search.query import QUESTION_WORDS, Group, slight
from kb.search.reading_result import Reading

NATIONAL: Final = "medicare/national"
CODE_PAGES: Final = "kind=code"
OF_PAYERS, OF_MEDICARE = "section=observed-amounts", "of=medicare"
CONFLICTS: Final = "section=conflicts"
SUPERSEDED: Final = "status=superseded"
COVERAGE, BENCHMARKS, DOCUMENTATION, BILLING = "coverage", "benchmarks", "documentation", "billing"

DOCUMENT: Final = r"(?=[^0-9]*[0-9][^0-9]*[0-9])[0-9a-z.]{3,}"
"""What may be the number of a document, where it is neither a code nor a year."""

YEAR: Final = "(?:19|20)[0-9]{2}"


class Matcher(Protocol):
    """An index to rank: how many sections there are, and which of them match a group."""

    @property
    def count(self) -> int:
        """How many sections there are."""

    def matches(self, group: Group, *, alone: bool) -> dict[int, int]:
        """Return the score of every section that holds a group."""


def facet(*terms: str) -> Group:
    """Return a group that sections with one of some facets match."""
    return Group("facet", terms, "")


def having(matcher: Matcher, *terms: str) -> set[int]:
    """Return the sections that have one of some facets."""
    return set(matcher.matches(facet(*terms), alone=False)) if terms else set()


def within(matcher: Matcher, field: str, *terms: str) -> set[int]:
    """Return the sections that hold one of some terms in a field, `title` or `named`, or in any (`word`)."""
    return set(matcher.matches(Group(field, terms, ""), alone=True)) if terms else set()


def holding(matcher: Matcher, phrase: str) -> set[int]:
    """Return the sections that hold every word of a phrase, given as terms with blanks between."""
    return set.intersection(*(within(matcher, "word", term) for term in phrase.split(" ")))


def speaking(phrases: Sequence[str], matcher: Matcher) -> set[int]:
    """Return the sections that hold one of the phrases, each given as terms."""
    return set[int]().union(*(holding(matcher, phrase) for phrase in phrases))


def numbers_of_documents(read: Reading) -> Iterator[str]:
    """Yield the terms of a query that may be numbers of documents: CPB 0557, A55681, 0558."""
    for group in read.groups:
        for term in group.terms if not group.negative and group.kind in {"word", "concept", "any"} else ():
            text = str(term)
            is_number = re.fullmatch(DOCUMENT, text) and not re.fullmatch(f"{CODE}|{YEAR}", text)
            if text.startswith("#") or is_number:
                yield text


def own_documents(read: Reading, matcher: Matcher) -> set[int]:
    """Return the sections of the documents that a query names by number."""
    return within(matcher, "title", *numbers_of_documents(read))


def plain_words(read: Reading, groups: Sequence[Group]) -> list[Group]:
    """Return the words that only rank: neither read as anything nor common in the field."""
    passed = {*QUESTION_WORDS, *slight(read.groups)}
    return [
        group
        for group in groups
        if group.kind == "word" and not read.read & set(group.terms) and group.written not in passed
    ]


def of_plans(read: Reading, matcher: Matcher) -> set[int]:
    """Return the sections of the plans asked of; of every plan if none is named."""
    if not read.named:
        return set(range(matcher.count))
    scopes = [f"scope={scope}" for scope in read.scopes]
    if any(scope.startswith("medicare/") for scope in read.scopes):
        scopes += [f"scope={NATIONAL}", OF_MEDICARE]
    return having(matcher, *scopes)


def payers_without(read: Reading, found: AbstractSet[int], matcher: Matcher) -> tuple[str, ...]:
    """Return the payers, of several that are asked without a code, of whose plans nothing is among the sections."""
    if read.codes or len(read.payers) == 1:
        return ()
    of_payer = {payer: tuple(one for one in read.scopes if one.startswith(f"{payer}/")) for payer in read.payers}
    asked = {payer: of_plans(replace(read, scopes=scopes), matcher) for payer, scopes in of_payer.items() if scopes}
    return tuple(payer for payer, sections in asked.items() if not sections & found)


def own_pages(read: Reading, matcher: Matcher) -> set[int]:
    """Return the sections of the pages of the payers that are named."""
    payers = sorted({scope.partition("/")[0] for scope in read.scopes} | set(read.payers))
    pages = (f"payer={payer}" for payer in payers)
    return having(matcher, "kind=payer") & having(matcher, *pages) if payers else set()


def allowed(read: Reading, matcher: Matcher) -> set[int]:
    """Return the sections that may be shown: of the plans asked of, their payers' own pages, and of codes."""
    if read.outside:
        return own_pages(read, matcher) if read.named else set()
    if not read.named:
        return set(range(matcher.count))
    found = of_plans(read, matcher) | own_pages(read, matcher) | beside_line(read, matcher)
    return found | (having(matcher, CODE_PAGES) if read.scopes else _of_codes_alone(read, matcher))


def _of_codes_alone(read: Reading, matcher: Matcher) -> set[int]:
    """Return the sections of code pages without what they tell of payers, for a plan that is not held.

    What names the plan stays, and a price row that names its payer. The document of another plan is on no code.
    """
    if not read.codes and any(str(group.terms[0]).startswith("#") for group in read.groups):
        return set()
    codes = having(matcher, CODE_PAGES)
    others = tuple(str(group.terms[0]) for group in read.groups if str(group.terms[0]).startswith("~!"))
    naming = set(matcher.matches(Group("concept", others, ""), alone=True))
    payers = matcher.matches(Group("concept", tuple(f"~{payer}" for payer in read.payers), ""), alone=True)
    codes -= having(matcher, OF_PAYERS, OF_MEDICARE) - naming - (set(payers) & having(matcher, ROWS))
    codes = codes if read.codes else _on_products(read, codes, matcher)
    return (
        codes if read.codes or read.beside or not read.question else codes & having(matcher, f"topic={read.question}")
    )


def _on_products(read: Reading, pages: set[int], matcher: Matcher) -> set[int]:
    """Keep the pages whose titles have a product that is named, else what speaks of it; all where none is named."""
    products = products_of(read.groups)
    groups = (group for group in read.groups if group.written in products and not group.negative)
    named = [str(term) for group in groups for term in group.terms]
    return pages & within(matcher, "title", *named) or pages & within(matcher, "word", *named) if named else pages


def beside_line(read: Reading, matcher: Matcher) -> set[int]:
    """Return the sections of a payer's other plans on the question or on conflicts that speak of the line asked."""
    if not read.beside or not (read.lines or read.question):
        return set()
    words = _words_of_lines(read)
    found = having(matcher, *(f"scope={scope}" for scope in read.beside))
    found &= having(matcher, f"topic={read.question or COVERAGE}", CONFLICTS)
    return found & set(matcher.matches(Group("word", tuple(words), ""), alone=False)) if read.lines else found


def neutral(read: Reading, matcher: Matcher) -> set[int]:
    """Return what goes before the rule of any one payer where a code is asked about and no plan is named.

    What to record for a code stands on its page; how it is billed and paid, in Medicare's rules too.
    """
    if not read.codes or read.named:
        return set()
    if read.question == DOCUMENTATION:
        return having(matcher, CODE_PAGES)
    found = having(matcher, CODE_PAGES, f"scope={NATIONAL}")
    if not read.question:
        return found & within(matcher, "named", *(code.lower() for code in read.codes))
    return found if read.question in {BILLING, BENCHMARKS} else set()


def later_of_contractor(read: Reading, matcher: Matcher) -> list[set[int]]:
    """Return what comes after a named Medicare contractor's own answer on a code: what is unknown, or not its own.

    Where the contractor has no answer on a code, the national one goes first if there is one that decides.
    """
    own = [f"scope={scope}" for scope in read.scopes if scope.startswith("medicare/") and scope != NATIONAL]
    if not own or NATIONAL in read.scopes or not (read.codes or read.class_of_codes):
        return []
    others = set(range(matcher.count)) - having(matcher, *own)
    return [having(matcher, UNKNOWN_VALUE, INFORMS), others] if read.codes else [others]


def rows_on_line(read: Reading, matcher: Matcher) -> set[int]:
    """Return the rows of price files that name a payer and a line of business asked of: UHC Exchange."""
    rows = having(matcher, OF_PAYERS) & having(matcher, ROWS)
    payers = tuple(f"~{payer}" for payer in read.payers)
    named = (Group("concept", payers, ""), Group("word", tuple(_words_of_lines(read)), ""))
    return rows.intersection(*(matcher.matches(group, alone=True) for group in named))


def _words_of_lines(read: Reading) -> list[str]:
    """Return the terms of the words by which sections speak of the lines of business asked of."""
    return [words_of(LINE_WORDS[line])[0].term for line in read.lines if line in LINE_WORDS]
