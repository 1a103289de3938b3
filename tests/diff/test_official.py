"""What differs in the tables of official files is told code by code; the gate asks only for codes of the library."""

from __future__ import annotations

import shutil

import pytest

from benchmarks import cms_files as made
from kb.content.load import load_facts
from kb.diff.official import compare_facts, fact_concerns
from kb.facts.rationales import PAIR_RATIONALES
from kb.facts.store import NOTHING, Store

WHY, OTHER = PAIR_RATIONALES[11], PAIR_RATIONALES[8]
OLD_PAIRS = [
    ("0709T", "96372", "20220101", "*", "1", WHY),
    ("0709T", "96373", "20220101", "*", "1", WHY),
    ("12001", "0709T", "20220101", "*", "1", OTHER),
    ("12002", "36400", "20220101", "*", "0", OTHER),
]
NEW_PAIRS = [
    ("0709T", "96372", "20220101", "*", "0", WHY),
    ("12001", "0709T", "20220101", "*", "1", OTHER),
    ("12003", "0709T", "20260401", "*", "1", OTHER),
    ("12002", "36400", "20220101", "*", "1", OTHER),
]


@pytest.fixture
def stores(tmp_path, stock):
    """Two quarters of a store."""

    def of(name, pairs, units, version, day, **more):
        files = {
            f"ccipra-v{version}r0.txt": made.pairs(pairs),
            f"MCR_MUE_PractitionerServices_Eff_{day}.csv": made.units(units),
            **more,
        }
        folder = stock(tmp_path / name, tmp_path / f"{name}-d", files)
        return Store(load_facts(folder)[0])

    before = of(
        "old", OLD_PAIRS, [("0709T", "2", "3", "CMS Policy"), ("12001", "1", "2", "CMS Policy")], 320, "01-01-2026"
    )
    after = of(
        "new", NEW_PAIRS, [("0709T", "3", "3", "CMS Policy"), ("12001", "1", "2", "CMS Policy")], 321, "04-01-2026"
    )
    return before, after


def told(found, code):
    return {(fact.text, fact.direction) for change in found.codes if change.code == code for fact in change.facts}


def test_pairs_and_units_of_a_code_with_a_page_are_told_with_their_direction(stores):
    found = compare_facts(*stores, ["0709T"])
    assert {
        ("practitioner: 1 pair gone (96373)", "looser"),
        ("practitioner: 1 pair new (12003)", "tighter"),
        ("practitioner: 1 pair with modifier 1 → 0 (96372)", "tighter"),
        ("MUE, practitioner: units 2 → 3", "looser"),
    } == told(found, "0709T")
    assert ["2026-01-01 2026-04-01"] * 2 == [f"{table.before} {table.after}" for table in found.tables]


def test_other_codes_are_counted_and_one_of_them_is_told_when_asked_for(stores):
    found = compare_facts(*stores, ["0709T"])
    assert (["0709T"], 5) == ([change.code for change in found.codes], found.others)
    asked = compare_facts(*stores, ["0709T"], "12002")
    assert {("practitioner: 1 pair with modifier 0 → 1 (36400)", "looser")} == told(asked, "12002")


def test_a_second_approval_is_asked_for_codes_with_a_page_and_watched_ones_alone(stores):
    before, after = stores
    assert [] == list(fact_concerns(compare_facts(before, after, [], "12002")))
    assert ["0709T"] == [one.id for one in fact_concerns(compare_facts(before, after, ["0709T"]))]
    watching = Store({**after.files, "facts/watched.txt": b"36400\n"})
    assert ["36400"] == [one.id for one in fact_concerns(compare_facts(before, watching, []))]


def test_stores_that_are_the_same_have_no_difference(stores):
    assert compare_facts(stores[0], stores[0], ["0709T"]) == compare_facts(NOTHING, NOTHING, [])


def test_add_ons_titles_and_documents_are_compared(tmp_path, stock, stocked):
    folder = shutil.copytree(stocked, tmp_path / "policies")
    stock(folder, tmp_path / "d", {
        "AOC_V2026Q2-MCR.txt": made.add_ons([
            ("0709T", "0708T", "3", "2022001", ""), ("0709T", "12001", "1", "2026091", ""),
        ]),
        "HCPC2026_APR_ANWEB.txt": made.level_ii([("J9035", "Another title, 10 mg", "D", "20050101")]),
    })  # fmt: skip
    before, after = (Store(load_facts(each)[0]) for each in (stocked, folder))
    found = compare_facts(before, after, ["0709T", "12001", "J9035"])
    assert {
        ("add-on file: primary 0708T has another type or date", "neutral"),
        ("add-on file: primary 12001 is new", "looser"),
    } == told(found, "0709T")
    assert {("add-on file: add-on 0709T is new", "looser")} == told(found, "12001")
    assert any("title" in text and "Another title" in text for text, _ in told(found, "J9035"))
