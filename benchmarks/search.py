"""Measure the search of a library in Chromium, compared with Pagefind and MiniSearch over the same texts.

    .venv/bin/python -m benchmarks.search --entries 1000 --seed 7 [--queries 500]
    .venv/bin/python -m benchmarks.search --library DIR

It needs Chromium, and npm for the other two; without npm their columns are missing. Everything is made in a temporary
folder that is deleted at the end.

queries      random ones made of the library's words; the other engines get their words only
first query  bytes of all responses, gzip over HTTP, from opening search.html#q=... until no more is requested; the
             pages of the other engines are bare, ours is the site's own search page with filters and answer card
ready        from the start of the navigation until a search can be made; the median of five new profiles
cold         one query on a page just opened in a new profile, over HTTP, to ten hits with their excerpts
warm         all queries on one page, the second run, over HTTP
agreement    Whoosh and the browser: sections, order and scores, over the queries and staff's own questions
probes       questions of the field, judged by the page that a hit is on (benchmarks/probes.py)
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from playwright.sync_api import Browser, Playwright

from benchmarks import chromium, generate, rivals
from benchmarks.agreement import disagreements, found_by_whoosh, found_on, golden_questions
from benchmarks.built import Built, RefusedError, build, tell
from benchmarks.chromium import KB, Engine
from benchmarks.probes import ASKED, Found, Pages, Passed, judge, pages_of
from benchmarks.queries import FIRST, as_words, random_queries
from benchmarks.report import Measured, show
from benchmarks.served import Served, served
from kb.search.find import Searcher

QUERIES: Final = 500
COLD: Final = 30


@dataclass(frozen=True)
class Bench:
    """Where it is measured: what drives Chromium, a browser that is up, the server, the site's folder, its pages."""

    playwright: Playwright
    browser: Browser
    server: Served
    site: Path
    pages: Pages


def main(arguments: Sequence[str]) -> int:
    """Measure, print, and give the exit code: 2 where there is nothing to measure, 1 where the two engines part."""
    given = read_arguments(arguments)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        work = Path(folder)
        try:
            built = build(given.library or made(given.entries, given.seed, work / "policies"), work / "site")
            return measure(built, work, given.queries)
        except (OSError, RefusedError, chromium.MissingBrowserError) as fault:
            sys.stderr.write(f"{fault}\n")
            return 2


def read_arguments(arguments: Sequence[str]) -> argparse.Namespace:
    """Read the words of the call; argparse ends the run with 2 where they are wrong."""
    parser = argparse.ArgumentParser(prog="benchmarks.search", description="Measure search, beside others.")
    content = parser.add_mutually_exclusive_group(required=True)
    content.add_argument("--entries", type=int, help="make a library of so many entries")
    content.add_argument("--library", type=Path, metavar="DIR", help="or measure a policies folder that is there")
    parser.add_argument("--seed", type=int, default=7, help="of the library that is made")
    parser.add_argument("--queries", type=int, default=QUERIES, help=f"random queries; else {QUERIES}")
    given = parser.parse_args(arguments)
    if given.queries < 1 or (given.entries is not None and given.entries < 1):
        parser.error("--entries and --queries are at least 1")
    return given


def made(entries: int, seed: int, folder: Path) -> Path:
    """Make a library to measure."""
    tell(f"making {entries} entries from seed {seed}")
    generate.make(generate.sized(entries, seed), folder)
    return folder


def measure(built: Built, work: Path, count: int) -> int:
    """Measure every engine on a library and print the table."""
    queries = random_queries(built.searcher.documents, count)
    asked = [*queries, *golden_questions()]
    pages = pages_of(built.searcher.documents)
    with served(work / "site") as server, chromium.driver() as playwright, chromium.browser(playwright) as browser:
        bench = Bench(playwright, browser, server, work / "site", pages)
        parted = compare(bench, built.searcher, asked)
        measured = [measure_ours(bench, built, queries), *measure_rivals(bench, built, work / "npm", queries)]
    say(f"{built.entries} entries, {len(pages)} pages, {len(built.searcher.documents)} sections")
    say(f"checked in {built.check_cpu:.1f} s of processor")
    say(f"load average {os.getloadavg()[1]:.1f} on {os.cpu_count()} cores: above that, times say little")
    say("served of ours: search page, static files, index, answers of all plans on all codes")
    show(measured, len(queries), FIRST)
    say(f"Whoosh and the browser agree on {len(asked) - parted} of {len(asked)} queries")
    return 1 if parted else 0


