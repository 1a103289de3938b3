"""Words of a query that sections of the plan asked of hold, and nothing that was found: each with the section.

What the best result says of a code without a page is quoted, too. The browser does the same in
`static/spoken_elsewhere.js`. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kb.search.documents import SearchDocument
from kb.search.field_sets import Matcher, of_plans, within
from kb.search.query import Group
from kb.search.ranking import Ranked
from kb.search.reading_result import Reading
from kb.search.rule_behind import NEXT_FEW
from kb.search.sentences import sentences


def spoken_by_plan(
    read: Reading, ranked: Ranked, documents: Sequence[SearchDocument], matcher: Matcher
) -> dict[str, str]:
    """Say by word which section of the plan asked of speaks of it, where no result does."""
    mine = of_plans(read, matcher) if read.scopes and not read.asks else set()
    few = {number for number, _ in ranked.order[:NEXT_FEW]}
    found = {}
    for group in read.groups if mine else ():
        there = _holding(group, ranked, matcher) & mine
        if there and not there & few:
            titled = within(matcher, "title", *group.terms) & there
            title = documents[min(titled or there)].title
            beside = f", which is not on {', '.join(read.codes)}" if read.codes else ""
            found[group.written] = f"“{group.written}” is spoken of in {title}{beside}."
    return found


def _holding(group: Group, ranked: Ranked, matcher: Matcher) -> set[int]:
    """Return the sections that hold a word which nothing found holds, or the name of a family of codes."""
    if group.negative or not group.terms:
        return set()
    if group.kind == "any" and str(group.terms[0]).startswith("~"):
        return within(matcher, "word", str(group.terms[0]))
    is_gone = group.kind in {"word", "concept"} and group.written in ranked.unheld
    return set(matcher.matches(group, alone=True)) if is_gone else set()


def on_absent_codes(read: Reading, document: SearchDocument | None) -> Iterator[str]:
    """Quote what the first result, of a plan, says of each code without a page; of another day its edition tells."""
    if document is None or document.kind != "entry" or read.day:
        return
    own = sentences(document.fields.get("text", ""))
    for code in read.absent:
        named = rf"(?<![0-9A-Z]){re.escape(code.written)}(?![0-9A-Z])"
        said = next((one for one in own if re.search(named, one)), "")
        if said:
            yield f"{document.title} says of {code.written}: “{said}”"
