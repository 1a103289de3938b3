"""How fast price files are read for one code, beside reading alone, a search of bytes and the csv module.

    python -m benchmarks.prices --size 100 --out DIR

writes a tall and a wide CSV file, a hospital's JSON file and a payer's in-network file, plain and gz, of about so
many megabytes with made-up prices, and prints a table. `search` is the floor; `rows` is the first reading of `rates`,
for the prices of the code; `rates` reads a file again, for what shares their amounts. Each reader runs in a process
of its own. Memory is that of the process at its peak, so it must not grow with --size.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import resource
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import count
from multiprocessing import get_context
from pathlib import Path
from typing import IO, Any, Final, cast

from kb.official.source import Named
from kb.prices.gathering import gather
from kb.prices.reading import read_prices
from kb.prices.row import Keep
from kb.prices.runs import here
from kb.prices.source import Source

WANTED: Final = "20007"
CODES: Final = 9000
PLANS: Final = 319
MEGA: Final = 1 << 20
ABOVE: Final = "hospital_name,last_updated_on,version\r\nMade-up Hospital,2026-04-01,3.0.0\r\n"
TALL: Final = (
    "description,code|1,code|1|type,setting,payer_name,plan_name,standard_charge|negotiated_dollar,"
    "standard_charge|methodology,additional_generic_notes\r\n"
)


def tall_lines() -> Iterator[str]:
    """Give the lines of a tall file, without an end; each code has a row for each of twenty plans."""
    yield ABOVE + TALL
    for at in count():
        code, plan = 20000 + at // 20 % CODES, at % 20
        price = f"Payer {plan},Commercial {plan},{at % 5000 + 2}.50,fee schedule"
        yield f"made up,{code},CPT,outpatient,{price},{'x' * 90}\r\n"


def wide_lines() -> Iterator[str]:
    """Give the lines of a wide file, without an end: four columns for each of 319 plans, one in five filled."""
    cells = ("negotiated_dollar", "negotiated_percentage", "negotiated_algorithm", "methodology")
    heads = (f"standard_charge|Payer {plan}|PPO {plan}|{cell}" for plan in range(PLANS) for cell in cells)
    yield f"{ABOVE}description,code|1,code|1|type,setting,{','.join(heads)}\r\n"
    for at in count():
        prices = (f"{at % 900 + plan}.25,,,fee schedule" if plan % 5 == at % 5 else ",,," for plan in range(PLANS))
        yield f"made up,{20000 + at % CODES},CPT,outpatient,{','.join(prices)}\r\n"


def json_lines() -> Iterator[str]:
    """Give the parts of a JSON file, without an end."""
    yield '{"hospital_name": "Made-up Hospital", "version": "3.0.0", "standard_charge_information": [\n'
    for at in count():
        prices = [
            {"payer_name": f"Payer {plan}", "plan_name": "PPO", "standard_charge_dollar": at % 900 + plan + 0.25,
             "methodology": "fee schedule"}
            for plan in range(20)
        ]  # fmt: skip
        codes = [{"code": str(20000 + at % CODES), "type": "CPT"}]
        charge = {"setting": "outpatient", "payers_information": prices}
        item = {"description": "made up", "code_information": codes, "standard_charges": [charge]}
        yield f"{',' if at else ''}{json.dumps(item)}\n"


def network_lines() -> Iterator[str]:
    """Give the parts of a payer's in-network file, without an end: each price has sixty places of service."""
    groups = [{"npi": list(range(1000000000, 1000000010)), "tin": {"type": "ein", "value": "11-1111111"}}]
    references = [{"provider_group_id": number, "provider_groups": groups} for number in range(200)]
    head = {"reporting_entity_name": "Made-up Payer", "version": "2.0.0", "provider_references": references}
    yield json.dumps(head, separators=(",", ":"))[:-1] + ',"in_network":['
    places = [f"{place:02d}" for place in range(1, 61)]
    for at in count():
        rates = [
            {"provider_references": [block], "negotiated_prices": [
                {"negotiated_type": "negotiated", "negotiated_rate": at % 900 + block + 0.25, "service_code": places,
                 "expiration_date": "9999-12-31", "billing_class": "professional", "setting": "outpatient"}
            ]}
            for block in range(200)
        ]  # fmt: skip
        item = {"negotiation_arrangement": "ffs", "name": "made up", "billing_code_type": "CPT",
                "billing_code_type_version": "2026", "billing_code": str(20000 + at % CODES),
                "description": "made up", "negotiated_rates": rates}  # fmt: skip
        yield ("," if at else "") + json.dumps(item, separators=(",", ":"))


