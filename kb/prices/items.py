"""An item of a JSON price file as charges, by the keys of CMS's schemas 2.0 to 3.0."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from kb.domain.problem import shown
from kb.official.heads import is_persons
from kb.prices import cells as cell
from kb.prices.row import At, Charge, Code, Keep, Price


class BadItem(Exception):
    """An item is not what the schema says, or has a person's data."""

    def __init__(self, message: str, code: str = "not-a-table") -> None:
        """Keep what is wrong, and the code of the problem."""
        super().__init__(message)
        self.code = code


@dataclass(frozen=True)
class _Reading:
    """The keys that were looked at, and which prices are wanted."""

    known: set[str]
    keep: Keep


def charges_of(item: object, known: set[str], at: At, keep: Keep) -> Iterator[Charge]:
    """Give the charges of an item; `known` keeps the keys that were looked at. Raises BadItem."""
    found = object_of(item, "the item", known)
    codes = tuple(_codes(list_of(found, "code_information"), known))
    drug = bool(found.get("drug_information"))
    for each in list_of(found, "standard_charges"):
        yield _charge(object_of(each, "a standard charge", known), codes, at, _Reading(known, keep), drug=drug)


def _charge(found: dict[str, Any], codes: tuple[Code, ...], at: At, reading: _Reading, *, drug: bool) -> Charge:
    written = found.get("modifier_code", found.get("modifiers"))
    listed = written if isinstance(written, list) else [written]
    modifiers, odd = cell.modifiers_of("|".join(map(cell.text_of, listed)))
    payers = [object_of(each, "a payer", reading.known) for each in list_of(found, "payers_information")]
    prices = (_price(each, reading.keep) for each in payers if reading.keep.has(codes))
    setting, billing = (cell.text_of(found.get(key)) for key in ("setting", "billing_class"))
    return Charge(
        codes,
        cell.setting_of(setting),
        modifiers,
        cell.billing_of(billing),
        drug,
        tuple(price for price in prices if price),
        at,
        odd,
    )


def _codes(listed: list[Any], known: set[str]) -> Iterator[Code]:
    for each in listed:
        found = object_of(each, "a code", known)
        if code := cell.code_of(cell.text_of(found.get("code")), cell.text_of(found.get("type"))):
            yield code


def _price(found: dict[str, Any], keep: Keep) -> Price | None:
    payer, plan = (" ".join(cell.text_of(found.get(key)).split()) for key in ("payer_name", "plan_name"))
    if not keep.takes(payer, plan):
        return None
    keys = ("standard_charge_dollar", "standard_charge_percentage", "standard_charge_algorithm")
    method = cell.method_of(cell.text_of(found.get("methodology")))
    dollar, percent, algorithm = (cell.text_of(found.get(key)) for key in keys)
    kind, amount = cell.price_of(dollar, percent, algorithm, method)
    return Price(payer, plan, kind, method, amount, cell.count_of(cell.text_of(found.get("count")))) if kind else None


def object_of(value: object, what: str, known: set[str]) -> dict[str, Any]:
    """Give an object whose keys name no person's data."""
    if not isinstance(value, dict):
        raise BadItem(f"{what} is no object; mend the file")
    for key in value.keys() - known:
        if is_persons(key):
            raise BadItem(
                f"the key '{shown(key)}' is one of claims or patients; no such file is read", "patient-data"
            )
        known.add(key)
    return value


def list_of(found: dict[str, Any], key: str) -> list[Any]:
    """Give the list at a key; an empty one where there is none. Raises BadItem for anything else."""
    value = found.get(key)
    if value is not None and not isinstance(value, list):
        raise BadItem(f"'{key}' is no list; mend the file")
    return value or []
