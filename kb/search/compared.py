"""Of the plans that a query names, which have no entry on the product or the therapy that it names, too. Pure.

Such a product is asked about by its code: rules on ranges of codes are found by it. The browser does the same, in
`static/compared.js` and `static/spoken_elsewhere.js`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from typing import Final

from kb.search.document_numbers import numbers_asked
from kb.search.field_sets import Matcher, of_plans, within
from kb.search.plan_tables import PlanTables
from kb.search.plans import differs_by_state
from kb.search.ranking_first import TIMED_QUESTIONS
from kb.search.reading_result import Reading
from kb.search.spoken_elsewhere import POLICY, products_in, therapies

WITH_CODE: Final = "No entry of {who} is on “{product}”: searched by its code, {code}, instead."
"""What is told of a product of which a plan has no entry; static/spoken_elsewhere.js has the same."""

MOST: Final = 3
"""Names that are told at most: of a brand as a whole most licensees have nothing."""

NO_ENTRY: Final = "No entry of {who} is on “{what}”: what follows of it only mentions it, or is on something else."


def codes_of_products(
    read: Reading, products: Mapping[str, str], plans: PlanTables, matcher: Matcher
) -> dict[str, str]:
    """Return by code what is told of products that are named beside plans one of which has no entry on them.

    `products` are by term the codes of products. A time limit does not go by a product, and a document has its own.
    Where another product that is named has its entry, that answers.
    """
    is_of_document = any(numbers_asked(read.groups))
    is_of_plan = bool(read.scopes and read.payers)
    if read.codes or read.asks or is_of_document or not is_of_plan or read.question in TIMED_QUESTIONS:
        return {}
    found = {}
    named = products_in(read, products)
    for group, code in named:
        entries = within(matcher, "title", *group.terms, code.lower())
        parts, silent = _silent(read, entries, plans, matcher)
        is_of_all = len(silent) == len(parts)
        if silent and (len(silent) <= MOST or is_of_all):
            who = read.plan_label if is_of_all else " or ".join(silent)
            found[code] = WITH_CODE.format(who=who, product=group.written, code=code)
    return found if len(found) == len({code for _, code in named}) else {}


def without_entry(read: Reading, plans: PlanTables, matcher: Matcher) -> Iterator[str]:
    """Say of each therapy which of the plans compared have no entry on it, where another has one."""
    if read.codes or read.asks or read.question not in {"", *POLICY}:
        return
    for what, _, titled in therapies(read, matcher):
        parts, silent = _silent(read, titled, plans, matcher)
        if 0 < len(silent) < len(parts) and len(silent) <= MOST:
            yield NO_ENTRY.format(who=" or ".join(silent), what=what)


def _silent(
    read: Reading, titled: set[int], plans: PlanTables, matcher: Matcher
) -> tuple[Collection[str], list[str]]:
    """Return the names of the plans compared, and those of which no section is among some with a title."""
    parts = _compared(read, plans)
    own = {who: of_plans(replace(read, scopes=scopes), matcher) for who, scopes in parts.items()}
    return parts, [who for who, sections in own.items() if not sections & titled]


def _compared(read: Reading, plans: PlanTables) -> dict[str, tuple[str, ...]]:
    """Return the plans of each payer that is named, or of each company of one, by name."""
    if len(read.payers) == 1 and differs_by_state(read.payers[0], plans):
        firsts = [one for one in read.scopes if not any(one.startswith(f"{other}-") for other in read.scopes)]
        return {
            plans.plans[one].name: tuple(other for other in read.scopes if f"{other}-".startswith(f"{one}-"))
            for one in firsts
        }
    of_payer = {payer: tuple(one for one in read.scopes if one.startswith(f"{payer}/")) for payer in read.payers}
    return {_called(payer, scopes, plans): scopes for payer, scopes in of_payer.items() if scopes}


def _called(payer: str, scopes: tuple[str, ...], plans: PlanTables) -> str:
    """Return the name of a payer; of some plans of one whose plans differ by state their own names."""
    is_some = differs_by_state(payer, plans) and len(scopes) <= MOST
    return " or ".join(plans.plans[one].name for one in scopes) if is_some else plans.payers[payer]
