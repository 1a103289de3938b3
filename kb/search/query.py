"""What was typed to groups of terms. Half-typed and malformed input never fails: what is no syntax is a word.

    words           all must match
    "a phrase"      side by side, anywhere in the query
    -word           must not match; also -"a phrase" and -field:value
    word*           every word that begins so
    field:value     payer, scope, code, kind, question, coverage, pa, standing, status; quotes around blanks
    field:from..to  effective, review: dates such as 2026, 2026-04 or 2026-04-15; either end may be left out

The browser reads queries alike in `site_templates/static/query.js`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from kb.domain.vocabulary import NOT_AVAILABLE, NOT_COVERED, NOT_REQUIRED
from kb.search.analysis import BLANK, Concepts, Span, fold, spans, words

FACETS: Final = ("payer", "scope", "code", "kind", "question", "coverage", "pa", "standing", "status")
DATES: Final = ("effective", "review")
QUOTES: Final = "“”„‟«»"
"""Quotes that phones and word processors type; all are read as plain ones."""

SPLIT_CODE: Final = r"(?<![0-9a-zA-Z])([0-9]{4})[ -]([tfuTFU])(?![0-9a-zA-Z])"
"""A code whose letter stands apart, as in 0709-T or 0709 T: read as one."""

DATE_SPAN: Final = r"([0-9]{4}(?:-[0-9]{2}){0,2})?(\.\.)?([0-9]{4}(?:-[0-9]{2}){0,2})?"
PREFIX: Final = r"[0-9a-z.]{2,}\*"
LONGEST: Final = 400
"""Characters of a query that are read."""

PART: Final = (
    rf'(?P<minus>(?<![^{BLANK}])-(?=["a-zA-Z]|[0-9]{{4}}))?(?:(?P<field>[a-zA-Z]+):)?'
    rf'(?:"(?P<quoted>[^"]*)"?|(?P<plain>[^{BLANK}"]+))'
)
QUESTION_WORDS: Final = (
    *("a", "an", "and", "are", "at", "be", "by", "can", "did", "do", "does", "for", "from", "how", "i", "in", "is"),
    *(
        "it",
        "my",
        "of",
        "on",
        "our",
        "the",
        "to",
        "was",
        "we",
        "what",
        "when",
        "where",
        "which",
        "who",
        "whom",
        "why",
    ),
    *("will", "with", "you"),
)
"""Words a question is put with. Beside other words they are passed over; in quotes, or alone, they must stand.

Not among them: not, no, may, must, if, unless, without, or, only, all, never. Those carry the meaning here.
"""

VALUE_CONCEPTS: Final = tuple(f"~{value.name}" for value in (NOT_COVERED, NOT_REQUIRED, NOT_AVAILABLE))
"""Concepts that are an answer's value: looked for among values only, or prose about others' denials would match."""


@dataclass(frozen=True)
class Group:
    """One thing a hit must have, or must not.

    kind: word, exact (a quoted word), concept, value, any, phrase, facet, prefix (terms:
    the beginning) or dates (terms: field, from, to).
    """

    kind: str
    terms: tuple[str, ...]
    written: str
    negative: bool = False


def parse_query(typed: str, concepts: Concepts) -> tuple[Group, ...]:
    """Read a query into its groups, in the order typed."""
    groups: list[Group] = []
    plain: list[str] = []
    joined = re.sub(SPLIT_CODE, r"\1\2", typed[:LONGEST])
    for part in re.finditer(PART, re.sub(f"[{QUOTES}]", '"', joined)):
        special = _special(part, concepts)
        if special is None:
            plain.append(part[0])
            continue
        groups += [_group(span) for span in spans(" ".join(plain), concepts)]
        plain = []
        groups += special
    groups += [_group(span) for span in spans(" ".join(plain), concepts)]
    if any(not group.negative and group.kind != "facet" and not _only_asks(group) for group in groups):
        groups = [group for group in groups if not _only_asks(group)]
    return tuple(groups)


def _only_asks(group: Group) -> bool:
    """Tell whether a group is a question word outside quotes."""
    return group.kind == "word" and not group.negative and group.written in QUESTION_WORDS


def _special(part: re.Match[str], concepts: Concepts) -> list[Group] | None:
    """Read a part with syntax into groups; None where it is plain words."""
    negative = bool(part["minus"])
    value = part["quoted"] if part["quoted"] is not None else part["plain"]
    field = (part["field"] or "").lower()
    if field in FACETS and facet_value(value):
        return [Group("facet", (f"{field}={facet_value(value)}",), part[0], negative)]
    if field in DATES and (span := re.fullmatch(DATE_SPAN, value)) and (span[1] or span[3]):
        last = span[3] or ("9999" if span[2] else span[1])
        return [Group("dates", (field, span[1] or "", last), part[0], negative)]
    if not part["field"] and part["plain"] and re.fullmatch(PREFIX, fold(value)):
        return [Group("prefix", (fold(value)[:-1],), part[0], negative)]
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
    """Read a quoted text: the name of a value is that value, one word is exact, the rest stands side by side."""
    found = spans(quoted, concepts)
    if len(found) == 1 and f"{found[0].terms[0]}" in VALUE_CONCEPTS:
        return [Group("value", found[0].terms, quoted, negative)]
    terms = tuple(word.term for word in words(quoted))
    if not terms:
        return []
    return [Group("phrase" if len(terms) > 1 else "exact", terms, quoted, negative)]


def _group(span: Span) -> Group:
    kind = "value" if span.kind == "concept" and span.terms[0] in VALUE_CONCEPTS else span.kind
    return Group(kind, span.terms, span.written)
