"""The page of any code and what official files add to a code's page; without an import there is neither."""

from __future__ import annotations

import pytest

from kb.content.load import load
from kb.facts.store import NOTHING, Store
from kb.pages.any_code import any_code_pages, official_of


@pytest.fixture(scope="module")
def store(stocked):
    return Store(load(stocked).facts)


def test_without_an_import_there_is_no_such_page_and_nothing_on_a_code(store):
    assert () == any_code_pages(NOTHING, ())
    assert official_of(NOTHING, "0709T") is None
    assert official_of(store, "99999") is None


def test_the_page_names_each_table_that_is_held_with_its_file(store):
    [page] = any_code_pages(store, ())
    assert set(store.sources) == {held.source.table for held in page.context.held}
    assert "codes/any.html" == page.address


def test_facts_stand_with_file_and_edition_and_few_codes_of_a_group_are_written_out(store):
    official = official_of(store, "0709T")
    told = {block.heading: (block.source.label, block.lines) for block in official.facts}
    explained = {block.heading: [paper for paper, _ in block.papers] for block in (*official.facts, *official.pairs)}
    assert ["CMS, notes on the relative value file: the PDF in its archive"] == explained["Physician fee schedule"]
    assert ["CMS, heads of the pair files"] == explained["Code pairs (NCCI), practitioner claims"]
    label, lines = told["Units (MUE), practitioner claims"]
    assert "MCR_MUE_PractitionerServices_Eff_01-01-2026.csv, edition of 2026-01-01" == label
    assert ("Most units", "4") in lines
    assert (5, 6) == (official.groups, official.others)
    assert "12001-12002" in {codes for block in official.pairs for _, codes in block.lines}


def test_a_code_page_tells_how_many_codes_the_files_hold_and_where_to_look_one_up(stocked_site, good_site):
    text = (stocked_site / "codes/0709t/coding.html").read_text(encoding="utf-8")
    assert 'data-beside="0709T"' in text
    assert "hold 6 codes in 5 groups" in text
    assert "data-beside" not in (good_site / "codes/0709t/coding.html").read_text(encoding="utf-8")
    assert not (good_site / "codes/any.html").exists()
