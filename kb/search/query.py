"""What was typed to groups of terms. Half-typed and malformed input never fails: what is no syntax is a word.

    words           all must match
    "a phrase"      side by side, anywhere in the query
    -word           must not match; also -"a phrase" and -field:value
    field:value     payer, scope, code, kind, question, coverage, pa, standing, status; quotes around blanks

The browser reads queries alike in `site_templates/static/query.js`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from kb.search.analysis import BLANK, Concepts, Span, fold, spans, words

FACETS: Final = ("payer", "scope", "code", "kind", "question", "coverage", "pa", "standing", "status")
LONGEST: Final = 400
"""Characters of a query that are read."""

PART: Final = (
    rf'(?P<minus>(?<![^{BLANK}])-(?=["a-zA-Z]))?(?:(?P<field>[a-zA-Z]+):)?'
    rf'(?:"(?P<quoted>[^"]*)"?|(?P<plain>[^{BLANK}"]+))'
)
VALUE_CONCEPTS: Final = ("~not covered", "~not required", "~data not available")
"""Concepts that are an answer's value: looked for among values only, or prose about others' denials would match."""


@dataclass(frozen=True)
class Group:
    """One thing a hit must have, or must not: kind is word, concept, value, any, phrase or facet."""

    kind: str
    terms: tuple[str, ...]
    written: str
    negative: bool = False


def parse_query(typed: str, concepts: Concepts) -> tuple[Group, ...]:
    """Read a query into its groups, in the order typed."""
    groups: list[Group] = []
    plain: list[str] = []
    for part in re.finditer(PART, typed[:LONGEST]):
        special = _special(part, concepts)
        if special is None:
            plain.append(part[0])
            continue
        groups += [_group(span) for span in spans(" ".join(plain), concepts)]
        plain = []
        groups += special
    groups += [_group(span) for span in spans(" ".join(plain), concepts)]
    return tuple(groups)


def _special(part: re.Match[str], concepts: Concepts) -> list[Group] | None:
    """Read a part with syntax into groups; None where it is plain words."""
    negative = bool(part["minus"])
    value = part["quoted"] if part["quoted"] is not None else part["plain"]
    field = (part["field"] or "").lower()
    if field in FACETS and facet_value(value):
        return [Group("facet", (f"{field}={facet_value(value)}",), part[0], negative)]
    if part["quoted"] is not None and not part["field"]:
        return _phrase(value, concepts, negative=negative)
    if negative:
        text = f"{part['field']}:{value}" if part["field"] else value
        return [Group(**{**vars(_group(span)), "negative": True}) for span in spans(text, concepts)]
    return None


def facet_value(written: str) -> str:
    """Write a value as facets hold it: lower case, hyphens for blanks."""
    return re.sub(f"[{BLANK}_]+", "-", fold(written)).strip("-")


def _phrase(quoted: str, concepts: Concepts, *, negative: bool) -> list[Group]:
    """Read a quoted text: the name of a value is that value, one word is a word, the rest stands side by side."""
    found = spans(quoted, concepts)
    if len(found) == 1 and f"{found[0].terms[0]}" in VALUE_CONCEPTS:
        return [Group("value", found[0].terms, quoted, negative)]
    terms = tuple(word.term for word in words(quoted))
    if not terms:
        return []
    return [Group("phrase" if len(terms) > 1 else "word", terms, quoted, negative)]


def _group(span: Span) -> Group:
    kind = "value" if span.kind == "concept" and span.terms[0] in VALUE_CONCEPTS else span.kind
    return Group(kind, span.terms, span.written)
