"""What code lists say of a code: listed, not in a list that was read whole, and nothing else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kb.answers.listings import listings
from kb.content.load import load
from kb.domain.code_list import CodeList
from kb.rules.check import check
from tests.answers.made import PLANS, SECOND, SOURCES, says
from tests.answers.made import library as made

SCOPE = "example-health/commercial"


@pytest.fixture
def library(good_library):
    """Give the small library with a list in its entry on Category III."""
    whole = check(load(good_library), only=()).library

    def of(read="whole"):
        listed = CodeList("example-policy-1", read, ("0042T", "0070T-0072T"), "Not proven")
        return replace(
            whole,
            entries=tuple(
                replace(one, listed=listed) if one.id.endswith("commercial/category-iii") else one
                for one in whole.entries
            ),
        )

    return of


def test_a_listed_code_is_told_with_document_heading_and_plan(library):
    [found] = listings(library(), "0071T")
    document = "Example Policy 1, Category III Codes, under “Not proven”"
    assert f"0071T is listed in {document} (Example Health, Commercial plans)." == found.told(library())
    assert found.record["listed"]


def test_a_code_that_a_wholly_read_list_lacks_is_told_for_its_plan_and_not_called_covered(library):
    [found] = listings(library(), "0709T", SCOPE)
    assert "is not in the list" in found.told(library())
    assert "does not say that it is covered" in found.told(library())
    assert () == listings(library(), "0709T")


def test_nothing_is_told_by_a_list_read_in_part_or_of_other_codes_or_plans(library):
    assert () == listings(library("part"), "0709T", SCOPE)
    assert () == listings(library(), "12001", SCOPE)
    assert () == listings(library(), "0042T", "example-health/medicare-advantage")


def with_list(entry, **fields):
    listed = CodeList("pw", "whole", ("0709T",), "")
    return replace(entry, **{"listed": listed, "sources": SOURCES, **fields})


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({}, "rule"),
        ({"document": ""}, "primarywhole source"),
        ({"document": "", "sources": {}}, "Title of rule"),
    ],
)
def test_a_list_goes_by_its_document_else_its_source_else_the_title_of_the_entry(fields, name):
    titled = {key: replace(source, title="primarywhole source") for key, source in SOURCES.items()}
    entry = with_list(says("rule", "0709T", "covered"), **{"sources": titled, **fields})
    [found] = listings(made(entry), "0709T")
    assert f"0709T is listed in {name} (example, plans)." == found.told(made(entry))


def test_a_list_is_a_record_of_plain_values():
    entry = with_list(says("rule", "0709T", "covered"))
    [found] = listings(made(entry), "0708T", PLANS)
    assert {
        "entry": "example/plans/rule",
        "code": "0708T",
        "listed": False,
        "heading": "",
        "list_read": "whole",
        "source": "pw",
    } == found.record


def test_lists_of_every_plan_are_told_where_none_is_named_and_of_one_plan_where_it_is():
    entries = [with_list(says("rule", "0709T", "covered", scope=scope)) for scope in (PLANS, SECOND)]
    other = says("other", "0709T", "covered")
    assert [PLANS, SECOND] == [found.entry.scope_id for found in listings(made(*entries, other), "0709T")]
    assert [SECOND] == [found.entry.scope_id for found in listings(made(*entries, other), "0709T", SECOND)]
