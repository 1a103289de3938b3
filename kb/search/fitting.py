"""A reading fitted to what the index holds: whose document a number is, and whether a doubtful question is one.

The browser does the same in `static/fitting.js`. Pure.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from kb.domain.vocabulary import BY_KEY
from kb.search.asks import terms_of_products
from kb.search.documents import ROWS
from kb.search.field_sets import BILLING, Matcher, having, holding, of_plans, own_documents, within
from kb.search.held_elsewhere import mentioned_numbers
from kb.search.of_hospitals import beside_plan
from kb.search.plan_tables import PlanTables
from kb.search.plans import are_family
from kb.search.ranking import Ranked, rank
from kb.search.reading_result import Part, Reading
from kb.search.sections_asked import PAIRS, SUMMARY

CATEGORY_III: Final = "category-iii"
"""The class of codes that T codes are read as; static/fitting.js has the same."""


def fitted(read: Reading, matcher: Matcher, plans: PlanTables) -> tuple[Reading, Ranked]:
    """Return a reading with what the index decides of it, and the sections that it finds."""
    read = _of_pair(beside_plan(_of_product(_of_document(read, matcher, plans), matcher), matcher), matcher)
    read = replace(read, mentioned=mentioned_numbers(read.groups, matcher))
    ranked = rank(read, matcher)
    if read.is_weak and ranked.without_question and ranked.speaks:
        read = replace(
            read, question="", limits=(), parts=tuple(part for part in read.parts if part.kind != "question")
        )
        ranked = rank(read, matcher)
    return read, ranked


def _of_document(read: Reading, matcher: Matcher, plans: PlanTables) -> Reading:
    """Ask of the sister plan that has the document named, where the plan that was read has it not."""
    own = own_documents(read, matcher) if read.scopes else set()
    if not own or own & of_plans(read, matcher):
        return read
    kin = (plan for plan in plans.plans if _is_sister(plan, read.scopes, plans))
    scopes = tuple(plan for plan in kin if own & having(matcher, f"scope={plan}"))
    if not scopes:
        return read
    label = " and ".join(plans.plans[scope].name for scope in scopes)
    return replace(read, scopes=scopes, plan_label=label, limits=(), parts=tuple(_named(read.parts, label)))


def _of_product(read: Reading, matcher: Matcher) -> Reading:
    """Ask for the codes of a product where T codes are named beside a plan with an entry on it: CAR-T had such."""
    if read.class_of_codes != CATEGORY_III or read.codes or not read.scopes or read.question:
        return read
    if not within(matcher, "title", *terms_of_products(read.groups)) & of_plans(read, matcher):
        return read
    asked = Part("question", BY_KEY[BILLING].label, "")
    parts = tuple(asked if part.kind == "class" else part for part in read.parts)
    return replace(read, class_of_codes="", class_terms=(), question=BILLING, parts=parts)


def _of_pair(read: Reading, matcher: Matcher) -> Reading:
    """Ask for the pair of two codes that are put against each other where a row has both, and one has no page."""
    if read.table != SUMMARY or not read.absent:
        return read
    both = having(matcher, ROWS) & holding(matcher, " ".join(read.codes).lower())
    return replace(read, table=PAIRS) if both else read


def _is_sister(plan: str, scopes: Iterable[str], plans: PlanTables) -> bool:
    """Return whether a plan is of the payer and of the company of one of some plans."""
    payer = plans.plans[plan].payer
    return any(plans.plans[scope].payer == payer and are_family(scope, plan, plans) for scope in scopes)


def _named(parts: Iterable[Part], label: str) -> Iterator[Part]:
    for part in parts:
        yield replace(part, label=label, written=label) if part.kind == "plan" else part
