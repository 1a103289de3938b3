"""What Medicare pays stands beside listed prices of the same kind of service, and beside no others."""

from __future__ import annotations

import json

import pytest

from benchmarks import cms_files
from kb.commands.main import main
from tests.prices.made import row, tall

FEES, OPPS = "PPRRVU2026_Jan.csv", "January_2026_Web_Addendum_B.txt"


@pytest.fixture
def rates(tmp_path, policies, capsys):
    """Import CMS's files; then give what is told of a code in a hospital's file of some rows."""
    for name in (FEES, OPPS):
        (tmp_path / name).write_bytes(cms_files.small_files()[name])
    words = ("--policies", str(policies), "--today", "2026-03-02")
    assert 0 == main(["import", "cms", str(tmp_path / FEES), str(tmp_path / OPPS), *words])
    capsys.readouterr()

    def go(rows, *asked):
        (tmp_path / "n.csv").write_text(tall(*rows), encoding="utf-8")
        assert 0 == main(["rates", str(tmp_path / "n.csv"), "--policies", str(policies), *asked])
        return capsys.readouterr().out

    return go


def twelve(code="12001", **cells):
    return [row(code=code, dollar=f"{1187.5 * at:.2f}", payer=f"Payer {at}", **cells) for at in range(2, 14)]


def test_the_median_is_a_share_of_the_hospital_outpatient_payment(rates):
    out = rates(twelve(), "--code", "12001")
    assert "median $8,906.25" in out
    assert (
        "The median is 750 % of Medicare's $1,187.50 (hospital outpatient payment, paid separately, reduced beside "
        "others, before geographic adjustment; January_2026_Web_Addendum_B.txt, edition of 2026-01-01)." in out
    )
    (found,) = json.loads(rates(twelve(), "--code", "12001", "--json"))["medicare"]
    assert ("1187.50", ["750"]) == (found["amount"], found["percent"])


def test_few_amounts_are_a_range_of_shares(rates):
    assert "The amounts are 200 % to 400 % of Medicare's $1,187.50" in rates(twelve()[:3], "--code", "12001")


def test_professional_prices_are_beside_both_amounts_of_the_fee_schedule(rates):
    words = ("--code", "70553", "--billing", "professional")
    lines = rates(twelve("70553", billing="professional"), *words).splitlines()
    told = [line.split("physician fee schedule, ")[1] for line in lines if "of Medicare's" in line]
    assert ["without a facility", "in a facility"] == [each.split(",")[0] for each in told]


@pytest.mark.parametrize(
    ("cells", "asked"),
    [
        ({"setting": "inpatient"}, ("--setting", "inpatient")),
        ({"method": "per diem"}, ("--kind", "per diem")),
        ({"modifiers": "26"}, ("--modifier", "26")),
        ({"drug": "ML"}, ()),
        ({}, ("--without", "kind")),
        ({"plan": "Medicare Advantage"}, ()),
    ],
)
def test_a_price_of_another_kind_has_no_share(cells, asked, rates):
    assert "of Medicare's" not in rates(twelve(**cells), "--code", "12001", *asked)


def test_a_code_without_a_fee_has_no_share(rates):
    assert [] == json.loads(rates(twelve("70553"), "--code", "70553", "--json"))["medicare"]
