"""A second code without a page does not hide what the plan says of the first, and no note calls that missing."""

from __future__ import annotations

import pytest

from kb.search.find import find

FIRST = {
    "0709T and 11900 same day aetna": "aetna/commercial/0709t#billing",
    "cigna 0709T with 99213-25 same day": "cigna/commercial/0709t#billing",
    "bcbsma 0709T 96372 covered": "bcbs/massachusetts/category-iii#coverage",
    "aetna 0709T 96413 prior auth": "aetna/commercial/0709t#prior-authorization",
    "cigna 20610 0709T coverage": "cigna/commercial/0709t#coverage",
}
"""By what is typed the section of the plan that leads."""


@pytest.fixture(scope="module")
def searcher(real_searcher):
    return real_searcher


@pytest.mark.parametrize("typed", FIRST)
def test_the_plan_s_own_section_on_the_code_with_a_page_leads(typed, searcher):
    found = find(searcher, typed, 1)
    assert [f"{hit.document.entry}#{hit.document.section}" for hit in found.hits] == [FIRST[typed]]
    assert [] == [note for note in found.notes if note.startswith("Nothing")]


@pytest.mark.parametrize("typed", ["0708T + 0709T coverage", "0708T and 0709T covered", "0709T & 0708T covered?"])
def test_the_coverage_of_two_codes_is_no_pair(typed, answered):
    found = answered(typed)
    assert "coverage" == found["read_as"]["question"] == found["hits"][0]["section"]


@pytest.mark.parametrize("typed", ["is 0708T and 0709T covered same day", "0708T and 96372 covered together"])
def test_two_codes_covered_together_are_a_pair(typed, answered):
    assert "billing" == answered(typed)["read_as"]["question"]


@pytest.mark.parametrize("typed", ["0708T and 0709T covered", "0709T and Q2043 coverage"])
def test_plans_are_counted_for_one_code_of_two(typed, answered):
    card = answered(typed)["card"]
    plans = {one["scope"] for one in card["answers"] if one["code"] == card["code"]}
    assert sum(one["plans"] for one in card["counts"]) >= len(plans)
    assert sum(one["plans"] for one in card["counts"]) == sum(
        one["plans"] for one in answered("0709T covered")["card"]["counts"]
    )
