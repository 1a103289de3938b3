"""What a library itself says a code is billed with stands beside what official files say, each with who says so."""

from __future__ import annotations

import pytest

from kb.answers.crosswalk import every_crossing, own_crossings
from kb.content.load import load
from kb.facts.crosswalk import crosswalk, crosswalk_lines
from kb.facts.of_code import facts_of
from kb.facts.store import Store
from kb.rules.check import check
from tests.answers.made import DAY, says
from tests.answers.made import library as made


@pytest.fixture
def library(good_library):
    return check(load(good_library)).library


def kinds(rows):
    return {(row.kind, row.target) for row in rows}


def test_a_primary_typed_on_a_page_is_told_of_both_codes(library):
    assert ("billed with", "0708T") in kinds(own_crossings(library, "0709T"))
    assert ("primary of", "0709T") in kinds(own_crossings(library, "0708T"))


def test_entries_that_name_a_code_are_told_with_their_plan_and_first_day(library):
    [row] = [row for row in own_crossings(library, "0709T") if row.target == "example-health/commercial/0709t"]
    entry = library.by_path["example-health/commercial/0709t.md"]
    assert ("policy lists", "Example Health, Commercial plans") == (row.kind, row.says)
    assert (entry.effective.isoformat() if entry.effective else "") == row.since


def test_a_code_that_the_library_does_not_name_has_no_rows(library):
    assert () == own_crossings(library, "12001")


def test_rows_of_official_files_come_first_and_what_they_say_is_not_said_again(library, stocked):
    store = Store(load(stocked).facts)
    facts = facts_of(store, "0709T")
    official, found = crosswalk(facts, store), every_crossing(library, facts, store)
    assert official == found[: len(official)]
    assert 1 == [(row.kind, row.target) for row in found].count(("billed with", "0708T"))
    assert {"policy lists"} == {row.kind for row in found[len(official) :]}


def test_lines_sum_up_the_pairs_of_a_table_and_name_all_else(stocked):
    store = Store(load(stocked).facts)
    lines = dict(crosswalk_lines(crosswalk(facts_of(store, "0709T"), store)))
    assert "AOC_V2026Q1-MCR.txt, edition of 2026-01-01, since 2022-01-01" == lines["billed with: 0708T"]
    assert "ccipra-v320r0.txt, edition of 2026-01-01" == lines["not with: 6 codes in 3 groups of code pairs"]
    assert "policy lists: A59001" in lines


def test_an_entry_that_names_a_code_is_told_since_it_is_effective_and_none_that_is_superseded():
    rules = [
        says("dated", "0709T", "covered", effective=DAY),
        says("undated", "0709T", "covered"),
        says("gone", "0709T", "covered", currency="superseded"),
        says("wide", "category III", "covered"),
    ]
    assert [("example/plans/dated", "2026-03-02"), ("example/plans/undated", "")] == [
        (row.target, row.since) for row in own_crossings(made(*rules), "0709T")
    ]
