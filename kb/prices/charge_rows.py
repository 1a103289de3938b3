"""The rows of a charge: a row for each wanted code and each price, or for every code."""

from __future__ import annotations

from collections.abc import Iterator

from kb.prices.cells import is_of_type, is_procedure
from kb.prices.payers import MARKETS, class_of
from kb.prices.row import ALL_CODES, Charge, Code, Price, Row
from kb.prices.source import Source


def rows_of(source: Source, charge: Charge, codes: frozenset[str]) -> Iterator[Row]:
    """Give the rows of a charge for some codes, where it has them; for none named, of every procedure code.

    A price of all codes of a type has a row for each wanted code, and one row of its own where none is named.
    """
    for each in charge.codes:
        for code in _matching(each, codes) if codes else _any(each):
            for price in charge.prices:
                yield _row(source, each, code, charge, price)


def others_in(charge: Charge, codes: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Give the wanted codes that a charge has as no procedure codes, each with the type that it has there."""
    return ((each.code, each.type) for each in charge.codes if each.code in codes and not is_procedure(each))


def _any(each: Code) -> Iterator[str]:
    if each.code == ALL_CODES or is_procedure(each):
        yield each.code


def _matching(each: Code, codes: frozenset[str]) -> Iterator[str]:
    """Give the wanted codes that a code of a charge is: itself, or all of its type, where it stands for these."""
    if each.code in codes and is_procedure(each):
        yield each.code
    elif each.code == ALL_CODES:
        yield from sorted(code for code in codes if is_of_type(code, each.type))


def _row(source: Source, each: Code, code: str, charge: Charge, price: Price) -> Row:
    class_ = class_of(price.payer, price.plan)
    if source.payer:
        class_ = class_ or class_of("", source.named) or MARKETS.get(source.market.lower(), "")
    return Row(
        source.hospital, code, each.type, price.payer, price.plan, class_,
        charge.setting, charge.modifiers, charge.billing, charge.drug,
        price.kind, price.method, price.amount, price.count, charge.at, charge.odd,
        bool(source.payer), each.code == ALL_CODES,
    )  # fmt: skip
