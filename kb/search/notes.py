"""Notes before the results: what is named and not in the library, what was dropped, what was not understood.

The browser says the same, in `static/notes_text.js`. Pure.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from kb.domain.vocabulary import QUESTIONS
from kb.search.asks import told
from kb.search.ranking import Ranked
from kb.search.reading_result import Reading

TITLES: Final = {question.key: question.title.lower() for question in QUESTIONS}
UNDATED: Final = "No answer is given: “{date}” could not be read as a date. What follows is of today."
NOT_BELOW: Final = "nothing that follows is about it"
"""What is told of a code without a page where no result mentions it."""

FIRST_TELLS: Final = "the first result is about it"
"""What is told of a code without a page that the first result names, or is a row on."""


def what_to_know(
    read: Reading, ranked: Ranked, across: str, leading: Sequence[str] = (), *, of_plan: bool = False
) -> Iterator[str]:
    """Yield the sentences that are before the results, the gravest first; `across` is what `crossed` gave.

    `leading` are those on the first result. `of_plan`: it is a plan's, and no code page or payer page.
    """
    who = read.plan_label if read.named and read.scopes else ""
    yield from told(read.asks, ranked.told, who, _about(read))
    yield from leading
    if read.undated:
        yield UNDATED.format(date=read.undated)
    yield from read.missing
    if who and read.question and ranked.without_question:
        on = " ".join((TITLES[read.question], *(f"of {code}" for code in read.codes)))
        numbers = (group.written.upper() for group in read.groups if str(group.terms[:1]).startswith("('#"))
        on = " ".join((on, *(f"in {number}" for number in numbers)))
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


def _about(read: Reading) -> str:
    """Say what is asked about: the question, and the codes."""
    question = f" for {TITLES[read.question]}" if read.question and not read.is_weak else ""
    codes = f" of {', '.join(read.codes)}" if read.codes else ""
    return f"{question}{codes}"


def _not_found(read: Reading, ranked: Ranked, of: str) -> Iterator[str]:
    """Say which codes have no page and which words nothing holds; `of` names the plans asked of."""
    for code in read.absent:
        near = f" Near it: {', '.join(code.near)}." if code.near else ""
        so = code.so if code.written.lower() not in ranked.loosened else NOT_BELOW
        so = FIRST_TELLS if code.written in ranked.first_tells else so
        yield f"{code.told}: {so}.{near}"
    absent = {code.written for code in read.absent}
    gone = [written for written in ranked.loosened if written.upper() not in absent]
    if gone:
        yield f"Nothing{of} here speaks of {_quoted(gone)}: what follows does not."
    if ranked.mentioned:
        yield f"No document here has the number {' or '.join(ranked.mentioned)}: what follows at most mentions it."
    if ranked.apart:
        yield "Nothing here speaks of all of these codes together: each result speaks of some of them."
    is_elsewhere = read.named and not (read.scopes or read.beside)
    unheld = () if is_elsewhere else ranked.unheld
    words = [word for word in unheld if word.upper() not in absent and word not in ranked.loosened]
    gone = [word for word in words if word not in ranked.elsewhere]
    if gone:
        yield f"Nothing found{of} speaks of {_quoted(gone)}."
    off = [word for word in words if word in ranked.elsewhere]
    if off and read.question:
        yield f"Nothing found{of} on {TITLES[read.question]} speaks of {_quoted(off)}."


def _quoted(words: list[str]) -> str:
    return " or ".join(f"“{word}”" for word in words)
