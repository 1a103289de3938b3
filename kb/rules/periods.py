"""Rules on time limits as numbers: each has a source, stands in the words, and can be reckoned."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from kb.domain.model import Answer, Entry, Library
from kb.domain.periods import NOT_STATED, Period
from kb.domain.vocabulary import UNKNOWN
from kb.rules.rule import Found, Rule, on
from kb.rules.section_sources import section_text, uncited

LONGEST: Final = {"days": 3_660, "months": 120, "years": 10}
"""By unit the longest limit that is believed: ten years."""

LONGEST_PRESUMED: Final = 30
WORDS: Final = (
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
)  # fmt: skip


def _periods(entry: Entry) -> Iterator[tuple[Answer, int, Period]]:
    for answer in entry.answers.values():
        for number, period in enumerate(answer.periods):
            yield answer, number, period


def period_source(entry: Entry, _: Library) -> Found:
    """A period names a source that the section of its question cites."""
    return uncited(entry, "periods", ((answer, number, period.source) for answer, number, period in _periods(entry)))


def period_unsaid(entry: Entry, _: Library) -> Found:
    """The number of a period stands in the value, the note or the section, too."""
    for answer, number, period in _periods(entry):
        text = " ".join((answer.value, answer.note, section_text(entry, answer.question))).lower()
        word = WORDS[period.length - 1] if 0 < period.length <= len(WORDS) else str(period.length)
        if not re.search(rf"\b(?:{period.length}|{word})\b", text):
            place = entry.place(f"{answer.question}_periods", number, "length")
            yield place, f"the section does not say {period.length}; correct the number, or say it there"


def period_length(entry: Entry, _: Library) -> Found:
    """A period is at least 1 and at most ten years long."""
    for answer, number, period in _periods(entry):
        if not 0 < period.length <= LONGEST[period.unit]:
            place = entry.place(f"{answer.question}_periods", number, "length")
            yield place, f"{period.length} {period.unit} is no time limit; check the source"


def period_parts(entry: Entry, _: Library) -> Found:
    """The parts of a period go together: what is counted are days, and only a receipt is presumed."""
    for answer, number, period in _periods(entry):
        for key, message in _misfits(period):
            yield entry.place(f"{answer.question}_periods", number, key), message


def _misfits(period: Period) -> Iterator[tuple[str, str]]:
    if period.counts and period.unit != "days":
        yield "counts", f"goes with days, not with {period.unit}; take it out"
    if period.holidays and not (period.counts == "business" or period.weekend == "next business day"):
        yield "holidays", "goes with `counts: business` or `weekend: next business day`; add one, or take this out"
    if period.presumed_days is not None and period.starts != "receipt of the notice":
        yield "presumed_days", "goes with `from: receipt of the notice`; write that, or take this out"
    if period.presumed_days is not None and not 0 < period.presumed_days <= LONGEST_PRESUMED:
        yield "presumed_days", f"{period.presumed_days} days is no time for a letter; check the source"
    if period.weekend and period.starts == NOT_STATED:
        yield "weekend", "no last day is reckoned without a `from`; write that, or take this out"


def period_twice(entry: Entry, _: Library) -> Found:
    """A question has one period for each step, group and event."""
    seen = set()
    for answer, number, period in _periods(entry):
        key = (answer.question, period.level.lower(), period.who.lower(), period.starts, period.since)
        if key in seen:
            place = entry.place(f"{answer.question}_periods", number)
            yield place, "a second period for the same step, group and event; name `level` or `who`, or take one out"
        seen.add(key)


def period_beside_unknown(entry: Entry, _: Library) -> Found:
    """An answer that is not available has no periods."""
    for answer in entry.answers.values():
        if answer.value == UNKNOWN and answer.periods:
            key = f"{answer.question}_periods"
            yield entry.place(key), f"`{key}:` does not go with `{UNKNOWN}`; take it out, or write the value"


PERIOD_RULES: Final = (
    Rule("period-source", "a period names a source that its section cites", on(Entry, period_source)),
    Rule("period-unsaid", "the number of a period stands in the words, too", on(Entry, period_unsaid)),
    Rule("period-length", "a period is between a day and ten years long", on(Entry, period_length)),
    Rule("period-parts", "the parts of a period go together", on(Entry, period_parts)),
    Rule("period-twice", "one period for each step, group and event", on(Entry, period_twice)),
    Rule("period-beside-unknown", "an unknown has no periods", on(Entry, period_beside_unknown)),
)
