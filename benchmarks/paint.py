"""Measure the first paint of pages as a slow phone sees them: 4 times less CPU, 1.6 Mbit/s, 150 ms to the host, gzip.

    .venv/bin/python -m benchmarks.paint SITE index.html codes/0709t.html [--rounds 5]

A line a page, medians of the rounds: first contentful paint, layout shift, and what had been sent by that paint.
Pages take turns, so that a busy machine slows all of them alike. It exits 1 if a paint takes a second or a page
shifts.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any, Final

from playwright.sync_api import Browser

from benchmarks.chromium import browser, driver
from benchmarks.served import served

SLOWER: Final = 4
NETWORK: Final = {"offline": False, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 93_750}
"""What Lighthouse calls slow 4G: milliseconds to the host, and bytes a second."""

MOST: Final = 1_000
"""Milliseconds in which a page shows its first words."""

WATCH: Final = """
    window.shifted = 0;
    new PerformanceObserver(list => {
        for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shifted += entry.value;
    }).observe({ type: "layout-shift", buffered: true });
"""
SEEN: Final = """() => {
    const [paint] = performance.getEntriesByName("first-contentful-paint");
    const [page] = performance.getEntriesByType("navigation");
    const loaded = performance.getEntriesByType("resource").filter(one => one.responseEnd <= paint.startTime);
    return {
        paint: paint.startTime, shift: window.shifted, requests: 1 + loaded.length,
        sent: loaded.reduce((sum, one) => sum + one.encodedBodySize, page.encodedBodySize),
    };
}"""
PAINTED: Final = "() => performance.getEntriesByName('first-contentful-paint').length"


@dataclass(frozen=True)
class Paint:
    """What a page did: milliseconds until its first words, its shift, and requests and bytes that came before."""

    paint: float
    shift: float
    requests: float
    sent: float


def once(started: Browser, address: str) -> Paint:
    """Open a page in a profile of its own and wait until it is at rest."""
    context = started.new_context(viewport={"width": 390, "height": 844}, device_scale_factor=2, is_mobile=True)
    page = context.new_page()
    page.add_init_script(WATCH)
    wire = context.new_cdp_session(page)
    wire.send("Network.enable")
    wire.send("Network.emulateNetworkConditions", NETWORK)
    wire.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.goto(address, wait_until="load")
    page.wait_for_function(PAINTED)
    page.wait_for_timeout(500)
    seen: dict[str, Any] = page.evaluate(SEEN)
    context.close()
    return Paint(**seen)


def middle(seen: Sequence[Paint]) -> Paint:
    """Give the medians of what a page did."""
    return Paint(*(median(getattr(one, name) for one in seen) for name in Paint.__annotations__))


def measure(folder: Path, pages: Sequence[str], rounds: int) -> Iterator[tuple[str, list[Paint]]]:
    """Open each page as often as asked, in turns."""
    seen: dict[str, list[Paint]] = {page: [] for page in pages}
    with served(folder) as site, driver() as playwright, browser(playwright) as started:
        for _ in range(rounds):
            for page in pages:
                seen[page].append(once(started, f"{site.address}/{page}"))
    yield from seen.items()


def main(words: Sequence[str] | None = None) -> int:
    """Print a line a page."""
    reader = argparse.ArgumentParser(prog="benchmarks.paint", description=(__doc__ or "").partition("\n")[0])
    reader.add_argument("site", type=Path, help="the folder of a built site")
    reader.add_argument("pages", nargs="+", help="pages below it")
    reader.add_argument("--rounds", type=int, default=5)
    given = reader.parse_args(words)
    slow = 0
    for page, seen in measure(given.site, given.pages, given.rounds):
        at = middle(seen)
        least = min(one.paint for one in seen)
        told = f"{at.paint:6.0f} ms (least {least:4.0f})  shift {at.shift:.3f}"
        print(f"{told}  {at.requests:3.0f} files {at.sent:7.0f} B  {page}")  # noqa: T201
        slow += at.paint >= MOST or at.shift > 0
    return int(slow > 0)


if __name__ == "__main__":
    raise SystemExit(main())
