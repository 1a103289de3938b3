"""For each plan of the five first payers: whom to ask about its steps, or where that was sought."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kb.answers.answer import contacts_of, receipts_of
from kb.answers.resolve import resolve
from kb.domain.scopes import scope_ids
from kb.domain.vocabulary import THROUGH, names

PAYERS = ("aetna", "bcbs", "cigna", "uhc", "medicare")
STEPS = ("prior_authorization", "timely_filing", "appeals")


@pytest.fixture(scope="module")
def library(real_library):
    return real_library


def left_alone(library):
    """Name the plan and the question of each answer on either code that ends in no contact and in no receipt."""
    plans = [plan for plan in scope_ids(library) if plan.startswith(tuple(f"{payer}/" for payer in PAYERS))]
    assert len(plans) > len(PAYERS)
    for code in ("0708T", "0709T"):
        for plan in plans:
            for question in STEPS:
                found = resolve(library, code, plan, question)
                if not contacts_of(found) and not receipts_of(found):
                    yield f"{code} {plan} {question}"


def test_prior_authorization_filing_and_appeals_of_each_plan_end_in_a_contact_or_in_a_receipt(library):
    assert [] == list(left_alone(library))


def test_without_the_receipts_plans_without_a_contact_are_named(library):
    bare = tuple(replace(entry, looked=()) for entry in library.entries)
    named = [*left_alone(replace(library, entries=bare))]
    assert "0709T bcbs/mississippi appeals" in named
    assert "0709T bcbs/massachusetts appeals" not in named


def test_a_contact_has_its_source_and_day_and_a_receipt_tells_what_was_asked(library):
    every = [contact for entry in library.entries for answer in entry.answers.values() for contact in answer.contacts]
    assert every
    assert [] == [contact.value for contact in every if not contact.source or not contact.checked]
    told = {receipt.through for document in library.documents for receipt in document.looked}
    assert told <= set(names(THROUGH))
