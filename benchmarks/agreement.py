"""Compare Whoosh with the browser: both must find the same sections in the same order with equal scores."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from playwright.sync_api import Page

from benchmarks.chromium import ask
from benchmarks.probes import FIRST_PAGE, Found
from kb.content.questions import FILE, read_questions
from kb.search.find import Searcher, find
from kb.search.result import Result
from kb.search.scoring import SCALE

POLICIES: Final = Path(__file__).resolve().parent.parent / "policies"
TODAY: Final = dt.datetime.now().astimezone().date()
Ranking = list[tuple[int, float]]
"""The numbers of all sections found and their scores, the best first."""


@dataclass(frozen=True)
class Apart:
    """A query on which the two part, and what each found."""

    typed: str
    here: Ranking
    there: Ranking

    def __str__(self) -> str:
        """Tell the query and both lists, from just before the place where they part."""
        first = next(
            (
                place
                for place, (ours, theirs) in enumerate(zip(self.here, self.there, strict=False))
                if ours != theirs
            ),
            min(len(self.here), len(self.there)),
        )
        part = slice(max(0, first - 1), first + FIRST_PAGE)
        return (
            f"{self.typed!r}: {len(self.here)} and {len(self.there)} hits, apart at place {first + 1}\n"
            f"  whoosh:  {self.here[part]}\n  browser: {self.there[part]}"
        )


def golden_questions() -> list[str]:
    """Give staff's own questions, as they stand in the project's policies."""
    asked = read_questions((POLICIES / FILE).read_text(encoding="utf-8"))
    return [each.ask for each in (*asked.held, *asked.not_yet)]


def disagreements(searcher: Searcher, page: Page, queries: Sequence[str]) -> Iterator[Apart]:
    """Give the queries on which Whoosh and the open page part."""
    for typed in queries:
        here, there = _ranked(searcher, typed), ask(page, typed)
        theirs = [(int(name), score) for name, score in zip(there["every"], there["scores"], strict=True)]
        documents = [searcher.documents[number] for number, _ in here[:FIRST_PAGE]]
        if here != theirs or there["hits"] != [[document.entry, document.section] for document in documents]:
            yield Apart(typed, here, theirs)


def _ranked(searcher: Searcher, typed: str) -> Ranking:
    return [(number, score / SCALE**2) for number, score in find(searcher, typed, 1, TODAY).ranked.order]


def found_by_whoosh(searcher: Searcher, typed: str) -> Found:
    """Ask on this side, as the command line does."""
    shown = find(searcher, typed, FIRST_PAGE, TODAY)
    every = frozenset(str(number) for number, _ in _ranked(searcher, typed))
    return Found(every, tuple(hit.document.entry for hit in shown.hits), _told(shown))


def _told(found: Result) -> tuple[str, ...]:
    return (*found.notes, *(f"{word.typed}: {word.used}" for word in found.read.mended))


def found_on(page: Page, typed: str) -> Found:
    """Ask the engine behind an open page."""
    told = ask(page, typed)
    notes = tuple(told["notes"]) if "notes" in told else None
    return Found(frozenset(told["every"]), tuple(told["pages"]), notes)
