"""Which words of a query a section must hold, which only rank, and which are not searched for at all.

The browser does the same in `static/reading.js`. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from typing import Final

from kb.search.analysis import CODE, Concepts, spans
from kb.search.plan_tables import Mention, Named
from kb.search.plans import differs_by_state
from kb.search.query import Group, only_asks
from kb.search.reading_tables import ReadingTables

SHORT_RANGE: Final = 8
"""Codes of a range that is read as each of them: 38225-38228. Of a wider one, those with a page are."""

NEGATIONS: Final = ("not", "except", "excluding")
"""Words before a code that leave it out where another code is asked about."""


def without_negated_codes(groups: Sequence[Group]) -> list[Group]:
    """Leave out the codes that a query rules out, where it names another: 0709T, not 0708T."""
    codes = [at for at, group in enumerate(groups) if group.kind == "word" and re.fullmatch(CODE, group.terms[0])]
    ruled_out = [at for at in codes if at and groups[at - 1].written in NEGATIONS]
    if len(ruled_out) == len(codes):
        return list(groups)
    return [group for at, group in enumerate(groups) if at not in ruled_out and at + 1 not in ruled_out]


def binds(group: Group) -> bool:
    """Tell whether a section must hold a group: a code or range, a document number, an amount, a quote, a filter."""
    if group.negative or group.kind in {"phrase", "exact", "facet", "any"}:
        return not group.negative
    term = group.terms[0]
    return bool(group.kind in {"word", "concept"} and (re.fullmatch(CODE, term) or term.startswith(("#", "$"))))


def names_code(group: Group) -> bool:
    """Tell whether a group is a code, a range of codes, or a document number: what may be let go before the plan."""
    terms = [term.removeprefix("code=") for term in group.terms]
    return group.kind == "any" or any(re.fullmatch(CODE, term) or term.startswith(("#", "$")) for term in terms)


def terms_of(group: Group, concepts: Concepts) -> Iterator[str]:
    """Give the terms of a group, the concepts of a quoted phrase among them; a range of codes names none."""
    if group.kind == "phrase":
        yield from (term for span in spans(group.written, concepts) for term in span.terms)
    elif group.kind != "any":
        yield from (str(term) for term in group.terms)


def codes_of(groups: Sequence[Group], held: Collection[str]) -> Iterator[str]:
    """Give the codes that a query names, each once; of a wide range those `held` with a page, where they are few."""
    seen: set[str] = set()
    for group in groups:
        terms = group.terms
        if group.kind == "any" and len(terms) > SHORT_RANGE:
            paged = tuple(term for term in terms if term in held)
            terms = paged if len(paged) <= SHORT_RANGE else ()
        for term in terms if not group.negative else ():
            code = str(term).removeprefix("code=")
            if re.fullmatch(CODE, code) and code not in seen:
                seen.add(code)
                yield code.upper()


def searched_of(
    groups: Sequence[Group], mentions: Sequence[Mention | None], named: Named, tables: ReadingTables
) -> list[Group]:
    """Keep what is searched: without the words that only ask, and without the plan where more than that is asked.

    A state stays where a payer that is named has no plans by state: its text may hold a rule of that state.
    """
    whose = {"state", "line", "glued", "connector", "left out"} if named.named else {"left out"}
    held = (payer for payer in named.payers if payer in tables.plans.payers)
    if any(not differs_by_state(payer, tables.plans) for payer in held):
        groups = [_whole_state(group, one) for group, one in zip(groups, mentions, strict=True)]
        whose -= {"state"}
    rest = [
        group
        for group, one in zip(groups, mentions, strict=True)
        if group.negative or not (one and one.kind in whose and group.kind != "facet") or _is_name_of_line(group, one)
    ]
    told = [group for group in rest if not only_asks(group)]
    if any(not group.negative and group.kind != "facet" for group in told):
        return [part for group in told for part in _plain(group)]
    return [part for group in (told or rest or groups) for part in _plain(group)]


def _is_name_of_line(group: Group, mention: Mention | None) -> bool:
    """Return whether a group is a line of business by a name of its own, such as that of a marketplace."""
    term = str(group.terms[0])
    return bool(mention and mention.kind == "line") and term.startswith("~") and not term.startswith("~line:")


def _whole_state(group: Group, mention: Mention | None) -> Group:
    """Search a state by its name where its two letters were typed."""
    isolated = mention and mention.kind == "state" and group.kind in {"word", "concept"}
    return replace(group, kind="concept", terms=(f"~@{mention.id}",)) if mention and isolated else group


def _plain(group: Group) -> Iterator[Group]:
    """Spell out a phrase that only names a question or a line of business: its words rank, each by itself."""
    if group.kind == "concept" and group.terms[0].startswith(("~asks:", "~line:")):
        yield from (
            Group("word", (span.terms[0],), span.written, group.negative) for span in spans(group.written, {})
        )
    else:
        yield group
