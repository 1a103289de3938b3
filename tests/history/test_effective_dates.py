"""Reading the dates of a text the light way gives what the whole reader gives."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.content.parse import parse
from kb.domain.model import Entry
from kb.history import effective_dates
from kb.history.effective_dates import Span, read_span

PATH = "example-health/commercial/x.md"
DAY = dt.date(2026, 1, 2)


def front(*lines):
    return "\n".join(["---", "title: x", *lines, "---", "", "## Coverage", "", "effective: 2020-01-01", ""])


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ([], Span()),
        (["effective: 2026-01-02"], Span(DAY)),
        (
            ["effective: 2026-01-02", "ends: 2026-01-02", "date_basis: date processed"],
            Span(DAY, DAY, "date processed"),
        ),
        (["effective: '2026-01-02'"], Span(DAY)),
        (['effective: "2026-01-02"   # checked'], Span(DAY)),
        (["effective: 2026-01-02 # checked", "date_basis: not stated  # yet"], Span(DAY, None, "not stated")),
        (["effective:", "  2026-01-02"], Span(DAY)),
        (["effective: >-", "  2026-01-02"], Span(DAY)),
        (["effective:   2026-01-02"], Span(DAY)),
        (['"effective": 2026-01-02'], Span(DAY)),
        (["? effective", ": 2026-01-02", "ends: 2026-01-02"], Span(None, DAY)),
        (["units:", "  - effective: 2026-01-02"], Span()),
        (["note: >-", "  effective: 2026-01-02"], Span()),
        (["# effective: 2026-01-02"], Span()),
        (["effective: 2026-13-02"], Span()),
        (["effective: soon"], Span()),
        (["effective: 20260102"], Span()),
        (["effective: [2026-01-02]"], Span()),
        (["effective_date: 2026-01-02"], Span()),
        (["effective: &a 2026-01-02"], Span()),
    ],
)
def test_dates_are_read_however_they_are_written(lines, expected):
    assert expected == read_span(front(*lines))


def test_dates_are_read_where_all_keys_are_set_in():
    assert Span(DAY) == read_span("---\n  title: x\n  effective: 2026-01-02\n---\n")


def test_dates_of_other_keys_need_no_whole_reader(monkeypatch):
    monkeypatch.setattr(effective_dates, "import_module", None)
    assert Span(DAY) == read_span(
        front("effective: 2026-01-02", "units:", "  - code: x", "    effective: 2020-01-01")
    )


@pytest.mark.parametrize(
    "text", ["", "effective: 2026-01-02", "---\neffective: 2026-01-02\n", "x\n---\n---\n", "---"]
)
def test_a_text_without_front_matter_gives_no_dates(text):
    assert Span() == read_span(text)


QUOTES = st.sampled_from(["{}", "'{}'", '"{}"', "{}  # told", ">-\n  {}"])
DAYS = st.one_of(st.none(), st.dates(dt.date(1000, 1, 1), dt.date(9999, 12, 31)))


@given(DAYS, DAYS, st.tuples(QUOTES, QUOTES), st.sampled_from(["date of service", "date processed", "not stated"]))
def test_a_sound_entry_gives_the_dates_that_the_whole_reader_gives(good, first, last, quotes, basis):
    quote, other = quotes
    lines = [f"effective: {quote.format(first.isoformat())}"] if first else []
    lines += [f"ends: {other.format(last.isoformat())}"] if last else []
    lines += [f"date_basis: {quote.format(basis)}"] if first else []
    text = good.replace("currency: current\n", "\n".join(["currency: current", *lines, ""]))
    document = parse(PATH, text).document
    assert isinstance(document, Entry)
    assert Span(document.effective, document.ends, document.date_basis) == read_span(text)


@pytest.fixture(scope="session")
def good(rule):
    return rule("covered")


def test_every_real_entry_gives_the_dates_that_the_whole_reader_gives(real_policies):
    for file in sorted(real_policies.glob("*/*/*.md")):
        text = file.read_text(encoding="utf-8")
        document = parse(file.relative_to(real_policies).as_posix(), text).document
        assert Span(document.effective, document.ends, document.date_basis) == read_span(text)
