"""Measure a search in Chromium: bytes of a first query, time until search is ready, time of a query, and its hits.

Every engine is behind one page. Once that page is ready, it has `bench.seek(typed)`, which finds ten hits and all
that is needed to show them, and `bench.told(found)`, which turns these into plain values. For a page of our own site
this module adds the two functions; pages of other engines bring their own.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from shutil import which
from statistics import median
from typing import Any, Final
from urllib.parse import quote

from playwright.sync_api import Browser, BrowserContext, Error, Page, Playwright, sync_playwright

from benchmarks.served import Sent, Served

NAMES: Final = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
FLAGS: Final = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-dev-shm-usage",
                "--disable-background-networking", "--disable-component-update", "--disable-sync")  # fmt: skip
PATIENCE: Final = 180_000
"""Milliseconds after which a page is given up: a large index takes its time on a busy machine."""

STARTS: Final = 5
TOLD: Final = "async typed => JSON.stringify(bench.told(await bench.seek(typed)))"
"""As text: a browser hands over one long string far sooner than many small values."""

TIMED: Final = """async queries => {
    const took = [];
    for (const typed of queries) {
        const start = performance.now();
        await bench.seek(typed);
        took.push(performance.now() - start);
    }
    return took;
}"""
OURS: Final = """document.addEventListener("DOMContentLoaded", async () => {
    // The page loads its scripts by itself, the last of which says where the index is.
    while (!window.kb?.dataUrl || !kb.search) await new Promise((go) => setTimeout(go, 1));
    const data = await kb.ready();
    const readyAt = performance.now();
    const seek = typed => kb.settle(data, () => kb.search(data, typed, 10));
    const told = ({ ranked, hits, notes, absent }) => ({
        every: ranked.map(({ number }) => String(number)), scores: ranked.map(({ score }) => score),
        pages: hits.map(({ document }) => document.entry),
        notes: [...notes, ...absent.map(({ told }) => told)],
        hits: hits.map(({ document }) => [document.entry, document.section]),
    });
    window.bench = { readyAt, seek, told };
});"""


@dataclass(frozen=True)
class Engine:
    """A search behind a page: its name and the page's address.

    `before` is a script to run before the page's own; `shown` matches once the hits are on the page.
    """

    name: str
    page: str
    before: str
    shown: str


class MissingBrowserError(RuntimeError):
    """No Chromium that can be started; the message says why."""


KB: Final = Engine("kb", "search.html", OURS, ".results-status:not(:empty)")


@contextmanager
def driver() -> Iterator[Playwright]:
    """Start what drives Chromium."""
    with sync_playwright() as playwright:
        yield playwright


@contextmanager
def browser(playwright: Playwright) -> Iterator[Browser]:
    """Start a browser of its own; a busy machine may kill one at birth, so it is tried twice.

    Raises MissingBrowserError.
    """
    found = next(filter(None, map(which, NAMES)), None)
    try:
        started = playwright.chromium.launch(executable_path=found, args=list(FLAGS))
    except Error:
        started = _second(playwright, found)
    yield started
    started.close()


def _second(playwright: Playwright, found: str | None) -> Browser:
    try:
        return playwright.chromium.launch(executable_path=found, args=list(FLAGS))
    except Error as fault:
        raise MissingBrowserError(f"no Chromium could be started: {fault.message.splitlines()[0]}") from fault


@contextmanager
def profile(started: Browser) -> Iterator[BrowserContext]:
    """Open a profile that has nothing of any other: no file kept, no script compiled."""
    context = started.new_context()
    context.set_default_timeout(PATIENCE)
    yield context
    context.close()


@contextmanager
def opened(context: BrowserContext, engine: Engine, site: str) -> Iterator[Page]:
    """Open the page of an engine and wait until it can search."""
    page = context.new_page()
    page.add_init_script(engine.before)
    page.goto(f"{site}/{engine.page}", wait_until="commit")
    page.wait_for_function("() => window.bench")
    yield page
    page.close()


def first_query(playwright: Playwright, engine: Engine, site: Served, typed: str) -> list[Sent]:
    """Open a page with a query in its address; give all that was sent until hits are shown and all is quiet."""
    with browser(playwright) as started, profile(started) as context:
        page = context.new_page()
        site.sent.clear()
        page.goto(f"{site.address}/{engine.page}#q={quote(typed)}")
        page.wait_for_selector(engine.shown)
        while not site.is_quiet():
            page.wait_for_timeout(100)
        return list(site.sent)


def ready(playwright: Playwright, engine: Engine, site: str) -> float:
    """Give the milliseconds from the start of the navigation until it can search: the median of fresh profiles."""
    return median(_ready_once(playwright, engine, site) for _ in range(STARTS))


def _ready_once(playwright: Playwright, engine: Engine, site: str) -> float:
    with browser(playwright) as started, profile(started) as context, opened(context, engine, site) as page:
        return float(page.evaluate("bench.readyAt"))


def warm(page: Page, queries: Sequence[str]) -> list[float]:
    """Give the milliseconds of each query in a second run on one page."""
    page.evaluate(TIMED, list(queries))
    return list(page.evaluate(TIMED, list(queries)))


def cold(started: Browser, engine: Engine, site: str, queries: Sequence[str]) -> Iterator[float]:
    """Give the milliseconds of each query on a page just opened, with nothing kept from any page before."""
    for typed in queries:
        with profile(started) as context, opened(context, engine, site) as page:
            yield float(page.evaluate(TIMED, [typed])[0])


def ask(page: Page, typed: str) -> dict[str, Any]:
    """Give what the engine behind a page finds: `every`, `pages`, and what else it tells."""
    return dict(json.loads(page.evaluate(TOLD, typed)))
