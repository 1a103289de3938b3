"""Diagnoses in a query, `0709T C43.9 aetna`: what the lists of the plans asked of say, or that none holds the code.

The browser says the same, in `static/diagnoses.js`. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from kb.domain.criteria import diagnosis, has_diagnosis
from kb.search.diagnosis_lists import DOTLESS, TYPED, DiagnosisList
from kb.search.query import Group
from kb.search.reading_result import Reading

SHOWN: Final = 3
"""How many lists are told of one diagnosis."""


def told_of_diagnoses(read: Reading, lists: Sequence[DiagnosisList]) -> dict[str, str]:
    """Say what lists hold each diagnosis of a query, by the word typed, or that none does."""
    scopes = set(read.scopes)
    mine = [one for one in lists if not read.named or one.scope in scopes]
    found = {}
    for group in read.groups:
        is_typed = re.fullmatch(TYPED, group.written)
        if group.negative or not (is_typed or _is_dotless(group, mine)):
            continue
        code = diagnosis(group.written)
        told = list(_told(code, mine))[:SHOWN]
        of_plan = f" of {read.plan_label}" if scopes and read.named else ""
        none = f"{code}: data not available; no list of diagnoses{of_plan} here holds it."
        found[group.written] = " ".join(told) or none
    return found


def _is_dotless(group: Group, lists: Sequence[DiagnosisList]) -> bool:
    """Return whether a plain word is a diagnosis without its dot that a list holds."""
    code = diagnosis(group.written)
    is_word = group.kind == "word" and re.fullmatch(DOTLESS, group.written)
    return bool(is_word) and any(has_diagnosis(item, code) for one in lists for item in one.items)


def _told(code: str, lists: Sequence[DiagnosisList]) -> Iterator[str]:
    for one in lists:
        item = next((item for item in one.items if has_diagnosis(item, code)), "")
        if item:
            yield f"{code}{one.before}{'' if item == code else f', as {item}'}{one.after}"
        elif one.lacking:
            yield f"{code}{one.lacking}"
