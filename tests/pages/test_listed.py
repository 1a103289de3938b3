"""Prices in imported files on a code's Rates page: what is left, on one scale, and what is not, below and on none."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
from pathlib import Path

import pytest

from kb.commands.main import main
from kb.content.load import load
from kb.facts.store import NOTHING, Store
from kb.pages.listed import MOST, listed_prices
from tests.prices.made import row, tall

GOOD = Path(__file__).parents[1] / "data/good"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """The small library, into which a hospital's file was imported: 0709T shares its amount with a hundred codes."""
    folder = tmp_path_factory.mktemp("listed")
    shutil.copytree(GOOD, folder / "policies")
    shared = [row(code=f"{code}", dollar="4303.00", payer="Beta") for code in (*range(10000, 99999, 900), "0709T")]
    clean = [row(code="0708T", dollar=f"{100 * at}", plan=f"Commercial {at}") for at in range(1, 12)]
    few = [row(code="0708T", payer="Beta", dollar=dollar, plan=dollar) for dollar in ("250", "999999999", "1000")]
    percent = row(code="0708T", payer="Gamma", dollar="", percent="55", method="other")
    (folder / "n.csv").write_text(tall(*shared, *clean, *few, percent), encoding="utf-8")
    words = ("import", "hospital", str(folder / "n.csv"), "--hospital", "north", "--codes", "0708T,0709T")
    assert 0 == main([*words, "--policies", str(folder / "policies")])
    return folder / "policies"


@pytest.fixture(scope="module")
def store(folder):
    return Store(load(folder).facts)


def test_without_an_import_there_is_nothing():
    assert listed_prices(NOTHING, "0709T") is None


def test_percentiles_are_a_bar_few_amounts_are_points_and_percentages_are_on_no_scale(store):
    shown = listed_prices(store, "0708T")
    figure, few, percent = shown.rows
    assert (
        "15 prices in 1 file, 14 left (left out: 1 placeholder). Listed by law; not what anyone paid." == shown.told
    )
    assert ("11 of 11", "p10 $200, p25 $350, median $600, p75 $850, p90 $1,000") == (figure.counts, figure.amounts)
    assert 3 < figure.start < figure.middle < figure.end <= 97
    assert (("n.csv, line 105, of 2026-04-01",), ("n.csv, lines 116, 118, of 2026-04-01",)) == (
        figure.places, few.places)  # fmt: skip
    assert ("2 of 3", "$250, $1,000", "placeholder 1") == (few.counts, few.amounts, few.left_out)
    assert (2, None) == (len(few.points), few.middle)
    assert ("55 %", ()) == (percent.amounts, percent.points)
    assert ("$100", "$1k") == tuple(amount for amount, _ in shown.ticks)


def test_a_default_is_no_price_by_a_counted_rule(store):
    shown = listed_prices(store, "0709T")
    (line,) = shown.rows
    assert ("n.csv, line 104, of 2026-04-01",) == line.places
    assert "Data not available: 1 price in 1 file, none left (left out: 1 catch-all)." == shown.told
    assert (False, "100", ()) == (line.used, line.shared, shown.ticks)


def test_a_page_shows_the_first_lines_and_says_how_many_more_there_are():
    path = "facts/listed/hospital-north.csv"
    lines = [f"0708T,Payer {at:03},,,,,negotiated,1,1,1,1,0,0,0,,,,,,9.50,,1:9" for at in range(MOST + 5)]
    many = Store({path: "\n".join(["head", *lines]).encode()})
    shown = listed_prices(many, "0708T")
    assert (MOST, 5) == (len(shown.rows), shown.more)


@pytest.mark.slow
def test_the_rates_page_of_a_code_shows_them(folder, tmp_path):
    assert 0 == main(["build", "--policies", str(folder), "--out", str(tmp_path / "site")])
    text = (tmp_path / "site/codes/0709t/rates.html").read_text(encoding="utf-8")
    assert "Data not available: 1 price in 1 file, none left (left out: 1 catch-all)." in text
    assert "100 other codes of the plan have the same amount; left out: catch-all 1" in text
    assert '<a href="#listed-prices">Prices in imported files</a>' in text
    other = (tmp_path / "site/codes/0708t/rates.html").read_text(encoding="utf-8")
    assert 1 == other.count('<rect class="plot-bar" x="')
    assert "North Hospital: n.csv" in other
    assert "n.csv, lines 116, 118, of Apr 1, 2026" in " ".join(re.sub("<[^>]+>", "", other).split())
    assert "the first stands in n.csv, line 105" in other


@pytest.mark.slow
def test_the_lines_of_a_code_are_published_as_csv_and_json(folder, tmp_path):
    assert 0 == main(["build", "--policies", str(folder), "--out", str(tmp_path / "site")])
    told = json.loads((tmp_path / "site/codes/0708t/listed-prices.json").read_text(encoding="utf-8"))
    assert [("n.csv", "2026-04-01", "North Hospital")] == [
        tuple(each[name] for name in ("name", "updated", "of")) for each in told["files"]
    ]
    text = (tmp_path / "site/codes/0708t/listed-prices.csv").read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert told["lines"] == rows
    assert ["600.00", "", ""] == [each["median"] for each in rows]
    assert "n.csv, line 116; n.csv, line 118" == rows[1]["places"]
