"""What a reader is shown of a reading: its parts, its time, and what is told of the dates typed. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from kb.domain.vocabulary import QUESTIONS
from kb.search.asks import kinds_of
from kb.search.dates import Found
from kb.search.denials import DeniedFor
from kb.search.reading_result import Part, Reading

CLASS_TITLES: Final = {"category-iii": "Category III codes", "add-on": "add-on codes"}


CALLED: Final = "(?:dos|dates? of service|service dates?)(?![a-z])"
"""Words by which a day is called that of the service; static/reading.js has the same."""

OF_DECISION: Final = " is read as the day of a decision, not as a date of service."
"""What a note tells of a day that is that of a denial or a notice."""


def of_service(times: Sequence[Found]) -> list[Found]:
    """Give the times of the service, those called so first; those of a decision where no other is named."""
    service = [one for one in times if not one.is_decision] or list(times)
    return sorted(service, key=lambda one: not re.match(CALLED, one.written))


def span(times: Sequence[Found]) -> tuple[str, str]:
    """Give the first and the last day of the first time that could be read, in ISO form; empty where none is."""
    return next(((one.first, one.last) for one in times if one.first), ("", ""))


def time_notes(times: Sequence[Found]) -> Iterator[str]:
    """Yield what is told of the dates typed: what is no date, what is a decision's, which of several counts."""
    for one in times:
        if one.lacks_year:
            yield f"“{one.written}” has no year and is not used: where the day matters, write it with its year."
        elif not one.first:
            yield f"“{one.written}” is no date; write it as 03/01/2026, or as 2026-03-01."
    for one in times:
        if one.first and one.is_decision:
            yield f"“{one.written}”{OF_DECISION}"
    days = [one for one in of_service(times) if one.first]
    if len(days) > 1:
        yield f"Several dates: answers are for “{days[0].written}”."


def parts(read: Reading, times: Sequence[Found], denied: DeniedFor) -> Iterator[Part]:
    """Give the parts of a reading in the order in which they are shown."""
    for code in read.codes:
        yield Part("code", code, code.lower())
    if read.named:
        yield Part("plan", read.plan_label or "not in this library", read.plan_label)
    labels = {question.key: question.label for question in QUESTIONS}
    yield from (Part("question", labels[key], "") for key in (read.question, *read.further) if key)
    if read.class_of_codes and not read.codes:
        yield Part("class", CLASS_TITLES[read.class_of_codes], "")
    yield from (
        Part("ask", kind.label[0].upper() + kind.label[1:], ask.written)
        for ask, kind in zip(read.asks, kinds_of(read.asks), strict=True)
    )
    yield from (Part("denial", code, written) for code, written in denied.codes)
    if read.day:
        written = next(one.written for one in times if one.first)
        yield Part("date", written, written)
