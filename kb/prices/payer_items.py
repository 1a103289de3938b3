"""An item of a payer's file as charges, by the keys of CMS's schemas 1.x and 2.x for in-network and allowed amounts.

Nine conventions are CMS's guide's: an end of 9999-12-31 for none, and one that has passed for a contract that may
renew; `CSTM-00` for all places, and for all codes of a type; `CSTM-ALL` for all types; `both` for class or setting;
percentages as whole numbers; an NPI of 0 where only the TIN is known; an NPI as the TIN of a person.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from kb.official.heads import is_persons
from kb.prices import cells as cell
from kb.prices.items import list_of, object_of
from kb.prices.row import (
    ALL_CODES,
    ALLOWED,
    ARRANGEMENTS,
    DERIVED,
    DOLLARS,
    FEE_SCHEDULE,
    NEGOTIATED,
    PER_DIEM,
    PERCENTAGE,
    UNREAD,
    At,
    Charge,
    Code,
    Keep,
    Price,
    Providers,
)

IN_NETWORK, OUT_OF_NETWORK, REFERENCES = "in_network", "out_of_network", "provider_references"
BASES: Final = frozenset({NEGOTIATED, DERIVED, FEE_SCHEDULE, PERCENTAGE, PER_DIEM})
NEGOTIATED_KINDS: Final = BASES & DOLLARS
"""Negotiated types whose figures are dollars."""

INPATIENT: Final = frozenset({"21", "51", "61"})
"""CMS's places of service in which a person is admitted: hospital, psychiatric facility, rehabilitation facility."""

PLACE: Final = re.compile(r"[0-9]{2}")
BY_PLACE: Final = "setting read from the places of service"
NO_END: Final = "9999"
DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
NO_NPI: Final = frozenset({"0", "9999999999"})


@dataclass(frozen=True)
class Of:
    """What holds for all items of a file: payer and plan, the file's day, what is wanted, and the keys looked at."""

    payer: str
    plan: str
    updated: str
    keep: Keep
    known: set[str]


def payer_charges(item: object, at: At, of: Of, rates: Iterable[Any] | None = None) -> Iterator[Charge]:
    """Give the charges of an item that are wanted; its rates may come apart from it. Raises BadItem."""
    if at.number == 1:
        rates = None if rates is None else list(rates)
        refuse_keys([item, rates])
    found = object_of(item, "the item", of.known)
    first = cell.code_of(_text(found, "billing_code"), _text(found, "billing_code_type"))
    inside = [object_of(each, "a code", of.known) for key in ("bundled_codes", "covered_services")
              for each in list_of(found, key)]  # fmt: skip
    others = (cell.code_of(_text(each, "billing_code"), _text(each, "billing_code_type")) for each in inside)
    codes = tuple(dict.fromkeys(code for code in (first, *others) if code))
    if not of.keep.has(codes):
        return
    if "allowed_amounts" in found:
        yield from _allowed(found, codes, at, of)
    else:
        yield from _negotiated(found, list_of(found, "negotiated_rates") if rates is None else rates, codes, at, of)


