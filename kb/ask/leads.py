"""How a reply leads: yes or no where a value says so, and whether a record tells of a past day. Pure."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import Final

from kb.answers.resolve import Resolution
from kb.ask.claims import Answered

YES, NO = "Yes, by the record below.", "No, by the record below."

SAYS: Final = {
    ("coverage", "covered"): YES,
    ("coverage", "not covered"): NO,
    ("prior_authorization", "required"): YES,
    ("prior_authorization", "not required"): NO,
}
"""Values that say yes or no to their question; no other value does."""


def _words(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE | re.ASCII)


YES_OR_NO: Final = _words(
    r"^\W*(?:is|are|was|were|does|do|did|will|would|can|must|should|need|needs)\b|\bis it\b|\by/n\b|\byes or no\b"
)
"""How a question is put that yes or no answers."""

OF_ITS_VALUE: Final = {
    "coverage": _words(r"\bcover(?:s|ed|age)?\b|\bpa(?:y|ys|id)\b|\breimburse[sd]?\b"),
    "prior_authorization": _words(r"\brequire[sd]?\b|\bneed(?:s|ed)?\b|\bnecessary\b|\bmust\b|\bwants?\b"),
}
"""The words of a question to which a value of these says yes or no."""

TURNED: Final = _words(
    r"\b(?:not|no|without|den(?:y|ied|ies)|exclud\w*|experimental|investigational|unless|only)\b|n't\b"
)
"""Words by which a question asks something else: is it not covered. Neither yes nor no is said to it."""


def yes_or_no(typed: str, rows: list[Answered]) -> Iterator[str]:
    """Yield yes or no where one answer is asked for, by a question that either answers, and its value is one."""
    if len(rows) != 1 or not YES_OR_NO.search(typed) or TURNED.search(typed):
        return
    found = rows[0].found
    asked = OF_ITS_VALUE.get(found.question)
    said = SAYS.get((found.question, found.value))
    if said and asked and asked.search(typed):
        yield said


def was_in_print(found: Resolution, day: dt.date) -> bool:
    """Tell whether something shows that an answer was in force on a past day."""
    since = in_print_since(found)
    return bool(since) and since <= day.isoformat()


def in_print_since(found: Resolution) -> str:
    """Return the first day by which an answer was in print: its own day, or that of a source; empty for none."""
    began = (decider.entry.effective for decider in found.deciders)
    own = (day.isoformat() for day in began if day)
    return min((*own, *(source.printed for source in found.sources if source.printed)), default="")
