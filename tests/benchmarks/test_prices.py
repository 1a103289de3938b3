"""The made-up price files are read as what they say, and the table has a line for each reader of each."""

from __future__ import annotations

import csv

import pytest

from benchmarks import prices


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