def refuse_keys(value: object) -> None:
    """Refuse an item that has a key of claims or patients at any depth; other items are like the first."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if is_persons(key):
                object_of({key: None}, "the item", set())
            refuse_keys(inner)
    elif isinstance(value, list):
        for inner in value:
            refuse_keys(inner)


def _negotiated(
    found: dict[str, Any], rates: Iterable[Any], codes: tuple[Code, ...], at: At, of: Of
) -> Iterator[Charge]:
    arrangement = _text(found, "negotiation_arrangement").lower()
    inside = found.get("bundled_codes") or found.get("covered_services")
    if inside and arrangement not in ARRANGEMENTS:
        arrangement = "bundle"  # codes inside an item that says fee for service: a price of the whole all the same
    for each in rates:
        block = object_of(each, "a negotiated rate", of.known)
        providers = _providers(block, of)
        if of.keep.refs is not None and of.keep.refs.isdisjoint(providers.refs):
            continue
        for price in list_of(block, "negotiated_prices"):
            told = object_of(price, "a negotiated price", of.known)
            yield _charge(told, codes, providers, at, of, _kind(arrangement), _text(told, "negotiated_rate"))


def _kind(arrangement: str) -> Callable[[str], str]:
    """Give what names the kind of a price, by its negotiated type."""

    def kind(type_: str) -> str:
        if type_ not in BASES:
            return UNREAD
        return f"{arrangement} {type_}" if arrangement in ARRANGEMENTS else type_

    return kind


def _allowed(found: dict[str, Any], codes: tuple[Code, ...], at: At, of: Of) -> Iterator[Charge]:
    for each in list_of(found, "allowed_amounts"):
        block = object_of(each, "an allowed amount", of.known)
        for payment in list_of(block, "payments"):
            paid = object_of(payment, "a payment", of.known)
            whose = [object_of(one, "a provider", of.known) for one in list_of(paid, "providers")]
            npis = [npi for one in whose for npi in list_of(one, "npi")]
            providers = providers_in([{"tin": block.get("tin"), "npi": npis}], of.known, of.keep.key)
            if of.keep.refs is None or not of.keep.refs.isdisjoint(providers.refs):
                told = {**block, **paid}
                yield _charge(told, codes, providers, at, of, lambda _: ALLOWED, _text(paid, "allowed_amount"))


def _charge(  # noqa: PLR0913, PLR0917  (the parts of one price)
    told: dict[str, Any],
    codes: tuple[Code, ...],
    providers: Providers,
    at: At,
    of: Of,
    kind_of: Callable[[str], str],
    figure: str,
) -> Charge:
    type_ = " ".join(_text(told, "negotiated_type").lower().split())
    kind, amount = kind_of(type_), cell.amount_of(figure)
    price = Price(of.payer, of.plan, UNREAD if amount is None else kind, "", amount)
    modifiers, odd = cell.modifiers_of("|".join(map(cell.text_of, _listed(told.get("billing_code_modifier")))))
    setting, by_place = setting_of(told)
    doubts = (*odd, *by_place, *_expired(_text(told, "expiration_date"), of.updated))
    billing = cell.billing_of(_text(told, "billing_class"))
    return Charge(codes, setting, modifiers, billing, False, (price,), at, doubts, providers)  # noqa: FBT003


def setting_of(told: dict[str, Any]) -> tuple[str, tuple[str, ...]]:
    """Read the setting; schema 1.x has none, so there the places of service tell it."""
    if written := _text(told, "setting"):
        return cell.setting_of(written), ()
    places = {cell.text_of(each).strip().upper() for each in _listed(told.get("service_code"))}
    if ALL_CODES in places:
        return "both", (BY_PLACE,)
    inside = {place in INPATIENT for place in places if PLACE.fullmatch(place)}
    if not inside:
        return "", ()
    return ("both" if len(inside) > 1 else "inpatient" if True in inside else "outpatient"), (BY_PLACE,)


def _expired(ends: str, updated: str) -> tuple[str, ...]:
    if not ends or ends.startswith(NO_END):
        return ()
    if not DAY.fullmatch(ends):
        return ("its last day cannot be read",)
    return (f"ended on {ends}, before the file's date",) if DAY.fullmatch(updated) and ends < updated else ()


def _providers(block: dict[str, Any], of: Of) -> Providers:
    refs = tuple(sorted({reference_of(each) for each in list_of(block, REFERENCES)}))
    groups = list_of(block, "provider_groups")
    inside = providers_in(groups, of.known, of.keep.key) if groups else Providers(())
    return Providers((*refs, *inside.refs), inside.tins, inside.npis)


def reference_of(written: object) -> str:
    """Write the number of a provider group as one text, since files print 7 as well as 7.0."""
    if isinstance(written, Decimal):
        return cell.text_of(written.normalize() if written == written.to_integral_value() else written)
    return cell.text_of(written).strip()


def providers_in(groups: list[Any], known: set[str], key: bytes) -> Providers:
    """Count the TINs and NPIs of provider groups; what is kept of each is a number that only this run's key makes."""
    tins, npis = set[int](), set[int]()
    for each in groups:
        group = object_of(each, "a provider group", known)
        tin = group.get("tin")
        value = _text(object_of(tin, "a TIN", known), "value") if tin is not None else ""
        plain = re.sub(r"[^0-9A-Za-z]", "", value)
        if plain.strip("0"):
            tins.add(_hidden(plain, key))
        written = (cell.text_of(one).strip() for one in list_of(group, "npi"))
        npis.update(_hidden(npi, key) for npi in written if npi and npi not in NO_NPI)
    return Providers((f"#{hash(frozenset(tins or npis))}",), frozenset(tins), frozenset(npis))


def _hidden(written: str, key: bytes) -> int:
    """Give a number in place of a TIN or an NPI, the same in all processes that have the key."""
    return int.from_bytes(hashlib.blake2b(written.encode(), digest_size=8, key=key).digest())


def _text(found: dict[str, Any], key: str) -> str:
    value = found.get(key)
    if isinstance(value, str) and value.isalnum():
        return value
    return " ".join(cell.text_of(value).split())


def _listed(value: object) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]
