"""Measure `kb mcp`: how long a client waits until it is connected, and how long each tool takes.

    .venv/bin/python -m benchmarks.assistants [--policies policies | --entries 10000] [--rounds 20] [--rest 0]

The command is started as a client starts it, over stdio, and called by the SDK's own client. Of each tool the first
call is told, then the median and the longest of the others, in milliseconds. `--entries` makes a library of that
size, with one commit; `--rest` waits some seconds between connecting and the first call, as a person does who reads.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import Any, Final

from mcp import Client, StdioServerParameters

from benchmarks import repository
from benchmarks.generate import make, sized

ON_CODE: Final = {"code": "0709T", "plan": "cigna/commercial", "question": "coverage"}
SCOPE: Final = "cigna/commercial"
SEED: Final = 7

Calls = tuple[tuple[str, dict[str, Any]], ...]


def calls(policies: Path) -> Calls:
    """Give the calls that are measured: each tool, and questions of several kinds, on an entry that is there."""
    file = max((policies / SCOPE).glob("*.md"), key=lambda one: (one.stem == "category-iii", one.name))
    entry = f"{SCOPE}/{file.stem}"
    heading = next(line[3:] for line in file.read_text(encoding="utf-8").splitlines() if line.startswith("## "))
    return (
        ("plans", {}),
        ("ask", {"question": "does cigna cover 0709T"}),
        ("ask", {"question": "can 0708T be billed with 96401 same day"}),
        ("ask", {"question": "Cigna denied on 9/14/2026, last day to appeal?"}),
        ("ask", {"question": "what changed for 0709T since October"}),
        ("answer", ON_CODE),
        ("answer", {**ON_CODE, "date_of_service": "2026-05-01"}),
        ("compare", {"code": "0709T", "question": "coverage", "plans": [SCOPE, "uhc/commercial"]}),
        ("compare", {"code": "0709T", "question": "coverage"}),
        ("search", {"query": "uhc prior auth 0709T"}),
        ("section", {"entry": entry, "heading": heading}),
        ("code", {"code": "0709T"}),
        ("unknowns", {"payer": "uhc"}),
        ("unknowns", {}),
        ("changes", {"since": "2026-11-01"}),
        ("versions", {"entry": entry}),
    )


Timed = tuple[str, list[float], bool]


async def measured(policies: Path, rounds: int, rest: float) -> tuple[float, list[Timed]]:
    """Connect, rest, and make each call some times: the time to connect, those of each call, its refusals."""
    command = StdioServerParameters(command=sys.executable, args=["-m", "kb", "mcp", "--policies", str(policies)])
    began = time.perf_counter()
    async with Client(command) as client:
        connected = time.perf_counter() - began
        await asyncio.sleep(rest)
        return connected, [await _timed(client, tool, given, rounds) for tool, given in calls(policies)]


async def _timed(client: Client, tool: str, given: dict[str, Any], rounds: int) -> Timed:
    times, failed = [], False
    for _ in range(rounds):
        began = time.perf_counter()
        found = await client.call_tool(tool, given)
        times.append((time.perf_counter() - began) * 1000)
        failed |= found.is_error
    return f"{tool} {_named(given)}".strip(), times, failed


def _named(given: dict[str, Any]) -> str:
    told = (given.get(name) for name in ("question", "query", "heading", "payer", "date_of_service"))
    return " ".join(one for one in (*told, "of all" if given.keys() == {"code", "question"} else "") if one)


def main() -> int:
    """Print the table; exit 1 if a call failed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--policies", type=Path, default=Path("policies"))
    parser.add_argument("--entries", type=int, default=0)
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--rest", type=float, default=0)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        policies = _made(given.entries, Path(folder)) if given.entries else given.policies
        connected, found = asyncio.run(measured(policies, max(2, given.rounds), given.rest))
    lines = [f"connected after {connected:.2f} s", f"{'call':60} {'first':>8} {'median':>8} {'longest':>8}  ms"]
    for name, (first, *others), failed in found:
        lines.append(f"{name:60} {first:8.1f} {median(others):8.1f} {max(others):8.1f}{'  failed' if failed else ''}")
    sys.stdout.write("\n".join(lines) + "\n")
    return int(any(failed for _, _, failed in found))


def _made(entries: int, folder: Path) -> Path:
    """Make a library of a size, in one commit."""
    policies = folder / "policies"
    make(sized(entries, SEED), policies)
    for words in (("init", "--quiet"), ("add", "--all"), ("commit", "--quiet", "--message", "Made")):
        repository.git(folder, *words)
    return policies


if __name__ == "__main__":
    sys.exit(main())