def say(told: str) -> None:
    """Print a line of the result."""
    sys.stdout.write(f"{told}\n")
    sys.stdout.flush()


def compare(bench: Bench, searcher: Searcher, asked: Sequence[str]) -> int:
    """Hold Whoosh and the browser to each other, print where they part, and give on how many queries."""
    tell(f"comparing Whoosh and the browser on {len(asked)} queries")
    with chromium.profile(bench.browser) as context, chromium.opened(context, KB, bench.server.address) as page:
        parted = list(disagreements(searcher, page, asked))
    for apart in parted:
        say(str(apart))
    return len(parted)


def measure_ours(bench: Bench, built: Built, queries: Sequence[str]) -> Measured:
    """Measure our own search, on this side and in the browser."""
    cpu = f"{built.index_cpu:.1f} + {built.export_cpu:.1f} export"
    measured = in_browser(bench, KB, Measured(KB.name, cpu, built.size), queries)
    tell("kb: ready from disk, cold queries")
    measured.ready_file = chromium.ready(bench.playwright, KB, bench.site.as_uri())
    measured.cold = list(chromium.cold(bench.browser, KB, bench.server.address, queries[:COLD]))
    here = judged(bench, "kb, whoosh", lambda typed: found_by_whoosh(built.searcher, typed))
    measured.probes = {"whoosh": here, "browser": measured.probes[""]}
    return measured


def measure_rivals(bench: Bench, built: Built, work: Path, queries: Sequence[str]) -> Iterator[Measured]:
    """Measure the others, as far as they can be had, with those queries that have words for them."""
    words = [given for given in map(as_words, queries) if given]
    tell("installing Pagefind and MiniSearch")
    try:
        modules = rivals.install(work)
        for make in (rivals.make_pagefind, rivals.make_minisearch):
            tell(make.__name__.replace("_", " "))
            rival = make(modules, bench.site, built.searcher.documents)
            measured = Measured(rival.engine.name, f"{rival.cpu:.1f}", rival.size)
            yield in_browser(bench, rival.engine, measured, words)
    except rivals.MissingError as fault:
        say(f"their columns are missing: {fault}")


def in_browser(bench: Bench, engine: Engine, measured: Measured, queries: Sequence[str]) -> Measured:
    """Measure what every engine is measured on in Chromium; `queries` in the words the engine reads."""
    address, words = bench.server.address, {typed: typed if engine is KB else as_words(typed) for typed in FIRST}
    tell(f"{engine.name}: first queries")
    measured.sent = {
        typed: chromium.first_query(bench.playwright, engine, bench.server, asked) for typed, asked in words.items()
    }
    tell(f"{engine.name}: ready")
    measured.ready_http = chromium.ready(bench.playwright, engine, address)
    tell(f"{engine.name}: {len(queries)} queries, twice")
    with chromium.profile(bench.browser) as context, chromium.opened(context, engine, address) as page:
        measured.probes = {"": judged(bench, engine.name, lambda typed: found_on(page, typed))}
        measured.warm = chromium.warm(page, queries)
    return measured


def judged(bench: Bench, name: str, search: Callable[[str], Found]) -> Passed:
    """Put the probes to an engine and name those that it fails."""
    passed = judge({typed: search(typed) for typed in ASKED}, bench.pages)
    say(f"{name}: {passed} probes; failed: {', '.join(passed.failed) or 'none'}")
    if passed.impossible:
        say(f"{name}: not asked, since no page of the library can answer: {', '.join(passed.impossible)}")
    return passed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
