"""Random queries are the same on every run and of every kind; other engines are given their words alone."""

from __future__ import annotations

import re

import pytest

from benchmarks.queries import as_words, random_queries
from kb.search.documents import collect


@pytest.fixture(scope="module")
def documents(real_library):
    return collect(real_library)


def test_the_same_library_gives_the_same_queries(documents):
    assert random_queries(documents, 50) == random_queries(documents, 80)[:50]


@pytest.mark.parametrize(
    "kind",
    [
        r"^\w+$",
        r'"\w+ \w+',
        r"(^| )-\w",
        r'(^| )-"',
        r"\bpayer:",
        r"\w\*",
        r"\b\w\d{3}\w-\w\d{3}\w\b",
        r"(effective|review):\d",
    ],
)
def test_every_kind_of_query_is_among_them(documents, kind):
    assert any(re.search(kind, typed) for typed in random_queries(documents, 500))


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("uhc prior auth 0709T", "uhc prior auth 0709T"),
        ('"prior authorization" denied', "prior authorization denied"),
        ('vaccine -billing -"not covered" appeals', "vaccine appeals"),
        ('payer:aetna coverage:"not covered" -kind:code effective:2026..2027 vacc*', "vacc"),
        ("0709T-59 add-on", "0709T-59 add-on"),
        ("-all", ""),
    ],
)
def test_what_only_our_search_reads_is_left_out_for_others(typed, words):
    assert words == as_words(typed)
