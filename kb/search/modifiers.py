"""The modifiers that a query asks of by name, and which of them the page of its code speaks of.

The browser does the same in `static/modifiers.js`. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from kb.domain.model import CodePage, Library
from kb.search.sections_asked import MODIFIERS
from kb.search.typed import MODIFIER

ASKED: Final = rf"(?<![0-9a-z.-])(?!as(?![0-9a-z])){MODIFIER}(?![0-9a-z.-])"
"""A modifier by itself. AS is left out: staff write the word more often."""

OF_INDICATORS: Final = (
    ("multiple_procedure", "51"),
    ("bilateral", "50 lt rt"),
    ("assistant", "80 81 82"),
    ("co_surgeon", "62"),
    ("team", "66"),
    ("pc_tc", "26 tc"),
)
"""The indicators of a row of the physician fee schedule, and the modifiers that each is about (CMS's file layout)."""

NOT_TOLD: Final = "Data not available: no page here speaks of modifier {modifier} with {code}."


def modifiers_told(library: Library) -> dict[str, str]:
    """Return for every code with a page the modifiers that its rows, indicators of fees and text are about."""
    return {code: " ".join(sorted(_named_on(page))) for code, page in library.codes.items()}


def _named_on(page: CodePage) -> set[str]:
    texts = (section.text.lower() for section in page.sections if section.slug in {MODIFIERS, "code-pairs"})
    in_text = {found for text in texts for found in re.findall(ASKED, text)}
    of_fees = {
        modifier
        for row in page.fee_schedule
        for name, modifiers in OF_INDICATORS
        if getattr(row, name)
        for modifier in modifiers.split()
    }
    return {row.modifier.lower() for row in page.modifiers} | in_text | of_fees


def modifiers_asked(rest: str, table: str) -> tuple[str, ...]:
    """Return the modifiers that a query names, in small letters; none unless it asks for the section on them."""
    return tuple(dict.fromkeys(re.findall(ASKED, rest))) if table == MODIFIERS else ()


def not_told(asked: Sequence[str], codes: Sequence[str], told: Mapping[str, str]) -> tuple[str, ...]:
    """Say which of the modifiers asked of the pages of the codes do not name."""
    held = [code for code in codes if code in told]
    named = {modifier for code in held for modifier in told[code].split()}
    return tuple(
        NOT_TOLD.format(modifier=one.upper(), code=" or ".join(held)) for one in asked if held and one not in named
    )
