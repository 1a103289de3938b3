"""Names of hospitals in a query: how staff call them, and that their amounts come first, without a card."""

from __future__ import annotations

import dataclasses
import re

import pytest

from kb.content.load import load
from kb.domain.code_facts import ObservedAmount
from kb.domain.model import Library
from kb.rules.check import check
from kb.search.hospitals import NOTHING, hospital_pattern


@pytest.fixture(scope="module")
def library(real_policies) -> Library:
    return check(load(real_policies)).library


def quoting(library: Library, *names: str) -> Library:
    """Return a library with one code page that quotes price files of some hospitals."""
    page = next(iter(library.codes.values()))
    rows = tuple(ObservedAmount(name, "charge item", "2026-01-01", ()) for name in names)
    return dataclasses.replace(library, codes={page.code: dataclasses.replace(page, observed_amounts=rows)})


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("Ronald Reagan UCLA Medical Center", ["ucla", "ronald reagan ucla"]),
        ("Cedars-Sinai Medical Center", ["cedars sinai", "cedars-sinai"]),
        ("Tampa General (Florida)", ["tampa general"]),
        ("Grady (Georgia)", ["grady"]),
        ("Memorial Hospital (Ohio)", ["memorial hospital"]),
        ("University of Michigan Health System", ["university of michigan"]),
    ],
)
def test_a_hospital_is_known_by_the_names_that_staff_use(library: Library, name: str, typed: list[str]) -> None:
    pattern = hospital_pattern(quoting(library, name))
    assert all(re.fullmatch(pattern, one) for one in typed)


@pytest.mark.parametrize(
    "name", ["MD Anderson", "Memorial Hospital", "Tampa General (Florida)", "University of Michigan Health System"]
)
def test_a_state_or_a_place_alone_names_no_hospital(library: Library, name: str) -> None:
    pattern = hospital_pattern(quoting(library, name))
    assert not any(
        re.fullmatch(pattern, one) for one in ("md", "tampa", "florida", "michigan", "general", "memorial", "")
    )


def test_without_price_files_nothing_names_a_hospital(library: Library) -> None:
    assert hospital_pattern(quoting(library)) == NOTHING
    assert not re.search(NOTHING, "ucla")


def test_the_amounts_of_a_hospital_that_is_named_come_first_and_no_card(answered) -> None:
    for typed, hospital in {
        "grady 0708T price": "Grady (Georgia)",
        "hospital price 0708T UCLA": "Ronald Reagan UCLA Medical Center",
        "tampa general uhc hmo 0709T": "Tampa General (Florida). Payer and plan: UHC HMO/POS",
    }.items():
        found = answered(typed)
        assert found["card"] is None
        assert f"Hospital: {hospital}" in found["hits"][0]["excerpt"]
