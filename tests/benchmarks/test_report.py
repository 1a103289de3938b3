"""Bytes are counted to the part of the site they are, and times are given by rank."""

from __future__ import annotations

import pytest

from benchmarks.report import Measured, part_of, parts, rows, spread
from benchmarks.served import Sent, Size


@pytest.mark.parametrize(
    ("path", "part"),
    [
        ("search.html", "page"),
        ("static/site.css", "style"),
        ("static/icon.svg", "style"),
        ("static/load.js", "scripts"),
        ("static/joined/engine.js", "scripts"),
        ("static/names.js", "names"),
        ("static/index.js", "index file"),
        ("static/index/terms/3.js", "terms"),
        ("static/index/documents/12.js", "documents"),
        ("static/index/columns/payer.js", "columns"),
        ("static/answers/0709t.js", "answers"),
        ("static/index/unheard-of/1.js", "other"),
    ],
)
def test_a_file_belongs_to_a_part(path, part):
    assert part == part_of(path)


def test_parts_add_up_to_all():
    sent = {"a": [Sent("search.html", 1000), Sent("static/dom.js", 30), Sent("static/state.js", 4)], "b": []}
    assert [
        ("page", "1,000", "0"),
        ("scripts", "34", "0"),
        ("all", "1,034", "0"),
        ("files", "3", "0"),
    ] == list(parts(sent, ["a", "b"]))


@pytest.mark.parametrize(
    ("took", "shown"), [([], "-"), ([2.0], "2.0 / 2.0 / 2.0"), (range(100, 0, -1), "51.0 / 96.0 / 100.0")]
)
def test_times_are_given_by_their_rank(took, shown):
    assert shown == spread(took)


def test_what_was_not_measured_is_a_dash():
    table = rows([Measured("kb", "1.0", Size(2, 3_000_000, 1_000_000)), Measured("other")], ["0709T"])
    assert {
        "index, MB with gzip": ("1.00", "-"),
        "index, files": ("2", "-"),
        "first query 0709T, kB": ("-", "-"),
    }.items() <= {line[0]: line[1:] for line in table}.items()
