"""What the rows of a code page may say, beside what `data/bad/` shows of each rule."""

from __future__ import annotations

import pytest

from kb.content.load import load
from kb.rules.check import check


@pytest.fixture
def codes(laid_over, good_library):
    """Give the rules that a code page breaks after one change of its text."""
    text = (good_library / "codes" / "0709t.md").read_text(encoding="utf-8")

    def of(old, new):
        assert 1 == text.count(old)
        return [
            problem.code for problem in check(load(laid_over({"codes/0709t.md": text.replace(old, new)}))).problems
        ]

    return of


@pytest.mark.parametrize(
    "amount", ["99999", "999999.99", "9999999.99", "0.01", "0.00", "12345678", "123456", "6000000"]
)
def test_an_amount_that_fills_a_field_is_told_and_passes_where_it_is_read_as_such(codes, amount):
    assert ["placeholder-amount"] == codes("gross: 990\n", f"gross: {amount}\n")
    assert [] == codes("gross: 990\n    reading: charge item", f"gross: {amount}\n    reading: placeholder")


@pytest.mark.parametrize(("rows", "told"), [(49, []), (50, ["shared-amount"]), (1422, ["shared-amount"])])
def test_an_amount_that_many_rows_have_is_no_charge_for_a_service(codes, rows, told):
    assert told == codes("gross: 990\n", f"gross: 990\n    rows_sharing: {rows}\n")


@pytest.mark.parametrize("amount", ["9999", "999.99", "99990", "1", "13030.50", "1234.50", "4999999"])
def test_an_amount_that_may_be_a_price_passes(codes, amount):
    assert [] == codes("gross: 990\n", f"gross: {amount}\n")


@pytest.mark.parametrize("key", ["entries: 3", "rows_sharing: 12"])
def test_a_count_of_no_row_is_told(codes, key):
    assert ["row-without-amount"] == codes(key, f"{key.split(':')[0]}: 0")


@pytest.mark.parametrize("low", ["250.00", "250", "0.50"])
def test_the_ends_of_a_range_may_be_the_same(codes, low):
    assert [] == codes("low: 100.00", f"low: {low}")


@pytest.mark.parametrize(
    "others",
    [
        "96401, 96402",
        "96360-96361, 96365-96368, G0498",
        "252 anesthesia codes",
        "0708T, 0710T",
        "many, within 64400-64530",
    ],
)
def test_codes_that_can_stand_beside_one_pass(codes, others):
    assert [] == codes("others: 96401, 96402\n", f"others: {others}\n")


@pytest.mark.parametrize(
    "others", ["96402-96401", "0708T-0710T", "0709T", "96401, 96401", "96360-96370, 96365", "96401-0710T"]
)
def test_codes_that_cannot_stand_beside_one_are_told(codes, others):
    assert ["pair-codes"] == codes("others: 96401, 96402\n", f"others: {others}\n")


@pytest.mark.parametrize("modifier", ["59", "XU", "59, XU", "25 or 59", "LT/RT"])
def test_a_modifier_has_two_characters(codes, modifier):
    assert [] == codes("modifier: 59", f"modifier: {modifier}")


@pytest.mark.parametrize("modifier", ["5", "59 and more", "xu", "'-59'"])
def test_what_is_no_modifier_is_told(codes, modifier):
    assert ["modifier-form"] == codes("modifier: 59", f"modifier: {modifier}")
