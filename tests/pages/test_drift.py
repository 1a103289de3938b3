"""The drift pages: every entry stands on one of them, and the first counts them all."""

from __future__ import annotations

import dataclasses
import gzip

import pytest

from kb.changes.drift import UNADOPTED, drifts
from kb.content.load import load
from kb.history.clocks import read_clocks
from kb.history.read import read_history
from kb.pages.drift import MOST_ENTRIES, drift_pages
from kb.rules.check import check
from kb.site.render import environment, render
from kb.site.unchanged import TEMPLATES

LIMIT = 60_000


@pytest.fixture(scope="module")
def clocks(dated_repository):
    """What the small library with a history knows of time."""
    texts = load(dated_repository.folder)
    return read_clocks(check(texts).library, read_history(dated_repository.folder, texts))


@pytest.fixture
def many(clocks, monkeypatch):
    """The same with as many entries as fill two pages, and one more."""
    some = [one for one in drifts(clocks) if UNADOPTED in one.lacks]
    names = [f"example-health/commercial/entry-{n}-on-a-thing-of-its-own" for n in range(2 * MOST_ENTRIES + 1)]
    found = tuple(
        dataclasses.replace(one, entry=dataclasses.replace(one.entry, path=f"{name}.md", title=f"Rule number {n}"))
        for n, (name, one) in enumerate(zip(names, some * len(names), strict=False))
    )
    monkeypatch.setattr("kb.pages.drift.drifts", lambda _: found)
    return clocks


def listed(page):
    context = page.context
    return {one.entry.id for one, _ in (*context.rows, *(pair for _, held in context.lacking for pair in held))}


def test_a_small_library_has_one_page_that_lists_each_entry(clocks):
    (page,) = drift_pages(clocks)
    assert {one.entry.id for one in drifts(clocks)} == listed(page)
    assert "Parts of the list" not in render(page, environment(TEMPLATES))


def test_of_many_entries_each_stands_on_one_page(many):
    pages = list(drift_pages(many))
    assert ["drift.html", "drift-2.html", "drift-3.html"] == [page.address for page in pages]
    assert [MOST_ENTRIES, MOST_ENTRIES, 1] == [len(listed(page)) for page in pages]
    assert 2 * MOST_ENTRIES + 1 == len(set().union(*map(listed, pages)))


def test_every_page_counts_all_entries_and_the_first_alone_has_the_payers(many):
    pages = list(drift_pages(many))
    texts = [" ".join(render(page, environment(TEMPLATES)).split()) for page in pages]
    assert {2 * MOST_ENTRIES + 1} == {dict(page.context.totals)[UNADOPTED] for page in pages}
    assert [True] * 3 == [f"<strong>{2 * MOST_ENTRIES + 1}</strong> policies: {UNADOPTED}" in text for text in texts]
    assert [True, False, False] == ["<caption>Median days" in text for text in texts]


def test_a_full_page_is_small(many):
    pages = [render(page, environment(TEMPLATES)).encode() for page in drift_pages(many)]
    assert max(len(gzip.compress(page)) for page in pages) < LIMIT
