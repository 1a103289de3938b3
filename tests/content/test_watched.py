"""What visits of addresses found: rows are read and written, and stay until somebody has read the page."""

from __future__ import annotations

import datetime as dt

import pytest

from kb.content.watched import read_watched, seen_again, watched_text
from kb.domain.source_record import WatchedSource

DAY = dt.date(2026, 3, 2)
CHANGED = WatchedSource("https://example.org/a", "changed", DAY)
GONE = WatchedSource("https://example.org/b", "gone", DAY, "404, Not Found")


def test_what_is_written_is_read_back_in_order_of_address():
    assert ((CHANGED, GONE), []) == read_watched(watched_text([GONE, CHANGED]))
    assert ((), []) == read_watched("")


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("https://example.org/c,changed", "2 cells; write 4"),
        ("https://example.org/c,fine,2026-03-02,", "'fine' is no state here"),
        ("https://example.org/c,gone,3/2/26,", "'3/2/26' is no date"),
        ("https://example.org/a,gone,2026-03-02,", "has a row above"),
    ],
)
def test_a_faulty_row_is_told_with_its_line(row, told, way_out):
    _, [problem] = read_watched(f"{watched_text([CHANGED])}{row}\n")
    assert (3, True) == (problem.place.line, told in problem.message)
    assert way_out.search(problem.message)


def test_another_first_line_is_refused(way_out):
    rows, [problem] = read_watched("url,state\n")
    assert ((), 1) == (rows, problem.place.line)
    assert way_out.search(problem.message)


def test_a_page_that_answers_again_is_let_go_and_one_that_had_changed_stays():
    assert [CHANGED] == seen_again([CHANGED, GONE], [CHANGED.url, GONE.url])


def test_what_is_seen_now_takes_the_place_of_what_was_seen_before():
    now = WatchedSource(CHANGED.url, "gone", dt.date(2026, 4, 2))
    assert [now, GONE] == seen_again([CHANGED, GONE], [now])
