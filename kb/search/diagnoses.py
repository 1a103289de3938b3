"""Diagnoses in a query, `0709T C43.9 aetna`: what the lists of the plans asked of say, or that none holds the code.

The browser says the same, in `static/diagnoses.js`. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from kb.domain.criteria import diagnosis, has_diagnosis
from kb.search.diagnosis_lists import DOTLESS, TYPED, DiagnosisList
from kb.search.document_numbers import numbers_asked
from kb.search.query import Group
from kb.search.reading_result import Reading

SHOWN: Final = 3
"""How many lists are told of one diagnosis."""


NONE_OF: Final = "{code}: data not available; no list of diagnoses of {document} is kept here."
"""What is told of a diagnosis beside a document without a list."""


def told_of_diagnoses(read: Reading, lists: Sequence[DiagnosisList]) -> dict[str, str]:
    """Say what lists hold each diagnosis of a query, by the word typed, or that none does.

    Beside the number of a document its lists alone are told of.
    """
    all_lists = [one for one in lists if not read.named or one.scope in read.scopes]
    asked = [group for group in read.groups if not group.negative and _is_diagnosis(group, all_lists)]
    documents = [group for group in numbers_asked(read.groups) if group not in asked]
    named = " or ".join(group.written.upper() for group in documents)
    terms = {str(term) for group in documents for term in group.terms}
    mine = [one for one in all_lists if terms & {*one.numbers}] if documents else all_lists
    is_kept = any(terms & {*one.numbers} for one in lists)  # maybe of another plan, whose document it is
    of_plan = f" of {read.plan_label}" if read.scopes and read.named else ""
    found = {}
    for group in asked:
        code = diagnosis(group.written)
        told = list(_told(code, mine))[:SHOWN]
        of = f" of {named}" if mine and documents else of_plan
        none = f"{code}: data not available; no list of diagnoses{of} here holds it."
        none = NONE_OF.format(code=code, document=named) if documents and not is_kept else none
        found[group.written] = " ".join(told) or none
    return found


def _is_diagnosis(group: Group, lists: Sequence[DiagnosisList]) -> bool:
    return bool(re.fullmatch(TYPED, group.written)) or _is_dotless(group, lists)


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
