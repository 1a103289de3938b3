"""The made-up price files are read as what they say, and the table has a line for each reader of each."""

from __future__ import annotations

import csv

import pytest

from benchmarks import prices, prices_beside


@pytest.mark.parametrize(("name", "rows"), [("tall.csv", 20), ("wide.csv", 64), ("items.json", 20)])
def test_a_made_up_file_has_the_wanted_code_in_each_plan(name, rows, tmp_path):
    prices.write(tmp_path / name, 200_000)
    assert 200_000 <= (tmp_path / name).stat().st_size < 250_000
    assert rows == prices.read_rates(tmp_path / name)


@pytest.mark.parametrize("name", ["network.json", "network.json.gz"])
def test_a_made_up_payers_file_has_the_wanted_code_in_each_block(name, tmp_path):
    prices.write(tmp_path / name, 1_200_000)
    assert 1_200_000 <= prices.read_alone(tmp_path / name) < 1_400_000
    assert 1 == prices.search(tmp_path / name)
    assert 200 == prices.read_rows(tmp_path / name) == prices.read_rates(tmp_path / name)


def test_readers_count_bytes_and_rows(tmp_path):
    prices.write(tmp_path / "tall.csv", 50_000)
    assert (tmp_path / "tall.csv").stat().st_size == prices.read_alone(tmp_path / "tall.csv")
    with (tmp_path / "tall.csv").open(newline="") as file:
        assert len(list(csv.reader(file))) == prices.measured("csv", tmp_path / "tall.csv").found


@pytest.mark.parametrize("name", prices_beside.OTHERS)
def test_other_readers_find_the_same_prices(name, tmp_path):
    prices.write(tmp_path / name, 1_500_000)
    expected = prices.read_rates(tmp_path / name)
    others = {reader: read for reader, read in prices_beside.OTHERS[name].items() if reader != "duckdb"}
    assert dict.fromkeys(others, expected) == {reader: read(tmp_path / name) for reader, read in others.items()}


def test_readers_are_put_beside_each_other(tmp_path, monkeypatch):
    monkeypatch.setattr(prices_beside, "find_spec", lambda _: None)
    monkeypatch.setattr(prices_beside, "OTHERS", {"wide.csv": {"duckdb": prices_beside.duckdb_wide}})
    head, *lines = prices_beside.report(tmp_path, 1)
    assert "peak MB" in head
    assert ["bytes", "search", "csv", "rows", "rates", "duckdb"] == [line.split()[1] for line in lines]
    assert lines[-1].endswith("not installed")
    assert [] == list(tmp_path.iterdir())
