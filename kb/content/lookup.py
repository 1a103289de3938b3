"""`lookup.yml`: what staff type that is no policy here. Payers and plans without entries, and denial codes.

The search says of the first by name that they are not in this library, and leads from the second to a question.
"""

from __future__ import annotations

from typing import Final

from kb.content.fields import LOOKUP_FIELDS
from kb.content.front_matter import FrontMatterError, read_yaml
from kb.content.record_reader import read_record
from kb.domain.model import DenialCode, Lookup, OtherPlan
from kb.domain.problem import Place, Problem
from kb.domain.vocabulary import question

LOOKUP: Final = "lookup.yml"


def read_lookup(written: str) -> tuple[Lookup, list[Problem]]:
    """Read the text of `lookup.yml`: the table, and every error with its place; an empty text has neither."""
    if not written:
        return Lookup(), []
    try:
        root = read_yaml(written)
    except FrontMatterError as fault:
        return Lookup(), [Problem(LOOKUP, fault.place, fault.code, fault.message)]
    if root is None:
        return Lookup(), [Problem(LOOKUP, Place(), "wrong-kind", "expected `other_plans:` with a list below it")]
    values, faults = read_record(root, LOOKUP_FIELDS)
    plans = tuple(OtherPlan(**item) for item in values.get("other_plans", ()))
    codes = tuple(
        DenialCode(
            code=item["code"],
            question=asked.key if (asked := question(item["question"])) else "",
            words=item["words"],
            note=item.get("note", ""),
        )
        for item in values.get("denial_codes", ())
    )
    return Lookup(plans, codes), [Problem(LOOKUP, *fault) for fault in faults]
