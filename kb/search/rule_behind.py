"""The rule that decides where the first result knows nothing, and what it leaves open about the days near its first.

Where the first result was not in force on the day asked of, the rule before it is looked for, too.

A day of service is held against the first day of that rule, not of the entry on the code. The browser does the same,
in `static/rule_behind.js`. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from kb.search.documents import SearchDocument
from kb.search.editions import DAY, is_before, is_out_of_force, told_out_of_force
from kb.search.field_sets import Matcher, having, within
from kb.search.first_entry import conflicts_of
from kb.search.headline import question_of, scope_of
from kb.search.ranking import Ranked
from kb.search.reading_result import Reading
from kb.search.subject import subject

NEXT_FEW: Final = 4
"""Results among which the rule is looked for."""

SAYS: Final = r" here; .+? says (.+)$"
"""How the value of a section ends that has none of its own, with what the rule behind it says."""


def on_rule_behind(read: Reading, ranked: Ranked, documents: Sequence[SearchDocument]) -> Iterator[str]:
    """Tell of the rule behind the first result that it begins on the day asked of or later, or may do so."""
    number = _rule_behind(ranked, documents) if read.day else None
    if number is None:
        return
    rule = documents[number]
    near = next((said for said in conflicts_of(number, documents) if _is_near(said, rule, read)), "")
    differs = f" Sources disagree: “{near}”" if near else ""
    if is_before(read, rule):
        yield from told_out_of_force(read, rule, differs)
    elif near or rule.effective >= read.day:
        yield f"{rule.title}: the revision read starts on {rule.effective}.{differs}"


def _rule_behind(ranked: Ranked, documents: Sequence[SearchDocument]) -> int | None:
    """Return the section with the value that the first result gives as that of a wider rule; None for none."""
    few = [number for number, _ in ranked.order[:NEXT_FEW]]
    first = documents[few[0]] if few else None
    said = re.search(SAYS, first.value) if first else None
    if first is None or said is None:
        return None
    mine = (number for number in few[1:] if scope_of(documents[number]) == scope_of(first))
    same = (number for number in mine if documents[number].heading == first.heading and documents[number].effective)
    return next((number for number in same if documents[number].value == said[1]), None)


def rule_before(
    read: Reading,
    ranked: Ranked,
    documents: Sequence[SearchDocument],
    products: Mapping[str, str],
    matcher: Matcher,
) -> SearchDocument | None:
    """Return the section of another entry of the plan, on the same question, that was in force on the day asked of.

    It speaks of all of the subject, such as a product, by its name or by its code: `products` are the codes by term.
    None where none is named, or where the first result was in force.
    """
    terms = subject(read) or {term for term, code in products.items() if code in read.codes}
    first = documents[ranked.order[0][0]] if ranked.order and read.day and terms else None
    if first is None or not is_out_of_force(read, first):
        return None
    plan, question = having(matcher, f"scope={scope_of(first)}"), having(matcher, f"topic={question_of(first)}")
    speaking = set.intersection(plan, question, *(within(matcher, "word", term) for term in terms))
    others = (documents[number] for number in sorted(speaking)[:NEXT_FEW])
    held = (one for one in others if one.effective and one.effective <= read.day)
    return next((one for one in held if not one.ends or one.ends >= read.last_day), None)


def _is_near(said: str, rule: SearchDocument, read: Reading) -> bool:
    """Return whether sources give several first days of a rule, and the time asked of is not past all of them."""
    days = re.findall(DAY, said)
    return rule.effective in days and min(days) < max(days) and read.day <= max(days)
