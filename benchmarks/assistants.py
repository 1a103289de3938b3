"""Measure `kb mcp`: how long a client waits until it is connected, and how long each tool takes.

    .venv/bin/python -m benchmarks.assistants [--policies policies] [--rounds 20]

The command is started as a client starts it, over stdio, and called by the SDK's own client. Of each tool the first
call is told, then the median and the longest of the others, in milliseconds.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from typing import Any, Final

from mcp import Client, StdioServerParameters

ON_CODE: Final = {"code": "0709T", "plan": "cigna/commercial", "question": "coverage"}
CALLS: Final[tuple[tuple[str, dict[str, Any]], ...]] = (
    ("plans", {}),
    ("ask", {"question": "does cigna cover 0709T"}),
    ("ask", {"question": "can 0708T be billed with 96401 same day"}),
    ("ask", {"question": "Cigna denied on 9/14/2026, last day to appeal?"}),
    ("ask", {"question": "what changed for 0709T since October"}),
    ("answer", ON_CODE),
    ("answer", {**ON_CODE, "day": "2026-05-01"}),
    ("compare", {"code": "0709T", "question": "coverage", "plans": ["cigna/commercial", "uhc/commercial"]}),
    ("search", {"query": "uhc prior auth 0709T"}),
    ("section", {"entry": "cigna/commercial/category-iii", "heading": "Coverage"}),
    ("code", {"code": "0709T"}),
    ("unknowns", {"payer": "uhc"}),
    ("changes", {"since": "2026-11-01"}),
    ("versions", {"entry": "cigna/commercial/category-iii"}),
)
"""The calls that are measured: each tool, and questions of several kinds."""

Timed = tuple[str, list[float], bool]


async def measured(command: Sequence[str], rounds: int) -> tuple[float, list[Timed]]:
    """Connect to a command and make each call some times: the time to connect, those of each call, its refusals."""
    program, *words = command
    began = time.perf_counter()
    async with Client(StdioServerParameters(command=program, args=words)) as client:
        connected = time.perf_counter() - began
        return connected, [await _timed(client, tool, given, rounds) for tool, given in CALLS]


async def _timed(client: Client, tool: str, given: dict[str, Any], rounds: int) -> Timed:
    times, failed = [], False
    for _ in range(rounds):
        began = time.perf_counter()
        found = await client.call_tool(tool, given)
        times.append((time.perf_counter() - began) * 1000)
        failed |= found.is_error
    return f"{tool} {given.get('question') or ''}".strip(), times, failed


def main() -> int:
    """Print the table; exit 1 if a call failed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--policies", type=Path, default=Path("policies"))
    parser.add_argument("--rounds", type=int, default=20)
    given = parser.parse_args()
    command = [sys.executable, "-m", "kb", "mcp", "--policies", str(given.policies)]
    connected, found = asyncio.run(measured(command, max(2, given.rounds)))
    lines = [f"connected after {connected:.2f} s", f"{'call':52} {'first':>8} {'median':>8} {'longest':>8}  ms"]
    for name, (first, *others), failed in found:
        lines.append(f"{name:52} {first:8.1f} {median(others):8.1f} {max(others):8.1f}{'  failed' if failed else ''}")
    sys.stdout.write("\n".join(lines) + "\n")
    return int(any(failed for _, _, failed in found))


if __name__ == "__main__":
    sys.exit(main())
