"""The rows of a code page in the words a reader sees."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from kb.content.code_tables import code_tables, dollars
from kb.domain.code_facts import CodePair, Conflict, FeeRow, LifeEvent, Modifier, ObservedAmount, UnitLimit
from kb.domain.model import CodePage
from kb.domain.vocabulary import PAGE_HEADINGS

DAY = dt.date(2026, 1, 1)
CITED = ("example-file", "other-file")


def life(**held):
    return LifeEvent(**{"event": "sunset", "on": "2027-06", "basis": "printed", "sources": CITED, **held})


def fee(**held):
    indicators = {"pc_tc": "0", "multiple_procedure": "1", "bilateral": "2", "assistant": "3", "co_surgeon": "4"}
    row = {"file": "EXAMPLE26A", "status": "C", "global_days": "ZZZ", "total_rvu": Decimal("0.00"), "team": "5"}
    return FeeRow(**{**indicators, **row, "sources": CITED, **held})


def unit(**held):
    row = {"setting": "practitioner", "units": 4, "indicator": "3", "rationale": "Example", "effective": DAY}
    return UnitLimit(**{**row, "sources": CITED, **held})


def pair(**held):
    row = {"others": "96401, 96402", "what": "Example services", "column": 1, "indicator": "1", "edition": DAY}
    return CodePair(**{**row, "setting": ("practitioner", "outpatient hospital"), "sources": CITED, **held})


def amount(**held):
    row = {"hospital": "Example Hospital", "reading": "charge item", "as_of": "2026-02", "sources": CITED}
    return ObservedAmount(**{**row, **held})


MODIFIER = Modifier("59", "May open an example pair.", CITED)
CONFLICT = Conflict("The last day", "One page prints June.", "Another prints May.", "The list goes first.", CITED)
EVERY = {
    "life_cycle": life(),
    "fee_schedule": fee(),
    "units": unit(),
    "pairs": pair(),
    "modifiers": MODIFIER,
    "observed_amounts": amount(),
    "conflicts": CONFLICT,
}


def tables(**rows):
    """Give the tables of a code page that has these rows: one of a kind, or a tuple of them."""
    relation = {"code": "0709T", "family": "", "add_on_to": "", "add_on_type": "", "add_on_sources": ()}
    held = {"title": "Example", "reviewed": DAY, "review_by": DAY, "sources": {}, "looked": (), "sections": ()}
    facts = {name: row if isinstance(row, tuple) else (row,) for name, row in rows.items()}
    page = {**dict.fromkeys(EVERY, ()), **relation, **held, **facts}
    return code_tables(CodePage(path="codes/0709t.md", places={}, concepts=(), **page))


def shown(name, row):
    """Give the one row of the one table of a page that holds this row alone."""
    (table,) = tables(**{name: row})
    (found,) = table.rows
    return found


def cells(name, row):
    """Give the cells of a row by the column they stand in."""
    (table,) = tables(**{name: row})
    return dict(zip(table.columns, table.rows[0].cells, strict=True))


def test_only_dates_and_amounts_have_a_tone():
    assert {"life_cycle": "printed", "observed_amounts": "charge item"} == {
        name: shown(name, row).tone for name, row in EVERY.items() if shown(name, row).tone
    }


def test_a_page_without_rows_has_no_tables():
    assert () == tables()


@pytest.mark.parametrize("name", EVERY)
def test_only_what_has_rows_is_a_table(name):
    assert 1 == len(tables(**{name: EVERY[name]}))


def test_tables_stand_below_headings_of_a_code_page_in_their_order():
    headings = [table.heading for table in tables(**EVERY)]
    assert len(EVERY) == len(headings)
    assert [heading for heading in PAGE_HEADINGS["code"] if heading in headings] == headings


@pytest.mark.parametrize("name", EVERY)
def test_every_row_fills_its_columns_and_keeps_its_sources(name):
    (table,) = tables(**{name: EVERY[name]})
    assert [len(table.columns)] == [len(row.cells) for row in table.rows]
    assert CITED == table.rows[0].sources
    assert all(table.rows[0].cells)
    assert table.caption


def test_rows_stand_in_the_order_of_the_page():
    (found,) = tables(life_cycle=(life(event="sunset"), life(event="effective")))
    assert ["sunset", "effective"] == [row.cells[0] for row in found.rows]


def test_a_date_in_the_life_of_a_code_tells_whether_it_is_printed_or_inferred():
    row = life(basis="inferred", note="Worked out.")
    assert {"Event": "sunset", "Date": "2027-06", "Basis": "inferred"} == cells("life_cycle", row)
    assert ("inferred", "Worked out.") == (shown("life_cycle", row).tone, shown("life_cycle", row).note)


def test_a_fee_row_shows_its_values_as_the_file_writes_them():
    row = fee(conversion_factor=Decimal("33.1234"), note="Priced by the contractor.")
    assert {
        "File": "EXAMPLE26A",
        "Status": "C",
        "Global days": "ZZZ",
        "Total RVU": "0.00",
        "Conversion factor": "33.1234",
        "Indicators": "PC/TC 0, multiple procedure 1, bilateral 2, assistant 3, co-surgeon 4, team 5",
    } == cells("fee_schedule", row)
    assert "Priced by the contractor." == shown("fee_schedule", row).note


def test_a_conversion_factor_that_no_file_gave_is_told():
    assert "not recorded" == cells("fee_schedule", fee())["Conversion factor"]


def test_a_unit_limit_shows_its_edition():
    assert {
        "Claims": "practitioner",
        "MUE": "4",
        "MAI": "3",
        "Rationale": "Example",
        "Effective": "2026-01-01",
    } == cells("units", unit())


def test_a_pair_shows_its_files_and_edition():
    found = cells("pairs", pair())
    assert ["96401, 96402", "Example services", "practitioner, outpatient hospital", "2026-01-01"] == [
        found[column] for column in ("Other codes", "What they are", "Files", "Effective")
    ]


@pytest.mark.parametrize(("column", "expected"), [(1, "column 1: paid"), (2, "column 2: denied")])
def test_a_pair_says_which_of_its_codes_is_paid(column, expected):
    assert expected == cells("pairs", pair(column=column))["This code is"]


@pytest.mark.parametrize(
    ("indicator", "expected"),
    [
        ("1", "1: a modifier can bypass the edit"),
        ("0", "0: no modifier bypasses the edit"),
        ("9", "9: edit no longer active"),
        ("7", "7"),
    ],
)
def test_a_pair_says_whether_a_modifier_opens_it(indicator, expected):
    assert expected == cells("pairs", pair(indicator=indicator))["Modifier indicator"]


@pytest.mark.parametrize(
    ("rationale", "note", "expected"),
    [
        ("Example", "See both", "Rationale: Example. See both"),
        ("Example", "", "Rationale: Example"),
        ("", "See both", "See both"),
        ("", "", ""),
    ],
)
def test_a_pair_tells_its_rationale_before_its_note(rationale, note, expected):
    assert expected == shown("pairs", pair(rationale=rationale, note=note)).note


def test_a_modifier_and_a_conflict_are_shown_in_their_own_words():
    assert {"Modifier": "59", "Rule": "May open an example pair."} == cells("modifiers", MODIFIER)
    assert {
        "Topic": "The last day",
        "One says": "One page prints June.",
        "Another says": "Another prints May.",
        "Our interpretation": "The list goes first.",
    } == cells("conflicts", CONFLICT)


def test_an_observed_amount_shows_whose_it_is_and_how_it_is_read():
    row = amount(plan="Example Plan", reading="catch-all", note="The same on other rows.", rows_sharing=1234)
    found = cells("observed_amounts", row)
    assert ["Example Hospital", "Example Plan", "1,234", "catch-all", "2026-02"] == [
        found[column] for column in ("Hospital", "Payer and plan", "Rows sharing it", "Reading", "File of")
    ]
    assert ("catch-all", "The same on other rows.") == (
        shown("observed_amounts", row).tone,
        shown("observed_amounts", row).note,
    )


def test_a_payer_that_is_named_without_a_plan_is_shown():
    assert "uhc" == cells("observed_amounts", amount(payer="uhc"))["Payer and plan"]


def test_an_amount_that_no_other_row_shares_is_told():
    assert "0" == cells("observed_amounts", amount(rows_sharing=0))["Rows sharing it"]


def test_what_a_price_file_does_not_give_is_told():
    found = cells("observed_amounts", amount())
    assert ["no payer named", "not recorded", "not recorded", "not recorded"] == [
        found[column] for column in ("Payer and plan", "Negotiated", "Gross, cash", "Rows sharing it")
    ]


@pytest.mark.parametrize(
    ("low", "high", "entries", "expected"),
    [
        ("100", "250.50", 3, "$100 to $250.50 (3 payer terms)"),
        ("100", "100.00", 3, "$100 (3 payer terms)"),
        ("100", "100", 1, "$100 (1 payer term)"),
        ("100", "250", None, "$100 to $250"),
        ("0", "0", None, "$0"),
        (None, None, 3, "not recorded"),
    ],
)
def test_negotiated_amounts_are_a_range_or_one_amount(low, high, entries, expected):
    row = amount(low=low and Decimal(low), high=high and Decimal(high), entries=entries)
    assert expected == cells("observed_amounts", row)["Negotiated"]


@pytest.mark.parametrize(
    ("gross", "cash", "expected"),
    [
        ("1200", "800.50", "$1,200 / $800.50"),
        ("0", None, "$0 / not recorded"),
        ("1200", None, "$1,200 / not recorded"),
        (None, "800", "not recorded / $800"),
    ],
)
def test_gross_charge_and_cash_price_stand_side_by_side(gross, cash, expected):
    row = amount(gross=gross and Decimal(gross), cash=cash and Decimal(cash))
    assert expected == cells("observed_amounts", row)["Gross, cash"]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (Decimal("13030.50"), "$13,030.50"),
        (Decimal("13030.00"), "$13,030"),
        (Decimal("2739849.3"), "$2,739,849.30"),
        (Decimal(801), "$801"),
        (Decimal("0.01"), "$0.01"),
        (Decimal(0), "$0"),
        (None, "not recorded"),
    ],
)
def test_an_amount_has_cents_only_where_there_are_any(value, expected):
    assert expected == dollars(value)
