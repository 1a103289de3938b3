"""The reader of price files beside others: how fast each finds the prices of one code, and in how much memory.

    python -m benchmarks.prices_beside --size 300 --out DIR

makes a payer's in-network file and a wide CSV file of about so many megabytes, as `benchmarks.prices` does, and reads
each with `rates`' first reading, with the whole of `rates`, and with ijson, polars and duckdb as far as they are
installed (`pip install polars duckdb`). All must find the same number of prices. Each runs in a process of its own;
one that runs out of memory is told as failed. Polars and duckdb read the whole file into tables: keep --size small.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import asdict
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

from benchmarks.prices import MEGA, WANTED, Measured, measured, write

READ_JSON: Final = """
select count(*) from (
  select unnest(r.negotiated_prices) from (
    select unnest(i.negotiated_rates) as r from (
      select unnest(in_network) as i from read_json('%s', maximum_object_size=2147483647)
    ) where i.billing_code = '%s'))
"""
READ_CSV: Final = """
select columns('.*negotiated_dollar')
from read_csv('%s', skip=2, header=true, all_varchar=true, delim=',', max_line_size=10000000) where "code|1" = '%s'
"""


def _load(name: str) -> Any:
    """Load a reader: a process loads the one that it measures, and no other."""
    return import_module(name)


def ijson_network(path: Path) -> int:
    """Count prices with ijson, item by item."""
    ijson = _load("ijson")
    with path.open("rb") as file:
        found = (each for each in ijson.items(file, "in_network.item") if each["billing_code"] == WANTED)
        return sum(len(rate["negotiated_prices"]) for each in found for rate in each["negotiated_rates"])


def polars_network(path: Path) -> int:
    """Count prices with polars, as tables in tables."""
    pl = _load("polars")
    items = pl.read_json(path).select("in_network").explode("in_network").unnest("in_network")
    rates = items.filter(pl.col("billing_code") == WANTED).explode("negotiated_rates").unnest("negotiated_rates")
    return int(rates.select(pl.col("negotiated_prices").list.len().sum()).item())


def duckdb_network(path: Path) -> int:
    """Count prices with duckdb, as tables in tables."""
    return int(_load("duckdb").sql(READ_JSON % (path, WANTED)).fetchall()[0][0])


def polars_wide(path: Path) -> int:
    """Count filled dollar cells of the code's rows with polars."""
    pl = _load("polars")
    found = pl.scan_csv(path, skip_rows=2, infer_schema=False).filter(pl.col("code|1") == WANTED)
    dollars = [name for name in found.collect_schema().names() if name.endswith("negotiated_dollar")]
    rows = found.select(dollars).collect(engine="streaming")
    return sum(rows.height - nulls for nulls in rows.null_count().row(0))


def duckdb_wide(path: Path) -> int:
    """Count filled dollar cells of the code's rows with duckdb."""
    rows = _load("duckdb").sql(READ_CSV % (path, WANTED)).fetchall()
    return sum(cell is not None for row in rows for cell in row)


OTHERS: Final = {
    "network.json": {"ijson": ijson_network, "polars": polars_network, "duckdb": duckdb_network},
    "wide.csv": {"polars": polars_wide, "duckdb": duckdb_wide},
}
OURS: Final = {"network.json": ("bytes", "search"), "wide.csv": ("bytes", "search", "csv")}


def report(folder: Path, megabytes: int) -> Iterator[str]:
    """Write the files and give a line for each reader of each."""
    yield f"{'file':<14}{'reader':<8}{'result':>10}{'MB/s':>9}{'MB/CPU s':>10}{'peak MB':>9}"
    for name, others in OTHERS.items():
        path = folder / name
        write(path, megabytes * MEGA)
        size = path.stat().st_size / MEGA
        for reader in (*OURS[name], "rows", "rates", *others):
            yield f"{name:<14}{reader:<8}{_told(reader, path, size)}"
        path.unlink()


def _told(reader: str, path: Path, size: float) -> str:
    if reader in {"polars", "duckdb"} and not find_spec(reader):
        return f"{'not installed':>38}"
    call = [sys.executable, "-m", "benchmarks.prices_beside", "--one", reader, "--out", str(path)]
    done = subprocess.run(call, capture_output=True, text=True, check=False)  # noqa: S603  (itself)
    if done.returncode:
        return f"{'failed':>38}  {done.stderr.strip().splitlines()[-1:]}"
    told = Measured(**json.loads(done.stdout))
    return f"{told.found:>10,}{size / told.wall:>9.1f}{size / max(told.cpu, 1e-3):>10.1f}{told.peak:>9.0f}"


def main(arguments: list[str] | None = None) -> int:
    """Print the table; or, for a process that this one began, what one reader took."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", type=int, default=100, help="megabytes of each file")
    parser.add_argument("--one", default="", help="the only reader to run, on the file that --out names")
    parser.add_argument("--out", type=Path, required=True, help="a folder for the files, which are removed again")
    given: Any = parser.parse_args(arguments)
    if given.one:
        sys.stdout.write(json.dumps(asdict(measured(given.one, given.out, OTHERS[given.out.name]))))
        return 0
    given.out.mkdir(parents=True, exist_ok=True)
    for line in report(given.out, given.size):
        sys.stdout.write(f"{line}\n")
        sys.stdout.flush()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
