"""Cells of CMS's templates as typed values; a cell that cannot be read says so and never becomes a figure.

The allowed values are those of CMS's data dictionary 2.0 to 3.0; what is seen besides is in the import study,
sections 4 and 5: `N/A`, `1 through 10`, revenue codes in the column of modifiers, CPT codes that are typed HCPCS.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import Final

from kb.facts.codes import is_code
from kb.prices.row import ALGORITHM, CASE_RATE, DERIVED, NEGOTIATED, PER_DIEM, PERCENTAGE, UNREAD, Code

NUMBER: Final = re.compile(r"-?\$? ?-?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,15})(?:\.[0-9]{0,12})?|-?\$?\.[0-9]{1,12}")
EMPTY: Final = frozenset({"", "n/a", "na", "#n/a", "none", "null", "-", "--", "nan", "not applicable", "tbd"})
"""What stands for no value: version 3.0 forbids `N/A`, and files have it."""

METHODS: Final = ("case rate", "fee schedule", "percent of total billed charges", "per diem", "other")
SETTINGS: Final = {
    "inpatient": "inpatient",
    "outpatient": "outpatient",
    "both": "both",
    "inpatientoutpatient": "both",
}
BILLINGS: Final = {
    "facility": "facility",
    "institutional": "facility",
    "professional": "professional",
    "both": "both",
}
"""Billing classes; payers write institutional for what hospitals call facility."""
PROCEDURES: Final = frozenset({"CPT", "HCPCS", "CDT"})
"""Types whose codes are procedure codes. A revenue code can have five digits too, so that the type matters."""

ALL_TYPES: Final = "CSTM-ALL"
TYPES: Final = {"CPT4": "CPT", "CPTHCPCS": "HCPCS", "HCPCSCPT": "HCPCS", "HCPC": "HCPCS", "DENTAL": "CDT"}
LONGEST_NUMBER: Final = 30
"""Digits that a number is written out with; one with a greater power of ten would fill the memory."""

MODIFIER: Final = re.compile(r"[0-9A-Z]{2}")
ODD_MODIFIER: Final = "the cell of modifiers holds something else"
COUNTS: Final = re.compile(r"[0-9]{1,9}|1 through 10")


@lru_cache(maxsize=1 << 16)
def amount_of(written: str) -> Decimal | None:
    """Read a figure as printed, with a dollar sign or commas of thousands; give None for anything else."""
    plain = written.strip()
    if not NUMBER.fullmatch(plain):
        return None
    return Decimal(plain.replace("$", "").replace(",", "").replace(" ", ""))


@lru_cache(maxsize=1 << 16)
def is_empty(written: str) -> bool:
    """Tell whether a cell says that there is no value."""
    return written.strip().lower() in EMPTY


def text_of(value: object) -> str:
    """Write a value of a JSON file as a cell; what is neither text nor number is written as no figure."""
    if value is None:
        return ""
    plain = isinstance(value, Decimal) and abs(value.adjusted()) < LONGEST_NUMBER
    return format(value, "f") if plain else str(value)


def price_of(dollar: str, percent: str, algorithm: str, method: str) -> tuple[str, Decimal | None]:
    """Give the kind of a price and its figure, out of its three cells; an empty kind if all are empty.

    A dollar amount beside a percentage, or by a percentage of charges, was worked out from charges.
    """
    if not is_empty(dollar):
        return _dollars(amount_of(dollar), percent, method)
    if not is_empty(percent):
        amount = amount_of(percent.strip().removesuffix("%"))
        return (UNREAD, None) if amount is None else (PERCENTAGE, amount)
    return ("", None) if is_empty(algorithm) else (ALGORITHM, None)


def _dollars(amount: Decimal | None, percent: str, method: str) -> tuple[str, Decimal | None]:
    if amount is None:
        return UNREAD, None
    if method in {CASE_RATE, PER_DIEM}:
        return method, amount
    worked_out = method.startswith("percent") or not is_empty(percent)
    return (DERIVED if worked_out else NEGOTIATED), amount


@lru_cache(maxsize=1024)
def method_of(written: str) -> str:
    """Read a method: one of CMS's five, else nothing."""
    plain = " ".join(written.lower().split())
    return plain if plain in METHODS else ""


@lru_cache(maxsize=1024)
def setting_of(written: str) -> str:
    """Read a setting: inpatient, outpatient or both, else nothing."""
    return SETTINGS.get(re.sub(r"[^a-z]", "", written.lower()), "")


@lru_cache(maxsize=1024)
def billing_of(written: str) -> str:
    """Read a billing class: facility, professional or both, else nothing."""
    return BILLINGS.get(written.strip().lower(), "")


@lru_cache(maxsize=1 << 12)
def modifiers_of(written: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Read modifiers of two signs each; a word of another length is none, and is told as odd."""
    words = [] if is_empty(written) else re.split(r"[|,;/\s]+", written.strip().upper())
    found = tuple(sorted({word for word in words if MODIFIER.fullmatch(word)}))
    return found, (ODD_MODIFIER,) if any(word and not MODIFIER.fullmatch(word) for word in words) else ()


def plain_code(written: str) -> str:
    """Write a code without what spreadsheets leave around it: `="70553"`, `'70553`, `70553.0`."""
    return written.strip().strip("='\"").strip().removesuffix(".0").upper()


@lru_cache(maxsize=1 << 16)
def code_of(code: str, type_: str) -> Code | None:
    """Read a code and its type; None where the cell is empty."""
    plain = plain_code(code)
    kind = re.sub(r"[^A-Z0-9-]", "", type_.upper())
    return Code(plain, TYPES.get(kind.replace("-", ""), kind)) if plain else None


def is_procedure(code: Code) -> bool:
    """Tell whether a code is a procedure code, by its type and its shape."""
    return code.type in PROCEDURES and is_code(code.code)


def is_of_type(code: str, type_: str) -> bool:
    """Tell whether a procedure code is one of all codes of a type; HCPCS has those of CPT as its first level."""
    if type_ == "CDT":
        return code.startswith("D")
    return type_ in {"HCPCS", ALL_TYPES} or (type_ == "CPT" and code[:1].isdigit())


@lru_cache(maxsize=1 << 12)
def count_of(written: str) -> str:
    """Read how many claims a price tells: a number, or CMS's `1 through 10`; else nothing."""
    plain = " ".join(written.split())
    return plain if COUNTS.fullmatch(plain) else ""
