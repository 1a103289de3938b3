"""The sections of an entry that are made from its front matter: its criteria, and the codes that its document lists.

They are passages that cite their sources, so that a reader sees them and search finds each code in them.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from typing import Final

from kb.domain.code_list import CodeList
from kb.domain.criteria import DIAGNOSES, LISTED, Criterion
from kb.domain.vocabulary import label

CODES_HEADING: Final = "Codes listed"
CRITERIA_HEADING: Final = "Criteria"
"""The headings of the sections that are made; no file has them by hand."""

WIDTH: Final = 118


def code_list_text(listed: CodeList, document: str) -> str:
    """Write a code list as a passage that cites its source."""
    below = f", under “{listed.heading}”" if listed.heading else ""
    missing = (
        "what is missing here is not in it, which does not say that it is covered"
        if listed.is_whole
        else "it was read in part, so what is missing here may be in it"
    )
    told = f"Listed in {document}{below} [{listed.source}]: {', '.join(listed.codes)}."
    return "\n" + "\n".join([*_wrapped(told), "", f"Our reading: {missing}.", ""])


def criteria_text(criteria: tuple[Criterion, ...]) -> str:
    """Write criteria as a list, an item each, with what is our reading of them below it."""
    lines = [line for criterion in criteria for line in _wrapped(f"- {_told(criterion)}", "  ")]
    return "\n" + "\n".join([*lines, *_readings(criteria), ""])


def _told(criterion: Criterion) -> str:
    kind = f"**{criterion.kind.capitalize()}**"
    below = f", under “{criterion.heading}”" if criterion.heading else ""
    extent = "" if criterion.is_whole else " Read in part: what is missing here may be there."
    note = f" {criterion.note.rstrip('.')} [{criterion.source}]." if criterion.note else ""
    return f"{kind}, {label(criterion.says)}{below}: {'; '.join(criterion.items)} [{criterion.source}].{extent}{note}"


def _readings(criteria: tuple[Criterion, ...]) -> Iterator[str]:
    if any(criterion.kind == DIAGNOSES and criterion.says == LISTED for criterion in criteria):
        yield ""
        yield "Our reading: a diagnosis listed with nothing said of coverage is neither supported nor refused."


def _wrapped(text: str, indent: str = "") -> list[str]:
    """Break a passage into lines; a citation stays on one."""
    return textwrap.wrap(text, WIDTH, subsequent_indent=indent, break_on_hyphens=False, break_long_words=False)
