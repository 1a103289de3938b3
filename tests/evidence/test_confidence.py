"""How sure an answer is, in the words of the vocabulary; never surer than its sources."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from kb.domain.vocabulary import STANDINGS
from kb.evidence.confidence import age, confidence_lines, extent, meaning

DAY = dt.date(2026, 6, 1)


@pytest.fixture(scope="module")
def real(real_library):
    return {entry.id: entry for entry in real_library.entries}


@pytest.fixture(scope="module")
def source(real):
    """Make a source that prints a date and was read so far."""
    some = next(iter(real["cigna/commercial/category-iii"].sources.values()))
    primary = dataclasses.replace(some, standing="primary")
    return lambda printed="", read="whole", **more: dataclasses.replace(primary, printed=printed, read=read, **more)


def test_what_others_report_is_never_called_more_than_secondary(real):
    entry = real["cigna/commercial/category-iii"]
    sure = dict(confidence_lines(entry, entry.answers["coverage"], DAY))
    assert ["Source type", "Confidence", "Read", "Status", "Age"] == list(sure)
    assert "third-party summary: a report by someone other than the payer" == sure["Source type"]
    assert sure["Confidence"].startswith("medium: ")
    assert "its sources print no date; retrieved on 2026-11-22" == sure["Age"]


def test_an_unknown_answer_has_a_reason_and_no_standing(real):
    entry = real["medicare/national/0709t"]
    sure = confidence_lines(entry, entry.answers["coverage"], DAY)
    assert (("Not known", "searched, not found: searched; the search log says where and with which words"),) == sure


def test_an_old_document_says_how_long_before_the_date_of_service_it_was_printed(real):
    entry = real["bcbs/highmark-wv/category-iii"]
    sure = dict(confidence_lines(entry, entry.answers["coverage"], DAY))
    assert "newest document date 2012-03-19, about 14 years before the date of service" in sure["Age"]
    assert sure["Status"].startswith("superseded: ")


@pytest.mark.parametrize(
    ("printed", "told"),
    [
        ("2026-06-02", "2026-06-02, after the date of service"),
        ("2026-07", "2026-07, after the date of service"),
        ("2026-06", "2026-06; retrieved"),
        ("2026", "2026; retrieved"),
        ("2025-01-01", "2025-01-01; retrieved"),
        ("2024", "2024, about 2 years before the date of service"),
    ],
)
def test_a_printed_date_is_told_beside_the_date_of_service(source, printed, told):
    assert f"newest document date {told}" in age([source(printed), source("2019")], DAY)


@pytest.mark.parametrize(
    ("read", "told"),
    [
        (("whole",), "its source was read whole"),
        (("whole", "whole"), "each of its 2 sources was read whole"),
        (("whole", "part"), "1 of 2 sources read whole, the rest in part or for reference only"),
        (("part", "reference"), "no source was read whole: silence on the rest proves nothing"),
    ],
)
def test_how_much_was_read_is_counted(source, read, told):
    assert told == extent(tuple(source(read=one) for one in read))


def test_where_others_report_the_document_itself_counts_as_not_read(source):
    told = (
        "each of its 2 sources was read whole; all are third-party summaries: the payer's own document was not read"
    )
    assert told == extent((source(standing="secondary"), source(standing="secondary")))
    assert "not read" not in extent((source(standing="secondary"), source()))


def test_a_value_of_no_list_is_told_as_it_is():
    assert "hearsay" == meaning(STANDINGS, "hearsay")
