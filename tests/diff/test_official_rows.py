"""Tables of official files written on the spot: each case is rows before and after, and what is told of a code."""

from __future__ import annotations

import pytest

from kb.content.load import load_facts
from kb.diff.official import compare_facts, fact_concerns
from kb.facts.listed import listed_table
from kb.facts.store import NOTHING, WATCHED, Store
from kb.facts.tables import BY_NAME


def told(found, code):
    return {(fact.text, fact.direction) for change in found.codes if change.code == code for fact in change.facts}


def store(name, *rows, **more):
    content = "\n".join([",".join(BY_NAME[name].names), *rows, ""]).encode()
    return Store({BY_NAME[name].path: content, **more})


def facts_of(name, before, after, code):
    """Give what is told of a code where a table has these rows before and after; None is a store without it."""
    old, new = (NOTHING if rows is None else store(name, *rows) for rows in (before, after))
    return told(compare_facts(old, new, [], code), code)


ROWS = {
    "a row that is new": ("opps", [], ["0709T,S,1234,1,2,3,4"], "0709T", {("OPPS: new row", "neutral")}),
    "a row that is gone": ("opps", ["0709T,S,1234,1,2,3,4"], [], "0709T", {("OPPS: row gone", "neutral")}),
    "each cell that differs": (
        "opps",
        ["0709T,S,1234,1,2,3,4"],
        ["0709T,,1234,1,2.5,3,4"],
        "0709T",
        {("OPPS: status S → none", "neutral"), ("OPPS: payment 2 → 2.5", "neutral")},
    ),
    "a cell that was empty": (
        "opps",
        ["J9035,,,,,,"],
        ["J9035,K,,,,,"],
        "J9035",
        {("OPPS: status none → K", "neutral")},
    ),
    "fewer units": ("units-dme", ["J9035,3,1,x"], ["J9035,2,1,x"], "J9035", {("MUE, dme: units 3 → 2", "tighter")}),
    "more units": ("units-dme", ["J9035,9,1,x"], ["J9035,10,1,x"], "J9035", {("MUE, dme: units 9 → 10", "looser")}),
    "units that are no number": (
        "units-dme",
        ["J9035,,1,x"],
        ["J9035,2,1,x"],
        "J9035",
        {("MUE, dme: units none → 2", "neutral")},
    ),
    "units that are a number no longer": (
        "units-dme",
        ["J9035,2,1,x"],
        ["J9035,,1,x"],
        "J9035",
        {("MUE, dme: units 2 → none", "neutral")},
    ),
    "an indicator of units": (
        "units-hospital",
        ["J9035,2,1,x"],
        ["J9035,2,3,x"],
        "J9035",
        {("MUE, hospital: indicator 1 → 3", "neutral")},
    ),
    "numbers of another table": ("opps", ["J9035,K,1,1,2,3,4"], ["J9035,K,1,1,2,3,5"], "J9035", {
        ("OPPS: least copayment 4 → 5", "neutral"),
    }),
    "a table with a title of its own": (
        "asc-procedures",
        ["0709T,N,G2,1,2"],
        ["0709T,N,G2,1,3"],
        "0709T",
        {("Ambulatory surgical center payment, Addendum AA, surgical procedures: payment 2 → 3", "neutral")},
    ),
    "a code that a document lists": (
        "coverage-codes",
        ["L1,1,0708T"],
        ["L1,1,0708T-0709T"],
        "0709T",
        {("coverage: L1 lists it now", "neutral")},
    ),
    "a code that a document lists no longer": (
        "coverage-codes",
        ["L1,1,0709T"],
        ["L2,1,12001"],
        "0709T",
        {("coverage: L1 lists it no longer", "neutral")},
    ),
    "a code that a document lists in another group": (
        "coverage-codes",
        ["L1,1,0709T 12001"],
        ["L1,2,0709T"],
        "0709T",
        set(),
    ),
    "an add-on that is gone": (
        "add-ons",
        ["0709T,0708T,1,2022-01-01,"],
        [],
        "0709T",
        {("add-on file: primary 0708T is gone", "tighter")},
    ),
    "the primary of an add-on of another type": (
        "add-ons",
        ["0709T,0708T,1,2022-01-01,"],
        ["0709T,0708T,2,2022-01-01,"],
        "0708T",
        {("add-on file: add-on 0709T has another type or date", "neutral")},
    ),
    "an add-on whose primaries the contractors name": (
        "add-ons",
        [],
        ["0709T,CCCCC,3,2022-01-01,"],
        "0709T",
        {("add-on file: primary CCCCC is new", "looser")},
    ),
    "a pair with another reason": (
        "pairs-hospital",
        ["0709T,1,2,2022-01-01,,96372"],
        ["0709T,1,3,2022-01-01,,96372"],
        "96372",
        {("hospital: 1 pair with another reason or date (0709T)", "neutral")},
    ),
    "a pair with another modifier and reason": (
        "pairs-hospital",
        ["0709T,1,2,2022-01-01,,96372"],
        ["0709T,0,3,2022-01-01,,96372"],
        "0709T",
        {("hospital: 1 pair with modifier 1 → 0 (96372)", "tighter")},
    ),
    "pairs that are written in other runs": (
        "pairs-hospital",
        ["0709T,1,2,2022-01-01,,96372-96373"],
        ["0709T,1,2,2022-01-01,,96372", "0709T,1,2,2022-01-01,,96373"],
        "0709T",
        set(),
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", ROWS)
def test_of_a_code_is_told(what):
    name, before, after, code, expected = ROWS[what]
    assert expected == facts_of(name, before, after, code)


def test_the_modifier_of_a_fee_is_named_where_there_is_one():
    def row(modifier, status):
        return ",".join(["0709T", modifier, status, *[""] * (len(BY_NAME["fees"].names) - 3)])

    before, after = [row("", "C"), row("26", "C")], [row("", "A"), row("26", "A")]
    assert {("fee schedule: status C → A", "neutral"), ("fee schedule, modifier 26: status C → A", "neutral")} == (
        facts_of("fees", before, after, "0709T")
    )


def test_a_table_by_something_else_than_codes_is_counted_by_its_lines_alone():
    found = compare_facts(store("icd10", "C43.0,Title"), store("icd10", "C43.0,Other", "C43.1,New"), ["C43.0"])
    assert [("icd10", 1, 2)] == [(table.table, table.gone, table.new) for table in found.tables]
    assert ((), 0) == (found.codes, found.others)


@pytest.mark.parametrize(("count", "named"), [(12, True), (13, False)])
def test_a_dozen_pairs_are_named_and_more_are_counted(count, named):
    rows = [f"0709T,1,2,2022-01-01,,{first}" for first in range(96301, 96301 + count)]
    ((text, direction),) = facts_of("pairs-practitioner", [], rows, "0709T")
    assert (f"practitioner: {count} pairs new", "tighter") == (text.partition(" (")[0], direction)
    assert named == ("(96301, 96302, " in text)


def test_pairs_of_one_code_are_told_kind_by_kind_and_in_order_of_codes():
    before = ["0709T,0,2,2022-01-01,,96374 96372", "0709T,1,2,2022-01-01,,96373"]
    found = compare_facts(store("pairs-hospital", *before), store("pairs-hospital"), ["0709T"])
    assert ["hospital: 3 pairs gone (96372, 96373, 96374)"] == [fact.text for fact in found.codes[0].facts]


def test_codes_stand_in_order_and_only_those_with_a_page_are_watched():
    old, new = store("opps"), store("opps", "96401,S,,,,,", "0708T,S,,,,,", "0709T,S,,,,,", "12001,S,,,,,")
    found = compare_facts(old, new, ["96401", "0708T"], "0709T")
    assert [("0708T", True), ("0709T", False), ("96401", True)] == [(one.code, one.watched) for one in found.codes]
    assert 1 == found.others
    assert [("0708T", "OPPS: new row"), ("96401", "OPPS: new row")] == [
        (one.id, one.message) for one in fact_concerns(found)
    ]


def test_a_code_that_was_watched_before_needs_a_second_approval_too():
    watched = {WATCHED: b"12001\n"}
    found = compare_facts(store("opps", **watched), store("opps", "12001,S,,,,,"), [])
    assert [("official-fact", "12001")] == [(one.rule, one.id) for one in fact_concerns(found)]


def test_several_facts_of_a_code_are_one_reason():
    found = compare_facts(store("opps", "0709T,S,1,,,,"), store("opps", "0709T,T,2,,,,"), ["0709T"])
    assert ["OPPS: status S → T; OPPS: apc 1 → 2"] == [one.message for one in fact_concerns(found)]


def test_a_table_from_another_edition_with_the_same_rows_is_told_without_a_line():
    table = BY_NAME["opps"]
    one, other = (
        store("opps", "0709T,S,1,,,,", **{table.provenance: said}) for said in (b"edition: 1", b"edition: 2")
    )
    (found,) = compare_facts(one, other, ["0709T"]).tables
    assert ("opps", None, None, 0, 0) == (found.table, found.before, found.after, found.gone, found.new)
    assert () == compare_facts(one, one, ["0709T"]).tables


def test_a_table_that_comes_is_told_with_all_its_rows():
    (found,) = compare_facts(NOTHING, store("opps", "0709T,S,1,,,,", "12001,S,1,,,,"), []).tables
    assert (0, 2) == (found.gone, found.new)


def test_titles_with_commas_and_quotes_are_compared_cell_by_cell(stocked):
    """A line with quotes cannot be split at its commas, so its table is read as one."""
    held = load_facts(stocked)[0]
    table = BY_NAME["hcpcs"]
    lines = held[table.path].decode().splitlines()
    quoted = next(line for line in lines if '"' in line)
    changed = quoted[:-1] + ' and more"'
    after = held | {table.path: "\n".join([*(changed if one == quoted else one for one in lines), ""]).encode()}
    code, title = quoted.split(",")[0], quoted.split('"', 1)[1][:-1]
    expected = {(f"HCPCS file: title {title} → {title} and more", "neutral")}
    found = compare_facts(Store(held), Store(after), [], code)
    assert expected == told(found, code)
    assert 0 == found.others


def listed(*lines, source=b"one"):
    """Make a store with lines of listed prices."""
    head = ",".join(listed_table("hospital-north").names)
    text = "".join(f"{line}\n" for line in (head, *lines))
    return Store({"facts/listed/hospital-north.csv": text.encode(), "facts/listed/hospital-north.yml": source})


def test_listed_prices_are_compared_by_code_and_a_code_with_a_page_needs_a_second_approval():
    line = '{},"Acme, Inc",commercial,outpatient,facility,,negotiated,1,1,1,1,0,0,0,,,,,,{},'.format
    old, new = (
        listed(line("0709T", 5), line("12001", 7)),
        listed(line("0709T", 6), line("12001", 7), line("12001", 8)),
    )
    found = compare_facts(old, new, ["0709T"])
    assert [("listed/hospital-north", 1, 2)] == [(each.table, each.gone, each.new) for each in found.tables]
    assert {("listed prices, hospital-north: lines gone: 1, new: 1", "neutral")} == told(found, "0709T")
    assert (1, ["0709T"]) == (found.others, [concern.id for concern in fact_concerns(found)])
    assert () == compare_facts(old, old, ["0709T"]).tables
    assert [(0, 0)] == [
        (each.gone, each.new)
        for each in compare_facts(old, listed(line("0709T", 5), line("12001", 7), source=b"two"), []).tables
    ]
