"""What was typed to groups of terms. Half-typed and malformed input never fails: what is no syntax is a word.

    words           all must match
    "a phrase"      side by side, anywhere in the query
    -word           must not match; also -"a phrase" and -field:value
    word*           every word that begins so
    field:value     payer, scope, code, kind, question, coverage, pa, standing, status; quotes around spaces
    field:from..to  effective, review: dates such as 2026, 2026-04 or 2026-04-15; either end may be left out

The browser reads queries alike in `site_templates/static/query.js`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from kb.domain.vocabulary import NOT_AVAILABLE, NOT_COVERED, NOT_REQUIRED
from kb.search.analysis import BLANK, CODE, Concepts, Span, fold, spans, words
from kb.search.habit_words import IGNORED, UNTOLD_HABITS
from kb.search.places import ENDED

FACETS: Final = ("payer", "scope", "code", "kind", "question", "coverage", "pa", "standing", "status")
DATES: Final = ("effective", "review")
DATE_SPAN: Final = r"([0-9]{4}(?:-[0-9]{2}){0,2})?(\.\.)?([0-9]{4}(?:-[0-9]{2}){0,2})?"
PREFIX: Final = r"[0-9a-z.]{2,}\*"
PART: Final = (
    rf'(?P<minus>(?<![^{BLANK}])-(?=["a-zA-Z]|[0-9]{{4}}))?(?:(?P<field>[a-zA-Z]+):)?'
    rf'(?:"(?P<quoted>[^"]*)"?|(?P<plain>[^{BLANK}"]+))'
)
QUESTION_WORDS: Final = (
    *("a", "about", "an", "and", "any", "anyone", "are", "as", "ask", "asking", "at", "be", "been"),
    *("being", "best", "both", "but", "by", "can", "could", "define", "definition", "did", "do"),
    *("does", "doing", "done", "else", "explain", "find", "for", "from", "get", "give", "given"),
    *("go", "gets", "getting", "got", "had", "has", "have", "having", "he", "help", "hi", "hello"),
    *("her", "here", "him", "his", "how", "i", "im", "in", "is", "it", "its", "just", "know", "let"),
    *("like", "listed", "list", "look", "looking", "lookup", "many", "me", "mean", "meaning", "means"),
    *("much", "my", "need", "needed", "needs", "of", "on", "our", "out", "own", "patient", "patients"),
    *("patient's", "person", "please", "plz", "say", "says", "said", "see", "she", "should", "show"),
    *("so", "some", "somebody", "someone", "still", "tell", "than", "thanks", "thank", "that", "the"),
    *("their", "them", "then", "there", "these", "they", "this", "those", "to", "up", "us", "use"),
    *("used", "using", "versus", "vs", "want", "wants", "was", "way", "we", "well", "were", "what"),
    *("whats", "what's", "when", "where", "whether", "which", "while", "who", "whom", "whose", "why"),
    *("will", "with", "would", "you", "your", "yours"),
    *IGNORED,
)
"""Question words. They are ignored next to other words, and required in quotes or alone.