FILES: Final = {
    "tall.csv": (tall_lines, ""),
    "wide.csv": (wide_lines, ""),
    "items.json": (json_lines, "]}\n"),
    "network.json": (network_lines, "]}"),
    "network.json.gz": (network_lines, "]}"),
}


def write(path: Path, size: int) -> None:
    """Write a file of about so many bytes."""
    lines, end = FILES[path.name]
    written = 0
    with packed(path) as out:
        for line in lines():
            written += out.write(line)
            if written >= size:
                break
        out.write(end)


def packed(path: Path) -> IO[str]:
    """Open a file to write text to, packed where it is gz."""
    if path.suffix == ".gz":
        return cast("IO[str]", gzip.open(path, "wt", 1, "utf-8", newline=""))
    return path.open("w", encoding="utf-8", newline="")


def unpacked(path: Path) -> IO[bytes]:
    """Open the bytes of a file, unpacked where it is gz."""
    return cast("IO[bytes]", gzip.open(path)) if path.suffix == ".gz" else path.open("rb")


def read_alone(path: Path) -> int:
    """Read the bytes of a file."""
    with unpacked(path) as file:
        return sum(len(chunk) for chunk in iter(lambda: file.read(MEGA), b""))


def search(path: Path) -> int:
    """Search the bytes of a file for the code: the floor under any reader."""
    with unpacked(path) as file:
        return sum(chunk.count(WANTED.encode()) for chunk in iter(lambda: file.read(MEGA), b""))


def read_csv(path: Path) -> int:
    """Read a file with the csv module, and count its rows."""
    with path.open(encoding="utf-8", newline="") as file:
        return sum(1 for _ in csv.reader(file))


def read_rates(path: Path) -> int:
    """Read what a file lists for one code, as `rates` does: twice, the second time for what shares its amounts."""
    return len(gather((Named(path),), frozenset({WANTED}), here(lambda _: None)).rows)


def read_rows(path: Path) -> int:
    """Read the prices of the code, once."""
    return sum(1 for _ in read_prices(Named(path), Source(), Keep(frozenset({WANTED}))))


READERS: Final[dict[str, Callable[[Path], int]]] = {
    "bytes": read_alone,
    "search": search,
    "csv": read_csv,
    "rows": read_rows,
    "rates": read_rates,
}


@dataclass(frozen=True)
class Measured:
    """What a reader took: its result, wall and CPU seconds, and the peak of memory in megabytes."""

    found: int
    wall: float
    cpu: float
    peak: float


def measured(name: str, path: Path, others: Mapping[str, Callable[[Path], int]] | None = None) -> Measured:
    """Run a reader in this process, one of these or of others."""
    wall, cpu = time.perf_counter(), time.process_time()
    found = {**READERS, **(others or {})}[name](path)
    unit = 1 if sys.platform == "darwin" else 1024
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / MEGA
    return Measured(found, time.perf_counter() - wall, time.process_time() - cpu, peak)


def report(folder: Path, megabytes: int, only: str = "") -> Iterator[str]:
    """Write the files and give a line for each reader of each."""
    yield f"{'file':<17}{'reader':<8}{'result':>10}{'MB/s':>9}{'MB/CPU s':>10}{'peak MB':>9}"
    for file in [only] if only else FILES:
        path = folder / file
        write(path, megabytes * MEGA)
        size = read_alone(path) / MEGA
        for name in READERS if path.suffix == ".csv" else [name for name in READERS if name != "csv"]:
            with ProcessPoolExecutor(1, get_context("spawn")) as pool:
                told = pool.submit(measured, name, path).result()
            speeds = f"{size / told.wall:>9.1f}{size / max(told.cpu, 1e-3):>10.1f}"
            yield f"{file:<17}{name:<8}{told.found:>10,}{speeds}{told.peak:>9.0f}"
        path.unlink()


def main(arguments: list[str] | None = None) -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", type=int, default=100, help="megabytes of each file")
    parser.add_argument("--only", default="", help="the name of one file, such as network.json")
    parser.add_argument("--out", type=Path, required=True, help="a folder for the files, which are removed again")
    given: Any = parser.parse_args(arguments)
    given.out.mkdir(parents=True, exist_ok=True)
    for line in report(given.out, given.size, given.only):
        sys.stdout.write(f"{line}\n")
        sys.stdout.flush()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
