"""Criteria that a document prints as data: diagnoses, places of service, modifiers, units and the like, row by row.

A criterion is told beside an answer and never decides it. A diagnosis that a document only lists is neither supported
nor refused, and one that it does not list is unknown unless the list was read whole.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Final

from kb.domain.code_list import WHOLE
from kb.domain.vocabulary import Value

DIAGNOSES, UNITS = "diagnoses", "units and frequency"
SUPPORTS, NOT_SUPPORTED = "supports", "does not support"
REQUIRED, ALLOWED, REFUSED, AT_MOST = "required", "allowed", "refused", "at most"
LISTED: Final = "listed without a verdict"

CRITERION_KINDS: Final = (
    Value(DIAGNOSES, "ICD-10-CM codes, or ranges of them: C43.0-C43.9"),
    Value("place of service", "place of service codes, two digits: 11, 22"),
    Value("provider type", "who may order or render the service, in words"),
    Value("age or sex", "the patients it is for, by age or sex, in words"),
    Value(UNITS, "most units, doses or visits, in words; the number in `most`"),
    Value("modifiers", "modifiers, two characters: 59, XU"),
    Value("documentation", "what the record or the claim must carry, an item a line"),
    Value("steps before", "what must come first: conservative therapy, trial enrollment"),
    Value("bill type", "types of bill, three or four characters: 13X, 085X"),
    Value("revenue codes", "revenue codes, four digits: 0335"),
)
"""What a criterion is about. Those whose items are codes have their form in `ITEM_FORMS`."""

CRITERION_VERDICTS: Final = (
    Value(SUPPORTS, "the document says that it supports medical necessity, or meets its criteria"),
    Value(NOT_SUPPORTED, "the document says that it does not"),
    Value(REQUIRED, "the document requires it"),
    Value(ALLOWED, "the document allows it"),
    Value(REFUSED, "the document refuses it"),
    Value(AT_MOST, "the document sets it as a limit"),
    Value(LISTED, "the document lists it and does not say what follows"),
)

VERDICTS_OF: Final[dict[str, tuple[str, ...]]] = {
    DIAGNOSES: (SUPPORTS, NOT_SUPPORTED, LISTED),
    UNITS: (AT_MOST,),
    "age or sex": (REQUIRED, REFUSED),
    "documentation": (REQUIRED,),
    "steps before": (REQUIRED,),
}
"""The verdicts that a kind of criterion can have; all others can have those of `OTHER_VERDICTS`."""

OTHER_VERDICTS: Final = (REQUIRED, ALLOWED, REFUSED, LISTED)

ICD_10_CM: Final = r"[A-Z][0-9][0-9A-Z](?:\.[0-9A-Z]{1,4})?"
"""A diagnosis by the official format: a category of three characters, then a dot and up to four more."""

ITEM_FORMS: Final[dict[str, tuple[str, str]]] = {
    DIAGNOSES: (f"{ICD_10_CM}(?:-{ICD_10_CM})?", "C43.9, or a range C43.0-C43.9"),
    "place of service": (r"[0-9]{2}", "two digits: 11"),
    "modifiers": (r"[0-9A-Z]{2}", "two characters: 59, XU"),
    "bill type": (r"0?[0-9]{2}[0-9X]", "three or four characters: 13X, 085X"),
    "revenue codes": (r"[0-9]{3}[0-9X]", "four characters: 0335, 033X"),
}
"""By kind: the pattern of an item that is a code, and how to write it."""


@dataclass(frozen=True)
class Criterion:
    """What a document says of some items of one kind. `items` are codes, ranges, or short texts in our own words.

    `source` is the id of its source record, `read` whether the whole list was read, `heading` the one that it stands
    under there. `most` and `per` are the number and the span of a limit: 1 per 14 days.
    """

    kind: str
    says: str
    items: tuple[str, ...]
    source: str
    read: str
    heading: str = ""
    most: int | None = None
    per: str = ""
    note: str = ""

    @property
    def is_whole(self) -> bool:
        """Whether the list was read to its end, so that what is missing here is not in it."""
        return self.read == WHOLE

    def item_with(self, code: str) -> str:
        """Return the item that takes in a code, by itself, a range or a category above it; else nothing."""
        within = has_diagnosis if self.kind == DIAGNOSES else str.__eq__
        return next((item for item in self.items if within(item, code)), "")


def is_diagnosis(written: str) -> bool:
    """Return whether a text is written like an ICD-10-CM code, C43.9; its dot may be missing."""
    return re.fullmatch(ICD_10_CM, diagnosis(written)) is not None


def diagnosis(written: str) -> str:
    """Write a diagnosis in one form: upper case, with its dot."""
    bare = written.upper().replace(".", "")
    return f"{bare[:3]}.{bare[3:]}" if len(bare) > 3 else bare  # noqa: PLR2004  (a category has three characters)


def has_diagnosis(item: str, code: str) -> bool:
    """Return whether a code is in an item: C43.11 is in C43.1, and in C43.0-C43.9 as in C00.0-C43."""
    first, _, last = item.replace(".", "").partition("-")
    bare = code.replace(".", "")
    return bare.startswith(first) if not last else first <= bare and (bare <= last or bare.startswith(last))


def criterion_record(criterion: Criterion) -> dict[str, Any]:
    """Write a criterion as plain values for JSON; what is not recorded is left out."""
    optional = {name: getattr(criterion, name) for name in ("heading", "most", "per", "note")}
    return {
        "kind": criterion.kind,
        "says": criterion.says,
        "items": list(criterion.items),
        **{name: value for name, value in optional.items() if value not in {"", None}},
        "source": criterion.source,
        "read": criterion.read,
    }
