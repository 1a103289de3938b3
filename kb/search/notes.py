"""Notes before the results: what is named and not in the library, what was dropped, what was not understood.

The browser says the same, in `static/notes_text.js`. Pure.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kb.search.documents import SearchDocument
from kb.search.intent import IntentTables
from kb.search.query import Group
from kb.search.ranking import Matcher, Ranked, question_title
from kb.search.reading_result import Reading

UNDATED: Final = "No answer is given: “{date}” could not be read as a date. What follows is of today."
NOT_BELOW: Final = "nothing that follows is about it"
"""What is told of a code without a page where no result mentions it."""


def what_to_know(
    read: Reading, ranked: Ranked, across: str, since: str = "", *, of_plan: bool = False
) -> Iterator[str]:
    """Yield the sentences that are before the results, the gravest first; `across` is what `crossed` gave.

    `since` is what `dated` gave. `of_plan`: the first result is a plan's, and no code page or payer page.
    """
    if since:
        yield since
    if read.undated:
        yield UNDATED.format(date=read.undated)
    yield from read.missing
    who = read.plan_label if read.named and read.scopes else ""
    if who and read.question and ranked.without_question:
        on = " ".join((question_title(read.question).lower(), *(f"of {code}" for code in read.codes)))
        yield f"Nothing of {who} on {on} is recorded in this library."
    asked_alone = read.question and not read.table and (read.codes or not read.class_of_codes)
    if not read.named and (asked_alone or (of_plan and read.codes)):
        yield "No plan is named: each result speaks only for the plan in its title."
    yield from _not_found(read, ranked, f" of {who}" if who else "")
    if across:
        yield across
    if read.day:
        when = read.day if read.day == read.last_day else f"{read.day} to {read.last_day}"
        yield f"Answers are of {when}; the sections found are those of today."
    yield from read.notes


def _not_found(read: Reading, ranked: Ranked, of: str) -> Iterator[str]:
    """Say which codes have no page and which words nothing holds; `of` names the plans asked of."""
    for code in read.absent:
        near = f" Near it: {', '.join(code.near)}." if code.near else ""
        so = code.so if code.written.lower() not in ranked.loosened else NOT_BELOW
        yield f"{code.told}: {so}.{near}"
    absent = {code.written for code in read.absent}
    gone = [written for written in ranked.loosened if written.upper() not in absent]
    if gone:
        yield f"Nothing{of} here speaks of {_quoted(gone)}: what follows does not."
    if ranked.apart:
        yield "Nothing here speaks of all of these codes together: each result speaks of some of them."
    words = [word for word in ranked.unheld if word.upper() not in absent and word not in ranked.loosened]
    if words:
        yield f"Nothing found{of} speaks of {_quoted(words)}."


def dated(read: Reading, first: SearchDocument | None) -> str:
    """Say since when the entry of the first result holds, where a query asks for that; else nothing."""
    if first is None or first.kind != "entry" or not read.asks_effective:
        return ""
    return (
        f"{first.title}: {f'effective {first.effective}' if first.effective else 'no effective date is on record'}."
    )


def crossed(read: Reading, first: int | None, tables: IntentTables, matcher: Matcher) -> str:
    """Say that the first result speaks of another step, schedule or network than the query names; else nothing."""
    for name, number, phrase in read.dimensions if first is not None else ():
        alike = (other for other, value in tables.dimensions.items() if value == (name, number))
        if any(_holds(first, other, matcher) for other in alike):
            continue
        others = [
            other
            for other, (dimension, value) in tables.dimensions.items()
            if dimension == name and value != number and _holds(first, other, matcher)
        ]
        shown = tables.spoken[phrase]
        if others:
            return f"The first result speaks of “{tables.spoken[others[0]]}”, not of “{shown}”."
        return f"The first result does not say whether it holds for “{shown}”."
    return ""


def _holds(number: int | None, phrase: str, matcher: Matcher) -> bool:
    """Return whether a section holds every word of a phrase, given as terms."""
    return all(number in matcher.matches(Group("word", (term,), term), alone=True) for term in phrase.split(" "))


def _quoted(words: list[str]) -> str:
    return " or ".join(f"“{word}”" for word in words)
