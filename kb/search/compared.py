"""Of several plans that a query compares, which have no entry on the product or the therapy that it names. Pure.

The browser says the same, in `static/compared.js`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from kb.search.field_sets import Matcher, of_plans, within
from kb.search.plan_tables import PlanTables
from kb.search.plans import differs_by_state
from kb.search.reading_result import Reading
from kb.search.spoken_elsewhere import POLICY, products_in, therapies

WITH_CODE: Final = " Its code here is {code}: add it for rules on ranges of codes."
"""What is told further of a product."""

MOST: Final = 3
"""Names that are told at most: of a brand as a whole most licensees have nothing."""

NO_ENTRY: Final = "No entry of {who} is on “{what}”: what follows of it only mentions it, or is on something else."


def without_entry(read: Reading, products: Mapping[str, str], plans: PlanTables, matcher: Matcher) -> Iterator[str]:
    """Say of each product and therapy which of the plans compared have no entry on it, where another has one.

    `products` are by term the codes of products.
    """
    parts = _compared(read, plans)
    if read.codes or read.asks or len(parts) == 1 or read.question not in {"", *POLICY}:
        return
    for what, titled, code in _named(read, products, matcher):
        own = {who: of_plans(replace(read, scopes=scopes), matcher) for who, scopes in parts.items()}
        silent = [who for who, sections in own.items() if not sections & titled]
        if 0 < len(silent) < len(parts) and len(silent) <= MOST:
            more = WITH_CODE.format(code=code) if code else ""
            yield f"{NO_ENTRY.format(who=' or '.join(silent), what=what)}{more}"


def _compared(read: Reading, plans: PlanTables) -> dict[str, tuple[str, ...]]:
    """Return the plans of each payer that is named, or each licensee of one, by name."""
    if len(read.payers) == 1 and differs_by_state(read.payers[0], plans):
        return {plans.plans[scope].name: (scope,) for scope in read.scopes}
    of_payer = {payer: tuple(one for one in read.scopes if one.startswith(f"{payer}/")) for payer in read.payers}
    return {plans.payers[payer]: scopes for payer, scopes in of_payer.items() if scopes}


def _named(read: Reading, products: Mapping[str, str], matcher: Matcher) -> Iterator[tuple[str, set[int], str]]:
    """Yield the products and therapies that are named, as typed, the sections with such a title, a product's code."""
    for group, code in products_in(read, products):
        yield group.written, within(matcher, "title", *group.terms), code
    for what, _, titled in therapies(read, matcher):
        yield what, titled, ""
