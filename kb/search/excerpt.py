"""A hit for people: the words around the match, and why it matched."""

from __future__ import annotations

import re
from typing import Final

from kb.search.analysis import BLANK, Concepts, analyse, fold, has_phrase
from kb.search.documents import SearchDocument
from kb.search.query import Group
from kb.search.scoring import FIELDS, VALUE_FIELDS

WIDTH: Final = 28
"""Words an excerpt shows."""

PLACES: Final = {
    "lead": "this page",
    "named": "named code",
    "name": "payer",
    "heading": "heading",
    "value": "answer",
    "title": "title",
    "denied": "counts as a denial",
    "text": "text",
}


def excerpt(document: SearchDocument, groups: tuple[Group, ...], concepts: Concepts) -> str:
    """Cut the part of a section's text that holds most of the query's words, from the start of a sentence if all fit.

    What a sentence begins with can turn its sense: "no source read names a modifier".
    """
    shown = re.findall(f"[^{BLANK}]+", document.fields.get("text", ""))
    wanted = {term for group in groups for term in group.terms}
    marks = [_matches(word, wanted, concepts) for word in shown]
    best = max(range(max(1, len(shown) - WIDTH + 1)), key=lambda at: (sum(marks[at : at + WIDTH]), -at))
    first = next((at for at in range(best, len(shown)) if marks[at]), best)
    begun = next((at for at in range(first, 0, -1) if shown[at - 1].endswith((".", "!", "?"))), 0)
    best = begun if sum(marks[begun : begun + WIDTH]) == sum(marks[best : best + WIDTH]) else best
    cut = " ".join(shown[best : best + WIDTH])
    return f"{'… ' if best else ''}{cut}{' …' if best + WIDTH < len(shown) else ''}"


def _matches(word: str, wanted: set[str], concepts: Concepts) -> bool:
    return any(term.text in wanted for term in analyse(word, concepts))


def why(document: SearchDocument, groups: tuple[Group, ...], concepts: Concepts) -> tuple[str, ...]:
    """Say for each group of the query where the section has it, in the field that counts most."""
    reasons = (_reason(document, group, concepts) for group in groups if not group.negative)
    return tuple(dict.fromkeys(reason for reason in reasons if reason))


def _reason(document: SearchDocument, group: Group, concepts: Concepts) -> str:
    if group.kind == "facet":
        filters = [term.replace("=", ": ") for term in group.terms if term in document.facets]
        return f"filter {filters[0]}" if filters else ""
    for name in VALUE_FIELDS if group.kind == "value" else [field.name for field in FIELDS]:
        terms = analyse(document.fields.get(name, ""), concepts)
        held = [term for term in group.terms if any(found.text == term for found in terms)]
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
