"""Since when a section holds at the earliest: its entry's effective date, else the first day that its words give.

Of a day before that nothing is recorded, whatever value the section has. The browser does the same in
`static/beginnings.js`. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from kb.domain.days import MONTHS
from kb.search.documents import SearchDocument

PAST: Final = ("old", "superseded", "undated")
"""Marks of an edition that may not be that of today."""

_YEAR: Final = "(?:19|20)[0-9]{2}"
_DATE: Final = rf"(?:(?P<day>{_YEAR}(?:-[0-9]{{2}}){{0,2}})|(?P<month>{'|'.join(MONTHS)}) (?P<year>{_YEAR}))"
_EDITION: Final = (
    r"(?:editions?|revisions?|versions?|cop(?:y|ies)|brochures?|notices?|bulletins?|newsletters?|guidelines?|guides?"
    r"|sheets?|manuals?|lists?|documents?|pages?|policy|policies)"
)

BEGINS: Final = (
    rf"(?<![a-z])(?:(?:begun|began|begins|starts|started|(?:took|takes) effect|effective|in effect|in force|approved"
    rf"|initiated|issued|published|dated|services?|{_EDITION})(?: (?:on|in|of|from|since|as of))?"
    rf"|since|as of|(?:is|are|was|were) of) (?:the )?{_DATE}(?![0-9$,]*[0-9])"
    rf"|(?P<start>{_YEAR}(?:-[0-9]{{2}}){{1,2}}) as (?:the|its) (?:start|effective date|beginning)"
)
"""Words by which a text says from when it is, and the day, month or year."""


def begins(document: SearchDocument) -> str:
    """Return the day, month or year that a section of an entry begins with, in ISO form; empty where none is told.

    By its words an edition begins only where it has no date of its own and may not be that of today.
    """
    if document.effective or not any(mark in PAST for mark in document.marks):
        return document.effective
    told = f"{document.value} {document.fields.get('text', '')}"
    return min(_days(told), default="")


def _days(text: str) -> Iterator[str]:
    for found in re.finditer(BEGINS, text, re.IGNORECASE):
        month = f"{found['month']}".capitalize()
        yield found["start"] or found["day"] or f"{found['year']}-{MONTHS.index(month) + 1:02}"