Not among them: not, no, may, must, if, unless, without, only, all, never, before, after. Those carry the meaning.
"""

NOISE: Final = (
    *("cpt", "hcpcs", "code", "codes", "procedure", "procedures", "service", "services", "claim"),
    *("claims", "payer", "payers", "insurance", "insurer", "plan", "plans", "policy", "policies"),
    *("company", "carrier", "health", "healthcare", "group", "rule", "rules", "info", "information"),
    *("answer", "question", "status", "today", "current", "currently", "dos", "date", "day", "provider"),
    *("practice", "office", "doctor", "physician", "deadline", "deadlines", "limit", "days", "denied"),
    *("denial", "denials", "deny", "denies", "list", "lists", "right", "per", "mac", "macs", "or"),
    *("window", "timeframe", "frame", "time", "times", "long", "last", "latest", "newest", "recent", "version"),
    *("edition", "number", "numbers", "no", "not", "after", "before", "only", "without", "unless", "if", "must"),
    *("may", "never", "all", "also", "same", "within", "since", "until", "now", "new", "old", "ago", "ok"),
    *("mo", "mos", "mth", "mths", "month", "months", "wk", "wks", "week", "weeks", "yr", "yrs", "year", "years"),
    *("hr", "hrs", "hour", "hours", "qtr", "quarter"),
    *("w", "request", "requests", "requested", "valid", "versus", "really", "actually", "plus"),
    *("send", "attach", "submit", "include", "asap", "pts"),
    *UNTOLD_HABITS,
)
"""Common words of the field: they affect ranking only, and no note says where they are missing."""

UNTOLD: Final = (
    r"[a-z]|[0-9]{1,2}|v[0-9]{1,2}|x[0-9]{1,4}|j[5-9]|j1[0-5]|j[a-fhj-n]"
    r"|[0-9]+(?:st|nd|rd|th|d|days?|mos?|months?|yrs?|wks?|hrs?|pct|x|k)"
)
"""Single letters, small numbers, ordinals, versions, jurisdictions and numbers of days: no note says where they are
missing, for they count what the other words name."""

COUNTED: Final = (
    *("d", "day", "days", "mo", "mos", "mth", "mths", "month", "months", "wk", "wks", "week", "weeks", "yr", "yrs"),
    *("year", "years", "hr", "hrs", "hour", "hours", "calendar", "business", "unit", "units", "percent", "pct"),
)
"""Words before which a number counts: `365 days`."""

VALUE_CONCEPTS: Final = tuple(f"~{value.name}" for value in (NOT_COVERED, NOT_REQUIRED, NOT_AVAILABLE))
"""Concepts that are an answer's value: looked for among values only, or prose about others' denials would match."""


NUMBER: Final = (
    r"#.+|0[0-9]{3}|[0-9]{7}|[0-9]+(?:\.[0-9]+){2,}|[a-z]{1,5}[0-9]{5,}|[a-z]{3,5}[0-9]{3,4}"
    r"|[0-9]{4}[a-z][0-9]{4}[a-z]?"
)
"""What is the number of a document and nothing else: CPB 0557, 0504, 2022013, 8.01.01, A55681, 2026T0644O."""


@dataclass(frozen=True)
class Group:
    """One thing a hit must have, or must not.

    kind: word, exact (a quoted word), concept, value, any, phrase, facet, prefix (terms:
    the beginning) or dates (terms: field, from, to); title or named for terms in the field of that name alone.
    """

    kind: str
    terms: tuple[str, ...]
    written: str
    negative: bool = False


def parse_query(text: str, concepts: Concepts) -> tuple[Group, ...]:
    """Read a cleaned query into its groups, in the order typed; words that only ask are left out beside others."""
    groups = all_groups(text, concepts)
    if any(not group.negative and group.kind != "facet" and not only_asks(group) for group in groups):
        groups = [group for group in groups if not only_asks(group)]
    return tuple(groups)


def all_groups(text: str, concepts: Concepts) -> list[Group]:
    """Read a cleaned query into its groups, in the order typed, with the words that only ask."""
    groups: list[Group] = []
    plain: list[str] = []
    for part in re.finditer(PART, text):
        special = _special(part, concepts)
        if special is None:
            plain.append(part[0])
            continue
        groups += [_group(span) for span in spans(" ".join(plain), concepts)]
        plain = []
        groups += special
    return [*groups, *(_group(span) for span in spans(" ".join(plain), concepts))]


def begins_with(group: Group, *starts: str) -> bool:
    """Return whether the term of a group begins with one of some texts: `#` of numbers, `~!` of absent plans."""
    return bool(group.terms) and str(group.terms[0]).startswith(starts)


def only_asks(group: Group) -> bool:
    """Return whether a group is a question word outside quotes."""
    return group.kind == "word" and not group.negative and group.written in QUESTION_WORDS


def slight(groups: Sequence[Group]) -> frozenset[str]:
    """Return the words that say little of what is asked: words of habit, letters, small bare numbers."""
    words = [group.written for group in groups if group.kind == "word"]
    counts = {word for word, after in pairwise(words) if after in COUNTED}
    counts |= {word for code, word in pairwise(words) if re.fullmatch(CODE, code)}  # a modifier
    return frozenset(
        word for word in words if word in NOISE or (re.fullmatch("[a-z]|[0-9]{1,2}", word) and word not in counts)
    )


def untold(groups: Sequence[Group]) -> frozenset[str]:
    """Return what was typed and tells nothing where it is missing: words of habit, small numbers, numbers of days."""
    words = [group.written for group in groups if not group.negative]
    plain = (word for word in words if word in NOISE or re.fullmatch(UNTOLD, word))
    return frozenset((*plain, *counting(groups)))


def counting(groups: Iterable[Group], *, is_timed: bool = False) -> frozenset[str]:
    """Return the numbers of a query that count the word behind them: the 365 of `365 days`; of a time limit, all."""
    words = [group.written for group in groups if not group.negative]
    counted = {word for word, after in pairwise(words) if after in COUNTED and re.fullmatch("[0-9]+", word)}
    return frozenset(counted | {word for word in words if is_timed and re.fullmatch("[0-9]{1,3}", word)})


def _special(part: re.Match[str], concepts: Concepts) -> list[Group] | None:
    """Read a part with syntax into groups; None if it is plain words."""
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
    """Write a value as facets hold it: lower case, hyphens for spaces."""
    return re.sub(f"[{BLANK}_]+", "-", fold(written)).strip("-")


def _phrase(quoted: str, concepts: Concepts, *, negative: bool) -> list[Group]:
    """Read a quoted text: the name of a value is that value, one word is exact, a sentence is side by side."""
    found = spans(quoted, concepts)
    if len(found) == 1 and f"{found[0].terms[0]}" in VALUE_CONCEPTS:
        return [Group("value", found[0].terms, quoted, negative)]
    cut = [quoted] if negative else re.split(ENDED, quoted)
    parts = ((part, tuple(word.term for word in words(part))) for part in cut)
    return [Group("phrase" if len(terms) > 1 else "exact", terms, part, negative) for part, terms in parts if terms]


def _group(span: Span) -> Group:
    kind = "value" if span.kind == "concept" and span.terms[0] in VALUE_CONCEPTS else span.kind
    return Group(kind, span.terms, span.written)
